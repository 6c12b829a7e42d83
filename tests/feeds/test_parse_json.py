"""`feeds.parse` on JSON Feed 1.0 and 1.1, right and wrong."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from feeds.model import Enclosure, Item
from feeds.text import item_text
from tests.feeds.feed_samples import feed


def test_json_feed_in_full() -> None:
    parsed = feed(
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1", "title": "T &amp; U", "home_page_url": "https://s.example.org/",
                "description": "d", "icon": "/i.png", "language": "en-us", "hubs": [{"type": "WebSub", "url": "https://hub.example.org/"}],
                "authors": [{"name": "House"}],
                "items": [
                    {"id": 7, "url": "/1", "title": "One", "content_html": "<p>a</p>", "summary": "5 < 6",
                     "tags": ["x", 1, "y"],
                     "date_published": "2026-02-17T10:00:00+01:00", "image": "/p.jpg",
                     "date_modified": "2026-02-17T11:00:00Z",
                     "attachments": [{"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 9}],
                     "language": "fr"},
                    {"id": "2", "external_url": "https://o.example.org/", "content_text": "line\n\n1 < 2",
                     "author": {"name": "Ada"}},
                ],
            }
        )
    )  # fmt: skip
    assert (parsed.title, parsed.icon, parsed.hub) == (
        "T & U",
        "https://s.example.org/i.png",
        "https://hub.example.org/",
    )
    one, two = parsed.items
    assert (one.guid, one.url, one.author, one.language) == ("7", "https://s.example.org/1", "House", "fr")
    assert one.enclosures == (Enclosure("https://s.example.org/a.mp3", "audio/mpeg", 9),)
    assert (one.categories, one.image, one.is_html) == (("x", "y"), "https://s.example.org/p.jpg", True)
    assert one.published == datetime(2026, 2, 17, 9, tzinfo=UTC)
    assert item_text(Item(guid="g", title="t", summary=one.summary)).text == "5 < 6"
    assert (two.title, two.author, two.url) == ("line", "Ada", "https://o.example.org/")
    assert item_text(two).text == "line\n\n1 < 2"


@pytest.mark.parametrize(
    ("value", "guids"),
    [
        ([1, None, "x", [], {"id": "a"}], ["a"]),
        (
            [
                {
                    "id": ["a"],
                    "url": 5,
                    "title": {"x": 1},
                    "content_html": "body",
                    "tags": "x",
                    "authors": 3,
                    "attachments": [1],
                }
            ],
            None,
        ),
        ([{"id": 1.5}, {"id": True, "url": "https://s.example.org/"}], ["1.5", "https://s.example.org/"]),
        ([{"id": "\ud800x\u0000"}], ["x"]),
        ([], []),
    ],
)
def test_wrong_types_in_json_feeds(value: list[Any], guids: list[str] | None) -> None:
    parsed = feed(json.dumps({"version": "https://jsonfeed.org/version/1", "items": value}))
    assert len(parsed.items) == len([x for x in value if isinstance(x, dict)])
    assert guids is None or [found.guid for found in parsed.items] == guids
    assert bool(parsed.warnings) == any(not isinstance(x, dict) for x in value)
