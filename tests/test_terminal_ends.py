"""The real program on a pseudo-terminal: however it ends, the terminal is as it was; other programs come and go."""

from __future__ import annotations

import os
import re
import signal
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.sample import open_sample
from tests.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("terminal")]

pytest.importorskip("pty", reason="pseudo-terminals are Unix's")

MODES = {"?1049h": "?1049l", "?25l": "?25h", "?1000h": "?1000l", "?1003h": "?1003l", "?1006h": "?1006l"}
MODES |= {"?2004h": "?2004l", "?1004h": "?1004l"}
"""What the app switches on, and what switches it off: its own picture, cursor, mouse, paste, focus."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    open_sample(folder / "sample.db")[0].close()
    return folder


@pytest.fixture
def environ(home: Path) -> dict[str, str]:
    """The environment of a reader who has only the sample."""
    kept = {name: os.environ[name] for name in ("PATH",)}
    return {**kept, "HOME": str(home), "LANG": "C.UTF-8", "TEXTUAL_ANIMATIONS": "none"}


def program(home: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "briefing", "--sample", "--db", str(home / "sample.db"), *arguments]


@pytest.fixture
def terminal(home: Path, environ: dict[str, str]) -> Iterator[Terminal]:
    with Terminal(program(home), environ) as terminal:
        terminal.press("", "stories ·")
        yield terminal


def left_on(written: bytes) -> list[str]:
    """Return the modes that are on at the end."""
    return [
        on for on, off in MODES.items() if written.rfind(f"\x1b[{on}".encode()) > written.rfind(f"\x1b[{off}".encode())
    ]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_ends_it_as_its_key_does(terminal: Terminal, name: str) -> None:
    number = getattr(signal, name)
    assert "?1049h" in left_on(bytes(terminal.written))
    os.kill(terminal.pid, number)
    assert terminal.leave("") == 128 + number
    assert left_on(bytes(terminal.written)) == [] and b"Traceback" not in terminal.written
    assert terminal.local_flags & termios.ECHO and terminal.local_flags & termios.ICANON


def test_ctrl_c_says_how_to_quit_and_then_quits(terminal: Terminal) -> None:
    terminal.press("\x03", "Ctrl-C again quits, Q does so at once")
    assert terminal.leave("\x03") == 0
    assert left_on(bytes(terminal.written)) == []


@pytest.mark.parametrize(
    ("editor", "words"),
    [("no-such-editor", "cannot\\s+be started|cannot be\\s+started"), ("false", "ended with code 1")],
)
def test_an_editor_that_fails_gives_the_terminal_back(
    home: Path, environ: dict[str, str], editor: str, words: str
) -> None:
    with Terminal(program(home), {**environ, "EDITOR": editor}) as terminal:
        terminal.press("", "stories ·")
        terminal.press("i", words)
        terminal.press("?", "Type to search the commands")
        terminal.press("\x1b", "stories ·")
        assert terminal.leave("Q") == 0


def test_ctrl_c_in_a_command_is_the_commands_alone(terminal: Terminal) -> None:
    terminal.press("|", "Pipe the brief to")
    terminal.press("echo begun; sleep 30")
    terminal.press("\r", r"sleep 30\s*begun")
    terminal.press("\x03", r"stopped\.\s+Enter goes back")
    terminal.press("\r", "stories ·")
    terminal.press("?", "Type to search the commands")


@pytest.mark.parametrize(
    "named", [{"LANG": "C"}, {"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_a_locale_without_utf8_is_drawn_in_ascii(home: Path, environ: dict[str, str], named: dict[str, str]) -> None:
    environ.pop("LANG")
    with Terminal(program(home), {**environ, **named}) as terminal:
        terminal.press("", r"stories - \d+ items")
        terminal.press("\r")
        assert terminal.leave("Q") == 0
        assert terminal.written.isascii() and b"\\u" not in terminal.written


@pytest.mark.parametrize("term", ["linux", "xterm", "xterm-16color", "screen-256color", "vt100", "nonsense", ""])
@pytest.mark.parametrize("size", [(120, 36), (60, 15), (250, 80)])
def test_it_works_on(home: Path, environ: dict[str, str], term: str, size: tuple[int, int]) -> None:
    with Terminal(program(home), environ, size, term=term) as terminal:
        terminal.press("", "briefing .*j k ")
        terminal.press("?", "Type to search")
        terminal.press("\x1b")
        assert terminal.leave("Q") == 0
        colours = set(re.findall(rb"[34]8;[25];", terminal.written))
        assert colours <= ({b"38;5;", b"48;5;"} if "256" in term else set())
        assert left_on(bytes(terminal.written)) == []


@pytest.mark.parametrize("size", [(40, 10), (20, 5), (10, 3), (1, 1)])
def test_a_window_too_small_says_so(home: Path, environ: dict[str, str], size: tuple[int, int]) -> None:
    with Terminal(program(home), environ, size) as terminal:
        terminal.press("", "to quit|q quits" if size >= (20,) else "")
        assert terminal.leave("q") == 0
        assert left_on(bytes(terminal.written)) == []
