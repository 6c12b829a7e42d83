"""`briefing split`, `move`, `unite`, `apart`: corrections of the grouping, for ever."""

from __future__ import annotations

import click

from briefing.cli import output
from briefing.cli.session import Session, parse_story, with_session
from briefing.errors import UsageError
from feeds.net_url import hide_login


@click.command("split")
@click.argument("item")
@with_session
def split_command(session: Session, as_json: bool, item: str) -> None:
    """Take an item out of its story: it becomes a story of its own."""
    from briefing.store.regrouping import split_item

    _tell(session, as_json, split_item(session.con, _item(item), now=session.now))


@click.command("move")
@click.argument("item")
@click.argument("story")
@with_session
def move_command(session: Session, as_json: bool, item: str, story: str) -> None:
    """Move an item to another story, where it stays."""
    from briefing.store.regrouping import move_item

    _tell(session, as_json, move_item(session.con, _item(item), parse_story(story), now=session.now))


@click.command("unite")
@click.argument("story")
@click.argument("other")
@with_session
def unite_command(session: Session, as_json: bool, story: str, other: str) -> None:
    """Make two stories one. The number of the older one stays."""
    from briefing.store.regrouping import unite_stories

    _tell(session, as_json, unite_stories(session.con, parse_story(story), parse_story(other), now=session.now))


@click.command("apart")
@click.argument("story")
@click.argument("other")
@with_session
def apart_command(session: Session, as_json: bool, story: str, other: str) -> None:
    """Keep two stories apart, whatever comes."""
    from briefing.store.regrouping import keep_apart

    if not keep_apart(session.con, parse_story(story), parse_story(other), now=session.now):
        output.narrate("That was said before.")
    _tell(session, as_json, parse_story(story), parse_story(other))


def _tell(session: Session, as_json: bool, *story_ids: int) -> None:
    """Bring the stories up to date, and print those that a correction has made or changed."""
    from briefing.ingest import settle
    from briefing.store import feeds, items, stories

    settle(session.con, now=session.now)
    urls = {feed.id: hide_login(feed.url) for feed in feeds.list_feeds(session.con)}
    for story_id in story_ids:
        row = stories.get_story(session.con, story_id)
        if row is None:
            continue
        if as_json:
            output.print_json(output.story_record(row, items.items_of_story(session.con, row.id), urls))
        else:
            click.echo(f"{row.id}  {output.count(row.items, 'item')}  {row.headline}")
    if not as_json:
        output.narrate("`briefing undo` takes it back.")


def _item(text: str) -> int:
    if not text.isdecimal() or int(text) >= 2**63:
        raise UsageError(f"{text!r} is not an item number.", "`briefing show STORY --why` names the items of a story.")
    return int(text)
