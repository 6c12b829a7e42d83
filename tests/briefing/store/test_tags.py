"""Tags and notes: set, renamed, deleted, carried along when stories become one; every step can be undone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime

import pytest

from briefing.editor import brief_of
from briefing.errors import BriefingError, StoreError
from briefing.query import parse_query
from briefing.store.feeds import add_feed, update_feed
from briefing.store.kept import Kept, count_kept, kept_stories
from briefing.store.marks import history, redo, redo_to, save_stories, undo, undo_to
from briefing.store.notes import MAX_NOTE, note_of, write_note
from briefing.store.regrouping import unite_stories
from briefing.store.search import search_items
from briefing.store.stories import get_story
from briefing.store.tags import MAX_TAGS, TagRow, delete_tag, list_tags, rename_tag, tag_stories


@pytest.fixture
def stories(con: sqlite3.Connection, put: Callable, item: Callable, place: Callable) -> list[int]:
    """Three stories of one item each, the first one the newest."""
    keys = put(item("a", "Chip talks", hours=1), item("b", hours=2), item("c", hours=3)).new
    place({n: [key] for n, key in enumerate(reversed(keys), 1)})
    return [1, 2, 3]


def tags(con: sqlite3.Connection, story: int) -> tuple[str, ...]:
    row = get_story(con, story)
    assert row
    return row.tags


def test_a_tag_keeps_its_first_spelling(con: sqlite3.Connection, stories: list[int], now: datetime) -> None:
    assert tag_stories(con, [1], ["Chips", "to read"], now=now) == 1
    assert tag_stories(con, [1, 2], ["#chips"], now=now) == 1
    assert tags(con, 1) == ("Chips", "to-read") and tags(con, 2) == ("Chips",)
    assert list_tags(con) == [TagRow("Chips", 2), TagRow("to-read", 1)]
    assert tag_stories(con, [1], ["Chips"], now=now) == 0
    assert [line.label for line in history(con)] == ["tagged 2 stories #Chips", "tagged “Chip talks” #Chips #to-read"]


@pytest.mark.parametrize("name", ["", "#", "a,b", "x" * 41, "a\x1b[31m", 'a"b'])
def test_what_cannot_be_a_tag_changes_nothing(
    con: sqlite3.Connection, stories: list[int], now: datetime, name: str
) -> None:
    with pytest.raises(StoreError, match="cannot be a tag"):
        tag_stories(con, [1], ["good", name], now=now)
    assert tags(con, 1) == () and not history(con)


def test_a_story_has_so_many_tags_at_most(con: sqlite3.Connection, stories: list[int], now: datetime) -> None:
    tag_stories(con, [1], [f"t{n}" for n in range(MAX_TAGS)], now=now)
    with pytest.raises(StoreError, match="tags at most"):
        tag_stories(con, [1, 2], ["one-more"], now=now)
    assert tags(con, 2) == ()


def test_renaming_unites_and_deleting_takes_off(con: sqlite3.Connection, stories: list[int], now: datetime) -> None:
    tag_stories(con, [1, 2], ["chips"], now=now)
    tag_stories(con, [2, 3], ["Silicon"], now=now)
    states = [[tags(con, story) for story in stories]]
    for change in (
        lambda: rename_tag(con, "Chips", "CHIPS", now=now),
        lambda: rename_tag(con, "chips", "silicon", now=now),
        lambda: delete_tag(con, "SILICON", now=now),
    ):
        change()
        states.append([tags(con, story) for story in stories])
    assert states[1:] == [
        [("CHIPS",), ("CHIPS", "Silicon"), ("Silicon",)],
        [("Silicon",), ("Silicon",), ("Silicon",)],
        [(), (), ()],
    ]
    assert list_tags(con) == []
    for state in reversed(states[:-1]):
        assert undo(con)
        assert [tags(con, story) for story in stories] == state
    assert [row.stories for row in list_tags(con)] == [2, 2]
    with pytest.raises(StoreError, match="No story has the tag"):
        delete_tag(con, "silver", now=now)


def test_a_tag_finds_stories_and_feeds(
    con: sqlite3.Connection, stories: list[int], put: Callable, item: Callable, place: Callable, now: datetime
) -> None:
    other = add_feed(con, "https://polar.example.org/rss", title="Polar", outlet="Polar", tags=("Ice",), now=now)
    (key,) = put(item("d", "Chip ice", hours=4), feed_id=other).new
    place({4: [key]})
    tag_stories(con, [2], ["ice"], now=now)
    assert [hit.story_id for hit in search_items(con, parse_query("tag:ICE"))] == [2, 4]
    assert [hit.story_id for hit in search_items(con, parse_query("tag:ice chip"))] == [4]
    assert search_items(con, parse_query("tag:ice tag:snow")) == []
    update_feed(con, other, tags=(), now=now)
    assert [hit.story_id for hit in search_items(con, parse_query("tag:ice"))] == [2]


def test_kept_stories_come_newest_first_page_by_page(
    con: sqlite3.Connection, stories: list[int], now: datetime
) -> None:
    save_stories(con, stories, True, now=now)
    tag_stories(con, [3], ["ice"], now=now)
    write_note(con, 2, "Ask Mara about snow", now=now)
    first = kept_stories(con, Kept(saved=True), limit=2)
    rest = kept_stories(con, Kept(saved=True), limit=2, after=first[-1])
    assert [row.id for row in (*first, *rest)] == [1, 2, 3] and count_kept(con, Kept(saved=True)) == 3
    for words, found in (("chip", [1]), ("snow", [2]), ("ice", [3]), ("nothing", [])):
        rows = kept_stories(con, Kept(saved=True), fits=lambda text, words=words: words in text.casefold())
        assert [row.id for row in rows] == found, words
    assert [row.id for row in kept_stories(con, Kept(tag="ICE"))] == [3]


def test_a_note_is_the_reader_s_text_and_can_be_undone(
    con: sqlite3.Connection, stories: list[int], now: datetime
) -> None:
    assert write_note(con, 1, "\n one\ttwo \r\nthree\x1b[31m\x07\n\n", now=now)
    assert note_of(con, 1) == " one    two\nthree[31m"
    row, brief = get_story(con, 1), brief_of(con, 1, now=now)
    assert row and row.noted and brief and brief.own_note == note_of(con, 1)
    assert not write_note(con, 1, note_of(con, 1) + "\n", now=now)
    write_note(con, 1, "", now=now)
    assert next(line.label for line in history(con)) == "removed the note on “Chip talks”"
    undo(con)
    assert note_of(con, 1).startswith(" one")
    with pytest.raises(StoreError, match="20,000 is the most"):
        write_note(con, 1, "x" * (MAX_NOTE + 1), now=now)
    with pytest.raises(BriefingError, match="no story 99"):
        write_note(con, 99, "x", now=now)


def test_tags_and_notes_go_along_when_stories_become_one(
    con: sqlite3.Connection, stories: list[int], place: Callable, now: datetime
) -> None:
    for story in (1, 2, 3):
        tag_stories(con, [story], ["all", f"t{story}"], now=now)
        write_note(con, story, f"Note {story}", now=now)
    place({}, united={3: 2})  # by grouping
    assert (tags(con, 2), note_of(con, 2)) == (("all", "t2", "t3"), "Note 2\n\nNote 3")
    assert [row.stories for row in list_tags(con)] == [2, 1, 1, 1]
    unite_stories(con, 1, 2, now=now)  # by the reader
    assert (tags(con, 1), note_of(con, 3)) == (("all", "t1", "t2", "t3"), "Note 1\n\nNote 2\n\nNote 3")
    undo(con)
    assert (tags(con, 1), note_of(con, 1), tags(con, 2)) == (("all", "t1"), "Note 1", ("all", "t2", "t3"))


def test_many_steps_back_and_forth_at_once(con: sqlite3.Connection, stories: list[int], now: datetime) -> None:
    for story in stories:
        tag_stories(con, [story], ["x"], now=now)
    second = history(con)[1].id
    assert undo_to(con, second) == 2
    assert [tags(con, story) for story in stories] == [("x",), (), ()]
    assert undo_to(con, second) == 0
    assert redo_to(con, second) == 1 and tags(con, 2) == ("x",) and tags(con, 3) == ()
    assert redo(con) and redo(con) is None
