"""Stored stories -> the edition. Apart from `editor`, since the first frame of the app imports nothing else of it."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from briefing.model import Edition
from briefing.store.freshness import newest_fetched, newest_published, next_update
from briefing.store.stories import count_outlets, count_stories, list_stories


def edition(
    con: sqlite3.Connection,
    *,
    now: datetime,
    limit: int = 30,
    since_hours: float = 48,
    read_since: datetime | None = None,
) -> Edition:
    """Return the edition: the stories with an item in the last `since_hours`, the best first, at most `limit`.

    The hours count back from `now`, or from the newest item when that is older, so that after a week away there is an
    edition too. Dismissed stories are not in it; those that were read come last. With `read_since`, a story that was
    read before then comes only when it has something new.
    """
    since = edition_since(con, now=now, since_hours=since_hours)
    stories = list_stories(con, since=since, limit=limit, read_since=read_since)
    updated, due = next_update(con)
    return Edition(
        made=now,
        stories=tuple(stories),
        items=sum(story.items for story in stories),
        outlets=count_outlets(con, [story.id for story in stories]),
        updated=updated or newest_fetched(con),
        next_update=due,
        more=max(0, count_stories(con, since=since, read_since=read_since) - len(stories)),
        hidden=count_stories(con, since=since, read_since=read_since, hidden=True),
    )


def edition_since(con: sqlite3.Connection, *, now: datetime, since_hours: float = 48) -> datetime:
    """Return the moment from which on an item makes its story part of the edition."""
    return min(now, newest_published(con) or now) - timedelta(hours=since_hours)
