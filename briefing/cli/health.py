"""`briefing doctor` and `briefing config`: is everything as it should be, and what counts now."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from briefing.charset import locale_charset
from briefing.cli import output
from briefing.config import Settings, config_file, database_path, load
from briefing.errors import BriefingError, UsageError
from feeds.net_url import mask


@dataclass(frozen=True, slots=True)
class Check:
    """One finding: `state` is "ok", "note" or "problem"."""

    name: str
    state: str
    text: str


@click.command("doctor")
@click.option("--db", metavar="PATH", help="The database file (or BRIEFING_DB).")
@click.option("--sample", is_flag=True, help="Look at the sample edition's database.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")
@click.pass_context
def doctor_command(ctx: click.Context, db: str | None, sample: bool, as_json: bool) -> None:
    """Look at database, feeds, terminal and configuration; exit 1 when there is a problem."""
    outer = ctx.obj or {}
    path = db or outer.get("db")
    if not path and (sample or outer.get("sample")):
        from briefing.sample import sample_path

        path = str(sample_path())
    checks = list(run_checks(path))
    for check in checks:
        if as_json:
            output.print_json({"check": check.name, "state": check.state, "text": check.text})
        else:
            click.echo(f"{check.state:<8} {check.name:<14} {check.text}")
    if any(check.state == "problem" for check in checks):
        raise click.exceptions.Exit(1)


def run_checks(db: str | None) -> Iterator[Check]:
    """Yield every finding. Nothing is changed; a database that does not exist is not made."""
    yield Check("python", "ok", f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}")
    try:
        settings, rows = load(db=db)
    except UsageError as error:
        yield Check("configuration", "problem", str(error))
        return
    try:
        _check_keys(settings)
    except UsageError as error:
        yield Check("keys", "problem", str(error))
    changed = sum(row.origin != "default" for row in rows)
    yield Check("configuration", "ok", f"{config_file(os.environ)}: {output.count(changed, 'setting')} changed")
    yield from _database(database_path(settings), settings.keep_texts_days)
    yield from _terminal()


def _database(path: Path, keep_texts_days: int) -> Iterator[Check]:
    if not path.exists():
        yield Check("database", "note", f"{path} does not exist yet; the first command that stores something makes it")
        return
    from briefing.store.connection import check_integrity, open_database
    from briefing.store.items import count_items
    from briefing.store.stories import count_stories

    try:
        con = open_database(path, create=False)
    except BriefingError as error:
        yield Check("database", "problem", str(error))
        return
    try:
        found = "; ".join(check_integrity(con)[:3])
        size = path.stat().st_size / 2**20
        held = f"{output.count(count_items(con), 'item')}, {output.count(count_stories(con), 'story', 'stories')}"
        text = f"{path}, {size:.1f} MB, {held}"
        yield Check("database", "problem" if found else "ok", f"{text}: {found}" if found else text)
        yield _texts(con, keep_texts_days)
        yield from _feeds(con)
    finally:
        con.close()


def _texts(con: sqlite3.Connection, keep_texts_days: int) -> Check:
    """Say how long texts are kept, and what has gone, since that cannot be undone."""
    from briefing.store.retention import dropped_texts

    dropped = dropped_texts(con)
    gone = f"{output.count(dropped.texts, 'text')} dropped so far" if dropped.texts else "none dropped so far"
    last = f", the last on {dropped.last:%Y-%m-%d}" if dropped.last else ""
    kept = f"those of unsaved items go after {output.count(keep_texts_days, 'day')}, headlines stay"
    return Check("texts", "ok", f"{kept if keep_texts_days else 'kept for ever'} (keep_texts_days); {gone}{last}")


def _feeds(con: sqlite3.Connection) -> Iterator[Check]:
    """Say how many feeds there are and how they are; then each one that needs attention, with what to do."""
    from briefing.ingest.health import feed_health

    feeds = feed_health(con, now=datetime.now(UTC))
    states = ", ".join(f"{number} {state}" for state, number in Counter(one.state for one in feeds).most_common())
    yield Check("feeds", "ok", output.count(len(feeds), "feed") + (f": {states}" if states else ""))
    for one in feeds:
        if one.failing:
            yield Check("feed", "note", f"{one.feed.title or mask(one.feed.url)} ({one.state}): {one.trouble}")


def _terminal() -> Iterator[Check]:
    if not sys.stdout.isatty():
        yield Check("terminal", "note", "standard output is not a terminal; the app needs one")
        return
    size = os.get_terminal_size()
    fits = size.columns >= 60 and size.lines >= 15
    colour = (
        "NO_COLOR is set" if os.environ.get("NO_COLOR") else os.environ.get("COLORTERM", "") or "256 colours or fewer"
    )
    signs = locale_charset(os.environ) or sys.stdout.encoding
    text = f"{os.environ.get('TERM', 'unknown')}, {size.columns}x{size.lines}, {colour}, {signs}"
    if signs != "utf-8":
        yield Check("locale", "note", f"it names {signs}, so that signs beyond it are replaced; LANG=C.UTF-8 shows all")
    yield Check("terminal", "ok" if fits else "note", text if fits else f"{text}: the app wants 60x15 or more")


@click.command("config")
@click.option("--db", metavar="PATH", help="The database file (or BRIEFING_DB).")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")
@click.pass_context
def config_command(ctx: click.Context, db: str | None, as_json: bool) -> None:
    """Print every setting as it counts now, and where it comes from."""
    settings, rows = load(db=db or (ctx.obj or {}).get("db"))
    _check_keys(settings)
    if as_json:
        for row in rows:
            output.print_json({"setting": row.name, "value": row.value, "origin": row.origin, "doc": row.doc})
        return
    output.narrate(f"Settings file: {config_file(os.environ)}")
    for row in rows:
        click.echo(f"# {row.doc} (from: {row.origin})\n{row.name} = {_toml(row.value)}")


def _check_keys(settings: Settings) -> None:
    """Raise UsageError for keys that the app would not take."""
    from briefing.tui.keys.user import user_keymap

    user_keymap(settings)


def _toml(value: object) -> str:
    import json

    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
