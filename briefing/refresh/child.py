"""A database's path -> `briefing refresh` in a child process; its events come back line by line over a pipe."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from briefing.config import Settings
from briefing.errors import BriefingError
from briefing.refresh.events import Event, from_line

POLL_S = 0.1
"""How often `should_stop` is asked, in seconds."""

GRACE_S = 3.0
"""How long a child that was asked to stop may finish the piece of work that it is at, in seconds; then it is killed,
which loses nothing but that piece."""

NICENESS = 10
"""How much the child stands back behind other programs, most of all the app: a key press comes before a feed."""


def refresh_in_child(
    database: Path, settings: Settings, *, hear: Callable[[Event], None], should_stop: Callable[[], bool]
) -> None:
    """Refresh the feeds that are due in a process of its own, and `hear` its events in this thread as they come.

    Returns at its end. Once `should_stop` says True it is asked to stop, and killed when it does not; the database is
    whole in any case. When this program ends first, so does the child, at its next event.

    Raises:
        BriefingError: the process could not be started or ended without having done its work.
    """
    with tempfile.TemporaryFile() as words:
        try:
            child = subprocess.Popen(
                [sys.executable, "-m", "briefing", "refresh", "--json", "--db", str(database)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=words,
                env=_environment(settings),
                start_new_session=True,
            )
        except OSError as error:
            raise BriefingError(f"The refresh could not be started: {error.strerror}.", "Try again.") from error
        with child:
            stand_back(child.pid)
            ended = False
            try:
                for event in _events(child, should_stop):
                    ended |= event["event"] in ("end", "error")
                    hear(event)
            finally:
                if child.poll() is None and not ended:
                    child.kill()
        if not (ended or should_stop()):
            raise BriefingError(f"The refresh ended too early: {_last_line(words)}", "What it stored stays; try again.")


def stand_back(pid: int) -> None:
    """Let other programs, most of all the app, go before a child that has a session of its own.

    Linux shares out time by sessions first (sched(7), "The autogroup feature"), and a process's niceness counts only
    within its own: so the session is made as nice as the process. Where there is no such thing, nothing happens.
    """
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, pid, NICENESS)
    with suppress(OSError):
        Path(f"/proc/{pid}/autogroup").write_text(str(NICENESS))


def _environment(settings: Settings) -> dict[str, str]:
    """Return our environment, with the settings that a refresh looks at as they count here."""
    told = {
        "BRIEFING_ALLOW_PRIVATE": ",".join(settings.allow_private),
        "BRIEFING_ENTITY_ENGINE": settings.entity_engine,
        "BRIEFING_REFRESH_MINUTES": str(settings.refresh_minutes),
        "BRIEFING_KEEP_TEXTS_DAYS": str(settings.keep_texts_days),
    }
    return {**os.environ, **told}


def _events(child: subprocess.Popen[bytes], should_stop: Callable[[], bool]) -> Iterator[Event]:
    """Yield the child's events until it closes its pipe; once it is to stop, end it."""
    assert child.stdout is not None
    rest, kill_at = b"", float("inf")
    with selectors.DefaultSelector() as ready:
        ready.register(child.stdout, selectors.EVENT_READ)
        while True:
            if kill_at == float("inf") and should_stop():
                child.send_signal(signal.SIGTERM)
                kill_at = time.monotonic() + GRACE_S
            if time.monotonic() >= kill_at:
                child.kill()
            if not ready.select(POLL_S):
                continue
            data = os.read(child.stdout.fileno(), 65_536)
            if not data:
                return
            *lines, rest = (rest + data).split(b"\n")
            yield from (event for line in lines if (event := from_line(line)))


def _last_line(words: IO[bytes]) -> str:
    words.seek(0)
    lines = words.read().decode("utf8", errors="replace").split("\n")
    return next((line.strip()[:300] for line in reversed(lines) if line.strip()), "it gave no reason.")
