"""What a feed and its server said into when to ask again, and into what became of the feed (pure: `now` comes in).

The rules are those of the politest fetchers (miniflux, lemon24/reader, rachelbythebay.com's fetcher test): whoever
asks for the longest wait is heard, nobody can shorten another's.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

SHORTEST = timedelta(minutes=15)
"""No feed is asked more often by itself, whatever anyone says."""

SHORTEST_WITHOUT_VALIDATORS = timedelta(hours=1)
"""The same for servers that give neither ETag nor Last-Modified, and so send everything every time."""

UNKNOWN_PACE = timedelta(hours=1)
"""Time between two polls while nothing is known about how often the feed publishes."""

LONGEST = timedelta(hours=24)
"""The longest wait that a feed's pace, its ttl, its max-age or its errors can cause (miniflux has the same cap)."""

LONGEST_DEMANDED = timedelta(days=31)
"""The longest Retry-After that is kept (as lemon24/reader does)."""

JITTER = 0.1
"""Largest part of the wait that is added, so that feeds which were added together drift apart."""

MOVES_NEEDED = 2
"""Permanent redirects to one and the same address, with a good answer behind each, before a subscription follows."""

PACE_WINDOW = timedelta(days=28)
"""How far back items count for a feed's pace: four whole weeks, so that weekends weigh what they should."""


def next_due(
    now: datetime,
    *,
    interval_minutes: int | None = None,
    ttl_minutes: int | None = None,
    max_age_s: int | None = None,
    retry_after_s: int | None = None,
    errors: int = 0,
    items_per_week: float | None = None,
    has_validators: bool = True,
    salt: str | int = "",
) -> datetime:
    """Return when a feed that was asked at `now` is due again; aware if `now` is.

    The wait is the longest of: the user's `interval_minutes`, at most 31 days; the feed's own pace (`pace`); the floor
    of 15 minutes, or an hour without validators; the publisher's `ttl_minutes` and `max_age_s`, each at most 24 hours;
    after `errors` failures in a row a back-off (`backoff`); and the server's `retry_after_s`, at most 31 days. Then up
    to a tenth is added, always the same for the same `salt` (the feed's URL or number). Negative numbers count as none.
    """
    floor = SHORTEST if has_validators else SHORTEST_WITHOUT_VALIDATORS
    wait = max(
        floor,
        min(timedelta(minutes=min(interval_minutes or 0, 10**6)), LONGEST_DEMANDED),
        pace(items_per_week),
        min(timedelta(minutes=min(ttl_minutes or 0, 10**6)), LONGEST),
        min(timedelta(seconds=min(max_age_s or 0, 10**9)), LONGEST),
    )
    wait = max(backoff(wait, errors), min(timedelta(seconds=min(retry_after_s or 0, 10**9)), LONGEST_DEMANDED))
    return now + wait * (1 + JITTER * _fraction(salt))


def put_off(now: datetime, retry_after_s: int | None, *, salt: str | int = "") -> datetime:
    """Return when a feed is due that was to be asked at `now` and was not, because its host wanted quiet just before.

    As soon as the host allows it, a quarter of an hour later at the earliest: the feed itself has done nothing wrong.
    """
    return next_due(now, retry_after_s=retry_after_s, items_per_week=timedelta(days=7) / SHORTEST, salt=salt)


def pace(items_per_week: float | None) -> timedelta:
    """Return the time between two items at this rate: 7 days / items, within 15 minutes and 24 hours.

    The rule is miniflux's `entry_frequency`. None means that the rate is not known yet: one hour.
    """
    if items_per_week is None:
        return UNKNOWN_PACE
    if items_per_week <= timedelta(days=7) / LONGEST:
        return LONGEST
    return max(timedelta(days=7) / items_per_week, SHORTEST)


def backoff(wait: timedelta, errors: int) -> timedelta:
    """Return `wait` doubled for each error in a row, at most 24 hours (or `wait` itself, when that is longer)."""
    doubled: timedelta = wait * 2 ** min(max(errors, 0), 16)
    return max(wait, min(doubled, LONGEST))


def weekly_items(published: Sequence[datetime], now: datetime) -> float | None:
    """Return how many items a week a feed publishes, by the dates of those that it holds; None without dates.

    Counts the last four weeks, and less where the feed reaches back less: a feed of twenty items of the last two days
    has a rate of seventy a week, not twenty. Dates in the future are not counted.
    """
    past = [date for date in published if date <= now]
    recent = [date for date in past if now - date <= PACE_WINDOW]
    if not past:
        return None
    if not recent:
        return 0.0
    reach = PACE_WINDOW if len(recent) < len(past) else max(now - min(recent), timedelta(days=1))
    return len(recent) * (timedelta(days=7) / reach)


def not_before(now: datetime, retry_after_s: int | None) -> datetime | None:
    """Return the moment before which not even a forced refresh may ask, or None if the server named none.

    Store it with the feed: it holds over restarts (RFC 9110, section 10.2.3).
    """
    if not retry_after_s or retry_after_s < 0:
        return None
    return now + min(timedelta(seconds=min(retry_after_s, 10**9)), LONGEST_DEMANDED)


def is_gone(status: int | None) -> bool:
    """Return whether a status retires the feed: only 410, by which publishers say "stop asking" (RFC 9110, 15.5.11).

    404 does not: half of them are mistakes that pass; they only make the back-off grow.
    """
    return status == 410


@dataclass(frozen=True, slots=True)
class Move:
    """A permanent redirect under observation: where to, how often in a row, and whether to follow it for good now."""

    url: str = ""
    times: int = 0
    adopt: bool = False


def observe_move(before: Move, permanent_url: str, *, good: bool) -> Move:
    """Return what to remember after one fetch.

    `permanent_url` is where a permanent redirect led, "" if there was none; `good` says that a feed was found there (a
    parsed body, or "not modified"). `adopt` becomes True at the second equal observation in a row: then change the
    subscription's URL, drop its validators, and check whether the new URL is subscribed already. A bad answer behind
    the redirect neither counts nor breaks the row, since it says nothing about the address.
    """
    if not permanent_url:
        return Move() if good else Move(before.url, before.times)
    if not good:
        return Move(before.url, before.times)
    times = before.times + 1 if permanent_url == before.url else 1
    return Move(permanent_url, times, times >= MOVES_NEEDED)


def _fraction(salt: str | int) -> float:
    """Return a number in [0, 1) that depends on `salt` alone, evenly spread (CRC-32, the same on every machine)."""
    return zlib.crc32(str(salt).encode()) / 2**32
