"""Entities through the whole pipeline: found by any name, corrected for ever, read again when rules change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing import profiles
from briefing.editor import edition, item_with_reading
from briefing.errors import BriefingError
from briefing.ingest import ingest_sources, process, settle
from briefing.query import parse_query
from briefing.store.actions import redo, undo
from briefing.store.connection import open_database
from briefing.store.entities import follow_entities, mute_entities
from briefing.store.entity_edits import hide_entities, merge_entities, rename_entity
from briefing.store.index import count_pending
from briefing.store.readings import use_engine
from briefing.store.search import search_items

NOW = datetime(2025, 7, 16, 12, tzinfo=UTC)
ARTICLE = str(Path(__file__).parents[2] / "seeds" / "article.txt")
OTHER = """Vote in Bern on chips

Scott Bessent spoke in Bern on Tuesday, and Bessent left early.
Switzerland will vote, said Karin Keller-Sutter, the president of Switzerland.
"""


@pytest.fixture
def con(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The seed article and a second text, read."""
    other = tmp_path / "other.txt"
    other.write_text(OTHER)
    other.with_suffix(".toml").write_text('outlet = "Meridian"\npublished = 2025-07-16T08:00:00Z')
    con = open_database(tmp_path / "a.db")
    ingest_sources(con, [ARTICLE], now=NOW)
    ingest_sources(con, [str(other)], now=NOW)
    yield con
    con.close()


def names(con: sqlite3.Connection) -> set[str]:
    """Return the names in the seed article."""
    return {mention.entity for mention in item_with_reading(con, 1)[1].mentions}


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("Scott Bessent", "Scott Bessent"),
        ("bessent", "Scott Bessent"),
        ("  SCOTT   bessent’s ", "Scott Bessent"),
        ("He Lifeng", "He Lifeng"),
        ("chinese", "China"),
        ("the h20", "H20"),
        ("Besenbacher", "Besenbacher"),
    ],
)
def test_any_name_finds_its_entity(con: sqlite3.Connection, called: str, name: str) -> None:
    assert profiles.named(con, called).name == name


def test_a_name_that_nobody_has_is_told(con: sqlite3.Connection) -> None:
    with pytest.raises(BriefingError, match="No stored item names “Nobody”"):
        profiles.named(con, "Nobody")


def test_a_profile(con: sqlite3.Connection) -> None:
    profile = profiles.profile_of(con, profiles.named(con, "Bessent"), now=NOW)
    assert (profile.entity.kind, profile.entity.items) == ("person", 2)
    assert profile.names == ("Bessent",) and "US Treasury Secretary" in [role.words for role in profile.roles]
    assert sum(profile.days) == 2 and len(profile.days) == 30
    assert {"Nvidia", "China", "H20"} & {name for name, _, _ in profile.company}
    assert {story.id for story in profile.stories} == {1, 2}


def test_a_split_name_stays_split_and_comes_back(con: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    person = profiles.named(con, "Scott Bessent")
    profiles.split(con, person.id, "bessent", now=NOW)
    process(con, now=NOW)
    assert profiles.named(con, "bessent").name == "Bessent"
    assert {row.id for row in profiles.profile_of(con, profiles.named(con, "Bessent"), now=NOW).stories} == {1, 2}
    monkeypatch.setattr("briefing.reading.version.READING_VERSION", 1000)
    process(con, now=NOW)
    assert profiles.named(con, "bessent").name == "Bessent"
    undo(con)
    process(con, now=NOW)
    assert profiles.named(con, "bessent").name == "Scott Bessent"
    redo(con)
    process(con, now=NOW)
    assert profiles.named(con, "bessent").name == "Bessent"


def test_a_merged_name_shows_in_the_brief_and_can_be_parted(con: sqlite3.Connection) -> None:
    one, other = profiles.named(con, "Besenbacher"), profiles.named(con, "Scott Bessent")
    assert "Besenbacher" in names(con)
    merge_entities(con, one.id, other.id, now=NOW)
    settle(con, now=NOW)
    assert "Besenbacher" not in names(con)
    profile = profiles.profile_of(con, profiles.named(con, "Besenbacher"), now=NOW)
    assert profile.entity.name == "Scott Bessent" and profile.merged == ("Besenbacher",)
    profiles.split(con, other.id, "besenbacher", now=NOW)
    assert profiles.named(con, "Besenbacher").name == "Besenbacher"
    with pytest.raises(BriefingError, match="no name “Trump”"):
        profiles.split(con, other.id, "Trump", now=NOW)


def test_a_rename_outlives_readings_by_other_rules(con: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    rename_entity(con, profiles.named(con, "H20").id, "H20 chip", now=NOW)
    monkeypatch.setattr("briefing.reading.version.READING_VERSION", 1000)
    process(con, now=NOW)
    assert "H20 chip" in names(con) and "H20" not in names(con)


def test_following_and_muting_change_the_order(con: sqlite3.Connection) -> None:
    def order() -> list[tuple[int, bool]]:
        return [(story.id, story.followed) for story in edition(con, now=NOW).stories]

    (first, _), (second, _) = order()
    last = profiles.named(con, "Karin Keller-Sutter" if second == 2 else "He Lifeng")
    follow_entities(con, [last.id], True, now=NOW)
    settle(con, now=NOW)
    assert order() == [(second, True), (first, False)]
    undo(con)
    settle(con, now=NOW)
    assert order() == [(first, False), (second, False)]
    upper = profiles.named(con, "Karin Keller-Sutter" if first == 2 else "He Lifeng")
    mute_entities(con, [upper.id], True, now=NOW)
    settle(con, now=NOW)
    assert [story for story, _ in order()] == [second, first]


def test_other_rules_read_again_newest_first_and_go_on_where_they_stopped(
    con: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.ingest.reading.BATCH", 1)
    monkeypatch.setattr("briefing.reading.version.READING_VERSION", 1000)
    process(con, now=NOW, should_stop=lambda: count_pending(con, "read") == 1)
    versions = "SELECT version FROM readings JOIN items ON items.id = readings.item ORDER BY items.seq DESC"
    assert [version == 1000 for (version,) in con.execute(versions)] == [True, False]
    con.execute("UPDATE aliases SET version = 0, words = 'stale' WHERE key = 'bern'")
    process(con, now=NOW)
    assert count_pending(con, "read") == 0 and all(version == 1000 for (version,) in con.execute(versions))
    assert con.execute("SELECT COUNT(*) FROM aliases WHERE version = 0").fetchone() == (0,)


def test_an_engine_that_is_not_there_is_told_and_leaves_the_readings(con: sqlite3.Connection) -> None:
    use_engine(con, "missing")
    with pytest.raises(BriefingError, match="There is no entity engine 'missing'"):
        process(con, now=NOW)
    assert profiles.named(con, "bessent").name == "Scott Bessent"
    use_engine(con, "newsner")
    process(con, now=NOW)


@pytest.mark.parametrize(
    ("query", "items"),
    [
        ("person:bessent", {1, 2}),
        ("person:bess", {1, 2}),
        ('person:"Scott Bessent" bern ', {2}),
        ("org:bessent", set()),
        ("entity:chinese", {1}),
        ("place:bern person:bessent", {2}),
        ("person:nobody", set()),
        ("person:%", set()),
    ],
)
@pytest.mark.parametrize("common", [0, 5000])
def test_entities_are_searched_by_any_name(
    con: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, query: str, items: set[int], common: int
) -> None:
    monkeypatch.setattr("briefing.store.search.COMMON", common)
    assert {hit.item_id for hit in search_items(con, parse_query(query))} == items


def test_search_knows_the_readers_word(con: sqlite3.Connection) -> None:
    one, other = profiles.named(con, "Karin Keller-Sutter"), profiles.named(con, "He Lifeng")
    merge_entities(con, one.id, other.id, now=NOW)
    rename_entity(con, other.id, "Vice Premier", now=NOW)
    for query in ("person:lifeng", 'person:"keller sutter"', 'person:"vice premier"'):
        assert {hit.item_id for hit in search_items(con, parse_query(query))} <= {1, 2}
    assert len(search_items(con, parse_query('person:"vice premier"'))) == 2
    hide_entities(con, [other.id], True, now=NOW)
    assert search_items(con, parse_query('person:"vice premier"')) == []
