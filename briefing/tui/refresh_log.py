"""Library -> the log of its last refreshes. Called in worker threads, like the library itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.tui.data import Library

if TYPE_CHECKING:
    from briefing.store.refresh_log import LoggedFetch, LoggedRefresh


@dataclass(frozen=True, slots=True)
class Log:
    """The last refreshes, newest first; the one that is open, with its feeds; whether the newest is running now."""

    refreshes: Sequence[LoggedRefresh]
    opened: LoggedRefresh | None
    fetches: Sequence[LoggedFetch]
    running: bool


def load_log(library: Library, refresh: int = 0) -> Log:
    """Return the log with that refresh open, or the newest."""
    from briefing.refresh.lock import who_refreshes
    from briefing.store.refresh_log import fetches_of, last_refreshes

    def work(con: sqlite3.Connection) -> Log:
        refreshes = last_refreshes(con)
        opened = next((one for one in refreshes if one.id == refresh), refreshes[0] if refreshes else None)
        unfinished = bool(refreshes) and refreshes[0].ended is None
        running = unfinished and who_refreshes(library.path) is not None
        return Log(refreshes, opened, fetches_of(con, opened.id) if opened else (), running)

    return library.use(work)
