"""How long keys wait for their repaint while 200 feeds are refreshed, beside an app that does nothing else.

    python tests/bench/bench_keys_refresh.py [--feeds 200] [--items 50] [--rounds 2] [--seconds 20]

The app runs on a pseudo-terminal with some news stored; `j` and `k` are pressed as fast as a held key repeats, each
after the repaint of the one before. A gap is the time between two such repaints, by the clock. `idle` is the app
without a refresh; `refresh` the same app from `R` until every new item stands in a story, or for --seconds.
"""

from __future__ import annotations

import argparse
import fcntl
import multiprocessing
import os
import pty
import re
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bench_refresh import serve

from briefing.ingest.importing import import_subscriptions
from briefing.refresh.lock import who_refreshes
from briefing.store.connection import open_database
from briefing.store.items import count_items
from feeds.subscriptions import Subscription

REPEAT_S = 0.033
"""Seconds between two presses of a key that is held: 30 a second, the usual rate of keyboards."""
READ_BEFORE = 30
"""Feeds that are read before the app starts, so that there is a list to move in."""
ROWS = 8
"""Stories down and up again."""
SIZE = (120, 40)
QUERIES = {b"\x1b[c": b"\x1b[?62;22c", b"\x1b[6n": b"\x1b[1;1R", b"\x1b[?2026$p": b"\x1b[?2026;2$y"}
"""What a terminal is asked when a program starts, and what it answers."""
BELOW_THE_TOP = re.compile(rb"\x1b\[(?:[2-9]|\d\d+);\d+H")
"""Something is painted below the top bar, whose progress is no answer to a key."""
SETTLE_S = 2.0
"""Seconds that the app gets after its start before the first key."""


class App:
    """The app on a pseudo-terminal."""

    def __init__(self, database: Path) -> None:
        environ = {
            **os.environ,
            "TERM": "xterm-256color",
            "BRIEFING_AUTO_REFRESH": "false",
            "BRIEFING_ALLOW_PRIVATE": "127.0.0.1",
            "BRIEFING_CONFIG": str(database.parent / "none"),
        }
        command = [sys.executable, "-m", "briefing", "--db", str(database)]
        self.process, self.end = pty.fork()
        if self.process == 0:
            os.execvpe(command[0], command, environ)
        fcntl.ioctl(self.end, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))

    def press(self, keys: str) -> None:
        """Send keys."""
        os.write(self.end, keys.encode())

    def take(self, limit_s: float) -> bytes:
        """Return what the app has written, b"" when nothing came in time."""
        if not select.select([self.end], [], [], max(0.0, limit_s))[0]:
            return b""
        data = os.read(self.end, 65536)
        for query, reply in QUERIES.items():
            if query in data:
                os.write(self.end, reply)
        return data

    def quiet_for(self, seconds: float) -> None:
        """Take what comes for some time."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self.take(left)

    def close(self) -> None:
        """End the app."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.end)


def gaps(app: App, going: Callable[[], bool]) -> list[float]:
    """Press keys while `going`; return the milliseconds between their repaints."""
    painted, presses, found = 0.0, 0, []
    while going():
        pressed = time.perf_counter()
        app.press("jk"[presses // ROWS % 2])
        while not BELOW_THE_TOP.search(app.take(2.0)):
            if time.perf_counter() - pressed > 2.0:
                break
        moment = time.perf_counter()
        if painted:
            found.append((moment - painted) * 1000)
        painted, presses = moment, presses + 1
        app.quiet_for(REPEAT_S - (moment - pressed))
    return found


def measure(database: Path, seconds: float, *, refresh: bool) -> tuple[list[float], float]:
    """Return the gaps of one run, and the seconds that it took."""
    app = App(database)
    try:
        app.quiet_for(SETTLE_S)
        begin = time.perf_counter()
        if refresh:
            app.press("R")

        def going() -> bool:
            taken = time.perf_counter() - begin
            return taken < seconds and not (refresh and taken > 3 and who_refreshes(database) is None)

        return gaps(app, going), time.perf_counter() - begin
    finally:
        app.close()


def prepare(folder: Path, urls: list[str]) -> Path:
    """Return a database with some feeds read and the others due."""
    path = folder / "news.db"
    environ = {**os.environ, "BRIEFING_ALLOW_PRIVATE": "127.0.0.1", "BRIEFING_CONFIG": str(folder / "none")}
    for part in (urls[:READ_BEFORE], urls[READ_BEFORE:]):
        with closing(open_database(path)) as con:
            import_subscriptions(con, [Subscription(url) for url in part], now=datetime.now(UTC))
        if part[0] == urls[0]:
            command = [sys.executable, "-m", "briefing", "refresh", "--db", str(path)]
            subprocess.run(command, env=environ, check=True, capture_output=True)
    return path


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--items", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=20.0)
    options = parser.parse_args()
    ours, theirs = multiprocessing.Pipe()
    feeds = READ_BEFORE + options.feeds
    multiprocessing.Process(target=serve, args=(theirs, feeds, options.items), daemon=True).start()
    port = ours.recv()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = prepare(folder, [f"http://127.0.0.1:{port}/f{n}" for n in range(feeds)])
        longest: dict[str, list[float]] = {"idle": [], "refresh": []}
        for n in range(options.rounds):
            for kind in longest:
                copy = folder / f"{kind}{n}.db"
                shutil.copy(database, copy)
                found, taken = measure(copy, options.seconds, refresh=kind == "refresh")
                with closing(open_database(copy)) as con:
                    items = count_items(con)
                longest[kind].append(max(found))
                at = {q: sorted(found)[int(len(found) * q / 100)] for q in (50, 99)}
                print(
                    f"{kind:8} {len(found):5} keys in {taken:4.1f} s, {items:6} items then   "
                    f"gaps: median {at[50]:5.1f} ms   p99 {at[99]:5.1f} ms   longest {max(found):6.1f} ms"
                )
    for word, chosen in (("least", min), ("median", statistics.median)):
        idle, refresh = (chosen(longest[kind]) for kind in ("idle", "refresh"))
        words = f"idle {idle:.0f} ms, refresh {refresh:.0f} ms ({refresh - idle:+.0f} ms)"
        print(f"longest gap, {word} of the rounds: {words}")
    ours.send("end")


if __name__ == "__main__":
    main()
