"""Paths, web addresses and standard input -> stored items; for a source that cannot be read, an `Outcome` with why."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from briefing.errors import UsageError
from briefing.ingest.outcome import OnOutcome, Outcome
from briefing.ingest.steps import process
from briefing.ingest.storing import store_article, store_file
from feeds.errors import FeedError, ParseError
from feeds.model import Item, ParsedFeed


def ingest_sources(
    con: sqlite3.Connection,
    sources: Sequence[str],
    *,
    now: datetime,
    stdin: bytes | None = None,
    on_outcome: OnOutcome | None = None,
    allow_private: frozenset[str] = frozenset(),
) -> list[Outcome]:
    """Take in single articles and local feeds, then process everything new as one round.

    A source is a path, an http(s) address, or "-" for the bytes in `stdin`. What it holds is decided by its bytes: a
    feed is stored under its path, an article under its outlet; both are stored once however often they are taken in.
    Bad sources come back with their error and store nothing; `on_outcome` is told of each source as it is done.

    Raises:
        StoreError: the database cannot be written.
    """
    outcomes = []
    for source in sources:
        outcome = _ingest(con, source, now, stdin, allow_private)
        outcomes.append(outcome)
        if on_outcome:
            on_outcome(outcome)
    process(con, now=now)
    return outcomes


def _ingest(
    con: sqlite3.Connection, source: str, now: datetime, stdin: bytes | None, allow_private: frozenset[str]
) -> Outcome:
    try:
        address, content = _read(source, now, stdin, allow_private)
    except (FeedError, UsageError) as error:
        return Outcome(source, error=error)
    if isinstance(content, ParsedFeed):
        feed_id, stored = store_file(con, address, content, now=now)
        title, warnings = content.title, content.warnings
    else:
        feed_id, stored = store_article(con, content, now=now)
        title, warnings = content.title, ()
    counts = len(stored.new), len(stored.changed), stored.unchanged
    return Outcome(source, title, *counts, feed_id=feed_id, warnings=warnings)


def _read(
    source: str, now: datetime, stdin: bytes | None, allow_private: frozenset[str]
) -> tuple[str, ParsedFeed | Item]:
    """Return the address under which a feed of this source is stored, and what the source holds."""
    from feeds.files import read_local, read_stdin  # trafilatura behind it: only for who takes something in

    if source == "-":
        if stdin is None:
            raise UsageError("There is nothing on standard input.", "Pipe a feed or an article into it.")
        content = read_stdin(stdin, now=now)
        if isinstance(content, ParsedFeed):
            return f"local:stdin/{content.site_url or content.title}", content
        return "", _named(content, f"stdin:{blake2b(stdin, digest_size=12).hexdigest()}")
    if source.lower().startswith(("http://", "https://")):
        return source, _fetched(source, now, allow_private)
    path = Path(source).expanduser()
    content = read_local(path, now=now)
    where = f"file:{path.resolve()}"
    return where, content if isinstance(content, ParsedFeed) else _named(content, where)


def _named(item: Item, guid: str) -> Item:
    """Return an article under a guid that no other article has: its address, or where it was read from."""
    return item if item.url and item.guid == item.url else replace(item, guid=guid)


def _fetched(url: str, now: datetime, allow_private: frozenset[str]) -> ParsedFeed | Item:
    """Return the feed or the article at a web address."""
    from feeds.article import read_page
    from feeds.fetch import Request, fetch_one
    from feeds.files import MAX_ITEMS
    from feeds.parse import parse_feed

    response = fetch_one(Request(url), allow_private=allow_private)
    try:
        return parse_feed(
            response.body, url=response.final_url, content_type=response.content_type, now=now, max_items=MAX_ITEMS
        )
    except ParseError:
        return read_page(response.body, url=response.final_url, content_type=response.content_type, now=now)
