"""A parsed feed or a single item -> rows of the database, one transaction a feed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from briefing.ingest.outlets import host_of, outlet_of
from briefing.ingest.records import content_hash, new_item
from briefing.store.arrivals import Stored, known_hashes, store_items
from briefing.store.connection import atomic
from briefing.store.feeds import add_feed, describe_feed, get_feed, outlets_at
from feeds.model import Item, ParsedFeed

ARTICLES = "local:articles/"
"""Beginning of the address of the feeds that hold single articles, one for each outlet."""

NO_OUTLET = "Articles"
"""Outlet of a single article that names none."""


def store_feed(con: sqlite3.Connection, feed_id: int, parsed: ParsedFeed, *, now: datetime) -> Stored:
    """Store what a feed carries now, under a feed row that is there already, and fill in the row's missing names."""
    feed = get_feed(con, feed_id)
    assert feed is not None, "the caller has just made or read this row"
    outlet = feed.outlet
    if not (feed.outlet and feed.title):
        host = host_of(parsed.site_url) or host_of(feed.url)
        known = outlets_at(con, host) if host else []
        outlet = outlet or outlet_of(parsed.title or feed.title, parsed.site_url, feed.url, known)
    local = feed.status == "local"
    with atomic(con):
        describe_feed(con, feed_id, title=parsed.title or outlet, outlet=outlet, site_url=parsed.site_url)
        return _store(con, feed_id, parsed.items, outlet=outlet, language=parsed.language, now=now, redate=local)


def store_article(con: sqlite3.Connection, item: Item, *, now: datetime) -> tuple[int, Stored]:
    """Store a single item under the feed of its outlet's articles; return that feed's id and what became of it."""
    outlet = item.outlet or NO_OUTLET
    with atomic(con):
        feed_id = add_feed(con, ARTICLES + outlet, title=outlet, outlet=outlet, status="local", now=now)
        return feed_id, _store(con, feed_id, (item,), outlet=outlet, language="", now=now, redate=True)


def store_file(con: sqlite3.Connection, address: str, parsed: ParsedFeed, *, now: datetime) -> tuple[int, Stored]:
    """Store a feed that is read from a file or a pipe; `address` is its row's URL. It is never refreshed by itself."""
    with atomic(con):
        feed_id = add_feed(con, address, status="local", now=now)
        return feed_id, store_feed(con, feed_id, parsed, now=now)


def _store(
    con: sqlite3.Connection,
    feed_id: int,
    items: Sequence[Item],
    *,
    outlet: str,
    language: str,
    now: datetime,
    redate: bool,
) -> Stored:
    """Store items; those whose hash is known are not converted at all."""
    hashes = {item.guid: content_hash(item, dated=redate) for item in reversed(items)}
    known = known_hashes(con, feed_id, list(hashes))
    fresh = [
        new_item(item, outlet=outlet, language=language, digest=hashes[item.guid])
        for item in items
        if item.guid not in known or (known[item.guid] and known[item.guid] != hashes[item.guid])
    ]
    same = sum(1 for guid in hashes if guid in known and (not known[guid] or known[guid] == hashes[guid]))
    if not fresh:
        return Stored(unchanged=same)
    stored = store_items(con, feed_id, fresh, now=now, present=set(hashes), redate=redate)
    return Stored(stored.new, stored.changed, stored.unchanged + same)
