"""Answers of the reader's language model, by a digest of the question: the same sentences are asked about once."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from briefing.store.connection import atomic, speaks_plainly
from briefing.store.times import to_text

KEPT = 500
"""Answers kept, the newest: some weeks of reading, half a megabyte."""


@speaks_plainly
def load_answer(con: sqlite3.Connection, key: str) -> str | None:
    """Return the answer to a question that was asked before, None for a new one."""
    row = con.execute("SELECT answer FROM llm_answers WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else None


@speaks_plainly
def save_answer(con: sqlite3.Connection, key: str, answer: str, *, now: datetime) -> None:
    """Keep an answer."""
    with atomic(con):
        con.execute(
            "INSERT OR REPLACE INTO llm_answers(key, made, answer) VALUES (?, ?, ?)", (key, to_text(now), answer)
        )
        con.execute(
            "DELETE FROM llm_answers WHERE key NOT IN (SELECT key FROM llm_answers ORDER BY made DESC, key LIMIT ?)",
            (KEPT,),
        )
