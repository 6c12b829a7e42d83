"""The reader's word on names: it shows everywhere, survives later readings, and is undone and redone step by step."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import pytest

from briefing.errors import StoreError
from briefing.model import Mention, Quote, Reading
from briefing.store.actions import redo, undo
from briefing.store.entities import (
    callings_of,
    company_of,
    find_entity,
    follow_entities,
    get_entity,
    marked_entities,
    mentions_by_day,
    merged_names,
    most_mentioned,
    mute_entities,
    rising,
    stories_of,
)
from briefing.store.entity_edits import (
    hide_entities,
    merge_entities,
    part_entities,
    rename_entity,
    retype_entity,
    split_name,
)
from briefing.store.index import count_pending
from briefing.store.readings import forget_outdated_names, load_readings, save_readings
from briefing.store.summaries import interest_in, refresh_names


def named(*names: tuple[str, str]) -> Reading:
    """Return a reading that mentions (name, kind) one after the other."""
    return Reading(mentions=tuple(Mention("text", n, n + 1, kind, name) for n, (name, kind) in enumerate(names)))  # type: ignore[arg-type]


BESSENT, TYPO, NVIDIA = ("Scott Bessent", "person"), ("Besenbacher", "person"), ("Nvidia", "organisation")


@pytest.fixture
def items(con: sqlite3.Connection, put: Callable, item: Callable, place: Callable) -> list[int]:
    """Four items, newest first, in three stories: both names stand in the second one."""
    keys = put(*[item(f"n{n}", hours=20 * n) for n in range(4)]).new[::-1]
    place({1: [keys[0], keys[1]], 2: [keys[2]], 3: [keys[3]]})
    for key, names in zip(
        keys, ([BESSENT], [BESSENT, TYPO], [TYPO, NVIDIA], [NVIDIA, ("Blackwell", "person")]), strict=True
    ):
        save_readings(con, {key: named(*names)}, 1)
    refresh_names(con, [1, 2, 3])
    return keys


def entity(con: sqlite3.Connection, name: str) -> int:
    found = find_entity(con, name)
    assert found is not None
    return found.id


def told(con: sqlite3.Connection, items: Sequence[int]) -> list[tuple[str, str]]:
    """Return (name, kind) of all mentions, as they are loaded."""
    readings = load_readings(con, items)
    return [(mention.entity, mention.kind) for item in items for mention in readings[item].mentions]


def test_merged_names_are_one_everywhere(con: sqlite3.Connection, items: list[int], now: datetime) -> None:
    one, other = entity(con, "Besenbacher"), entity(con, "Scott Bessent")
    merge_entities(con, one, other, now=now)
    row = find_entity(con, "Besenbacher")
    assert row is not None and (row.id, row.name, row.items, row.stories) == (other, "Scott Bessent", 3, 2)
    assert get_entity(con, one) == row
    assert [(found.name, found.items) for found in most_mentioned(con)][:2] == [("Scott Bessent", 3), ("Nvidia", 2)]
    assert [story.id for story in stories_of(con, other)] == [1, 2]
    page = stories_of(con, other, limit=1)
    assert [story.id for story in page + stories_of(con, other, limit=1, after=page[-1])] == [1, 2]
    assert mentions_by_day(con, other, days=3, until=now) == (0, 1, 2)
    assert merged_names(con, other) == [(one, "Besenbacher")]
    assert company_of(con, other) == [("Nvidia", "organisation", 1)]
    assert told(con, items)[:4] == [BESSENT, BESSENT, BESSENT, BESSENT]
    refresh_names(con, [1])
    assert con.execute("SELECT entities FROM stories WHERE id = 1").fetchone() == ('["Scott Bessent"]',)


def test_merging_is_undone_and_redone(con: sqlite3.Connection, items: list[int], now: datetime) -> None:
    merge_entities(con, entity(con, "Besenbacher"), entity(con, "Scott Bessent"), now=now)
    assert undo(con) == "merged “Besenbacher” into “Scott Bessent”"
    assert told(con, items)[2] == TYPO and find_entity(con, "Besenbacher").items == 2  # type: ignore[union-attr]
    redo(con)
    assert told(con, items)[2] == BESSENT
    part_entities(con, con.execute("SELECT id FROM entities WHERE name = 'Besenbacher'").fetchone()[0], now=now)
    assert told(con, items)[2] == TYPO


def test_what_was_merged_before_goes_along(con: sqlite3.Connection, items: list[int], now: datetime) -> None:
    one, two, three = entity(con, "Besenbacher"), entity(con, "Blackwell"), entity(con, "Scott Bessent")
    follow_entities(con, [one], True, now=now)
    merge_entities(con, one, two, now=now)
    merge_entities(con, two, three, now=now)
    assert {name for _, name in merged_names(con, three)} == {"Besenbacher", "Blackwell"}
    assert get_entity(con, three).followed  # type: ignore[union-attr]
    undo(con)
    undo(con)
    assert not get_entity(con, three).followed and get_entity(con, one).name == "Besenbacher"  # type: ignore[union-attr]
    merge_entities(con, one, two, now=now)
    with pytest.raises(StoreError, match="the same entity already"):
        merge_entities(con, two, one, now=now)


def test_later_readings_do_not_win(con: sqlite3.Connection, items: list[int], now: datetime) -> None:
    retype_entity(con, entity(con, "Blackwell"), "product", now=now)
    merge_entities(con, entity(con, "Besenbacher"), entity(con, "Scott Bessent"), now=now)
    save_readings(con, {items[3]: named(("Blackwell", "organisation"), ("Besenbacher", "place"))}, 2)
    assert told(con, items[3:]) == [("Blackwell", "product"), BESSENT]
    assert con.execute("SELECT COUNT(*) FROM entities WHERE name = 'Blackwell'").fetchone() == (1,)
    assert [row.kind for row in most_mentioned(con, kinds=["product"])] == ["product"]
    undo(con)
    undo(con)
    assert told(con, items[3:]) == [("Blackwell", "organisation"), ("Besenbacher", "place")]


def test_a_homonym_of_another_kind_keeps_its_own(con: sqlite3.Connection, items: list[int], now: datetime) -> None:
    save_readings(con, {items[0]: named(("Jordan", "person")), items[1]: named(("Jordan", "place"))}, 1)
    person = con.execute("SELECT id FROM entities WHERE name = 'Jordan' AND kind = 'person'").fetchone()[0]
    rename_entity(con, person, "Michael Jordan", now=now)
    assert told(con, items[:2]) == [("Michael Jordan", "person"), ("Jordan", "place")]
    with pytest.raises(StoreError, match="Another entity is called “Scott Bessent”"):
        rename_entity(con, person, "Scott Bessent", now=now)
    rename_entity(con, person, "", now=now)
    assert told(con, items[:1]) == [("Jordan", "person")]


def test_an_adjective_follows_its_name_and_stays_one(con: sqlite3.Connection, items: list[int], now: datetime) -> None:
    save_readings(con, {items[0]: named(("China", "other"), ("China", "place"))}, 1)
    rename_entity(con, entity(con, "China"), "PRC", now=now)
    assert told(con, items[:1]) == [("PRC", "other"), ("PRC", "place")]
    assert find_entity(con, "China") == find_entity(con, "PRC")


def test_speakers_are_renamed_too(con: sqlite3.Connection, items: list[int], now: datetime) -> None:
    reading = Reading(mentions=named(BESSENT).mentions, quotes=(Quote(1, 3, "Scott Bessent", 4, 5, "after"),))
    save_readings(con, {items[0]: reading}, 1)
    rename_entity(con, entity(con, "Scott Bessent"), "S. Bessent", now=now)
    assert load_readings(con, items[:1])[items[0]].quotes[0].speaker == "S. Bessent"


def test_hidden_names_are_in_no_list_and_no_text(con: sqlite3.Connection, items: list[int], now: datetime) -> None:
    key = entity(con, "Nvidia")
    hide_entities(con, [key], True, now=now)
    assert "Nvidia" not in {row.name for row in most_mentioned(con)}
    assert "Nvidia" not in {name for name, _ in told(con, items)}
    assert [row.name for row in marked_entities(con, "hidden")] == ["Nvidia"]
    refresh_names(con, [2])
    assert con.execute("SELECT entities FROM stories WHERE id = 2").fetchone() == ('["Besenbacher"]',)
    undo(con)
    assert "Nvidia" in {name for name, _ in told(con, items)} and not marked_entities(con, "hidden")


def test_bad_wishes_are_told(con: sqlite3.Connection, items: list[int], now: datetime) -> None:
    key = entity(con, "Nvidia")
    for wish in (
        lambda: retype_entity(con, key, "money", now=now),
        lambda: rename_entity(con, key, "x" * 81, now=now),
        lambda: rename_entity(con, key, "a\x1bb", now=now),
        lambda: rename_entity(con, 999, "x", now=now),
        lambda: split_name(con, key, "nvidia", "Nvidia", now=now),
    ):
        with pytest.raises(StoreError):
            wish()
    assert undo(con) is None


def test_following_and_muting_count_for_merged_names(con: sqlite3.Connection, items: list[int], now: datetime) -> None:
    one, other = entity(con, "Besenbacher"), entity(con, "Scott Bessent")
    merge_entities(con, one, other, now=now)
    con.execute("UPDATE stories SET stale = 0")
    follow_entities(con, [other], True, now=now)
    assert con.execute("SELECT id FROM stories WHERE stale = 1 AND followed = 1 ORDER BY id").fetchall() == [(1,), (2,)]
    assert (interest_in(con, 1), interest_in(con, 2), interest_in(con, 3)) == ((1, False), (1, False), (0, False))
    mute_entities(con, [other], True, now=now)
    assert interest_in(con, 2) == (1, True)
    assert [row.name for row in marked_entities(con, "muted")] == ["Scott Bessent"]
    undo(con)
    undo(con)
    assert con.execute("SELECT COUNT(*) FROM stories WHERE followed = 1").fetchone() == (0,)


def test_names_and_roles_are_kept_with_their_times(con: sqlite3.Connection, items: list[int], now: datetime) -> None:
    called = [
        ("Scott Bessent", "person", "name", "bessent", "Bessent"),
        ("Scott Bessent", "person", "role", "treasury secretary", "Treasury Secretary"),
    ]
    save_readings(con, {key: named(BESSENT) for key in items[:3]}, 1, dict.fromkeys(items[:3], called))
    key = entity(con, "Scott Bessent")
    oldest, newest = now - timedelta(hours=40), now
    assert [(one.words, one.role, one.first, one.last) for one in callings_of(con, key)] == [
        ("Bessent", False, oldest, newest),
        ("Treasury Secretary", True, oldest, newest),
    ]
    assert find_entity(con, "BESSENT", "bessent").id == key  # type: ignore[union-attr]
    assert find_entity(con, "BESSENT") is None and find_entity(con, "x", "treasury secretary") is None
    save_readings(con, {items[0]: named(BESSENT)}, 2, {items[0]: called[:1]})
    forget_outdated_names(con, 2)
    assert [one.words for one in callings_of(con, key)] == ["Bessent"]


def test_a_split_queues_its_items_and_so_does_its_undoing(
    con: sqlite3.Connection, items: list[int], now: datetime
) -> None:
    called = [("Scott Bessent", "person", "name", "bessent", "Bessent")]
    save_readings(con, {items[0]: named(BESSENT)}, 1, {items[0]: called})
    split_name(con, entity(con, "Scott Bessent"), "bessent", "Bessent", now=now)
    assert count_pending(con, "read") == 2 and callings_of(con, entity(con, "Scott Bessent")) == []
    save_readings(con, {items[0]: named(("Bessent", "person")), items[1]: named(BESSENT)}, 1)
    assert count_pending(con, "read") == 0
    assert undo(con) == "split “Bessent” off “Scott Bessent”"
    assert count_pending(con, "read") == 2


def test_what_rises_is_what_is_named_more_than_usual(
    con: sqlite3.Connection, put: Callable, item: Callable, now: datetime
) -> None:
    keys = put(*[item(f"r{n}", hours=hours) for n, hours in enumerate((1, 2, 3, 30, 50, 80, 100))]).new
    common, fresh, once = ("Common", "place"), ("Fresh", "person"), ("Once", "person")
    today = {1.0: [common, fresh], 2.0: [common, fresh], 3.0: [common, fresh, once]}
    for key in keys:
        hours = now - datetime.fromisoformat(
            con.execute("SELECT published FROM items WHERE id = ?", (key,)).fetchone()[0]
        )
        save_readings(con, {key: named(*today.get(hours / timedelta(hours=1), [common]))}, 1)
    risen = rising(con, now=now)
    assert [(one.entity.name, one.today, round(one.usual, 2)) for one in risen] == [
        ("Fresh", 3, 0.0),
        ("Common", 3, 0.57),
    ]
    mute_entities(con, [risen[0].entity.id], True, now=now)
    assert [one.entity.name for one in rising(con, now=now)] == ["Common"]
