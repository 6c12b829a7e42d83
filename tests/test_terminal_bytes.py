"""The real program on a pseudo-terminal with the whole hostile set: no byte of it does more than being seen.

The same keys are pressed on a database of harmless feeds first: what escape sequences Textual makes by itself is
measured there, and whatever else comes with the hostile set came out of a feed.
"""

from __future__ import annotations

import os
import re
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

import seeds
from briefing.cli import cli
from briefing.ingest import ingest_sources
from briefing.store.connection import open_database
from briefing.store.items import items_of_story
from briefing.store.marks import dismiss_stories
from briefing.store.stories import list_stories
from tests.hostile_set import NOW, store_everything
from tests.terminal import OWN, Terminal, controls, sequences
from tests.test_hostile_bytes import OPML, ROUTES, STORIES

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("terminal")]  # one worker drives the program for all tests

pytest.importorskip("pty", reason="pseudo-terminals are Unix's")

SAMPLES = sorted(str(path) for path in (Path(seeds.__file__).parent / "feeds").iterdir() if path.suffix != ".py")
FLOODS = ("%i04%", "%i05%", "%i12%")
"""Feeds of hundreds of like items; dismissed, so that the keys come by everything else."""

SEARCHES = {"pwn": r"a\]2;pwn\[21t", "primary": r"\[bold red\]x", "evil": r"News \]8;;"}
"""What is typed into the search, and which title of the hostile set must come."""

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
KEYS = {"enter": "\r", "down": "\x1b[B", "space": " "} | {f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "kp"}
"""What a terminal sends for the keys of the routes that are no characters."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a visit left: bytes written, screens shown, exit code, what the browser was given, and the notes' folder."""

    written: bytes
    screens: tuple[str, ...]
    code: int
    browser: tuple[str, ...]
    notes: Path


def _program(folder: Path) -> tuple[list[str], dict[str, str]]:
    """Return the command and the environment of a reader who has nothing but the database in `folder`."""
    browser = folder / "browser"
    browser.write_text(f'#!/bin/sh\nprintf \'%s %s\\n\' "$#" "$*" >> "{folder / "browser.log"}"\n')
    browser.chmod(0o755)
    own = {
        "HOME": str(folder),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "BRIEFING_DB": str(folder / "briefing.db"),
        "BRIEFING_CONFIG": str(folder / "config.toml"),
        "BRIEFING_EXPORT_FOLDER": str(folder / "notes"),
        "BRIEFING_EDITION_HOURS": "1000000",
        "BRIEFING_EDITION_SIZE": "5000",
        "BROWSER": str(browser),
        "BRIEFING_AUTO_REFRESH": "false",
        "EDITOR": "",
        "VISUAL": "",
    }
    return [sys.executable, "-m", "briefing"], {**os.environ, **own}


def _sent(step: str) -> str:
    """Return what a terminal sends for a step of a route."""
    if len(step) > 1 and step[0] == "=":
        return step[1:]
    return step.replace("+", "") if step[1:2] == "+" else KEYS.get(step, step)


def _look_at_everything(folder: Path, stories: Sequence[int], searches: Mapping[str, str]) -> Seen:
    """Open the app and read its first stories, of which `stories` are the numbers of items, brief and items.

    Then press the key of every command, open every screen, and search until what is expected is on the screen.
    """
    command, environ = _program(folder)
    screens = []
    with Terminal(command, environ) as terminal:

        def press(keys: str, until: str = "") -> None:
            terminal.press(keys, until)
            screens.append(terminal.shown)

        def go_back() -> None:
            shown = ""
            while shown != terminal.shown:  # where nothing more is to be left, Escape changes nothing
                shown = terminal.shown
                press("\x1b")

        press("", "stories")
        for items in stories[:STORIES]:  # the largest has links only, which the other tests of the app open
            press("o1", "find")
            for key in "K" * min(items - 1, 4) + "J" * min(items - 1, 4):
                press(key)
            press("qJ", "stories ·")
        press("gg")
        press("\r", "stories ·")
        press("Y")
        press("1", "find")
        for key in ("}", "H", " ", "J", "y", "o", "/", "a", "\r"):
            press(key)
        go_back()
        for key in ("zz", "G", "gg", "zz", "s", "u"):
            press(key)
        press("e", "Written|Already")
        press("q", "stories ·")
        for route in ROUTES.values():
            for step in route.replace("=OPML", f"={OPML}").split():
                press(_sent(step))
            go_back()
        for key in ("gg", "\x1b[6~", "\x1b[6~", "\x1b[6~", "gg"):
            press(key)
        for query, expected in searches.items():
            press("/")
            press(query, expected)
            press("\x0e\r")
            go_back()
        go_back()
        press("?", "Type to search the commands")
        press("open")
        press("\x1b", "stories ·")
        press("\x10", "Search")
        press("theme")
        press("\x1b")
        go_back()
        press("gg", "stories ·")
        code = terminal.leave("Q")
        log = folder / "browser.log"
        opened = tuple(log.read_text().splitlines()) if log.exists() else ()
        return Seen(bytes(terminal.written), tuple(screens), code, opened, folder / "notes")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two folders with a database each: harmless feeds, and the hostile set."""
    made = {name: tmp_path_factory.mktemp(name) for name in ("harmless", "hostile")}
    con = open_database(made["harmless"] / "briefing.db")
    ingest_sources(con, SAMPLES, now=NOW)
    con.close()
    con = open_database(made["hostile"] / "briefing.db")
    store_everything(con)
    _dismiss_floods(con)
    con.close()
    return made


def _dismiss_floods(con: sqlite3.Connection) -> None:
    query = "SELECT DISTINCT story FROM items JOIN feeds ON feeds.id = items.feed WHERE feeds.url LIKE ?"
    dismiss_stories(con, sorted({row[0] for part in FLOODS for row in con.execute(query, (part,))}), now=NOW)


@pytest.fixture(scope="module")
def harmless(folders: dict[str, Path]) -> Seen:
    return _look_at_everything(folders["harmless"], (1, 1), {"chip": "chip"})


@pytest.fixture(scope="module")
def hostile(folders: dict[str, Path]) -> Seen:
    con = open_database(folders["hostile"] / "briefing.db")
    stories = [len(items_of_story(con, story.id)) for story in list_stories(con)]
    con.close()
    assert len(stories) > 30 and sum(stories) > 60
    return _look_at_everything(folders["hostile"], stories, SEARCHES)


def test_the_hostile_set_was_on_the_screen(hostile: Seen) -> None:
    shown = "\n".join(hostile.screens)
    words = ("Clip ]52;c;cm0gLXJmIH4K end", "a]2;pwn[21t", 'aP$q"p\\b[6n[c', "C1 2J and 52;c;eHg= end", "raw ]0;pwn")
    words += ("[bold red]x[/]", "DROP TABLE items", "Report fdp.exe", "line1 line2 line3", "Safe headline EVIL")
    assert [missing for missing in words if missing not in shown] == []
    assert max(len(screen.splitlines()) for screen in hostile.screens) == 36


def test_no_escape_sequence_but_textuals(harmless: Seen, hostile: Seen) -> None:
    def kinds(seen: Seen) -> set[bytes]:
        return {one for one in sequences(seen.written) if not OWN.fullmatch(one)}

    assert b"\x1b[?1049h" in kinds(harmless), "the program uses the terminal as Textual does"
    assert kinds(hostile) - kinds(harmless) == set()


def test_no_string_sequence_and_no_query_from_feeds(hostile: Seen) -> None:
    strings = [one for one in sequences(hostile.written) if one[1:2] in b"]P^_X"]
    assert {one for one in strings if not OWN.fullmatch(one)} == set()
    assert not re.search(rb"\x1b\[[\d;]*[ntc]|\x1b\[[\d;?]*[JLMPSTr]", hostile.written)


def test_no_control_character_between_the_sequences(harmless: Seen, hostile: Seen) -> None:
    assert controls(hostile.written) - controls(harmless.written) == set()
    assert not set(map(chr, range(128, 160))) & controls(hostile.written)
    assert "\ufffd" not in controls(hostile.written)


def test_the_terminal_is_sane_afterwards(hostile: Seen) -> None:
    assert hostile.code == 0
    last = hostile.screens[-1].splitlines()
    assert re.match(r"  briefing +\w+day \d+ \w+ \d{4} .*stories", last[0])
    assert "? help" in last[-1]
    for on, off in ((b"?1049h", b"?1049l"), (b"?25l", b"?25h"), (b"?1003h", b"?1003l"), (b"?2004h", b"?2004l")):
        assert hostile.written.rfind(b"\x1b[" + off) > hostile.written.rfind(b"\x1b[" + on)


def test_the_browser_is_given_one_web_address_at_a_time(hostile: Seen) -> None:
    assert len(hostile.browser) > 10
    for line in hostile.browser:
        assert re.fullmatch(r"1 https?://[!-~]+", line), line


def test_notes_carry_nothing_but_text(hostile: Seen, folders: dict[str, Path], tmp_path: Path) -> None:
    environ = _program(folders["hostile"])[1]
    written = CliRunner(env=environ).invoke(cli, ["export", "--since", "all", "-o", str(tmp_path / "all")])
    assert written.exit_code == 0, written.output
    notes = [*hostile.notes.iterdir(), *(tmp_path / "all").iterdir()]
    assert len(notes) > 30
    for path in notes:
        assert not CONTROL.search(path.name + path.read_text(encoding="utf-8").replace("\r\n", "\n")), path


def test_commands_print_nothing_but_text(folders: dict[str, Path]) -> None:
    environ = _program(folders["hostile"])[1]

    def say(*arguments: str) -> str:
        result = CliRunner(env=environ).invoke(cli, arguments)
        assert result.exit_code == 0, result.output
        assert not CONTROL.search(result.output), arguments
        return str(result.stdout)

    listed = say("stories", "--since", "all")
    assert "Clip ]52" in listed
    say("stories", "--since", "all", "--json")
    for line in listed.splitlines():
        say("show", line.split()[0])
        say("show", line.split()[0], "--json")
    for words in ("title", "link case", "café", "x", "evil"):
        say("search", words)
        say("search", words, "--json")
    for command in ("feeds", "entities", "doctor"):
        say(command)
