"""A database's path -> the right to refresh it, which one process has at a time; and who has it.

The right is an advisory lock (flock) on a file beside the database. The system takes it back when its holder ends,
however it ends, so that a killed refresh never stands in the way of the next one.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefing.errors import BriefingError, StoreError

SUFFIX = ".refresh"
"""What the lock's file has behind the database's name. The file stays: removing it would let two hold the lock."""

POLL_S = 0.1
"""How often the lock is asked for while waiting, in seconds."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who refreshes: process id and time of its start, 0 and None where the file does not say (yet)."""

    pid: int = 0
    since: datetime | None = None

    def __str__(self) -> str:
        """Return the holder in words: "process 4711, since 10:02"."""
        since = f", since {self.since.astimezone():%H:%M}" if self.since else ""
        return f"process {self.pid}{since}" if self.pid else "another process"


class RefreshBusyError(BriefingError):
    """Another process refreshes this database."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(
            f"A refresh of this database is running already ({holder}).",
            "It stores what it finds; `briefing refresh --wait` waits for its end.",
        )
        self.holder = holder


@contextmanager
def refresh_lock(
    database: Path,
    *,
    now: datetime,
    wait: bool = False,
    on_wait: Callable[[Holder], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Iterator[bool]:
    """Hold the right to refresh `database` inside the block; gives False when `should_stop` ended the waiting.

    With `wait`, `on_wait` is told once whom the waiting is for.

    Raises:
        RefreshBusyError: another process has it, and `wait` is False.
        StoreError: the lock's file cannot be made.
    """
    file = _open(database)
    try:
        told = False
        while not _taken(file):
            if not wait:
                raise RefreshBusyError(_holder(file))
            if not told and on_wait:
                on_wait(_holder(file))
            told = True
            if should_stop and should_stop():
                yield False
                return
            time.sleep(POLL_S)
        _write(file, {"pid": os.getpid(), "since": now.isoformat()})
        yield True
        _write(file, {})
    finally:
        os.close(file)


def who_refreshes(database: Path) -> Holder | None:
    """Return who refreshes the database now, None when nobody does."""
    file = _open(database)
    try:
        return None if _taken(file) else _holder(file)
    finally:
        os.close(file)


def _open(database: Path) -> int:
    try:
        return os.open(f"{database}{SUFFIX}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreError(
            f"The lock {database}{SUFFIX} cannot be made: {error.strerror}.", "Check the folder's permissions."
        ) from error


def _taken(file: int) -> bool:
    """Take the lock; return False when somebody else has it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _write(file: int, record: dict[str, object]) -> None:
    os.ftruncate(file, 0)
    os.pwrite(file, json.dumps(record).encode(), 0)


def _holder(file: int) -> Holder:
    with suppress(ValueError, KeyError, TypeError):
        record = json.loads(os.pread(file, 4096, 0))
        return Holder(int(record["pid"]), datetime.fromisoformat(record["since"]))
    return Holder()
