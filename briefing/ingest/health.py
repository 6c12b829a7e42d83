"""A feed's row -> how it is, in words for people: its pace, when it was and will be asked, what to do when it fails."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefing.model import FeedRow
from briefing.store.feeds import list_feeds, newest_dates
from feeds.net_url import mask
from feeds.schedule import weekly_items

DEAD_AFTER = timedelta(days=14)
"""Failing for so long, a feed is called dead: two weeks outlast holidays and moves of servers."""

DEAD_ERRORS = 17
"""A feed that never answered is called dead after so many failures in a row: with the back-off, about two weeks."""

SILENT_AFTER = timedelta(days=90)
"""Answering well but without a new item for so long, a feed is called silent."""

STATES = {"paused": "paused", "gone": "gone for good", "local": "read from a file", "removed": "unsubscribed"}
"""A status that says all -> its words."""


@dataclass(frozen=True, slots=True)
class Health:
    """A feed and how it is. `state` is a word or two; `trouble` says what is wrong and what to do, "" when all is well.

    `weekly` is its items a week, None where that is not known.
    """

    feed: FeedRow
    weekly: float | None
    state: str
    trouble: str = ""

    @property
    def failing(self) -> bool:
        """Whether a person should look at it."""
        return bool(self.trouble)

    def pace(self) -> str:
        """Return its items a week: "35 a week", "0.5 a week", "" where that is not known."""
        return pace_words(self.weekly)

    def answer(self) -> str:
        """Return the last answer's HTTP status: "HTTP 304", "no answer" to a fetch that got none, "" before any."""
        feed = self.feed
        if feed.last_status is not None:
            return f"HTTP {feed.last_status}"
        return "no answer" if feed.errors else ""

    def cost(self) -> str:
        """Return what the last fetch took: "12 kB in 340 ms", "" where that is not known."""
        feed = self.feed
        if feed.last_ms is None or feed.last_bytes is None:
            return ""
        return f"{-(-feed.last_bytes // 1000):,} kB in {feed.last_ms:,} ms"


def pace_words(weekly: float | None) -> str:
    """Return items a week in words: "35 a week", "0.5 a week", "" where they are not known."""
    if weekly is None:
        return ""
    return f"{weekly:.0f} a week" if weekly >= 1 or not weekly else f"{weekly:.1f} a week"


def feed_health(con: sqlite3.Connection, *, now: datetime) -> list[Health]:
    """Return how every feed is, by folder and title.

    Raises:
        StoreError: the database cannot be read.
    """
    return [judge(feed, weekly_items(newest_dates(con, feed.id), now), now=now) for feed in list_feeds(con)]


def judge(feed: FeedRow, weekly: float | None, *, now: datetime) -> Health:
    """Return how a feed is (pure)."""
    if feed.status == "gone":
        words = feed.error or "It was taken down for good."
        return Health(feed, weekly, STATES["gone"], f"{words} It is not asked any more.")
    if feed.status != "active":
        return Health(feed, weekly, STATES[feed.status])
    if feed.error:
        dead = now - feed.last_success > DEAD_AFTER if feed.last_success else feed.errors >= DEAD_ERRORS
        again = f" It has failed {feed.errors} times in a row." if feed.errors > 1 else ""
        words = feed.error + _rests(feed, now) + _moved(feed) + again
        if dead:
            words += " It may be dead: unsubscribe, or look for a new address on its site."
        return Health(feed, weekly, "dead" if dead else "failing", words)
    if feed.last_success is None:
        return Health(feed, weekly, "not fetched yet")
    if feed.moved_to:
        return Health(feed, weekly, "moving", f"It redirects for good.{_moved(feed)}")
    silent = feed.newest is not None and now - feed.newest > SILENT_AFTER
    return Health(feed, weekly, "silent" if silent else "fine")


def _rests(feed: FeedRow, now: datetime) -> str:
    if feed.not_before is None or feed.not_before <= now:
        return ""
    return f" It is not asked before {feed.not_before.astimezone():%d %b %H:%M}."


def _moved(feed: FeedRow) -> str:
    return f" It has moved to {mask(feed.moved_to)}." if feed.moved_to else ""
