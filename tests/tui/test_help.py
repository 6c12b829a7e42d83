"""The help page: every command, found by any of its words."""

from __future__ import annotations

import pytest

from briefing.tui.keys import COMMANDS
from briefing.tui.keys.labels import keys_label
from briefing.tui.screens.help import KEYS_WIDTH, TITLE_WIDTH, HelpScreen, matching, page
from tests.tui.driving import opened


def test_every_command_is_on_the_page() -> None:
    text = page("", 90).plain
    for command in COMMANDS:
        assert command.title in text and keys_label(command) in text


def test_keys_and_titles_fit_their_columns() -> None:
    assert max(len(keys_label(command)) for command in COMMANDS) < KEYS_WIDTH
    assert max(len(command.title) for command in COMMANDS) < TITLE_WIDTH


@pytest.mark.parametrize("width", [54, 70, 100])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    assert all(len(line) <= width for line in page("", width).plain.splitlines())


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("undo", {"change.undo"}),
        ("half down", {"move.half_down"}),
        ("markdown note", {"brief.export"}),
        ("app.theme", {"app.theme"}),
        ("no such words", set()),
    ],
)
def test_words_find_commands(query: str, ids: set[str]) -> None:
    assert ids == {command.id for command in matching(query)} or ids < {c.id for c in matching(query)}


async def test_typing_narrows_the_page() -> None:
    async with opened() as driver:
        await driver.press("question_mark", *"redo")
        text = str(driver.app.screen.query_one("#page-text").visual)  # type: ignore[attr-defined]
        assert "Redo" in text and "Search" not in text
        await driver.press(*"zzz")
        assert "No command matches." in str(driver.app.screen.query_one("#page-text").visual)  # type: ignore[attr-defined]
        await driver.press("question_mark")
        assert isinstance(driver.app.screen, HelpScreen)


async def test_arrows_scroll_while_typing() -> None:
    async with opened(size=(80, 24)) as driver:
        await driver.press("question_mark", "down", "down", "pagedown")
        assert driver.app.screen.query_one("#page").scroll_offset.y > 10
        await driver.press("up", "pageup", "escape")
        assert driver.app.screen is driver.screen
