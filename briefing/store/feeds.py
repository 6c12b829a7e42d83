"""Subscriptions and their health <-> the table `feeds`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from briefing.model import FeedRow
from briefing.store.actions import perform
from briefing.store.connection import atomic, speaks_plainly
from briefing.store.times import time_of, to_text, to_time_or_none
from feeds.net_url import mask

_COLUMNS = """
    SELECT id, url, title, outlet, folder, site_url, status, etag, last_modified, body_hash, next_due, last_success,
           last_status, errors, error, tags, last_ms, last_bytes, moved_to, full_text, not_before,
           (SELECT COUNT(*) FROM items WHERE feed = feeds.id) AS items,
           (SELECT published FROM items WHERE feed = feeds.id ORDER BY seq DESC LIMIT 1) AS newest
    FROM feeds
"""

LONGEST_WAIT = timedelta(days=35)
"""No feed waits longer: 31 days is the most that a server or the reader may ask for, and a tenth comes to that."""

_RESTS = "not_before > :now AND not_before <= :latest"

REMOVED = "removed"
"""The status of a feed that is subscribed to no more; its row stays for the sake of its items, and to come back."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch leaves behind, good or bad. None and "" leave the column alone, but an `error` of "" is good news.

    `body_hash` is of the parsed body. `moved_to` and `moved_times` are a permanent redirect under observation. `url` is
    the subscription's new address, when one is adopted; `gone` retires the feed. `ms` and `wire_bytes` are the cost.
    """

    next_due: datetime
    status: int | None = None
    error: str = ""
    etag: str | None = None
    last_modified: str | None = None
    validators_url: str | None = None
    body_hash: str = ""
    ttl_minutes: int | None = None
    not_before: datetime | None = None
    moved_to: str = ""
    moved_times: int = 0
    url: str = ""
    gone: bool = False
    ms: int | None = None
    wire_bytes: int | None = None


@speaks_plainly
def add_feed(
    con: sqlite3.Connection,
    url: str,
    *,
    title: str = "",
    outlet: str = "",
    folder: str = "",
    tags: Sequence[str] = (),
    site_url: str = "",
    status: str = "active",
    now: datetime,
) -> int:
    """Subscribe to a feed and return its id; a URL that is known already keeps its id and becomes active again.

    Without an `outlet` the feed's first answer decides who publishes it.
    """
    with atomic(con):
        known = con.execute("SELECT id, status FROM feeds WHERE url = ?", (url,)).fetchone()
        if known:
            if status == "active" and known[1] != "active":
                con.execute("UPDATE feeds SET status = 'active', next_due = '', errors = 0 WHERE id = ?", (known[0],))
            return int(known[0])
        cursor = con.execute(
            """
            INSERT INTO feeds(url, title, outlet, folder, tags, site_url, status, added)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            (url, title, outlet, folder, json.dumps(list(tags)), site_url, status, to_text(now)),
        )
        return int(cursor.lastrowid or 0)


@speaks_plainly
def status_at(con: sqlite3.Connection, url: str) -> str:
    """Return the status of the feed of exactly this URL; "removed" too when there never was one."""
    row = con.execute("SELECT status FROM feeds WHERE url = ?", (url,)).fetchone()
    return str(row[0]) if row else REMOVED


@speaks_plainly
def log_subscribed(con: sqlite3.Connection, before: Mapping[int, str], label: str, *, now: datetime) -> None:
    """Note as one action that feeds were subscribed to, of which `before` says what status each had.

    Undoing it gives them that status back; what they have brought stays, as with every unsubscription.
    """
    with atomic(con):
        con.executemany("UPDATE feeds SET status = ? WHERE id = ?", [(status, key) for key, status in before.items()])
        perform(con, label, [("feeds", "status", list(before), "active")], now=now)


@speaks_plainly
def describe_feed(con: sqlite3.Connection, feed_id: int, *, title: str, outlet: str, site_url: str) -> None:
    """Fill in what is still empty with what the feed says of itself; names that are there stay."""
    con.execute(
        """
        UPDATE feeds SET title = CASE title WHEN '' THEN :title ELSE title END,
               outlet = CASE outlet WHEN '' THEN :outlet ELSE outlet END,
               site_url = CASE :site WHEN '' THEN site_url ELSE :site END
        WHERE id = :id AND (title = '' OR outlet = '' OR site_url <> :site)
        """,
        {"id": feed_id, "title": title, "outlet": outlet, "site": site_url},
    )


@speaks_plainly
def outlets_at(con: sqlite3.Connection, host: str) -> list[tuple[str, str]]:
    """Return (site or feed URL, outlet) of the feeds whose addresses may be of this host, oldest first."""
    rows = con.execute(
        """
        SELECT CASE site_url WHEN '' THEN url ELSE site_url END AS address, outlet FROM feeds
        WHERE instr(address, ?) AND outlet <> '' ORDER BY id
        """,
        (host,),
    )
    return [(address, outlet) for address, outlet in rows]


@speaks_plainly
def get_feed(con: sqlite3.Connection, feed_id: int) -> FeedRow | None:
    """Return a feed, None when there is none of that id."""
    row = con.execute(f"{_COLUMNS} WHERE id = ?", (feed_id,)).fetchone()
    return _feed_row(row) if row else None


@speaks_plainly
def find_feed(con: sqlite3.Connection, url: str) -> FeedRow | None:
    """Return the feed of exactly this URL, None when it is not subscribed."""
    row = con.execute(f"{_COLUMNS} WHERE url = ? AND status <> 'removed'", (url,)).fetchone()
    return _feed_row(row) if row else None


@speaks_plainly
def list_feeds(con: sqlite3.Connection, *, status: str | None = None) -> list[FeedRow]:
    """Return the feeds of one status, or all but the removed ones; by folder, title and URL."""
    condition = "status = ?" if status else "status <> 'removed'"
    rows = con.execute(
        f"{_COLUMNS} WHERE {condition} ORDER BY folder, title COLLATE NOCASE, url", (status,) if status else ()
    )
    return [_feed_row(row) for row in rows]


@speaks_plainly
def due_feeds(con: sqlite3.Connection, *, now: datetime, everything: bool = False) -> list[FeedRow]:
    """Return the active feeds that are to be asked now, longest due first.

    `everything` asks those too that are not due yet, but none whose server named a time before which it is not to be
    asked (RFC 9110, section 10.2.3). A time that lies too far ahead was written while the clock was wrong, and counts
    as none: else no feed would be asked for years.
    """
    due = f"NOT ({_RESTS})" if everything else f"NOT ({_RESTS}) AND NOT (next_due > :now AND next_due <= :latest)"
    rows = con.execute(f"{_COLUMNS} WHERE status = 'active' AND {due} ORDER BY next_due, id", _at(now))
    return [_feed_row(row) for row in rows]


@speaks_plainly
def resting_feeds(con: sqlite3.Connection, *, now: datetime) -> tuple[int, datetime | None]:
    """Return how many active feeds not even a forced refresh asks now, and until when the first of them rests."""
    row = con.execute(
        f"SELECT COUNT(*), MIN(not_before) FROM feeds WHERE status = 'active' AND {_RESTS}", _at(now)
    ).fetchone()
    return int(row[0]), to_time_or_none(row[1])


@speaks_plainly
def redirect_of(con: sqlite3.Connection, feed_id: int) -> tuple[str, int, str, int | None]:
    """Return (moved_to, moved_times, validators_url, ttl_minutes) of a feed: what the next fetch has to know."""
    row = con.execute(
        "SELECT moved_to, moved_times, validators_url, ttl_minutes FROM feeds WHERE id = ?", (feed_id,)
    ).fetchone()
    return (row[0], row[1], row[2], row[3]) if row else ("", 0, "", None)


@speaks_plainly
def record_fetch(con: sqlite3.Connection, feed_id: int, fetched: Fetched, *, now: datetime) -> None:
    """Store the outcome of a fetch: health, validators and the next time. Stored items stay as they are."""
    cells: dict[str, Any] = {
        "next_due": to_text(fetched.next_due),
        "last_status": fetched.status,
        "last_ms": fetched.ms,
        "last_bytes": fetched.wire_bytes,
        "error": fetched.error,
        "moved_to": fetched.moved_to,
        "moved_times": fetched.moved_times,
    }
    if not fetched.error:
        cells["last_success"] = to_text(now)
    optional: dict[str, Any] = {
        "etag": fetched.etag,
        "last_modified": fetched.last_modified,
        "validators_url": fetched.validators_url,
        "body_hash": fetched.body_hash or None,
        "ttl_minutes": fetched.ttl_minutes,
        "not_before": to_text(fetched.not_before) if fetched.not_before else None,
        "url": fetched.url or None,
        "status": "gone" if fetched.gone else None,
    }
    cells |= {name: value for name, value in optional.items() if value is not None}
    names = ", ".join(f"{name} = :{name}" for name in cells)
    errors = "errors + 1" if fetched.error else "0"
    con.execute(f"UPDATE feeds SET {names}, errors = {errors} WHERE id = :id", {**cells, "id": feed_id})


@speaks_plainly
def put_off_feed(con: sqlite3.Connection, feed_id: int, next_due: datetime, not_before: datetime | None) -> None:
    """Ask a feed later, and leave everything else that is known of its health as it is."""
    con.execute(
        "UPDATE feeds SET next_due = ?, not_before = coalesce(?, not_before) WHERE id = ?",
        (to_text(next_due), to_text(not_before) if not_before else None, feed_id),
    )


@speaks_plainly
def forgive_failure(con: sqlite3.Connection, feed_ids: Sequence[int], next_due: datetime) -> None:
    """Take the last failure of these feeds out of their count, and ask them again soon; what was wrong stays said."""
    with atomic(con):
        con.executemany(
            "UPDATE feeds SET errors = max(errors - 1, 0), next_due = ? WHERE id = ?",
            [(to_text(next_due), key) for key in feed_ids],
        )


@speaks_plainly
def newest_dates(con: sqlite3.Connection, feed_id: int, *, limit: int = 200) -> list[datetime]:
    """Return the times of publication of a feed's newest items, newest first: its pace."""
    rows = con.execute("SELECT seq FROM items WHERE feed = ? ORDER BY seq DESC LIMIT ?", (feed_id, limit))
    return [time_of(row[0]) for row in rows]


@speaks_plainly
def update_feed(
    con: sqlite3.Connection,
    feed_id: int,
    *,
    now: datetime,
    title: str | None = None,
    outlet: str | None = None,
    folder: str | None = None,
    tags: Sequence[str] | None = None,
    status: str | None = None,
    full_text: bool | None = None,
) -> None:
    """Change what the reader may change of a feed, status "active" or "paused" included. Can be undone."""
    feed = get_feed(con, feed_id)
    if feed is None:
        return
    values: dict[str, str | int | None] = {"title": title, "outlet": outlet, "folder": folder, "status": status}
    values["tags"] = json.dumps(list(tags)) if tags is not None else None
    values["full_text"] = int(full_text) if full_text is not None else None
    wishes = [("feeds", column, (feed_id,), value) for column, value in values.items() if value is not None]
    what = {"paused": "paused", "active": "resumed"}.get(status or "", "changed")
    perform(con, f"{what} the feed “{feed.title or mask(feed.url)}”", wishes, now=now)


@speaks_plainly
def remove_feed(con: sqlite3.Connection, feed_id: int, *, now: datetime) -> None:
    """Unsubscribe. The feed is neither asked nor listed any more; what it has brought stays. Can be undone."""
    feed = get_feed(con, feed_id)
    if feed is not None:
        label = f"unsubscribed from “{feed.title or mask(feed.url)}”"
        perform(con, label, [("feeds", "status", (feed_id,), REMOVED)], now=now)


def _at(now: datetime) -> dict[str, str]:
    return {"now": to_text(now), "latest": to_text(now + LONGEST_WAIT)}


def _feed_row(row: tuple[Any, ...]) -> FeedRow:
    key, url, title, outlet, folder, site, state, etag, modified, body, due, success, *rest = row
    status, errors, error, tags, ms, wire_bytes, moved_to, full_text, not_before, items, newest = rest
    return FeedRow(
        id=key,
        url=url,
        title=title,
        outlet=outlet,
        folder=folder,
        site_url=site,
        status=state,
        etag=etag,
        last_modified=modified,
        body_hash=body,
        next_due=to_time_or_none(due),
        last_success=to_time_or_none(success),
        last_status=status,
        errors=errors,
        error=error,
        items=items,
        newest=to_time_or_none(newest),
        tags=tuple(json.loads(tags)),
        last_ms=ms,
        last_bytes=wire_bytes,
        moved_to=moved_to,
        full_text=bool(full_text),
        not_before=to_time_or_none(not_before),
    )
