"""Items come in: new, edited, buried, under new guids; each stored once, none lost, no mark lost."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from briefing.store.arrivals import EDITS_A_DAY, NewItem, Stored, known_hashes, store_items
from briefing.store.connection import check_integrity
from briefing.store.feeds import add_feed
from briefing.store.index import count_pending, index_pending
from briefing.store.items import count_items, delete_items, get_item, items_of_story
from briefing.store.marks import mark_items_read, save_items
from briefing.store.readings import load_readings
from briefing.store.times import SEQ_STEPS, seq_of

Make = Callable[..., NewItem]
Put = Callable[..., Stored]


def _titles(con: sqlite3.Connection) -> list[str]:
    return [row[0] for row in con.execute("SELECT title FROM items ORDER BY seq DESC")]


def test_the_same_items_again_change_nothing(con: sqlite3.Connection, put: Put, item: Make) -> None:
    items = [item("a"), item("b", hours=1)]
    assert len(put(*items).new) == 2
    assert put(*items) == Stored(unchanged=2)
    assert count_items(con) == 2


def test_one_guid_in_two_feeds_is_two_items(con: sqlite3.Connection, put: Put, item: Make, now: datetime) -> None:
    other = add_feed(con, "https://meridianpost.example.org/feed", now=now)
    put(item("1"))
    put(item("1"), feed_id=other)
    assert count_items(con) == 2


def test_of_two_items_with_one_guid_the_first_counts(con: sqlite3.Connection, put: Put, item: Make) -> None:
    put(item("a", "First"), item("a", "Second"))
    assert _titles(con) == ["First"]


def test_an_edit_keeps_id_time_and_marks(con: sqlite3.Connection, put: Put, item: Make, now: datetime) -> None:
    (key,) = put(item("a", "Talks to resume", hours=3)).new
    mark_items_read(con, [key], True, now=now)
    save_items(con, [key], True, now=now)
    stored = put(item("a", "Talks resume", hours=0))
    assert stored.changed == (key,)
    found = get_item(con, key)
    assert found is not None
    assert (found.title, found.published, found.read, found.saved) == (
        "Talks resume", now - timedelta(hours=3), True, True,
    )  # fmt: skip
    assert check_integrity(con) == []


def test_a_mended_date_moves_only_what_may_be_redated(
    con: sqlite3.Connection, put: Put, item: Make, now: datetime
) -> None:
    (key,) = put(item("a", hours=3)).new
    put(item("a", hours=5), redate=True)
    found = get_item(con, key)
    assert found is not None and found.published == now - timedelta(hours=5)
    assert con.execute("SELECT seq FROM items").fetchone()[0] == seq_of(found.published)
    assert check_integrity(con) == []


def test_another_hash_with_the_same_words_is_no_edit(con: sqlite3.Connection, put: Put, item: Make, feed: int) -> None:
    put(item("a", hash="one"))
    assert put(item("a", hash="two")) == Stored(unchanged=1)
    assert known_hashes(con, feed, ["a"]) == {"a": "two"}
    assert count_pending(con, "index") == 0


def test_a_clock_in_the_body_makes_few_edits(con: sqlite3.Connection, put: Put, item: Make, now: datetime) -> None:
    put(item("a", text="Now it is 0."))
    edits = [put(item("a", text=f"Now it is {n}."), at=now).changed for n in range(1, 41)]
    assert sum(map(len, edits)) == EDITS_A_DAY
    assert len(put(item("a", text="The next day."), at=now + timedelta(days=1)).changed) == 1


def test_an_edit_is_read_again(con: sqlite3.Connection, put: Put, item: Make) -> None:
    from briefing.model import Mention, Reading
    from briefing.store.readings import save_readings

    (key,) = put(item("a", "Nvidia rises")).new
    reading = Reading(mentions=(Mention("title", 0, 6, "organisation", "Nvidia"),))
    save_readings(con, {key: reading}, 1)
    assert count_pending(con, "read") == 0
    put(item("a", "AMD rises"))
    assert load_readings(con, [key]) == {}
    assert count_pending(con, "read") == 1
    assert con.execute("SELECT items FROM entities").fetchone() == (0,)


def test_a_deleted_item_never_comes_back(con: sqlite3.Connection, put: Put, item: Make) -> None:
    (key, _) = put(item("a", "Chips", hours=1), item("b")).new
    delete_items(con, [key])
    assert put(item("a", "Chips again"), item("b")) == Stored(unchanged=1)
    assert _titles(con) == ["Title of b"]
    assert check_integrity(con) == []


def test_ids_are_never_given_twice(con: sqlite3.Connection, put: Put, item: Make) -> None:
    (key,) = put(item("a")).new
    delete_items(con, [key])
    assert put(item("b")).new > (key,)


def test_new_guids_for_the_same_pages_are_the_same_items(
    con: sqlite3.Connection, put: Put, item: Make, now: datetime
) -> None:
    def page(n: int, guid: str) -> NewItem:
        url = f"https://harborwire.example.org/{n}"
        return item(guid, f"Story number {n}", hours=n, url=url, canonical_url=url)

    first = put(*[page(n, f"old-{n}") for n in range(100)])
    mark_items_read(con, first.new, True, now=now)
    flood = put(*[page(n, f"new-{n}") for n in range(100)])
    assert (flood.new, count_items(con)) == ((), 100)
    assert con.execute("SELECT COUNT(*) FROM marks WHERE read = 1").fetchone() == (100,)
    assert put(*[page(n, f"new-{n}") for n in range(100)]) == Stored(unchanged=100)


def test_a_new_guid_and_a_corrected_title(con: sqlite3.Connection, put: Put, item: Make) -> None:
    url = "https://harborwire.example.org/1"
    put(item("p#0", "Fire destroys stage of festival", canonical_url=url))
    stored = put(item("p#1", "Fire destroys main stage of festival", canonical_url=url))
    assert (len(stored.changed), _titles(con)) == (1, ["Fire destroys main stage of festival"])


@pytest.mark.parametrize(
    ("old", "new", "both_present"),
    [
        ("Word of the day: chip", "Word of the day: truce and other surprises entirely", False),
        ("Same title", "Same title", True),
    ],
)
def test_a_page_that_many_items_link_to_is_no_name(
    con: sqlite3.Connection, put: Put, item: Make, old: str, new: str, both_present: bool
) -> None:
    url = "https://harborwire.example.org/today"
    put(item("a", old, canonical_url=url))
    put(item("b", new, canonical_url=url), present={"a"} if both_present else ())
    assert count_items(con) == 2


def test_several_new_items_with_one_address_are_several(con: sqlite3.Connection, put: Put, item: Make) -> None:
    url = "https://harborwire.example.org/"
    put(item("a", "Same", canonical_url=url))
    put(item("b", "Same", canonical_url=url), item("c", "Same", canonical_url=url))
    assert count_items(con) == 3


def test_new_guids_without_addresses_go_by_the_words(con: sqlite3.Connection, put: Put, item: Make) -> None:
    put(item("a", "Chips", text="The same words."))
    assert put(item("b", "Chips", text="The same words.")).new == ()
    assert len(put(item("c", "Chips", text="Other words.")).new) == 1
    assert len(put(item("d", "Chips", text="Other words.", hours=24)).new) == 1  # "Stock market today", day by day
    long_text = "Whole paragraphs of the same words. " * 5
    put(item("e", "Chips", text=long_text))
    assert put(item("f", "Chips", text=long_text, published=None)).new == ()


def test_missing_and_future_dates_are_the_time_of_fetching(
    con: sqlite3.Connection, put: Put, item: Make, now: datetime
) -> None:
    keys = put(item("a", published=None), item("b", published=now + timedelta(hours=20)), item("c", hours=1)).new
    assert sorted(get_item(con, key).published for key in keys) == [now - timedelta(hours=1), now, now]  # type: ignore[union-attr]


def test_items_of_one_second_keep_the_order_of_the_feed(con: sqlite3.Connection, put: Put, item: Make) -> None:
    names = [f"n{n:02}" for n in range(40)]
    put(*[item(name, name, published=None) for name in names])
    assert _titles(con) == names
    put(item("later", "later", published=None))
    assert len({row[0] for row in con.execute("SELECT seq FROM items")}) == 41


def test_a_full_second_spills_into_the_next_and_no_place_is_given_twice(
    con: sqlite3.Connection, put: Put, item: Make, now: datetime
) -> None:
    second_later = 1 - 1 / 3600
    put(*(item(f"a{n}", hours=1) for n in range(SEQ_STEPS - 2)))
    put(item("next", hours=second_later))
    put(*(item(f"b{n}", hours=1) for n in range(4)))
    put(item("next, too", hours=second_later))
    first = seq_of(now - timedelta(hours=1))
    places = dict(con.execute("SELECT guid, seq - ? FROM items", (first,)))
    assert [places[f"b{n}"] for n in (3, 2, 1, 0)] == [SEQ_STEPS - 2, SEQ_STEPS - 1, SEQ_STEPS + 1, SEQ_STEPS + 2]
    assert (places["next"], places["next, too"]) == (SEQ_STEPS, SEQ_STEPS + 3)


def test_storing_is_all_or_nothing(con: sqlite3.Connection, feed: int, item: Make, now: datetime) -> None:
    broken = replace(item("b"), links=(object(),))  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        store_items(con, feed, [item("a"), broken], now=now)
    assert count_items(con) == 0


@pytest.mark.parametrize("seed", range(5))
def test_whatever_happens_the_index_holds_what_is_stored(
    con: sqlite3.Connection, feed: int, item: Make, now: datetime, seed: int
) -> None:
    rng, words = random.Random(seed), ["chip", "truce", "Genf", "中国芯片", "gipfel", "Zoë"]
    for _ in range(60):
        names = rng.sample("abcdefgh", 3)
        batch = [
            item(name, " ".join(rng.choices(words, k=4)), hours=rng.randrange(9), unspaced=rng.choice(["", "中国 国"]))
            for name in names
        ]
        store_items(con, feed, batch, now=now + timedelta(days=rng.randrange(40)), redate=rng.random() < 0.3)
        if rng.random() < 0.5:
            index_pending(con)
        if rng.random() < 0.1:
            delete_items(con, [row[0] for row in con.execute("SELECT id FROM items ORDER BY id LIMIT 1")])
    index_pending(con)
    assert check_integrity(con) == []
    for word in words:
        stored = con.execute("SELECT COUNT(*) FROM items WHERE title LIKE ?", (f"%{word}%",)).fetchone()
        found = con.execute("SELECT COUNT(*) FROM items_fts WHERE items_fts MATCH ?", (f'title : "{word}"',)).fetchone()
        assert found == stored


def test_a_page_in_two_feeds_of_one_outlet_is_shown_once(
    con: sqlite3.Connection, put: Put, item: Make, now: datetime
) -> None:
    from briefing.store import grouping

    url = "https://harborwire.example.org/1"
    other = add_feed(con, "https://harborwire.example.org/business", now=now)
    (first,) = put(item("a", canonical_url=url)).new
    (twin,) = put(item("b", canonical_url=url), feed_id=other).new
    third = add_feed(con, "https://meridianpost.example.org/feed", now=now)
    (copy,) = put(item("c", canonical_url=url, outlet="Meridian Post"), feed_id=third).new
    rows = [(first, 1, 1.0, (), None, None), (twin, 1, 1.0, (), 0.0, first), (copy, 1, 1.0, (), 0.0, first)]
    grouping.save_placements(con, rows, {})
    assert [(one.id, one.copy_of) for one in items_of_story(con, 1)] == [(copy, first), (first, None)]
    delete_items(con, [first])
    assert {one.id for one in items_of_story(con, 1)} == {copy, twin}
