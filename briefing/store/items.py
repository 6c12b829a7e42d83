"""Stored items: one by one, of a story, newest first."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from briefing.model import StoredItem
from briefing.store.actions import chunks
from briefing.store.connection import atomic, speaks_plainly
from briefing.store.derived import SHOWN
from briefing.store.index import unindex
from briefing.store.times import to_time
from feeds.model import Link

_COLUMNS = """
    SELECT items.id, feed, guid, outlet, title, text, url, published, fetched, author, language, story, copy_of, links,
           COALESCE(marks.read, 0), COALESCE(marks.saved, 0), teaser IS NOT NULL
    FROM items LEFT JOIN marks ON marks.item = items.id
"""


@dataclass(frozen=True, slots=True)
class Placed:
    """Why an item is in its story: probability, shared words, hours to the nearest other item (None: the first one)."""

    story_id: int
    p: float
    why: tuple[str, ...]
    hours: float | None
    copy_of: int | None


@speaks_plainly
def get_item(con: sqlite3.Connection, item_id: int) -> StoredItem | None:
    """Return an item, None when there is none of that id."""
    row = con.execute(f"{_COLUMNS} WHERE items.id = ?", (item_id,)).fetchone()
    return _stored_item(row) if row else None


@speaks_plainly
def get_items(con: sqlite3.Connection, ids: Sequence[int]) -> list[StoredItem]:
    """Return the items of these ids, in that order; ids that are not there are left out."""
    found: dict[int, StoredItem] = {}
    for chunk in chunks(ids):
        rows = con.execute(f"{_COLUMNS} WHERE items.id IN ({','.join('?' * len(chunk))})", chunk)
        found |= {row[0]: _stored_item(row) for row in rows}
    return [found[one] for one in ids if one in found]


@speaks_plainly
def items_of_story(con: sqlite3.Connection, story_id: int, *, limit: int | None = None) -> list[StoredItem]:
    """Return a story's items, newest first; an item that two feeds of one outlet carry comes once."""
    rows = con.execute(
        f"{_COLUMNS} WHERE story = ? AND {SHOWN} ORDER BY seq DESC LIMIT ?",
        (story_id, -1 if limit is None else limit),
    )
    return [_stored_item(row) for row in rows]


@speaks_plainly
def placement_of(con: sqlite3.Connection, item_id: int) -> Placed | None:
    """Return why an item is in its story, None while it is in none."""
    row = con.execute(
        "SELECT story, p, why, hours, copy_of FROM items WHERE id = ? AND story IS NOT NULL", (item_id,)
    ).fetchone()
    return Placed(row[0], row[1], tuple(json.loads(row[2])), row[3], row[4]) if row else None


@speaks_plainly
def earlier_titles(con: sqlite3.Connection, item_id: int) -> list[tuple[str, datetime]]:
    """Return what an item was called before, oldest first, each with the time at which we saw its next title."""
    rows = con.execute("SELECT title, until FROM earlier_titles WHERE item = ? ORDER BY id", (item_id,))
    return [(title, to_time(until)) for title, until in rows]


@speaks_plainly
def count_items(con: sqlite3.Connection) -> int:
    """Return the number of stored items."""
    return int(con.execute("SELECT COUNT(*) FROM items").fetchone()[0])


@speaks_plainly
def delete_items(con: sqlite3.Connection, ids: Sequence[int]) -> None:
    """Delete items for good: a tombstone keeps each from coming back while its feed carries it, under any guid."""
    with atomic(con):
        unindex(con, ids)
        for one in ids:
            con.execute(
                """
                INSERT OR IGNORE INTO tombstones(feed, guid, canonical_url, title)
                SELECT feed, guid, canonical_url, title FROM items WHERE id = ?
                """,
                (one,),
            )
            con.execute("UPDATE stories SET stale = 1 WHERE id = (SELECT story FROM items WHERE id = ?)", (one,))
            con.execute("DELETE FROM items WHERE id = ?", (one,))


def _stored_item(row: tuple[Any, ...]) -> StoredItem:
    key, feed, guid, outlet, title, text, url, published, fetched, author, language, *rest = row
    story, copy, links, read, saved, extracted = rest
    return StoredItem(
        id=key,
        feed_id=feed,
        guid=guid,
        outlet=outlet,
        title=title,
        text=text,
        url=url,
        published=to_time(published),
        fetched=to_time(fetched),
        author=author,
        language=language,
        story_id=story,
        copy_of=copy,
        links=tuple(Link(*link) for link in json.loads(links)),
        read=bool(read),
        saved=bool(saved),
        extracted=bool(extracted),
    )
