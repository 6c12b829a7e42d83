"""The full text of an item's page <-> its row: put in the place of what the feed says, which is kept beside it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.store.connection import atomic, speaks_plainly
from briefing.store.index import unindex
from feeds.model import PlainText


@dataclass(frozen=True, slots=True)
class Teaser:
    """An item as far as fetching its text goes: `text` is what its feed says, `extracted` that a page's is stored."""

    item_id: int
    title: str
    outlet: str
    url: str
    text: str
    extracted: bool


@speaks_plainly
def teasers(con: sqlite3.Connection, item_ids: Sequence[int]) -> list[Teaser]:
    """Return what is known of these items, in that order; ids that are not there are left out."""
    found = []
    for one in item_ids:
        row = con.execute(
            "SELECT id, title, outlet, url, COALESCE(teaser, text), teaser IS NOT NULL FROM items WHERE id = ?", (one,)
        ).fetchone()
        if row:
            key, title, outlet, url, text, extracted = row
            found.append(Teaser(key, title, outlet, url, text, bool(extracted)))
    return found


@speaks_plainly
def queue_texts(con: sqlite3.Connection, item_ids: Sequence[int]) -> None:
    """Note that the pages of these items are to be asked for their texts, each once."""
    con.executemany("INSERT OR IGNORE INTO pending(step, item) VALUES ('text', ?)", [(one,) for one in item_ids])


@speaks_plainly
def queued_texts(con: sqlite3.Connection, limit: int) -> list[int]:
    """Return the newest items whose pages are to be asked, of feeds for which the reader still wants that."""
    rows = con.execute(
        """
        SELECT items.id FROM pending JOIN items ON items.id = pending.item JOIN feeds ON feeds.id = items.feed
        WHERE pending.step = 'text' AND feeds.full_text = 1 AND feeds.status = 'active'
        ORDER BY items.seq DESC LIMIT ?
        """,
        (limit,),
    )
    return [row[0] for row in rows]


@speaks_plainly
def unqueue_texts(con: sqlite3.Connection, item_ids: Sequence[int]) -> None:
    """Note that these pages were asked."""
    con.executemany("DELETE FROM pending WHERE step = 'text' AND item = ?", [(one,) for one in item_ids])


@speaks_plainly
def store_text(con: sqlite3.Connection, item_id: int, text: PlainText, *, unspaced: str) -> None:
    """Put a page's text into an item's row; it is indexed and read again, and its story is due.

    The hash stays that of what the feed says, so that the text stays too until the feed says something else.
    """
    with atomic(con):
        unindex(con, [item_id])
        con.execute("DELETE FROM readings WHERE item = ?", (item_id,))
        con.execute("DELETE FROM mentions WHERE item = ?", (item_id,))
        con.execute("INSERT OR IGNORE INTO pending(step, item) VALUES ('read', ?)", (item_id,))
        links = json.dumps([(link.start, link.end, link.url) for link in text.links], separators=(",", ":"))
        con.execute(
            "UPDATE items SET teaser = COALESCE(teaser, text), text = ?, links = ?, unspaced = ? WHERE id = ?",
            (text.text, links, unspaced, item_id),
        )
        con.execute(
            "UPDATE stories SET stale = 1, news = NULL WHERE id = (SELECT story FROM items WHERE id = ?)", (item_id,)
        )
