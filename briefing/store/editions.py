"""What was shown when: the ordered stories of past editions, and where the reader stopped."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from briefing.model import Edition, StoryRow
from briefing.store.connection import atomic, speaks_plainly
from briefing.store.stories import COLUMNS, story_row
from briefing.store.times import seq_of, to_text, to_time


@dataclass(frozen=True, slots=True)
class PastEdition:
    """An edition that was shown; `stopped_at` is the story on which the reader left it, None when at none."""

    id: int
    made: datetime
    stories: tuple[int, ...]
    stopped_at: int | None

    @property
    def stopped_place(self) -> int:
        """The place of that story in the edition, from 1 on; 0 when the reader stopped at none."""
        return self.stories.index(self.stopped_at) + 1 if self.stopped_at in self.stories else 0


@speaks_plainly
def record_edition(con: sqlite3.Connection, edition: Edition) -> int:
    """Keep an edition and return its id; one with the same stories in the same order as the last one is that one."""
    stories = json.dumps([story.id for story in edition.stories])
    with atomic(con):
        last = con.execute("SELECT id, stories FROM editions ORDER BY id DESC LIMIT 1").fetchone()
        if last and last[1] == stories:
            return int(last[0])
        cursor = con.execute("INSERT INTO editions(made, stories) VALUES (?, ?)", (to_text(edition.made), stories))
        return int(cursor.lastrowid or 0)


@speaks_plainly
def stop_at(con: sqlite3.Connection, story_id: int) -> None:
    """Remember on which story of the newest edition the reader stopped; one that is not in it changes nothing."""
    con.execute(
        """
        UPDATE editions SET stopped_at = :story WHERE id = (SELECT MAX(id) FROM editions)
        AND stopped_at IS NOT :story AND EXISTS (SELECT 1 FROM json_each(stories) WHERE value = :story)
        """,
        {"story": story_id},
    )


@speaks_plainly
def past_editions(
    con: sqlite3.Connection, limit: int = 50, *, since: datetime | None = None, until: datetime | None = None
) -> list[PastEdition]:
    """Return the editions that were shown, newest first; `since` and `until` (not included) bound their time."""
    rows = con.execute(
        """
        SELECT id, made, stories, stopped_at FROM editions WHERE made >= :since AND (:until = '' OR made < :until)
        ORDER BY id DESC LIMIT :limit
        """,
        {"since": to_text(since) if since else "", "until": to_text(until) if until else "", "limit": limit},
    )
    return [PastEdition(key, to_time(made), tuple(json.loads(stories)), stop) for key, made, stories, stop in rows]


@speaks_plainly
def stories_told(con: sqlite3.Connection, since: datetime, until: datetime, *, limit: int) -> list[StoryRow]:
    """Return the stories with an item published from `since` on and before `until`, the best first.

    It stands in for the edition of a day on which none was shown.
    """
    rows = con.execute(
        f"""
        {COLUMNS} WHERE united_with IS NULL AND dismissed = 0 AND hidden = 0
        AND stories.id IN (SELECT story FROM items WHERE seq >= :since AND seq < :until)
        ORDER BY score DESC, stories.id LIMIT :limit
        """,
        {"since": seq_of(since), "until": seq_of(until), "limit": limit},
    )
    return [story_row(row) for row in rows]


@speaks_plainly
def edition_stories(con: sqlite3.Connection, edition_id: int) -> list[StoryRow]:
    """Return the stories of a past edition in the order shown, as they are now; united ones once."""
    row = con.execute("SELECT stories FROM editions WHERE id = ?", (edition_id,)).fetchone()
    stories: dict[int, StoryRow] = {}
    for story in json.loads(row[0]) if row else ():
        found = con.execute(
            f"{COLUMNS} WHERE stories.items > 0 AND stories.id = "
            "(SELECT COALESCE(united_with, id) FROM stories WHERE id = ?)",
            (story,),
        ).fetchone()
        if found:
            stories.setdefault(found[0], story_row(found))
    return list(stories.values())
