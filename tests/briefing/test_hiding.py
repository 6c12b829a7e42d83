"""Hiding rules: what each hides, as stories come and as rules change; counted, never deleted, undone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.edition import edition
from briefing.errors import StoreError
from briefing.ingest import process, settle
from briefing.ingest.hiding import judge_due
from briefing.model import Mention, Reading
from briefing.model.rules import Rule, RuleKind, Said, StorySaid
from briefing.rules import Rules
from briefing.store.arrivals import NewItem, store_items
from briefing.store.connection import open_database
from briefing.store.entities import find_entity
from briefing.store.feeds import add_feed, update_feed
from briefing.store.kept import Kept, kept_stories
from briefing.store.marks import redo, undo
from briefing.store.readings import save_readings
from briefing.store.rules import add_rule, change_rule, list_rules, show_anyway
from briefing.store.stories import list_stories

NOW = datetime(2025, 7, 18, 12, tzinfo=UTC)
TITLES = (
    "Football: Norwich win the derby in extra time",
    "Footballers' pay rises again across all leagues",
    "Élan vital: the café that outlived four mayors",
    "Parliament votes on the new railway budget tonight",
)


def _story(headline: str, *titles: str) -> StorySaid:
    return StorySaid(headline, [Said(title) for title in titles])


@pytest.mark.parametrize(
    ("value", "story", "hides"),
    [
        ("football", _story("Football pays", "Football pays"), True),
        ("FOOTBALL", _story("no", "The football", "Other"), True),
        ("football", _story("no", "The football", "Other", "Third"), False),
        ("football", _story("Footballers strike", "Footballers strike"), False),
        ("elan vital", _story("Élan  vital returns", "Élan vital returns"), True),
        ("vital elan", _story("Élan vital returns", "Élan vital returns"), False),
        ("US", _story("U.S. votes", "U.S. votes"), True),
        ("U.S.", _story("US votes", "US votes"), True),
        ("中国", _story("中国经济增长", "中国经济增长"), True),
        ('a" OR x', _story("x", "x"), False),
        ("football", StorySaid("no", []), False),
    ],
)
def test_words_hide_by_the_headline_or_half_of_the_titles(value: str, story: StorySaid, hides: bool) -> None:
    assert Rules([Rule(7, "word", value)]).hiding(story) == (7 if hides else 0)


def test_words_are_looked_for_in_texts_only_where_the_rule_says_so() -> None:
    story = StorySaid("no", [Said("One", "All about football."), Said("Two", "Not.")])
    assert Rules([Rule(1, "word", "football")]).hiding(story) == 0
    assert Rules([Rule(1, "word", "football", in_text=True)]).hiding(story) == 1


def test_a_name_hides_what_it_is_a_main_name_of() -> None:
    rules, both = Rules([Rule(3, "name", "5")]), frozenset((5,))
    named, titled = Said("a", names=both), Said("b", names=both, title_names=both)
    other = Said("c")
    assert rules.names == {5}
    assert rules.hiding(StorySaid("x", [titled, other])) == 3
    assert rules.hiding(StorySaid("x", [named, named])) == 0, "in passing, never in a title"
    assert rules.hiding(StorySaid("x", [titled, other, other])) == 0, "one of three items"


def test_outlets_feeds_and_folders_hide_when_every_item_is_of_one() -> None:
    rules = Rules([Rule(1, "outlet", "Harbor"), Rule(2, "feed", "9"), Rule(3, "folder", "Sport")])
    harbor, ninth = Said("a", outlet="HARBOR", feed=1), Said("b", outlet="Polar", feed=9)
    sport, free = Said("c", outlet="Polar", feed=8, folder="Sport"), Said("d", outlet="Polar", feed=8)
    assert rules.hiding(StorySaid("x", [harbor])) == 1
    assert rules.hiding(StorySaid("x", [harbor, ninth, ninth])) == 2, "the rule that hides most of it is named"
    assert rules.hiding(StorySaid("x", [sport, ninth])) == 2
    assert rules.hiding(StorySaid("x", [harbor, ninth, free])) == 0


@pytest.fixture
def con(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Four stories of one item each, from one feed."""
    con = open_database(tmp_path / "b.db")
    feed = add_feed(con, "https://harbor.example.org/rss", title="Harbor", outlet="Harbor", now=NOW)
    put(con, feed, *TITLES)
    yield con
    con.close()


def put(con: sqlite3.Connection, feed: int, *titles: str) -> None:
    known = con.execute("SELECT COUNT(*) FROM items").fetchone()[0]
    made = [
        NewItem(
            guid=f"g{known + n}",
            title=title,
            text=f"{title}.",
            hash=title,
            outlet="Harbor",
            published=NOW - timedelta(hours=n),
        )
        for n, title in enumerate(titles)
    ]
    store_items(con, feed, made, now=NOW)
    process(con, now=NOW)


def shown(con: sqlite3.Connection) -> set[str]:
    return {story.headline.split()[0] for story in list_stories(con)}


ALL = {"Football:", "Footballers'", "Élan", "Parliament"}


@pytest.mark.parametrize(
    ("kind", "value", "hidden"),
    [
        ("word", "football", {"Football:"}),
        ("word", "cafe", {"Élan"}),
        ("word", "railway budget", {"Parliament"}),
        ("outlet", "harbor", ALL),
        ("feed", "1", ALL),
        ("folder", "Sport", set()),
        ("word", "nothing such", set()),
    ],
)
def test_a_rule_hides_what_is_stored_and_what_comes(
    con: sqlite3.Connection, kind: RuleKind, value: str, hidden: set[str]
) -> None:
    rule = add_rule(con, kind, value, now=NOW)
    settle(con, now=NOW)
    assert shown(con) == ALL - hidden
    assert {row.headline.split()[0] for row in kept_stories(con, Kept(rule=rule))} == hidden
    assert edition(con, now=NOW).hidden == len(hidden)
    put(con, 1, "Football transfers: a quiet window closes in Lisbon")
    assert ("Football" in shown(con)) == (value not in ("football", "1", "harbor"))


def test_every_change_of_a_rule_is_shown_and_undone(con: sqlite3.Connection) -> None:
    steps = [
        (lambda: add_rule(con, "word", "football", now=NOW), {"Football:"}),
        (lambda: change_rule(con, 1, value="railway", now=NOW), {"Parliament"}),
        (lambda: change_rule(con, 1, status="paused", now=NOW), set()),
        (lambda: change_rule(con, 1, status="active", now=NOW), {"Parliament"}),
        (lambda: show_anyway(con, [_id(con, "Parliament")], now=NOW), set()),
        (lambda: change_rule(con, 1, value="café", now=NOW), {"Élan"}),
        (lambda: change_rule(con, 1, status="removed", now=NOW), set()),
    ]
    states = [set()]
    for step, hidden in steps:
        step()
        settle(con, now=NOW)
        assert ALL - shown(con) == hidden
        states.append(hidden)
    assert list_rules(con) == []
    for state in reversed(states[:-1]):
        assert undo(con)
        settle(con, now=NOW)
        assert ALL - shown(con) == state
    for state in states[1:]:
        assert redo(con)
        settle(con, now=NOW)
        assert ALL - shown(con) == state


def _id(con: sqlite3.Connection, word: str) -> int:
    row = con.execute("SELECT id FROM stories WHERE headline LIKE ?", (f"{word}%",)).fetchone()
    return int(row[0])


def test_a_rule_ends_by_itself(con: sqlite3.Connection) -> None:
    add_rule(con, "word", "football", until=NOW + timedelta(days=7), now=NOW)
    settle(con, now=NOW)
    assert "Football:" not in shown(con)
    assert judge_due(con, now=NOW + timedelta(days=6)) == 0
    assert judge_due(con, now=NOW + timedelta(days=8)) == 1
    assert shown(con) == ALL
    (row,) = list_rules(con)
    assert row.ended(NOW + timedelta(days=8)) and row.status == "active"
    assert judge_due(con, now=NOW + timedelta(days=8)) == 0, "nothing is left to do"


def test_a_name_hides_stories_about_it(con: sqlite3.Connection) -> None:
    item = con.execute("SELECT id FROM items WHERE title LIKE 'Parliament%'").fetchone()[0]
    save_readings(con, {item: Reading(mentions=(Mention("title", 0, 10, "organisation", "Parliament"),))}, 1)
    entity = find_entity(con, "Parliament")
    assert entity
    add_rule(con, "name", str(entity.id), now=NOW)
    settle(con, now=NOW)
    assert ALL - shown(con) == {"Parliament"}
    (row,) = list_rules(con)
    assert (row.words, row.stories) == ("Parliament", 1)


def test_a_folder_hides_and_lets_go_as_its_feeds_move(con: sqlite3.Connection) -> None:
    add_rule(con, "folder", "Sport", now=NOW)
    update_feed(con, 1, folder="Sport", now=NOW)
    settle(con, now=NOW)
    assert shown(con) == set()
    undo(con)
    settle(con, now=NOW)
    assert shown(con) == ALL


def test_the_same_rule_is_one_rule_and_what_cannot_be_one_is_refused(con: sqlite3.Connection) -> None:
    first = add_rule(con, "word", "Football", now=NOW)
    assert add_rule(con, "word", " football ", until=NOW, now=NOW) == first
    for value in ("", "…", "x" * 81, "a\x1bb"):
        with pytest.raises(StoreError, match="cannot be hidden"):
            add_rule(con, "word", value, now=NOW)
    with pytest.raises(StoreError, match="no hiding rule 99"):
        change_rule(con, 99, status="paused", now=NOW)


def test_the_edition_still_reads_its_index(con: sqlite3.Connection) -> None:
    plan = con.execute(
        "EXPLAIN QUERY PLAN SELECT id FROM stories WHERE united_with IS NULL AND stories.items > 0 AND dismissed = 0 "
        "AND hidden = 0 AND read = 0 AND last >= '' ORDER BY read, score DESC, id LIMIT 30"
    ).fetchall()
    assert "stories_order" in plan[0][3] and not any("TEMP B-TREE" in row[3] for row in plan)
