"""A real database file for each test, and short ways to fill it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefing.store import grouping
from briefing.store.arrivals import NewItem, Stored, store_items
from briefing.store.connection import atomic, open_database
from briefing.store.feeds import add_feed
from briefing.store.index import index_pending
from briefing.store.summaries import Summary, items_told, save_summary, stale_stories, titles_told

NOW = datetime(2025, 7, 18, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "briefing.db"


@pytest.fixture
def con(path: Path) -> Iterator[sqlite3.Connection]:
    con = open_database(path)
    yield con
    con.close()


@pytest.fixture
def feed(con: sqlite3.Connection) -> int:
    return add_feed(con, "https://harborwire.example.org/rss", title="Harbor Wire", outlet="Harbor Wire", now=NOW)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def item() -> Callable[..., NewItem]:
    """Make an item; hours is its age, other fields by name."""

    def make(guid: str, title: str = "", *, hours: float = 0.0, **fields: Any) -> NewItem:
        made = NewItem(
            guid=guid,
            title=title or f"Title of {guid}",
            text=f"Text of {guid}.",
            hash="",
            outlet="Harbor Wire",
            published=NOW - timedelta(hours=hours),
        )
        made = replace(made, **fields)
        return replace(made, hash=made.hash or f"{made.title}|{made.text}|{made.url}|{made.published}")

    return make


@pytest.fixture
def put(con: sqlite3.Connection, feed: int) -> Callable[..., Stored]:
    """Store items of one feed and index them."""

    def store(*items: NewItem, feed_id: int = feed, at: datetime = NOW, **options: Any) -> Stored:
        stored = store_items(con, feed_id, items, now=at, **options)
        index_pending(con)
        return stored

    return store


@pytest.fixture
def place(con: sqlite3.Connection) -> Callable[..., None]:
    """Put items in stories, {story: items}, and write the stories' rows; a story's score is its number of items."""

    def group(stories: dict[int, list[int]], united: dict[int, int] | None = None) -> None:
        rows = [(item, story, 0.9, ("word",), 1.0, None) for story, items in stories.items() for item in items]
        with atomic(con):
            grouping.save_placements(con, rows, united or {})
            for story in stale_stories(con, 1000):
                save_summary(con, story, _summary(con, story))

    return group


def _summary(con: sqlite3.Connection, story: int) -> Summary | None:
    told = items_told(con, story)
    if not told:
        return None
    lead = titles_told(con, story)[0][0]
    first, last, outlets = told[0].published, told[-1].published, {item.outlet for item in told}
    return Summary(lead[1], lead[0], "", first, last, len(told), len(outlets), float(len(told)), (), (1,))
