"""What the reader does can be undone, step by step, after a restart too."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from briefing.model import Mention, Reading
from briefing.store.connection import open_database
from briefing.store.entities import find_entity, follow_entities, mute_entities
from briefing.store.feeds import find_feed, get_feed, list_feeds, remove_feed, update_feed
from briefing.store.items import get_item
from briefing.store.marks import (
    dismiss_stories,
    history,
    mark_items_read,
    mark_read,
    redo,
    save_items,
    save_stories,
    undo,
)
from briefing.store.readings import save_readings
from briefing.store.stories import get_story, list_stories


@pytest.fixture
def stories(con: sqlite3.Connection, put: Callable, item: Callable, place: Callable) -> list[int]:
    """Two stories of two items each: 1 with items 1 and 2, 2 with items 3 and 4."""
    keys = put(item("d", hours=1), item("c", hours=2), item("b", "Chip talks", hours=3), item("a", hours=4)).new
    place({1: list(keys[:2]), 2: list(keys[2:])})
    return [1, 2]


def _state(con: sqlite3.Connection) -> dict[int, tuple[bool, int, bool, bool]]:
    rows = list_stories(con) + list_stories(con, dismissed=True)
    return {row.id: (row.read, row.new, row.saved, row.dismissed) for row in rows}


def test_a_story_and_its_items_are_read_together(con: sqlite3.Connection, stories: list[int], now: datetime) -> None:
    mark_read(con, [1], True, now=now)
    assert _state(con)[1] == (True, 0, False, False)
    assert [get_item(con, key).read for key in (1, 2, 3)] == [True, True, False]  # type: ignore[union-attr]
    mark_read(con, [1], False, now=now)
    assert _state(con)[1] == (False, 0, False, False)
    assert not get_item(con, 1).read  # type: ignore[union-attr]


def test_an_item_that_comes_later_is_new(
    con: sqlite3.Connection, stories: list[int], put: Callable, item: Callable, place: Callable, now: datetime
) -> None:
    mark_read(con, [1], True, now=now)
    (key,) = put(item("later")).new
    place({1: [key]})
    assert _state(con)[1] == (False, 1, False, False)
    mark_read(con, [1], True, now=now)
    assert _state(con)[1] == (True, 0, False, False)
    assert undo(con)
    assert _state(con)[1] == (False, 1, False, False)


def test_reading_the_last_item_reads_the_story(con: sqlite3.Connection, stories: list[int], now: datetime) -> None:
    mark_items_read(con, [1], True, now=now)
    assert not _state(con)[1][0]
    mark_items_read(con, [2], True, now=now)
    assert _state(con)[1][0]
    assert undo(con) == "marked 1 item as read"
    assert not _state(con)[1][0]


def test_every_step_back_and_forth(con: sqlite3.Connection, stories: list[int], now: datetime) -> None:
    states, actions = [_state(con)], 0
    for act in (
        lambda: mark_read(con, stories, True, now=now),
        lambda: save_stories(con, [2], True, now=now),
        lambda: mark_read(con, [1], False, now=now),
        lambda: dismiss_stories(con, [1], now=now),
        lambda: save_items(con, [3], True, now=now),
        lambda: dismiss_stories(con, [1], False, now=now),
    ):
        act()
        actions += 1
        states.append(_state(con))
    labels = [undo(con) for _ in range(actions)]
    assert labels[-1] == "marked 2 stories as read"
    assert (_state(con), undo(con)) == (states[0], None)
    for state in states[1:]:
        assert redo(con)
        assert _state(con) == state
    assert redo(con) is None


def test_undo_survives_a_restart(path: Path, con: sqlite3.Connection, stories: list[int], now: datetime) -> None:
    mark_read(con, [1], True, now=now)
    con.close()
    again = open_database(path)
    assert undo(again) == "marked “Chip talks” as read"
    assert not _state(again)[1][0]
    assert redo(again)
    assert _state(again)[1][0]
    again.close()


def test_a_new_action_forgets_what_was_undone(con: sqlite3.Connection, stories: list[int], now: datetime) -> None:
    save_stories(con, [1], True, now=now)
    undo(con)
    save_stories(con, [2], True, now=now)
    assert redo(con) is None
    assert [(line.label, line.undone) for line in history(con)] == [("saved “Title of d”", False)]


def test_what_changes_nothing_is_not_logged(con: sqlite3.Connection, stories: list[int], now: datetime) -> None:
    mark_read(con, [1], True, now=now)
    mark_read(con, [1], True, now=now)
    save_stories(con, [99], True, now=now)
    assert len(history(con)) == 1


def test_long_headlines_are_cut_in_the_log(
    con: sqlite3.Connection, put: Callable, item: Callable, place: Callable, now: datetime
) -> None:
    (key,) = put(item("a", "Word " * 80)).new
    place({1: [key]})
    dismiss_stories(con, [1], now=now)
    assert len(history(con)[0].label) < 80


def test_a_united_story_is_marked_under_its_old_number(
    con: sqlite3.Connection, stories: list[int], place: Callable, now: datetime
) -> None:
    save_stories(con, [2], True, now=now)
    mark_read(con, [1], True, now=now)
    place({}, united={2: 1})
    assert _state(con) == {1: (False, 2, True, False)}
    mark_read(con, [2], True, now=now)
    assert _state(con) == {1: (True, 0, True, False)}


def test_unsubscribing_keeps_the_items_and_can_be_undone(
    con: sqlite3.Connection, stories: list[int], feed: int, now: datetime
) -> None:
    remove_feed(con, feed, now=now)
    assert (list_feeds(con), len(list_stories(con))) == ([], 2)
    assert find_feed(con, "https://harborwire.example.org/rss") is None
    assert undo(con) == "unsubscribed from “Harbor Wire”"
    assert [row.status for row in list_feeds(con)] == ["active"]


def test_a_feed_with_another_outlet(con: sqlite3.Connection, stories: list[int], feed: int, now: datetime) -> None:
    update_feed(con, feed, now=now, outlet="The Harbor Wire", tags=["world"])
    assert get_item(con, 1).outlet == "The Harbor Wire"  # type: ignore[union-attr]
    assert get_feed(con, feed).tags == ("world",)  # type: ignore[union-attr]
    undo(con)
    assert get_item(con, 1).outlet == "Harbor Wire"  # type: ignore[union-attr]
    redo(con)
    assert get_item(con, 1).outlet == "The Harbor Wire"  # type: ignore[union-attr]


def test_following_marks_the_stories(con: sqlite3.Connection, stories: list[int], now: datetime) -> None:
    save_readings(con, {1: Reading(mentions=(Mention("title", 0, 4, "organisation", "Nvidia"),))}, 1)
    entity = find_entity(con, "Nvidia")
    assert entity is not None
    follow_entities(con, [entity.id], True, now=now)
    assert {row.id: row.followed for row in list_stories(con)} == {1: True, 2: False}
    mute_entities(con, [entity.id], True, now=now)
    assert [undo(con), undo(con)] == ["muted “Nvidia”", "followed “Nvidia”"]
    assert not any(row.followed for row in list_stories(con))


def test_the_log_names_no_other_cells(con: sqlite3.Connection) -> None:
    con.execute("""INSERT INTO actions(made, label, changes) VALUES ('2025-01-01T00:00:00Z', 'x',
                   '[["items; DROP TABLE items", "title", 0, 1, [1]]]')""")
    with pytest.raises(ValueError, match="no action changes"):
        undo(con)


def test_get_story_follows_unions(con: sqlite3.Connection, stories: list[int], place: Callable) -> None:
    place({}, united={2: 1})
    found = get_story(con, 2)
    assert found is not None and (found.id, found.items) == (1, 4)
