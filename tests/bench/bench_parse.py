"""What parsing and cleaning cost, against feedparser's default in the same run: CPU time, as a table and a ratio.

Run: python -m pytest tests/bench/bench_parse.py -m bench -s

With BRIEFING_CAPTURES set to a folder of real feeds (*.xml) those are read, else feeds made here.
"""

from __future__ import annotations

import os
import time
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import fastfeedparser
import feedparser
import pytest

from feeds.parse import parse_feed
from feeds.text import html_to_text, item_text

NOW = datetime(2026, 2, 18, 7, tzinfo=UTC)
ROUNDS = 5
pytestmark = pytest.mark.bench

PARAGRAPH = (
    '<p class="story">The council said on <b>Tuesday</b> that the bridge &ndash; closed since May &ndash; will reopen, '
    'the <a href="/2026/02/bridge?id=1">mayor&#8217;s office</a> confirmed. “At last,” she said.</p>\n'
)


def made_feed(number: int) -> bytes:
    """A news feed of 40 items: half with a summary only, half with a full text of eight paragraphs."""
    items = []
    for n in range(40):
        body = f"<content:encoded><![CDATA[{PARAGRAPH * 8}]]></content:encoded>" if n % 2 else ""
        items.append(
            f"<item><title>Bridge {n} reopens &amp; traffic returns</title>"
            f"<link>https://news{number}.example.org/{n}</link>"
            f"<guid isPermaLink='false'>{number}-{n}</guid><pubDate>Tue, 17 Feb 2026 {n % 24:02d}:00:00 GMT</pubDate>"
            f"<dc:creator>Ada Reed</dc:creator><category>World</category>"
            f"<description>A short summary.</description>{body}</item>"
        )
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f'<rss version="2.0" {spaces}><channel><title>T</title>{"".join(items)}</channel></rss>'.encode()


def the_feeds() -> list[bytes]:
    folder = Path(os.environ.get("BRIEFING_CAPTURES") or "/nonexistent")
    captured = [path.read_bytes() for path in sorted(folder.glob("*.xml"))]
    return captured or [made_feed(n) for n in range(30)]


def cpu_ms(work: Callable[[], object]) -> float:
    """The best of a few rounds, in milliseconds of CPU time."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return min(times)


def test_parsing_against_feedparser() -> None:
    feeds = the_feeds()
    size = sum(map(len, feeds)) / 1e6
    parsed = [parse_feed(data, now=NOW) for data in feeds]
    bodies = [body for feed in parsed for item in feed.items for body in (item.summary, item.content) if body]
    html = sum(len(body.encode()) for body in bodies) / 1e6
    plain = {"sanitize_html": False, "resolve_relative_uris": False}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = [
            ("feedparser, default", size, cpu_ms(lambda: [feedparser.parse(data) for data in feeds])),
            ("feedparser, no sanitising", size, cpu_ms(lambda: [feedparser.parse(data, **plain) for data in feeds])),
            ("fastfeedparser", size, cpu_ms(lambda: [fastfeedparser.parse(data) for data in feeds])),
            ("parse_feed", size, cpu_ms(lambda: [parse_feed(data, now=NOW) for data in feeds])),
            ("html_to_text, every body", html, cpu_ms(lambda: [html_to_text(body) for body in bodies])),
            ("item_text, every item", html, cpu_ms(lambda: [item_text(i) for feed in parsed for i in feed.items])),
        ]
    print(f"\n{len(feeds)} feeds, {sum(len(feed.items) for feed in parsed)} items; CPU time, best of {ROUNDS}")
    for name, megabytes, ms in rows:
        print(
            f"{name:28} {ms:8.1f} ms {megabytes * 1000 / ms:8.1f} MB/s {ms / rows[0][2]:8.3f} of feedparser's default"
        )
