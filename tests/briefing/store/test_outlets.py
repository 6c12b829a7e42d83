"""Outlets that the reader prefers or mutes, sections by folder, and what an edition leaves out or keeps."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.editor import edition, why_of
from briefing.errors import BriefingError
from briefing.ingest import process, settle
from briefing.store.actions import undo
from briefing.store.arrivals import NewItem, store_items
from briefing.store.connection import open_database
from briefing.store.editions import edition_stories, past_editions, record_edition, stories_told
from briefing.store.feeds import add_feed, update_feed
from briefing.store.marks import mark_read
from briefing.store.outlets import OutletRow, list_outlets, set_stance
from briefing.store.stories import get_story, list_stories
from briefing.stories.ranking import TAU

NOW = datetime(2025, 7, 18, 12, tzinfo=UTC)
ITEMS = (
    ("Harbor", "World", "Nvidia to resume H20 chip sales to China", 1),
    ("Meridian", "Tech", "Nvidia will resume sales of H20 chips to China", 2),
    ("Harbor", "World", "Kamchatka earthquake: tsunami warning for the coast", 3),
    ("Meridian", "Tech", "Inflation rises to 3.6 per cent, highest since January", 40),
)


@pytest.fixture
def con(path: Path) -> sqlite3.Connection:
    con = open_database(path)
    for number, (outlet, folder, title, hours) in enumerate(ITEMS):
        url = f"https://{outlet.lower()}.example.org/feed"
        feed = add_feed(con, url, title=outlet, outlet=outlet, folder=folder, now=NOW)
        item = NewItem(f"g{number}", title, "", title, outlet, NOW - timedelta(hours=hours))
        store_items(con, feed, [item], now=NOW)
    process(con, now=NOW)
    return con


def story(con: sqlite3.Connection, guid: str) -> int:
    return int(con.execute("SELECT story FROM items WHERE guid = ?", (guid,)).fetchone()[0])


def parts(con: sqlite3.Connection, guid: str) -> dict[str, float]:
    why = why_of(con, story(con, guid), now=NOW)
    assert why is not None
    return dict(why.parts)


def test_outlets_are_those_of_the_feeds(con: sqlite3.Connection) -> None:
    assert list_outlets(con) == [OutletRow("Harbor", 1, ""), OutletRow("Meridian", 1, "")]


def test_a_preferred_outlet_lifts_its_stories(con: sqlite3.Connection) -> None:
    before = parts(con, "g2")
    set_stance(con, ["HARBOR"], "preferred", now=NOW)
    settle(con, now=NOW)
    after = parts(con, "g2")
    assert after.pop("preferred outlets") > 0 and after == before
    assert list_outlets(con)[0].stance == "preferred"
    undo(con)
    settle(con, now=NOW)
    assert parts(con, "g2") == before


def test_a_muted_outlet_is_no_voice_and_its_own_stories_sink(con: sqlite3.Connection) -> None:
    assert parts(con, "g0")["outlets"] > 0
    set_stance(con, ["Harbor"], "muted", now=NOW)
    settle(con, now=NOW)
    assert "outlets" not in parts(con, "g0") and "muted" not in parts(con, "g0")
    assert parts(con, "g2")["muted"] < 0
    assert [row.id for row in list_stories(con)][-1] == story(con, "g2")


def test_nobody_is_no_outlet(con: sqlite3.Connection) -> None:
    with pytest.raises(BriefingError, match="no outlet 'Nobody'"):
        set_stance(con, ["Harbor", "Nobody"], "muted", now=NOW)
    assert {row.stance for row in list_outlets(con)} == {""}


def test_the_rank_is_the_sum_of_its_parts_and_age_costs(con: sqlite3.Connection) -> None:
    found = parts(con, "g3")
    assert found["age"] == pytest.approx(-timedelta(hours=40) / TAU)
    row = get_story(con, story(con, "g3"))
    assert row is not None
    time = row.last.timestamp() / TAU.total_seconds()
    assert row.score == pytest.approx(sum(found.values()) - found["age"] + time)


def test_sections_are_the_folders_of_the_feeds(con: sqlite3.Connection) -> None:
    sections = {row.id: row.section for row in list_stories(con)}
    assert (sections[story(con, "g2")], sections[story(con, "g3")]) == ("World", "Tech")
    update_feed(con, 1, folder="Asia", now=NOW)
    settle(con, now=NOW)
    assert get_story(con, story(con, "g2")).section == "Asia"  # type: ignore[union-attr]


def test_what_was_read_before_comes_back_with_something_new(con: sqlite3.Connection) -> None:
    mark_read(con, [story(con, "g2")], True, now=NOW)
    later = NOW + timedelta(hours=1)
    ids = [row.id for row in edition(con, now=later, read_since=later).stories]
    assert story(con, "g2") not in ids and story(con, "g0") in ids
    assert story(con, "g2") in [row.id for row in edition(con, now=later, read_since=NOW).stories]
    assert edition(con, now=later, read_since=later).more == 0
    text = "The tsunami warning for the coast of Kamchatka was lifted on Friday evening, officials said."
    item = NewItem("new", "Kamchatka earthquake: tsunami warning lifted for the coast", text, "n", "Harbor", later)
    store_items(con, 1, [item], now=later)
    process(con, now=later)
    assert story(con, "new") == story(con, "g2")
    assert story(con, "g2") in [row.id for row in edition(con, now=later, read_since=later).stories]


def test_editions_by_time_and_the_stories_of_a_day(con: sqlite3.Connection) -> None:
    made = edition(con, now=NOW)
    key = record_edition(con, made)
    day, next_day = datetime(2025, 7, 18, tzinfo=UTC), datetime(2025, 7, 19, tzinfo=UTC)
    assert [one.id for one in past_editions(con, since=day, until=next_day)] == [key]
    assert past_editions(con, until=day) == past_editions(con, since=next_day) == []
    assert [row.id for row in edition_stories(con, key)] == [row.id for row in made.stories]
    before = stories_told(con, day - timedelta(days=2), day, limit=10)
    assert [row.id for row in before] == [story(con, "g3")]
    assert len(stories_told(con, day, next_day, limit=1)) == 1
