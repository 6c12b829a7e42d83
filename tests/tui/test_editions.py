"""Past editions: kept once a visit and once a refresh, listed by day, each opens to its stories."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.ingest import Outcome, process
from briefing.store.arrivals import NewItem, store_items
from briefing.store.connection import open_database
from briefing.store.editions import past_editions, record_edition
from briefing.store.feeds import add_feed
from briefing.store.marks import mark_read
from briefing.tui.app import BriefingApp
from briefing.tui.data import Library
from briefing.tui.screens.editions import EditionsScreen
from tests.tui.driving import opened, settled
from tests.tui.shelf import shelf

NOW = datetime(2025, 7, 18, 12, tzinfo=UTC)
TITLES = ("Nvidia to resume chip sales", "Kamchatka earthquake: tsunami warning", "Inflation rises to 3.6 per cent")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with three stories, and two editions: one of yesterday, one of the day before."""
    path = tmp_path / "briefing.db"
    con = open_database(path)
    feed = add_feed(con, "https://harbor.example.org/feed", title="Harbor", outlet="Harbor", now=NOW)
    items = [NewItem(f"g{n}", t, "", t, "Harbor", NOW - timedelta(hours=n)) for n, t in enumerate(TITLES)]
    store_items(con, feed, items, now=NOW)
    process(con, now=NOW)
    library = Library(path, clock=lambda: NOW)
    shown = library.edition()
    record_edition(con, replace(shown, made=NOW - timedelta(days=2), stories=shown.stories[:1]))
    record_edition(con, replace(shown, made=NOW - timedelta(days=1), stories=shown.stories[::-1]))
    con.close()
    return path


def app_on(path: Path) -> BriefingApp:
    return BriefingApp(path, library=Library(path, clock=lambda: NOW))


async def test_a_visit_keeps_its_edition_once() -> None:
    library = shelf()
    async with opened(library) as driver:
        await driver.press("r", "r", "m", "u", "r")
        assert library.recorded == [tuple(range(1, 9))]


async def test_an_edition_after_a_refresh_is_kept_too() -> None:
    library = shelf(outcomes=(Outcome("https://harbor.example.org/", "Harbor", new=3),))
    async with opened(library) as driver:
        await driver.press("R", "r", "r")
        assert len(library.recorded) == 2


async def test_an_edition_without_stories_is_not_kept() -> None:
    library = shelf(())
    async with opened(library) as driver:
        await driver.press("r")
        assert library.recorded == []


async def test_editions_open_to_their_stories(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("P")
        await settled(app, pilot)
        screen = app.screen
        assert isinstance(screen, EditionsScreen)
        assert [len(edition.stories) for edition in screen.editions] == [3, 3, 1]
        text = "\n".join("".join(piece.text for piece in line) for line in screen.choices.page.lines)
        assert "TODAY" in text and "3 stories" in text and "1 story" in text
        for key in ("j", "enter"):
            await pilot.press(key)
            await settled(app, pilot)
        assert screen.stories is not None and len(screen.stories) == 3
        last = screen.stories[-1]
        await pilot.press("escape")
        assert screen.stories is None and screen.number == 1 and app.screen is screen
        for key in ("enter", "G", "enter"):
            await pilot.press(key)
            await settled(app, pilot)
        selected = app.edition_screen.story_list.selected
        assert app.screen is app.edition_screen and selected is not None and selected.id == last.id


async def test_without_editions_it_says_so(tmp_path: Path) -> None:
    open_database(tmp_path / "empty.db").close()
    app = app_on(tmp_path / "empty.db")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("P")
        await settled(app, pilot)
        screen = app.screen
        assert isinstance(screen, EditionsScreen)
        assert "No past editions" in "".join(piece.text for line in screen.choices.page.lines for piece in line)
        await pilot.press("enter", "q")
        assert app.screen is app.edition_screen


def test_what_was_read_before_the_visit_is_not_repeated(path: Path) -> None:
    first = Library(path, clock=lambda: NOW)
    stories = first.edition().stories
    con = open_database(path)
    mark_read(con, [stories[0].id], True, now=NOW + timedelta(minutes=1))
    assert [row.id for row in first.edition().stories] == [row.id for row in (*stories[1:], stories[0])]
    later = NOW + timedelta(hours=1)
    second = Library(path, clock=lambda: later)
    assert [row.id for row in second.edition().stories] == [row.id for row in stories[1:]]
    assert second.edition().more == 0
    assert len(past_editions(con)) == 2
    con.close()


async def test_where_the_reader_stopped_is_kept_and_shown(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("j")
        await settled(app, pilot)
        second = app.edition_screen.story_list.stories[1].id
        await app.run_action("quit")
    con = open_database(path)
    newest = past_editions(con)[0]
    con.close()
    assert (newest.stopped_at, newest.stopped_place) == (second, 2)
    app = app_on(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("P")
        await settled(app, pilot)
        screen = app.screen
        assert isinstance(screen, EditionsScreen)
        lines = ["".join(piece.text for piece in line) for line in screen.choices.page.lines]
        assert any("3 stories, you stopped at 2" in line for line in lines)
        await pilot.press("enter")
        await settled(app, pilot)
        assert screen.stories and screen.stories[screen.number].id == second
