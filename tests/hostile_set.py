"""The hostile set (`tests/data/hostile`) on its way through the program: fetched, stored, grouped, read."""

from __future__ import annotations

import gzip
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from briefing.ingest import Outcome, ingest_sources, process
from briefing.ingest.answers import Poll
from briefing.store.feeds import add_feed, get_feed
from feeds.fetch import Response

FOLDER = Path(__file__).parent / "data" / "hostile"
NOW = datetime(2026, 2, 18, 6, tzinfo=UTC)
"""When the set is fetched: two hours after the date of most of its items."""


def expectations() -> dict[str, str]:
    """Return what EXPECT.tsv says, by file name; names of raw HTTP answers begin with "http/"."""
    lines = (FOLDER / "EXPECT.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return dict(line.split("\t", 1) for line in lines)


def load(name: str) -> bytes:
    """Return the bytes of a case, unpacked."""
    data = (FOLDER / name).read_bytes()
    return gzip.decompress(data) if name.endswith(".gz") else data


def fetch(con: sqlite3.Connection, name: str, *, feed: str = "", outlet: str = "", now: datetime = NOW) -> Outcome:
    """Store a case as the answer of the feed called `feed` (its own, by default); nothing is grouped yet."""
    return answer(con, feed or name.partition(".")[0].replace("_", "-"), load(name), outlet=outlet, now=now)


def answer(con: sqlite3.Connection, feed: str, body: bytes, *, outlet: str = "", now: datetime = NOW) -> Outcome:
    """Store `body` as what the feed called `feed` answers at `now`; its outlet is told from the feed when not given."""
    url = f"https://{feed}.example.org/feed"
    row = get_feed(con, add_feed(con, url, outlet=outlet, now=now))
    assert row is not None
    return Poll(con, row, now).take(Response(url, url, 200, body, wire_bytes=len(body)))


def store_everything(con: sqlite3.Connection, *, without: tuple[str, ...] = ()) -> list[Outcome]:
    """Store the set, each feed as if fetched and each article from its file, and process it as one round.

    Each feed is of an outlet of its own: most of the set's items carry the same few links, and of one outlet they would
    be one item in several feeds, shown once.
    """
    names = [name for name in expectations() if not name.startswith(("http/", *without))]
    articles = [name for name in names if name.startswith("a0")]
    outcomes = [fetch(con, name, outlet=name) for name in names if name not in articles]
    outcomes += ingest_sources(con, [str(FOLDER / name) for name in articles], now=NOW)
    process(con, now=NOW)
    return outcomes
