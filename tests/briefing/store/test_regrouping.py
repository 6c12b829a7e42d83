"""The reader's corrections: seen at once, obeyed by every later round, taken back and done again without a trace."""

from __future__ import annotations

import random
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.errors import BriefingError
from briefing.ingest import process, settle
from briefing.store.actions import history, redo, undo
from briefing.store.arrivals import NewItem, store_items
from briefing.store.connection import open_database
from briefing.store.feeds import add_feed
from briefing.store.items import items_of_story, placement_of
from briefing.store.marks import mark_read, save_stories
from briefing.store.regrouping import keep_apart, move_item, said_of, split_item, unite_stories
from briefing.store.stories import get_story, list_stories
from briefing.store.summaries import score_parts

NOW = datetime(2025, 7, 18, 12, tzinfo=UTC)

CHIPS = (
    "Nvidia to resume H20 chip sales to China",
    "Nvidia will resume sales of H20 chips to China",
    "Nvidia says H20 chip sales to China resume",
)
QUAKE = (
    "Earthquake shakes Kamchatka coast, tsunami warning issued",
    "Tsunami warning after strong Kamchatka earthquake",
    "Kamchatka earthquake: tsunami warning for the coast",
)


@pytest.fixture
def con(path: Path) -> sqlite3.Connection:
    con = open_database(path)
    told = [(f"chips-{n}", title, 10 - n) for n, title in enumerate(CHIPS)]
    told += [(f"quake-{n}", title, 10 - n) for n, title in enumerate(QUAKE)]
    tell(con, *told)
    return con


def tell(con: sqlite3.Connection, *items: tuple[str, str, float]) -> None:
    """Store (guid, title, age in hours), each from an outlet of its own, and process them as a refresh does."""
    for guid, title, hours in items:
        feed = add_feed(con, f"https://{guid}.example.org/feed", title=guid.title(), now=NOW)
        published = NOW - timedelta(hours=hours)
        store_items(con, feed, [NewItem(guid, title, "", title, guid.title(), published)], now=NOW)
    process(con, now=NOW)


def ids(con: sqlite3.Connection) -> dict[str, int]:
    return dict(con.execute("SELECT guid, id FROM items"))


def groups(con: sqlite3.Connection) -> set[frozenset[str]]:
    """Return the stories as lists show them, each as the guids of its items."""
    return {frozenset(item.guid for item in items_of_story(con, row.id)) for row in list_stories(con)}


def group(*guids: str) -> frozenset[str]:
    return frozenset(guids)


def home(con: sqlite3.Connection, guid: str) -> int:
    placed = placement_of(con, ids(con)[guid])
    assert placed is not None
    return placed.story_id


def everything(con: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Return what a correction may change, as it stands; links that say nothing count as absent."""
    return {
        "items": con.execute("SELECT id, story, copy_of, p FROM items ORDER BY id").fetchall(),
        "stories": con.execute(
            "SELECT id, united_with, headline, lead_item, first, last, items, outlets, score, unread, seen, saved, "
            "dismissed FROM stories WHERE items > 0 ORDER BY id"
        ).fetchall(),
        "links": con.execute("SELECT kind, a, b FROM links WHERE kind <> 'none' ORDER BY a, b").fetchall(),
    }


CHIP_GUIDS = group("chips-0", "chips-1", "chips-2")
QUAKE_GUIDS = group("quake-0", "quake-1", "quake-2")


def test_the_grouping_that_is_corrected(con: sqlite3.Connection) -> None:
    assert groups(con) == {CHIP_GUIDS, QUAKE_GUIDS}


def test_a_split_is_seen_at_once(con: sqlite3.Connection) -> None:
    item = ids(con)["chips-1"]
    new = split_item(con, item, now=NOW)
    settle(con, now=NOW)
    assert groups(con) == {group("chips-1"), group("chips-0", "chips-2"), QUAKE_GUIDS}
    row, rest = get_story(con, new), get_story(con, home(con, "chips-0"))
    assert row is not None and rest is not None
    assert (row.headline, row.items, row.outlets, row.lead_item) == (CHIPS[1], 1, 1, item)
    assert (rest.items, rest.outlets) == (2, 2)
    assert rest.lead_item != item
    assert score_parts(con, new) and said_of(con, item) == "split"


def test_a_split_outlives_new_items_and_the_same_feeds_again(con: sqlite3.Connection) -> None:
    split_item(con, ids(con)["chips-1"], now=NOW)
    settle(con, now=NOW)
    tell(con, *[(f"chips-{n}", title, 10 - n) for n, title in enumerate(CHIPS)])
    tell(con, *[(f"late-{n}", title, 1 - n / 2) for n, title in enumerate(CHIPS)])
    assert home(con, "chips-1") != home(con, "chips-0") == home(con, "chips-2")
    assert {home(con, f"late-{n}") for n in range(3)} <= {home(con, "chips-1"), home(con, "chips-0")}


def test_without_the_split_the_same_items_are_one_story(con: sqlite3.Connection) -> None:
    tell(con, *[(f"late-{n}", title, 1 - n / 2) for n, title in enumerate(CHIPS)])
    assert CHIP_GUIDS | group("late-0", "late-1", "late-2") in groups(con)


def test_new_items_know_the_story_that_was_split_off(con: sqlite3.Connection) -> None:
    move_item(con, ids(con)["chips-0"], home(con, "quake-0"), now=NOW)
    split_item(con, ids(con)["chips-0"], now=NOW)
    move_item(con, ids(con)["chips-1"], home(con, "chips-0"), now=NOW)
    move_item(con, ids(con)["chips-2"], home(con, "chips-0"), now=NOW)
    settle(con, now=NOW)
    tell(con, ("late", "Nvidia resumes H20 chip sales to China", 1))
    assert groups(con) == {CHIP_GUIDS | {"late"}, QUAKE_GUIDS}


def test_a_moved_item_stays_where_it_was_put(con: sqlite3.Connection) -> None:
    item, target = ids(con)["chips-2"], home(con, "quake-0")
    assert move_item(con, item, target, now=NOW) == target
    settle(con, now=NOW)
    assert groups(con) == {group("chips-0", "chips-1"), QUAKE_GUIDS | {"chips-2"}}
    assert said_of(con, item) == "moved"
    tell(con, *[(f"late-{n}", title, 1 - n / 2) for n, title in enumerate(CHIPS + QUAKE)])
    assert home(con, "chips-2") == home(con, "quake-0") != home(con, "chips-0")


def test_moving_the_last_item_of_a_story_unites(con: sqlite3.Connection) -> None:
    alone = split_item(con, ids(con)["chips-1"], now=NOW)
    move_item(con, ids(con)["chips-1"], home(con, "quake-0"), now=NOW)
    settle(con, now=NOW)
    assert groups(con) == {group("chips-0", "chips-2"), QUAKE_GUIDS | {"chips-1"}}
    assert get_story(con, alone) == get_story(con, home(con, "quake-0"))


def test_united_stories_stay_one_and_the_younger_leads_to_the_older(con: sqlite3.Connection) -> None:
    chips, quake = home(con, "chips-0"), home(con, "quake-0")
    save_stories(con, [quake], True, now=NOW)
    kept = unite_stories(con, quake, chips, now=NOW)
    settle(con, now=NOW)
    assert kept == min(chips, quake)
    row = get_story(con, max(chips, quake))
    assert row is not None and (row.id, row.items, row.outlets, row.saved) == (kept, 6, 6, True)
    tell(con, *[(f"late-{n}", title, 1 - n / 2) for n, title in enumerate(CHIPS + QUAKE)])
    assert len(groups(con)) == 1


def test_two_stories_that_are_kept_apart_are_never_united(con: sqlite3.Connection) -> None:
    one = split_item(con, ids(con)["chips-1"], now=NOW)
    undo(con)  # the split is taken back, and its constraints with it
    settle(con, now=NOW)
    assert get_story(con, one) is None
    assert keep_apart(con, home(con, "chips-0"), home(con, "quake-0"), now=NOW)
    assert not keep_apart(con, home(con, "quake-0"), home(con, "chips-0"), now=NOW)
    both = "Nvidia H20 chip sales to China resume as Kamchatka earthquake brings tsunami warning for the coast"
    tell(con, *[(f"both-{n}", f"{both}: {n} hours on", 3 - n) for n in range(3)])
    assert home(con, "chips-0") != home(con, "quake-0")


def test_undoing_apart_lets_them_be_united(con: sqlite3.Connection) -> None:
    chips, quake = home(con, "chips-0"), home(con, "quake-0")
    keep_apart(con, chips, quake, now=NOW)
    unite_stories(con, chips, quake, now=NOW)
    kinds = {kind for (kind,) in con.execute("SELECT kind FROM links")}
    assert "apart" not in kinds and "together" in kinds


@pytest.mark.parametrize("kind", ["split", "move", "unite", "apart", "move the last"])
def test_every_correction_is_undone_and_done_again(con: sqlite3.Connection, kind: str) -> None:
    chips, quake, item = home(con, "chips-0"), home(con, "quake-0"), ids(con)["chips-1"]
    mark_read(con, [chips], True, now=NOW)
    if kind == "move the last":
        split_item(con, item, now=NOW)
        settle(con, now=NOW)
    before = everything(con)
    match kind:
        case "split":
            split_item(con, item, now=NOW)
        case "move" | "move the last":
            move_item(con, item, quake, now=NOW)
        case "unite":
            unite_stories(con, chips, quake, now=NOW)
        case "apart":
            keep_apart(con, chips, quake, now=NOW)
    settle(con, now=NOW)
    after = everything(con)
    assert after != before
    label = history(con)[0].label
    for _ in range(2):
        assert undo(con) == label
        settle(con, now=NOW)
        assert everything(con) == before
        assert redo(con) == label
        settle(con, now=NOW)
        assert everything(con) == after


def test_any_row_of_corrections_is_undone_step_by_step(con: sqlite3.Connection) -> None:
    draw = random.Random(7)
    tell(con, ("echo", CHIPS[0], 1), ("rate", "Inflation rises to 3.6 per cent, highest since January", 2))
    states = [everything(con)]
    while len(states) < 15:
        item, one, other = draw.choice([*ids(con).values()]), *draw.choices([row.id for row in list_stories(con)], k=2)
        try:
            match draw.randrange(4):
                case 0:
                    split_item(con, item, now=NOW)
                case 1:
                    move_item(con, item, one, now=NOW)
                case 2:
                    unite_stories(con, one, other, now=NOW)
                case 3:
                    if not keep_apart(con, one, other, now=NOW):
                        continue
        except BriefingError:
            continue
        settle(con, now=NOW)
        states.append(everything(con))
    for replay, seen in ((undo, states[-2::-1]), (redo, states[1:])):
        for state in seen:
            replay(con)
            settle(con, now=NOW)
            assert everything(con) == state


def test_what_was_read_stays_read_when_it_is_split_off(con: sqlite3.Connection) -> None:
    mark_read(con, [home(con, "chips-0")], True, now=NOW)
    new = split_item(con, ids(con)["chips-1"], now=NOW)
    settle(con, now=NOW)
    assert [row.id for row in list_stories(con) if not row.read] == [home(con, "quake-0")]
    assert get_story(con, new).read  # type: ignore[union-attr]


def test_undo_after_a_later_round_puts_back_only_what_was_moved(con: sqlite3.Connection) -> None:
    chips, quake = home(con, "chips-0"), home(con, "quake-0")
    unite_stories(con, chips, quake, now=NOW)
    settle(con, now=NOW)
    tell(con, ("late", "Nvidia resumes H20 chip sales to China", 1))
    undo(con)
    settle(con, now=NOW)
    assert groups(con) == {CHIP_GUIDS | {"late"}, QUAKE_GUIDS}
    tell(con, ("later", "Kamchatka coast: tsunami warning lifted after earthquake", 0))
    assert home(con, "later") == home(con, "quake-0")


def test_copies_go_with_their_original_and_a_copy_goes_alone(con: sqlite3.Connection) -> None:
    tell(con, ("echo", CHIPS[0], 1))
    original, echo = ids(con)["chips-0"], ids(con)["echo"]
    placed = placement_of(con, echo)
    assert placed is not None and placed.copy_of == original
    split_item(con, original, now=NOW)
    settle(con, now=NOW)
    assert group("chips-0", "echo") in groups(con)
    undo(con)
    split_item(con, echo, now=NOW)
    settle(con, now=NOW)
    assert group("echo") in groups(con) and group("chips-0", "chips-1", "chips-2") in groups(con)
    assert placement_of(con, echo).copy_of is None  # type: ignore[union-attr]


def test_a_round_that_began_before_a_correction_counts_no_more(con: sqlite3.Connection) -> None:
    from briefing.ingest.grouping import load_state

    began, _ = load_state(con)
    split_item(con, ids(con)["chips-1"], now=NOW)
    assert load_state(con)[0] != began


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda con: split_item(con, 999, now=NOW), "no item 999"),
        (lambda con: move_item(con, 1, 999, now=NOW), "no story 999"),
        (lambda con: move_item(con, ids(con)["chips-0"], home(con, "chips-1"), now=NOW), "already"),
        (lambda con: unite_stories(con, 999, home(con, "chips-0"), now=NOW), "no story 999"),
        (lambda con: unite_stories(con, home(con, "chips-0"), home(con, "chips-1"), now=NOW), "one already"),
        (lambda con: keep_apart(con, home(con, "chips-0"), home(con, "chips-1"), now=NOW), "one already"),
    ],
)
def test_what_cannot_be_corrected_is_told_and_changes_nothing(con: sqlite3.Connection, call, words: str) -> None:
    before = everything(con)
    with pytest.raises(BriefingError, match=words):
        call(con)
    assert everything(con) == before and history(con) == []


def test_a_story_of_one_item_cannot_be_split(con: sqlite3.Connection) -> None:
    split_item(con, ids(con)["chips-1"], now=NOW)
    with pytest.raises(BriefingError, match="of its own already"):
        split_item(con, ids(con)["chips-1"], now=NOW)
