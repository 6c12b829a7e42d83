"""The command table: one id a command, one command a key and pane, a method for every action."""

from __future__ import annotations

import pytest

from briefing.tui.app import BriefingApp
from briefing.tui.commands import (
    COMMANDS,
    FOOTERS,
    bindings_for,
    by_id,
    commands_for,
    footer_for,
    key_label,
    keys_label,
)
from briefing.tui.screens.add import AddScreen
from briefing.tui.screens.edition import EditionScreen
from briefing.tui.screens.editions import EditionsScreen
from briefing.tui.screens.entities import EntitiesScreen
from briefing.tui.screens.entity import EntityScreen
from briefing.tui.screens.feeds import FeedsScreen
from briefing.tui.screens.first_run import FirstRunScreen, PacksScreen
from briefing.tui.screens.had_read import HadReadScreen
from briefing.tui.screens.item import ItemScreen
from briefing.tui.screens.search import SearchScreen
from briefing.tui.screens.why import WhyScreen

OWNERS = {
    "entity": EntityScreen,
    "entities": EntitiesScreen,
    "list": EditionScreen,
    "brief": EditionScreen,
    "item": ItemScreen,
    "search": SearchScreen,
    "app": BriefingApp,
    "why": WhyScreen,
    "editions": EditionsScreen,
    "sentences": HadReadScreen,
    "feeds": FeedsScreen,
    "found": AddScreen,
    "packs": PacksScreen,
    "start": FirstRunScreen,
}


def test_ids_are_unique() -> None:
    assert len(by_id()) == len(COMMANDS)


@pytest.mark.parametrize("pane", sorted({*OWNERS} - {"app"}))
def test_a_key_does_one_thing_in_a_pane(pane: str) -> None:
    keys = [key for command in commands_for(pane, "app") for key in command.keys.split(",")]
    if pane == "search":  # Ctrl-P moves while typing there; the palette is not to be had in a search box
        keys.remove("ctrl+p")
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_command_can_be_run_and_is_explained(command) -> None:
    for pane in command.where:
        assert callable(getattr(OWNERS[pane], f"action_{command.action}"))
    assert command.title[0].isupper() and command.tooltip and command.group
    assert not command.tooltip.endswith(".")


def test_bindings_carry_id_and_tooltip() -> None:
    for binding in bindings_for("edition"):
        assert binding.id and binding.description and binding.tooltip  # type: ignore[union-attr]


def test_numbered_commands_have_an_id_for_each_number() -> None:
    ids = [b.id for b in bindings_for("edition") if b.id.startswith("brief.source")]  # type: ignore[union-attr]
    assert ids == [f"brief.source.{n}" for n in range(1, 10)]


@pytest.mark.parametrize("pane", sorted(FOOTERS))
def test_the_foot_bar_names_commands_that_work_there(pane: str) -> None:
    for ids, label in FOOTERS[pane]:
        assert label
        for name in ids.split():
            assert set(by_id()[name].where) & {pane, "app"}


def test_foot_bar_rows() -> None:
    rows = footer_for("list")
    assert rows[0] == ("j k", "move", "screen.down")
    assert rows[-1] == ("?", "help", "app.help")


@pytest.mark.parametrize(
    ("key", "label"),
    [("slash", "/"), ("ctrl+d", "Ctrl-D"), ("shift+tab", "Shift-Tab"), ("G", "G"), ("question_mark", "?"), ("up", "↑")],
)
def test_keys_have_names_for_people(key: str, label: str) -> None:
    assert key_label(key) == label


def test_keys_of_a_numbered_command_are_a_range() -> None:
    assert keys_label(by_id()["brief.source"]) == "1-9"
    assert keys_label(by_id()["story.open"]) == "Enter l →"
