"""The edition's window and counts; a brief is made from what is stored, and knows what was read before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.editor import brief_of, edition, item_with_reading
from briefing.errors import StoreError
from briefing.ingest.steps import process
from briefing.store.arrivals import NewItem, store_items
from briefing.store.connection import open_database
from briefing.store.feeds import Fetched, add_feed, record_fetch
from briefing.store.marks import dismiss_stories, mark_read
from briefing.store.stories import list_stories

NOW = datetime(2025, 7, 18, 12, tzinfo=UTC)
FIRE = "A fire destroyed the main stage of the Tomorrowland festival in Boom on Wednesday. Nobody was reported hurt."
LATER = "The organisers of Tomorrowland said that the festival in Boom opens on Friday with a new stage after the fire."
TAX = "The parliament in Bern voted for a lower tax on diesel engines. The council decides in autumn."


@pytest.fixture
def con(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    con = open_database(tmp_path / "briefing.db")
    yield con
    con.close()


def _store(con: sqlite3.Connection, *items: tuple[str, str, str, float]) -> None:
    """Store and process (guid, title, text, age in hours), each from an outlet of its own."""
    for guid, title, text, hours in items:
        feed = add_feed(con, f"https://{guid}.example.org/feed", title=guid.title(), now=NOW)
        published = NOW - timedelta(hours=hours)
        store_items(con, feed, [NewItem(guid, title, text, text, guid.title(), published)], now=NOW)
    process(con, now=NOW)


def test_an_empty_database_has_an_empty_edition(con: sqlite3.Connection) -> None:
    made = edition(con, now=NOW)
    assert (made.stories, made.items, made.outlets, made.more, made.updated, made.next_update) == (
        (),
        0,
        0,
        0,
        None,
        None,
    )


def test_the_window_counts_back_from_the_newest_item(con: sqlite3.Connection) -> None:
    _store(con, ("harbor", "Fire at Tomorrowland", FIRE, 1), ("polar", "Vote on diesel tax in Bern", TAX, 60))
    assert len(edition(con, now=NOW).stories) == 1
    assert len(edition(con, now=NOW, since_hours=72).stories) == 2
    assert len(edition(con, now=NOW + timedelta(days=30)).stories) == 1


def test_counts_and_times(con: sqlite3.Connection) -> None:
    _store(
        con,
        ("harbor", "Fire destroys main stage of Tomorrowland", FIRE, 3),
        ("meridian", "Tomorrowland opens with a new main stage after fire", LATER, 1),
        ("polar", "Vote on diesel tax in Bern", TAX, 2),
    )
    made = edition(con, now=NOW, limit=1)
    assert (made.items, made.outlets, made.more, made.updated) == (2, 2, 1, NOW)
    record_fetch(con, 1, Fetched(NOW + timedelta(minutes=30), 200), now=NOW - timedelta(minutes=5))
    record_fetch(con, 2, Fetched(NOW + timedelta(minutes=40), 200), now=NOW - timedelta(minutes=9))
    record_fetch(con, 3, Fetched(NOW + timedelta(minutes=50), 500, "It failed."), now=NOW)
    made = edition(con, now=NOW)
    assert (made.updated, made.next_update) == (NOW - timedelta(minutes=5), NOW + timedelta(minutes=30))
    dismiss_stories(con, [made.stories[0].id], now=NOW)
    assert edition(con, now=NOW).stories == made.stories[1:]


def test_what_came_after_reading_is_new(con: sqlite3.Connection) -> None:
    _store(con, ("harbor", "Fire destroys main stage of Tomorrowland", FIRE, 3))
    (story,) = list_stories(con)
    first = brief_of(con, story.id, now=NOW)
    assert first is not None and first.lead is not None and first.new == 0
    mark_read(con, [story.id], True, now=NOW)
    _store(con, ("meridian", "Tomorrowland opens with a new main stage after fire", LATER, 1))
    (again,) = list_stories(con)
    assert (again.id, again.items, again.new, again.read) == (story.id, 2, 1, False)
    second = brief_of(con, story.id, now=NOW)
    assert second is not None and second.new >= 1
    passages = [passage for passage in (second.lead, *second.points) if passage]
    assert {passage.item_id for passage in passages if passage.new} == {2}


def test_an_item_that_waits_is_read_for_once(con: sqlite3.Connection) -> None:
    feed = add_feed(con, "https://harbor.example.org/feed", title="Harbor", now=NOW)
    (key,) = store_items(con, feed, [NewItem("a", "Fire in Belgium", FIRE, "h", "Harbor", NOW)], now=NOW).new
    item, reading = item_with_reading(con, key)
    assert (item.title, len(reading.sentences)) == ("Fire in Belgium", 2)
    assert con.execute("SELECT COUNT(*) FROM readings").fetchone() == (0,)


def test_what_is_not_there(con: sqlite3.Connection) -> None:
    assert brief_of(con, 1, now=NOW) is None
    with pytest.raises(StoreError, match="no item 1"):
        item_with_reading(con, 1)


def test_a_brief_says_that_few_of_the_readers_outlets_carry_it(con: sqlite3.Connection) -> None:
    for name in ("harbor", "polar", "quiet", "still", "mute", "calm"):
        add_feed(con, f"https://{name}.example.org/feed", title=name.title(), outlet=name.title(), now=NOW)
    _store(con, ("harbor", "Fire at Tomorrowland", FIRE, 3), ("polar", "Fire at Tomorrowland in Boom", LATER, 1))
    (story,) = list_stories(con)
    brief = brief_of(con, story.id, now=NOW)
    assert brief is not None and brief.outlets == 2
    labels = [angle.label for angle in brief.angles if angle.kind == "coverage"]
    assert labels == ["Only 2 of your 6 outlets carry this, Harbor was first"]
