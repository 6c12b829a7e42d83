"""Feeds in the app: the list with its troubles, adding, the first run's question, a refresh in its own process."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection

import pytest
from textual.pilot import Pilot

from briefing.config import Settings
from briefing.model import FeedRow
from briefing.refresh.lock import refresh_lock
from briefing.store.connection import open_database
from briefing.store.feeds import Fetched, add_feed, get_feed, list_feeds, record_fetch
from briefing.tui.app import BriefingApp
from briefing.tui.screens import edition_refresh
from briefing.tui.screens.add import AddScreen
from briefing.tui.screens.edition import EditionScreen
from briefing.tui.screens.feeds import FeedsScreen
from briefing.tui.screens.first_run import FirstRunScreen, PacksScreen
from briefing.tui.screens.imported import ImportedScreen
from feeds.packs import list_packs
from tests.briefing.refresh.news import rss
from tests.feeds.server import Answer, Asked, Server, ok
from tests.tui.driving import settled

PAGE = b'<html><head><link rel="alternate" type="application/rss+xml" href="/paper"><link rel="alternate" type="application/rss+xml" href="/sport"></head></html>'  # noqa: E501


def web(asked: Asked) -> Answer:
    """Return a page, or a feed."""
    name = asked.target.strip("/")
    return ok(PAGE, content_type="text/html") if name == "page" else ok(rss(name, 4))


@asynccontextmanager
async def running(path: Path, **options: object) -> AsyncIterator[tuple[BriefingApp, Pilot[None]]]:
    """Open the app on a real database."""
    settings = Settings(database=str(path), allow_private=("127.0.0.1",), auto_refresh=bool(options.pop("auto", False)))
    app = BriefingApp(path, settings=settings, **options)  # type: ignore[arg-type]
    async with app.run_test(size=(100, 34), notifications=True) as pilot:
        await settled(app, pilot)
        yield app, pilot


async def press(app: BriefingApp, pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(app, pilot)


async def type_in(app: BriefingApp, pilot: Pilot[None], words: str) -> None:
    """Type into the line, and press Enter."""
    from briefing.tui.screens.prompting import Answer as Box

    app.screen.query_one(Box).value = words
    await press(app, pilot, "enter")


def shown(app: BriefingApp) -> str:
    """Return the words of the panel on top."""
    screen = app.screen
    assert isinstance(screen, FeedsScreen | AddScreen | FirstRunScreen | PacksScreen | ImportedScreen)
    lines = [*screen.choices.page.lines, *(screen.detail.page.lines if isinstance(screen, FeedsScreen) else ())]
    return "\n".join("".join(piece.text for piece in line) for line in lines)


def feeds(path: Path, **wanted: str) -> list[FeedRow]:
    con = open_database(path)
    try:
        return list_feeds(con)
    finally:
        con.close()


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """Return a database with three feeds; the second one fails."""
    path, now = tmp_path / "b.db", datetime.now(UTC)
    con = open_database(path)
    for n, title in enumerate(("Harbor [/x]", "Meridian", "Polar")):
        key = add_feed(con, f"https://f{n}.example.org/feed", title=title, outlet=title, now=now)
        bad = "f1.example.org answers with a bot check. Ask the outlet to let feed readers in." if n == 1 else ""
        record_fetch(
            con, key, Fetched(now + timedelta(hours=1), 403 if bad else 200, bad, ms=120, wire_bytes=9000), now=now
        )
    con.close()
    return path


async def test_the_list_names_the_trouble_and_leads_to_it(three: Path) -> None:
    async with running(three) as (app, pilot):
        await press(app, pilot, "F")
        words = shown(app)
        assert "Harbor [/x]" in words and "! Meridian" in words and "next in" in words and "failing" in words
        assert "HTTP 200" in words and "9 kB in 120 ms" in words
        await press(app, pilot, "e")
        assert "HTTP 403" in shown(app) and "f1.example.org answers with a bot check." in shown(app)
        assert isinstance(app.screen, FeedsScreen) and app.screen.feed and app.screen.feed.feed.title == "Meridian"
        await press(app, pilot, "G", "E")
        assert app.screen.feed.feed.title == "Meridian"


async def test_what_is_done_to_a_feed_is_shown_and_undone(three: Path) -> None:
    async with running(three) as (app, pilot):
        await press(app, pilot, "F", "p")
        assert [feed.status for feed in feeds(three)] == ["paused", "active", "active"] and "paused" in shown(app)
        await press(app, pilot, "u", "r")
        await type_in(app, pilot, "My harbour")
        await press(app, pilot, "G", "f")
        await type_in(app, pilot, "World")
        assert {(feed.title, feed.folder, feed.status) for feed in feeds(three)} == {
            ("My harbour", "", "active"),
            ("Meridian", "", "active"),
            ("Polar", "World", "active"),
        }
        await press(app, pilot, "w")
        assert [feed.full_text for feed in feeds(three)].count(True) == 1 and "full texts" in shown(app)
        await press(app, pilot, "u")
        assert not any(feed.full_text for feed in feeds(three))
        await press(app, pilot, "g", "x")
        assert len(feeds(three)) == 2
        await press(app, pilot, "u")
        assert len(feeds(three)) == 3
        await press(app, pilot, "r", "escape")
        assert isinstance(app.screen, FeedsScreen)
        await press(app, pilot, "escape")
        assert isinstance(app.screen, EditionScreen)


async def test_an_address_is_looked_at_before_it_is_subscribed_to(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with Server(web) as server:
        async with running(path) as (app, pilot):
            await press(app, pilot, "a")
            await type_in(app, pilot, f"{server.url('/page')} javascript:alert(1)")
            words = shown(app)
            assert "Paper" in words and "4 items" in words and "last" in words and "also there" in words
            assert "no web address" in words and feeds(path) == []
            await press(app, pilot, "enter")
            assert [feed.title for feed in feeds(path)] == ["Paper"] and len(server.asked) == 2
            assert isinstance(app.screen, AddScreen) and app.screen.number == 1, "the next that is not subscribed"
            await press(app, pilot, "enter")
            assert sorted(feed.title for feed in feeds(path)) == ["Paper", "Sport"]
            assert app.screen.number == 1, "what lies below is no feed"
            await press(app, pilot, "enter")
            assert "Sport is subscribed already." in app.screen.foot.word
            await press(app, pilot, "k", "enter")
            assert "Paper is subscribed already." in app.screen.foot.word and len(feeds(path)) == 2
            await press(app, pilot, "escape")
            assert isinstance(app.screen, EditionScreen)


async def test_a_further_feed_that_was_subscribed_before_is_named_so(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with Server(web) as server:
        with closing(open_database(path)) as con:
            add_feed(con, server.url("/sport"), title="My sport", now=datetime.now(UTC))
        async with running(path) as (app, pilot):
            await press(app, pilot, "a")
            await type_in(app, pilot, server.url("/page"))
            await press(app, pilot, "j", "enter")
            assert isinstance(app.screen, AddScreen) and "My sport is subscribed already." in app.screen.foot.word
            assert not app.screen.changed


async def test_from_the_sample_ones_own_edition_opens_at_its_top_until_the_reader_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    own = tmp_path / "own.db"
    settings = Settings(database=str(own), allow_private=("127.0.0.1",), auto_refresh=False)
    app = BriefingApp(tmp_path / "sample.db", sample=True, settings=settings)
    with Server(web) as server:
        async with app.run_test(size=(100, 34)) as pilot:
            await settled(app, pilot)
            await press(app, pilot, "j", "j", "a")
            await type_in(app, pilot, server.url("/paper"))
            await press(app, pilot, "enter", "escape")
            stories = app.edition_screen.story_list
            assert app.edition_screen.library.path == own and stories.cursor == 0
            arriving = ("Rain in Riga", "z"), ("Flood in Bern", "abc"), ("Vote in Oslo", "defghij")
            for title, outlets in arriving:
                chosen, moved = stories.selected, title == "Vote in Oslo"
                if moved:
                    await press(app, pilot, "j", "k")
                with closing(open_database(own)) as con:
                    _add_big_story(con, title, outlets)
                await press(app, pilot, "r")
                assert stories.stories[0].headline == title and chosen and stories.selected
                assert (stories.selected.id == chosen.id) == moved and (stories.cursor > 0) == moved


def _add_big_story(con: Connection, title: str, outlets: str) -> None:
    """Store a story that stands above those of fewer outlets."""
    from briefing.ingest import process
    from briefing.store.arrivals import NewItem, store_items

    now = datetime.now(UTC)
    for outlet in outlets:
        feed = add_feed(con, f"https://{outlet}.example.org/feed", title=outlet, outlet=outlet, now=now)
        store_items(con, feed, [NewItem(title, title, f"{title}.", f"{title}{outlet}", outlet, published=now)], now=now)
    process(con, now=now)


async def test_the_first_run_asks_and_the_answer_replaces_the_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    own, sample = tmp_path / "own.db", tmp_path / "sample.db"
    urls = tmp_path / "urls"
    urls.write_text('https://a.example.org/feed "~Harbor"\nexec:program\n')
    settings = Settings(database=str(own), auto_refresh=False)
    app = BriefingApp(sample, sample=True, settings=settings)
    async with app.run_test(size=(100, 34), notifications=True) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "B")
        assert isinstance(app.screen, FirstRunScreen) and "Starter packs" in shown(app)
        await press(app, pilot, "1")
        assert isinstance(app.screen, PacksScreen) and "Enter subscribes" in shown(app)
        await press(app, pilot, "escape", "2")
        await type_in(app, pilot, str(urls))
        assert isinstance(app.screen, ImportedScreen)
        report = shown(app)
        assert "NOT TAKEN OVER" in report and "Line 2: exec:" in report and "ADDED" in report
        assert "Harbor" in report and "line 1 · https://a.example.org/feed" in report
        assert "1 added · 0 known · 1 left out" in app.screen.bar.reached.right
        await press(app, pilot, "enter")
        assert isinstance(app.screen, EditionScreen) and app.screen.library.path == own
        assert [feed.title for feed in feeds(own)] == ["Harbor"]


async def test_staying_with_the_sample_changes_nothing(tmp_path: Path) -> None:
    own = tmp_path / "own.db"
    app = BriefingApp(tmp_path / "s.db", sample=True, settings=Settings(database=str(own)))
    async with app.run_test(size=(100, 34)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "B", "escape")
        assert isinstance(app.screen, EditionScreen) and app.screen.library.sample and not own.exists()


@pytest.mark.parametrize("auto", [True, False])
async def test_feeds_that_are_due_are_fetched_in_another_process(
    tmp_path: Path, auto: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edition_refresh, "FIRST_LOOK_S", 0.01)
    path = tmp_path / "b.db"
    with Server(web) as server:
        con = open_database(path)
        key = add_feed(con, server.url("/paper"), now=datetime.now(UTC))
        con.close()
        async with running(path, auto=auto) as (app, pilot):
            if not auto:
                assert server.asked == []
                await press(app, pilot, "R")
            await settled(app, pilot)
        con = open_database(path)
        feed = get_feed(con, key)
        con.close()
        assert feed and feed.items == 4 and feed.last_success and len(server.asked) == 1


async def test_the_next_visit_says_how_much_has_come(three: Path) -> None:
    async with running(three) as (app, _):
        assert "since your last visit" not in app.edition_screen.foot_bar.word
    con = open_database(three)
    from briefing.ingest import process
    from briefing.store.arrivals import NewItem, store_items

    later = datetime.now(UTC) + timedelta(seconds=1)
    store_items(con, 1, [NewItem("g", "Fire in Boom", "It burns.", "h", "Harbor", published=later)], now=later)
    process(con, now=later)
    con.close()
    async with running(three) as (app, _):
        assert app.edition_screen.foot_bar.word.startswith("1 story with news since your last visit")


async def test_escape_stops_a_refresh_and_what_was_stored_stays(tmp_path: Path) -> None:
    path = tmp_path / "b.db"

    def slow(asked: Asked) -> Answer:
        return ok(rss("paper", 4)) if asked.target == "/paper" else [30.0, ok(rss("slow", 4))]

    with Server(slow) as server:
        con = open_database(path)
        for name in ("paper", "slow"):
            add_feed(con, server.url(f"/{name}"), now=datetime.now(UTC))
        con.close()
        async with running(path) as (app, pilot):
            await pilot.press("R", "R")
            assert "A refresh is running" in app.edition_screen.foot_bar.word
            while "fetched 1 of 2 feeds" not in app.edition_screen.news:
                await pilot.pause(0.02)
            await press(app, pilot, "escape")
            assert app.edition_screen.foot_bar.word.startswith("Stopped.") and app.edition_screen.news == ""
    assert {feed.title: feed.items for feed in feeds(path)} == {"Paper": 4, "": 0}


async def test_another_refresh_that_runs_is_named(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    con = open_database(path)
    add_feed(con, "https://a.example.org/feed", now=datetime.now(UTC))
    con.close()
    with refresh_lock(path, now=datetime.now(UTC)):
        async with running(path, auto=True) as (app, pilot):
            assert not app._notifications
            await press(app, pilot, "R")
            (notice,) = app._notifications
            assert f"process {os.getpid()}, since" in notice.message


async def test_a_feed_that_is_gone_for_good_is_told_of_without_being_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edition_refresh, "FIRST_LOOK_S", 0.01)
    path = tmp_path / "b.db"
    with Server(lambda asked: ok(b"", "410 Gone" if asked.target == "/gone" else "500 Oops")) as server:
        con = open_database(path)
        add_feed(con, server.url("/gone"), title="Old Gazette", now=datetime.now(UTC))
        add_feed(con, server.url("/ill"), title="Ill Post", now=datetime.now(UTC))
        con.close()
        async with running(path, auto=True) as (app, pilot):
            while not all(feed.last_status for feed in feeds(path)):
                await pilot.pause(0.05)
            await settled(app, pilot)
            (notice,) = app._notifications
            assert "Old Gazette" in notice.message and "for good" in notice.message
            assert "Ill Post" not in notice.message, "a failure that may pass is told of in the list only"
            await press(app, pilot, "F")
            await press(app, pilot, "G")
            assert "gone for good" in shown(app) and "It is not asked any more." in shown(app)


async def test_a_pack_that_was_taken_is_shown_so_and_goes_with_one_undo(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with closing(open_database(path)) as con:
        add_feed(con, list_packs()[0].subscriptions[0].url, now=datetime.now(UTC))
    async with running(path) as (app, pilot):
        await press(app, pilot, "B", "1")
        size = len(list_packs()[0].subscriptions)
        assert isinstance(app.screen, PacksScreen) and "1 of them subscribed" in shown(app)
        await press(app, pilot, "enter")
        assert len(feeds(path)) == size and "1 of them" not in shown(app)
        await press(app, pilot, "enter")
        assert len(feeds(path)) == size
        await press(app, pilot, "u")
        assert len(feeds(path)) == 1 and "1 of them subscribed" in shown(app)
        await press(app, pilot, "escape")
        assert isinstance(app.screen, FirstRunScreen), "nothing is taken, so the question stands"


async def test_a_feed_that_was_added_goes_with_one_undo(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with Server(web) as server:
        async with running(path) as (app, pilot):
            await press(app, pilot, "a")
            await type_in(app, pilot, server.url("/paper"))
            await press(app, pilot, "enter")
            assert [feed.title for feed in feeds(path)] == ["Paper"] and "undo" in app.screen.foot.word
            await press(app, pilot, "u")
            assert feeds(path) == [] and "Enter subscribes" in shown(app)
            await press(app, pilot, "enter")
            assert [feed.title for feed in feeds(path)] == ["Paper"]
