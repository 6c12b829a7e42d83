"""Outlets as the reader sees them: preferred ones lift a story, muted ones are no voice; each change can be undone."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from briefing.errors import BriefingError
from briefing.store.actions import perform
from briefing.store.connection import atomic, speaks_plainly

Stance = Literal["preferred", "", "muted"]
_CELLS: dict[str, int] = {"preferred": 1, "": 0, "muted": -1}
_WORDS: dict[int, Stance] = {1: "preferred", 0: "", -1: "muted"}


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet with the number of its feeds; `stance` is "preferred", "muted" or ""."""

    name: str
    feeds: int
    stance: Stance


@speaks_plainly
def list_outlets(con: sqlite3.Connection) -> list[OutletRow]:
    """Return the outlets of the feeds, by name."""
    rows = con.execute(
        """
        SELECT feeds.outlet, COUNT(*), COALESCE(MAX(outlets.stance), 0)
        FROM feeds LEFT JOIN outlets ON outlets.name = feeds.outlet
        WHERE feeds.outlet <> '' AND feeds.status <> 'removed'
        GROUP BY feeds.outlet ORDER BY feeds.outlet COLLATE NOCASE, feeds.outlet
        """
    )
    return [OutletRow(name, feeds, _WORDS[stance]) for name, feeds, stance in rows]


@speaks_plainly
def count_read_outlets(con: sqlite3.Connection) -> int:
    """Return how many outlets the reader follows: those of the feeds that are fetched, or were read from files."""
    row = con.execute(
        "SELECT COUNT(DISTINCT outlet) FROM feeds WHERE outlet <> '' AND status IN ('active', 'local')"
    ).fetchone()
    return int(row[0])


@speaks_plainly
def stances_of(con: sqlite3.Connection) -> dict[str, Stance]:
    """Return the outlets that the reader prefers or mutes."""
    return {name: _WORDS[stance] for name, stance in con.execute("SELECT name, stance FROM outlets WHERE stance <> 0")}


@speaks_plainly
def set_stance(con: sqlite3.Connection, names: Sequence[str], stance: Stance, *, now: datetime) -> None:
    """Prefer or mute outlets, or neither (""). Names are found whatever their capitals.

    Raises:
        BriefingError: no feed is of such an outlet.
    """
    with atomic(con):
        known = {row.name.casefold(): row.name for row in list_outlets(con)}
        for name in names:
            if name.casefold() not in known:
                raise BriefingError(f"There is no outlet {name!r}.", "`briefing outlets` lists them.")
        found = [known[name.casefold()] for name in names]
        con.executemany("INSERT OR IGNORE INTO outlets(name) VALUES (?)", [(name,) for name in found])
        ids = [con.execute("SELECT id FROM outlets WHERE name = ?", (name,)).fetchone()[0] for name in found]
        label = {"preferred": "preferred", "muted": "muted", "": "no longer preferred or muted:"}[stance]
        perform(con, f"{label} {', '.join(found)}", [("outlets", "stance", ids, _CELLS[stance])], now=now)
