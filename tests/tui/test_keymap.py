"""The reader's own keys: how they are written, what a mistake is told, and that everything shows them."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli import cli
from briefing.config import Settings, load
from briefing.errors import UsageError
from briefing.tui.keys.key_names import read_way
from briefing.tui.keys.keymap import DEFAULT
from briefing.tui.keys.labels import keys_label
from briefing.tui.keys.user import user_keymap
from briefing.tui.screens.help import page
from tests.tui.driving import opened
from tests.tui.shelf import shelf


def settings(*keys: tuple[str, str], macros: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> Settings:
    return Settings(keys=tuple((name, tuple(way.split(", ")) if way else ()) for name, way in keys), macros=macros)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("s", ("s",)),
        ("S", ("S",)),
        ("shift+s", ("S",)),
        ("Ctrl-S", ("ctrl+s",)),
        ("ctrl+s", ("ctrl+s",)),
        ("alt+Enter", ("alt+enter",)),
        ("Ctrl+Shift+F5", ("ctrl+shift+f5",)),
        ("/", ("slash",)),
        ("+", ("plus",)),
        ("-", ("minus",)),
        ("ctrl++", ("ctrl+plus",)),
        ("é", ("é",)),
        ("§", ("section_sign",)),
        ("Esc", ("escape",)),
        ("PgDn", ("pagedown",)),
        ("Down", ("down",)),
        ("up", ("up",)),
        ("F12", ("f12",)),
        ("g s", ("g", "s")),
        ("gs", ("g", "s")),
        ("g /", ("g", "slash")),
        ("z Enter", ("z", "enter")),
        ("", ()),
    ],
)
def test_keys_are_written_as_people_write_them(text: str, way: tuple[str, ...]) -> None:
    assert read_way(text) == way


@pytest.mark.parametrize(
    ("text", "words"),
    [("entre", "no key 'entre'.*Did you mean enter"), ("hyper+s", "no key"), ("F99", "no key"), ("ctrl+foo", "no key")],
)
def test_a_key_that_there_is_not_is_named(text: str, words: str) -> None:
    with pytest.raises(UsageError, match=f"(?s){words}"):
        read_way(text)


def test_textual_names_the_same_keys() -> None:
    from textual.keys import _character_to_key

    from briefing.tui.keys.key_names import character_name

    for character in "aZ9/+-=?:;,.|{}[]()<>!\"#$%&'*@\\^_`~é§ñ€":
        assert character_name(character) == _character_to_key(character)


def test_changed_keys_take_the_place_of_the_usual_ones() -> None:
    keymap = user_keymap(
        settings(("story.save", "f6, ctrl+s"), ("story.dismiss", ""), ("view.zen", "f7"), ("story.read", "s"))
    )
    table = keymap.table("list")
    assert {table.commands[("f6",)].id, table.commands[("ctrl+s",)].id} == {"story.save"}
    assert table.commands[("s",)].id == "story.read"
    assert ("d",) not in table.commands and ("m",) not in table.commands
    assert keys_label(keymap.by_id["story.save"]) == "F6 Ctrl-S"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (settings(("story.sav", "s")), "no command 'story.sav'.*Did you mean story.save"),
        (settings(("story.save", "entre")), "no key 'entre'"),
        (settings(("story.save", "m")), "m is the key of two commands: story.read and story.save"),
        (settings(("story.save", "T")), "T is the key of two commands: story.save and app.theme"),
        (settings(("story.save", "g f")), "gf is the key of two commands: story.save and feeds.open"),
        (settings(macros=(("x", ("story.sav",)),)), "no command 'story.sav'"),
        (settings(macros=(("x", ()),)), "needs a key and commands"),
    ],
)
def test_a_mistake_is_told(changed: Settings, words: str) -> None:
    with pytest.raises(UsageError, match=f"(?s){words}"):
        user_keymap(changed)


def test_without_a_table_nothing_is_made_anew() -> None:
    assert user_keymap(Settings()) is DEFAULT


def test_the_tables_are_read_from_the_file(tmp_path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[keys]\n"story.save" = "S"\nstory.read = ["r", "ctrl+m"]\n[macros]\nx = ["story.save"]\n')
    read, rows = load({"BRIEFING_CONFIG": str(path)})
    assert read.keys == (("story.save", ("S",)), ("story.read", ("r", "ctrl+m")))
    assert read.macros == (("x", ("story.save",)),)
    shown = {row.name: (row.value, row.origin) for row in rows}
    assert shown['keys."story.save"'] == (("S",), str(path))
    path.write_text("keys = 3\n")
    with pytest.raises(UsageError, match="must be a table"):
        load({"BRIEFING_CONFIG": str(path)})


async def test_app_help_foot_bar_and_words_show_them() -> None:
    mine = settings(
        ("story.save", "ctrl+s"),
        ("story.read", "s"),
        ("change.undo", "f4"),
        macros=(("x", ("story.save", "move.down")),),
    )
    async with opened(replace(shelf(), settings=mine)) as driver:
        await driver.press("s")
        assert ("read", (1,), True) in driver.library.calls and driver.word == "Read.   F4 undo"
        await driver.press("ctrl+s")
        assert ("save", (2,), True) in driver.library.calls
        driver.screen.foot_bar.word = ""
        shown = str(driver.screen.foot_bar.render())
        assert "Ctrl-S save" in shown and "s read" in shown and "F4 undo" in shown
        assert "Ctrl-S" in page("save", 90, driver.app.keymap).plain
        titles = {command.title: command.help for command in driver.app.get_system_commands(driver.screen)}
        assert titles["Save"].startswith("Ctrl-S ") and "Macro x" in titles


async def test_a_macro_does_its_commands_and_stops_where_one_does_not_work() -> None:
    mine = settings(macros=(("x", ("story.save", "move.down")), ("w", ("story.why", "story.save", "story.read"))))
    async with opened(replace(shelf(), settings=mine)) as driver:
        await driver.press("comma", "x")
        assert ("save", (1,), True) in driver.library.calls and driver.selected == 2
        await driver.press("comma", "w")
        assert type(driver.app.screen).__name__ == "WhyScreen"
        told = [driver.app.screen.foot.word, *(one.message for one in driver.app._notifications)]  # type: ignore[attr-defined]
        assert "Save does not work here. The macro stops." in told
        assert not any(call[0] == "read" for call in driver.library.calls)


async def test_a_macro_may_type_into_the_command_line() -> None:
    mine = settings(macros=(("x", (":sort newest", "story.save")),))
    async with opened(replace(shelf(), settings=mine)) as driver:
        await driver.press("comma", "x")
        assert driver.screen.sort == "newest"
        assert any(call[0] == "save" for call in driver.library.calls)


def test_config_and_doctor_show_and_check_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "config.toml"
    monkeypatch.setenv("BRIEFING_CONFIG", str(path))
    monkeypatch.setenv("BRIEFING_DB", str(tmp_path / "none.db"))
    path.write_text('[keys]\n"story.save" = ["f6"]\n')
    told = CliRunner().invoke(cli, ["config"])
    assert f'(from: {path})\nkeys."story.save" = ["f6"]' in told.output
    path.write_text('[keys]\n"story.save" = "m"\n')
    assert CliRunner().invoke(cli, ["config"]).exit_code == 2
    told = CliRunner().invoke(cli, ["doctor"])
    assert told.exit_code == 1 and "m is the key of two commands: story.read and story.save" in told.output


def test_keys_are_checked_without_the_app() -> None:
    code = "import sys, briefing.tui.keys.user; assert not any(one.startswith('textual') for one in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
