"""`briefing fetch-text`."""

from __future__ import annotations

import click

from briefing.cli import output
from briefing.cli.session import Session, with_session
from briefing.errors import BriefingError


@click.command("fetch-text")
@click.argument("items", nargs=-1, required=True, type=click.IntRange(min=1), metavar="ITEM...")
@with_session
def fetch_text_command(session: Session, as_json: bool, items: tuple[int, ...]) -> None:
    """Fetch the full texts of items from their pages, for feeds that carry teasers only."""
    from briefing.ingest.fulltext import fetch_item_texts

    allowed = frozenset(session.settings.allow_private)
    outcomes = fetch_item_texts(session.con, items, now=session.now, allow_private=allowed)
    for outcome in outcomes:
        if as_json:
            error = str(outcome.error) if outcome.error else None
            output.print_json({"url": outcome.source, "title": outcome.title, "error": error})
        elif outcome.error:
            output.narrate(f"{outcome.title or outcome.source}: {outcome.error}")
        else:
            click.echo(f"{outcome.title}: full text stored")
    if outcomes and all(outcome.error for outcome in outcomes):
        raise BriefingError("No full text could be fetched.", "What the feeds say stays as it is.")
