"""Order and density of the list, first sentences in it, and going on where the last visit stopped."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from briefing.config import Settings
from briefing.sample import open_sample
from briefing.store.connection import open_database
from briefing.store.meta import load_meta
from briefing.store.snippets import first_words
from briefing.store.stories import list_stories
from briefing.tui.app import BriefingApp
from briefing.tui.data import Library
from briefing.tui.layout.arrangement import DENSITIES, SORTS, arranged, following
from briefing.tui.remembered import RESUME_H, Remembered, Visit
from briefing.tui.screens.edition_panes import FURTHER
from briefing.tui.widgets.story_rows import ROW_AIR, row_height, row_lines
from tests.tui.driving import opened, settled
from tests.tui.shelf import NOW, morning, shelf, story

WIDTHS = (30, 45, 60, 100)


@pytest.mark.parametrize("density", DENSITIES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "headline", ["Short", "A headline " * 9, "中国媒体报道英伟达将恢复向中国销售" * 4, "", "x" * 300]
)
def test_a_row_takes_the_room_that_is_kept_for_it(headline: str, width: int, density: str) -> None:
    row = story(1, headline, new=3, saved=True, spark=(1, 2, 3))
    lines = row_lines(row, width, NOW, density=density, snippet="The first sentence, " * 20)
    assert len(lines) == row_height(headline, width, density)
    for pieces in lines:
        assert sum(cell_len(words) for words, _ in pieces) == width - 1


def test_a_compact_row_tells_marks_outlets_and_age() -> None:
    (pieces,) = row_lines(morning()[0], 46, NOW, density="compact")
    assert "".join(words for words, _ in pieces) == "● Nvidia may sell H20 chips to Chi…  6 · 2 h "
    (pieces,) = row_lines(morning()[2], 46, NOW, density="compact")
    assert pieces[0] == ("★ ", "new")


def test_densities_differ_in_room() -> None:
    room = {name: row_height("Short", 60, name) + ROW_AIR.get(name, 1) for name in DENSITIES}
    assert room == {"normal": 3, "compact": 1, "full": 5, "airy": 4}


@pytest.mark.parametrize(("sort", "first"), [("rank", 1), ("newest", 1), ("outlets", 1)])
def test_orders(sort: str, first: int) -> None:
    rows = (*morning(), story(50, "Just in", last=NOW, outlets=2), story(51, "Everywhere", outlets=9))
    (section, *_) = arranged(rows, sort)
    assert section[1][0].id == {"rank": 1, "newest": 50, "outlets": 51}[sort]
    assert {row.id for _, part in arranged(rows, sort) for row in part} == {row.id for row in rows}


def test_choices_go_round() -> None:
    name = "rank"
    for _ in SORTS:
        name = following(SORTS, name)
    assert name == "rank" and following(SORTS, "nonsense") == "rank"


async def test_the_selected_story_stays_selected_when_the_order_changes() -> None:
    async with opened() as driver:
        await driver.press("j", "j", "j", "S")
        assert driver.selected == 4 and driver.screen.sort == "newest" and "the newest first" in driver.word
        assert driver.screen.story_list.stories[0].id == 1
        await driver.press("z", "s")
        assert driver.selected == 4 and driver.screen.sort == "outlets"


async def test_the_selected_story_stays_on_its_line_when_the_density_changes() -> None:
    many = tuple(
        story(n, f"Story {n} with a headline that is long enough for two lines of the list") for n in range(1, 60)
    )
    async with opened(shelf(many)) as driver:
        stories = driver.screen.story_list
        await driver.press("2", "5", "j", "5", "k")
        line = stories._line_on_screen()
        for _ in DENSITIES:
            await driver.press("z", "d")
            assert driver.selected == 21 and stories._line_on_screen() == line


async def test_first_sentences_are_read_for_what_is_on_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def snippets(_: Remembered, ids: Any) -> dict[int, str]:
        asked.extend(ids)
        return {number: f"Words [/x] of {number}." for number in ids}

    monkeypatch.setattr(Remembered, "snippets", snippets)
    many = tuple(story(n, f"Story {n}") for n in range(1, 500))
    async with opened(shelf(many), size=(80, 24)) as driver:
        await driver.press("z", "d", "z", "d")
        stories = driver.screen.story_list
        shown = [stories.render_line(y).text for y in range(stories.size.height)]
        assert any("Words [/x] of 1." in line for line in shown)
        assert 0 < len(asked) < 20 and len(set(asked)) == len(asked)


async def test_further_stories_come_in_the_chosen_order(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    open_sample(path)[0].close()
    app = BriefingApp(path, sample=True, settings=Settings(edition_size=4, sort="newest"))
    async with app.run_test(size=(120, 35)) as pilot:
        await settled(app, pilot)
        await pilot.press("plus")
        await settled(app, pilot)
        await pilot.press("G")
        await settled(app, pilot)
        shown = app.edition_screen.story_list
        below = shown.stories[4:]
        assert len(shown.stories) == 22 and [name for name, _ in shown._sections][-1] == FURTHER
        assert [row.last for row in below] == sorted((row.last for row in below), reverse=True)


def test_pages_by_outlets_leave_nothing_out(tmp_path: Path) -> None:
    con, _ = open_sample(tmp_path / "x.db")
    pages, last = [], None
    while page := list_stories(con, order="outlets", after=last, limit=5):
        pages += page
        last = page[-1]
    assert len({row.id for row in pages}) == len(pages) == 22
    assert [row.outlets for row in pages] == sorted((row.outlets for row in pages), reverse=True)
    words = first_words(con, [pages[0].id, 10**6])
    con.close()
    assert len(words[pages[0].id]) > 40 and "\n" not in words[pages[0].id] and words[10**6] == ""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library of the sample's stories as if they were the reader's own."""
    path = tmp_path / "own.db"
    con, moment = open_sample(path)
    con.close()
    return Library(path, clock=lambda: moment)


async def visit(library: Library, *keys: str, size: tuple[int, int] = (120, 35)) -> Visit:
    """Return where a visit ends that does these keys and quits."""
    app = BriefingApp(library.path, library=library)
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        await pilot.press(*keys)
        await settled(app, pilot)
        where = app.edition_screen.visit()
        await pilot.press("Q")
    return where


async def test_the_next_visit_begins_where_this_one_ends(library: Library) -> None:
    left = await visit(library, "enter", "space")
    assert left.reading and left.story and left.place
    assert await visit(library) == left
    assert (await visit(library, "q", "k", "S", "z", "d")).reading is False
    again = await visit(library)
    assert (again.sort, again.density, again.reading) == ("newest", "compact", False)


async def test_after_some_hours_a_visit_begins_on_top(library: Library) -> None:
    await visit(library, "j", "j", "S")
    moment = library.now()
    library.clock = lambda: moment + timedelta(hours=RESUME_H + 1)
    again = Remembered(library).load()
    assert again == Visit("newest", "normal")


async def test_a_setting_that_was_changed_wins_over_what_was_remembered(library: Library) -> None:
    await visit(library, "S", "z", "d")
    library.settings = replace(library.settings, sort="outlets")
    again = Remembered(library).load()
    assert (again.sort, again.density) == ("outlets", "compact")


def test_a_place_that_cannot_be_stored_is_left_out(library: Library) -> None:
    Remembered(library).keep(Visit(story=3, place=(datetime.now(), 0)))
    con = open_database(library.path)
    assert load_meta(con, "place")["place"] == []
    con.close()
