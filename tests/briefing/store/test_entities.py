"""Who is named, and when: the numbers of pages and lists against plain counting, on the sample edition."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from briefing import profiles
from briefing.model import EntityRow
from briefing.sample import open_sample
from briefing.store import entities as store
from briefing.store.entity_edits import hide_entities, merge_entities
from briefing.store.times import to_time


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[sqlite3.Connection, datetime]:
    """The sample with a merge, a hidden entity, and an item that stands in two feeds of one outlet."""
    con, now = open_sample(tmp_path_factory.mktemp("entities") / "sample.db")
    merge_entities(con, profiles.named(con, "Bloomberg").id, profiles.named(con, "Nvidia").id, now=now)
    hide_entities(con, [profiles.named(con, "AMD").id], True, now=now)
    newest = [item for (item,) in con.execute("SELECT id FROM items ORDER BY seq DESC LIMIT 2")]
    con.execute("UPDATE items SET twin = 1, copy_of = ? WHERE id = ?", newest)
    return con, now


@pytest.fixture
def con(made: tuple[sqlite3.Connection, datetime]) -> Iterator[sqlite3.Connection]:
    yield made[0]


def named(con: sqlite3.Connection) -> list[tuple[int, int, int, datetime, bool]]:
    """Every mention as (entity that it counts for, item, story, published, twin)."""
    rows = con.execute(
        """
        SELECT stands_for, items.id, story, published, twin AND copy_of IS NOT NULL
        FROM mentions JOIN items ON items.id = mentions.item JOIN entities ON entities.id = mentions.entity
        """
    )
    return [(entity, item, story, to_time(time), bool(twin)) for entity, item, story, time, twin in rows]


def test_items_stories_and_the_newest_of_every_entity(con: sqlite3.Connection) -> None:
    mentions = named(con)
    for entity in {row[0] for row in mentions}:
        own = [row for row in mentions if row[0] == entity]
        row = store.get_entity(con, entity)
        assert row and (row.items, row.stories) == (len({r[1] for r in own}), len({r[2] for r in own}))
        assert row.newest == max(r[3] for r in own)
        quick = store.get_entity(con, entity, count_stories=False)
        assert quick and quick.stories is None and quick.items == row.items
        assert store.count_stories_of(con, entity) == row.stories


def test_days_count_items_back_from_the_moment(made: tuple[sqlite3.Connection, datetime]) -> None:
    con, now = made
    for until in (now, now - timedelta(days=1, hours=7)):
        mentions = named(con)
        for entity in {row[0] for row in mentions}:
            items = {row[1]: row[3] for row in mentions if row[0] == entity and row[3] <= until}
            ages = Counter((until - time) // timedelta(days=1) for time in items.values())
            expected = tuple(ages[age] for age in reversed(range(5)))
            assert store.mentions_by_day(con, entity, days=5, until=until) == expected


def test_rising_is_more_today_than_in_the_week_before(made: tuple[sqlite3.Connection, datetime]) -> None:
    con, now = made
    today, week = Counter[int](), Counter[int]()
    for entity, _, time in {(row[0], row[1], row[3]) for row in named(con) if not row[4]}:
        today[entity] += now - timedelta(days=1) <= time <= now
        week[entity] += now - timedelta(days=8) <= time < now - timedelta(days=1)
    hidden = {row.id for row in store.marked_entities(con, "hidden")}
    expected = {
        entity: (n, week[entity] / 7)
        for entity, n in today.items()
        if n >= 2 and n > week[entity] / 7 and entity not in hidden
    }
    risen = store.rising(con, now=now, limit=1000)
    assert {one.entity.id: (one.today, one.usual) for one in risen} == expected
    assert all(one.entity.items == one.today + round(7 * one.usual) for one in risen)
    assert store.rising(con, now=now, limit=1) == risen[:1]


def test_a_name_that_nobody_bears_any_more_gives_way(con: sqlite3.Connection) -> None:
    con.execute("INSERT INTO entities(name, kind) VALUES ('Bessent', 'person')")
    found = store.find_entity(con, "Bessent", "bessent")
    assert isinstance(found, EntityRow) and found.name == "Scott Bessent"


def test_the_page_of_stories_goes_on_where_it_ended(con: sqlite3.Connection, made: tuple[object, Path]) -> None:
    entity = profiles.named(con, "United States").id
    whole = store.stories_of(con, entity, limit=100)
    first = store.stories_of(con, entity, limit=2)
    assert [one.id for one in first + store.stories_of(con, entity, after=first[-1])] == [one.id for one in whole]
