"""What the reader has read of a story <-> one packed row for each time that it was marked as read.

`stories.seen` names the row that counts, by its time, so that undoing and redoing a mark finds the right one again.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime

from briefing.store.connection import atomic, speaks_plainly
from briefing.store.times import to_text, to_time

KEPT_DAYS = 60
"""How long after its last item a story's rows are kept, in days: a story that was silent for so long grows no more."""

KEPT_ROWS = 5
"""Rows kept of one story, the newest: as far back as a reader undoes a mark."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence, number or quotation as the brief showed it: the characters `[start, end)` of the item's text then."""

    slot: str
    text: str
    outlet: str
    item_id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader had read of a story at `made`: stems of all its sentences, their facts, and what the brief showed.

    `sentences` and `facts` are plain strings, see `briefing.briefs.novelty.Seen`.
    """

    made: datetime
    sentences: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    shown: tuple[Shown, ...] = ()


@speaks_plainly
def save_read(con: sqlite3.Connection, story_id: int, read: Read) -> None:
    """Store what was read; rows of stories that have long been silent go."""
    data = [read.sentences, read.facts, [astuple(one) for one in read.shown]]
    packed = zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
    with atomic(con):
        con.execute(
            "INSERT OR REPLACE INTO seen(story, made, data) VALUES (?, ?, ?)", (story_id, to_text(read.made), packed)
        )
        con.execute(
            """
            DELETE FROM seen WHERE story = :story AND made NOT IN
            (SELECT made FROM seen WHERE story = :story ORDER BY made DESC LIMIT :rows)
            """,
            {"story": story_id, "rows": KEPT_ROWS},
        )
        con.execute(
            """
            DELETE FROM seen WHERE story IN (
                SELECT id FROM stories WHERE id IN (SELECT story FROM seen)
                AND julianday(last) < julianday(?) - ?)
            """,
            (to_text(read.made), KEPT_DAYS),
        )


@speaks_plainly
def load_read(con: sqlite3.Connection, story_id: int) -> list[Read]:
    """Return what was read of a story, and of those united with it, when each was last marked as read; newest first.

    A row from before `seen_at` is there when a mark was made without one, or came with a story that was taken in.
    """
    rows = con.execute(
        """
        SELECT MAX(seen.made), seen.data FROM stories JOIN seen ON seen.story = stories.id AND seen.made <= stories.seen
        WHERE stories.id = :story OR stories.united_with = :story
        GROUP BY stories.id ORDER BY MAX(seen.made) DESC, stories.id
        """,
        {"story": story_id},
    )
    return [_unpacked(made, data) for made, data in rows]


@speaks_plainly
def seen_at(con: sqlite3.Connection, story_id: int) -> datetime | None:
    """Return when a story was last marked as read, None for one that never was."""
    row = con.execute("SELECT seen FROM stories WHERE id = ?", (story_id,)).fetchone()
    return to_time(row[0]) if row and row[0] else None


@speaks_plainly
def uncounted_stories(con: sqlite3.Connection) -> list[int]:
    """Return the stories that were read and have changed since: what is new in them has not been counted yet."""
    rows = con.execute("SELECT id FROM stories WHERE seen <> '' AND news IS NULL AND united_with IS NULL ORDER BY id")
    return [row[0] for row in rows]


@speaks_plainly
def save_news(con: sqlite3.Connection, counts: Sequence[tuple[int, int]]) -> None:
    """Write (story, how many sentences and numbers of its brief are new to the reader)."""
    con.executemany("UPDATE stories SET news = ? WHERE id = ?", [(news, story) for story, news in counts])


def _unpacked(made: str, data: bytes) -> Read:
    sentences, facts, shown = json.loads(zlib.decompress(data))
    return Read(to_time(made), tuple(sentences), tuple(facts), tuple(Shown(*one) for one in shown))
