"""Keys one at a time -> commands: sequences, counts, and what a pause does."""

from __future__ import annotations

import pytest

from briefing.tui.keys import sequences
from briefing.tui.keys.command import Command
from briefing.tui.keys.keymap import Keymap
from briefing.tui.keys.sequences import MAX_COUNT, Sequences
from tests.tui.driving import opened

HERE = ("list",)
KEYMAP = Keymap(
    (
        Command("down", "j", "down", "Down", "…", ("list", "brief"), "Move", counted=True),
        Command("save", "s", "save", "Save", "…", HERE, "Story"),
        Command("top", "g g,g", "top", "Top", "…", HERE, "Move"),
        Command("saved", "g s", "saved", "Saved", "…", HERE, "View"),
        Command("bare", "x y", "bare", "Bare", "…", HERE, "View"),
        Command("long", "x z z", "long", "Long", "…", HERE, "View"),
        Command("number", "1,2,3", "source", "Source", "…", ("list", "brief"), "Brief"),
    )
)
WAIT = "…"
"""In the tables below: nobody presses a key for long enough."""


def pressed(keys: str, pane: str = "list") -> list[str]:
    """Return what keys (with blanks between) lead to, each command as "id", "id x3" or "id #2"."""
    state, done = Sequences(), []
    table = KEYMAP.table(pane)
    for key in keys.split():
        step = state.expire() if key == WAIT else state.feed(key, table)
        while True:
            if step.kind == "run" and step.command:
                number = f" #{step.number}" if step.number else ""
                done.append(f"{step.command.id}{number}{f' x{step.count}' if step.count > 1 else ''}")
            elif step.kind == "nothing":
                done.append("-")
            if not step.again:
                break
            step = state.feed(key, table)
    return [*done, *(["waits"] if state.waiting else [])]


@pytest.mark.parametrize(
    ("keys", "done"),
    [
        ("j", ["down"]),
        ("j s", ["down", "save"]),
        ("q", ["-"]),
        ("g g", ["top"]),
        ("g s", ["saved"]),
        ("g", ["waits"]),
        (f"g {WAIT}", ["top"]),
        ("g j", ["top", "down"]),
        ("g q", ["top", "-"]),
        ("g escape s", ["save"]),
        ("g escape escape", ["-"]),
        ("x", ["waits"]),
        (f"x {WAIT}", ["-", "waits"]),
        ("x y", ["bare"]),
        ("x z z", ["long"]),
        ("x z y s", ["save"]),
        ("x q s", ["save"]),
        ("3 j", ["down x3"]),
        ("1 2 j", ["down x12"]),
        ("1 0 j", ["down x10"]),
        ("0 j", ["-", "down"]),
        ("3", ["waits"]),
        (f"3 {WAIT}", ["number #3"]),
        (f"1 2 {WAIT} j", ["-", "down x12"]),
        ("5 s", ["save"]),
        ("5 g g", ["top"]),
        ("3 escape j", ["down"]),
        ("3 q j", ["-", "down"]),
        ("9 9 9 9 9 j", [f"down x{MAX_COUNT}"]),
    ],
)
def test_in_a_list(keys: str, done: list[str]) -> None:
    assert pressed(keys) == done


@pytest.mark.parametrize(("keys", "done"), [("2", ["number #2"]), ("2 j", ["number #2", "down"]), ("7", ["-"])])
def test_digits_act_at_once_where_sources_are_opened(keys: str, done: list[str]) -> None:
    assert pressed(keys, "brief") == done


def test_how_long_is_waited() -> None:
    table = KEYMAP.table("list")
    assert Sequences().feed("g", table).wait_s == sequences.PREFIX_WAIT_S
    assert Sequences().feed("x", table).wait_s is None
    assert Sequences().feed("2", table).wait_s == sequences.NUMBER_WAIT_S
    assert Sequences().feed("7", table).wait_s is None


def test_another_pane_forgets_what_was_typed() -> None:
    state = Sequences()
    state.feed("4", KEYMAP.table("list"))
    assert state.typed == "4"
    step = state.feed("j", KEYMAP.table("brief"))
    assert step.count == 1 and not state.waiting


# -- in the app ------------------------------------------------------------------------------------


async def test_a_sequence_goes_where_it_says_and_the_foot_bar_lists_what_can_follow() -> None:
    async with opened() as driver:
        bar = driver.screen.foot_bar
        await driver.pilot.press("g")
        shown = str(bar.render())
        assert shown.startswith("g …") and "f feeds" in shown and "p editions" in shown
        await driver.press("f")
        assert type(driver.app.screen).__name__ == "FeedsScreen"
        assert not bar.waiting


async def test_a_single_key_acts_after_a_pause_and_what_could_follow_stays() -> None:
    async with opened() as driver:
        await driver.press("G")
        assert driver.selected == 8
        await driver.press("g")
        assert driver.selected == 1
        assert "f feeds" in str(driver.screen.foot_bar.render())
        await driver.press("j")
        assert "f feeds" not in str(driver.screen.foot_bar.render())


async def test_a_count_repeats_a_motion() -> None:
    async with opened() as driver:
        await driver.pilot.press("3")
        assert "3 …" in str(driver.screen.foot_bar.render())
        await driver.press("j")
        assert driver.selected == 4
        await driver.press("2", "K")
        assert driver.selected == 2
        await driver.press("9", "9", "j")
        assert driver.selected == 8


async def test_keys_that_lead_nowhere_are_named() -> None:
    async with opened() as driver:
        await driver.press("home", "g", "f", "escape", "g", "escape", "j")
        assert driver.selected == 2
        await driver.press("z", "0")
        assert driver.screen.zen  # z has acted by itself, 0 means nothing


async def test_a_click_forgets_what_was_typed() -> None:
    async with opened() as driver:
        await driver.pilot.press("g")
        await driver.pilot.click("#list", offset=(5, 10))
        assert not driver.screen.foot_bar.waiting
        selected = driver.selected
        await driver.press("s")
        assert ("save", (selected,), True) in driver.library.calls


async def test_a_click_on_what_can_follow_does_it() -> None:
    async with opened() as driver:
        await driver.pilot.press("g")
        at = str(driver.screen.foot_bar.render()).split("\n")[0].index("f feeds")
        await driver.pilot.click("#foot", offset=(2 + at, 0))
        await driver.still()
        assert type(driver.app.screen).__name__ == "FeedsScreen"
        assert not driver.screen.foot_bar.waiting


async def test_typing_into_a_box_starts_no_sequence() -> None:
    async with opened() as driver:
        await driver.press("slash", *"g12jgg")
        assert driver.app.screen.query_one("Input").value == "g12jgg"  # type: ignore[attr-defined]
