"""What the reader changes -> cells of the database and a line in the undo log, which survives restarts.

An action is a label for people and a list of `Change`s; undoing writes the old values back, redoing the new ones.
What is derived from the cells (the unread count of a story, whether it names a followed entity) is made again
each time.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

from briefing.store.connection import atomic, speaks_plainly
from briefing.store.derived import (
    move_items,
    read_again,
    refresh_feed_outlets,
    refresh_followed,
    refresh_sections,
    refresh_stances,
    refresh_tags,
    refresh_unread,
)
from briefing.store.times import to_text, to_time

Value = int | float | str | None
T = TypeVar("T")

_KEYS = {
    "stories": "id",
    "marks": "item",
    "feeds": "id",
    "entities": "id",
    "splits": "id",
    "items": "id",
    "links": "id",
    "outlets": "id",
    "rules": "id",
}
_CELLS = {
    "stories": (
        "seen",
        "saved",
        "dismissed",
        "united_with",
        "lead_item",
        "tags",
        "own_note",
        "shown_anyway",
    ),
    "marks": ("read", "saved"),
    "feeds": ("status", "title", "outlet", "folder", "tags", "full_text"),
    "entities": ("followed", "muted", "own_name", "own_kind", "merged_into", "hidden"),
    "splits": ("active",),
    "items": ("story", "copy_of", "p"),
    "links": ("kind",),
    "outlets": ("stance",),
    "rules": ("status", "value", "in_text", "until"),
}
"""The columns that an action may change: the log is data, and data names no other ones."""

LOG_SIZE = 1000
"""Actions kept, the oldest go first: months of reading, and a file that stays small."""


@dataclass(frozen=True, slots=True)
class Change:
    """Cells of one column that had the same value before and have the same one after."""

    table: str
    column: str
    old: Value
    new: Value
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """A line of the undo log; `undone` ones can be redone until something else is changed."""

    id: int
    made: datetime
    label: str
    undone: bool


def perform(
    con: sqlite3.Connection, label: str, wishes: Iterable[tuple[str, str, Sequence[int], Value]], *, now: datetime
) -> int:
    """Set each `(table, column, ids, value)` and log it as one action; return how many cells changed.

    Cells that have the value already are left out; an action that changes nothing is not logged, and the actions
    that were undone before can then still be redone.
    """
    with atomic(con):
        changes = [change for wish in wishes for change in _differences(con, *wish)]
        if not changes:
            return 0
        for change in changes:
            _write(con, change, change.new)
        con.execute("DELETE FROM actions WHERE undone = 1")
        con.execute(
            "INSERT INTO actions(made, label, changes) VALUES (?, ?, ?)",
            (to_text(now), label, json.dumps([_packed(change) for change in changes], separators=(",", ":"))),
        )
        con.execute(
            "DELETE FROM actions WHERE id <= (SELECT id FROM actions ORDER BY id DESC LIMIT 1 OFFSET ?)", (LOG_SIZE,)
        )
    return sum(len(change.ids) for change in changes)


@speaks_plainly
def undo(con: sqlite3.Connection) -> str | None:
    """Take the last action back; return its label, None when there is nothing to undo."""
    return _replay(con, "SELECT id, label, changes FROM actions WHERE undone = 0 ORDER BY id DESC LIMIT 1", 1)


@speaks_plainly
def redo(con: sqlite3.Connection) -> str | None:
    """Do the action that was undone last again; return its label, None when there is none."""
    return _replay(con, "SELECT id, label, changes FROM actions WHERE undone = 1 ORDER BY id LIMIT 1", 0)


@speaks_plainly
def undo_to(con: sqlite3.Connection, action_id: int) -> int:
    """Take back every action from the last one down to this one; return how many: all of them, or none."""
    done = 0
    with atomic(con):
        query = "SELECT id FROM actions WHERE undone = 0 AND id >= ? ORDER BY id DESC"
        for _ in con.execute(query, (action_id,)).fetchall():
            undo(con)
            done += 1
    return done


@speaks_plainly
def redo_to(con: sqlite3.Connection, action_id: int) -> int:
    """Do again every undone action up to this one; return how many."""
    done = 0
    with atomic(con):
        query = "SELECT id FROM actions WHERE undone = 1 AND id <= ? ORDER BY id"
        for _ in con.execute(query, (action_id,)).fetchall():
            redo(con)
            done += 1
    return done


@speaks_plainly
def history(con: sqlite3.Connection, limit: int = 100) -> list[Action]:
    """Return the undo log, newest first."""
    rows = con.execute("SELECT id, made, label, undone FROM actions ORDER BY id DESC LIMIT ?", (limit,))
    return [Action(key, to_time(made), label, bool(undone)) for key, made, label, undone in rows]


def _replay(con: sqlite3.Connection, query: str, undone: int) -> str | None:
    with atomic(con):
        row = con.execute(query).fetchone()
        if row is None:
            return None
        changes = [_unpacked(cells) for cells in json.loads(row[2])]
        for change in reversed(changes) if undone else changes:
            _write(con, change, change.old if undone else change.new)
        con.execute("UPDATE actions SET undone = ? WHERE id = ?", (undone, row[0]))
        return str(row[1])


def _differences(
    con: sqlite3.Connection, table: str, column: str, ids: Sequence[int], value: Value
) -> Iterator[Change]:
    """Yield the change of those cells that do not hold the value yet, parted by what they hold."""
    by_old: dict[Value, list[int]] = defaultdict(list)
    key = _key_of(table, column)
    absent: Value = 0  # an item without a row in marks is neither read nor saved
    for chunk in chunks(ids):
        marks = ",".join("?" * len(chunk))
        rows = dict(con.execute(f"SELECT {key}, {column} FROM {table} WHERE {key} IN ({marks})", chunk))
        for one in chunk:
            if one in rows or table == "marks":
                by_old[rows.get(one, absent)].append(one)
    for old, changed in by_old.items():
        if old != value:
            yield Change(table, column, old, value, tuple(changed))


def _write(con: sqlite3.Connection, change: Change, value: Value) -> None:
    """Write the value into the cells, and make again what hangs on them."""
    table, column, key = change.table, change.column, _key_of(change.table, change.column)
    if table == "marks":
        con.executemany(
            f"INSERT INTO marks(item, {column}) SELECT id, ? FROM items WHERE id = ? "
            f"ON CONFLICT(item) DO UPDATE SET {column} = excluded.{column}",
            [(value, one) for one in change.ids],
        )
    elif table == "items" and column == "story":
        assert isinstance(value, int)
        move_items(con, change.ids, value)
    else:
        con.executemany(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", [(value, one) for one in change.ids])
    if table == "marks" and column == "read":
        refresh_unread(con, change.ids)
    elif table == "entities":
        refresh_followed(con, change.ids)
    elif table == "splits":
        read_again(con, change.ids)
    elif table == "feeds" and column == "outlet":
        refresh_feed_outlets(con, change.ids, str(change.new if value == change.old else change.old), str(value))
    elif table == "feeds" and column == "folder":
        refresh_sections(con, change.ids)
    elif table == "outlets":
        refresh_stances(con, change.ids)
    elif table == "stories" and column == "tags":
        refresh_tags(con, change.ids)
    elif table == "stories" and column == "shown_anyway":
        con.executemany("UPDATE stories SET stale = 1 WHERE id = ?", [(one,) for one in change.ids])
    elif table == "rules":
        con.executemany("UPDATE rules SET due = 1 WHERE id = ?", [(one,) for one in change.ids])


def _key_of(table: str, column: str) -> str:
    """Return the table's key. Names in the log that are not ours never become SQL."""
    if column not in _CELLS.get(table, ()):
        raise ValueError(f"no action changes {table}.{column}")
    return _KEYS[table]


def _packed(change: Change) -> list[object]:
    return [change.table, change.column, change.old, change.new, list(change.ids)]


def _unpacked(cells: list[object]) -> Change:
    table, column, old, new, ids = cells
    assert isinstance(ids, list)
    assert isinstance(old, int | float | str | None) and isinstance(new, int | float | str | None)
    return Change(str(table), str(column), old, new, tuple(ids))


def chunks(ids: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """Yield the ids in lists of at most `size`, each for one `IN (...)`: the statements stay few and cached."""
    rest = iter(ids)
    while chunk := list(islice(rest, size)):
        yield chunk
