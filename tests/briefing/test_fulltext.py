"""Full texts on demand: fetched from the pages, stored beside what the feed says, and the brief made again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

import briefing.reading.read as read_room
from briefing.cli import cli
from briefing.config import Settings
from briefing.editor import brief_of
from briefing.ingest import process
from briefing.ingest.fulltext import BEST, fetch_item_texts, thin_sources
from briefing.model import Brief, Source
from briefing.query import parse_query
from briefing.store.arrivals import NewItem, store_items
from briefing.store.connection import open_database
from briefing.store.feeds import add_feed
from briefing.store.items import get_item
from briefing.store.search import search_items
from briefing.tui.app import BriefingApp
from briefing.tui.data import Library
from feeds.errors import FeedError
from feeds.fulltext import fetch_texts
from feeds.model import Item
from tests.feeds.server import LOCAL, Asked, Server, ok
from tests.tui.driving import settled

NOW = datetime(2025, 7, 18, 12, tzinfo=UTC)
TEASER = "A fire destroyed the main stage of the Tomorrowland festival in Boom on Wednesday."
BODY = (
    "<p>A fire destroyed the main stage of the Tomorrowland festival in Boom on Wednesday evening, two days before the "
    "opening.</p><p>The fire service of Antwerp said that 14 people were brought to a hospital in the city of Antwerp, "
    "and that the flames could be seen from far away.</p><p>The organisers want to open the festival on Friday with "
    "another stage, which 400 workers are to build in two nights, and thanked the fire service for its work.</p>"
    "<p>The stage was made of wood and was 40 metres high; nobody knows yet why it began to burn, the mayor said.</p>"
)
PAGE = (
    f"<html><head><title>Fire at the festival</title></head><body><nav>Home Sport Weather</nav>"
    f"<article><h1>Fire destroys stage</h1>{BODY * 2}</article></body></html>"
).encode()
SHORT = f"<html><body><article><h1>Fire</h1><p>{TEASER}</p></article></body></html>".encode()


def answer(asked: Asked) -> bytes:
    """A site with three articles: in full, cut off, and gone."""
    if asked.target.startswith("/full"):
        return ok(PAGE, content_type="text/html")
    if asked.target.startswith("/short"):
        return ok(SHORT, content_type="text/html")
    return ok(b"", "404 Not Found")


@pytest.fixture
def site() -> Iterator[Server]:
    with Server(answer) as server:
        yield server


@pytest.fixture
def con(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_database(tmp_path / "briefing.db")) as con:
        yield con


def _put(con: sqlite3.Connection, url: str, text: str = TEASER, guid: str = "a") -> int:
    """Store and process one item whose page is at `url`."""
    feed = add_feed(con, f"https://{guid}.example.org/feed", title=guid.title(), now=NOW)
    item = NewItem(guid, "Fire destroys main stage of Tomorrowland", text, text, guid.title(), NOW, url=url)
    stored = store_items(con, feed, [item], now=NOW)
    process(con, now=NOW)
    return (stored.new or stored.changed or (1,))[0]


def test_pages_come_one_by_one_and_each_is_told_of(site: Server) -> None:
    told: dict[str, Item | FeedError] = {}
    urls = [site.url("/full/1"), site.url("/full/1"), site.url("/gone"), site.url("/full/2"), "javascript:alert(1)"]
    fetch_texts(urls, now=NOW, on_text=told.__setitem__, allow_private=LOCAL)
    assert len(site.asked) == 3 and site.most_at_once == 1
    good = [url for url, result in told.items() if isinstance(result, Item)]
    assert sorted(good) == [site.url("/full/1"), site.url("/full/2")]
    assert "404" in str(told[site.url("/gone")]) or "not found" in str(told[site.url("/gone")]).lower()
    assert "no web address" in str(told["javascript:alert(1)"])


def test_the_text_of_the_page_stands_in_for_the_teaser(con: sqlite3.Connection, site: Server) -> None:
    key = _put(con, site.url("/full"))
    thin = brief_of(con, 1, now=NOW)
    assert thin is not None and thin_sources(thin) == [key]
    (outcome,) = fetch_item_texts(con, [key], now=NOW, allow_private=LOCAL)
    assert (outcome.changed, outcome.error) == (1, None)
    item = get_item(con, key)
    assert item is not None and item.extracted and "40 metres high" in item.text and "Weather" not in item.text
    assert (item.outlet, item.url) == ("A", site.url("/full"))
    brief = brief_of(con, 1, now=NOW)
    assert brief is not None and brief.lead is not None and len(brief.points) > len(thin.points)
    assert all(p.text == item.text[p.start : p.end] for p in (brief.lead, *brief.points))
    assert brief.sources[0].full_text and thin_sources(brief) == []
    assert [hit.item_id for hit in search_items(con, parse_query("hospital"))] == [key]


def test_the_feed_that_says_the_same_does_not_bring_the_teaser_back(con: sqlite3.Connection, site: Server) -> None:
    key = _put(con, site.url("/full"))
    fetch_item_texts(con, [key], now=NOW, allow_private=LOCAL)
    _put(con, site.url("/full"))
    assert get_item(con, key).extracted  # type: ignore[union-attr]
    _put(con, site.url("/full"), TEASER.replace("Wednesday", "Wednesday evening"))
    item = get_item(con, key)
    assert item is not None and not item.extracted and item.text.endswith("Wednesday evening.")


@pytest.mark.parametrize(
    ("path", "words"), [("/short", "no more of this article than its feed"), ("/gone", "404"), ("", "no web address")]
)
def test_what_cannot_be_had_leaves_the_item_as_it_is(
    con: sqlite3.Connection, site: Server, path: str, words: str
) -> None:
    key = _put(con, site.url(path) if path else "")
    before = get_item(con, key)
    outcomes = fetch_item_texts(con, [key, 99], now=NOW, allow_private=LOCAL)
    errors = {str(outcome.error) for outcome in outcomes}
    assert len(errors) == 2 and any(words in error for error in errors) and any("no item 99" in e for e in errors)
    assert get_item(con, key) == before


def test_the_best_three_sources_of_three_outlets() -> None:
    hosts = [("A", "a"), ("A", "a"), ("B", ""), ("C", "c"), ("D", "d"), ("E", "e")]
    sources = tuple(
        Source(n, n * 10, outlet, "Fire", f"https://{host}.example.org/{n}" if host else "", NOW)
        for n, (outlet, host) in enumerate(hosts, 1)
    )
    brief = Brief(1, "Fire", 10, NOW, NOW, 6, 5, sources=sources)
    assert thin_sources(brief) == [10, 40, 50] and len(thin_sources(brief)) == BEST
    assert thin_sources(replace(brief, sources=(replace(sources[0], full_text=True), *sources[1:]))) == []


def test_an_item_is_read_once_for_each_of_its_texts(
    con: sqlite3.Connection, site: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = read_room.read_item

    def counted(title: str, text: str, **known: object) -> object:
        read.append(text)
        return real(title, text, **known)  # type: ignore[arg-type]

    monkeypatch.setattr(read_room, "read_item", counted)
    key = _put(con, site.url("/full"))
    _put(con, site.url("/full"))
    process(con, now=NOW)
    brief_of(con, 1, now=NOW)
    assert read == [TEASER]
    edited = TEASER.replace("Wednesday", "Wednesday evening")
    _put(con, site.url("/full"), edited)
    brief_of(con, 1, now=NOW)
    assert read == [TEASER, edited]
    fetch_item_texts(con, [key], now=NOW, allow_private=LOCAL)
    assert len(read) == 3


def test_the_command_stores_texts_and_says_what_it_could_not(
    con: sqlite3.Connection, site: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = _put(con, site.url("/full"))
    lone = _put(con, site.url("/gone"), guid="b")
    monkeypatch.setenv("BRIEFING_ALLOW_PRIVATE", "127.0.0.1")
    monkeypatch.setenv("BRIEFING_CONFIG", str(tmp_path / "none.toml"))
    database = ["--db", str(tmp_path / "briefing.db")]
    done = CliRunner().invoke(cli, ["fetch-text", str(key), str(lone), *database])
    assert done.exit_code == 0 and "full text stored" in done.stdout and "404" in done.stderr
    assert get_item(con, key).extracted  # type: ignore[union-attr]
    failed = CliRunner().invoke(cli, ["fetch-text", str(lone), *database])
    assert failed.exit_code == 1 and "No full text could be fetched" in failed.stderr


async def test_x_fetches_and_rebuilds_the_brief_in_its_place(
    con: sqlite3.Connection, site: Server, tmp_path: Path
) -> None:
    key = _put(con, site.url("/full"))
    library = Library(tmp_path / "briefing.db", clock=lambda: NOW, settings=Settings(allow_private=("127.0.0.1",)))
    app = BriefingApp(library.path, library=library)
    async with app.run_test(size=(120, 20), notifications=True) as pilot:
        await settled(app, pilot)
        await pilot.press("enter", "j")
        await settled(app, pilot)
        edition = app.edition_screen
        top = edition.brief_view.scroll_offset.y
        assert edition.brief and not edition.brief.points
        await pilot.press("x")
        await settled(app, pilot)
        await settled(app, pilot)
        assert edition.brief.points and edition.brief.sources[0].full_text
        assert edition.brief_view.scroll_offset.y == top
        assert edition.foot_bar.word == "1 full text stored."
        await pilot.press("x")
        await settled(app, pilot)
        assert edition.foot_bar.word == "The full text is here already."
        await pilot.press("1")
        await settled(app, pilot)
        assert "text taken from the page" in "".join(p.text for line in app.screen.text.page.lines for p in line)  # type: ignore[attr-defined]
    assert get_item(con, key).extracted  # type: ignore[union-attr]
