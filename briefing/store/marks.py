"""What the reader did with stories and items: read, saved, dismissed; each an action that can be undone.

Read state belongs to a story and its items together: reading the story reads all its items, and an item that comes
later makes the story unread again, as "1 new".
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from briefing.store.actions import Action, Value, chunks, history, perform, redo, redo_to, undo, undo_to
from briefing.store.connection import speaks_plainly
from briefing.store.times import to_text

__all__ = [
    "Action",
    "dismiss_stories",
    "history",
    "mark_items_read",
    "mark_read",
    "redo",
    "redo_to",
    "save_items",
    "save_stories",
    "undo",
    "undo_to",
]

LABEL_CHARS = 60
"""Characters of a headline in the undo log."""


@speaks_plainly
def mark_read(con: sqlite3.Connection, story_ids: Sequence[int], read: bool, *, now: datetime) -> None:
    """Mark stories and all their items as read or unread."""
    stories = present_ids(con, story_ids)
    items = [row[0] for chunk in chunks(stories) for row in _items_in(con, chunk)]
    seen: Value = to_text(now) if read else ""
    wishes: list[tuple[str, str, Sequence[int], Value]] = [("marks", "read", items, int(read))]
    wishes.append(("stories", "seen", [one for one in stories if not (read and _is_read(con, one))], seen))
    perform(con, f"marked {titles_of(con, stories)} as {'read' if read else 'unread'}", wishes, now=now)


@speaks_plainly
def mark_items_read(con: sqlite3.Connection, item_ids: Sequence[int], read: bool, *, now: datetime) -> None:
    """Mark single items as read or unread; a story whose last unread item is read has been read."""
    wishes: list[tuple[str, str, Sequence[int], Value]] = [("marks", "read", item_ids, int(read))]
    if read:
        wishes.append(("stories", "seen", _finished_by(con, item_ids), to_text(now)))
    perform(con, f"marked {_items(len(item_ids))} as {'read' if read else 'unread'}", wishes, now=now)


@speaks_plainly
def save_stories(con: sqlite3.Connection, story_ids: Sequence[int], saved: bool, *, now: datetime) -> None:
    """Save stories, or let them go."""
    stories = present_ids(con, story_ids)
    label = f"{'saved' if saved else 'unsaved'} {titles_of(con, stories)}"
    perform(con, label, [("stories", "saved", stories, int(saved))], now=now)


@speaks_plainly
def save_items(con: sqlite3.Connection, item_ids: Sequence[int], saved: bool, *, now: datetime) -> None:
    """Save single items, or let them go."""
    label = f"{'saved' if saved else 'unsaved'} {_items(len(item_ids))}"
    perform(con, label, [("marks", "saved", item_ids, int(saved))], now=now)


@speaks_plainly
def dismiss_stories(
    con: sqlite3.Connection, story_ids: Sequence[int], dismissed: bool = True, *, now: datetime
) -> None:
    """Take stories out of the edition, or bring them back."""
    stories = present_ids(con, story_ids)
    label = f"{'dismissed' if dismissed else 'brought back'} {titles_of(con, stories)}"
    perform(con, label, [("stories", "dismissed", stories, int(dismissed))], now=now)


def present_ids(con: sqlite3.Connection, story_ids: Sequence[int]) -> list[int]:
    """Return the ids with each united story replaced by the one that took it in; unknown ids are left out."""
    query = "SELECT COALESCE(united_with, id) FROM stories WHERE id = ?"
    rows = (con.execute(query, (one,)).fetchone() for one in story_ids)
    return list(dict.fromkeys(row[0] for row in rows if row))


def _items_in(con: sqlite3.Connection, stories: list[int]) -> sqlite3.Cursor:
    return con.execute(f"SELECT id FROM items WHERE story IN ({','.join('?' * len(stories))})", stories)


def _is_read(con: sqlite3.Connection, story: int) -> bool:
    return bool(con.execute("SELECT read FROM stories WHERE id = ?", (story,)).fetchone()[0])


def _finished_by(con: sqlite3.Connection, item_ids: Sequence[int]) -> list[int]:
    """Return the stories never read before that have no unread item besides these."""
    found: list[int] = []
    for chunk in chunks(item_ids):
        marks = ",".join("?" * len(chunk))
        rows = con.execute(
            f"""
            SELECT story FROM items WHERE id IN ({marks}) AND story IS NOT NULL
            AND (SELECT seen FROM stories WHERE stories.id = items.story) = ''
            AND NOT EXISTS (
                SELECT 1 FROM items AS other LEFT JOIN marks ON marks.item = other.id
                WHERE other.story = items.story AND COALESCE(marks.read, 0) = 0 AND other.id NOT IN ({marks}))
            GROUP BY story
            """,
            [*chunk, *chunk],
        )
        found += [row[0] for row in rows]
    return found


def titles_of(con: sqlite3.Connection, stories: Sequence[int]) -> str:
    """Return stories for the undo log: one by its headline, more as a number."""
    if len(stories) != 1:
        return f"{len(stories)} stories"
    headline = str(con.execute("SELECT headline FROM stories WHERE id = ?", (stories[0],)).fetchone()[0])
    return f"“{headline if len(headline) <= LABEL_CHARS else headline[: LABEL_CHARS - 1].rstrip() + '…'}”"


def _items(n: int) -> str:
    return "1 item" if n == 1 else f"{n} items"
