"""Entities that items name by one word only -> what is needed to find their full names; readings that say so then.

Whatever the reader has said of such an entity (merged, renamed, hidden, followed, muted, split off, a hiding rule) is
kept by leaving it alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from briefing.model import Reading
from briefing.store.actions import chunks
from briefing.store.connection import speaks_plainly
from briefing.store.readings import unpacked
from briefing.store.times import to_time


@dataclass(frozen=True, slots=True)
class Told:
    """An item that names somebody; `story` is None before it is grouped."""

    item: int
    published: datetime
    story: int | None


@speaks_plainly
def bare_people(con: sqlite3.Connection) -> list[tuple[int, str]]:
    """Return (id, name) of the people with one word for a name of whom the reader has said nothing, by id."""
    return con.execute(
        """
        SELECT id, name FROM entities
        WHERE kind = 'person' AND items > 0 AND instr(name, ' ') = 0
        AND corrected = 0 AND followed = 0 AND muted = 0
        AND id NOT IN (SELECT merged_into FROM entities WHERE merged_into <> 0)
        AND id NOT IN (SELECT CAST(value AS INTEGER) FROM rules WHERE kind = 'name')
        AND name NOT IN (SELECT words FROM splits WHERE active = 1)
        ORDER BY id
        """
    ).fetchall()


@speaks_plainly
def items_naming(con: sqlite3.Connection, entity: int, limit: int) -> list[Told]:
    """Return the newest items that name an entity."""
    rows = con.execute(
        """
        SELECT items.id, published, story FROM mentions JOIN items ON items.id = mentions.item
        WHERE mentions.entity = ? ORDER BY mentions.seq DESC LIMIT ?
        """,
        (entity, limit),
    )
    return [Told(item, to_time(published), story) for item, published, story in rows]


@speaks_plainly
def named_in_story(con: sqlite3.Connection, story: int, names: Sequence[str]) -> list[str]:
    """Return those of the people's full names that a story's items have, in alphabetical order."""
    rows = con.execute(
        f"""
        SELECT DISTINCT entities.name FROM items CROSS JOIN mentions ON mentions.item = items.id
        CROSS JOIN entities ON entities.id = mentions.entity
        WHERE items.story = ? AND entities.kind = 'person' AND entities.name IN ({",".join("?" * len(names))})
        ORDER BY entities.name
        """,
        (story, *names),
    )
    return [name for (name,) in rows]


@speaks_plainly
def read_texts(con: sqlite3.Connection, item_ids: Sequence[int]) -> dict[int, tuple[str, str, int, Reading]]:
    """Return item -> (title, text, version, reading) as it was read, without the reader's corrections."""
    found: dict[int, tuple[str, str, int, Reading]] = {}
    for chunk in chunks(item_ids):
        rows = con.execute(
            f"""
            SELECT id, title, text, version, data FROM items JOIN readings ON readings.item = items.id
            WHERE id IN ({",".join("?" * len(chunk))})
            """,
            chunk,
        )
        found |= {item: (title, text, version, unpacked(data)) for item, title, text, version, data in rows}
    return found


@speaks_plainly
def forget_nameless(con: sqlite3.Connection, entity_ids: Sequence[int]) -> None:
    """Forget what items called these entities, as far as none names them any more."""
    con.executemany(
        "DELETE FROM aliases WHERE entity = ? AND (SELECT items FROM entities WHERE id = entity) = 0",
        [(entity,) for entity in entity_ids],
    )
