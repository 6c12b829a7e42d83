"""What the reader has said of names in one database -> the same in another one that holds the same news, made anew."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from briefing.store.connection import atomic, speaks_plainly
from briefing.store.derived import read_again, refresh_followed

_SAME = "now.name = was.name AND now.kind = was.kind"


@speaks_plainly
def carry_names(con: sqlite3.Connection, old: Path) -> int:
    """Take over follows, mutes, corrections and splits of names from the database at `old`; return how many entities.

    Entities are the same when their name and kind are; what no item names any more is left behind. Items of split names
    are queued to be read again, and stories that follow are due.
    """
    con.execute("ATTACH ? AS earlier", (str(old),))
    try:
        with atomic(con):
            carried = _carry(con)
            read_again(con, [split for (split,) in con.execute("SELECT id FROM splits WHERE active = 1").fetchall()])
            refresh_followed(con, carried)
    finally:
        con.execute("DETACH earlier")
    return len(carried)


def _carry(con: sqlite3.Connection) -> list[int]:
    """Copy the reader's cells; return the entities that have some now."""
    rows = con.execute(
        f"""
        SELECT now.id, was.followed, was.muted, was.own_name, was.own_kind, was.hidden,
               COALESCE((SELECT root.id FROM earlier.entities AS old JOIN main.entities AS root
                         ON root.name = old.name AND root.kind = old.kind WHERE old.id = was.merged_into), 0)
        FROM earlier.entities AS was JOIN main.entities AS now ON {_SAME}
        WHERE was.corrected = 1 OR was.followed = 1 OR was.muted = 1
        """
    ).fetchall()
    con.executemany(
        """
        UPDATE main.entities SET followed = ?, muted = ?, own_name = ?, own_kind = ?, hidden = ?, merged_into = ?
        WHERE id = ?
        """,
        [(*cells, key) for key, *cells in rows],
    )
    con.execute(
        f"""
        INSERT OR IGNORE INTO main.splits(entity, key, words, active)
        SELECT now.id, splits.key, splits.words, splits.active FROM earlier.splits AS splits
        JOIN earlier.entities AS was ON was.id = splits.entity JOIN main.entities AS now ON {_SAME}
        """
    )
    return [key for key, *_ in rows]
