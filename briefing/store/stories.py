"""Stored stories as lists show them: the edition's order, newest first, one by one."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from typing import Any, Literal

from briefing.model import StoryRow
from briefing.store.connection import speaks_plainly
from briefing.store.times import to_text, to_time

COLUMNS = """
    SELECT stories.id, headline, first, last, stories.items, stories.outlets, score, lead_item, note, stories.read,
           CASE seen WHEN '' THEN 0 ELSE COALESCE(news, unread) END, stories.saved, dismissed, stories.followed, spark,
           stories.entities, section, stories.tags, own_note <> ''
    FROM stories
"""
_NOT_REPEATED = "(stories.read = 0 OR seen >= :read_since)"
_IN_EDITION, _DISMISSED = "dismissed = 0 AND hidden = 0", "dismissed = 1"
_SHOWN = "united_with IS NULL AND stories.items > 0"


@speaks_plainly
def list_stories(
    con: sqlite3.Connection,
    *,
    since: datetime | None = None,
    limit: int | None = None,
    after: StoryRow | None = None,
    saved: bool = False,
    dismissed: bool = False,
    order: Literal["rank", "newest", "outlets"] = "rank",
    read_since: datetime | None = None,
) -> list[StoryRow]:
    """Return a page of stories, those after the row `after` when it is given.

    "rank": unread ones first, then by score; "newest": by their last item; "outlets": by how many tell them. `since`
    keeps stories with an item from then on, `saved` only saved ones; what is dismissed or hidden by a rule is left
    out, with `dismissed` only dismissed ones are shown. `read_since` leaves out what was read before then and has
    nothing new.
    """
    conditions, values = [_SHOWN, _DISMISSED if dismissed else _IN_EDITION], dict[str, Any]()
    if saved:
        conditions.append("stories.saved = 1")
    if since is not None:
        conditions.append("last >= :since")
        values["since"] = to_text(since)
    if read_since is not None:
        conditions.append(_NOT_REPEATED)
        values["read_since"] = to_text(read_since)
    left = -1 if limit is None else limit
    if order == "newest":
        return _newest(con, conditions, values, left, after)
    if order == "outlets":
        return _widest(con, conditions, values, left, after)
    rows = [] if after and after.read else _ranked(con, conditions, values, left, after, read=0)
    if left < 0 or len(rows) < left:
        rest = left if left < 0 else left - len(rows)
        rows += _ranked(con, conditions, values, rest, after if after and after.read else None, read=1)
    return rows


def _ranked(
    con: sqlite3.Connection,
    conditions: list[str],
    values: dict[str, Any],
    limit: int,
    after: StoryRow | None,
    *,
    read: int,
) -> list[StoryRow]:
    """Return a page of the unread or of the read stories; the index `stories_order` gives it without sorting."""
    conditions = [*conditions, "stories.read = :read"]
    values = {**values, "read": read, "limit": limit}
    if after:
        conditions.append("score <= :score AND NOT (score = :score AND stories.id <= :id)")
        values |= {"score": after.score, "id": after.id}
    query = f"{COLUMNS} WHERE {' AND '.join(conditions)} ORDER BY stories.read, score DESC, stories.id LIMIT :limit"
    return [story_row(row) for row in con.execute(query, values)]


def _newest(
    con: sqlite3.Connection, conditions: list[str], values: dict[str, Any], limit: int, after: StoryRow | None
) -> list[StoryRow]:
    values = {**values, "limit": limit}
    if after:
        conditions = [*conditions, "last <= :last AND NOT (last = :last AND stories.id <= :id)"]
        values |= {"last": to_text(after.last), "id": after.id}
    query = f"{COLUMNS} WHERE {' AND '.join(conditions)} ORDER BY last DESC, stories.id LIMIT :limit"
    return [story_row(row) for row in con.execute(query, values)]


def _widest(
    con: sqlite3.Connection, conditions: list[str], values: dict[str, Any], limit: int, after: StoryRow | None
) -> list[StoryRow]:
    values = {**values, "limit": limit}
    if after:
        conditions = [*conditions, "(stories.outlets, score, -stories.id) < (:outlets, :score, -:id)"]
        values |= {"outlets": after.outlets, "score": after.score, "id": after.id}
    query = f"{COLUMNS} WHERE {' AND '.join(conditions)} ORDER BY stories.outlets DESC, score DESC, id LIMIT :limit"
    return [story_row(row) for row in con.execute(query, values)]


@speaks_plainly
def get_story(con: sqlite3.Connection, story_id: int) -> StoryRow | None:
    """Return a story, for a united one the older story that took it in; None when there is none, or no item is left."""
    row = con.execute(
        f"{COLUMNS} WHERE stories.items > 0 AND stories.id = "
        "(SELECT COALESCE(united_with, id) FROM stories WHERE id = ?)",
        (story_id,),
    ).fetchone()
    return story_row(row) if row else None


@speaks_plainly
def count_stories(
    con: sqlite3.Connection,
    *,
    since: datetime | None = None,
    dismissed: bool = False,
    hidden: bool = False,
    read_since: datetime | None = None,
) -> int:
    """Return how many stories `list_stories` has in all, with an item from `since` on.

    With `hidden` those are counted that it would have, were there no rules.
    """
    place = "hidden <> 0 AND dismissed = 0" if hidden else _DISMISSED if dismissed else _IN_EDITION
    conditions = f"{_SHOWN} AND {place} AND last >= :since AND {_NOT_REPEATED}"
    values = {
        "since": to_text(since) if since else "",
        "read_since": to_text(read_since) if read_since else "",
    }
    table = "stories INDEXED BY stories_hidden_last" if hidden else "stories"  # most readers have nothing there
    return int(con.execute(f"SELECT COUNT(*) FROM {table} WHERE {conditions}", values).fetchone()[0])


@speaks_plainly
def count_outlets(con: sqlite3.Connection, story_ids: list[int]) -> int:
    """Return how many outlets tell these stories, together."""
    outlets: set[str] = set()
    for story in story_ids:
        outlets.update(row[0] for row in con.execute("SELECT DISTINCT outlet FROM items WHERE story = ?", (story,)))
    return len(outlets)


def story_row(row: tuple[Any, ...]) -> StoryRow:
    """Return the dataclass of a row of `COLUMNS`."""
    key, headline, first, last, items, outlets, score, lead, note, read, new, saved, dismissed, followed, *lists = row
    return StoryRow(
        id=key,
        headline=headline,
        first=to_time(first),
        last=to_time(last),
        items=items,
        outlets=outlets,
        score=score,
        lead_item=lead,
        note=note,
        read=bool(read),
        new=new,
        saved=bool(saved),
        dismissed=bool(dismissed),
        followed=bool(followed),
        spark=tuple(json.loads(lists[0])),
        entities=tuple(json.loads(lists[1])),
        section=lists[2],
        tags=tuple(json.loads(lists[3])),
        noted=bool(lists[4]),
    )
