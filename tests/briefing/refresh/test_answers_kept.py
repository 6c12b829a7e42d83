"""The store's half of hostile and odd answers: what a refresh keeps, writes and never writes of each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import feeds.parse
from briefing.ingest import Outcome, refresh
from briefing.model import FeedRow
from briefing.store.connection import open_database
from briefing.store.feeds import add_feed, due_feeds, list_feeds
from briefing.store.items import count_items
from tests.briefing.refresh.news import rss
from tests.feeds.server import LOCAL, Answer, Asked, Server, internet, ok

DATA = Path(__file__).parents[2] / "data" / "http"
NOW = datetime(2026, 2, 18, 6, tzinfo=UTC)
GOOD = "h01_200_etag.http"


class Play:
    """A server that gives one answer after the other, the last one for ever: files of tests/data/http, or bytes."""

    def __init__(self, *answers: str | bytes) -> None:
        self.answers = [(DATA / one).read_bytes() if isinstance(one, str) else one for one in answers]

    def __call__(self, asked: Asked) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def con(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_database(tmp_path / "b.db")) as con:
        yield con


def poll(con: sqlite3.Connection, day: int) -> tuple[Outcome, FeedRow]:
    """Refresh on a day, on which the feed is due."""
    (outcome,) = refresh(con, now=NOW + timedelta(days=3 * day), allow_private=LOCAL)
    return outcome, list_feeds(con)[0]


def items(con: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Return everything that is stored of the items."""
    return con.execute("SELECT * FROM items ORDER BY id").fetchall()


def test_not_modified_and_the_same_body_are_neither_parsed_nor_written(
    con: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Server(Play(GOOD, "h02_304.http", "h32_etag_only_changed.http", "h31_max_age_zero.http")) as server:
        add_feed(con, server.url(), now=NOW)
        poll(con, 0)
        before = items(con)
        monkeypatch.setattr(feeds.parse, "parse_feed", None)
        for day, status in ((1, 304), (2, 200), (3, 200)):
            outcome, feed = poll(con, day)
            assert (outcome.error, outcome.new, outcome.changed, outcome.unchanged) == (None, 0, 0, 1)
            assert (feed.last_status, feed.errors) == (status, 0)
            assert feed.last_success == NOW + timedelta(days=3 * day)
    assert items(con) == before
    assert [asked.values("if-none-match") for asked in server.asked] == [[], ['W/"a b"'], ['W/"a b"'], ['"new"']]


def test_what_a_delta_lacks_stays(con: sqlite3.Connection) -> None:
    with Server(Play(ok(rss("paper", 5)), "h34_delta_226.http")) as server:
        add_feed(con, server.url(), now=NOW)
        poll(con, 0)
        outcome, _ = poll(con, 1)
    assert (outcome.error, outcome.new, count_items(con)) == (None, 1, 6)


def test_a_missing_feed_keeps_its_items_and_comes_back(con: sqlite3.Connection) -> None:
    with Server(Play(GOOD, "h10_404_then_ok.http", "h10_404_then_ok.http", GOOD)) as server:
        add_feed(con, server.url(), now=NOW)
        rows = [poll(con, day)[1] for day in range(4)]
    assert [row.errors for row in rows] == [0, 1, 2, 0] and count_items(con) == 1
    assert rows[1].last_success == NOW and rows[1].status == "active"


@pytest.mark.parametrize(
    "bad",
    [
        ok(b"<html><body>Log in</body></html>", etag='"page"'),
        ok(b"", etag='"nothing"'),
        b'HTTP/1.1 200 OK\r\nETag: "half"\r\nContent-Length: 999\r\nConnection: close\r\n\r\n<rss><channel>',
    ],
)
def test_validators_are_kept_of_whole_and_parsed_feeds_only(con: sqlite3.Connection, bad: bytes) -> None:
    with Server(Play(GOOD, bad, "h02_304.http")) as server:
        add_feed(con, server.url(), now=NOW)
        errors = [poll(con, day)[1].errors for day in range(3)]
    assert errors == [0, 1, 0]
    assert [asked.values("if-none-match") for asked in server.asked] == [[], ['W/"a b"'], ['W/"a b"']]


def test_a_new_validator_that_comes_with_not_modified_is_the_next_one(con: sqlite3.Connection) -> None:
    fresh = b'HTTP/1.1 304 Not Modified\r\nETag: "newer"\r\nConnection: close\r\n\r\n'
    with Server(Play(GOOD, fresh, "h02_304.http")) as server:
        add_feed(con, server.url(), now=NOW)
        for day in range(3):
            poll(con, day)
    sent = [(asked.values("if-none-match"), asked.values("if-modified-since")) for asked in server.asked]
    date = ["Tue, 17 Feb 2026 00:00:00 GMT"]
    assert sent == [([], []), (['W/"a b"'], date), (['"newer"'], date)]


@pytest.mark.parametrize("name", ["h04_308_private.http", "h06_302_metadata.http"])
def test_a_redirect_to_a_private_address_never_becomes_the_subscription(con: sqlite3.Connection, name: str) -> None:
    with Server(Play(name)) as server, internet({"feeds.example.test": server}):
        add_feed(con, "http://feeds.example.test/feed", now=NOW)
        for day in range(3):
            (outcome,) = refresh(con, now=NOW + timedelta(days=3 * day))
            assert "private network" in str(outcome.error)
    assert list_feeds(con)[0].url == "http://feeds.example.test/feed"


def test_retry_after_holds_over_a_restart_and_for_a_forced_refresh(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with Server(Play("h11_429_secs.http")) as server:
        with closing(open_database(path)) as con:
            add_feed(con, server.url(), now=NOW)
            refresh(con, now=NOW, allow_private=LOCAL)
        with closing(open_database(path)) as con:
            for minutes, asked in ((59, []), (61, [server.url()])):
                due = due_feeds(con, now=NOW + timedelta(minutes=minutes), everything=True)
                assert [feed.url for feed in due] == asked
