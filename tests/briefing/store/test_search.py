"""Search on a real index: what is typed is words, hits come newest first, pages do not overlap."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from briefing.query import parse_query, unspaced
from briefing.store.connection import check_integrity
from briefing.store.feeds import add_feed
from briefing.store.marks import mark_items_read, save_items, save_stories
from briefing.store.search import search_items

TEXTS = {
    "nvidia": ("Nvidia may sell the H20 to China again", "The US government said so on Monday."),
    "huang": ("Huang opens expo in Beijing", "The head of Nvidia praised DeepSeek. It's his third visit."),
    "dotted": ("U.S. inflation at 2.7 %", "Prices rose, C++ programmers say: #1 topic."),
    "han": ("英伟达恢复对华销售H20芯片", "中美谈判的条件之一。"),
    "zoe": ("Zoë Müller gewinnt in Köln", "Die Läuferin war die Schnellste."),
    "emoji": ("🚀 to the moon", "No word [/x] here is markup \\ % _ ?"),
}


@pytest.fixture
def keys(con: sqlite3.Connection, put: Callable, item: Callable, place: Callable) -> dict[str, int]:
    """Store the texts, each an hour older than the one before; return name -> id."""
    items = [
        item(name, title, text=text, hours=n, unspaced=unspaced(f"{title}\n{text}"))
        for n, (name, (title, text)) in enumerate(TEXTS.items())
    ]
    put(*items)
    stored = dict(con.execute("SELECT guid, id FROM items"))
    ids = {name: stored[name] for name in TEXTS}
    place({n: [key] for n, key in enumerate(ids.values(), 1)})
    return ids


def _found(con: sqlite3.Connection, keys: dict[str, int], query: str) -> list[str]:
    names = {key: name for name, key in keys.items()}
    return [names[hit.item_id] for hit in search_items(con, parse_query(query))]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("nvi", ["nvidia", "huang"]),
        ("nvi ", []),
        ("nvidia h20", ["nvidia"]),
        ("NVIDIA", ["nvidia", "huang"]),
        ("U.S.", ["nvidia", "dotted"]),
        ("US ", ["nvidia", "dotted"]),
        ("it's", ["huang"]),
        ("C++", ["dotted"]),
        ("#1", ["dotted"]),
        ("2.7", ["dotted"]),
        ("芯片", ["han"]),
        ("片", ["han"]),
        ("谈判的条", ["han"]),
        ("H20芯片", ["han"]),
        ("H20", ["nvidia", "han"]),
        ("华美", []),
        ("title:谈判", []),
        ("title:销售", ["han"]),
        ("muller koln", ["zoe"]),
        ("lauferin", ["zoe"]),
        ('"sell the H20"', ["nvidia"]),
        ('"H20 the sell"', []),
        ('"opens ex', ["huang"]),
        ("nvidia -huang", ["nvidia"]),
        ("-nvidia", ["dotted", "han", "zoe", "emoji"]),
        ("huang OR moon", ["huang", "emoji"]),
        ("title:nvidia", ["nvidia"]),
        ("AND", []),
        ("NOT", []),
        ("[/x]", ["emoji"]),
    ],
)
def test_queries(con: sqlite3.Connection, keys: dict[str, int], query: str, names: list[str]) -> None:
    assert _found(con, keys, query) == names


@pytest.mark.parametrize(
    "query",
    [
        "", " ", "(", ")", '"', '""', "'", "\x00", "a\x00b", "*", "a*b", "^a", "col:x", "-x", "--", "NEAR(",
        "NEAR(a b, 2)", "{a b}:c", "; DROP TABLE items;--", "(" * 10_000, '"' * 10_000, "a " * 5_000, "-" * 999,
        "title:", "title:(", "outlet:%", "after:9999-99", "after:0000", "newer:99999y", "is:", "\ud800", "\u202e", "🚀",
        "OR OR", "a OR", "ﬀ", "İ", "中" * 500, 'title:"', "-title:x", "unspaced:x", "rowid:1", "a\\", "%", "_",
        "before:1000y nvidia", "after:0001-01-01",
    ],
)  # fmt: skip
def test_nothing_typed_is_ever_an_error(con: sqlite3.Connection, keys: dict[str, int], query: str) -> None:
    hits = search_items(con, parse_query(query))
    assert len(hits) <= len(keys)
    assert check_integrity(con) == []
    assert con.execute("SELECT COUNT(*) FROM items").fetchone() == (len(TEXTS),)


def test_a_hit_stands_in_its_story_with_its_matches(con: sqlite3.Connection, keys: dict[str, int]) -> None:
    hit = search_items(con, parse_query("nvi"))[1]
    assert (hit.title, hit.outlet, hit.story_id) == ("Huang opens expo in Beijing", "Harbor Wire", 2)
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Nvidia"]
    assert hit.title_marks == ()


def test_pages_follow_each_other(con: sqlite3.Connection, put: Callable, item: Callable) -> None:
    put(*[item(f"n{n}", f"Chips number {n}", hours=n // 3) for n in range(50)])
    plan, seen = parse_query("chips"), []
    page = search_items(con, plan, limit=7)
    while page:
        seen += page
        page = search_items(con, plan, limit=7, after=page[-1])
    assert len({hit.item_id for hit in seen}) == 50
    assert seen == search_items(con, plan, limit=100)
    assert [hit.published for hit in seen] == sorted((hit.published for hit in seen), reverse=True)


def test_filters(con: sqlite3.Connection, keys: dict[str, int], put: Callable, item: Callable, now: datetime) -> None:
    other = add_feed(
        con, "https://meridianpost.example.org/feed", title="Meridian: 100 % news", outlet="Meridian Post", now=now
    )
    put(item("m", "Nvidia in the Meridian", hours=30, outlet="Meridian Post"), feed_id=other)
    keys["m"] = con.execute("SELECT id FROM items WHERE guid = 'm'").fetchone()[0]
    mark_items_read(con, [keys["nvidia"]], True, now=now)
    save_items(con, [keys["huang"]], True, now=now)
    save_stories(con, [1], True, now=now)
    for query, names in {
        "outlet:meridian nvidia": ["m"],
        'outlet:"meridian post"': ["m"],
        "feed:100": ["m"],
        "feed:%": ["m"],
        "feed:1__": [],
        "outlet:nobody": [],
        "nvidia is:unread": ["huang", "m"],
        "is:read": ["nvidia"],
        "is:saved": ["nvidia", "huang"],
        "nvidia newer:20h": ["nvidia", "huang"],
        "nvidia older:20h": ["m"],
        "nvidia before:2025-07-18": ["m"],
        "nvidia after:2025-07-18": ["nvidia", "huang"],
        "after:2025-08": [],
    }.items():
        assert _found(con, keys, query) == names, query


def test_newer_counts_from_the_given_clock(con: sqlite3.Connection, keys: dict[str, int], now: datetime) -> None:
    plan = parse_query("newer:2h")
    assert len(search_items(con, plan)) == 3
    assert search_items(con, plan, now=now + timedelta(days=9)) == []
