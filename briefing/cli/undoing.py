"""`briefing undo`, `briefing redo`: every change of the reader's, one by one or down to a point, also of last week."""

from __future__ import annotations

from collections.abc import Callable

import click

from briefing.cli import output
from briefing.cli.session import Session, with_session
from briefing.errors import UsageError

LISTED = 50
"""Changes that `--list` shows unless told otherwise."""


@click.command("undo")
@click.option("--list", "listing", is_flag=True, help="List what can be undone, the latest first, and what was undone.")
@click.option("--limit", type=click.IntRange(min=1), default=LISTED, show_default=True, help="With --list.")
@click.option("--to", "target", type=int, metavar="NUMBER", help="Undo all changes down to this one of the list.")
@with_session
def undo_command(session: Session, as_json: bool, listing: bool, limit: int, target: int | None) -> None:
    """Undo the last change: a mark, a tag, a note, a rule, a follow, a correction, a feed added or removed."""
    from briefing.ingest.seen import undo

    if listing:
        _list(session, as_json, limit)
    elif target is not None:
        _undo_to(session, as_json, target)
    else:
        _turn(session, as_json, undo, "Undone", "There is nothing to undo.")


@click.command("redo")
@with_session
def redo_command(session: Session, as_json: bool) -> None:
    """Do again what was undone last."""
    from briefing.ingest.seen import redo

    _turn(session, as_json, redo, "Done again", "There is nothing to do again.")


def _turn(session: Session, as_json: bool, change: Callable[..., str | None], word: str, nothing: str) -> None:
    from briefing.ingest import settle

    what = change(session.con, now=session.now)
    settle(session.con, now=session.now)
    if as_json:
        output.print_json({word.lower().replace(" ", "_"): what})
    else:
        output.narrate(f"{word}: {what}." if what else nothing)


def _undo_to(session: Session, as_json: bool, target: int) -> None:
    from briefing.ingest import settle
    from briefing.store.marks import history, undo_to

    if not any(one.id == target and not one.undone for one in history(session.con, limit=-1)):
        raise UsageError(f"Change {target} cannot be undone.", "`briefing undo --list` names those that can.")
    done = undo_to(session.con, target)
    settle(session.con, now=session.now)
    if as_json:
        output.print_json({"undone": done})
    else:
        output.narrate(f"{output.count(done, 'change')} undone. `briefing redo` does them again, one by one.")


def _list(session: Session, as_json: bool, limit: int) -> None:
    from briefing.store.actions import LOG_SIZE
    from briefing.store.marks import history

    rows = history(session.con, limit)
    if as_json:
        for row in rows:
            made = output.iso(row.made)
            output.print_json({"action": row.id, "made": made, "label": row.label, "undone": row.undone})
        return
    lines = (
        (str(row.id), f"{row.made.astimezone():%Y-%m-%d %H:%M}", "undone" if row.undone else "", row.label)
        for row in rows
    )
    for line in output.table(lines):
        click.echo(line)
    output.narrate(
        f"The last {LOG_SIZE:,} changes are kept. `briefing undo --to NUMBER` goes back to before one of them."
        if rows
        else "Nothing was changed yet."
    )
