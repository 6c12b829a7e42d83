"""An address that a person typed -> what feed is there, to be looked at -> a subscription with its items stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from briefing.errors import BriefingError, UsageError
from briefing.ingest.answers import MAX_ITEMS, Poll
from briefing.ingest.outcome import Outcome
from briefing.ingest.steps import process
from briefing.model import FeedRow
from briefing.store.connection import atomic
from briefing.store.feeds import add_feed, find_feed, get_feed, list_feeds
from feeds.discover import FoundFeed, find_feeds, guess_feed_urls
from feeds.errors import FeedError, FetchError, ParseError
from feeds.fetch import Request, Response, fetch_one
from feeds.model import ParsedFeed
from feeds.net_url import mask
from feeds.schedule import weekly_items
from feeds.text import clean_line
from feeds.urls import canonical_url, safe_url

MAX_GUESSES = 6
"""Addresses tried on a site that announces no feed; more would be knocking on doors."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What was found at an address, before anything is stored; or `error`, why nothing was.

    `url` is the feed's address, `weekly` its items a week (None where they have no dates), `newest` its last date.
    `known` is the id of the subscription that has this feed already. `others` are further feeds that the page offers.
    `answer` holds the feed itself, so that subscribing does not ask again; None for one that is subscribed already.
    """

    asked: str
    url: str = ""
    title: str = ""
    items: int = 0
    weekly: float | None = None
    newest: datetime | None = None
    known: int | None = None
    others: tuple[FoundFeed, ...] = ()
    error: BriefingError | FeedError | None = None
    answer: Response | None = None


def look_up(
    con: sqlite3.Connection, url: str, *, now: datetime, allow_private: frozenset[str] = frozenset()
) -> Preview:
    """Return the feed at `url`, or the first one that the page there offers; nothing is stored.

    An address without a scheme is an https one. A feed costs one request, one behind a page two; an address that is
    subscribed already costs none. Never raises for what the network or the person did: see `Preview.error`.
    """
    address = safe_url(url if "://" in url else f"https://{url}")
    if not address:
        error = UsageError(f"{url!r} is no web address.", "It should begin with https:// or http://.")
        return Preview(url, error=error)
    if known := _known(con, address):
        return _of_known(url, known)
    try:
        found, answer, parsed, others = _found_feed(address, now, allow_private)
    except FeedError as error:
        return Preview(url, error=error if "://" in url else _with_plain_hint(error, url, address))
    known = _known(con, found, answer.final_url)
    dates = [item.published for item in parsed.items if item.published]
    return Preview(
        url,
        known.url if known else found,
        known.title if known else parsed.title,
        len(parsed.items),
        weekly_items(dates, now),
        max(dates, default=None),
        known.id if known else None,
        others,
        answer=answer,
    )


def subscribe(con: sqlite3.Connection, found: Preview, *, now: datetime, title: str = "", folder: str = "") -> Outcome:
    """Subscribe to what was found and store the items that came with it; `process` makes stories of them.

    A feed that is subscribed already comes back as it is.

    Raises:
        StoreError: the database cannot be written.
    """
    known = get_feed(con, found.known) if found.known else None
    if known:
        return Outcome(found.asked, known.title, unchanged=known.items, feed_id=known.id)
    if found.error or found.answer is None:
        return Outcome(found.asked, error=found.error)
    with atomic(con):
        feed_id = add_feed(con, found.url, title=title, folder=folder, now=now)
        feed = get_feed(con, feed_id)
        assert feed is not None, "the row was made just now"
        return replace(Poll(con, feed, now).take(found.answer), source=found.asked)


def add_feed_url(
    con: sqlite3.Connection,
    url: str,
    *,
    now: datetime,
    allow_private: frozenset[str] = frozenset(),
    on_found: Callable[[Preview], None] | None = None,
) -> Outcome:
    """Look up, subscribe and process in one; `on_found` is told what was found, before it is stored.

    Raises:
        StoreError: the database cannot be written.
    """
    found = look_up(con, url, now=now, allow_private=allow_private)
    if on_found and not found.error:
        on_found(found)
    outcome = subscribe(con, found, now=now)
    process(con, now=now)
    return outcome


def _known(con: sqlite3.Connection, *urls: str) -> FeedRow | None:
    """Return the subscription that one of these addresses is of, also when it is written a little differently."""
    exact = next((feed for url in urls if (feed := find_feed(con, url)) and feed.status == "active"), None)
    if exact:
        return exact
    wanted = {canonical_url(url) for url in urls}
    return next((feed for feed in list_feeds(con, status="active") if canonical_url(feed.url) in wanted), None)


def _with_plain_hint(error: FeedError, typed: str, address: str) -> FeedError:
    """Say what else may be tried when https, which was not asked for, could not be spoken with the host."""
    if isinstance(error, FetchError) and error.unreached and error.unreached == urlsplit(address).hostname:
        error.hint = f"{error.hint} If it has no encryption, write http:// in front: http://{clean_line(typed)}"
    return error


def _of_known(asked: str, feed: FeedRow) -> Preview:
    return Preview(asked, feed.url, feed.title, feed.items, newest=feed.newest, known=feed.id)


def _found_feed(
    url: str, now: datetime, allow_private: frozenset[str]
) -> tuple[str, Response, ParsedFeed, tuple[FoundFeed, ...]]:
    """Return the feed at `url` itself, or one that its page announces, or one in the usual places.

    That is its address, its answer, what it holds, and further feeds that the page announces.

    Raises:
        FeedError: no feed is to be found there.
    """
    response = fetch_one(Request(url), allow_private=allow_private)
    try:
        return response.permanent_url or url, response, _parsed(response, now), ()
    except ParseError as error:
        refused = error
    offered = find_feeds(response.body, response.final_url)
    guesses = [FoundFeed(guess) for guess in guess_feed_urls(response.final_url)]
    for candidate in (offered or guesses)[:MAX_GUESSES]:
        try:
            answer = fetch_one(Request(candidate.url), allow_private=allow_private)
            parsed = _parsed(answer, now)
        except FeedError:
            continue
        others = tuple(one for one in offered if one != candidate)
        return answer.permanent_url or candidate.url, answer, parsed, others
    raise ParseError(
        f"No feed was found at {mask(url)}.", "Look for a link named RSS, Atom or Feed on the page and add its address."
    ) from refused


def _parsed(response: Response, now: datetime) -> ParsedFeed:
    """Return the feed that the answer holds; raise ParseError when it is none."""
    from feeds.parse import parse_feed

    return parse_feed(
        response.body, url=response.final_url, content_type=response.content_type, now=now, max_items=MAX_ITEMS
    )
