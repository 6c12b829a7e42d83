"""Readings go into one row and come back the same; entities are counted by item, whatever is deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from briefing.model import NAME_KINDS, DateRef, Figure, Mention, Quote, Reading, Sentence
from briefing.store.entities import find_entity, get_entity, mentions_by_day, most_mentioned, stories_of
from briefing.store.index import count_pending
from briefing.store.items import delete_items
from briefing.store.readings import (
    items_to_read,
    load_names,
    load_readings,
    packed,
    queue_outdated,
    save_names,
    save_readings,
    unpacked,
)
from briefing.store.summaries import refresh_names

_SPAN = st.integers(0, 10**6)
_TEXT = st.text(max_size=12)
_READINGS = st.builds(
    Reading,
    sentences=st.lists(st.builds(Sentence, _SPAN, _SPAN, _SPAN), max_size=3).map(tuple),
    mentions=st.lists(
        st.builds(Mention, st.sampled_from(["title", "text"]), _SPAN, _SPAN, st.sampled_from(NAME_KINDS), _TEXT, _TEXT),
        max_size=3,
    ).map(tuple),
    quotes=st.lists(st.builds(Quote, _SPAN, _SPAN, _TEXT, _SPAN, _SPAN, _TEXT), max_size=3).map(tuple),
    figures=st.lists(
        st.builds(
            Figure,
            _SPAN,
            _SPAN,
            _SPAN,
            _SPAN,
            _TEXT,
            st.none() | st.floats(allow_nan=False, allow_infinity=False),
            _TEXT,
        ),
        max_size=3,
    ).map(tuple),
    dates=st.lists(st.builds(DateRef, _SPAN, _SPAN, st.dates(), st.dates(), _TEXT), max_size=3).map(tuple),
)


@given(_READINGS)
def test_a_reading_comes_back_as_it_was(reading: Reading) -> None:
    assert unpacked(packed(reading)) == reading


def test_a_whole_reading_in_the_database(con: sqlite3.Connection, put: Callable, item: Callable) -> None:
    (key,) = put(item("a")).new
    reading = Reading(
        sentences=(Sentence(0, 5),),
        mentions=(Mention("text", 0, 2, "person", "Scott Bessent", "Treasury Secretary"),),
        quotes=(Quote(1, 3, "Scott Bessent", 4, 5, "after"),),
        figures=(Figure(0, 1, 2, 3, "money", 1.6e10, "USD"),),
        dates=(DateRef(0, 4, date(2025, 7, 14), date(2025, 7, 14), "day"),),
    )
    save_readings(con, {key: reading}, 1)
    assert load_readings(con, [key, 99]) == {key: reading}


def _mentions(*names: str, field: str = "text") -> Reading:
    return Reading(mentions=tuple(Mention(field, n, n + 1, "organisation", name) for n, name in enumerate(names)))  # type: ignore[arg-type]


def test_newest_first_and_again_when_the_rules_change(con: sqlite3.Connection, put: Callable, item: Callable) -> None:
    put(item("old", hours=9), item("new"), item("middle", hours=3))
    assert [title for _, title, *_ in items_to_read(con, 2)] == ["Title of new", "Title of middle"]
    save_readings(con, {key: _mentions("Nvidia") for key, *_ in items_to_read(con, 9)}, 1)
    assert (items_to_read(con, 9), queue_outdated(con, 1), queue_outdated(con, 2)) == ([], 0, 3)
    save_readings(con, {key: _mentions("AMD") for key, *_ in items_to_read(con, 2)}, 2)
    assert count_pending(con, "read") == 1
    assert queue_outdated(con, 2) == 1


def test_entities_by_items(
    con: sqlite3.Connection, put: Callable, item: Callable, place: Callable, now: datetime
) -> None:
    keys = put(*[item(f"n{n}", hours=20 * n) for n in range(4)]).new[::-1]
    place({n: [key] for n, key in enumerate(keys, 1)})
    save_readings(con, {keys[0]: _mentions("Nvidia", "Nvidia", "AMD"), keys[1]: _mentions("Nvidia")}, 1)
    save_readings(con, {keys[2]: _mentions("Nvidia", "Intel"), keys[3]: _mentions("Intel")}, 1)
    assert [(row.name, row.items, row.stories) for row in most_mentioned(con)] == [
        ("Nvidia", 3, 3), ("Intel", 2, 2), ("AMD", 1, 1),
    ]  # fmt: skip
    assert [row.name for row in most_mentioned(con, since=now - timedelta(hours=30))] == ["Nvidia", "AMD"]
    assert most_mentioned(con, kinds=["person"]) == []
    nvidia = find_entity(con, "Nvidia")
    assert nvidia is not None and (nvidia.items, nvidia.newest, get_entity(con, nvidia.id)) == (3, now, nvidia)
    assert mentions_by_day(con, nvidia.id, days=3, until=now) == (0, 1, 2)
    first = stories_of(con, nvidia.id, limit=2)
    assert [row.id for row in first + stories_of(con, nvidia.id, limit=2, after=first[-1])] == [1, 2, 3]
    delete_items(con, [keys[0]])
    assert get_entity(con, nvidia.id).items == 2  # type: ignore[union-attr]
    assert find_entity(con, "Nobody") is None


def test_other_gives_way_to_a_kind(con: sqlite3.Connection, put: Callable, item: Callable) -> None:
    one, two, three, four = put(*[item(name) for name in "abcd"]).new

    def reading(*kinds: str) -> Reading:
        return Reading(mentions=tuple(Mention("text", n, n + 1, kind, "China") for n, kind in enumerate(kinds)))  # type: ignore[arg-type]

    save_readings(con, {one: reading("other")}, 1)
    assert [row.kind for row in most_mentioned(con)] == ["other"]
    save_readings(con, {two: reading("other", "place", "other")}, 1)
    save_readings(con, {three: reading("other")}, 1)
    assert [(row.kind, row.items) for row in most_mentioned(con)] == [("place", 3)]
    save_readings(con, {four: reading("person")}, 1)
    assert [(row.kind, row.items) for row in most_mentioned(con)] == [("place", 3), ("person", 1)]
    assert con.execute("SELECT n FROM mentions WHERE item = ?", (two,)).fetchall() == [(3,)]


def test_a_storys_names(con: sqlite3.Connection, put: Callable, item: Callable, place: Callable) -> None:
    from briefing.store.stories import get_story

    one, two = put(item("a", hours=1), item("b")).new
    place({1: [one, two]})
    save_readings(con, {one: _mentions("Intel", "AMD"), two: _mentions("AMD", "Zilog")}, 1)
    refresh_names(con, [1])
    assert get_story(con, 1).entities == ("AMD", "Intel", "Zilog")  # type: ignore[union-attr]


def test_names_learned_are_written_where_they_changed(con: sqlite3.Connection) -> None:
    first = [
        ("surname", "bessent", "Scott Bessent", "", 1, "2025-07-15"),
        ("alias", "usa", "United States", "place", 9, "2025-07-15"),
    ]
    save_names(con, [], first)
    second = [("surname", "bessent", "Scott Bessent", "", 2, "2025-07-16")]
    save_names(con, first, second)
    assert load_names(con) == second
