"""A program on a pseudo-terminal: keys in, every byte that it writes kept, and the screen that they make (pyte)."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType

import pyte

QUERIES = {b"\x1b[c": b"\x1b[?62;22c", b"\x1b[6n": b"\x1b[1;1R", b"\x1b[?2026$p": b"\x1b[?2026;2$y"}
"""What a terminal is asked when a program starts, and what it answers."""

UNKNOWN_TO_PYTE = re.compile(r"\x1b\[[>=?<][0-9;]*[umq]|\x1b\[[?0-9;]*\$p|\x1b[P^_X].*?\x1b\\", re.S)
SEQUENCE = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P^_X].*?(?:\x07|\x1b\\|\Z)|[ -/]*[0-~])", re.S
)  # ECMA-48: CSI, the strings OSC DCS PM APC SOS, then everything else
OWN = re.compile(
    rb"\x1b\]52;c;[A-Za-z0-9+/=]*\x07|\x1b\]22;[a-z-]*\x07|\x1b\[\?2026[hl]|\x1b\]8;(?:id=\d+;https?://[!-~]+|;)\x1b\\"
)
"""What the app writes for itself besides colours and places: a copy that the reader asked for, in base64 (OSC 52), the
shape of the pointer (OSC 22), the beginning and end of a picture, and a link with a safe address (OSC 8)."""

POSITION_OR_COLOUR = re.compile(rb"\x1b\[[\d;:]*[mH]")


class Terminal:
    """The program and its terminal of `size` (columns, rows); a context manager that ends the program.

    `term` is a terminal's name that says all that is known of it; without one it is a terminal with all colours.
    """

    def __init__(
        self,
        command: Sequence[str],
        environ: Mapping[str, str],
        size: tuple[int, int] = (120, 36),
        *,
        term: str | None = None,
    ) -> None:
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.written = bytearray()
        self._end, program_end = pty.openpty()
        fcntl.ioctl(program_end, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        settings = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "COLUMNS": str(columns), "LINES": str(rows)}
        if term is not None:
            settings = {"TERM": term}
        settings["ESCDELAY"] = "10"  # milliseconds in which a key that begins with Escape must be complete
        self._program = subprocess.Popen(
            command,
            stdin=program_end,
            stdout=program_end,
            stderr=program_end,
            env={**environ, **settings},
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
        os.close(program_end)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._program.kill()
        self._program.wait()
        os.close(self._end)

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._program.pid

    @property
    def local_flags(self) -> int:
        """What the terminal does by itself with what is typed, see termios(3)."""
        return int(termios.tcgetattr(self._end)[3])

    @property
    def shown(self) -> str:
        """What stands on the screen, line by line."""
        rows = (self.screen.buffer[y] for y in range(self.screen.lines))
        return "\n".join("".join(row[x].data for x in range(self.screen.columns)) for row in rows)

    def press(self, keys: str, until: str = "", *, limit_s: float = 20.0) -> None:
        """Send keys and wait until `until`, a regular expression, stands on the screen and the program is quiet.

        After an Escape the quiet is longer: together with a next key it would be another key (Alt).
        """
        before = self.shown
        os.write(self._end, keys.encode())
        deadline = time.monotonic() + limit_s
        while self.shown == before and time.monotonic() < deadline - limit_s + 0.15:
            self._take(0.05)
        while not re.search(until, self.shown, re.S):
            assert time.monotonic() < deadline, f"{until!r} did not come after {keys!r}:\n{self.shown}"
            self._take(0.05)
        while self._take(0.12 if keys.endswith("\x1b") else 0.05) and time.monotonic() < deadline - limit_s + 2:
            pass

    def leave(self, keys: str, *, limit_s: float = 10.0) -> int:
        """Send keys that end the program, take its last words and return its exit code."""
        os.write(self._end, keys.encode())
        deadline = time.monotonic() + limit_s
        while self._program.poll() is None and time.monotonic() < deadline:
            self._take(0.05)
        while self._take(0.05):
            pass
        return self._program.wait(1)

    def _take(self, limit_s: float) -> bool:
        """Read what the program has written; return False when nothing came in time."""
        if not select.select([self._end], [], [], limit_s)[0]:
            return False
        try:
            data = os.read(self._end, 65536)
        except OSError:  # Linux: the program has closed its end
            return False
        self.written += data
        for query, reply in QUERIES.items():
            if query in data:
                os.write(self._end, reply)
        self._stream.feed(UNKNOWN_TO_PYTE.sub("", self._decoder.decode(data)))
        return bool(data)


def _take_terminal() -> None:
    """Make standard input the controlling terminal, so that a program whose test was killed is hung up and ends."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def sequences(written: bytes) -> set[bytes]:
    """Return the distinct escape sequences, without those that only place or colour the next characters."""
    return {found for found in SEQUENCE.findall(written) if not POSITION_OR_COLOUR.fullmatch(found)}


def controls(written: bytes) -> set[str]:
    """Return the distinct control characters (C0, DEL, C1) outside of escape sequences, and U+FFFD for broken UTF-8."""
    text = SEQUENCE.sub(b"", written).decode("utf-8", "replace")
    return set(re.findall("[\x00-\x1f\x7f-\x9f\ufffd]", text))
