"""What items say (`Reading`) <-> one compact JSON row an item, and the tables of mentions and names by entity."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from briefing.model import NAME_KINDS, DateRef, Figure, Mention, Quote, Reading, Sentence
from briefing.store.actions import chunks
from briefing.store.connection import atomic, speaks_plainly
from briefing.store.corrections import load_corrections
from briefing.store.meta import load_meta, save_meta
from briefing.store.times import to_time

Called = tuple[str, str, str, str, str]
"""What a text calls an entity: (entity, kind, "name" or "role", key, words), see `briefing.reading.callings`."""
NameRow = tuple[str, str, str, str, int, str]
"""A fact about a name: (sort, key, value, extra, items, last), see `briefing.reading.memory.Row`."""

_ENGINE = "entity_engine"
_READ_BY = "read_by"
"""Keys of the database's own values (`meta`): the engine chosen, and the version by which outdated ones were queued."""


@speaks_plainly
def use_engine(con: sqlite3.Connection, name: str) -> None:
    """Have the items read by the entity engine of that name; those that another one has read are read again."""
    if load_meta(con, _ENGINE) != name:
        save_meta(con, _ENGINE, name)


@speaks_plainly
def engine_of(con: sqlite3.Connection) -> str:
    """Return the name of the entity engine that reads this database's items, "" when none was ever chosen."""
    return str(load_meta(con, _ENGINE) or "")


@speaks_plainly
def queue_outdated(con: sqlite3.Connection, version: int) -> int:
    """Queue every item whose reading was made by another version of the reading rules; return how many wait now.

    They are looked for once a version: that goes through all readings, the widest table of all.
    """
    if load_meta(con, _READ_BY) != version:
        with atomic(con):
            con.execute(
                "INSERT OR IGNORE INTO pending(step, item) SELECT 'read', item FROM readings WHERE version <> ?",
                (version,),
            )
            save_meta(con, _READ_BY, version)
    return int(con.execute("SELECT COUNT(*) FROM pending WHERE step = 'read'").fetchone()[0])


@speaks_plainly
def items_to_read(con: sqlite3.Connection, limit: int) -> list[tuple[int, str, str, datetime, str]]:
    """Return (id, title, text, published, language) of items that wait for a reading, newest first."""
    rows = con.execute(
        """
        SELECT id, title, text, published, language FROM items
        WHERE id IN (SELECT item FROM pending WHERE step = 'read') ORDER BY seq DESC LIMIT ?
        """,
        (limit,),
    )
    return [(key, title, text, to_time(published), language) for key, title, text, published, language in rows]


@speaks_plainly
def save_readings(
    con: sqlite3.Connection,
    readings: Mapping[int, Reading],
    version: int,
    called: Mapping[int, Iterable[Called]] | None = None,
) -> None:
    """Write readings, count the mentions of each entity in them, and take the items from the queue.

    `called` says by item what its text calls the entities; it is kept, so that any name finds its entity.
    """
    ids = [(item,) for item in readings]
    con.executemany("DELETE FROM mentions WHERE item = ?", ids)
    con.executemany(
        "INSERT OR REPLACE INTO readings(item, version, data) VALUES (?, ?, ?)",
        [(item, version, packed(reading)) for item, reading in readings.items()],
    )
    kinds = {item: _kinds_of(reading.mentions) for item, reading in readings.items()}
    counts = {item: _names_in(reading.mentions, kinds[item]) for item, reading in readings.items()}
    entities = _entity_ids(con, {name for names in counts.values() for name in names})
    con.executemany(
        "INSERT INTO mentions(entity, seq, item, n, in_title) SELECT ?, seq, id, ?, ? FROM items WHERE id = ?",
        [
            (entities[name], n, in_title, item)
            for item, names in counts.items()
            for name, (n, in_title) in names.items()
        ],
    )
    con.executemany(
        """
        INSERT INTO aliases(entity, sort, key, words, first, last, version)
        SELECT ?, ?, ?, ?, published, published, ? FROM items WHERE id = ?
        ON CONFLICT(entity, sort, key) DO UPDATE SET
            first = min(first, excluded.first), last = max(last, excluded.last), version = excluded.version
        """,
        [
            (entities[name, kinds[item][name] if kind == "other" else kind], sort, key, words, version, item)
            for item, names in (called or {}).items()
            for name, kind, sort, key, words in names
        ],
    )
    con.executemany("DELETE FROM pending WHERE step = 'read' AND item = ?", ids)


@speaks_plainly
def forget_outdated_names(con: sqlite3.Connection, version: int) -> None:
    """Forget what only readings by other rules called an entity; once all items are read by these."""
    con.execute("DELETE FROM aliases WHERE version <> ?", (version,))


@speaks_plainly
def load_readings(con: sqlite3.Connection, item_ids: Sequence[int]) -> dict[int, Reading]:
    """Return item -> reading of those of the items that have one, with the reader's corrections of names in them."""
    found: dict[int, Reading] = {}
    corrections = load_corrections(con)
    for chunk in chunks(item_ids):
        rows = con.execute(f"SELECT item, data FROM readings WHERE item IN ({','.join('?' * len(chunk))})", chunk)
        found |= {item: corrections.applied(unpacked(data)) for item, data in rows}
    return found


@speaks_plainly
def load_names(con: sqlite3.Connection) -> list[NameRow]:
    """Return what items have taught about names."""
    return con.execute("SELECT sort, key, value, extra, items, last FROM names").fetchall()


@speaks_plainly
def save_names(con: sqlite3.Connection, before: Iterable[NameRow], after: Iterable[NameRow]) -> None:
    """Write what was learned about names since `before`, and forget what is not in `after` any more."""
    old, new = set(before), set(after)
    con.executemany(
        "DELETE FROM names WHERE sort = ? AND key = ? AND value = ? AND extra = ?",
        sorted({row[:4] for row in old} - {row[:4] for row in new}),
    )
    con.executemany(
        "INSERT OR REPLACE INTO names(sort, key, value, extra, items, last) VALUES (?, ?, ?, ?, ?, ?)",
        sorted(new - old),
    )


def _kinds_of(mentions: Iterable[Mention]) -> dict[str, str]:
    """Return name -> kind of an item's entities: "Chinese" is China by another word, so "other" gives way."""
    named = [mention for mention in mentions if mention.kind in NAME_KINDS]
    kinds: dict[str, str] = {}
    for mention in sorted(named, key=lambda one: one.kind == "other"):
        kinds.setdefault(mention.entity, mention.kind)
    return kinds


def _names_in(mentions: Iterable[Mention], kinds: Mapping[str, str]) -> dict[tuple[str, str], tuple[int, int]]:
    """Return (name, kind) -> (mentions, mentions in the title) of the entities; amounts and dates are none."""
    named = [
        (one.entity, kinds[one.entity] if one.kind == "other" else one.kind, one.field)
        for one in mentions
        if one.kind in NAME_KINDS
    ]
    titles = Counter((name, kind) for name, kind, field in named if field == "title")
    return {one: (n, titles[one]) for one, n in Counter((name, kind) for name, kind, _ in named).items()}


def _entity_ids(con: sqlite3.Connection, names: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Return the id of each (name, kind), new ones made in alphabetical order.

    "other" is no kind of its own where the name has one already, and gives way to the first one that the name gets. A
    name that the reader has corrected gets no further kind: whatever is read later counts for what was corrected.
    """
    ids: dict[tuple[str, str], int] = {}
    for name, kind in sorted(names, key=lambda pair: (pair[0], pair[1] == "other", pair[1])):
        rows = con.execute(
            "SELECT kind, id, corrected FROM entities WHERE name = ? ORDER BY items, id DESC", (name,)
        ).fetchall()
        found = {row[0]: row[1] for row in rows}
        corrected = [row[1] for row in rows if row[2]]
        if kind in found:
            ids[name, kind] = found[kind]
        elif corrected:
            ids[name, kind] = corrected[-1]
        elif kind == "other" and found:
            ids[name, kind] = rows[-1][1]
        elif "other" in found:
            con.execute("UPDATE entities SET kind = ? WHERE id = ?", (kind, found["other"]))
            ids[name, kind] = found["other"]
        else:
            cursor = con.execute("INSERT INTO entities(name, kind) VALUES (?, ?)", (name, kind))
            ids[name, kind] = cursor.lastrowid or 0
    return ids


def packed(reading: Reading) -> str:
    """Return a reading as JSON: lists without keys, in the order of the dataclasses' fields."""
    return json.dumps(
        [
            [[s.start, s.end, s.paragraph] for s in reading.sentences],
            [[m.field, m.start, m.end, m.kind, m.entity, m.role] for m in reading.mentions],
            [[q.start, q.end, q.speaker, q.speaker_start, q.speaker_end, q.rule] for q in reading.quotes],
            [[f.start, f.end, f.label_start, f.label_end, f.kind, f.amount, f.unit] for f in reading.figures],
            [[d.start, d.end, str(d.first), str(d.last), d.granularity] for d in reading.dates],
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def unpacked(data: str) -> Reading:
    """Return the reading that `packed` wrote."""
    sentences, mentions, quotes, figures, dates = json.loads(data)
    return Reading(
        sentences=tuple(Sentence(*one) for one in sentences),
        mentions=tuple(Mention(*one) for one in mentions),
        quotes=tuple(Quote(*one) for one in quotes),
        figures=tuple(Figure(*one) for one in figures),
        dates=tuple(
            DateRef(start, end, date.fromisoformat(first), date.fromisoformat(last), granularity)
            for start, end, first, last, granularity in dates
        ),
    )
