"""When a feed is due again, and what becomes of it: every rule, and ten polls against a server that keeps score."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.store.feeds import LONGEST_WAIT
from feeds.errors import FetchError
from feeds.fetch import Request, Response, fetch_one
from feeds.schedule import (
    JITTER,
    LONGEST,
    LONGEST_DEMANDED,
    SHORTEST,
    SHORTEST_WITHOUT_VALIDATORS,
    Move,
    backoff,
    is_gone,
    next_due,
    not_before,
    observe_move,
    pace,
    put_off,
    weekly_items,
)
from tests.feeds.server import LOCAL, Answer, Asked, Server, ok

NOW = datetime(2026, 2, 18, 6, tzinfo=UTC)
DAY = 24 * 60


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ({}, 60),
        ({"items_per_week": 7 * DAY}, 15),
        ({"items_per_week": 168.0}, 60),
        ({"items_per_week": 1.0}, DAY),
        ({"items_per_week": 0.0}, DAY),
        ({"items_per_week": 700.0, "has_validators": False}, 60),
        ({"items_per_week": 700.0, "interval_minutes": 30}, 30),
        ({"items_per_week": 700.0, "interval_minutes": 5}, 15),
        ({"items_per_week": 700.0, "ttl_minutes": 180}, 180),
        ({"items_per_week": 700.0, "ttl_minutes": 10**9}, DAY),
        ({"items_per_week": 700.0, "ttl_minutes": -60}, 15),
        ({"items_per_week": 700.0, "max_age_s": 43_200}, 720),
        ({"items_per_week": 700.0, "max_age_s": 10**12}, DAY),
        ({"items_per_week": 700.0, "retry_after_s": 3 * DAY * 60}, 3 * DAY),
        ({"items_per_week": 700.0, "retry_after_s": 10**12}, 31 * DAY),
        ({"items_per_week": 700.0, "retry_after_s": -1}, 15),
        ({"items_per_week": 700.0, "errors": 1}, 30),
        ({"items_per_week": 700.0, "errors": 3}, 120),
        ({"items_per_week": 700.0, "errors": 1000}, DAY),
        ({"interval_minutes": 3 * DAY, "errors": 5}, 3 * DAY),
        ({"retry_after_s": 60, "errors": 2}, 240),
    ],
)
def test_the_longest_wait_wins_and_jitter_only_adds(said: dict[str, float], minutes: int) -> None:
    wait = timedelta(minutes=minutes)
    for salt in ("https://example.org/feed", "", 7):
        due = next_due(NOW, salt=salt, **said)  # type: ignore[arg-type]
        assert NOW + wait * 0.9999 <= due < NOW + wait * (1 + JITTER)
        assert due == next_due(NOW, salt=salt, **said)  # type: ignore[arg-type]


def test_feeds_added_together_drift_apart() -> None:
    dues = [next_due(NOW, salt=f"https://example.org/{n}") for n in range(100)]
    assert len(set(dues)) == 100
    assert max(dues) - min(dues) > timedelta(minutes=5)


def test_pace_and_back_off_stay_within_their_caps() -> None:
    paces = [pace(items) for items in (0.0, 0.1, 1.0, 10.0, 100.0, 1e6, 1e300)]
    assert paces == sorted(paces, reverse=True)
    assert paces[0] == LONGEST and paces[-1] == timedelta(minutes=15)
    waits = [backoff(timedelta(minutes=15), errors) for errors in range(-1, 30)]
    assert waits == sorted(waits) and waits[-1] == LONGEST


SAID = st.fixed_dictionaries(
    {},
    optional={
        "interval_minutes": st.none() | st.integers(-(10**6), 10**12),
        "ttl_minutes": st.none() | st.integers(-(10**9), 10**12),
        "max_age_s": st.none() | st.integers(-(10**9), 10**15),
        "retry_after_s": st.none() | st.integers(-(10**9), 10**15),
        "errors": st.integers(0, 10**6),
        "items_per_week": st.none() | st.floats(0, 1e12),
        "has_validators": st.booleans(),
        "salt": st.text(max_size=30) | st.integers(),
    },
)
"""Whatever feeds, servers, readers and the past may say."""


@given(SAID)
def test_never_earlier_than_anybody_asks_and_never_later_than_the_cap(said: dict[str, Any]) -> None:
    wait = next_due(NOW, **said) - NOW
    asked = [SHORTEST if said.get("has_validators", True) else SHORTEST_WITHOUT_VALIDATORS]
    asked += [
        min(minutes(said.get("interval_minutes")), LONGEST_DEMANDED),
        min(minutes(said.get("ttl_minutes")), LONGEST),
    ]
    asked += [min(seconds(said.get("max_age_s")), LONGEST), min(seconds(said.get("retry_after_s")), LONGEST_DEMANDED)]
    assert wait >= max(asked)
    assert wait <= max(LONGEST, *asked) * (1 + JITTER) < LONGEST_WAIT


@given(SAID, st.integers(0, 40))
def test_the_wait_grows_with_every_failure_up_to_the_cap(said: dict[str, Any], errors: int) -> None:
    waits = [next_due(NOW, **{**said, "errors": number}) for number in (errors, errors + 1)]
    assert waits[0] <= waits[1]


@given(SAID, st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))
def test_the_wait_does_not_depend_on_the_time_of_day_or_year(said: dict[str, Any], now: datetime) -> None:
    assert next_due(now, **said) - now == next_due(NOW, **said) - NOW


@given(st.integers(0, 10**7) | st.none(), st.text(max_size=20))
def test_a_feed_that_was_not_asked_is_put_off_by_no_more_than_its_host_wants(wait: int | None, salt: str) -> None:
    asked = max(SHORTEST, min(seconds(wait), LONGEST_DEMANDED))
    assert asked <= put_off(NOW, wait, salt=salt) - NOW <= asked * (1 + JITTER)


def minutes(number: int | None) -> timedelta:
    return timedelta(minutes=min(max(number or 0, 0), 10**6))


def seconds(number: int | None) -> timedelta:
    return timedelta(seconds=min(max(number or 0, 0), 10**8))


@pytest.mark.parametrize(
    ("hours_ago", "rate"),
    [
        ([], None),
        ([-5], None),
        ([0, 24, 48], 10.5),
        ([0.0] * 20, 140.0),
        ([n * 24 for n in range(60)], 7.25),
        ([24 * 40, 24 * 50], 0.0),
    ],
)
def test_items_a_week_by_the_dates_a_feed_holds(hours_ago: list[float], rate: float | None) -> None:
    assert weekly_items([NOW - timedelta(hours=hours) for hours in hours_ago], NOW) == rate


def test_a_forced_refresh_waits_too() -> None:
    assert not_before(NOW, 3600) == NOW + timedelta(hours=1)
    assert not_before(NOW, 10**12) == NOW + LONGEST_DEMANDED
    assert not_before(NOW, None) is not_before(NOW, 0) is not_before(NOW, -1) is None


def test_only_gone_retires_a_feed() -> None:
    assert [status for status in (None, 200, 304, 401, 403, 404, 410, 429, 500) if is_gone(status)] == [410]


A, B = "https://example.org/a", "https://example.org/b"


@pytest.mark.parametrize(
    ("seen", "adopted"),
    [
        ([(A, True)], ""),
        ([(A, True), (A, True)], A),
        ([(A, True), (B, True)], ""),
        ([(A, True), ("", True), (A, True)], ""),
        ([(A, True), ("", False), (A, True)], A),
        ([(A, False), (A, False), (A, False)], ""),
        ([(A, True), (A, False), (A, True)], A),
        ([(B, True), (A, True), (A, True)], A),
    ],
)
def test_a_move_is_followed_for_good_once_it_has_repeated(seen: list[tuple[str, bool]], adopted: str) -> None:
    move = Move()
    for url, good in seen:
        move = observe_move(move, url, good=good)
    assert (move.url if move.adopt else "") == adopted


def test_ten_polls_are_one_unconditional_and_nine_conditional_at_the_asked_pace() -> None:
    """The fetcher test of rachelbythebay.com in small: validators of the last answer, spacing, no extras."""
    now = NOW
    polls: list[tuple[datetime, Asked]] = []

    def answer(asked: Asked) -> Answer:
        polls.append((now, asked))
        version = len(polls)
        fresh = {"etag": f'W/"v {version}"', "last_modified": f"tue, 17 feb 2026 00:00:{version:02} gmt"}
        fresh["cache_control"] = f"max-age={3600 * version}"
        return ok(b"<rss/>", set_cookie="id=1", **fresh) if version % 4 == 1 else ok(b"", "304 Not Modified", **fresh)

    with Server(answer) as server:
        last = Response("", "", 0, b"")
        for _ in range(10):
            request = Request(server.url(), last.etag, last.last_modified, validators_url=last.final_url)
            last = fetch_one(request, allow_private=LOCAL)
            now = next_due(now, max_age_s=last.max_age_s, items_per_week=1000, salt=request.url)
    assert len(polls) == 10
    conditions = [(asked.values("if-none-match"), asked.values("if-modified-since")) for _, asked in polls]
    assert conditions[0] == ([], [])
    for version, condition in enumerate(conditions[1:], start=1):
        assert condition == ([f'W/"v {version}"'], [f"tue, 17 feb 2026 00:00:{version:02} gmt"])
    for version, ((before, _), (after, _)) in enumerate(pairwise(polls), start=1):
        assert timedelta(hours=version) <= after - before <= timedelta(hours=version) * (1 + JITTER)
    for _, asked in polls:
        assert asked.target == "/feed" and asked.values("cookie") == asked.values("referer") == []


def test_a_server_that_asks_for_quiet_gets_it() -> None:
    now = NOW
    times: list[datetime] = []

    def answer(asked: Asked) -> Answer:
        times.append(now)
        return ok(b"", "429 Slow down", retry_after=str(7200 * len(times)))

    with Server(answer) as server:
        for errors in range(1, 5):
            with pytest.raises(FetchError) as caught:
                fetch_one(Request(server.url()), allow_private=LOCAL)
            now = next_due(now, retry_after_s=caught.value.retry_after_s, errors=errors, items_per_week=1000)
    gaps = [after - before for before, after in pairwise(times)]
    assert [gap >= timedelta(hours=2 * n) for n, gap in enumerate(gaps, start=1)] == [True] * 3
