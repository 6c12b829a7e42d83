"""`briefing outlets`: who publishes what one reads, and whom the reader prefers or mutes."""

from __future__ import annotations

import click

from briefing.cli import output
from briefing.cli.session import Session, with_session
from briefing.store.outlets import Stance


@click.command("outlets")
@click.option("--prefer", metavar="NAME", multiple=True, help="Lift the stories of this outlet.")
@click.option("--mute", metavar="NAME", multiple=True, help="Do not count this outlet; its own stories sink.")
@click.option("--neither", metavar="NAME", multiple=True, help="Neither prefer nor mute this outlet any more.")
@with_session
def outlets_command(
    session: Session, as_json: bool, prefer: tuple[str, ...], mute: tuple[str, ...], neither: tuple[str, ...]
) -> None:
    """List the outlets, or prefer and mute some."""
    from briefing.ingest import settle
    from briefing.store.outlets import list_outlets, set_stance

    wishes: tuple[tuple[tuple[str, ...], Stance], ...] = ((prefer, "preferred"), (mute, "muted"), (neither, ""))
    for names, stance in wishes:
        if names:
            set_stance(session.con, names, stance, now=session.now)
    settle(session.con, now=session.now)
    rows = list_outlets(session.con)
    if as_json:
        for row in rows:
            output.print_json({"outlet": row.name, "feeds": row.feeds, "stance": row.stance})
        return
    for line in output.table((row.stance, output.count(row.feeds, "feed"), row.name) for row in rows):
        click.echo(line)
    output.narrate(f"{output.count(len(rows), 'outlet')}." if rows else "There are no outlets yet.")
