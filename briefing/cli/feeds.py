"""`briefing feeds`: how the feeds are, and what can be done with one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from briefing.cli import output
from briefing.cli.session import Session, with_session
from briefing.errors import UsageError
from briefing.model import FeedRow
from feeds.net_url import mask

if TYPE_CHECKING:
    from briefing.ingest.health import Health

NO_FEEDS = "No feeds yet. `briefing add URL` subscribes to one, `briefing packs` lists starter packs."


@click.group("feeds", invoke_without_command=True)
@click.option("--errors", is_flag=True, help="Only the feeds that need attention.")
@with_session
def feeds_command(session: Session, as_json: bool, errors: bool) -> None:
    """List the feeds and how they are; or pause, rename, move, unsubscribe one of them."""
    if click.get_current_context().invoked_subcommand:
        return
    from briefing.ingest.health import feed_health
    from briefing.store.feeds import list_feeds

    rows = [one for one in feed_health(session.con, now=session.now) if one.failing or not errors]
    if as_json:
        for one in rows:
            weekly = None if one.weekly is None else round(one.weekly, 1)
            extra = {"items_per_week": weekly, "state": one.state, "trouble": one.trouble}
            output.print_json({**output.feed_record(one.feed), **extra})
        return
    for line in _lines(rows, session):
        click.echo(line)
    if not rows:
        output.narrate("Every feed is fine." if errors and list_feeds(session.con) else NO_FEEDS)


def _lines(rows: list[Health], session: Session) -> Iterator[str]:
    """Yield a line for each feed, and below it what is wrong."""
    table = output.table([_cells(one, session) for one in rows])
    folder = ""
    for one, line in zip(rows, table, strict=True):
        if one.feed.folder != folder:
            folder = one.feed.folder
            yield f"{folder}:"
        yield line
        if one.trouble:
            yield f"      {one.trouble}"


def _cells(one: Health, session: Session) -> tuple[str, ...]:
    """Return number, title, pace, last success, next check, last answer, cost and state."""
    feed = one.feed
    success = f"read {output.ago(feed.last_success, session.now)} ago" if feed.last_success else "never read"
    return (
        f"{feed.id:>4}",
        feed.title or mask(feed.url),
        one.pace(),
        success,
        _next(feed, session),
        one.answer(),
        one.cost(),
        f"{one.state}, full texts" if feed.full_text else one.state,
    )


def _next(feed: FeedRow, session: Session) -> str:
    if feed.status != "active":
        return ""
    if feed.next_due is None or feed.next_due <= session.now:
        return "due now"
    return f"next in {output.ago(session.now, feed.next_due)}"


@feeds_command.command("pause")
@click.argument("feed")
@with_session
def pause_command(session: Session, as_json: bool, feed: str) -> None:
    """Fetch a feed no more until it is resumed."""
    _change(session, feed, "Paused", status="paused")


@feeds_command.command("resume")
@click.argument("feed")
@with_session
def resume_command(session: Session, as_json: bool, feed: str) -> None:
    """Fetch a paused feed, or one that was gone, again."""
    _change(session, feed, "Resumed", status="active")


@feeds_command.command("rename")
@click.argument("feed")
@click.argument("title")
@with_session
def rename_command(session: Session, as_json: bool, feed: str, title: str) -> None:
    """Give a feed another title."""
    _change(session, feed, "Renamed", title=title)


@feeds_command.command("folder")
@click.argument("feed")
@click.argument("name")
@with_session
def folder_command(session: Session, as_json: bool, feed: str, name: str) -> None:
    """Move a feed to a folder; "" is the top."""
    _change(session, feed, "Moved", folder=name)


@feeds_command.command("outlet")
@click.argument("feed")
@click.argument("name")
@with_session
def outlet_command(session: Session, as_json: bool, feed: str, name: str) -> None:
    """Say who publishes a feed; feeds of one outlet count as one voice."""
    if not name.strip():
        raise UsageError("An outlet needs a name.", 'For example: briefing feeds outlet 3 "Example News"')
    _change(session, feed, "Changed", outlet=name)


@feeds_command.command("full-text")
@click.argument("feed")
@click.argument("choice", type=click.Choice(["on", "off"]))
@with_session
def full_text_command(session: Session, as_json: bool, feed: str, choice: str) -> None:
    """Fetch the full texts of a feed's new items from their pages, at each refresh; or no longer."""
    word = "Full texts of new items will be fetched" if choice == "on" else "No full texts will be fetched"
    _change(session, feed, word, full_text=choice == "on")


@feeds_command.command("remove")
@click.argument("feed")
@with_session
def remove_command(session: Session, as_json: bool, feed: str) -> None:
    """Unsubscribe from a feed; what it has brought stays."""
    from briefing.store.feeds import remove_feed

    row = find(session, feed)
    remove_feed(session.con, row.id, now=session.now)
    output.narrate(f"Unsubscribed from {row.title or mask(row.url)}. `briefing undo` takes it back.")


def _change(session: Session, feed: str, word: str, *, full_text: bool | None = None, **changes: str) -> None:
    from briefing.store.feeds import update_feed

    row = find(session, feed)
    update_feed(session.con, row.id, now=session.now, full_text=full_text, **changes)
    output.narrate(f"{word}: {row.title or mask(row.url)}. `briefing undo` takes it back.")


def find(session: Session, wanted: str) -> FeedRow:
    """Return the feed that is meant: by its number, its address, or words that only its title or address has.

    Raises:
        UsageError: there is none, or more than one.
    """
    from briefing.store.feeds import list_feeds

    rows = list_feeds(session.con)
    exact = [row for row in rows if wanted in (str(row.id), row.url, row.title)]
    near = [row for row in rows if wanted.casefold() in f"{row.title} {row.url}".casefold()]
    found = exact or near
    if not found:
        raise UsageError(f"There is no feed {wanted!r}.", "`briefing feeds` lists them with their numbers.")
    if len(found) > 1:
        names = ", ".join(f"{row.id} ({row.title or mask(row.url)})" for row in found[:5])
        raise UsageError(f"{wanted!r} may be any of {len(found)} feeds: {names}.", "Name one by its number.")
    return found[0]
