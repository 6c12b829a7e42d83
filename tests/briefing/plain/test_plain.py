"""The app as lines: the edition for pipes, the conversation, its words and its changes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.plain.loop import HELP, Conversation
from briefing.plain.texts import NOTHING, brief_lines, edition_lines, item_lines
from briefing.sample import open_sample
from tests.tui import samples
from tests.tui.shelf import NOW, Shelf, shelf, story


def talk(*lines: str, library: Shelf | None = None) -> tuple[list[str], Shelf, list[str]]:
    """Return what a conversation says after these lines, the library, and what the browser was given."""
    library = library or shelf()
    said: list[str] = []
    opened: list[str] = []
    waiting: Iterator[str] = iter(lines)

    def ask(prompt: str) -> str:
        for line in waiting:
            said.append(f"> {line}")
            return line
        raise EOFError

    Conversation(library, ask=ask, say=said.append, browse=opened.append).run()
    return said, library, opened


def after(said: list[str], line: str) -> str:
    """Return what was said after a line was typed, up to the next one."""
    rest = said[said.index(f"> {line}") + 1 :]
    end = next((n for n, words in enumerate(rest) if words.startswith("> ")), len(rest))
    return "\n".join(rest[:end])


def test_the_edition_is_numbered_and_ends() -> None:
    text = "\n".join(edition_lines(shelf().edition(), NOW))
    assert text.startswith(
        "briefing, Wednesday 16 July 2025\n8 stories, 40 items, 23 outlets\n\nTop\n1. Nvidia may sell"
    )
    assert "   6 outlets, 2 h, 2 new\n" in text and "   4 outlets, 8 h, saved\n" in text
    assert text.index("\nRead\n7. China's economy") < text.index("That is all: 8 stories from 23 outlets")


def test_an_empty_edition_says_how_to_begin() -> None:
    assert edition_lines(shelf(()).edition(), NOW)[-1] == NOTHING


def test_nothing_is_drawn() -> None:
    lines = [
        *brief_lines(samples.brief(), samples.TODAY),
        *item_lines(samples.item(), samples.reading(), samples.TODAY),
    ]
    assert not re.search("[─▁-█●▌│]", "\n".join(lines))
    assert "What happened" in lines and any(line.startswith("· new: ") or "new:" in line for line in lines)
    assert max(map(len, lines)) <= 78 + len("new:")


def test_hostile_words_stay_words() -> None:
    library = shelf((story(1, samples.HOSTILE),))
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800]", "\n".join(edition_lines(library.edition(), NOW))
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2", "What is known of story 2"),
        ("9", "There is no story 9."),
        ("s", "No story is open."),
        ("nonsense", "'nonsense' says nothing here."),
        ("/", "Type what to search for"),
        ("/axiom", "1. Axiom-4 crew"),
        ("/ zebra", "Nothing has all of these words."),
        ("i 1", "There is no source 1 here."),
        ("u", "Nothing to undo."),
        ("+", "That is everything."),
        ("?", HELP[0][1]),
        ("R", "That is all"),
    ],
)
def test_a_line_is_answered(typed: str, expected: str) -> None:
    assert expected in after(talk(typed, "q")[0], typed)


def test_reading_on_marks_and_goes_to_the_next_unread() -> None:
    said, library, _ = talk("1", "", "n")
    assert ("read", (1,), True) in library.calls and ("read", (2,), True) in library.calls
    assert "story 3" in after(said, "n")


def test_changes_are_written_and_undone() -> None:
    said, library, _ = talk("2", "m", "s", "d", "u", "u")
    assert library.calls == [("read", (2,), True), ("save", (2,), True), ("dismiss", (2,))]
    assert "Undone: the last change" in after(said, "u")
    assert next(row for row in library.stories if row.id == 2).read


def test_sources_are_read_and_opened_only_at_web_addresses() -> None:
    said, _, opened = talk("2", "i 1", "o 1")
    assert "The text of item 20." in after(said, "i 1") and opened == ["https://harbor.example.org/2"]
    library = shelf()
    bad = library.brief(2)
    assert bad is not None
    library.briefs[2] = replace(bad, sources=(replace(bad.sources[0], url="file:///etc/passwd"),))
    assert talk("2", "o 1", library=library)[2] == []


def test_failures_are_said_and_end_nothing() -> None:
    said, *_ = talk("1", "?", library=shelf(broken=True))
    assert any("The database does not answer" in line for line in said) and HELP[0][1] in after(said, "?")


@pytest.mark.parametrize("arguments", [(), ("--plain",)])
def test_a_pipe_gets_the_edition(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    path = tmp_path / "x.db"
    open_sample(path)[0].close()
    environ = {**os.environ, "BRIEFING_DB": str(path), "BRIEFING_CONFIG": str(tmp_path / "none.toml")}
    done = subprocess.run(
        [sys.executable, "-m", "briefing", *arguments],
        capture_output=True,
        text=True,
        env=environ,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout and "\n1. " in done.stdout and "That is all: " in done.stdout
