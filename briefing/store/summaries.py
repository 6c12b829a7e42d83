"""The items of a story -> the columns by which lists show it: headline, times, counts, sparkline, entities."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from briefing.store.connection import speaks_plainly
from briefing.store.derived import SHOWN
from briefing.store.times import to_text, to_time

HEADLINE_ITEMS = 60
"""Items that may name a story and against whose texts names are checked: its newest; bounds the cost of a giant."""

HEADLINE_CHARS = 4000
"""Characters of each text that a title's names are looked up in; news names its people early."""

NAMES_SHOWN = 6
"""Entities kept in a story's row, for the list."""


@dataclass(frozen=True, slots=True)
class Told:
    """An item as far as its story's row needs it; `copy` says that it repeats another's words.

    `stance` is what the reader thinks of its outlet: 1 preferred, -1 muted.
    """

    id: int
    published: datetime
    outlet: str
    copy: bool
    stance: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What is written into a story's row. `spark` is coverage by hour, oldest first, up to the last item's hour."""

    headline: str
    lead_item: int
    note: str
    first: datetime
    last: datetime
    items: int
    outlets: int
    score: float
    parts: tuple[tuple[str, float], ...]
    spark: tuple[int, ...]


@speaks_plainly
def stale_stories(con: sqlite3.Connection, limit: int) -> list[int]:
    """Return stories whose items changed since their row was written, newest ids first."""
    rows = con.execute("SELECT id FROM stories WHERE stale = 1 ORDER BY id DESC LIMIT ?", (limit,))
    return [row[0] for row in rows]


@speaks_plainly
def items_told(con: sqlite3.Connection, story_id: int) -> list[Told]:
    """Return a story's items, oldest first; the same item in two feeds of one outlet counts once."""
    rows = con.execute(
        f"""
        SELECT items.id, published, outlet, copy_of IS NOT NULL, COALESCE(stance, 0)
        FROM items LEFT JOIN outlets ON outlets.name = items.outlet WHERE story = ? AND {SHOWN} ORDER BY seq
        """,
        (story_id,),
    )
    return [Told(key, to_time(time), outlet, bool(copy), stance) for key, time, outlet, copy, stance in rows]


@speaks_plainly
def titles_told(
    con: sqlite3.Connection, story_id: int
) -> tuple[list[tuple[int, str, str, datetime, str, bool]], int | None]:
    """Return (id, title, text, published, outlet, copy) of what may name a story, and the item that names it now."""
    lead = con.execute("SELECT lead_item FROM stories WHERE id = ?", (story_id,)).fetchone()
    rows = con.execute(
        f"""
        SELECT id, title, substr(text, 1, ?), published, outlet, copy_of IS NOT NULL FROM items
        WHERE story = ? AND {SHOWN} ORDER BY id = ? DESC, copy_of IS NOT NULL, seq DESC LIMIT ?
        """,
        (HEADLINE_CHARS, story_id, lead[0] if lead else None, HEADLINE_ITEMS),
    )
    titles = [(key, title, text, to_time(time), outlet, bool(copy)) for key, title, text, time, outlet, copy in rows]
    current = lead[0] if lead and any(title[0] == lead[0] for title in titles) else None
    return titles, current


@speaks_plainly
def interest_in(con: sqlite3.Connection, story_id: int) -> tuple[int, bool]:
    """Return how many followed entities a story names, and whether it names a muted one."""
    row = con.execute(
        """
        SELECT COUNT(DISTINCT CASE WHEN entities.followed THEN entities.id END), MAX(entities.muted)
        FROM items JOIN mentions ON mentions.item = items.id
        JOIN entities AS named ON named.id = mentions.entity JOIN entities ON entities.id = named.stands_for
        WHERE items.story = ?
        """,
        (story_id,),
    ).fetchone()
    return int(row[0]), bool(row[1])


@speaks_plainly
def save_summary(con: sqlite3.Connection, story_id: int, summary: Summary | None) -> None:
    """Write a story's row and its names; None for a story that has no items left."""
    if summary is None:
        con.execute("UPDATE stories SET items = 0, unread = 0, stale = 0 WHERE id = ?", (story_id,))
        return
    con.execute(
        """
        UPDATE stories SET stale = 0, headline = ?, lead_item = ?, note = ?, first = ?, last = ?, items = ?,
               outlets = ?, score = ?, parts = ?, spark = ? WHERE id = ?
        """,
        (
            summary.headline,
            summary.lead_item,
            summary.note,
            to_text(summary.first),
            to_text(summary.last),
            summary.items,
            summary.outlets,
            summary.score,
            json.dumps(summary.parts),
            json.dumps(summary.spark),
            story_id,
        ),
    )
    con.execute(
        """
        UPDATE stories SET section = COALESCE((
            SELECT folder FROM items JOIN feeds ON feeds.id = items.feed WHERE items.story = stories.id AND folder <> ''
            GROUP BY folder ORDER BY COUNT(*) DESC, folder LIMIT 1), '')
        WHERE id = ?
        """,
        (story_id,),
    )
    refresh_names(con, [story_id])


@speaks_plainly
def refresh_names(con: sqlite3.Connection, story_ids: Iterable[int]) -> None:
    """Write the names that most of a story's items mention into its row, and whether a followed one is among them."""
    for story in story_ids:
        rows = con.execute(
            """
            SELECT entities.shown_name, MAX(entities.followed) FROM items
            JOIN mentions ON mentions.item = items.id
            JOIN entities AS named ON named.id = mentions.entity JOIN entities ON entities.id = named.stands_for
            WHERE items.story = ? AND entities.hidden = 0 GROUP BY entities.shown_name
            ORDER BY COUNT(*) DESC, SUM(in_title) DESC, SUM(mentions.n) DESC, entities.shown_name
            """,
            (story,),
        ).fetchall()
        names = json.dumps([name for name, _ in rows[:NAMES_SHOWN]], ensure_ascii=False)
        con.execute(
            "UPDATE stories SET entities = ?, followed = ? WHERE id = ?",
            (names, int(any(followed for _, followed in rows)), story),
        )


@speaks_plainly
def score_parts(con: sqlite3.Connection, story_id: int) -> tuple[tuple[str, float], ...]:
    """Return the terms of a story's score, (name, points), for people who ask why it stands where it stands."""
    row = con.execute("SELECT parts FROM stories WHERE id = ?", (story_id,)).fetchone()
    return tuple((name, points) for name, points in json.loads(row[0])) if row else ()


def coverage(times: Sequence[datetime], last: datetime, *, hours: int = 24) -> tuple[int, ...]:
    """Return how many of `times` lie in each hour up to `last`, oldest first, from the first hour that has one."""
    counts = [0] * hours
    for time in times:
        age = int((last - time).total_seconds() // 3600)
        if 0 <= age < hours:
            counts[hours - 1 - age] += 1
    start = next((n for n, count in enumerate(counts) if count), 0)
    return tuple(counts[start:])
