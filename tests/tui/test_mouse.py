"""Every screen with the mouse alone: what a click selects, what a second one opens, wheel, keys at the bottom."""

from __future__ import annotations

import random
import shutil
import webbrowser
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.scroll_view import ScrollView
from textual.widget import Widget
from textual.widgets import Input, Static

from briefing.tui.app import BriefingApp
from briefing.tui.layout.page import OpenItem, OpenName
from briefing.tui.screens import edition
from briefing.tui.screens.edition import EditionScreen
from briefing.tui.screens.item import ItemScreen
from briefing.tui.widgets.choices import Choices
from briefing.tui.widgets.foot_bar import GAP, FootBar
from briefing.tui.widgets.hit_list import HitList
from briefing.tui.widgets.names_page import NamesPage
from briefing.tui.widgets.page_view import PageView
from briefing.tui.widgets.story_list import StoryList
from briefing.tui.widgets.text_view import TextView
from tests.tui.driving import opened, settled
from tests.tui.happenings import mouse, send
from tests.tui.states import STATES, arrive, open_state

SIZE = (120, 35)
EDITION = {name for name in STATES if name.startswith(("list", "brief", "zen", "nothing", "failure", "sample"))}
"""States of the screen that lies below all others: it is not left, but the app."""
LISTS = (
    "add-found begin edition-past editions entities entity feeds hidden hiding history imported legend llm log move "
    "packs search-hits tag-dialog tags why why-sentence"
).split()
"""States with something to choose from that is no list of stories."""
LEAVING = (" back", " close", " leave", " keeps it", " go on", " stay")
"""How the keys are labelled that leave a screen."""
SCROLLED = (ScrollView, VerticalScroll)
PRESSED_AT_ONCE = {"legend", "tag-dialog"}


@pytest.fixture
def copy(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a database for one test; nothing happens in the app by itself, and nothing leaves it."""
    monkeypatch.setattr(edition, "CATCH_UP_S", 3600.0)
    monkeypatch.setattr(webbrowser, "open", lambda *_, **__: True)
    monkeypatch.setenv("BRIEFING_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("EDITOR", "")
    monkeypatch.setenv("VISUAL", "")
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copy(database, tmp_path / "morning.db"))


def shown(app: BriefingApp, kind: type[Widget]) -> Widget | None:
    """Return the widget of that kind on the screen that is shown."""
    return next((one for one in app.screen.query(kind) if one.display and one.size), None)


async def click(app: BriefingApp, pilot: Pilot[None], x: int, y: int, *, button: int = 1, times: int = 1) -> None:
    """Click somewhere in the window, as a terminal sends it."""
    for _ in range(times):
        send(app, events.MouseDown, x, y, button)
        send(app, events.MouseUp, x, y, button)
    await settled(app, pilot)


def at_row(view: TextView, number: int) -> tuple[int, int]:
    """Return where in the window a row of a list is, at its very end, where nothing else is to be clicked."""
    view.reveal(view.page.stops[number].first, view.page.stops[number].last)
    region = view.content_region
    return region.x, region.y + view.page.stops[number].first - view.scroll_offset.y


@pytest.mark.parametrize("name", sorted(set(STATES) - EDITION))
async def test_the_right_button_leaves(name: str, copy: Path) -> None:
    app = open_state(STATES[name], copy)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await arrive(app, pilot, STATES[name])
        for _ in range(6):
            if app.screen is app.edition_screen:
                break
            await click(app, pilot, 60, 17, button=3)
        assert app.screen is app.edition_screen and app.is_running


@pytest.mark.parametrize("name", sorted(set(STATES) - EDITION - {"item-hints", "palette"}))
async def test_a_key_at_the_bottom_leaves(name: str, copy: Path) -> None:
    app = open_state(STATES[name], copy)
    async with app.run_test(size=(160, 35), notifications=True) as pilot:
        await arrive(app, pilot, STATES[name])
        for _ in range(5):
            if app.screen is app.edition_screen:
                break
            bar = shown(app, FootBar)
            assert isinstance(bar, FootBar), "a screen says at its bottom how to leave it"
            start = 0
            for part, _ in bar._fitting():
                if part.plain.endswith(LEAVING):
                    break
                start += part.cell_length + len(GAP)
            await click(app, pilot, bar.content_region.x + start, bar.content_region.y)
        assert app.screen is app.edition_screen


@pytest.mark.parametrize("name", LISTS)
async def test_a_click_selects_and_the_next_one_opens(name: str, copy: Path) -> None:
    app = open_state(STATES[name], copy)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await arrive(app, pilot, STATES[name])
        screen = app.screen
        view = shown(app, Choices) or shown(app, NamesPage) or shown(app, HitList)
        assert isinstance(view, TextView) and len(view.page.stops) > 1
        number = 1 if view.stop != 1 else 0
        place = at_row(view, number)
        pressed: list[object] = []
        for kind in ("action_choose", "action_tick"):
            if hasattr(screen, kind):
                setattr(screen, kind, lambda: pressed.append(True))
        if isinstance(view, NamesPage):
            view.follow = pressed.append  # type: ignore[method-assign]
        if isinstance(view, HitList):
            screen.dismiss = pressed.append  # type: ignore[method-assign]
        await click(app, pilot, *place)
        assert view.stop == number and app.screen is screen
        assert bool(pressed) is (name in PRESSED_AT_ONCE)
        await click(app, pilot, *place)
        assert pressed, "a second click opens"


@pytest.mark.parametrize("name", ["list", "saved", "tagged"])
async def test_a_second_click_on_a_story_reads_it(name: str, copy: Path) -> None:
    app = open_state(STATES[name], copy)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await arrive(app, pilot, STATES[name])
        stories = shown(app, StoryList)
        assert isinstance(stories, StoryList)
        wanted = stories.stories[-1]
        stories.move_to(len(stories.stories) - 1)
        await settled(app, pilot)
        y = stories.region.y + stories._places.top_of(stories.cursor) - stories.scroll_offset.y
        await click(app, pilot, stories.region.x + 3, y)
        assert app.screen is app.edition_screen and app.edition_screen.reading
        assert app.edition_screen.story_list.selected == wanted


@pytest.mark.parametrize("name", sorted(set(STATES) - {"palette"}))
async def test_the_wheel_scrolls_what_is_under_the_pointer(name: str, copy: Path) -> None:
    app = open_state(STATES[name], copy)
    async with app.run_test(size=(120, 16), notifications=True) as pilot:
        await arrive(app, pilot, STATES[name])
        screen, views = (
            app.screen,
            [one for one in app.screen.query("*") if isinstance(one, SCROLLED) and one.max_scroll_y > 0],
        )
        for view in views:
            if view.region.area and app.screen.get_widget_at(view.region.x + 1, view.region.y + 1)[0] in (
                view,
                *view.children,
            ):
                before = [(one, one.scroll_offset.y) for one in views]
                down = view.scroll_offset.y < view.max_scroll_y
                kind = events.MouseScrollDown if down else events.MouseScrollUp
                send(app, kind, view.region.x + 1, view.region.y + 1)
                await settled(app, pilot)
                await pilot.wait_for_scheduled_animations()
                moved = [one for one, y in before if one.scroll_offset.y != y]
                assert moved == [view], name
        assert app.screen is screen


@pytest.mark.parametrize("name", sorted(STATES))
async def test_clicks_anywhere_are_no_failure(name: str, copy: Path) -> None:
    chance = random.Random(name)
    app = open_state(STATES[name], copy)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await arrive(app, pilot, STATES[name])
        app.exit = lambda *_, **__: None  # type: ignore[method-assign]
        for _ in range(25):
            mouse(app, chance)
            await pilot.pause()
        await settled(app, pilot)
        assert app.is_running and app._failures == {}


@pytest.mark.parametrize(
    "name", ["tag-dialog", "note-dialog", "legend", "palette", "pipe", "command-line", "item-hints"]
)
async def test_a_click_beside_a_dialog_keeps_what_is_below(name: str, copy: Path) -> None:
    app = open_state(STATES[name], copy)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await arrive(app, pilot, STATES[name])
        below = app.screen_stack[-2]
        await click(app, pilot, 1, 1)
        assert app.screen in (below, app.screen_stack[-1]) and app._failures == {}
        assert below in app.screen_stack


async def test_names_and_sources_in_a_brief_are_clicked(copy: Path) -> None:
    app = open_state(STATES["brief"], copy)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await arrive(app, pilot, STATES["brief"])
        view = app.edition_screen.brief_view
        places = {}
        for y, line in enumerate(view.page.lines[: view.size.height]):
            x = view.margin
            for piece in line:
                if piece.target and type(piece.target) not in places:
                    places[type(piece.target)] = (view.content_region.x + x, view.content_region.y + y)
                x += cell_len(piece.text)
        assert {OpenName, OpenItem} <= {*places}
        for kind, place in places.items():
            await click(app, pilot, *place)
            assert app.screen is not app.edition_screen, kind
            await click(app, pilot, 60, 17, button=3)
            assert app.screen is app.edition_screen


async def test_what_can_be_undone_is_undone_by_a_click_on_the_word() -> None:
    async with opened() as driver:
        await driver.press("s")
        bar = driver.screen.foot_bar
        assert driver.word.endswith("u undo")
        y = bar.content_region.y
        await click(driver.app, driver.pilot, bar.content_region.x, y)
        assert driver.word == "", "beside it a click brings the keys back"
        await driver.press("d")
        x = driver.word.index("u undo")
        await click(driver.app, driver.pilot, bar.content_region.x + x, y)
        assert driver.word.startswith("Undone")


async def test_news_in_the_top_bar_are_shown_by_a_click() -> None:
    async with opened() as driver:
        driver.screen._ready = 3
        driver.screen._tell_progress()
        asked: list[bool] = []
        driver.screen.reload = lambda **_: asked.append(True)  # type: ignore[method-assign]
        await click(driver.app, driver.pilot, 100, 0)
        assert asked == [True] and driver.screen.news == ""
        await click(driver.app, driver.pilot, 100, 0)
        assert asked == [True]


async def test_the_samples_line_leads_to_ones_own_news(copy: Path) -> None:
    app = open_state(STATES["sample"], copy)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await arrive(app, pilot, STATES["sample"])
        line = app.screen.query_one("#hint", Static)
        await click(app, pilot, 10, line.region.y)
        assert not isinstance(app.screen, EditionScreen)


async def test_a_command_in_the_help_is_done_by_a_click() -> None:
    async with opened() as driver:
        await driver.press("question_mark", *"mark the story read")
        page = driver.app.screen.query_one("#page-text", Static)
        line = next(
            y
            for y, command in enumerate(driver.app.screen._lines)
            if command and command.id == "story.read"  # type: ignore[attr-defined]
        )
        await click(driver.app, driver.pilot, page.region.x + 5, page.region.y + line)
        assert driver.app.screen is driver.screen and ("read", (1,), True) in driver.library.calls
        await driver.press("question_mark")
        await click(driver.app, driver.pilot, 60, 34 - 2)
        assert driver.app.is_running


async def test_the_rows_of_an_item_are_clicked(copy: Path) -> None:
    app = open_state(STATES["item-rich"], copy)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await arrive(app, pilot, STATES["item-rich"])
        view = shown(app, PageView)
        assert isinstance(app.screen, ItemScreen) and isinstance(view, PageView)
        opened_urls: list[str] = []
        app.open_url = lambda url, **_: opened_urls.append(url)  # type: ignore[method-assign]
        for y, line in enumerate(view.page.lines[: view.size.height]):
            x = view.margin
            for piece in line:
                if piece.target and not isinstance(piece.target, OpenName):
                    await click(app, pilot, view.content_region.x + x, view.content_region.y + y)
                x += cell_len(piece.text)
        assert opened_urls and all(url.startswith("https://") for url in opened_urls)


async def test_a_box_takes_the_keys_when_it_is_clicked(copy: Path) -> None:
    app = open_state(STATES["search-hits"], copy)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await arrive(app, pilot, STATES["search-hits"])
        box = app.screen.query_one(Input)
        await click(app, pilot, box.region.x + 1, box.region.y)
        await pilot.press("x")
        assert "x" in box.value
