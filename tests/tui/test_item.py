"""The article reader: the cited sentence is in view, words are found, keys lead to the page and to the neighbours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import Any

import pytest

from briefing.model import Reading, StoredItem
from briefing.tui.screens.item import ItemScreen
from briefing.tui.widgets.item_text import ItemText
from tests.tui import samples
from tests.tui.stage import Stage

SMALL, MIDDLE, WIDE = (80, 24), (120, 35), (160, 50)


class ItemStage(Stage):
    """The reader on an item."""

    def __init__(
        self,
        item: StoredItem | None = None,
        span: tuple[int, int] | None = None,
        *,
        theme: str = "night",
    ) -> None:
        super().__init__(theme=theme)
        item = item or samples.item()
        self.reader = ItemScreen(
            item, Reading(mentions=samples.mentions_in(item.text)), span, today=samples.TODAY, zone=UTC
        )
        self.copied: list[str] = []
        self.gone = False

    def on_mount(self) -> None:
        """Open the reader."""
        self.push_screen(self.reader, self._back)

    def _back(self, result: None) -> None:
        self.gone = True

    def copy_to_clipboard(self, text: str) -> None:
        """Keep what was copied."""
        self.copied.append(text)

    def on_item_screen_stepped(self, event: ItemScreen.Stepped) -> None:
        """Keep which neighbour was asked for."""
        self.said.append(("step", (event.direction, event.item_id)))

    def on_item_screen_entity_chosen(self, event: ItemScreen.EntityChosen) -> None:
        """Keep which name was chosen."""
        self.said.append(("entity", event.name))

    @property
    def text(self) -> ItemText:
        """The text."""
        return self.reader.text

    def shown(self) -> list[str]:
        """The lines of the text in view."""
        return self.lines(self.text)


def cited(words: str = samples.TRUCE) -> tuple[int, int]:
    passage = samples.passage(words)
    return (passage.start, passage.end)


async def press(pilot: Any, *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


@pytest.mark.parametrize("size", [SMALL, MIDDLE, WIDE])
async def test_the_cited_sentence_is_in_view_and_marked(size: tuple[int, int]) -> None:
    app = ItemStage(span=cited())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        marked = [line.strip() for line in app.shown() if "▌" in line]
        assert marked and marked[0].startswith("▌ The Treasury Secretary also stated")
        assert "flexible" in marked[-1]


async def test_without_a_span_it_starts_at_the_top() -> None:
    app = ItemStage()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert app.shown()[1].strip().startswith("Nvidia authorized")
        assert not [line for line in app.shown() if "▌" in line]


@pytest.mark.parametrize("span", [(5, 5), (-1, 4), (0, 10**6), (9, 3)])
async def test_a_span_that_is_not_of_the_text_marks_nothing(span: tuple[int, int]) -> None:
    app = ItemStage(span=span)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert not [line for line in app.shown() if "▌" in line]


async def test_keys_scroll() -> None:
    app = ItemStage()
    async with app.run_test(size=SMALL) as pilot:
        text = app.text
        tops = []
        for key in ("j", "j", "k", "space", "b", "ctrl+d", "ctrl+u", "G", "home"):
            await press(pilot, key)
            tops.append(text.scroll_offset.y)
        end = text.max_scroll_y
        assert tops[:3] == [1, 2, 1]
        assert tops[3] > tops[2] and tops[4] < tops[3]
        assert tops[5] > tops[4] and tops[6] < tops[5]
        assert tops[7:] == [end, 0]


@pytest.mark.parametrize("key", ["q", "escape", "h"])
async def test_back(key: str) -> None:
    app = ItemStage()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, key)
        assert app.gone


async def test_open_in_the_browser_and_copy_the_link() -> None:
    app = ItemStage()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "o", "y")
    assert app.opened == app.copied == ["https://news.example.org/1/nvidia-h20"]


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "file:///etc/passwd", "https://\x1b"])
async def test_nothing_but_web_addresses_is_opened_or_copied(url: str) -> None:
    app = ItemStage(replace(samples.item(), url=url))
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "o", "y")
        assert "no address" in app.reader.foot.word
    assert app.opened == app.copied == []


async def test_links_open_by_number_and_by_click() -> None:
    app = ItemStage(samples.rich_item())
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "2", "9")
        assert "no link 9" in app.reader.foot.word
        shown = app.shown()
        row = next(y for y, line in enumerate(shown) if "link to the note" in line)
        await pilot.click(ItemText, offset=(shown[row].index("note") + 1, row))
        await pilot.pause()
    assert app.opened == ["https://example.org/sales", "https://example.org/note?id=1"]


async def test_neighbours() -> None:
    app = ItemStage()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "J", "K")
    assert app.said == [("step", (1, 1)), ("step", (-1, 1))]


async def test_names_by_key_and_by_click() -> None:
    app = ItemStage()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "enter")
        assert "No name" in app.reader.foot.word
        await press(pilot, "right_curly_bracket", "right_curly_bracket", "enter", "left_curly_bracket", "enter")
        shown = app.shown()
        row = next(y for y, line in enumerate(shown) if "Beijing" in line)
        await pilot.click(ItemText, offset=(shown[row].index("Beijing") + 1, row))
        await pilot.pause()
    assert app.said == [("entity", "Nvidia"), ("entity", "Scott Bessent"), ("entity", "Beijing")]


async def test_highlight_says_what_is_coloured() -> None:
    app = ItemStage()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "H")
        assert app.reader.foot.word == "Coloured: names"


async def test_find_as_one_types_then_n_and_escape() -> None:
    app = ItemStage()
    async with app.run_test(size=SMALL) as pilot:
        text, bar = app.text, app.reader.bar
        await press(pilot, "slash", *"huang")
        assert len(text.matches) == samples.TEXT.count("Huang") == 5
        assert bar.reached.right == "match 1 of 5"
        await press(pilot, "enter", "n")
        assert text.has_focus and bar.reached.right == "match 2 of 5"
        start = text.matches[1][0]
        assert any("Huang" in line for line in app.shown()), start
        await press(pilot, "N", "N")
        assert bar.reached.right == "match 5 of 5"
        await press(pilot, "escape")
        assert text.matches == [] and not app.gone
        await press(pilot, "escape")
        assert app.gone


async def test_find_begins_where_one_reads() -> None:
    app = ItemStage(span=cited())
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "slash", *"bessent")
        shown = samples.TEXT[app.text.matches[app.text.match][0] :]
        assert shown.startswith(("Bessent serves as the lead", "Bessent replied"))


async def test_find_nothing() -> None:
    app = ItemStage()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "slash", *"zebra")
        assert app.reader.bar.reached.right == "no match"
        await press(pilot, "enter", "n")
        assert "Nothing to go to" in app.reader.foot.word
        await press(pilot, "slash", "escape")
        assert not app.gone and app.text.has_focus


async def test_the_bar_names_the_article_once_its_title_is_gone() -> None:
    app = ItemStage()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert app.reader.bar.reached.title == "" and app.reader.bar.reached.right == "0 %"
        await press(pilot, "G")
        assert app.reader.bar.reached.title == samples.TITLE
        assert app.reader.bar.reached.right == "100 %"


async def test_resize_keeps_the_line() -> None:
    app = ItemStage(span=cited())
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        top = app.text.top_place()
        assert top is not None
        await pilot.resize_terminal(64, 24)
        await pilot.pause()
        now = app.text.top_place()
        assert now is not None and now.block == top.block


async def test_hostile_text_is_shown_as_it_is() -> None:
    bad = samples.HOSTILE
    item = replace(samples.item(), title=bad, text=f"{bad}\n\n# {bad}\n\n    {bad}", outlet=bad, author=bad)
    app = ItemStage(item)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "slash", *"@click", "enter", "G")
        shown = "".join(app.shown())
        assert "[@click=app.quit]" in shown and "␛]0;owned␇" in shown
        assert not [c for c in shown if ord(c) < 0x20 or c == "\u202e"]
        assert app.is_running


async def test_a_very_long_text_opens() -> None:
    item = replace(samples.item(), text="\n\n".join([samples.TEXT] * 45))
    app = ItemStage(item, (190_000, 190_040))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert [line for line in app.shown() if "▌" in line]


async def test_an_item_without_text() -> None:
    app = ItemStage(replace(samples.item(), text=""), (0, 5))
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "j", "G", "right_curly_bracket", "slash", "x", "enter", "n")
        assert app.is_running
