"""Full texts on demand: fetched from the pages, stored beside what the feed says, and the brief made again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

import briefing.reading.read as read_room
from briefing.cli import cli
from briefing.config import Settings
from briefing.editor import brief_of
from briefing.ingest import fulltext, process, refresh, thin
from briefing.ingest.fulltext import BEST, fetch_item_texts, fetch_queued_texts, thin_sources
from briefing.ingest.thin import fetch_thin_texts, thin_stories
from briefing.model import Brief, Source
from briefing.query import parse_query
from briefing.store.arrivals import NewItem, store_items
from briefing.store.connection import open_database
from briefing.store.feeds import add_feed, update_feed
from briefing.store.items import get_item
from briefing.store.search import search_items
from briefing.tui.app import BriefingApp
from briefing.tui.data import Library
from briefing.tui.texts import Texts
from feeds.errors import FeedError
from feeds.fulltext import fetch_texts
from feeds.model import Item
from tests.feeds.server import LOCAL, Asked, Server, ok
from tests.tui.driving import settled

NOW = datetime(2025, 7, 18, 12, tzinfo=UTC)
LOOPBACK = Settings(allow_private=("127.0.0.1",), auto_refresh=False)
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
    library = Library(tmp_path / "briefing.db", clock=lambda: NOW, settings=LOOPBACK)
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


def _many(con: sqlite3.Connection, site: Server) -> None:
    """Three outlets that tell of one fire in long teasers, whose pages say more."""
    more = (
        "Neighbours saw thick smoke over the park and the canal. Two roads to the village were closed by the police.",
        "The mayor thanked volunteers who brought water and bread. A helicopter of the army circled above the trees.",
        "Musicians from Brazil offered to play for free in July. Insurers from London sent 12 experts to the ruin.",
    )
    for outlet, words in zip("abc", more, strict=True):
        _put(con, site.url(f"/full{outlet}"), f"{TEASER} {words}", outlet)


async def test_texts_come_unasked_and_the_line_that_is_read_stays(
    con: sqlite3.Connection, site: Server, tmp_path: Path
) -> None:
    _many(con, site)
    settings = replace(LOOPBACK, fetch_texts="auto")
    library = Library(tmp_path / "briefing.db", clock=lambda: NOW, settings=settings)
    app = BriefingApp(library.path, library=library)
    async with app.run_test(size=(80, 18), notifications=True) as pilot:
        await settled(app, pilot)
        await pilot.press("enter")
        await settled(app, pilot)
        await pilot.press("ctrl+d")
        await settled(app, pilot)
        edition, view = app.edition_screen, app.edition_screen.brief_view

        def on_top() -> str:
            return "".join(piece.text for piece in view.page.lines[view.scroll_offset.y])

        assert site.asked == [] and view.scroll_offset.y > 0 and edition.brief
        before, old = on_top(), edition.brief
        edition.fetch_thin()
        await settled(app, pilot)
        await settled(app, pilot)
        assert edition.brief is not old and any(source.full_text for source in edition.brief.sources)
        assert on_top() == before
        asked = len(site.asked)
        edition.fetch_thin()
        await settled(app, pilot)
        assert asked == 3 and len(site.asked) == asked  # each page is asked for once


@pytest.mark.parametrize("choice", ["ask", "auto"])
def test_the_setting_decides(choice: str, tmp_path: Path) -> None:
    library = Library(tmp_path / "briefing.db", clock=lambda: NOW, settings=Settings(fetch_texts=choice))
    assert Texts().wanted(library) is (choice == "auto")


def test_only_the_first_stories_are_fetched_unasked_and_no_page_twice(con: sqlite3.Connection, site: Server) -> None:
    keys = [_put(con, site.url(f"/gone{n}"), f"{TEASER} Word{n} for{n} story{n} alone{n}.", f"g{n}") for n in range(3)]
    stories = [get_item(con, key).story_id for key in keys]  # type: ignore[union-attr]
    one = sorted({story for story in stories if story})
    asked: set[int] = set()
    assert fetch_thin_texts(con, one, now=NOW, asked=asked, allow_private=LOCAL) == []  # the pages are gone
    assert asked == set(keys) and len(site.asked) == len(keys)
    assert fetch_thin_texts(con, one, now=NOW, asked=asked, allow_private=LOCAL) == []
    assert len(site.asked) == len(keys)
    assert len(thin_stories(con, one * thin.TOP, now=NOW)) <= thin.AT_ONCE


def feed_of(site: Server, *paths: str) -> bytes:
    """A feed whose items have teasers only, and pages at these paths."""
    items = "".join(
        f"<item><guid>{path}</guid><title>Fire destroys stage {path}</title><link>{site.url(path)}</link>"
        f"<description>{TEASER}</description><pubDate>Fri, 18 Jul 2025 {n:02}:00:00 GMT</pubDate></item>"
        for n, path in enumerate(paths)
    )
    return f"<rss version='2.0'><channel><title>A</title>{items}</channel></rss>".encode()


class News(Server):
    """A feed at /feed, whose pages are those of `answer`."""

    def __init__(self, *paths: str) -> None:
        super().__init__(lambda asked: ok(feed_of(self, *paths)) if asked.target == "/feed" else answer(asked))

    def pages_asked(self) -> list[str]:
        return sorted(asked.target for asked in self.asked if asked.target != "/feed")


def _refresh(con: sqlite3.Connection, at: datetime = NOW, told: list[tuple[str, int, int]] | None = None) -> None:
    steps = told if told is not None else []
    refresh(con, now=at, everything=True, allow_private=LOCAL, on_step=lambda *step: steps.append(step))


def test_a_feed_that_is_set_so_gets_the_full_texts_of_its_new_items(con: sqlite3.Connection) -> None:
    with News("/full/1", "/short", "/gone") as site:
        feed = add_feed(con, site.url("/feed"), now=NOW)
        update_feed(con, feed, full_text=True, now=NOW)
        told: list[tuple[str, int, int]] = []
        _refresh(con, told=told)
        assert site.pages_asked() == ["/full/1", "/gone", "/short"] and site.most_at_once == 1
        assert [step for step in told if step[0] == "text"] == [("text", 1, 3), ("text", 2, 3), ("text", 3, 3)]
        items = [get_item(con, key) for key in (1, 2, 3)]
        assert sorted((item.url.rpartition("/")[2], item.extracted) for item in items if item) == [
            ("1", True),
            ("gone", False),
            ("short", False),
        ]
        assert [hit.title for hit in search_items(con, parse_query("hospital"))] == ["Fire destroys stage /full/1"]
        _refresh(con, NOW + timedelta(hours=1))
        assert len(site.pages_asked()) == 3, "each page is asked for once, whatever it answered"


def test_without_the_setting_no_page_is_asked_for(con: sqlite3.Connection) -> None:
    with News("/full/1") as site:
        feed = add_feed(con, site.url("/feed"), now=NOW)
        _refresh(con)
        update_feed(con, feed, full_text=True, now=NOW)
        _refresh(con, NOW + timedelta(hours=1))
        assert site.pages_asked() == [], "items that were there before are left alone"


def test_a_refresh_asks_for_a_bounded_number_of_pages_and_the_next_one_goes_on(
    con: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fulltext, "A_REFRESH", 2)
    with News("/full/1", "/full/2", "/full/3") as site:
        feed = add_feed(con, site.url("/feed"), now=NOW)
        update_feed(con, feed, full_text=True, now=NOW)
        _refresh(con)
        assert site.pages_asked() == ["/full/2", "/full/3"], "the newest first"
        assert fetch_queued_texts(con, now=NOW, allow_private=LOCAL, limit_s=-1) == 0, "no time is left"
        update_feed(con, feed, full_text=False, now=NOW)
        assert fetch_queued_texts(con, now=NOW, allow_private=LOCAL) == 0
        update_feed(con, feed, full_text=True, now=NOW)
        assert fetch_queued_texts(con, now=NOW, allow_private=LOCAL) == 1
        assert site.pages_asked() == ["/full/1", "/full/2", "/full/3"]
