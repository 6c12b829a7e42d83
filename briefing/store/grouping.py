"""What grouping knows between two rounds <-> its tables; and where a round has put the items.

Rows go in and out as plain tuples, because the rooms that group are pure and know no database.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime

from briefing.store.connection import speaks_plainly
from briefing.store.derived import kept_words, recount_unread, refresh_tags
from briefing.store.meta import load_meta, save_meta
from briefing.store.times import to_text, to_time

TermsRow = tuple[int, dict[str, float], int, datetime, datetime]
"""A live story: (id, terms, n, first, last)."""

RecentRow = tuple[str, int, int, datetime, str, tuple[str, ...], str]
"""A key by which copies are known: (key, item, story, published, outlet, title, opening)."""

PlacementRow = tuple[int, int, float, tuple[str, ...], float | None, int | None]
"""Where an item went: (item, story, p, why, hours, copy of)."""


@speaks_plainly
def items_to_group(con: sqlite3.Connection) -> list[int]:
    """Return the ids of the items that are in no story yet, in the order of grouping: (published, guid, id)."""
    rows = con.execute(
        """
        SELECT items.id FROM pending JOIN items ON items.id = pending.item WHERE pending.step = 'group'
        ORDER BY items.published, items.guid, items.id
        """
    )
    return [row[0] for row in rows]


@speaks_plainly
def texts_to_group(
    con: sqlite3.Connection, ids: Iterable[int], *, chars: int
) -> list[tuple[int, str, str, datetime, str, str, str, str]]:
    """Return (id, title, text, published, outlet, canonical URL, language, guid) of items; `chars` of each text."""
    query = """
        SELECT id, title, substr(text, 1, ?), published, outlet, canonical_url, language, guid FROM items WHERE id = ?
    """
    rows = (con.execute(query, (chars, one)).fetchone() for one in ids)
    return [(*row[:3], to_time(row[3]), *row[4:]) for row in rows if row]


@speaks_plainly
def load_terms(con: sqlite3.Connection) -> list[TermsRow]:
    """Return the live stories, oldest first."""
    rows = con.execute("SELECT story, terms, n, first, last FROM story_terms WHERE due = 0 ORDER BY story")
    return [(key, json.loads(terms), n, to_time(first), to_time(last)) for key, terms, n, first, last in rows]


@speaks_plainly
def stories_due(con: sqlite3.Connection, *, items: int) -> dict[int, list[int]]:
    """Return the stories whose terms are to be made again -> the newest `items` of their items, oldest first."""
    due = [row[0] for row in con.execute("SELECT story FROM story_terms WHERE due = 1 ORDER BY story")]
    query = "SELECT id FROM items WHERE story = ? AND copy_of IS NULL ORDER BY seq DESC LIMIT ?"
    return {story: [row[0] for row in con.execute(query, (story, items))][::-1] for story in due}


@speaks_plainly
def new_story(con: sqlite3.Connection) -> int:
    """Make an empty story and return its id, which the next round of grouping then leaves out."""
    meta = load_meta(con, "grouping") or {}
    newest = con.execute("SELECT COALESCE(MAX(id), 0) FROM stories").fetchone()[0]
    story = max(int(meta.get("next_id", 1)), int(newest) + 1)
    save_meta(con, "grouping", {**meta, "next_id": story + 1})
    con.execute("INSERT INTO stories(id) VALUES (?)", (story,))
    return story


@speaks_plainly
def load_counts(con: sqlite3.Connection) -> dict[str, float]:
    """Return in how many items each term occurs."""
    return dict(con.execute("SELECT term, count FROM term_counts ORDER BY term"))


@speaks_plainly
def load_recent(con: sqlite3.Connection) -> list[RecentRow]:
    """Return the keys by which copies are known, each with the story in which its item is now."""
    rows = con.execute(
        """
        SELECT recent.key, recent.item, items.story, recent.published, recent.outlet, recent.title, opening
        FROM recent JOIN items ON items.id = recent.item ORDER BY recent.key
        """
    )
    return [(key, item, story, to_time(time), outlet, tuple(json.loads(title)), opening)
            for key, item, story, time, outlet, title, opening in rows]  # fmt: skip


@speaks_plainly
def load_links(con: sqlite3.Connection) -> list[tuple[str, int, int]]:
    """Return the reader's corrections: ("together" or "apart", item, item)."""
    return [(kind, a, b) for kind, a, b in con.execute("SELECT kind, a, b FROM links WHERE kind <> 'none' ORDER BY id")]


@speaks_plainly
def story_ids_of(con: sqlite3.Connection, item_ids: Iterable[int]) -> dict[int, int]:
    """Return item -> story of those of the items that are in one."""
    rows = (con.execute("SELECT id, story FROM items WHERE id = ?", (one,)).fetchone() for one in item_ids)
    return {row[0]: row[1] for row in rows if row and row[1] is not None}


@speaks_plainly
def save_placements(con: sqlite3.Connection, placements: Iterable[PlacementRow], united: Mapping[int, int]) -> None:
    """Put items in their stories, which are made where they are missing, and unite stories: the older id survives.

    The younger ones stay as signposts, so that links to them still lead somewhere; marks, tags and notes go along.
    """
    placements = sorted(placements)  # by item: rows that lie together are written together
    stories = {story for _, story, *_ in placements}
    con.executemany("INSERT OR IGNORE INTO stories(id) VALUES (?)", [(story,) for story in sorted(stories | {*united})])
    con.executemany(
        "UPDATE items SET story = ?, p = ?, why = ?, hours = ?, copy_of = ? WHERE id = ?",
        [(story, p, json.dumps(why), hours, copy, item) for item, story, p, why, hours, copy in placements],
    )
    con.executemany(
        """
        UPDATE items SET twin = 1 WHERE id = ? AND canonical_url <> '' AND EXISTS (
            SELECT 1 FROM items AS original WHERE original.id = items.copy_of
            AND original.outlet = items.outlet AND original.canonical_url = items.canonical_url
            AND (original.feed <> items.feed OR original.title = items.title))  -- a live page: many items, one link
        """,
        [(item,) for item, *_, copy in placements if copy is not None],
    )
    con.executemany("DELETE FROM pending WHERE step = 'group' AND item = ?", [(row[0],) for row in placements])
    for younger, older in united.items():
        _unite(con, younger, older)
    touched = sorted((stories - {*united}) | set(united.values()))
    con.executemany("UPDATE stories SET stale = 1 WHERE id = ?", [(story,) for story in touched])
    recount_unread(con, touched)


def _unite(con: sqlite3.Connection, younger: int, older: int) -> None:
    """Let the older story take in the younger one: its items, its signposts, and what the reader did with it."""
    con.execute("UPDATE items SET story = ? WHERE story = ?", (older, younger))
    con.execute("UPDATE stories SET united_with = ? WHERE id = ? OR united_with = ?", (older, younger, younger))
    con.execute("DELETE FROM story_terms WHERE story = ?", (younger,))
    con.execute(
        """
        UPDATE stories SET seen = MAX(stories.seen, y.seen), saved = MAX(stories.saved, y.saved),
               dismissed = MIN(stories.dismissed, y.dismissed),
               shown_anyway = MAX(stories.shown_anyway, y.shown_anyway)
        FROM stories AS y WHERE stories.id = ? AND y.id = ?
        """,
        (older, younger),
    )
    tags, note = kept_words(con, older, younger)
    con.execute("UPDATE stories SET tags = ?, own_note = ? WHERE id = ?", (tags, note, older))
    refresh_tags(con, [older])


@speaks_plainly
def save_terms(con: sqlite3.Connection, live: Iterable[TermsRow], expired: Iterable[int]) -> None:
    """Write the live stories that a round has touched, and forget the expired ones' terms."""
    con.executemany(
        "INSERT OR REPLACE INTO story_terms(story, terms, n, first, last) VALUES (?, ?, ?, ?, ?)",
        [(key, _packed(terms), n, to_text(first), to_text(last)) for key, terms, n, first, last in live],
    )
    con.executemany("DELETE FROM story_terms WHERE story = ?", [(story,) for story in expired])


@speaks_plainly
def save_counts(con: sqlite3.Connection, counts: Mapping[str, float], *, whole: bool) -> None:
    """Write the counts of terms that changed; with `whole` these are all, and others are forgotten."""
    if whole:
        con.execute("DELETE FROM term_counts")
    con.executemany("INSERT OR REPLACE INTO term_counts(term, count) VALUES (?, ?)", counts.items())


@speaks_plainly
def save_recent(con: sqlite3.Connection, remembered: Iterable[RecentRow], forgotten: Iterable[str]) -> None:
    """Write the new keys by which copies are known, and drop those that are too old."""
    con.executemany("DELETE FROM recent WHERE key = ?", [(key,) for key in forgotten])
    remembered = sorted(remembered)  # in the order of their pages
    times = {time: to_text(time) for time in {row[3] for row in remembered}}  # an item has several keys
    titles = {title: json.dumps(title) for title in {row[5] for row in remembered}}
    con.executemany(
        """
        INSERT OR REPLACE INTO recent(key, item, story, published, outlet, title, opening) VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        [
            (key, item, story, times[time], outlet, titles[title], opening)
            for key, item, story, time, outlet, title, opening in remembered
        ],
    )


_packed = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""A story's terms as they are stored."""
