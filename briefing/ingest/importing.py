"""A file of subscriptions, or a starter pack -> feeds in the database, and for each of them what became of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefing.errors import BriefingError
from briefing.store.connection import atomic
from briefing.store.feeds import REMOVED, add_feed, list_feeds, log_subscribed
from feeds.net_url import mask
from feeds.opml import read_newsboat_urls, read_opml
from feeds.parse_bytes import decoded
from feeds.subscriptions import ImportResult, Subscription
from feeds.urls import canonical_url

MAX_FILE = 20 * 2**20
"""Largest file read, in bytes; ten thousand subscriptions have 2 MB."""

NEWSBOAT_FILES = (".newsboat/urls", ".newsbeuter/urls")
"""Where newsboat and its forerunner keep their feeds below the home folder; see also `find_newsboat_urls`."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A subscription that was taken over: `added`, or it was there already."""

    subscription: Subscription
    feed_id: int
    added: bool


def find_newsboat_urls(environ: Mapping[str, str], home: Path) -> Path | None:
    """Return newsboat's `urls` file where it usually is, None when there is none (newsboat manual, "First Steps")."""
    settings = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    places = (settings / "newsboat" / "urls", *(home / name for name in NEWSBOAT_FILES))
    return next((place for place in places if place.is_file()), None)


def read_file(path: Path) -> bytes:
    """Return the bytes of a file of subscriptions.

    Raises:
        BriefingError: it cannot be read, or is far too large.
    """
    try:
        if path.stat().st_size > MAX_FILE:
            raise BriefingError(f"{path} is larger than {MAX_FILE // 2**20} MB.", "That is no list of subscriptions.")
        return path.read_bytes()
    except OSError as error:
        raise BriefingError(
            f"{path} cannot be read: {error.strerror}.", "Name an OPML or newsboat urls file."
        ) from error


def read_subscriptions(data: bytes, *, name: str, allow_private: frozenset[str] = frozenset()) -> ImportResult:
    """Return what an OPML file or a newsboat `urls` file holds; which one it is, its first letters tell.

    Raises:
        BriefingError: it holds neither subscriptions nor anything that could have been one; `name` is named.
        ParseError: it is no OPML, or no text at all.
    """
    text, _ = decoded(data)
    if text.lstrip().startswith("<") or "<opml" in text[:2000].lower():
        result = read_opml(data, allow_private=allow_private)
    else:
        result = read_newsboat_urls(text, allow_private=allow_private)
    if not result.subscriptions and not result.problems:
        raise BriefingError(f"{name} holds no subscriptions.", "It must be OPML or a newsboat urls file.")
    return result


def import_subscriptions(
    con: sqlite3.Connection, subscriptions: Sequence[Subscription], *, now: datetime
) -> list[Imported]:
    """Subscribe to all, in one transaction, without fetching; what is subscribed already stays as it is.

    One action, which can be undone.

    Raises:
        StoreError: the database cannot be written.
    """
    known = {canonical_url(feed.url) or feed.url: feed.id for feed in list_feeds(con)}
    done = []
    with atomic(con):
        for sub in subscriptions:
            address = canonical_url(sub.url) or sub.url
            there = known.get(address)
            feed_id = there or add_feed(con, sub.url, title=sub.title, folder=sub.folder, tags=sub.tags, now=now)
            known[address] = feed_id
            done.append(Imported(sub, feed_id, not there))
        new = [one for one in done if one.added]
        name = (
            f"“{new[0].subscription.title or mask(new[0].subscription.url)}”"
            if len(new) == 1
            else f"{len(new):,} feeds"
        )
        log_subscribed(con, {one.feed_id: REMOVED for one in new}, f"subscribed to {name}", now=now)
    return done
