"""Single values that belong to the database as a whole: a key and a value that JSON can hold."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from briefing.store.connection import speaks_plainly


@speaks_plainly
def load_meta(con: sqlite3.Connection, key: str) -> Any:
    """Return the value stored under a key, None when there is none."""
    row = con.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return json.loads(row[0]) if row else None


@speaks_plainly
def save_meta(con: sqlite3.Connection, key: str, value: Any) -> None:
    """Store a value that JSON can hold under a key."""
    con.execute("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", (key, json.dumps(value)))
