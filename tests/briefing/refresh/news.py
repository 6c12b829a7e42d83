"""A small web of feeds for tests of the refresh: so many feeds, so many items, as slow as a test needs."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from briefing.store.connection import open_database
from briefing.store.feeds import add_feed
from tests.feeds.server import Answer, Asked, Server, ok

NOW = datetime(2025, 7, 19, tzinfo=UTC)

TOPICS = ("Fire in Boom harbour", "Vote in Bern council", "Storm over Bergen coast", "Strike at Lyon airport")


def rss(name: str, items: int) -> bytes:
    """Return a feed of so many items on four events."""
    body = "".join(
        f"<item><title>{TOPICS[n % 4]}, report {n} of {name}</title><guid>{name}-{n}</guid>"
        f"<link>https://{name}.example.org/{n}</link><pubDate>Fri, 18 Jul 2025 {n % 24:02}:00:00 GMT</pubDate>"
        f"<description>The {name} paper says that {TOPICS[n % 4].lower()} was seen by {n} people.</description></item>"
        for n in range(items)
    )
    head = f"<title>{name.title()}</title><link>https://{name}.example.org/</link>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{body}</channel></rss>'.encode()


def site(items: int, *, pause_s: Callable[[str], float] = lambda name: 0.0) -> Callable[[Asked], Answer]:
    """Return what a server answers: a feed at every path, after a pause."""

    def answer(asked: Asked) -> Answer:
        name = asked.target.strip("/")
        pause = pause_s(name)
        return [pause, ok(rss(name, items))] if pause else ok(rss(name, items))

    return answer


def subscribe(path: Path, server: Server, feeds: int) -> None:
    """Make a database with so many feeds of the server."""
    con = open_database(path)
    for n in range(feeds):
        add_feed(con, server.url(f"/paper{n}"), now=NOW)
    con.close()


def counts(path: Path) -> tuple[int, int, int]:
    """Return how many items, different guids and items without a story there are."""
    con = sqlite3.connect(path)
    try:
        row = con.execute("SELECT COUNT(*), COUNT(DISTINCT guid), SUM(story IS NULL) FROM items").fetchone()
        return row[0], row[1], row[2] or 0
    finally:
        con.close()


def start(path: Path, *options: str) -> subprocess.Popen[bytes]:
    """Start `briefing refresh` in a process of its own."""
    environment = {**os.environ, "BRIEFING_ALLOW_PRIVATE": "127.0.0.1", "BRIEFING_CONFIG": str(path.parent / "none")}
    return subprocess.Popen(
        [sys.executable, "-m", "briefing", "refresh", "--db", str(path), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )


def events(output: bytes) -> list[dict[str, object]]:
    """Return the events that a refresh has printed."""
    return [json.loads(line) for line in output.splitlines()]
