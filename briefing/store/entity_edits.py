"""The reader's corrections of entities: merge, part, split off a name, rename, retype, hide; each can be undone.

They are cells of the entities' rows, apart from what was read, so that no later reading can take them back. What hangs
on them (the names in story rows, scores) is marked as due; `ingest.settle` brings it up to date.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from briefing.errors import StoreError
from briefing.model import NAME_KINDS, Kind
from briefing.store.actions import Value, perform
from briefing.store.connection import atomic, speaks_plainly
from briefing.store.derived import members_of
from briefing.store.entities import names_told

Wish = tuple[str, str, Sequence[int], Value]

MAX_NAME = 80
"""Longest name that a reader may give, in characters."""


@speaks_plainly
def merge_entities(con: sqlite3.Connection, entity_id: int, into_id: int, *, now: datetime) -> None:
    """Make an entity another name of `into_id`, with what was merged into it before. A follow or mute goes along.

    Raises:
        StoreError: both are the same already, or one of them does not exist.
    """
    one, other = _root(con, entity_id), _root(con, into_id)
    if one == other:
        raise StoreError(f"{_told(con, one)} is the same entity already.", "Name another one.")
    wishes: list[Wish] = [("entities", "merged_into", members_of(con, one), other)]
    for mark in ("followed", "muted"):
        if con.execute(f"SELECT {mark} FROM entities WHERE id = ?", (one,)).fetchone()[0]:
            wishes.append(("entities", mark, [other], 1))
    perform(con, f"merged {_told(con, one)} into {_told(con, other)}", wishes, now=now)


@speaks_plainly
def part_entities(con: sqlite3.Connection, member_id: int, *, now: datetime) -> None:
    """Make an entity that was merged into another one an entity of its own again."""
    perform(con, f"parted {_told(con, member_id)}", [("entities", "merged_into", [member_id], 0)], now=now)


@speaks_plainly
def split_name(con: sqlite3.Connection, entity_id: int, key: str, words: str, *, now: datetime) -> None:
    """Make a name that items gave an entity (`key`, see `Calling`) an entity of its own, called `words`.

    `entity_id` is the entity as it was read. Its items are queued to be read again, with this in mind.

    Raises:
        StoreError: the name is the entity's own one.
    """
    name = con.execute("SELECT name FROM entities WHERE id = ?", (entity_id,)).fetchone()
    if name is None or name[0] == words:
        raise StoreError(f"“{words}” is the entity's own name.", "Another of its names can be split off.")
    with atomic(con):
        con.execute(
            "INSERT OR IGNORE INTO splits(entity, key, words) VALUES (?, ?, ?)", (entity_id, key, words[:MAX_NAME])
        )
        (split,) = con.execute("SELECT id FROM splits WHERE entity = ? AND key = ?", (entity_id, key)).fetchone()
        perform(con, f"split “{words}” off “{name[0]}”", [("splits", "active", [split], 1)], now=now)


@speaks_plainly
def rename_entity(con: sqlite3.Connection, entity_id: int, name: str, *, now: datetime) -> None:
    """Show an entity under another name; "" gives it the name that was read.

    Raises:
        StoreError: the name is too long, or another entity of the same kind has it.
    """
    entity, name = _root(con, entity_id), " ".join(name.split())
    if len(name) > MAX_NAME or not name.isprintable():
        raise StoreError("This cannot be a name.", f"A name has at most {MAX_NAME} characters, on one line.")
    taken = con.execute(
        """
        SELECT 1 FROM entities JOIN entities AS own ON own.id = ? AND own.shown_kind = entities.shown_kind
        WHERE (entities.name = ? OR entities.corrected = 1 AND entities.own_name = ?) AND entities.shown_name = ?
        AND entities.id <> own.id AND entities.stands_for <> own.id
        """,
        (entity, name, name, name),
    ).fetchone()
    if taken:
        raise StoreError(f"Another entity is called “{name}”.", "If both are the same, merge them.")
    read = con.execute("SELECT name FROM entities WHERE id = ?", (entity,)).fetchone()[0]
    label = f"renamed {_told(con, entity)} “{name or read}”"
    perform(con, label, [("entities", "own_name", [entity], "" if name == read else name)], now=now)


@speaks_plainly
def retype_entity(con: sqlite3.Connection, entity_id: int, kind: Kind, *, now: datetime) -> None:
    """Say what kind of thing an entity is.

    Raises:
        StoreError: it is no kind of entity.
    """
    if kind not in NAME_KINDS:
        raise StoreError(f"{kind!r} is no kind of entity.", f"Kinds are {', '.join(NAME_KINDS)}.")
    entity = _root(con, entity_id)
    read = con.execute("SELECT kind FROM entities WHERE id = ?", (entity,)).fetchone()[0]
    own = "" if kind == read else kind
    perform(con, f"changed {_told(con, entity)} to {kind}", [("entities", "own_kind", [entity], own)], now=now)


@speaks_plainly
def hide_entities(con: sqlite3.Connection, entity_ids: Sequence[int], hidden: bool, *, now: datetime) -> None:
    """Take entities out of highlights and lists, because they are none; or bring them back."""
    entities = [_root(con, one) for one in entity_ids]
    label = f"{'hid' if hidden else 'brought back'} {names_told(con, entities)}"
    perform(con, label, [("entities", "hidden", entities, int(hidden))], now=now)


def _root(con: sqlite3.Connection, entity_id: int) -> int:
    row = con.execute("SELECT stands_for FROM entities WHERE id = ?", (entity_id,)).fetchone()
    if row is None:
        raise StoreError("This entity is no longer stored.", "Search for its name.")
    return int(row[0])


def _told(con: sqlite3.Connection, entity_id: int) -> str:
    return names_told(con, [entity_id])
