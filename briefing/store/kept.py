"""Stories apart from the edition, newest first: saved ones, those of a tag, those that rules hide; paged by key."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from briefing.model import StoryRow
from briefing.store.connection import speaks_plainly
from briefing.store.stories import COLUMNS, story_row
from briefing.store.times import to_text

SCAN = 200
"""Stories that are looked at in one go when most of them do not fit what is typed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Which stories: `saved` ones, those of a `tag`, or those hidden by a `rule` (-1: by any)."""

    saved: bool = False
    tag: str = ""
    rule: int = 0


@speaks_plainly
def kept_stories(
    con: sqlite3.Connection,
    kept: Kept,
    *,
    limit: int = 100,
    after: StoryRow | None = None,
    fits: Callable[[str], bool] | None = None,
) -> list[StoryRow]:
    """Return a page of such stories, newest first, those after `after` when it is given.

    Dismissed ones are there too: they left the edition, nothing else. `fits` is asked about the words of each
    (headline, names, tags and note), for a list that shrinks while one types.
    """
    found: list[StoryRow] = []
    while len(found) < limit:
        size = limit if fits is None else SCAN
        rows = _page(con, kept, size, after)
        after = rows[-1][0] if rows else after
        found += [story for story, note in rows if fits is None or fits(_words(story, note))]
        if len(rows) < size:
            break
    return found[:limit]


@speaks_plainly
def count_kept(con: sqlite3.Connection, kept: Kept) -> int:
    """Return how many such stories there are."""
    conditions, values = _conditions(kept)
    return int(con.execute(f"SELECT COUNT(*) FROM stories WHERE {conditions}", values).fetchone()[0])


@speaks_plainly
def hidden_by(con: sqlite3.Connection) -> dict[int, int]:
    """Return story -> the rule that hides it, of every hidden story."""
    return dict(con.execute("SELECT id, hidden FROM stories WHERE hidden <> 0"))


def _page(con: sqlite3.Connection, kept: Kept, limit: int, after: StoryRow | None) -> list[tuple[StoryRow, str]]:
    conditions, values = _conditions(kept)
    if after:
        conditions += " AND last <= :last AND NOT (last = :last AND stories.id <= :id)"
        values |= {"last": to_text(after.last), "id": after.id}
    rows = con.execute(
        f"{COLUMNS} WHERE {conditions} ORDER BY last DESC, stories.id LIMIT :limit", {**values, "limit": limit}
    )
    stories = [story_row(row) for row in rows]
    query = "SELECT own_note FROM stories WHERE id = ?"
    return [(one, con.execute(query, (one.id,)).fetchone()[0] if one.noted else "") for one in stories]


def _conditions(kept: Kept) -> tuple[str, dict[str, Any]]:
    shown = "united_with IS NULL AND stories.items > 0"
    if kept.tag:
        key = kept.tag.casefold()
        return f"{shown} AND stories.id IN (SELECT story FROM tagged WHERE key = :key)", {"key": key}
    if kept.rule > 0:
        return f"{shown} AND hidden = :rule AND hidden <> 0", {"rule": kept.rule}
    if kept.rule:
        return f"{shown} AND hidden <> 0", {}
    return f"{shown} AND saved = 1", {}


def _words(story: StoryRow, note: str) -> str:
    return "\n".join((story.headline, *story.entities, *story.tags, note))
