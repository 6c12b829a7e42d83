"""What the edition does while a refresh goes on: it announces, and moves nothing under the reader's eyes."""

from __future__ import annotations

import asyncio
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot

from briefing.ingest import refresh
from briefing.store.connection import open_database
from briefing.store.feeds import add_feed
from briefing.tui.app import BriefingApp
from briefing.tui.screens.edition import EditionScreen
from tests.feeds.server import LOCAL, Answer, Asked, Server, ok
from tests.tui.driving import settled
from tests.tui.test_feeds import press, running

TITLES = {"/harbor": "Fire in Boom harbour", "/polar": "Vote in Bern council"}


def web(asked: Asked) -> Answer:
    """Return a feed with one item of now."""
    date = datetime.now(UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
    title = TITLES[asked.target]
    item = f"<item><title>{title}</title><guid>{title}</guid><pubDate>{date}</pubDate></item>"
    return ok(f'<rss version="2.0"><channel><title>{asked.target}</title>{item}</channel></rss>'.encode())


def read_feed(path: Path, url: str) -> None:
    """Subscribe, and refresh as another process does."""
    with closing(open_database(path)) as con:
        add_feed(con, url, now=datetime.now(UTC))
        refresh(con, now=datetime.now(UTC), allow_private=LOCAL)


async def hear(app: BriefingApp, pilot: Pilot[None], **event: object) -> EditionScreen:
    """Tell the edition of an event of a refresh."""
    screen = app.edition_screen
    screen.post_message(screen.Heard({"event": "stories", **event}))
    await settled(app, pilot)
    return screen


async def test_first_stories_are_shown_at_once_later_ones_announced(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    open_database(path).close()
    with Server(web) as server:
        async with running(path) as (app, pilot):
            assert not app.edition_screen.story_list.stories
            await asyncio.to_thread(read_feed, path, server.url("/harbor"))
            screen = await hear(app, pilot, items=1)
            assert [story.headline for story in screen.story_list.stories] == [TITLES["/harbor"]]
            await asyncio.to_thread(read_feed, path, server.url("/polar"))
            screen = await hear(app, pilot, items=2)
            assert len(screen.story_list.stories) == 1 and screen.news == "● 1 new, press r"
            await press(app, pilot, "r")
            assert {story.headline for story in screen.story_list.stories} == {*TITLES.values()}
            assert screen.news == ""


async def test_the_bar_says_what_the_refresh_is_at(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    open_database(path).close()
    async with running(path) as (app, pilot):
        screen = app.edition_screen
        screen._fetching = True
        said = []
        for event in (
            {"event": "start", "feeds": 3},
            {"event": "feed"},
            {"event": "step", "step": "read", "done": 1, "of": 9},
        ):
            await hear(app, pilot, **event)
            said.append(screen.news)
        screen._fetching = False
        await hear(app, pilot, event="end")
        assert said == ["fetched 0 of 3 feeds"] * 2 + ["reading names"] and screen.news == ""
