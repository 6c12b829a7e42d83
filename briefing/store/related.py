"""A story -> other stories of one running affair, by the names that both share and the words of their headlines.

What an event leads to weeks later is a story of its own; this is the way from one to the other. Names alone relate all
that happens in Kenya, words alone all talks and strikes: only both together tell of an affair.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from heapq import nsmallest
from math import log, sqrt
from typing import Any

from briefing.store.connection import speaks_plainly
from briefing.words import content_stems, detect_language, stem, words

NEAR = 0.5
"""Sum of the cosines of names and of headline words from which two stories are related. Read on the 60 largest stories
of 1,504 items of 40 real feeds: 15 pairs, one of them strangers (by names alone 24 pairs, 11 of them strangers); on the
sample with its later feeds 13 pairs, none of strangers, and the talks in Stockholm beside the truce they led to."""

NAMES_ALONE = 0.5
"""Cosine of the names that is enough without a common headline word, if one of the common names is an `ACTOR`."""

WORDS_MATTER = 0.05
"""Cosine of the headline words below which they have nothing in common."""

ACTORS = ("person", "organisation", "product")
"""Kinds of names that make an affair: a place and a feast are shared by strangers."""

PLACE = 0.4
"""Weight of a place against other names."""

NAMES = 12
"""Names of a story that are looked at, those that most of its items mention; a name's weight falls with how common it
is."""

TITLES = 12
"""Headlines of a story that are looked at, its newest."""

CANDIDATES = 8
"""Stories whose names are compared in full; the others share less."""

MENTIONS = 300
"""Newest items of a name that are looked at: bounds the cost of names that stand everywhere."""

DAYS = 60
"""How far apart related stories may lie, in days."""


@dataclass(frozen=True, slots=True)
class Related:
    """A related story; `near` is how near (0 to 2), `before` says that it began earlier."""

    story_id: int
    headline: str
    near: float
    before: bool


@dataclass(frozen=True, slots=True)
class _Profile:
    """What a story is about: entity -> weight, the entities that act, headline stem -> weight."""

    names: dict[int, float]
    actors: frozenset[int]
    words: dict[str, float]


@speaks_plainly
def related_stories(con: sqlite3.Connection, story_id: int, limit: int = 4) -> list[Related]:
    """Return the stories nearest to this one, the nearest first; those of the reader's that are dismissed are not."""
    total = con.execute("SELECT COUNT(*) FROM items").fetchone()[0]
    own = _profile(con, story_id, total)
    if len(own.names) < 2:  # one shared name makes no sequel
        return []
    first = con.execute("SELECT first FROM stories WHERE id = ?", (story_id,)).fetchone()[0]
    found = []
    for other in _candidates(con, story_id, own.names):
        row = con.execute(
            """
            SELECT headline, first < :first FROM stories
            WHERE id = :id AND items > 0 AND dismissed = 0 AND ABS(julianday(first) - julianday(:first)) <= :days
            """,
            {"id": other, "first": first, "days": DAYS},
        ).fetchone()
        if row and (near := _near(own, _profile(con, other, total))):
            found.append(Related(other, row[0], round(near, 3), bool(row[1])))
    return sorted(found, key=lambda one: (-one.near, one.story_id))[:limit]


def _near(one: _Profile, other: _Profile) -> float:
    """Return how near two stories are, 0 when they are not related."""
    by_names, by_words = _cosine(one.names, other.names), _cosine(one.words, other.words)
    if by_words < WORDS_MATTER and not (by_names >= NAMES_ALONE and one.actors & other.actors):
        return 0.0
    near = by_names + by_words
    return near if near >= NEAR else 0.0


def _profile(con: sqlite3.Connection, story_id: int, total: int) -> _Profile:
    rows = con.execute(
        """
        SELECT named.stands_for, COUNT(*), MAX(entities.items), entities.shown_kind, entities.shown_name FROM items
        JOIN mentions ON mentions.item = items.id
        JOIN entities AS named ON named.id = mentions.entity JOIN entities ON entities.id = named.stands_for
        WHERE items.story = ? AND entities.hidden = 0
        GROUP BY named.stands_for ORDER BY COUNT(*) DESC, MAX(entities.items), named.stands_for LIMIT ?
        """,
        (story_id, NAMES),
    ).fetchall()
    most = max((count for _, count, *_ in rows), default=1)
    names = {
        entity: count / most * log(1 + total / max(1, items)) * (PLACE if kind == "place" else 1.0)
        for entity, count, items, kind, _ in rows
    }
    actors = frozenset(entity for entity, _, _, kind, _ in rows if kind in ACTORS)
    return _Profile(names, actors, _words(con, story_id, total, [name for *_, name in rows]))


def _words(con: sqlite3.Connection, story_id: int, total: int, names: list[str]) -> dict[str, float]:
    """Return stem -> weight: the share of the story's headlines that have it, times how rare it is; without names."""
    rows = con.execute(
        "SELECT title, language FROM items WHERE story = ? ORDER BY copy_of IS NOT NULL, seq DESC LIMIT ?",
        (story_id, TITLES),
    ).fetchall()
    counts, named = Counter[str](), dict[str, set[str]]()
    for title, declared in rows:
        language = detect_language((word.form for word in words(title)), declared)
        if language not in named:
            named[language] = {stem(word.form, language) for name in names for word in words(name)}
        stems = set(content_stems(title, language)) - named[language]
        counts.update(one for one in stems if not one.endswith("."))
    marks = ",".join("?" * len(counts))
    known = dict(con.execute(f"SELECT term, count FROM term_counts WHERE term IN ({marks})", list(counts)))
    return {one: n / len(rows) * log(1 + total / (1 + known.get(one, 0))) for one, n in counts.items()}


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
    return nsmallest(CANDIDATES, shared, key=lambda one: (-shared[one], one))


def _cosine(one: Mapping[Any, float], other: Mapping[Any, float]) -> float:
    product = sum(weight * other.get(key, 0.0) for key, weight in one.items())
    norms = sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return product / norms if norms else 0.0
