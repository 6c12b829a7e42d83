"""`briefing entities`: who and what the stored news names most, or what one text names."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from briefing.cli import output
from briefing.cli.session import Session, open_session, since_option
from briefing.config import load
from briefing.errors import BriefingError, UsageError
from briefing.model import NAME_KINDS, EntityRow, RisingEntity

MAX_TEXT_BYTES = 5 * 2**20
"""Largest text that `--text` reads, in bytes; a long novel has 3 MB."""


@click.command("entities")
@click.argument("name", required=False)
@click.option("--text", "file", metavar="FILE", help="Tag this text instead of the database (- for standard input).")
@since_option
@click.option("--limit", type=click.IntRange(min=1), default=30, show_default=True)
@click.option("--rising", is_flag=True, help="List what is named more today than in the week before.")
@click.option("--hidden", "list_hidden", is_flag=True, help="List the entities that you have hidden.")
@click.option("--follow/--unfollow", default=None, help="Rank its stories higher.")
@click.option("--mute/--unmute", default=None, help="Rank its stories last.")
@click.option("--hide/--show", default=None, help="It is no entity: take it out of highlights and lists.")
@click.option("--same-as", metavar="OTHER", help="NAME is another name of OTHER.")
@click.option("--split", metavar="ALIAS", help="ALIAS is not NAME: make it an entity of its own.")
@click.option("--rename", metavar="NEW", help='Show it under another name ("" for the one that was read).')
@click.option("--kind", type=click.Choice(NAME_KINDS), help="Say what kind of thing it is.")
@click.option("--db", metavar="PATH", help="The database file (or BRIEFING_DB).")
@click.option("--sample", is_flag=True, help="Use the sample edition's own database.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")
@click.pass_context
def entities_command(
    ctx: click.Context,
    /,
    name: str | None,
    file: str | None,
    db: str | None,
    sample: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """List the most mentioned people, organisations, places and things; with NAME, all about one; with --text, those
    of one text. What you say of NAME (--follow to --kind) wins over every later reading, and can be undone.
    """
    if file is not None:
        _of_text(_read(file), as_json=as_json)
        return
    outer = ctx.obj or {}
    with open_session(db or outer.get("db"), sample=sample or outer.get("sample", False)) as session:
        if name is None:
            _list(session, as_json=as_json, **options)
        else:
            from briefing.cli.entity_page import change_and_show

            change_and_show(session, name, options, as_json=as_json)


def _list(
    session: Session,
    since: str | None,
    limit: int,
    rising: bool,
    list_hidden: bool,
    *,
    as_json: bool,
    **wishes: Any,
) -> None:
    """List entities: the most mentioned, the rising or the hidden ones."""
    if any(wish is not None for wish in wishes.values()):
        raise UsageError("Of which entity?", "Give its name: briefing entities NAME --follow")
    from briefing.store import entities as store

    if rising:
        risen = {one.entity: one for one in store.rising(session.con, now=session.now, limit=limit)}
        rows = list(risen)
    elif list_hidden:
        risen, rows = {}, store.marked_entities(session.con, "hidden")
    else:
        risen, rows = {}, store.most_mentioned(session.con, since=session.since(since), limit=limit)
    if as_json:
        for row in rows:
            output.print_json(output.entity_record(row) | ({"today": risen[row].today} if row in risen else {}))
        return
    lines = [
        (
            row.name,
            row.kind,
            "" if row.stories is None else output.count(row.stories, "story", "stories"),
            _rising_told(risen[row]) if row in risen else output.count(row.items, "item"),
            marks_told(row),
        )
        for row in rows
    ]
    for line in output.table(lines):
        click.echo(line)


def _rising_told(risen: RisingEntity) -> str:
    return f"{output.count(risen.today, 'item')} today, usually {risen.usual:.1f}"


def marks_told(row: EntityRow) -> str:
    """Return what the reader has marked the entity as: "followed, hidden", "" for nothing."""
    marks = (("followed", row.followed), ("muted", row.muted), ("hidden", row.hidden))
    return ", ".join(word for word, on in marks if on)


def _read(file: str) -> str:
    if file == "-":
        return sys.stdin.read()
    path = Path(file)
    try:
        if path.is_file() and path.stat().st_size > MAX_TEXT_BYTES:
            raise BriefingError(f"{file} is larger than {MAX_TEXT_BYTES // 2**20} MB.", "Give it in parts.")
        with path.open(encoding="utf8", newline="") as stream:  # "\r\n" stays: offsets are into the file's own text
            return stream.read()
    except (OSError, UnicodeDecodeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise BriefingError(
            f"{file} cannot be read: {reason}.", "Name a text file, or - for standard input."
        ) from error


def _of_text(text: str, *, as_json: bool) -> None:
    """Print the names, amounts and dates of `text`, whose first line counts as its title. Offsets are into `text`."""
    from briefing.reading.entities import find_mentions

    title, newline, body = text.partition("\n")
    settings, _ = load()
    mentions = find_mentions(title, body, published=datetime.now(UTC), engine=settings.entity_engine)
    records = [output.mention_record(m, text, 0 if m.field == "title" else len(title) + len(newline)) for m in mentions]
    for record in sorted(records, key=lambda r: r["start"]):
        if as_json:
            output.print_json(record)
        else:
            click.echo(f"{record['start']:>6}  {record['kind']:<12}  {record['text']}  ({record['name']})")
