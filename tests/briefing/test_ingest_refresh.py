"""Refreshing and adding feeds over real HTTP from a server on this machine."""

from __future__ import annotations

import asyncio
import socket
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import feeds.net_connect
from briefing.ingest import add_feed_url, refresh
from briefing.ingest.adding import look_up
from briefing.ingest.importing import import_subscriptions
from briefing.store.connection import check_integrity, open_database
from briefing.store.feeds import add_feed, due_feeds, find_feed, get_feed, list_feeds, remove_feed, status_at
from briefing.store.items import count_items
from briefing.store.marks import history, undo
from briefing.store.stories import list_stories
from feeds.subscriptions import Subscription
from tests.feeds.server import LOCAL, Answer, Asked, Server, ok, redirect

NOW = datetime(2025, 7, 19, tzinfo=UTC)


@pytest.fixture
def con(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    con = open_database(tmp_path / "briefing.db")
    yield con
    con.close()


def _rss(name: str, *titles: str, extra: str = "") -> bytes:
    items = "".join(
        f"<item><title>{title}</title><guid>{name}-{n}</guid><link>https://{name}.example.org/{n}</link>"
        f"<pubDate>Fri, 18 Jul 2025 {10 + n}:00:00 GMT</pubDate><description>About {title}.</description></item>"
        for n, title in enumerate(titles)
    )
    head = f"<title>{name.title()}</title><link>https://{name}.example.org/</link>{extra}"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


class Site:
    """What the server says by path; `pages` may be changed between two refreshes."""

    def __init__(self, **pages: Answer) -> None:
        self.pages = dict(pages)

    def __call__(self, asked: Asked) -> Answer:
        page = self.pages.get(asked.target.strip("/"), ok(b"Not here", "404 Not Found"))
        if isinstance(page, bytes) and b'"v1"' in page and '"v1"' in asked.values("if-none-match"):
            return b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n'
        return page


def test_one_bad_feed_stops_nobody(con: sqlite3.Connection) -> None:
    site = Site(
        a=ok(_rss("harbor", "Fire in Boom")),
        broken=ok(b"<html><form>Log in</form></html>"),
        b=ok(_rss("polar", "Vote in Bern")),
    )
    with Server(site) as server:
        for name in ("a", "missing", "broken", "b"):
            add_feed(con, server.url(f"/{name}"), now=NOW)
        outcomes = {outcome.source[-1]: outcome for outcome in refresh(con, now=NOW, allow_private=LOCAL)}
    assert count_items(con) == 2
    assert {name for name, outcome in outcomes.items() if outcome.error} == {"g", "n"}
    health = {
        feed.url.rpartition("/")[2]: (feed.errors, bool(feed.error), feed.last_status) for feed in list_feeds(con)
    }
    assert health["a"] == health["b"] == (0, False, 200)
    assert health["missing"] == (1, True, 404)
    assert health["broken"][:2] == (1, True)
    assert len(list_stories(con)) == 2
    assert check_integrity(con) == []


def test_what_has_not_changed_is_not_stored_again(con: sqlite3.Connection) -> None:
    site = Site(a=ok(_rss("harbor", "Fire in Boom"), etag='"v1"'), b=ok(_rss("polar", "Vote in Bern")))
    with Server(site) as server:
        ids = [add_feed(con, server.url(f"/{name}"), now=NOW) for name in ("a", "b")]
        refresh(con, now=NOW, allow_private=LOCAL)
        assert refresh(con, now=NOW, allow_private=LOCAL) == []
        later = NOW + timedelta(days=2)
        outcomes = refresh(con, now=later, allow_private=LOCAL)
        assert [(outcome.new, outcome.changed, outcome.unchanged) for outcome in outcomes] == [(0, 0, 1)] * 2
        assert [asked.values("if-none-match") for asked in server.asked if asked.target == "/a"] == [[], ['"v1"']]
        feed = get_feed(con, ids[0])
        assert feed is not None and (feed.last_status, feed.last_success) == (304, later)
        site.pages["b"] = ok(_rss("polar", "Vote in Bern", "Vote in Basel"))
        (outcome,) = [one for one in refresh(con, now=later, everything=True, allow_private=LOCAL) if one.new]
    assert (outcome.title, outcome.new, outcome.unchanged) == ("Polar", 1, 1)


def test_health_over_time(con: sqlite3.Connection) -> None:
    site = Site(a=ok(b"", "503 Service Unavailable", retry_after="7200"))
    with Server(site) as server:
        key = add_feed(con, server.url("/a"), now=NOW)
        refresh(con, now=NOW, allow_private=LOCAL)
        soon = NOW + timedelta(hours=1)
        assert due_feeds(con, now=soon, everything=True) == []
        assert [feed.id for feed in due_feeds(con, now=NOW + timedelta(days=2))] == [key]
        site.pages["a"] = ok(_rss("harbor", "Fire in Boom"))
        refresh(con, now=NOW + timedelta(days=2), allow_private=LOCAL)
        feed = get_feed(con, key)
        assert feed is not None and (feed.errors, feed.error, feed.items, feed.title) == (0, "", 1, "Harbor")
        site.pages["a"] = ok(b"", "410 Gone")
        refresh(con, now=NOW + timedelta(days=4), allow_private=LOCAL)
    assert get_feed(con, key).status == "gone"  # type: ignore[union-attr]
    assert due_feeds(con, now=NOW + timedelta(days=90), everything=True) == []
    assert count_items(con) == 1


def test_a_permanent_move_is_followed_when_it_repeats(con: sqlite3.Connection) -> None:
    site = Site(old=redirect(301, "/new"), new=ok(_rss("harbor", "Fire in Boom"), etag='"v1"'))
    with Server(site) as server:
        key = add_feed(con, server.url("/old"), now=NOW)
        urls = []
        for day in range(3):
            refresh(con, now=NOW + timedelta(days=3 * day), allow_private=LOCAL)
            urls.append(get_feed(con, key).url)  # type: ignore[union-attr]
        assert urls == [server.url("/old"), server.url("/new"), server.url("/new")]
        assert server.asked[-1].values("if-none-match") == ['"v1"']
    assert count_items(con) == 1


def test_stopped_before_it_began(con: sqlite3.Connection) -> None:
    with Server(Site(a=ok(_rss("harbor", "Fire in Boom")))) as server:
        add_feed(con, server.url("/a"), now=NOW)
        refresh(con, now=NOW, allow_private=LOCAL, should_stop=lambda: True)
        assert count_items(con) == 0
        refresh(con, now=NOW, allow_private=LOCAL)
    assert len(list_stories(con)) == 1


def test_adding_a_feed_asks_once(con: sqlite3.Connection) -> None:
    with Server(Site(a=ok(_rss("harbor", "Fire in Boom"), etag='"v1"'))) as server:
        outcome = add_feed_url(con, server.url("/a"), now=NOW, allow_private=LOCAL)
        assert (outcome.error, outcome.new, outcome.title) == (None, 1, "Harbor")
        again = add_feed_url(con, server.url("/a"), now=NOW, allow_private=LOCAL)
        assert (again.new, again.unchanged, again.feed_id, len(server.asked)) == (0, 1, outcome.feed_id, 1)
    feed = get_feed(con, outcome.feed_id or 0)
    assert feed is not None and (feed.etag, feed.status, feed.outlet) == ('"v1"', "active", "Harbor")


def test_adding_a_page_adds_the_feed_that_it_offers(con: sqlite3.Connection) -> None:
    page = b'<html><head><link rel="alternate" type="application/rss+xml" href="/a" title="News"></head><body>x</body>'
    with Server(Site(page=ok(page, content_type="text/html"), a=ok(_rss("harbor", "Fire in Boom")))) as server:
        outcome = add_feed_url(con, server.url("/page"), now=NOW, allow_private=LOCAL)
        assert (outcome.error, outcome.new) == (None, 1)
        assert find_feed(con, server.url("/a")) is not None


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "", "not a url", "ftp://example.org/x"])
def test_what_is_no_web_address_is_not_added(con: sqlite3.Connection, url: str) -> None:
    outcome = add_feed_url(con, url, now=NOW)
    assert outcome.error is not None
    assert list_feeds(con) == []


def test_http_is_named_where_https_was_our_own_guess_and_failed(con: sqlite3.Connection) -> None:
    advice = "write http:// in front: http://"
    with Server(Site(a=ok(_rss("harbor", "Fire in Boom")))) as server:
        bare = server.url("/a").removeprefix("http://")
        guessed = look_up(con, bare, now=NOW, allow_private=LOCAL)
        asked_for = look_up(con, f"https://{bare}", now=NOW, allow_private=LOCAL)
        followed = look_up(con, f"http://{bare}", now=NOW, allow_private=LOCAL)
    assert guessed.error and asked_for.error and not followed.error
    assert f"{guessed.error}".endswith(f"{advice}{bare}")
    assert advice not in f"{asked_for.error}"
    refused = look_up(con, bare, now=NOW, allow_private=LOCAL).error
    assert "refused" in f"{refused}" and advice in f"{refused}"
    private = look_up(con, "127.0.0.1/a", now=NOW).error
    assert private and advice not in f"{private}"


def test_a_page_without_feeds(con: sqlite3.Connection) -> None:
    with Server(Site(page=ok(b"<html><body>Nothing here</body></html>", content_type="text/html"))) as server:
        outcome = add_feed_url(con, server.url("/page"), now=NOW, allow_private=LOCAL)
    assert "No feed was found" in str(outcome.error)
    assert list_feeds(con) == []


def test_a_removed_feed_is_not_asked_and_comes_back(con: sqlite3.Connection) -> None:
    with Server(Site(a=ok(_rss("harbor", "Fire in Boom")))) as server:
        outcome = add_feed_url(con, server.url("/a"), now=NOW, allow_private=LOCAL)
        assert outcome.feed_id
        remove_feed(con, outcome.feed_id, now=NOW)
        assert due_feeds(con, now=NOW + timedelta(days=9), everything=True) == []
        undo(con)
        assert len(due_feeds(con, now=NOW + timedelta(days=9))) == 1
        remove_feed(con, outcome.feed_id, now=NOW)
        again = add_feed_url(con, server.url("/a"), now=NOW, allow_private=LOCAL)
    assert (again.feed_id, again.new, len(list_feeds(con))) == (outcome.feed_id, 0, 1)


def test_a_feed_with_a_password_is_added_with_it_and_shown_without(con: sqlite3.Connection) -> None:
    def answer(asked: Asked) -> Answer:
        allowed = asked.values("authorization") == ["Basic bWU6c2VjcmV0"]
        return ok(_rss("harbor", "Fire in Boom")) if allowed else ok(b"", "401 Who are you")

    with Server(answer) as server:
        url = server.url("/a").replace("//", "//me:secret@")
        outcome = add_feed_url(con, url, now=NOW, allow_private=LOCAL)
        refresh(con, now=NOW + timedelta(days=2), allow_private=LOCAL)
    feed = get_feed(con, outcome.feed_id or 0)
    assert outcome.error is None and feed and (feed.url, feed.error) == (url, "")
    assert "secret" not in f"{outcome} {[action.label for action in history(con)]}"


@pytest.mark.parametrize("status", ["removed", "paused", "gone"])
def test_adding_is_undone_to_what_was_before(con: sqlite3.Connection, status: str) -> None:
    with Server(lambda _: ok(_rss("harbor", "Fire in Boom"))) as server:
        if status != "removed":
            con.execute("UPDATE feeds SET status = ? WHERE id = ?", (status, add_feed(con, server.url("/a"), now=NOW)))
        add_feed_url(con, server.url("/a?utm_source=x"), now=NOW, allow_private=LOCAL)
        (added,) = list_feeds(con, status="active")
        assert undo(con) == "subscribed to “Harbor”"
    assert list_feeds(con, status="active") == [] and status_at(con, added.url) == status


def test_an_import_is_undone_at_once(con: sqlite3.Connection) -> None:
    add_feed(con, "https://a.example.org/rss", now=NOW)
    subs = [Subscription(f"https://{name}.example.org/rss") for name in "abc"]
    import_subscriptions(con, subs, now=NOW)
    assert len(list_feeds(con)) == 3 and undo(con) == "subscribed to 2 feeds"
    assert [feed.url for feed in list_feeds(con)] == ["https://a.example.org/rss"]
    assert [one.added for one in import_subscriptions(con, subs, now=NOW)] == [False, True, True]


def test_a_feed_that_was_not_asked_for_its_hosts_sake_is_no_failure(con: sqlite3.Connection) -> None:
    with Server(lambda _: ok(b"", "429 Slow down", retry_after="3600")) as server:
        for n in range(5):
            add_feed(con, server.url(f"/{n}"), now=NOW)
        outcomes = refresh(con, now=NOW, allow_private=LOCAL)
        asked = len(server.asked)
        assert asked <= 2 and sum(outcome.error is not None for outcome in outcomes) == asked
        assert "It was not asked. 127.0.0.1 asks for fewer requests" in str([one.warnings for one in outcomes])
        rows = list_feeds(con)
        assert sorted(feed.errors for feed in rows) == [0] * (5 - asked) + [1] * asked
        assert refresh(con, now=NOW + timedelta(minutes=59), everything=True, allow_private=LOCAL) == []
    assert all(feed.next_due and feed.next_due <= NOW + timedelta(hours=2, minutes=20) for feed in rows)
    unasked = [feed.next_due for feed in rows if not feed.errors]
    assert all(due and NOW + timedelta(hours=1) <= due <= NOW + timedelta(hours=1.1) for due in unasked)


@pytest.mark.parametrize(("reached", "errors", "minutes"), [(False, 0, 15), (True, 1, 15)])
def test_a_machine_without_network_does_not_put_its_feeds_off(
    con: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, reached: bool, errors: int, minutes: int
) -> None:
    def look_up(host: str, port: int) -> asyncio.Future[list[str]]:
        future: asyncio.Future[list[str]] = asyncio.get_running_loop().create_future()
        future.set_exception(socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"))
        return future

    monkeypatch.setattr(feeds.net_connect, "look_up", look_up)
    with Server(Site(a=ok(_rss("harbor", "Fire in Boom")))) as server:
        away = [add_feed(con, f"https://{name}.example.org/rss", now=NOW) for name in ("one", "two")]
        if reached:
            add_feed(con, server.url("/a"), now=NOW)
        for _ in range(3):
            outcomes = refresh(con, now=NOW, everything=True, allow_private=LOCAL)
            assert sum(outcome.error is not None for outcome in outcomes) == 2
    for feed in (get_feed(con, key) for key in away):
        assert feed and feed.next_due and "Check the network connection" in feed.error
        assert feed.errors == 3 * errors
        assert (feed.next_due - NOW <= timedelta(minutes=minutes)) is not reached
