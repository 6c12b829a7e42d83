"""`briefing add`, `ingest`, `import`, `packs`: what is new to read."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import output
from briefing.cli.session import Session, with_session
from briefing.errors import UsageError
from feeds.net_url import hide_login, mask

if TYPE_CHECKING:
    from briefing.ingest import Outcome
    from briefing.ingest.adding import Preview
    from feeds.opml import Subscription


@click.command("add")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option("--preview", is_flag=True, help="Only show what is there; subscribe to nothing.")
@click.option("--folder", default="", help="The folder to put new feeds in.")
@with_session
def add_command(session: Session, as_json: bool, urls: tuple[str, ...], preview: bool, folder: str) -> None:
    """Subscribe to a feed, or to the feed that a page offers, and read it at once; - reads addresses from stdin."""
    from briefing import ingest
    from briefing.ingest.adding import look_up, subscribe

    allow = frozenset(session.settings.allow_private)
    outcomes = []
    for url in _from_stdin(urls):
        found = look_up(session.con, url, now=session.now, allow_private=allow)
        if not found.error:
            _tell_found(found, session, as_json=as_json and preview)
        if not preview:
            outcomes.append(subscribe(session.con, found, now=session.now, folder=folder))
            _tell(outcomes[-1], as_json=as_json)
        elif found.error:
            output.narrate(f"{url}: {found.error}")
    ingest.process(session.con, now=session.now)
    if outcomes and all(outcome.error for outcome in outcomes):
        raise click.exceptions.Exit(1)


@click.command("ingest")
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL...")
@with_session
def ingest_command(session: Session, as_json: bool, sources: tuple[str, ...]) -> None:
    """Read single articles (text, HTML, URL) and local feed files (RSS, Atom, JSON Feed); - is standard input.

    A text file's sidecar NAME.toml may give title, outlet, published and url.
    """
    from briefing import ingest

    stdin = sys.stdin.buffer.read() if "-" in sources else None
    outcomes = ingest.ingest_sources(
        session.con,
        sources,
        now=session.now,
        stdin=stdin,
        allow_private=frozenset(session.settings.allow_private),
        on_outcome=lambda outcome: _tell(outcome, as_json=as_json),
    )
    if any(outcome.error for outcome in outcomes):
        raise click.exceptions.Exit(1)


@click.command("import")
@click.argument("file", metavar="[FILE]", required=False)
@with_session
def import_command(session: Session, as_json: bool, file: str | None) -> None:
    """Subscribe to the feeds of an OPML file or a newsboat urls file; - is standard input.

    Without FILE, newsboat's own file is taken from where it usually is.
    """
    from briefing.ingest.importing import find_newsboat_urls, read_file, read_subscriptions

    path = Path(file).expanduser() if file else find_newsboat_urls(os.environ, Path.home())
    if path is None:
        raise UsageError("No newsboat urls file was found.", "Name an OPML or newsboat urls file.")
    if not file:
        output.narrate(f"Reading {path}")
    data = sys.stdin.buffer.read() if file == "-" else read_file(path)
    allow = frozenset(session.settings.allow_private)
    result = read_subscriptions(data, name=str(path), allow_private=allow)
    _subscribe(session, result.subscriptions, as_json=as_json)
    for problem in result.problems:
        if as_json:
            output.print_json({"feed": None, "state": "left out", "problem": problem})
        output.narrate(f"Not taken over: {problem}")


@click.command("packs")
@click.argument("name", required=False)
@with_session
def packs_command(session: Session, as_json: bool, name: str | None) -> None:
    """List the starter packs, or subscribe to one."""
    from feeds.packs import list_packs

    packs = {pack.name: pack for pack in list_packs()}
    if name is None:
        if as_json:
            for pack in packs.values():
                feeds = [{"url": s.url, "title": s.title} for s in pack.subscriptions]
                output.print_json(
                    {"pack": pack.name, "title": pack.title, "description": pack.description, "feeds": feeds}
                )
            return
        rows = [(p.name, output.count(len(p.subscriptions), "feed"), p.description) for p in packs.values()]
        for line in output.table(rows):
            click.echo(line)
        return
    if name not in packs:
        raise UsageError(f"There is no pack {name!r}.", f"There are: {', '.join(packs)}.")
    _subscribe(session, packs[name].subscriptions, as_json=as_json)


def _subscribe(session: Session, subscriptions: Sequence[Subscription], *, as_json: bool) -> None:
    """Add the subscriptions without fetching, and say of each what became of it."""
    from briefing.ingest.importing import import_subscriptions

    done = import_subscriptions(session.con, subscriptions, now=session.now)
    for one in done:
        sub, state = one.subscription, "added" if one.added else "already there"
        if as_json:
            record = {"feed": one.feed_id, "url": hide_login(sub.url), "title": sub.title, "state": state}
            output.print_json({**record, "line": sub.line or None})
        else:
            line = f"Line {sub.line}: " if sub.line else ""
            where = f" in {sub.folder}" if sub.folder else ""
            output.narrate(f"{line}{state}: {sub.title or mask(sub.url)}{where}")
    new = sum(one.added for one in done)
    what_next = " `briefing refresh` fetches what is new, `briefing undo` takes it back." if new else ""
    output.narrate(f"{output.count(new, 'feed')} added, {len(done) - new} already there.{what_next}")


def _tell_found(found: Preview, session: Session, *, as_json: bool) -> None:
    """Say what is at an address: the feed's title, its pace and its last date, and what else the page offers."""
    if as_json:
        output.print_json(
            {
                "asked": found.asked,
                "url": hide_login(found.url),
                "title": found.title,
                "items": found.items,
                "items_per_week": None if found.weekly is None else round(found.weekly, 1),
                "newest": output.iso(found.newest),
                "subscribed": found.known,
                "others": [{"url": hide_login(one.url), "title": one.title} for one in found.others],
            }
        )
        return
    from briefing.ingest.health import pace_words

    if found.known:
        output.narrate(f"{found.title or mask(found.url)} is subscribed already (feed {found.known}).")
        return
    facts = [output.count(found.items, "item"), pace_words(found.weekly)]
    facts += [f"last {output.ago(found.newest, session.now)} ago"] if found.newest else []
    told = ", ".join(fact for fact in facts if fact)
    output.narrate(f"Found: {found.title or mask(found.url)}: {told}. {mask(found.url)}")
    for one in found.others:
        output.narrate(f"  also there: {one.title or 'a feed'}  {mask(one.url)}")


def _tell(outcome: Outcome, *, as_json: bool) -> None:
    if as_json:
        output.print_json(
            {
                "source": outcome.source,
                "feed": outcome.feed_id,
                "title": outcome.title,
                "new": outcome.new,
                "changed": outcome.changed,
                "unchanged": outcome.unchanged,
                "error": str(outcome.error) if outcome.error else None,
                "warnings": list(outcome.warnings),
            }
        )
    elif outcome.error:
        output.narrate(f"{outcome.source}: {outcome.error}")
    else:
        changed = f", {outcome.changed} changed" if outcome.changed else ""
        output.narrate(f"{outcome.title or outcome.source}: {output.count(outcome.new, 'new item')}{changed}.")
        for warning in outcome.warnings:
            output.narrate(f"  {warning}")


def _from_stdin(arguments: Sequence[str]) -> list[str]:
    """Return the arguments, with `-` replaced by the lines of standard input."""
    lines: list[str] = []
    for argument in arguments:
        lines += sys.stdin.read().split() if argument == "-" else [argument]
    return lines
