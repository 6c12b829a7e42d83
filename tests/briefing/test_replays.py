"""A feed at one moment after the other: nothing lost, nothing twice, every edit applied, no mark lost.

`tests/data/replay` is a made-up feed at three moments: a corrected title, a page with a clock, an item that vanishes
and returns, one with a new guid, and at last new guids for all. Publishers' own feeds are no part of the project: set
BRIEFING_CAPTURES to a folder of files named like 2025-07-14T13Z_FEED.xml to replay them too.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.ingest import Outcome, process
from briefing.query import parse_query
from briefing.store.clocks import without_clocks
from briefing.store.connection import check_integrity, open_database
from briefing.store.items import count_items, delete_items, items_of_story
from briefing.store.marks import mark_read
from briefing.store.search import search_items
from briefing.store.stories import list_stories
from feeds.parse import parse_feed
from tests.hostile_set import answer

MOMENTS = [(Path(__file__).parents[1] / "data" / "replay" / f"{n}.xml").read_bytes() for n in (1, 2, 3)]
START = datetime(2025, 7, 14, 10, 5, tzinfo=UTC)
CAPTURES = Path(os.environ.get("BRIEFING_CAPTURES") or "/nonexistent")
CAPTURED = sorted(CAPTURES.rglob("????-??-??T??Z_*.xml"))


@pytest.fixture
def con(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    con = open_database(tmp_path / "briefing.db")
    yield con
    con.close()


def replayed(con: sqlite3.Connection, moment: int, body: bytes = b"", *, hours: float = 0) -> Outcome:
    """Fetch and process the feed as it was at `moment` (0, 1, 2), an hour after the one before."""
    now = START + timedelta(hours=moment + hours)
    outcome = answer(con, "harborwire", body or MOMENTS[moment], now=now)
    process(con, now=now)
    return outcome


def counts(outcome: Outcome) -> tuple[int, int, int]:
    return outcome.new, outcome.changed, outcome.unchanged


def text_of(con: sqlite3.Connection, page: str) -> str:
    (text,) = con.execute("SELECT text FROM items WHERE url LIKE ?", (f"%/{page}",)).fetchone()
    return str(text)


def read_marks(con: sqlite3.Connection) -> set[int]:
    return {row[0] for row in con.execute("SELECT item FROM marks WHERE read = 1")}


def read_everything(con: sqlite3.Connection) -> set[int]:
    mark_read(con, [story.id for story in list_stories(con)], True, now=START)
    return read_marks(con)


def test_three_moments_in_order(con: sqlite3.Connection) -> None:
    assert counts(replayed(con, 0)) == (8, 0, 0)
    read = read_everything(con)
    assert len(read) == 8
    # new: the talks; changed: the strike's title, the schools' (and its guid), the clock once
    assert counts(replayed(con, 1)) == (1, 3, 4)
    # new guids for everything: the strike's text is an edit; the clock is not, it has had its one for today
    assert counts(replayed(con, 2)) == (0, 1, 8)
    assert count_items(con) == 9
    assert read_marks(con) == read, "no edit and no new guid takes a mark away"
    titles = {row[0] for row in con.execute("SELECT title FROM items")}
    assert {"Port workers end strike after two days", "Schools to open one week later"} <= titles
    assert "Port workers strike for a second day" not in titles
    assert text_of(con, "strike").startswith("The port workers ended")
    assert {row[0].partition("-")[0] for row in con.execute("SELECT guid FROM items")} == {"post"}
    assert sum(len(items_of_story(con, story.id)) for story in list_stories(con)) == 9
    assert check_integrity(con) == []


def test_the_last_moment_again_changes_nothing(con: sqlite3.Connection) -> None:
    for moment in range(3):
        replayed(con, moment)
    before = con.execute("SELECT * FROM items ORDER BY id").fetchall()
    again = replayed(con, 2, MOMENTS[2].replace(b"12:05:00", b"13:05:00"), hours=1)
    assert counts(again) == (0, 0, 9)
    marked_up = replayed(con, 2, MOMENTS[2].replace(b"<description>", b"<description>&lt;b&gt;&lt;/b&gt;"), hours=2)
    assert counts(marked_up) == (0, 0, 9)
    hash_column = [row[1] for row in con.execute("PRAGMA table_info(items)")].index("hash")
    after = con.execute("SELECT * FROM items ORDER BY id").fetchall()
    assert [row[:hash_column] + row[hash_column + 1 :] for row in after] == [
        row[:hash_column] + row[hash_column + 1 :] for row in before
    ]


def test_what_vanished_from_the_feed_stays_stored(con: sqlite3.Connection) -> None:
    replayed(con, 0)
    replayed(con, 1)
    assert [hit.title for hit in search_items(con, parse_query("tax"))] == ["Finance minister rules out a new tax"]
    replayed(con, 2)
    assert len(search_items(con, parse_query("tax"))) == 1


def test_a_clock_makes_one_edit_a_day_and_a_figure_is_an_edit_each_time(con: sqlite3.Connection) -> None:
    replayed(con, 0)
    edits = 0
    for minute in range(1, 49):
        body = MOMENTS[0].replace(b"10:04 GMT", f"10:{minute:02} GMT".encode()).replace(b"12 comm", b"%d comm" % minute)
        edits += replayed(con, 0, body, hours=minute / 60).changed
    assert edits == 1
    figure = MOMENTS[0].replace(b"3 ships wait", b"5 ships wait")
    assert replayed(con, 0, figure, hours=2).changed == 1
    assert "5 ships wait" in text_of(con, "port")
    tomorrow = MOMENTS[0].replace(b"10:04 GMT", b"09:00 GMT").replace(b"3 ships wait", b"5 ships wait")
    assert replayed(con, 0, tomorrow, hours=24).changed == 1
    assert "09:00 GMT" in text_of(con, "port"), "a time that was corrected is right the next day at the latest"


def test_deleted_items_never_come_back_not_even_under_new_guids(con: sqlite3.Connection) -> None:
    replayed(con, 0)
    gone = [row[0] for row in con.execute("SELECT id FROM items WHERE url LIKE '%/tax' OR url LIKE '%/bridge'")]
    delete_items(con, gone)
    for moment in (1, 2):
        replayed(con, moment)
    edited = MOMENTS[2].replace(b"Finance minister rules out a new tax", b"Finance minister rules out any new tax")
    replayed(con, 2, edited, hours=1)
    assert count_items(con) == 7
    assert not search_items(con, parse_query("tax")) and not search_items(con, parse_query("bridge"))
    assert check_integrity(con) == []


def test_another_item_on_the_page_of_a_deleted_one_is_stored(con: sqlite3.Connection) -> None:
    replayed(con, 0)
    delete_items(con, [row[0] for row in con.execute("SELECT id FROM items WHERE url LIKE '%/tax'")])
    other = MOMENTS[2].replace(b"Finance minister rules out a new tax", b"Harvest festival draws large crowds")
    replayed(con, 1)
    assert replayed(con, 2, other).new == 1
    assert search_items(con, parse_query("harvest"))


@pytest.mark.parametrize(
    ("outlet", "shown", "copies"), [("Harbor Wire", 8, 0), ("Meridian Post", 16, 8)], ids=["one outlet", "two outlets"]
)
def test_the_same_pages_in_two_feeds(con: sqlite3.Connection, outlet: str, shown: int, copies: int) -> None:
    replayed(con, 0)
    body = MOMENTS[0].replace(b"<title>Harbor Wire", f"<title>{outlet}".encode()).replace(b"<guid", b"<guid ")
    if outlet != "Harbor Wire":
        body = body.replace(
            b"<link>https://harborwire.example.org/</link>", b"<link>https://meridian.example.net/</link>"
        )
    assert answer(con, "business", body.replace(b">hw-", b">b-"), now=START).new == 8
    process(con, now=START)
    listed = [item for story in list_stories(con) for item in items_of_story(con, story.id)]
    assert (len(listed), sum(item.copy_of is not None for item in listed)) == (shown, copies)
    assert len(search_items(con, parse_query("newer:99999d"))) == shown
    assert len({row[0] for row in con.execute("SELECT feed FROM items")}) == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Updated 10:04 GMT: the port", "Updated 11:59 GMT: the port", True),
        ("Posted 5 minutes ago.", "Posted an hour ago.", True),
        ("Vote. 12 comments", "Vote. 1,304 comments", True),
        ("As of 2026-02-18T06:00:00Z", "As of 2026-02-18T07:30:12+01:00", True),
        ("Stand: vor 5 Minuten", "Stand: vor 12 Minuten", True),
        ("12 people died", "15 people died", False),
        ("Prices rose 2.7 %", "Prices rose 2.9 %", False),
        ("Talks on 14 July", "Talks on 15 July", False),
        ("Bayern won 3-1", "Bayern won 3-2", False),
    ],
)
def test_clocks(one: str, other: str, same: bool) -> None:
    assert (without_clocks(one) == without_clocks(other)) is same


@pytest.mark.skipif(not CAPTURED, reason="BRIEFING_CAPTURES names no folder with feeds at several moments")
def test_captured_feeds_in_order(con: sqlite3.Connection) -> None:
    seen: dict[tuple[str, str], str] = {}
    edits = new = changed = 0
    for path in CAPTURED:
        moment, _, feed = path.stem.partition("_")
        now = datetime.strptime(moment, "%Y-%m-%dT%HZ").replace(tzinfo=UTC)
        before = {(feed, item.guid): item.title for item in parse_feed(path.read_bytes(), now=now).items}
        edits += sum(key in seen and seen[key] != title for key, title in before.items())
        outcome = answer(con, feed.replace("_", "-"), path.read_bytes(), now=now)
        read = read_marks(con)
        con.execute("INSERT OR REPLACE INTO marks(item, read) SELECT id, 1 FROM items")
        assert read <= read_marks(con) and (outcome.error, outcome.new + outcome.changed + outcome.unchanged) == (
            None, len(before),
        )  # fmt: skip
        seen |= before
        new, changed = new + outcome.new, changed + outcome.changed
        stored = _titles_by_guid(con, feed)
        assert {key: stored[key] for key in before} == before, "each title as the feed gives it now"
        assert len(read_marks(con)) == count_items(con) == new
    under_new_guids = len(seen) - new
    assert changed >= edits and 0 <= under_new_guids <= len(seen) // 100
    last = {path.stem.partition("_")[2]: path for path in CAPTURED}
    for feed, path in last.items():
        again = answer(con, feed.replace("_", "-"), path.read_bytes() + b"<!-- again -->", now=now + timedelta(hours=1))
        assert (again.error, again.new, again.changed) == (None, 0, 0)
    print(f"{len(CAPTURED)} captures: {new} items, {changed} edits ({edits} of titles), {under_new_guids} new guids")
    assert check_integrity(con) == []


def _titles_by_guid(con: sqlite3.Connection, feed: str) -> dict[tuple[str, str], str]:
    query = "SELECT guid, items.title FROM items JOIN feeds ON feeds.id = items.feed WHERE feeds.url LIKE ?"
    return {(feed, guid): title for guid, title in con.execute(query, (f"%//{feed.replace('_', '-')}.%",))}
