"""A parsed feed or a single item -> rows of the database, one transaction a feed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from briefing.ingest.outlets import host_of, outlet_of
from briefing.ingest.records import content_hash, new_item
from briefing.store.arrivals import NewItem, Stored, known_hashes, store_items
from briefing.store.connection import atomic
from briefing.store.feeds import add_feed, describe_feed, get_feed, outlets_at
from briefing.store.texts import queue_texts
from feeds.model import Item, ParsedFeed

ARTICLES = "local:articles/"
"""Beginning of the address of the feeds that hold single articles, one for each outlet."""

NO_OUTLET = "Articles"
"""Outlet of a single article that names none."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Items of one feed, cleaned and ready to be stored: what takes time is done before the database is locked.

    `fresh` are those whose hash is not known, `present` the guids of all, `same` how many need no storing.
    """

    feed_id: int
    fresh: Sequence[NewItem]
    present: frozenset[str]
    same: int
    title: str = ""
    outlet: str = ""
    site_url: str = ""
    redate: bool = False
    full_text: bool = False

    def store(self, con: sqlite3.Connection, *, now: datetime) -> Stored:
        """Store the items in one transaction, and fill in what is missing of their feed's names."""
        with atomic(con):
            describe_feed(con, self.feed_id, title=self.title, outlet=self.outlet, site_url=self.site_url)
            if not self.fresh:
                return Stored(unchanged=self.same)
            stored = store_items(con, self.feed_id, self.fresh, now=now, present=self.present, redate=self.redate)
            if self.full_text:
                queue_texts(con, (*stored.new, *stored.changed))
        return Stored(stored.new, stored.changed, stored.unchanged + self.same)


def feed_arrival(con: sqlite3.Connection, feed_id: int, parsed: ParsedFeed) -> Arrival:
    """Return what a feed carries now, ready to be stored under its row, which is there already."""
    feed = get_feed(con, feed_id)
    assert feed is not None, "the caller has just made or read this row"
    outlet = feed.outlet
    if not (feed.outlet and feed.title):
        host = host_of(parsed.site_url) or host_of(feed.url)
        known = outlets_at(con, host) if host else []
        outlet = outlet or outlet_of(parsed.title or feed.title, parsed.site_url, feed.url, known)
    redate = feed.status == "local"
    fresh, present, same = _cleaned(con, feed_id, parsed.items, outlet, parsed.language, redate=redate)
    return Arrival(
        feed_id,
        fresh,
        present,
        same,
        title=parsed.title or outlet,
        outlet=outlet,
        site_url=parsed.site_url,
        redate=redate,
        full_text=feed.full_text,
    )


def store_feed(con: sqlite3.Connection, feed_id: int, parsed: ParsedFeed, *, now: datetime) -> Stored:
    """Store what a feed carries now, under a feed row that is there already, and fill in the row's missing names."""
    return feed_arrival(con, feed_id, parsed).store(con, now=now)


def store_article(con: sqlite3.Connection, item: Item, *, now: datetime) -> tuple[int, Stored]:
    """Store a single item under the feed of its outlet's articles; return that feed's id and what became of it."""
    outlet = item.outlet or NO_OUTLET
    with atomic(con):
        feed_id = add_feed(con, ARTICLES + outlet, title=outlet, outlet=outlet, status="local", now=now)
        fresh, present, same = _cleaned(con, feed_id, (item,), outlet, "", redate=True)
        return feed_id, Arrival(feed_id, fresh, present, same, redate=True).store(con, now=now)


def store_file(con: sqlite3.Connection, address: str, parsed: ParsedFeed, *, now: datetime) -> tuple[int, Stored]:
    """Store a feed that is read from a file or a pipe; `address` is its row's URL. It is never refreshed by itself."""
    with atomic(con):
        feed_id = add_feed(con, address, status="local", now=now)
        return feed_id, store_feed(con, feed_id, parsed, now=now)


def _cleaned(
    con: sqlite3.Connection, feed_id: int, items: Sequence[Item], outlet: str, language: str, *, redate: bool
) -> tuple[list[NewItem], frozenset[str], int]:
    """Return the items to be stored, the guids of all, and how many are known as they are: those are not converted.

    Items without words or address are left out.
    """
    items = [item for item in items if item.title]
    hashes = {item.guid: content_hash(item, dated=redate) for item in reversed(items)}
    known = known_hashes(con, feed_id, list(hashes))
    fresh = [
        new_item(item, outlet=outlet, language=language, digest=hashes[item.guid])
        for item in items
        if item.guid not in known or (known[item.guid] and known[item.guid] != hashes[item.guid])
    ]
    same = sum(1 for guid in hashes if guid in known and (not known[guid] or known[guid] == hashes[guid]))
    return fresh, frozenset(hashes), same
