"""How long the first frame with stories takes, beside a bare Textual app's, in the same run.

    python tests/bench/bench_first_frame.py [--items 100000] [--folder DIR] [--rounds 15]

Both are real programs on pseudo-terminals and start in turn. Measured are wall time from the start of the process to
the moment its words stand in what it has written, and the CPU time of all of its threads until then (Linux). The
database is bench_store's; it is made where DIR does not hold it yet.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    def compose(self):
        yield Static("This-is-all")

Bare().run()
"""
SIZE = (120, 40)
QUERIES = {b"\x1b[c": b"\x1b[?62;22c", b"\x1b[6n": b"\x1b[1;1R", b"\x1b[?2026$p": b"\x1b[?2026;2$y"}
"""What a terminal is asked when a program starts, and what it answers."""
SEQUENCE = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]")
LIMIT_S = 30.0


class Spent(NamedTuple):
    """Milliseconds until the words stood on the screen: by the clock, and of CPU."""

    wall: float
    cpu: float


def first_frame(command: Sequence[str], words: str, environ: Mapping[str, str]) -> Spent:
    """Start the program and return what it took until `words` had come; it is ended then."""
    begun = time.perf_counter()
    process, end = pty.fork()
    if process == 0:
        os.execvpe(command[0], list(command), {**os.environ, **environ})
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
    written, wanted = b"", words.encode()
    try:
        while wanted not in SEQUENCE.sub(b"", written):
            if time.perf_counter() - begun > LIMIT_S:
                raise SystemExit(
                    f"{words!r} did not come:\n{SEQUENCE.sub(b'', written)[-2000:].decode(errors='replace')}"
                )
            if select.select([end], [], [], 1.0)[0]:
                data = os.read(end, 65536)
                for query, reply in QUERIES.items():
                    if query in data:
                        os.write(end, reply)
                written += data
        return Spent((time.perf_counter() - begun) * 1000, cpu_ms(process))
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(end)


def cpu_ms(process: int) -> float:
    """Return the CPU time of a process' threads until now, in milliseconds; 0 where the system does not tell."""
    spent = 0
    for task in Path(f"/proc/{process}/task").glob("*/schedstat"):
        spent += int(task.read_text().split()[0])
    return spent / 1e6


def database(folder: Path, items: int) -> Path:
    """Return bench_store's database, made where it is missing."""
    from tests.bench.bench_store import build

    path = folder / f"store-{items}.db"
    if not path.exists():
        build(path, items)
    return path


def headline_word(path: Path) -> str:
    """Return a word of the first headline."""
    from briefing.editor import edition
    from briefing.store.connection import open_database
    from briefing.tui.data import utc_now

    con = open_database(path)
    (story, *_) = edition(con, now=utc_now()).stories
    con.close()
    return max(story.headline.split()[:4], key=len)


def report(name: str, spent: Sequence[Spent], bare: Sequence[Spent]) -> None:
    """Print a line: minimum and median of both clocks, and their ratio to the bare app's."""
    cells = []
    for clock in ("wall", "cpu"):
        ours, theirs = ([getattr(one, clock) for one in of] for of in (spent, bare))
        for what in (min, statistics.median):
            ratio = what(ours) / what(theirs) if what(theirs) else 0.0
            cells.append(f"{clock} {what.__name__} {what(ours):6.0f} ms ({ratio:4.2f})")
    print(f"{name:16} {'   '.join(cells)}")


def main() -> None:
    """Build where needed, then measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        path = database(options.folder or Path(temporary), options.items)
        config = Path(temporary) / "none.toml"
        environ = {"BRIEFING_DB": str(path), "BRIEFING_CONFIG": str(config), "BRIEFING_AUTO_REFRESH": "no"}
        environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONDONTWRITEBYTECODE": ""}
        programs = {
            "bare": ([sys.executable, "-c", BARE], "This-is-all"),
            "briefing": ([sys.executable, "-m", "briefing"], headline_word(path)),
        }
        spent: dict[str, list[Spent]] = {name: [] for name in programs}
        for number in range(options.rounds + 1):
            for name, (command, words) in programs.items():
                once = first_frame(command, words, environ)
                if number:  # the first start of each writes its bytecode and warms the file cache
                    spent[name].append(once)
    for name in programs:
        report(name, spent[name], spent["bare"])


if __name__ == "__main__":
    main()
