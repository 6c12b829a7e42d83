"""Hostile feeds go through everything and harm nothing; outlets are told from titles and hosts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.editor import brief_of, item_with_reading
from briefing.ingest import ingest_sources
from briefing.ingest.outlets import outlet_of
from briefing.query import parse_query
from briefing.store.connection import check_integrity, open_database
from briefing.store.items import count_items, items_of_story
from briefing.store.search import search_items
from briefing.store.stories import list_stories

NOW = datetime(2025, 7, 19, tzinfo=UTC)


@pytest.fixture
def con(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    con = open_database(tmp_path / "briefing.db")
    yield con
    con.close()


HOSTILE = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "[/x] \x1b]0;title\x07 feed",
    "items": [
        {
            "id": "1",
            "title": "\x1b]52;c;aGk=\x07[@click=app.quit]\u202etitle[/x] " + "long " * 2000,
            "content_html": "<script>alert(1)</script><p>Text \x9b31m of <b>it</b> &#27;[2J \u0000 ](javascript:x)</p>",
            "url": "javascript:alert(1)",
        },
        {"title": "", "content_text": "no guid, no title, no date'; DROP TABLE items;--"},
    ],
}


def test_a_hostile_item_goes_through_everything(con: sqlite3.Connection, tmp_path: Path) -> None:
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps(HOSTILE))
    (outcome,) = ingest_sources(con, [str(path)], now=NOW)
    assert (outcome.error, outcome.new, check_integrity(con)) == (None, 2, [])
    for story in list_stories(con):
        brief = brief_of(con, story.id, now=NOW)
        assert brief is not None
        for item in items_of_story(con, story.id):
            stored, reading = item_with_reading(con, item.id)
            shown = f"{stored.title}{stored.text}{stored.outlet}{story.headline}{brief!r}{reading!r}"
            assert not set(shown) & set(map(chr, [*range(10), *range(11, 32), *range(127, 160), 0x202E]))
            assert stored.url == "" and len(stored.title) <= 500
    assert len(search_items(con, parse_query("DROP TABLE"))) == 1


def test_every_hostile_file_is_taken_or_refused_in_words(con: sqlite3.Connection) -> None:
    folder = Path(__file__).parents[1] / "data" / "hostile"
    files = (
        sorted(path for path in folder.iterdir() if path.is_file() and path.name != "EXPECT.tsv")
        if folder.is_dir()
        else []
    )
    if not files:
        pytest.skip("tests/data/hostile is not there")
    outcomes = ingest_sources(con, [str(path) for path in files], now=datetime(2026, 3, 1, tzinfo=UTC))
    assert all(outcome.error is None or outcome.error.message for outcome in outcomes)
    assert sum(outcome.new for outcome in outcomes) == count_items(con) > 100
    assert con.execute("SELECT COUNT(*) FROM items_fts_docsize").fetchone() == (count_items(con),)
    assert check_integrity(con) == []
    for story in list_stories(con):
        assert brief_of(con, story.id, now=NOW) is not None


@pytest.mark.parametrize(
    ("title", "site", "url", "known", "outlet"),
    [
        ("Harbor Wire", "https://harborwire.example.org/", "", [], "Harbor Wire"),
        ("World news | The Guardian", "https://www.theguardian.com/world", "", [], "The Guardian"),
        ("BBC News - Business", "https://www.bbc.co.uk/news/business", "", [], "BBC News"),
        (
            "Top stories",
            "https://harborwire.example.org/",
            "",
            [("https://www.harborwire.example.org/x", "Harbor Wire")],
            "Harbor Wire",
        ),
        (
            "Business",
            "",
            "https://feeds.harborwire.example.org/b",
            [("https://harborwire.example.org/", "Harbor Wire")],
            "Harbor Wire",
        ),
        (
            "One channel",
            "https://www.youtube.com/channel/a",
            "",
            [("https://www.youtube.com/channel/b", "Another")],
            "One channel",
        ),
        ("Finance & economics", "https://harborwire.example.org/", "", [], "harborwire.example.org"),
        (
            "The Christian Science Monitor | All stories",
            "https://csmonitor.com",
            "",
            [],
            "The Christian Science Monitor",
        ),
        ("Rest of World -", "https://restofworld.org", "", [], "Rest of World"),
        ("", "https://harborwire.example.org/", "", [], "harborwire.example.org"),
        ("HarborWire RSS feed", "https://harborwire.example.org/", "", [], "HarborWire"),
        ("Harbor Wire Search Records Found 1000", "https://harborwire.example.org/", "", [], "Harbor Wire"),
        ("Harbor Wire News", "https://harborwire.example.org/", "", [], "Harbor Wire News"),
        ("Daily feed", "https://harborwire.example.org/", "", [], "Daily feed"),
        (
            "World: Breaking news, crime, tech, and more",
            "https://www.harbor.example.org/",
            "",
            [],
            "harbor.example.org",
        ),
        ("A local file", "", "file:/tmp/feed.xml", [("file:/tmp/other.xml", "Other")], "A local file"),
    ],
)
def test_outlets(title: str, site: str, url: str, known: list[tuple[str, str]], outlet: str) -> None:
    assert outlet_of(title, site, url, known) == outlet
