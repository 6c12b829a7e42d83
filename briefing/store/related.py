"""A story -> other stories about the same people, organisations and things, by the names that both share.

What an event leads to weeks later is a story of its own; this is the way from one to the other.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from math import log, sqrt

from briefing.store.connection import speaks_plainly

NEAR = 0.4
"""Cosine of the names of two stories from which they are related (set on the sample's 30 stories: .4 keeps its chip
talks and their sequels together and lets no other pair in)."""

NAMES = 12
"""Names of a story that are looked at, those that most of its items mention; a name's weight falls with how common it
is."""

CANDIDATES = 8
"""Stories whose names are compared in full; the others share less."""

MENTIONS = 300
"""Newest items of a name that are looked at: bounds the cost of names that stand everywhere."""

DAYS = 60
"""How far apart related stories may lie, in days."""


@dataclass(frozen=True, slots=True)
class Related:
    """A related story; `before` says that it began earlier."""

    story_id: int
    headline: str
    near: float
    before: bool


@speaks_plainly
def related_stories(con: sqlite3.Connection, story_id: int, limit: int = 4) -> list[Related]:
    """Return the stories nearest to this one, the nearest first; those of the reader's that are dismissed are not."""
    total = con.execute("SELECT COUNT(*) FROM items").fetchone()[0]
    own = _names_of(con, story_id, total)
    if len(own) < 2:  # one shared name makes no sequel
        return []
    first = con.execute("SELECT first FROM stories WHERE id = ?", (story_id,)).fetchone()[0]
    found = []
    for other in _candidates(con, story_id, own):
        near = _cosine(own, _names_of(con, other, total))
        row = con.execute(
            """
            SELECT headline, first < :first FROM stories
            WHERE id = :id AND items > 0 AND dismissed = 0 AND ABS(julianday(first) - julianday(:first)) <= :days
            """,
            {"id": other, "first": first, "days": DAYS},
        ).fetchone()
        if row and near >= NEAR:
            found.append(Related(other, row[0], round(near, 3), bool(row[1])))
    return sorted(found, key=lambda one: (-one.near, one.story_id))[:limit]


def _names_of(con: sqlite3.Connection, story_id: int, total: int) -> dict[int, float]:
    """Return entity -> weight: the share of the story's items that name it, times how rare it is in all items."""
    rows = con.execute(
        """
        SELECT named.stands_for, COUNT(*), MAX(entities.items) FROM items
        JOIN mentions ON mentions.item = items.id
        JOIN entities AS named ON named.id = mentions.entity JOIN entities ON entities.id = named.stands_for
        WHERE items.story = ? AND entities.hidden = 0
        GROUP BY named.stands_for ORDER BY COUNT(*) DESC, MAX(entities.items), named.stands_for LIMIT ?
        """,
        (story_id, NAMES),
    ).fetchall()
    most = max((count for _, count, _ in rows), default=1)
    return {entity: count / most * log(1 + total / max(1, items)) for entity, count, items in rows}


def _candidates(con: sqlite3.Connection, story_id: int, own: dict[int, float]) -> list[int]:
    """Return the stories that share the most weight of names, the best first."""
    shared: dict[int, float] = {}
    for entity, weight in own.items():
        rows = con.execute(
            """
            SELECT DISTINCT items.story FROM (SELECT item FROM mentions WHERE entity = ? ORDER BY seq DESC LIMIT ?) AS m
            JOIN items ON items.id = m.item WHERE items.story IS NOT NULL AND items.story <> ?
            """,
            (entity, MENTIONS, story_id),
        )
        for (other,) in rows:
            shared[other] = shared.get(other, 0.0) + weight
    return sorted(shared, key=lambda one: (-shared[one], one))[:CANDIDATES]


def _cosine(one: dict[int, float], other: dict[int, float]) -> float:
    product = sum(weight * other.get(entity, 0.0) for entity, weight in one.items())
    norms = sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return product / norms if norms else 0.0
