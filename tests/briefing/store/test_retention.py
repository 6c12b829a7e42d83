"""Texts of old items go, bounded and counted; headlines, and everything that is saved, stay."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.editor import brief_of
from briefing.ingest import process
from briefing.query import parse_query
from briefing.store import retention
from briefing.store.arrivals import NewItem, store_items
from briefing.store.connection import open_database
from briefing.store.feeds import add_feed
from briefing.store.index import index_pending
from briefing.store.items import get_item
from briefing.store.marks import save_stories
from briefing.store.retention import drop_old_texts, dropped_texts
from briefing.store.search import search_items
from briefing.store.stories import list_stories
from briefing.store.texts import store_text
from feeds.model import PlainText

THEN = datetime(2025, 1, 1, 12, tzinfo=UTC)
NOW = THEN + timedelta(days=100)
WORDS = ("harbour crane", "glacier survey", "railway strike", "orchid theft", "comet sighting")


@pytest.fixture
def con(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A database whose five items are of different stories; they came a hundred days ago."""
    with closing(open_database(tmp_path / "b.db")) as con:
        feed = add_feed(con, "https://a.example.org/feed", title="Harbor", now=THEN)
        items = [
            NewItem(
                str(n), f"News of the {words}", f"The {words} was told at length on body{n} day.", "h", "Harbor", THEN
            )
            for n, words in enumerate(WORDS)
        ]
        store_items(con, feed, items, now=THEN)
        process(con, now=THEN)
        yield con


def texts(con: sqlite3.Connection) -> dict[str, str]:
    return dict(con.execute("SELECT guid, text FROM items ORDER BY id"))


def drop(con: sqlite3.Connection, now: datetime = NOW, days: int = 90) -> int:
    dropped = drop_old_texts(con, now=now, days=days)
    index_pending(con)
    return dropped


def test_old_texts_go_and_headlines_stay(con: sqlite3.Connection) -> None:
    assert drop(con, days=0) == 0
    assert drop(con, now=THEN + timedelta(days=89)) == 0
    assert drop(con) == 5
    assert set(texts(con).values()) == {""}
    assert [hit.title for hit in search_items(con, parse_query("glacier"))] == ["News of the glacier survey"]
    assert search_items(con, parse_query("body1")) == []
    con.execute("INSERT INTO items_fts(items_fts, rank) VALUES ('integrity-check', 1)")
    stories = list_stories(con)
    assert sorted(story.headline for story in stories) == sorted(f"News of the {words}" for words in WORDS)
    brief = brief_of(con, stories[0].id, now=NOW)
    assert brief is not None and brief.headline and brief.points == ()
    assert dropped_texts(con) == retention.Dropped(5, NOW, NOW - timedelta(days=90))
    assert drop(con, now=NOW + timedelta(days=30)) == 0


def test_what_is_saved_stays_until_it_is_let_go(con: sqlite3.Connection) -> None:
    kept = next(story for story in list_stories(con) if "orchid" in story.headline)
    save_stories(con, [kept.id], True, now=THEN)
    con.execute("INSERT INTO marks(item, saved) SELECT id, 1 FROM items WHERE guid = '1'")
    assert drop(con) == 3
    assert sorted(guid for guid, text in texts(con).items() if text) == ["1", "3"]
    save_stories(con, [kept.id], False, now=NOW)
    con.execute("UPDATE marks SET saved = 0")
    assert drop(con, now=NOW + timedelta(days=1)) == 0, "old items are looked at once a week"
    assert drop(con, now=NOW + timedelta(days=8)) == 2


def test_what_came_late_or_from_a_file_stays(con: sqlite3.Connection) -> None:
    local = add_feed(con, "file:/x.xml", title="File", status="local", now=THEN)
    store_items(con, local, [NewItem("f", "From a file", "file words", "h", "File", THEN)], now=THEN)
    late = add_feed(con, "https://b.example.org/feed", title="Late", now=NOW)
    store_items(con, late, [NewItem("l", "An old item of a new feed", "late words", "h", "Late", THEN)], now=NOW)
    assert drop(con) == 5
    assert [guid for guid, text in texts(con).items() if text] == ["f", "l"]
    assert drop(con, now=NOW + timedelta(days=95)) == 1
    assert [guid for guid, text in texts(con).items() if text] == ["f"]


def test_a_call_is_bounded_and_the_next_one_goes_on(con: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "LOOKED_AT", 3)
    monkeypatch.setattr(retention, "DROPPED", 2)
    assert [drop(con) for _ in range(4)] == [2, 1, 2, 0]
    assert dropped_texts(con).texts == 5


def test_a_text_that_went_can_be_fetched_from_its_page_again(con: sqlite3.Connection) -> None:
    drop(con)
    store_text(con, 1, PlainText("The whole article, told anew at length."), unspaced="")
    process(con, now=NOW)
    item = get_item(con, 1)
    assert item is not None and item.extracted and item.text.startswith("The whole article")
    assert [hit.item_id for hit in search_items(con, parse_query("anew"))] == [1]
