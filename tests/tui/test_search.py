"""The search screen: hits as one types, the latest words win, Enter takes a hit; failures in words."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC
from typing import Any

import pytest
from textual.widgets import Input, Static

from briefing.errors import StoreError
from briefing.model import Hit
from briefing.tui.layout.hit_lines import OPERATORS, lay_out_hits
from briefing.tui.screens.search import SearchScreen
from briefing.tui.widgets.hit_list import FIRST_HITS, HitList
from tests.tui import samples
from tests.tui.stage import Stage

SMALL, MIDDLE, WIDE = (80, 24), (120, 35), (160, 50)


class SearchStage(Stage):
    """The search screen on a search of a test's own."""

    def __init__(self, search: Any = samples.hits, *, query: str = "", limit: int = 0, theme: str = "night") -> None:
        super().__init__(theme=theme)
        self.box = SearchScreen(search, today=samples.TODAY, zone=UTC, limit=limit, query=query)
        self.taken: list[Hit | None] = []

    def on_mount(self) -> None:
        """Open the search."""
        self.push_screen(self.box, self.taken.append)

    def shown(self) -> str:
        """What the list shows."""
        return "\n".join(self.lines(self.box.hit_list))

    def said_line(self) -> str:
        """The line that counts the hits."""
        return str(self.box.query_one("#found", Static).visual)


async def settle(app: SearchStage, pilot: Any) -> None:
    await app.workers.wait_for_complete()
    await pilot.pause()


async def type_in(app: SearchStage, pilot: Any, *keys: str) -> None:
    await pilot.press(*keys)
    await settle(app, pilot)


async def test_hits_come_as_one_types_newest_first_and_marked() -> None:
    app = SearchStage()
    async with app.run_test(size=MIDDLE) as pilot:
        await type_in(app, pilot, *"nvi")
        shown = app.shown()
        order = [samples.TITLES[n] for n in (3, 1, 4, 2)]
        at = [shown.index(title) for title in order]
        assert at == sorted(at)
        assert app.said_line().startswith("4 hits")
        marked = {p.text for line in app.box.hit_list.page.lines for p in line if p.role.endswith(" match")}
        assert marked == {"Nvi"}


async def test_enter_takes_the_first_hit_and_arrows_move_while_typing() -> None:
    app = SearchStage()
    async with app.run_test(size=SMALL) as pilot:
        await type_in(app, pilot, *"nvi")
        assert app.box.query_one(Input).has_focus
        await type_in(app, pilot, "down", "ctrl+n", "ctrl+p", "up", "down", "enter")
    assert [hit.item_id for hit in app.taken if hit] == [1]


async def test_escape_gives_nothing() -> None:
    app = SearchStage()
    async with app.run_test(size=SMALL) as pilot:
        await type_in(app, pilot, *"nvi", "escape")
    assert app.taken == [None]


async def test_a_click_takes_a_hit() -> None:
    app = SearchStage()
    async with app.run_test(size=SMALL) as pilot:
        await type_in(app, pilot, *"nvi")
        row = next(y for y, line in enumerate(app.lines(app.box.hit_list)) if "Circuit Daily" in line)
        await pilot.click(HitList, offset=(6, row))
        await pilot.pause()
        assert app.taken == [], "the first click selects"
        await pilot.click(HitList, offset=(6, row))
        await pilot.pause()
    assert [hit.item_id for hit in app.taken if hit] == [4]


async def test_typing_never_waits_and_the_latest_words_win() -> None:
    gate, asked = threading.Event(), []

    def slow(query: str) -> list[Hit]:
        asked.append(query)
        if query == "n":
            gate.wait(5)
            return [replace(samples.hits()[0], title="too late")]
        return samples.hits(query)

    app = SearchStage(slow)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("n")
        await pilot.press("v", "i")
        await pilot.pause()
        for _ in range(100):
            if "4 hits" in app.said_line():
                break
            await pilot.pause(0.02)
        assert "4 hits" in app.said_line(), "later words do not wait for earlier ones"
        gate.set()
        await settle(app, pilot)
        assert "too late" not in app.shown()
        assert app.box.query_one(Input).value == "nvi"
    assert asked[0] == "n" and asked[-1] == "nvi"


async def test_enter_before_the_hits_are_there_takes_the_first_one() -> None:
    gate = threading.Event()

    def slow(query: str) -> list[Hit]:
        gate.wait(5)
        return samples.hits(query)

    app = SearchStage(slow)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(*"nvi", "enter")
        await pilot.pause()
        assert app.taken == []
        gate.set()
        await settle(app, pilot)
    assert [hit.item_id for hit in app.taken if hit] == [3]


async def test_no_hits_in_words_and_enter_does_nothing() -> None:
    app = SearchStage()
    async with app.run_test(size=SMALL) as pilot:
        await type_in(app, pilot, *"zebra", "enter")
        assert app.said_line().startswith("No hits")
        assert "Fewer words" in app.shown()
    assert app.taken == []


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (StoreError("The database is locked.", "Try again."), "The database is locked. Try again."),
        (ValueError("[/x] odd"), "The search failed: ValueError: [/x] odd"),
    ],
)
async def test_failures_in_words_and_one_can_type_on(error: Exception, words: str) -> None:
    def failing(query: str) -> list[Hit]:
        if query == "nv":
            raise error
        return samples.hits(query)

    app = SearchStage(failing)
    async with app.run_test(size=SMALL) as pilot:
        await type_in(app, pilot, "n")
        await type_in(app, pilot, "v")
        assert app.said_line() == words
        await type_in(app, pilot, "i")
        assert app.said_line().startswith("4 hits")


async def test_the_empty_box_says_what_can_be_typed() -> None:
    app = SearchStage()
    async with app.run_test(size=SMALL) as pilot:
        await settle(app, pilot)
        assert all(typed in app.shown() for typed, _ in OPERATORS)
        await type_in(app, pilot, *"nvi")
        assert OPERATORS[0][0] not in app.shown()
        await type_in(app, pilot, *["backspace"] * 3)
        assert OPERATORS[0][0] in app.shown()


async def test_it_can_open_with_words() -> None:
    app = SearchStage(query="Huang")
    async with app.run_test(size=SMALL) as pilot:
        await settle(app, pilot)
        assert app.box.query_one(Input).value == "Huang"
        assert app.said_line().startswith("1 hit") or app.said_line().startswith("No hits")
        assert OPERATORS[0][0] not in app.shown()


@pytest.mark.parametrize("words", ["[/x]", "(", "C++", "it's", "#1", "[@click=app.quit]"])
async def test_any_words_can_be_typed(words: str) -> None:
    asked: list[str] = []

    def search(query: str) -> list[Hit]:
        asked.append(query)
        return []

    app = SearchStage(search)
    async with app.run_test(size=SMALL) as pilot:
        app.box.query_one(Input).value = words
        await settle(app, pilot)
        assert asked == [words] and app.is_running


async def test_the_count_says_when_there_are_more() -> None:
    many = [replace(samples.hits()[0], item_id=n) for n in range(200)]
    app = SearchStage(lambda query: many, limit=200)
    async with app.run_test(size=SMALL) as pilot:
        await type_in(app, pilot, "n")
        assert app.said_line().startswith("The newest 200 hits")


async def test_every_hit_can_be_reached() -> None:
    many = [replace(samples.hits()[0], item_id=n, title=f"Hit {n}") for n in range(FIRST_HITS + 20)]
    app = SearchStage(lambda query: many)
    async with app.run_test(size=SMALL) as pilot:
        await type_in(app, pilot, "n")
        hits = app.box.hit_list
        for _ in range(len(many) - 1):
            app.box.action_results_down()
        await pilot.pause()
        assert hits.selected == many[-1]
        assert f"Hit {len(many) - 1}" in app.shown()
        await type_in(app, pilot, "pageup", "pageup", "pagedown", "enter")
    assert app.taken and app.taken[0] != many[-1]


async def test_hostile_hits_are_shown_as_they_are() -> None:
    bad = samples.HOSTILE
    hits = [Hit(1, 7, bad, bad, samples.TIMES[1], "", bad, ((0, 4), (2, 999), (-3, 2)), ((5, 2), (0, 10**6)))]
    app = SearchStage(lambda query: hits)
    async with app.run_test(size=SMALL) as pilot:
        await type_in(app, pilot, "x")
        assert "[/x] [@click=app.quit]press[/]" in app.shown()
        assert not [c for c in app.shown() if ord(c) < 0x20 and c != "\n"]


def test_a_hit_keeps_to_its_lines() -> None:
    long = replace(samples.hits()[0], title="word " * 80, snippet="more " * 80)
    page = lay_out_hits([long], 60, samples.TODAY, zone=UTC)
    assert len(page.lines) == 1 + 2 + 1 + 2 + 1
    assert page.lines[2][-1].text.endswith("…") and page.lines[5][-1].text.endswith("…")
