"""What a refresh has brought of the names that the reader follows."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from briefing.store.connection import speaks_plainly
from briefing.store.times import to_text


@speaks_plainly
def followed_news(con: sqlite3.Connection, *, since: datetime, limit: int = 5) -> list[tuple[str, str]]:
    """Return (name, headline) of unread stories in the edition to which items that name a followed entity have come
    since, best stories first; each story once.
    """
    first = 0  # ids ascend with time: nothing older is looked at
    for key, fetched in con.execute("SELECT id, fetched FROM items ORDER BY id DESC"):
        if fetched < to_text(since):
            break
        first = key
    if not first:
        return []
    rows = con.execute(
        """
        SELECT root.shown_name, stories.headline FROM items
        JOIN stories ON stories.id = items.story JOIN mentions ON mentions.item = items.id
        JOIN entities ON entities.id = mentions.entity JOIN entities AS root ON root.id = entities.stands_for
        WHERE items.id >= :first AND fetched >= :since AND root.followed = 1 AND stories.read = 0
        AND stories.dismissed = 0 AND stories.hidden = 0 AND stories.items > 0
        GROUP BY stories.id ORDER BY score DESC, stories.id LIMIT :limit
        """,
        {"first": first, "since": to_text(since), "limit": limit},
    )
    return [(name, headline) for name, headline in rows]
