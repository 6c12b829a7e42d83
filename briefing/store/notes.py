"""The reader's own words on a story <-> a cell of its row; each change can be undone."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from briefing.errors import StoreError
from briefing.store.actions import perform
from briefing.store.connection import speaks_plainly
from briefing.store.marks import titles_of
from briefing.store.regrouping import present_story

MAX_NOTE = 20_000
"""Longest note, in characters: some ten pages. The undo log holds the old and the new one of each change."""


@speaks_plainly
def note_of(con: sqlite3.Connection, story_id: int) -> str:
    """Return what the reader wrote on a story, "" when nothing or when there is no such story."""
    row = con.execute(
        "SELECT own_note FROM stories WHERE id = (SELECT COALESCE(united_with, id) FROM stories WHERE id = ?)",
        (story_id,),
    ).fetchone()
    return str(row[0]) if row else ""


@speaks_plainly
def write_note(con: sqlite3.Connection, story_id: int, text: str, *, now: datetime) -> bool:
    """Keep a note on a story in the place of the one before, "" for none; return whether anything changed.

    Line ends become LF, blank lines around the text go, and control characters are left out.

    Raises:
        StoreError: the note is too long; the one before stays.
        BriefingError: there is no such story.
    """
    note = clean_note(text)
    if len(note) > MAX_NOTE:
        raise StoreError(
            f"The note has {len(note):,} characters; {MAX_NOTE:,} is the most.", "Shorten it; the one before stays."
        )
    story = present_story(con, story_id)
    verb = "wrote" if note else "removed"
    label = f"{verb} the note on {titles_of(con, [story])}"
    return perform(con, label, [("stories", "own_note", [story], note)], now=now) > 0


def clean_note(text: str) -> str:
    """Return a text as notes hold it: tabs as spaces, lines ended by LF, nothing that a terminal would obey."""
    lines = text.expandtabs(4).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = ("".join(char for char in line if char.isprintable() or char == "\u200d").rstrip() for line in lines)
    return "\n".join(kept).strip("\n")
