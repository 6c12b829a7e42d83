"""What a feed says now + what is stored of it -> new rows, edits in place, and nothing twice.

An item is (feed, guid). Measured semantics of the peers: lemon24/reader bounds the edits that a clock in a body makes;
miniflux keeps the time of publication and the reader's marks at every edit and has tombstones; FreshRSS falls back to
addresses when a feed gives all its items new guids.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from briefing.store.actions import chunks
from briefing.store.clocks import without_clocks
from briefing.store.connection import atomic, speaks_plainly
from briefing.store.index import unindex
from briefing.store.times import SEQ_STEPS, seq_of, to_text
from feeds.model import Link

EDITS_A_DAY = 24
"""Edits of one item that are stored on one day; lemon24/reader's bound against texts that change at every fetch."""

CLOCK_EDITS_A_DAY = 1
"""Edits stored on one day of an item in which only times of day, ages or counters differ: enough for a correction."""

SAME_TITLE = 0.5
"""Share of the words of two titles that must agree for an item with a new guid and its old URL to be the old item."""


SAME_TEXT = 100
"""Characters of a text from which it is enough, with its title, to know an item that has neither guid nor URL left."""


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item ready to be stored. `hash` is of what the feed said, `published` None where it gives no date.

    `unspaced` holds the search words of scripts without spaces, "" for other texts.
    """

    guid: str
    title: str
    text: str
    hash: str
    outlet: str
    published: datetime | None = None
    url: str = ""
    canonical_url: str = ""
    author: str = ""
    language: str = ""
    links: tuple[Link, ...] = ()
    unspaced: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a feed's items: ids of the new and of the edited ones, and how many stayed as they were."""

    new: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    unchanged: int = 0


@speaks_plainly
def known_hashes(con: sqlite3.Connection, feed_id: int, guids: Sequence[str]) -> dict[str, str]:
    """Return guid -> hash of those items that are stored, or buried: these have the hash "" and are to be left out."""
    known: dict[str, str] = {}
    for chunk in chunks(guids):
        marks = ",".join("?" * len(chunk))
        arguments = (feed_id, *chunk)
        known.update(con.execute(f"SELECT guid, hash FROM items WHERE feed = ? AND guid IN ({marks})", arguments))
        known.update(con.execute(f"SELECT guid, '' FROM tombstones WHERE feed = ? AND guid IN ({marks})", arguments))
    return known


@speaks_plainly
def store_items(
    con: sqlite3.Connection,
    feed_id: int,
    items: Sequence[NewItem],
    *,
    now: datetime,
    present: Collection[str] = (),
    redate: bool = False,
) -> Stored:
    """Store what is new and what was edited, in one transaction; the full-text index and the stories follow later.

    `items` are in the feed's order, newest first; of two with one guid the first counts. `present` are all guids that
    the feed carries now, so that an item with a new guid is not taken for one that is still there. An edit keeps the
    time of publication, unless `redate` is set (local files, whose dates the reader mends). A missing date, and one in
    the future, is the time of fetching.
    """
    with atomic(con):
        return _Arrival(con, feed_id, now, set(present) | {item.guid for item in items}, redate).store(items)


class _Arrival:
    """One feed's items on their way into the database."""

    def __init__(self, con: sqlite3.Connection, feed_id: int, now: datetime, present: set[str], redate: bool) -> None:
        self.con, self.feed_id, self.now, self.present, self.redate = con, feed_id, now, present, redate
        self.is_first = not con.execute("SELECT 1 FROM items WHERE feed = ? LIMIT 1", (feed_id,)).fetchone()
        self.has_graves = con.execute("SELECT 1 FROM tombstones WHERE feed = ? LIMIT 1", (feed_id,)).fetchone()
        self.changed: list[int] = []
        self.unchanged = 0

    def store(self, items: Sequence[NewItem]) -> Stored:
        """Store the items and say what became of them."""
        distinct = list({item.guid: item for item in reversed(items)}.values())[::-1]
        if self.is_first and not self.has_graves:
            return Stored(self._insert(distinct))
        hashes = known_hashes(self.con, self.feed_id, [item.guid for item in distinct])
        urls = Counter(item.canonical_url for item in distinct if item.guid not in hashes)
        fresh = []
        for item in distinct:
            if item.guid in hashes:
                if hashes[item.guid]:
                    self._edit(item.guid, item)
            elif (old := self._under_new_guid(item, urls)) is not None:
                self.con.execute(
                    "UPDATE items SET guid = ? WHERE feed = ? AND guid = ?", (item.guid, self.feed_id, old)
                )
                self._edit(item.guid, item)
            elif self._is_buried(item, urls):
                self.unchanged += 1
            else:
                fresh.append(item)
        return Stored(self._insert(fresh), tuple(self.changed), self.unchanged)

    def _published(self, item: NewItem) -> datetime:
        return min(item.published or self.now, self.now)

    def _insert(self, items: Sequence[NewItem]) -> tuple[int, ...]:
        """Insert items; the first of the feed gets the last place among those of one second: it is the newest."""
        if not items:
            return ()
        dated = sorted(((self._published(item), item) for item in items[::-1]), key=itemgetter(0))
        places = _free_places(self.con, [moment for moment, _ in dated])
        row = self.con.execute("SELECT seq FROM sqlite_sequence WHERE name = 'items'").fetchone()
        first = (row[0] if row else 0) + 1
        fetched = to_text(self.now)
        self.con.executemany(
            """
            INSERT INTO items(id, feed, guid, seq, published, fetched, outlet, title, author, language, url,
                              canonical_url, hash, unspaced, links, text)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                (first + n, self.feed_id, item.guid, seq, to_text(moment), fetched, *_cells(item))
                for n, ((moment, item), seq) in enumerate(zip(dated, places, strict=True))
            ],
        )
        last = first + len(dated) - 1
        for step in ("index", "group", "read"):
            self.con.execute(
                "INSERT INTO pending(step, item) SELECT ?, id FROM items WHERE id BETWEEN ? AND ?", (step, first, last)
            )
        return tuple(range(first, last + 1))

    def _edit(self, guid: str, item: NewItem) -> None:
        """Write what changed of a stored item into its row, unless it is markup only or the day's edits are used up."""
        row = self.con.execute(
            """
            SELECT id, hash, edited, edits, published, story, outlet, title, author, language, url, canonical_url,
                   unspaced, links, text
            FROM items WHERE feed = ? AND guid = ?
            """,
            (self.feed_id, guid),
        ).fetchone()
        key, old_hash, edited, edits, published, story, *old = row
        today = to_text(self.now)[:10]
        edits = edits if edited == today else 0
        cells = list(_cells(item))
        del cells[6]  # the hash
        redated = to_text(self._published(item)) if self.redate and item.published else published
        if old_hash == item.hash or edits >= (CLOCK_EDITS_A_DAY if _only_clocks(old, cells) else EDITS_A_DAY):
            self.unchanged += 1
        elif cells == old and redated == published:
            self.con.execute("UPDATE items SET hash = ? WHERE id = ?", (item.hash, key))
            self.unchanged += 1
        else:
            self._rewrite(key, item, redated, redated != published)
            self.con.execute("UPDATE items SET edited = ?, edits = ? WHERE id = ?", (today, edits + 1, key))
            self.con.execute("UPDATE stories SET stale = 1, news = NULL WHERE id = ?", (story,))
            self.changed.append(key)

    def _rewrite(self, key: int, item: NewItem, published: str, moved: bool) -> None:
        """Put the new words in, out of the index first; what was read of the old ones goes, their title is kept."""
        self.con.execute(
            "INSERT INTO earlier_titles(item, title, until) SELECT id, title, ? FROM items WHERE id = ? AND title <> ?",
            (to_text(self.now), key, item.title),
        )
        unindex(self.con, [key])
        self.con.execute("DELETE FROM readings WHERE item = ?", (key,))
        self.con.execute("DELETE FROM mentions WHERE item = ?", (key,))
        self.con.execute("INSERT OR IGNORE INTO pending(step, item) VALUES ('read', ?)", (key,))
        self.con.execute(
            """
            UPDATE items SET outlet = ?, title = ?, author = ?, language = ?, url = ?, canonical_url = ?, hash = ?,
                   unspaced = ?, links = ?, text = ?, teaser = NULL WHERE id = ?
            """,
            (*_cells(item), key),
        )
        if moved:
            seq = _free_places(self.con, [datetime.fromisoformat(published)])[0]
            self.con.execute("UPDATE items SET published = ?, seq = ? WHERE id = ?", (published, seq, key))

    def _under_new_guid(self, item: NewItem, urls: Counter[str]) -> str | None:
        """Return the guid under which the item is stored, None when it is new.

        That is the one item of this feed with the same URL (without one: with the same words) which the feed does not
        carry any more under its old guid, and whose title is much the same: a page that many items link to is no name.
        """
        if self.is_first:
            return None
        if item.canonical_url:
            if urls[item.canonical_url] > 1:
                return None
            found = self.con.execute(
                "SELECT guid, title FROM items WHERE canonical_url = ? AND feed = ? LIMIT 2",
                (item.canonical_url, self.feed_id),
            ).fetchall()
        else:
            found = self.con.execute(
                """
                SELECT guid, title, text FROM items WHERE feed = ? AND canonical_url = '' AND title = ?
                AND (published = ? OR length(text) >= ?)
                """,
                (self.feed_id, item.title, to_text(self._published(item)), SAME_TEXT),
            ).fetchall()
            words = without_clocks(item.text)
            found = [row for row in found if without_clocks(row[2]) == words]
        if len(found) == 1 and found[0][0] not in self.present and _alike(found[0][1], item.title):
            return str(found[0][0])
        return None

    def _is_buried(self, item: NewItem, urls: Counter[str]) -> bool:
        """Say whether the reader deleted this item under another guid, and bury it under the new one too."""
        if not self.has_graves or not item.canonical_url or urls[item.canonical_url] > 1:
            return False
        graves = self.con.execute(
            "SELECT guid, title FROM tombstones WHERE canonical_url = ? AND feed = ?",
            (item.canonical_url, self.feed_id),
        ).fetchall()
        if not any(guid not in self.present and _alike(title, item.title) for guid, title in graves):
            return False
        grave = (self.feed_id, item.guid, item.canonical_url, item.title)
        self.con.execute("INSERT INTO tombstones(feed, guid, canonical_url, title) VALUES (?, ?, ?, ?)", grave)
        return True


def _cells(item: NewItem) -> tuple[Any, ...]:
    links = json.dumps([(a.start, a.end, a.url) for a in item.links], separators=(",", ":")) if item.links else "[]"
    return (
        item.outlet, item.title, item.author, item.language, item.url, item.canonical_url, item.hash,
        item.unspaced, links, item.text,
    )  # fmt: skip


def _only_clocks(old: Sequence[Any], new: Sequence[Any]) -> bool:
    """Say whether the cells of two versions of an item, without their hashes, are the same but for clocks in the text.

    The places of links move with the words before them, and search words follow the text: neither is compared.
    """
    return list(old[:6]) == list(new[:6]) and without_clocks(old[-1]) == without_clocks(new[-1])


def _alike(a: str, b: str) -> bool:
    """Say whether two titles share enough words to be one title and its correction."""
    one, other = set(a.casefold().split()), set(b.casefold().split())
    return a == b or len(one & other) >= SAME_TITLE * max(1, len(one | other))


def _free_places(con: sqlite3.Connection, times: Iterable[datetime]) -> list[int]:
    """Return a free `seq` for each time, in ascending order of `times`; a full second spills into the next ones."""
    wanted = [seq_of(time) for time in times]
    query = """
        SELECT value, (SELECT MAX(seq) FROM items WHERE seq >= value AND seq < value + ?) FROM json_each(?)
    """
    last = dict(con.execute(query, (SEQ_STEPS, json.dumps(wanted))))
    places: list[int] = []
    for second in wanted:
        place = second if last[second] is None else last[second] + 1
        place = max(place, places[-1] + 1) if places else place
        places.append(place if place - second < SEQ_STEPS else _next_free(con, place))
    return places


def _next_free(con: sqlite3.Connection, place: int) -> int:
    """Return the first `seq` from `place` on that no item has."""
    for (taken,) in con.execute("SELECT seq FROM items WHERE seq >= ? ORDER BY seq", (place,)):
        if taken != place:
            break
        place += 1
    return place
