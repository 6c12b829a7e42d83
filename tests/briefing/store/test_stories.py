"""Lists of stories: the edition's order, its pages, and what a round of grouping leaves behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from briefing.model import Edition
from briefing.store import grouping
from briefing.store.editions import edition_stories, past_editions, record_edition, stop_at
from briefing.store.items import delete_items, placement_of
from briefing.store.marks import dismiss_stories, mark_read, save_stories
from briefing.store.meta import load_meta, save_meta
from briefing.store.stories import count_outlets, count_stories, get_story, list_stories
from briefing.store.summaries import coverage, score_parts


@pytest.fixture
def twelve(con: sqlite3.Connection, put: Callable, item: Callable, place: Callable) -> list[int]:
    """Twelve stories: story n has n % 4 + 1 items (its score), the last of them 10 n hours old."""
    names = [f"{n}-{k}" for n in range(1, 13) for k in range(n % 4 + 1)]
    put(*[item(name, hours=int(name.partition("-")[0]) * 10 + int(name[-1])) for name in names])
    ids = dict(con.execute("SELECT guid, id FROM items"))
    place({n: [ids[f"{n}-{k}"] for k in range(n % 4 + 1)] for n in range(1, 13)})
    return list(range(1, 13))


def test_the_order_of_the_edition(con: sqlite3.Connection, twelve: list[int], now: datetime) -> None:
    assert [row.id for row in list_stories(con)] == [3, 7, 11, 2, 6, 10, 1, 5, 9, 4, 8, 12]
    mark_read(con, [3, 6], True, now=now)
    dismiss_stories(con, [7], now=now)
    assert [row.id for row in list_stories(con)] == [11, 2, 10, 1, 5, 9, 4, 8, 12, 3, 6]
    assert [row.id for row in list_stories(con, dismissed=True)] == [7]
    save_stories(con, [6, 12], True, now=now)
    assert [row.id for row in list_stories(con, saved=True)] == [12, 6]


@pytest.mark.parametrize("order", ["rank", "newest"])
@pytest.mark.parametrize("size", [1, 4, 5, 100])
def test_pages_are_the_whole_list(
    con: sqlite3.Connection, twelve: list[int], now: datetime, order: str, size: int
) -> None:
    mark_read(con, [2, 3, 9, 10, 12], True, now=now)
    whole = list_stories(con, order=order)  # type: ignore[arg-type]
    rows = page = list_stories(con, order=order, limit=size)  # type: ignore[arg-type]
    while page:
        page = list_stories(con, order=order, limit=size, after=rows[-1])  # type: ignore[arg-type]
        rows = rows + page
    assert rows == whole
    assert len(whole) == 12


def test_newest_first_and_since(con: sqlite3.Connection, twelve: list[int], now: datetime) -> None:
    assert [row.id for row in list_stories(con, order="newest", limit=3)] == [1, 2, 3]
    since = now - timedelta(hours=30)
    assert {row.id for row in list_stories(con, since=since)} == {1, 2, 3}
    assert (count_stories(con, since=since), count_stories(con)) == (3, 12)
    assert count_outlets(con, [1, 2]) == 1


def test_a_story_without_items_is_not_shown(con: sqlite3.Connection, twelve: list[int], place: Callable) -> None:
    delete_items(con, [row[0] for row in con.execute("SELECT id FROM items WHERE story = 3")])
    place({})
    assert get_story(con, 3) is None
    assert 3 not in [row.id for row in list_stories(con)]


def test_unknown_stories(con: sqlite3.Connection) -> None:
    assert get_story(con, 1) is None
    assert (list_stories(con), score_parts(con, 1), placement_of(con, 1)) == ([], (), None)


def test_what_grouping_stores_comes_back(con: sqlite3.Connection, put: Callable, item: Callable, now: datetime) -> None:
    one, two, three = put(item("a", hours=2), item("b", hours=1), item("c")).new
    rows = [(one, 1, 1.0, (), None, None), (two, 1, 0.5, ("Nvidia", "H20"), 1.5, one), (three, 2, 1.0, (), None, None)]
    grouping.save_placements(con, rows, {})
    assert grouping.items_to_group(con) == []
    placed = placement_of(con, two)
    assert placed is not None and (placed.story_id, placed.why, placed.hours, placed.copy_of) == (
        1, ("Nvidia", "H20"), 1.5, one,
    )  # fmt: skip
    live = [(1, {"nvidia": 0.1, "中": 1 / 3}, 2, now, now), (2, {}, 1, now, now)]
    grouping.save_terms(con, live, [])
    assert grouping.load_terms(con) == live
    grouping.save_counts(con, {"nvidia": 2.0, "chip": 1.5}, whole=False)
    grouping.save_counts(con, {"nvidia": 3.0}, whole=False)
    assert grouping.load_counts(con) == {"chip": 1.5, "nvidia": 3.0}
    recent = [("t1", three, 2, now, "Harbor Wire", ("chip", "talk"), "w1")]
    grouping.save_recent(con, recent, [])
    grouping.save_placements(con, [], {2: 1})
    assert grouping.load_recent(con) == [("t1", three, 1, now, "Harbor Wire", ("chip", "talk"), "w1")]
    assert grouping.story_ids_of(con, [one, three, 99]) == {one: 1, three: 1}
    assert [row[0] for row in grouping.load_terms(con)] == [1]
    grouping.save_counts(con, {"truce": 1.0}, whole=True)
    grouping.save_recent(con, [], ["t1"])
    grouping.save_terms(con, [], [1])
    assert (grouping.load_counts(con), grouping.load_recent(con), grouping.load_terms(con)) == ({"truce": 1.0}, [], [])


def test_chains_of_unions_end_at_the_oldest(con: sqlite3.Connection, twelve: list[int], place: Callable) -> None:
    place({}, united={9: 5})
    place({}, united={5: 1})
    assert [get_story(con, n).id for n in (9, 5, 1)] == [1, 1, 1]  # type: ignore[union-attr]
    assert get_story(con, 1).items == 6  # type: ignore[union-attr]


def test_coverage_by_hour(now: datetime) -> None:
    hours = (0, 0.5, 1, 3.2, 30)
    assert coverage([now - timedelta(hours=one) for one in hours], now) == (1, 0, 1, 2)
    assert coverage([now], now) == (1,)


def test_past_editions(con: sqlite3.Connection, twelve: list[int], place: Callable, now: datetime) -> None:
    rows = tuple(list_stories(con, limit=3))
    first = record_edition(con, Edition(now, rows, 1, 1))
    assert record_edition(con, Edition(now + timedelta(hours=1), rows, 1, 1)) == first
    stop_at(con, 7)
    second = record_edition(con, Edition(now, rows[:1], 1, 1))
    stop_at(con, 7)  # not in the newest edition
    assert [(one.id, one.stories, one.stopped_at) for one in past_editions(con)] == [
        (second, (3,), None),
        (first, (3, 7, 11), 7),
    ]
    assert [one.stopped_place for one in past_editions(con)] == [0, 2]
    place({}, united={7: 3})
    assert [row.id for row in edition_stories(con, first)] == [3, 11]
    assert edition_stories(con, 99) == []


def test_single_values(con: sqlite3.Connection) -> None:
    save_meta(con, "a", {"b": [1, None]})
    assert (load_meta(con, "a"), load_meta(con, "c")) == ({"b": [1, None]}, None)
