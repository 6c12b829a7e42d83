"""Stories -> the first words of each: the beginning of the item whose title is the headline."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from briefing.store.connection import speaks_plainly

SNIPPET_CHARACTERS = 400
"""Characters read of an item: two lines of the widest list hold half of that."""


@speaks_plainly
def first_words(con: sqlite3.Connection, story_ids: Sequence[int]) -> dict[int, str]:
    """Return the beginning of the first paragraph of each story's lead item; "" for one without text."""
    query = (
        "SELECT substr(items.text, 1, ?) FROM stories JOIN items ON items.id = stories.lead_item WHERE stories.id = ?"
    )
    found = {}
    for story in story_ids:
        row = con.execute(query, (SNIPPET_CHARACTERS, story)).fetchone()
        found[story] = next((line for line in row[0].splitlines() if line.strip()), "") if row and row[0] else ""
    return found
