"""Bare surnames get the full names that other items give later; the reader's word on them wins, and can be undone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing import profiles
from briefing.editor import item_with_reading
from briefing.ingest import ingest_sources, process, relinking
from briefing.store.actions import undo
from briefing.store.connection import open_database
from briefing.store.entities import follow_entities, stories_of
from briefing.store.entity_edits import hide_entities, merge_entities, rename_entity

NOW = datetime(2025, 7, 16, 12, tzinfo=UTC)
BARE = "Mr. Bessent said on Tuesday that talks with China go on, and that Bessent would stay in Geneva."
FULL = "US Treasury Secretary Scott Bessent spoke in London about lower taxes for the people of Ohio."
Put = Callable[..., None]


@pytest.fixture
def con(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    con = open_database(tmp_path / "a.db")
    yield con
    con.close()


@pytest.fixture
def put(con: sqlite3.Connection, tmp_path: Path) -> Put:
    """Return a function that stores and reads one text, `hours` before the clock's time."""

    def store(name: str, text: str, *, hours: float = 1) -> None:
        path = tmp_path / f"{name}.txt"
        path.write_text(f"{name}\n\n{text}\n")
        published = (NOW - timedelta(hours=hours)).isoformat().replace("+00:00", "Z")
        path.with_suffix(".toml").write_text(f'outlet = "{name}"\npublished = {published}')
        ingest_sources(con, [str(path)], now=NOW)

    return store


def people(con: sqlite3.Connection, item: int) -> set[str]:
    return {one.entity for one in item_with_reading(con, item)[1].mentions if one.kind == "person"}


def test_a_later_item_names_whom_an_earlier_one_meant(con: sqlite3.Connection, put: Put) -> None:
    put("Talks go on", BARE, hours=2)
    assert people(con, 1) == {"Bessent"}
    put("Taxes in Ohio", FULL, hours=1)
    assert people(con, 1) == {"Scott Bessent"}
    person = profiles.named(con, "Bessent")
    assert (person.name, person.items) == ("Scott Bessent", 2)
    assert {story.id for story in stories_of(con, person.id)} == {1, 2}
    assert [quote.speaker for quote in item_with_reading(con, 1)[1].quotes if quote.speaker] in ([], ["Scott Bessent"])


def test_an_older_item_that_comes_later_does_too(con: sqlite3.Connection, put: Put) -> None:
    put("Talks go on", BARE, hours=1)
    put("Taxes in Ohio", FULL, hours=30)
    assert people(con, 1) == {"Scott Bessent"}


def test_likeness_and_doubt_link_nobody(con: sqlite3.Connection, put: Put) -> None:
    put("Bills and laws", "Senator Tina Smith spoke in Paris about hospitals, and Scott Bessent listened.")
    put("A new film", "Actor Will Smith was seen at a film festival in Rome last night.")
    put("Smith speaks", "Mr. Smith said on Tuesday that prices will fall in Wales. Mr. Besent agreed in Cardiff.")
    assert people(con, 3) == {"Smith", "Besent"}


def test_the_one_full_name_of_its_story_counts(con: sqlite3.Connection, put: Put) -> None:
    put("A new film", "Actor Will Smith and writer Zadie Smith were seen at a film festival in Rome last night.")
    text = "The hospital law of Minnesota passed the Senate on Tuesday after a long night of votes on amendments."
    put("Hospital law of Minnesota passes Senate", f"{text} Mr. Smith wrote it.")
    put("Minnesota hospital law passes the Senate", f"{text} Senator Tina Smith wrote it.")
    stories = con.execute("SELECT story FROM items WHERE id IN (2, 3)").fetchall()
    assert stories[0] == stories[1], "else this test says nothing"
    assert people(con, 2) == {"Tina Smith"}


@pytest.mark.parametrize(
    "wish",
    [
        lambda con, one, other: hide_entities(con, [one], True, now=NOW),
        lambda con, one, other: rename_entity(con, one, "Bessent of Bern", now=NOW),
        lambda con, one, other: merge_entities(con, one, other, now=NOW),
        lambda con, one, other: follow_entities(con, [one], True, now=NOW),
    ],
    ids=["hidden", "renamed", "merged", "followed"],
)
def test_the_readers_word_stays(
    con: sqlite3.Connection, put: Put, wish: Callable[[sqlite3.Connection, int, int], None]
) -> None:
    put("Talks go on", BARE, hours=2)
    wish(con, profiles.named(con, "Bessent").id, profiles.named(con, "China").id)
    put("Taxes in Ohio", FULL, hours=1)
    assert "Scott Bessent" not in people(con, 1)
    undo(con)
    put("More of it", "Scott Bessent was in Leeds on Wednesday to see a school.", hours=0.5)
    assert people(con, 1) == {"Scott Bessent"}


def test_a_name_that_was_split_off_stays_so(con: sqlite3.Connection, put: Put) -> None:
    put("Talks go on", BARE, hours=2)
    put("Taxes in Ohio", FULL, hours=1)
    profiles.split(con, profiles.named(con, "Scott Bessent").id, "bessent", now=NOW)
    process(con, now=NOW)
    put("More of it", "Scott Bessent was in Leeds on Wednesday to see a school.", hours=0.5)
    assert people(con, 1) == {"Bessent"}


def test_what_a_round_leaves_the_next_one_does(
    con: sqlite3.Connection, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relinking, "MAX_ROUND", 0)
    put("Talks go on", BARE, hours=2)
    put("Taxes in Ohio", FULL, hours=1)
    assert people(con, 1) == {"Bessent"}
    monkeypatch.setattr(relinking, "MAX_ROUND", 10)
    put("More of it", "Scott Bessent was in Leeds on Wednesday to see a school.", hours=0.5)
    assert people(con, 1) == {"Scott Bessent"}
