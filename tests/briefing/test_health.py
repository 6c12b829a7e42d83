"""How a feed is, in words: its state, its last answer, and what to do when something is wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from briefing.ingest.health import judge
from briefing.model import FeedRow

NOW = datetime(2026, 2, 18, 6, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def feed(**said: object) -> FeedRow:
    row = {"last_success": NOW - HOUR, "last_status": 200, "newest": NOW - DAY, **said}
    return FeedRow(1, "https://a.example.org/feed", "Harbor", "Harbor", **row)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "state", "answer", "trouble"),
    [
        (feed(), "fine", "HTTP 200", ""),
        (feed(last_status=304), "fine", "HTTP 304", ""),
        (feed(newest=NOW - 91 * DAY), "silent", "HTTP 200", ""),
        (feed(last_success=None, last_status=None, newest=None), "not fetched yet", "", ""),
        (feed(status="paused"), "paused", "HTTP 200", ""),
        (feed(status="local", last_status=None), "read from a file", "", ""),
        (feed(error="It fails.", errors=1, last_status=503), "failing", "HTTP 503", "It fails."),
        (feed(error="No answer.", errors=3, last_status=None), "failing", "no answer", "failed 3 times in a row"),
        (feed(error="It fails.", errors=9, last_success=NOW - 15 * DAY), "dead", "HTTP 200", "look for a new address"),
        (feed(error="No answer.", errors=17, last_success=None), "dead", "HTTP 200", "look for a new address"),
        (feed(error="No answer.", errors=16, last_success=None), "failing", "HTTP 200", "16 times in a row"),
        (
            feed(error="Slow down.", errors=1, not_before=NOW + HOUR),
            "failing",
            "HTTP 200",
            "It is not asked before 18 Feb",
        ),
        (feed(error="Slow down.", errors=1, not_before=NOW - HOUR), "failing", "HTTP 200", "Slow down."),
        (feed(status="gone", error="Taken down.", last_status=410), "gone for good", "HTTP 410", "not asked any more"),
        (feed(moved_to="https://b.example.org/f"), "moving", "HTTP 200", "moved to https://b.example.org/f"),
        (
            feed(error="Broken.", moved_to="https://b.example.org/f"),
            "failing",
            "HTTP 200",
            "It has moved to https://b.",
        ),
    ],
)
def test_the_state_of_a_feed(row: FeedRow, state: str, answer: str, trouble: str) -> None:
    health = judge(row, 7.0, now=NOW)
    assert (health.state, health.answer(), health.pace()) == (state, answer, "7 a week")
    assert trouble in health.trouble and health.failing is bool(trouble)


def test_pace_and_cost_are_told_where_they_are_known() -> None:
    assert [judge(feed(), weekly, now=NOW).pace() for weekly in (None, 0.0, 0.25, 0.99, 12.4)] == [
        "", "0 a week", "0.2 a week", "1.0 a week", "12 a week"
    ]  # fmt: skip
    assert judge(feed(), None, now=NOW).cost() == ""
    assert judge(feed(last_ms=1200, last_bytes=2_345_678), None, now=NOW).cost() == "2,346 kB in 1,200 ms"
