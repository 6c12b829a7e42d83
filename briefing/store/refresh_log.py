"""What a refresh did <-> the tables `refreshes` and `fetches`: the last ones only, for people who ask."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from briefing.store.connection import atomic, speaks_plainly
from briefing.store.times import to_text, to_time, to_time_or_none

KEPT = 20
"""Refreshes whose log is kept: with 500 feeds at most 10,000 rows, about a megabyte."""


@dataclass(frozen=True, slots=True)
class LoggedRefresh:
    """One refresh. `feeds` were asked, `answered` of them; `ended` is None while it runs, and after it was killed."""

    id: int
    began: datetime
    ended: datetime | None
    feeds: int
    answered: int
    new: int
    failed: int
    stopped: bool


@dataclass(frozen=True, slots=True)
class LoggedFetch:
    """What became of one feed in one refresh; `status`, `ms` and `wire_bytes` are None where there was no answer.

    `error` is why it could not be read, `notice` what else there is to say; "" for nothing.
    """

    feed_id: int
    title: str
    made: datetime
    status: int | None = None
    new: int = 0
    changed: int = 0
    ms: int | None = None
    wire_bytes: int | None = None
    error: str = ""
    notice: str = ""

    def cost(self) -> str:
        """Return what it took: "12 kB in 340 ms", "" where that is not known."""
        if self.ms is None or self.wire_bytes is None:
            return ""
        return f"{-(-self.wire_bytes // 1000):,} kB in {self.ms:,} ms"


@speaks_plainly
def begin_log(con: sqlite3.Connection, feeds: int, *, now: datetime) -> int:
    """Begin the log of a refresh that asks so many feeds, and forget the oldest; return its number."""
    with atomic(con):
        cursor = con.execute("INSERT INTO refreshes(began, feeds) VALUES (?, ?)", (to_text(now), feeds))
        refresh = int(cursor.lastrowid or 0)
        con.execute("DELETE FROM refreshes WHERE id <= ?", (refresh - KEPT,))
    return refresh


@speaks_plainly
def log_fetch(con: sqlite3.Connection, refresh: int, fetch: LoggedFetch) -> None:
    """Write what became of a feed."""
    con.execute(
        """
        INSERT INTO fetches(refresh, feed, title, made, status, new, changed, ms, bytes, error, notice)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            refresh,
            fetch.feed_id,
            fetch.title,
            to_text(fetch.made),
            fetch.status,
            fetch.new,
            fetch.changed,
            fetch.ms,
            fetch.wire_bytes,
            fetch.error,
            fetch.notice,
        ),
    )


@speaks_plainly
def end_log(con: sqlite3.Connection, refresh: int, *, now: datetime, stopped: bool) -> None:
    """Note that a refresh is over."""
    con.execute("UPDATE refreshes SET ended = ?, stopped = ? WHERE id = ?", (to_text(now), stopped, refresh))


@speaks_plainly
def last_refreshes(con: sqlite3.Connection, *, limit: int = KEPT) -> list[LoggedRefresh]:
    """Return the last refreshes that asked any feed, newest first."""
    rows = con.execute(
        """
        SELECT refreshes.id, began, ended, feeds, COUNT(fetches.id), COALESCE(SUM(new), 0),
               COALESCE(SUM(error <> ''), 0), stopped
        FROM refreshes LEFT JOIN fetches ON fetches.refresh = refreshes.id
        GROUP BY refreshes.id ORDER BY refreshes.id DESC LIMIT ?
        """,
        (limit,),
    )
    return [
        LoggedRefresh(key, to_time(began), to_time_or_none(ended), feeds, answered, new, failed, bool(stopped))
        for key, began, ended, feeds, answered, new, failed, stopped in rows
    ]


@speaks_plainly
def fetches_of(con: sqlite3.Connection, refresh: int) -> list[LoggedFetch]:
    """Return what became of each feed in a refresh: failures first, then what brought most, then by title."""
    rows = con.execute(
        """
        SELECT feed, title, made, status, new, changed, ms, bytes, error, notice FROM fetches WHERE refresh = ?
        ORDER BY error = '', new DESC, title COLLATE NOCASE, id
        """,
        (refresh,),
    )
    return [LoggedFetch(feed, title, to_time(made), *rest) for feed, title, made, *rest in rows]
