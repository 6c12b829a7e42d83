"""How fresh the database is: whether there is anything in it, its newest items, when feeds answered and are due.

All that the first frame asks besides the stories, so it imports next to nothing.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from briefing.store.connection import speaks_plainly
from briefing.store.times import to_time_or_none


@speaks_plainly
def has_news(con: sqlite3.Connection) -> bool:
    """Return whether there is an item to show or a feed to fetch."""
    found = con.execute("SELECT EXISTS (SELECT 1 FROM items) OR EXISTS (SELECT 1 FROM feeds)").fetchone()
    return bool(found[0])


@speaks_plainly
def next_update(con: sqlite3.Connection) -> tuple[datetime | None, datetime | None]:
    """Return when a feed last answered well and when the next one is due; None where no feed says."""
    updated = con.execute("SELECT MAX(last_success) FROM feeds").fetchone()[0]
    due = con.execute("SELECT MIN(MAX(next_due, not_before)) FROM feeds WHERE status = 'active'").fetchone()[0]
    return to_time_or_none(updated), to_time_or_none(due)


@speaks_plainly
def newest_published(con: sqlite3.Connection) -> datetime | None:
    """Return the newest time of publication, None in an empty database."""
    row = con.execute("SELECT published FROM items ORDER BY seq DESC LIMIT 1").fetchone()
    return to_time_or_none(row[0]) if row else None


@speaks_plainly
def newest_fetched(con: sqlite3.Connection) -> datetime | None:
    """Return when the last item came in, None in an empty database."""
    row = con.execute("SELECT fetched FROM items ORDER BY id DESC LIMIT 1").fetchone()
    return to_time_or_none(row[0]) if row else None
