"""The command table: one id a command, one command a key and pane, a method for every action."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from textual.screen import Screen

import briefing.tui.screens
from briefing.tui.app import BriefingApp
from briefing.tui.keys import COMMANDS, FOOTERS, Command, by_id
from briefing.tui.keys.command import PANE_NAMES, TYPING
from briefing.tui.keys.footers import footer_for
from briefing.tui.keys.keymap import DEFAULT
from briefing.tui.keys.labels import key_label, keys_label, way_label
from briefing.tui.screens.edition import EditionScreen


def screens() -> list[type[Screen[object]]]:
    """Return every screen class of the app that names its pane."""
    names = [one.name for one in pkgutil.iter_modules(briefing.tui.screens.__path__)]
    modules = [importlib.import_module(f"briefing.tui.screens.{name}") for name in names]
    found = {one for module in modules for one in vars(module).values() if isinstance(one, type)}
    return [one for one in found if issubclass(one, Screen) and getattr(one, "PANE", "")]


OWNERS: dict[str, list[type]] = {"app": [BriefingApp], "list": [EditionScreen], "brief": [EditionScreen]}
for screen in sorted(screens(), key=lambda one: one.__name__):
    OWNERS.setdefault(screen.PANE, []).append(screen)  # type: ignore[attr-defined]
SEARCHING = {"correct": "search", "empty": "list", "settings": "page", "teaser": "item"}
"""Foot bars that say in other words what the keys of another pane do."""


def test_ids_are_unique() -> None:
    assert len(by_id()) == len(COMMANDS)


def test_every_pane_has_a_screen_and_a_foot_bar() -> None:
    panes = {pane for command in COMMANDS for pane in command.where}
    assert panes == {*OWNERS}
    assert {*PANE_NAMES} == panes
    assert {*FOOTERS} - {*SEARCHING} == panes - {"app"}


@pytest.mark.parametrize("pane", sorted({*OWNERS} - {"app"}))
def test_a_key_does_one_thing_in_a_pane(pane: str) -> None:
    ways = [way for command in DEFAULT.in_pane(pane) for way in command.sequences]
    if pane in TYPING:  # Ctrl-P moves while typing there; the palette is not to be had in a search box
        ways.remove(("ctrl+p",))
    assert sorted(ways) == sorted(set(ways))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_command_can_be_run_and_is_explained(command: Command) -> None:
    for pane in command.where:
        for owner in OWNERS[pane]:
            assert callable(getattr(owner, f"action_{command.action}"))
    assert command.title[0].isupper() and command.tooltip and command.group
    assert not command.tooltip.endswith(".")


def test_a_command_of_the_pane_goes_before_one_that_works_everywhere() -> None:
    assert DEFAULT.table("search").commands[("ctrl+p",)].id == "search.up"
    assert DEFAULT.table("list").commands[("ctrl+p",)].id == "app.palette"


def test_numbered_commands_get_the_number_of_their_key() -> None:
    table = DEFAULT.table("brief")
    assert [table.number((str(n),)) for n in range(1, 10)] == list(range(1, 10))


@pytest.mark.parametrize("pane", sorted(FOOTERS))
def test_the_foot_bar_names_commands_that_work_there(pane: str) -> None:
    for ids, label in FOOTERS[pane]:
        assert label
        for name in ids.split():
            assert set(by_id()[name].where) & {SEARCHING.get(pane, pane), "app"}


def test_foot_bar_rows() -> None:
    rows = footer_for("list")
    assert rows[0] == ("j k", "move", "screen.down")
    assert rows[-1] == ("?", "help", "app.help")


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("slash", "/"),
        ("ctrl+d", "Ctrl-D"),
        ("shift+tab", "Shift-Tab"),
        ("G", "G"),
        ("question_mark", "?"),
        ("up", "↑"),
        ("ctrl+shift+f5", "Ctrl-Shift-F5"),
    ],
)
def test_keys_have_names_for_people(key: str, label: str) -> None:
    assert key_label(key) == label


@pytest.mark.parametrize(
    ("way", "label"),
    [(("g", "g"), "gg"), (("z", "slash"), "z/"), (("g", "enter"), "g Enter"), (("ctrl+x", "s"), "Ctrl-X s")],
)
def test_keys_in_a_row_have_a_name(way: tuple[str, ...], label: str) -> None:
    assert way_label(way) == label


def test_keys_of_a_numbered_command_are_a_range() -> None:
    assert keys_label(by_id()["brief.source"]) == "1-9"
    assert keys_label(by_id()["story.open"]) == "Enter l →"


def test_a_key_that_begins_another_way_of_its_command_is_not_named_twice() -> None:
    assert keys_label(by_id()["move.top"]) == "gg Home"
