"""Old items -> their headlines: texts that nobody has saved go after a time, so that the database stays bounded.

What stays: titles, times, outlets, addresses, marks, stories and who was named when; in full, everything that is saved,
stands in a saved story, or was taken in from a file. A text that went can only be fetched again from its page, so what
was dropped is counted.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefing.store.connection import atomic, speaks_plainly
from briefing.store.index import unindex
from briefing.store.meta import load_meta, save_meta
from briefing.store.times import seq_of, to_text, to_time

LOOKED_AT = 20_000
"""Items looked at in one call: a fraction of a second, and a month of 20,000 items a day in a day of refreshes."""

DROPPED = 1_000
"""Texts dropped in one call, 0.15 s of CPU (measured): the rest goes with the next refreshes."""

AGAIN_AFTER = timedelta(days=7)
"""Time after which all old items are looked at again, for those that the reader has let go since."""

_META = "retention"


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was dropped so far: how many texts, when the last one, and the time of publication up to which all went."""

    texts: int = 0
    last: datetime | None = None
    before: datetime | None = None


@speaks_plainly
def drop_old_texts(con: sqlite3.Connection, *, now: datetime, days: int) -> int:
    """Drop texts of unsaved items that are older than `days` and as long here; return how many. With 0 days none goes.

    Bounded: a call looks at 20,000 items and drops 1,000 texts at most; the next one goes on where it stopped.
    """
    if days <= 0:
        return 0
    with atomic(con):
        meta = load_meta(con, _META) or {}
        begun = to_time(meta["begun"]) if meta.get("begun") else None
        if begun is None or now - begun > AGAIN_AFTER:
            meta |= {"begun": to_text(now), "seq": 0}
        start, before = meta.get("seq", 0), now - timedelta(days=days)
        places = [row[0] for row in con.execute(_OLD, (start, seq_of(before), LOOKED_AT))]
        found = con.execute(_UNSAVED, (start, places[-1], to_text(before), DROPPED)) if places else ()
        ids = [row[0] for row in found]
        _drop(con, ids)
        if ids:
            meta |= {"texts": meta.get("texts", 0) + len(ids), "last": to_text(now)}
        if len(ids) < DROPPED and places:
            meta |= {"seq": places[-1] + 1}
        save_meta(con, _META, {**meta, "before": to_text(before)})
    return len(ids)


@speaks_plainly
def dropped_texts(con: sqlite3.Connection) -> Dropped:
    """Return what was dropped so far."""
    meta = load_meta(con, _META) or {}
    last, before = (to_time(meta[key]) if meta.get(key) else None for key in ("last", "before"))
    return Dropped(meta.get("texts", 0), last, before)


_OLD = "SELECT seq FROM items WHERE seq >= ? AND seq < ? ORDER BY seq LIMIT ?"
_UNSAVED = """
    SELECT items.id FROM items JOIN feeds ON feeds.id = items.feed
    LEFT JOIN marks ON marks.item = items.id LEFT JOIN stories ON stories.id = items.story
    WHERE items.seq BETWEEN ? AND ? AND items.fetched < ? AND items.text <> '' AND feeds.status <> 'local'
    AND COALESCE(marks.saved, 0) = 0 AND COALESCE(stories.saved, 0) = 0
    AND COALESCE(stories.own_note, '') = '' AND COALESCE(stories.tags, '[]') = '[]'
    ORDER BY items.seq LIMIT ?
"""


def _drop(con: sqlite3.Connection, item_ids: list[int]) -> None:
    """Take the words out of the index, the rows and the readings; the titles go back into the index."""
    unindex(con, item_ids)
    ids = [(one,) for one in item_ids]
    con.executemany("DELETE FROM readings WHERE item = ?", ids)
    con.executemany("DELETE FROM pending WHERE step IN ('read', 'text') AND item = ?", ids)
    con.executemany("UPDATE items SET text = '', teaser = NULL, links = '[]', unspaced = '' WHERE id = ?", ids)
