"""The table of feeds: one line each, as wide as its columns fit, what is wrong told in full below it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from rich.cells import cell_len

from briefing.ingest.health import Health, judge
from briefing.model import FeedRow
from briefing.tui.layout.feed_table import WIDEST, lay_out_feed, lay_out_feeds
from briefing.tui.layout.page import Page
from briefing.tui.screens.feeds import DETAIL_LINES
from tests.tui.shelf import NOW

FINE = FeedRow(
    1, "https://u:secret@harbor.example.org/rss", "Harbor Wire", "Harbor", "World",
    next_due=NOW + timedelta(minutes=30),
    last_success=NOW - timedelta(hours=2), last_status=200, items=12, tags=("sea",), last_ms=120, last_bytes=9000,
)  # fmt: skip


def rows() -> list[Health]:
    """Return a feed in every state, some with long and strange titles."""
    failing = replace(FINE, id=2, error="It answered with 503 (service unavailable).", errors=3, last_status=503)
    feeds = [
        FINE,
        replace(failing, title="[/x] \x1b]52;c;aGk=\x07 漢字" * 20, last_success=NOW - timedelta(days=40)),
        replace(failing, id=3, error="words " * 60),
        replace(FINE, id=4, last_success=None, folder="A/B"),
        replace(FINE, id=5, newest=NOW - timedelta(days=400), next_due=None),
        replace(FINE, id=6, moved_to="https://other.example.org/rss"),
        *(replace(FINE, id=7 + n, status=state) for n, state in enumerate(("paused", "gone", "local"))),
    ]
    return [judge(feed, 12_345.0 if feed.id == 1 else 0.4, now=NOW) for feed in feeds]


def texts(page: Page) -> list[str]:
    """Return the lines in words."""
    return ["".join(piece.text for piece in line) for line in page.lines]


@pytest.mark.parametrize("width", [20, 54, 74, 84, 100, 200])
def test_every_feed_has_one_line_that_fits(width: int) -> None:
    page = lay_out_feeds(rows(), width, NOW)
    assert [stop.first for stop in page.stops] == [stop.last for stop in page.stops]
    assert len(page.stops) == len(rows())
    if width >= 54:
        assert all(cell_len(text) <= min(width, WIDEST) for text in texts(page))
    assert "\x1b" not in "".join(texts(page))


def test_the_columns_say_how_a_feed_is() -> None:
    lines = texts(lay_out_feeds(rows(), 100, NOW))
    harbor = next(line for line in lines if "Harbor Wire" in line)
    assert harbor.split() == ["Harbor", "Wire", "12345", "a", "week", "2", "h", "ago", "next", "in", "30", "min"]
    assert sum(line.startswith("! ") for line in lines) == sum(one.failing for one in rows()) > 3
    said = "\n".join(lines)
    for words in (
        "dead",
        "failing",
        "silent",
        "moving",
        "not yet",
        "due now",
        "paused",
        "gone for good",
        "read from a file",
    ):
        assert words in said
    assert "failing" not in "\n".join(texts(lay_out_feeds(rows(), 83, NOW)))


@pytest.mark.parametrize("width", [40, 74, 150])
def test_all_of_a_feed_stands_below(width: int) -> None:
    for one in rows():
        lines = texts(lay_out_feed(one, width))
        assert len(lines) <= DETAIL_LINES and "secret" not in "".join(lines) and "\x1b" not in "".join(lines)
    told = texts(lay_out_feed(rows()[0], 74))
    assert told[0] == "Harbor Wire  Harbor" and told[-1] == "fine · HTTP 200 · 9 kB in 120 ms · 12 items · #sea"
    assert "harbor.example.org/rss" in told[1]
    assert texts(lay_out_feed(rows()[2], 74))[1].startswith("words words")
