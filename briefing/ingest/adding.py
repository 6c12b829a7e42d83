"""An address that a person typed -> what feed is there, to be looked at -> a subscription with its items stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from briefing.errors import BriefingError, UsageError
from briefing.ingest.answers import Poll
from briefing.ingest.finding import find_feed_at
from briefing.ingest.outcome import Outcome
from briefing.ingest.steps import process
from briefing.model import FeedRow
from briefing.store.connection import atomic
from briefing.store.feeds import add_feed, find_feed, get_feed, list_feeds, log_subscribed, status_at
from feeds.discover import FoundFeed
from feeds.errors import FeedError, FetchError
from feeds.fetch import Response
from feeds.net_url import mask
from feeds.net_words import LATER
from feeds.schedule import weekly_items
from feeds.text import clean_line
from feeds.typed_url import web_address
from feeds.urls import canonical_url


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

    An address without a scheme is an https one (`feeds.typed_url` says what else is understood). A feed costs one
    request, one behind a page two; an address that is subscribed already costs none. Never raises for what the network
    or the person did: see `Preview.error`.
    """
    asked, address = mask(url) if "://" in url else clean_line(url), web_address(url)
    if not address:
        error = UsageError(f"{asked!r} is no web address.", "It should begin with https:// or http://.")
        return Preview(asked, error=error)
    if known := _known(con, address):
        return _of_known(asked, known)
    try:
        found = find_feed_at(address, now=now, allow_private=allow_private)
    except FeedError as error:
        error.hint = error.hint.replace(LATER, "Try again later.")  # what is not subscribed to is not asked again
        return Preview(asked, error=error if "://" in url else _with_plain_hint(error, url, address))
    known = _known(con, found.url, found.answer.final_url)
    dates = [item.published for item in found.feed.items if item.published]
    return Preview(
        asked,
        known.url if known else found.url,
        known.title if known else found.feed.title,
        len(found.feed.items),
        weekly_items(dates, now),
        max(dates, default=None),
        known.id if known else None,
        found.others,
        answer=found.answer,
    )


def subscribe(con: sqlite3.Connection, found: Preview, *, now: datetime, title: str = "", folder: str = "") -> Outcome:
    """Subscribe to what was found and store the items that came with it; `process` makes stories of them.

    A feed that is subscribed already comes back as it is; one that is paused or gone is asked again from now on. Can be
    undone: then it is unsubscribed, or rests as before.

    Raises:
        StoreError: the database cannot be written.
    """
    known = get_feed(con, found.known) if found.known else None
    if known:
        return Outcome(found.asked, known.title, unchanged=known.items, feed_id=known.id)
    if found.error or found.answer is None:
        return Outcome(found.asked, error=found.error)
    with atomic(con):
        url = _resting(con, found.url) or found.url
        before = status_at(con, url)
        feed_id = add_feed(con, url, title=title, folder=folder, now=now)
        feed = get_feed(con, feed_id)
        assert feed is not None, "the row was made just now"
        outcome = replace(Poll(con, feed, now).take(found.answer), source=found.asked)
        log_subscribed(con, {feed_id: before}, f"subscribed to “{outcome.title or mask(url)}”", now=now)
        return outcome


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


def _resting(con: sqlite3.Connection, url: str) -> str:
    """Return the address under which this feed stands among those that are paused or gone, "" when it does not."""
    wanted = canonical_url(url)
    return next((feed.url for feed in list_feeds(con) if canonical_url(feed.url) == wanted), "")


def _with_plain_hint(error: FeedError, typed: str, address: str) -> FeedError:
    """Say what else may be tried when https, which was not asked for, could not be spoken with the host."""
    if isinstance(error, FetchError) and error.unreached and error.unreached == urlsplit(address).hostname:
        error.hint = (
            f"{error.hint} If it has no encryption, write http:// in front: http://{clean_line(typed).lstrip('/')}"
        )
    return error


def _of_known(asked: str, feed: FeedRow) -> Preview:
    return Preview(asked, feed.url, feed.title, feed.items, newest=feed.newest, known=feed.id)
