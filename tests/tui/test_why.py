"""The panel `w`: why a story is what it is, and corrections by key; on a real database, as the app uses it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.ingest import process
from briefing.store.arrivals import NewItem, store_items
from briefing.store.connection import open_database
from briefing.store.feeds import add_feed
from briefing.tui.app import BriefingApp
from briefing.tui.data import Library
from briefing.tui.screens.correct import CorrectScreen
from briefing.tui.screens.why import WhyScreen
from tests.tui.driving import settled

NOW = datetime(2025, 7, 18, 12, tzinfo=UTC)
TITLES = (
    "Nvidia to resume H20 chip sales to China",
    "Nvidia will resume sales of H20 chips to China",
    "Nvidia says H20 chip sales to China resume",
    "Kamchatka earthquake [/x]: tsunami warning for the coast",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with a story of three items and one of one item."""
    path = tmp_path / "briefing.db"
    con = open_database(path)
    for number, title in enumerate(TITLES):
        outlet = f"Outlet {number}"
        feed = add_feed(con, f"https://o{number}.example.org/feed", title=outlet, outlet=outlet, now=NOW)
        published = NOW - timedelta(hours=3 + number)
        store_items(con, feed, [NewItem(f"g{number}", title, "", title, outlet, published)], now=NOW)
    process(con, now=NOW)
    con.close()
    return path


class Panel:
    """The app with its panel open."""

    def __init__(self, app: BriefingApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await settled(self.app, self.pilot)

    @property
    def screen(self) -> WhyScreen:
        assert isinstance(self.app.screen, WhyScreen)
        return self.app.screen

    @property
    def text(self) -> str:
        return "\n".join("".join(piece.text for piece in line) for line in self.screen.choices.page.lines)

    def titles(self) -> list[set[str]]:
        """Return the stories of the edition, each as the titles of its items."""
        library = self.app.library
        whys = [library.why(story.id) for story in library.edition().stories]
        return [{item.title for item in why.items} for why in whys if why]


@asynccontextmanager
async def panel(path: Path, size: tuple[int, int] = (100, 40)) -> AsyncIterator[Panel]:
    app = BriefingApp(path, library=Library(path, clock=lambda: NOW))
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(app, pilot)
        opened = Panel(app, pilot)
        await opened.press("w")
        yield opened


async def test_it_says_why(path: Path) -> None:
    async with panel(path) as why:
        text = why.text
        assert "WHY IT STANDS HERE: +" in text and "WHY THESE ITEMS" in text
        assert "outlets" in text and "age" in text
        assert all(title in text for title in TITLES[:3]) and TITLES[3] not in text
        assert "the first of its story" in text and "shares" in text and "H20" in text


async def test_enter_reads_the_item_and_q_goes_back(path: Path) -> None:
    async with panel(path) as why:
        item = why.screen.item
        assert item is not None
        await why.press("enter")
        assert type(why.app.screen).__name__ == "ItemScreen"
        await why.press("q", "q")
        assert why.app.screen is why.app.edition_screen


async def test_split_is_seen_in_the_panel_and_in_the_edition(path: Path) -> None:
    async with panel(path) as why:
        await why.press("j")
        item = why.screen.item
        assert item is not None
        await why.press("x")
        assert item.title not in why.text
        await why.press("escape")
        assert {item.title} in why.titles() and len(why.app.edition_screen.story_list.stories) == 3
        await why.press("u")
        assert set(TITLES[:3]) in why.titles() and len(why.app.edition_screen.story_list.stories) == 2


async def test_move_asks_where_to(path: Path) -> None:
    async with panel(path) as why:
        item = why.screen.item
        assert item is not None
        await why.press("m")
        chooser = why.app.screen
        assert isinstance(chooser, CorrectScreen)
        await why.press(*"kam", "enter")
        assert {item.title, TITLES[3]} in why.titles()
        assert why.screen.changed


async def test_unite_undo_redo(path: Path) -> None:
    async with panel(path) as why:
        await why.press("t", "enter")
        assert why.titles() == [set(TITLES)]
        assert "you united its story with this one" in why.text
        await why.press("u")
        assert set(TITLES[:3]) in why.titles()
        await why.press("U")
        assert why.titles() == [set(TITLES)]


async def test_apart_is_kept(path: Path) -> None:
    async with panel(path) as why:
        await why.press("a", "enter")
        con = open_database(path)
        assert {kind for (kind,) in con.execute("SELECT kind FROM links")} == {"apart"}
        con.close()


async def test_going_back_from_the_choice_changes_nothing(path: Path) -> None:
    async with panel(path) as why:
        await why.press("t", "escape")
        assert isinstance(why.app.screen, WhyScreen) and not why.screen.changed
        await why.press("u")
        assert why.screen.foot.word == "Nothing to undo."


async def test_what_cannot_be_is_told_in_words(path: Path) -> None:
    async with panel(path) as why:
        await why.press("x", "x", "x")
        assert "already" in " ".join(str(n.message) for n in why.app._notifications)
        assert isinstance(why.app.screen, WhyScreen)


async def test_the_chooser_finds_what_is_not_in_the_list(path: Path) -> None:
    async with panel(path) as why:
        why.screen.others = ()
        item = why.screen.item
        assert item is not None
        await why.press("m", *"tsun")
        chooser = why.app.screen
        assert isinstance(chooser, CorrectScreen)
        assert [story.headline for story in chooser.shown] == [TITLES[3]]
        await why.press(*"xyz")
        assert not chooser.shown
        await why.press("backspace", "backspace", "backspace", "enter")
        assert {item.title, TITLES[3]} in why.titles()


async def test_the_chooser_never_offers_the_story_itself(path: Path) -> None:
    async with panel(path) as why:
        await why.press("t", *"nvidia")
        chooser = why.app.screen
        assert isinstance(chooser, CorrectScreen) and not chooser.shown


async def test_an_outlet_is_preferred_and_muted_and_again_neither(path: Path) -> None:
    async with panel(path) as why:
        item = why.screen.item
        assert item is not None
        await why.press("f")
        assert "preferred outlets" in why.text and f"{item.outlet} · preferred" in why.text
        assert why.screen.foot.word.startswith(f"{item.outlet} stands higher.") and why.screen.changed
        await why.press("M")
        assert "preferred outlets" not in why.text and f"{item.outlet} · muted" in why.text
        await why.press("u", "u")
        assert "· preferred" not in why.text and "· muted" not in why.text
        await why.press("f", "f")
        assert "· preferred" not in why.text


async def test_a_small_window_shows_it_too(path: Path) -> None:
    async with panel(path, size=(60, 20)) as why:
        assert all(sum(len(piece.text) for piece in line) <= 60 for line in why.screen.choices.page.lines)
        await why.press("G", "g", "j", "k", "space", "b", "ctrl+d", "ctrl+u")
        assert why.screen.item is not None
