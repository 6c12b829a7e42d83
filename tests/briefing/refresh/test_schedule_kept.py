"""The schedule lives in the database: polls over days against a server that keeps score, with restarts in between."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli import cli
from briefing.ingest import Outcome, refresh
from briefing.model import FeedRow
from briefing.refresh.events import feed_event
from briefing.store.connection import open_database
from briefing.store.feeds import Fetched, add_feed, due_feeds, get_feed, list_feeds, record_fetch
from tests.briefing.refresh.news import NOW, events, rss, start
from tests.feeds.server import LOCAL, Answer, Asked, Server, ok, redirect

HOURS_TOLD = 2


class Score:
    """A server that gives new validators at every third poll, and notes when it is asked."""

    def __init__(self) -> None:
        self.now = NOW
        self.polls: list[tuple[datetime, list[str], list[str]]] = []
        self.strange: set[str] = set()

    def __call__(self, asked: Asked) -> Answer:
        version = len(self.polls) // 3
        etag, date = f'W/"{version}-x"', f"Sat, 19 Jul 2025 0{version}:00:00 GMT"
        tags, dates = asked.values("if-none-match"), asked.values("if-modified-since")
        self.polls.append((self.now, tags, dates))
        self.strange |= {name.lower() for name, _ in asked.headers} & {"cookie", "referer"}
        age = f"max-age={HOURS_TOLD * 3600}"
        if tags == [etag]:
            return ok(b"", "304 Not Modified", etag=etag, last_modified=date, cache_control=age)
        return ok(rss("paper", 3 + version), etag=etag, last_modified=date, cache_control=age, set_cookie="a=b")


def poll(path: Path, now: datetime) -> tuple[list[Outcome], FeedRow]:
    """Refresh as a program does that has just been started."""
    with closing(open_database(path)) as con:
        outcomes = refresh(con, now=now, allow_private=LOCAL)
        return outcomes, list_feeds(con)[0]


def test_ten_polls_with_a_restart_before_each(tmp_path: Path) -> None:
    path, score = tmp_path / "b.db", Score()
    with Server(score) as server:
        with closing(open_database(path)) as con:
            add_feed(con, server.url("/paper"), now=NOW)
        for _ in range(10):
            _, feed = poll(path, score.now)
            assert feed.next_due
            assert poll(path, feed.next_due - timedelta(seconds=1))[0] == []
            score.now = feed.next_due
    assert len(score.polls) == 10 and not score.strange
    assert [tags for _, tags, _ in score.polls] == [[], *([f'W/"{n // 3}-x"'] for n in range(9))]
    assert [dates for _, _, dates in score.polls][1:] == [[f"Sat, 19 Jul 2025 0{n // 3}:00:00 GMT"] for n in range(9)]
    gaps = [later - earlier for (earlier, *_), (later, *_) in pairwise(score.polls)]
    assert min(gaps) >= timedelta(hours=HOURS_TOLD) and max(gaps) <= timedelta(hours=26.5)


@pytest.mark.parametrize(
    ("answer", "hours", "words"),
    [
        (ok(b"", "429 Too Many Requests", retry_after="36000"), 10, "asks for fewer requests"),
        (ok(b"", "503 Service Unavailable", retry_after="7200"), 2, "too busy"),
        (ok(b"", "404 Not Found"), 1, "no feed at this address"),
        (ok(b"<html><form>Log in</form></html>", content_type="text/html"), 1, "page"),
    ],
)
def test_errors_are_kept_and_waited_for(tmp_path: Path, answer: bytes, hours: float, words: str) -> None:
    path = tmp_path / "b.db"
    with Server(lambda asked: answer) as server:
        with closing(open_database(path)) as con:
            add_feed(con, server.url("/paper"), now=NOW)
        _, first = poll(path, NOW)
        assert first.errors == 1 and words in first.error
        assert first.next_due and first.next_due >= NOW + timedelta(hours=hours)
        waits, now = [first.next_due - NOW], first.next_due
        for _ in range(4):
            _, feed = poll(path, now)
            assert feed.next_due
            waits.append(feed.next_due - now)
            now = feed.next_due
    assert len(server.asked) == 5 and waits == sorted(waits) and max(waits) <= timedelta(hours=26.5)


def test_a_feed_that_is_gone_is_retired_with_a_notice(tmp_path: Path) -> None:
    with Server(lambda asked: ok(b"", "410 Gone")) as server, closing(open_database(tmp_path / "b.db")) as con:
        add_feed(con, server.url("/paper"), now=NOW)
        (outcome,) = refresh(con, now=NOW, allow_private=LOCAL)
        assert outcome.retired and "for good" in str(outcome.error)
        assert due_feeds(con, now=NOW + timedelta(days=90), everything=True) == []
        assert list_feeds(con)[0].status == "gone"


def test_a_move_to_a_feed_that_is_there_already_is_told(tmp_path: Path) -> None:
    def answer(asked: Asked) -> Answer:
        return redirect(301, "/new") if asked.target == "/old" else ok(rss("paper", 2))

    with Server(answer) as server, closing(open_database(tmp_path / "b.db")) as con:
        keys = [add_feed(con, server.url(path), now=NOW) for path in ("/old", "/new")]
        told = [refresh(con, now=NOW + timedelta(days=3 * n), allow_private=LOCAL) for n in range(2)]
        urls = [feed.url for key in keys if (feed := get_feed(con, key))]
    assert urls == [server.url("/old"), server.url("/new")]
    said = [warning for outcome in told[1] for warning in outcome.warnings]
    assert [server.url("/new") in words and "subscribed too" in words for words in said] == [True]


def test_a_move_that_repeats_is_followed_and_told(tmp_path: Path) -> None:
    def answer(asked: Asked) -> Answer:
        return redirect(308, "/new") if asked.target == "/old" else ok(rss("paper", 2), etag='"1"')

    with Server(answer) as server, closing(open_database(tmp_path / "b.db")) as con:
        key = add_feed(con, server.url("/old"), now=NOW)
        told = [refresh(con, now=NOW + timedelta(days=3 * n), allow_private=LOCAL)[0].warnings for n in range(3)]
        feed = get_feed(con, key)
    assert feed and feed.url == server.url("/new") and feed.last_ms is not None and feed.last_bytes
    assert [len(words) for words in told] == [0, 1, 0] and "from now on" in told[1][0]


def test_no_feed_is_due_before_the_readers_own_interval(tmp_path: Path) -> None:
    busy = ok(rss("paper", 40), etag='"1"')
    for minutes, least in ((0, 15), (90, 90)):
        path = tmp_path / f"{minutes}.db"
        with Server(lambda asked: busy) as server, closing(open_database(path)) as con:
            key = add_feed(con, server.url("/paper"), now=NOW)
            refresh(con, now=NOW, allow_private=LOCAL, interval_minutes=minutes)
            feed = get_feed(con, key)
        assert feed and feed.next_due and feed.next_due >= NOW + timedelta(minutes=least)


def test_a_forced_refresh_says_whom_it_leaves_alone(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    quiet = ok(b"", "429 Too Many Requests", retry_after="36000")
    with Server(lambda asked: quiet) as server:
        with closing(open_database(path)) as con:
            add_feed(con, server.url("/paper"), now=NOW)
        first = start(path, "--all", "--json")
        assert events(first.communicate(timeout=30)[0])[0]["resting"] == 0
        second = start(path, "--all", "--json")
        told = events(second.communicate(timeout=30)[0])
        third = start(path, "--all")
        _, words = third.communicate(timeout=30)
    assert (told[0]["feeds"], told[0]["resting"]) == (0, 1) and told[0]["until"]
    assert len(server.asked) == 1 and b"1 feed left alone, as the server asks" in words


def test_a_password_in_an_address_is_not_told(tmp_path: Path) -> None:
    with Server(lambda asked: ok(b"", "404 Not Found")) as server, closing(open_database(tmp_path / "b.db")) as con:
        add_feed(con, server.url("/paper").replace("//", "//me:secret@"), now=NOW)
        (outcome,) = refresh(con, now=NOW, allow_private=LOCAL)
    assert "secret" not in json.dumps(feed_event(outcome)) and "***@127.0.0.1" in outcome.source


def test_the_list_of_feeds_shows_no_password(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with closing(open_database(path)) as con:
        add_feed(con, "https://me:secret@harbor.example.org/rss", now=NOW)
    shown = CliRunner().invoke(cli, ["feeds", "--db", str(path)]).output
    assert "https://***@harbor.example.org/rss" in shown and "secret" not in shown


@pytest.mark.parametrize(
    ("moved", "asked"),
    [
        (timedelta(0), []),
        (timedelta(minutes=30), []),
        (timedelta(hours=3), [1]),
        (timedelta(hours=-5), []),
        (timedelta(days=-400), [1, 2]),
        (timedelta(days=4000), [1, 2]),
    ],
)
def test_a_clock_that_was_wrong_stops_no_feed_for_ever(tmp_path: Path, moved: timedelta, asked: list[int]) -> None:
    """Two feeds, due in an hour, the second to be left alone for a day; then the clock is set."""
    with closing(open_database(tmp_path / "b.db")) as con:
        for name in ("a", "b"):
            add_feed(con, f"https://{name}.example.org/rss", now=NOW)
        record_fetch(con, 1, Fetched(NOW + timedelta(hours=1), 200), now=NOW)
        record_fetch(con, 2, Fetched(NOW + timedelta(hours=1), 429, "x", not_before=NOW + timedelta(days=1)), now=NOW)
        assert [feed.id for feed in due_feeds(con, now=NOW + moved)] == asked
