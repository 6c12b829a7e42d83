"""The first stories of an edition -> the full texts of those that stand on teasers alone, fetched unasked."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from briefing.editor import brief_of
from briefing.ingest.fulltext import fetch_item_texts, thin_sources
from briefing.store.texts import teasers
from feeds.fetch import never

TOP = 10
"""Stories looked at, from the first: what a reader opens."""

AT_ONCE = 5
"""Stories whose texts are fetched in one go, with at most three pages each."""


def thin_stories(
    con: sqlite3.Connection, story_ids: Sequence[int], *, now: datetime, asked: Collection[int] = ()
) -> dict[int, list[int]]:
    """Return story -> the items whose texts are worth fetching, of the first stories that stand on teasers alone.

    Pages that are in `asked`, or whose text is here already however short, are not asked again.
    """
    found: dict[int, list[int]] = {}
    for story_id in story_ids[:TOP]:
        brief = brief_of(con, story_id, now=now)
        known = {teaser.item_id: teaser.extracted for teaser in teasers(con, thin_sources(brief) if brief else [])}
        wanted = [item for item, extracted in known.items() if not extracted and item not in asked]
        if wanted:
            found[story_id] = wanted
        if len(found) == AT_ONCE:
            break
    return found


def fetch_thin_texts(
    con: sqlite3.Connection,
    story_ids: Sequence[int],
    *,
    now: datetime,
    asked: set[int],
    allow_private: frozenset[str] = frozenset(),
    should_stop: Callable[[], bool] = never,
) -> list[int]:
    """Fetch the texts of `thin_stories`, add their items to `asked`, and return the stories that have new texts.

    Raises:
        StoreError: the database cannot be written.
    """
    wanted = thin_stories(con, story_ids, now=now, asked=asked)
    items = [item for of_story in wanted.values() for item in of_story]
    if not items or should_stop():
        return []
    asked.update(items)
    fetch_item_texts(con, items, now=now, allow_private=allow_private, should_stop=should_stop)
    stored = {teaser.item_id for teaser in teasers(con, items) if teaser.extracted}
    return [story_id for story_id, of_story in wanted.items() if stored & set(of_story)]
