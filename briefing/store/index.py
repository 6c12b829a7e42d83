"""Stored items -> the full-text index `items_fts`, in bulk; and out of it again with the words they had.

The index has no copy of the texts (external content, https://www.sqlite.org/fts5.html#external_content_tables): to
take a row out it must be told the very words that went in. So a changed item is taken out before the change, with its
old words, and waits in `pending` until the next bulk run.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable

from briefing.store.connection import atomic, speaks_plainly

BATCH = 5000
"""Items indexed in one transaction: another program's write waits for one of these at most, about half a second."""


@speaks_plainly
def index_pending(con: sqlite3.Connection, *, should_stop: Callable[[], bool] | None = None) -> int:
    """Index every item that is not in the index yet; return how many. Stopped or killed, the next call goes on.

    Rows go in by ascending `seq`, and by one statement: a smaller row number and the end of a statement make the index
    write out what it has gathered (measured: a statement a row takes three times the CPU).
    """
    done = 0
    while not (should_stop and should_stop()):
        with atomic(con):
            batch = con.execute(
                """
                SELECT items.seq, items.id FROM pending JOIN items ON items.id = pending.item
                WHERE pending.step = 'index' ORDER BY items.seq LIMIT ?
                """,
                (BATCH,),
            ).fetchall()
            con.execute(
                """
                INSERT INTO items_fts(rowid, title, text, unspaced)
                SELECT seq, title, text, unspaced FROM json_each(?) AS places CROSS JOIN items ON seq = places.value
                """,
                (json.dumps([seq for seq, _ in batch]),),
            )
            con.executemany("DELETE FROM pending WHERE step = 'index' AND item = ?", [(item,) for _, item in batch])
        done += len(batch)
        if len(batch) < BATCH:
            break
    return done


def unindex(con: sqlite3.Connection, item_ids: Iterable[int]) -> None:
    """Take items out of the index, with the words that they still have, and queue them; call it before they change."""
    query = """
        SELECT seq, id FROM items WHERE id = ? AND id NOT IN (SELECT item FROM pending WHERE step = 'index')
    """
    indexed = sorted(row for item in item_ids for row in con.execute(query, (item,)))
    con.execute(
        """
        INSERT INTO items_fts(items_fts, rowid, title, text, unspaced)
        SELECT 'delete', seq, title, text, unspaced FROM json_each(?) AS places CROSS JOIN items ON seq = places.value
        """,
        (json.dumps([seq for seq, _ in indexed]),),
    )
    con.executemany("INSERT INTO pending(step, item) VALUES ('index', ?)", [(item,) for _, item in indexed])


@speaks_plainly
def count_pending(con: sqlite3.Connection, step: str) -> int:
    """Return how many items wait for a step: "index", "group" or "read"."""
    return int(con.execute("SELECT COUNT(*) FROM pending WHERE step = ?", (step,)).fetchone()[0])
