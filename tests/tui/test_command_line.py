"""The command line: what a line means, completion, history, errors in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from briefing.errors import UsageError
from briefing.tui.keys.command import Command
from briefing.tui.keys.keymap import DEFAULT
from briefing.tui.keys.typed import Typed, offers, understand
from briefing.tui.keys.typed_table import TYPED
from briefing.tui.screens.command_line import CommandLine
from tests.tui.driving import Driver, opened

TABLE = (
    Typed("paint", "COLOUR", "Paint it", lambda app, words: None, lambda app, words: ("red", "dark red", "green")),
    Typed("say", "WORDS", "Say it", lambda app, words: None),
)


def meant(line: str, pane: str = "list") -> tuple[str, str]:
    """Return the name of what a line means, and its argument."""
    what, argument = understand(line, TABLE, DEFAULT, pane)
    return (what.id if isinstance(what, Command) else what.name), argument


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("paint red", ("paint", "red")),
        (":say  two words ", ("say", "two words")),
        ("story.save", ("story.save", "")),
        ("save", ("story.save", "")),
        ("mark all read", ("story.read_all", "")),
        ("Undo", ("change.undo", "")),
        ("q", ("app.quit", "")),
        ("export", ("brief.export", "")),
    ],
)
def test_a_line_means_a_command(line: str, what: tuple[str, str]) -> None:
    assert meant(line) == what


def test_a_short_name_means_the_command_of_the_pane() -> None:
    assert meant("choose", "brief")[0] == "move.choose"
    assert meant("rename", "feeds")[0] == "feeds.rename"
    assert meant("rename", "entity")[0] == "name.rename"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("pant red", "no command 'pant'.*Did you mean paint"),
        ("stroy.save", "no command 'stroy.save'.*story.save"),
        ("xyzzy", "no command 'xyzzy'.*Tab shows"),
        ("story.save now", "takes no words"),
        ("feeds.pause", "Pause does not work here.*works in: the feeds"),
    ],
)
def test_a_mistake_is_told_with_what_is_nearest(line: str, words: str) -> None:
    with pytest.raises(UsageError, match=f"(?s){words}"):
        meant(line)


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("pa", "paint"),
        ("story.s", "story.save"),
        ("paint ", "paint red"),
        ("paint r", "paint red"),
        ("paint d", "paint dark red"),
    ],
)
def test_the_likeliest_completion_comes_first(line: str, first: str) -> None:
    assert offers(line, TABLE, DEFAULT, "list", None)[0].text == first  # type: ignore[arg-type]


def test_completions_hold_every_word_and_fit_the_pane() -> None:
    texts = [offer.text for offer in offers("mark read", TABLE, DEFAULT, "list", None)]  # type: ignore[arg-type]
    assert "story.read" in texts and "feeds.pause" not in texts
    assert offers("paint blue", TABLE, DEFAULT, "list", None) == []  # type: ignore[arg-type]


def test_every_typed_command_is_explained_and_none_hides_another() -> None:
    names = [one.name for one in TYPED]
    assert len(set(names)) == len(names)
    assert all(one.doc and one.usage for one in TYPED)


# -- in the app ------------------------------------------------------------------------------------


def line_of(driver: Driver) -> str:
    return driver.app.screen.query_one(Input).value


def problem_of(driver: Driver) -> str:
    return str(driver.app.screen.query_one("#problem", Static).visual)


async def typed(driver: Driver, line: str) -> None:
    """Type a line and press Enter."""
    await driver.press("colon")
    driver.app.screen.query_one(Input).value = line
    await driver.press("enter")


async def test_tab_completes_and_enter_runs() -> None:
    async with opened() as driver:
        await driver.press("colon", *"sav")
        assert "story.save" in str(driver.app.screen.query_one("#offers", Static).visual)
        await driver.press("tab")
        assert line_of(driver) == "story.save"
        await driver.press("enter")
        assert ("save", (1,), True) in driver.library.calls
        assert driver.app.screen is driver.screen


async def test_tab_goes_round_and_typing_goes_on_from_there() -> None:
    async with opened() as driver:
        await driver.press("colon", *"sort", "space", "tab")
        assert line_of(driver) == "sort rank"
        await driver.press("tab")
        assert line_of(driver) == "sort newest"
        await driver.press("shift+tab", "shift+tab")
        assert line_of(driver) == "sort "
        await driver.press(*"out", "tab")
        assert line_of(driver).strip() == "sort outlets"
        await driver.press("enter")
        assert driver.screen.sort == "outlets"


async def test_the_line_stays_open_and_says_what_is_wrong() -> None:
    async with opened() as driver:
        await driver.press("colon", *"sawe", "enter")
        assert isinstance(driver.app.screen, CommandLine)
        assert "Did you mean save" in problem_of(driver)
        await driver.press("backspace")
        assert not driver.app.screen.query_one("#problem").display
        await driver.press("escape")
        assert driver.app.screen is driver.screen


async def test_arrows_call_back_earlier_lines() -> None:
    async with opened() as driver:
        for line in ("save", "theme paper"):
            await typed(driver, line)
        assert driver.app.theme == "paper"
        await driver.press("colon", "up")
        assert line_of(driver) == "theme paper"
        await driver.press("up", "up", "up")
        assert line_of(driver) == "save"
        await driver.press("down", "down")
        assert line_of(driver) == ""


RUN = (
    ("theme paper", lambda d: d.app.theme == "paper"),
    ("story 3", lambda d: d.selected == 3),
    ("4", lambda d: d.selected == 4),
    ("export", lambda d: ("export", 4) in d.library.calls),
    ("sort newest", lambda d: d.screen.sort == "newest"),
    ("sort", lambda d: d.screen.sort == "outlets"),
    ("density compact", lambda d: d.screen.story_list.density == "compact"),
    ("read all", lambda d: any(call[0] == "read" and len(call[1]) > 5 for call in d.library.calls)),
    ("set theme night", lambda d: d.app.theme == "night"),
    ("set edition_size = 5", lambda d: d.app.library.settings.edition_size == 5),
    ("search nvidia", lambda d: d.app.screen.words == "nvidia"),
    ("help undo", lambda d: "Undo" in str(d.app.screen.query_one("#page-text").visual)),
    ("help", lambda d: d.app.screen.PANE == "page"),
)
"""Lines, and what is seen of each."""


async def test_typed_commands() -> None:
    async with opened() as driver:
        for line, seen in RUN:
            while len(driver.app.screen_stack) > 1:
                driver.app.pop_screen()
            await typed(driver, line)
            assert seen(driver), line


WRONG = (
    ("theme mauve", "no theme 'mauve'"),
    ("sort size", "no order 'size'"),
    ("read sideways", "no such part of the list as 'sideways'"),
    ("set edition_size many", "must be a whole number"),
    ("set editon_size 4", "Did you mean edition_size"),
    ("story 99", "no story '99'"),
    ("set", "A setting is missing"),
    ("98", "no story '98'"),
)
"""Lines, and what is told of each."""


async def test_wrong_words_are_told() -> None:
    async with opened() as driver:
        for line, words in WRONG:
            driver.app._notifications.clear()
            await typed(driver, line)
            assert any(words in note.message for note in driver.app._notifications), line


async def test_the_palette_offers_what_takes_words() -> None:
    async with opened() as driver:
        found = {command.title: command for command in driver.app.get_system_commands(driver.screen)}
        found[":sort ORDER"].callback()
        await driver.still()
        assert line_of(driver) == "sort "
        await driver.press(*"new", "tab", "enter")
        assert driver.screen.sort == "newest"


async def test_folders_complete(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "news").mkdir()
    async with opened() as driver:
        await driver.press("colon")
        driver.app.screen.query_one(Input).value = f"export {tmp_path}/no"
        await driver.pilot.pause()
        await driver.press("tab")
        assert line_of(driver).strip() == f"export {tmp_path}/notes"
