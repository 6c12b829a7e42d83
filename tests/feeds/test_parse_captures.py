"""Real feeds: `parse_feed` against feedparser, item by item.

The captures are publishers' texts and no part of the project. Set BRIEFING_CAPTURES to a folder of feed files (*.xml)
to run this; the figures below were measured on 33 news feeds of 18 February 2026.
"""

from __future__ import annotations

import calendar
import os
import warnings
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from feeds.model import Item
from feeds.parse import parse_feed
from feeds.text import clean_line, item_text, title_text

CAPTURES = Path(os.environ.get("BRIEFING_CAPTURES") or "/nonexistent")
NOW = datetime(2026, 2, 18, 7, tzinfo=UTC)
MEDIA = "{http://search.yahoo.com/mrss/}"

pytestmark = pytest.mark.skipif(not CAPTURES.is_dir(), reason="BRIEFING_CAPTURES names no folder of captured feeds")

EXPLAINED = {
    "repeated": "the feed holds the same item (guid, link, title) several times; it is kept once",
    "shared guid": "two different items have one guid; the later one became guid|url",
    "empty guid": "the guid element is empty, which feedparser takes for a guid; ours is the link",
}


def feedparser_entries(data: bytes) -> list[Any]:
    import feedparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # feedparser warns of its own deprecated aliases
        return list(feedparser.parse(data).entries)


def without_repeats(entries: list[Any], differences: Counter[str]) -> list[Any]:
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for entry in entries:
        key = (entry.get("id", ""), entry.get("link", ""), entry.get("title", ""))
        if key in seen:
            differences["repeated"] += 1
            continue
        seen.add(key)
        kept.append(entry)
    return kept


def date_of(entry: Any) -> datetime | None:
    parts = entry.get("published_parsed") or entry.get("updated_parsed")
    date = datetime.fromtimestamp(calendar.timegm(parts), UTC) if parts else None
    return date if date and date.year >= 1990 and date.timestamp() < NOW.timestamp() + 86_400 else None


def compare(entry: Any, item: Item, differences: Counter[str]) -> None:
    guid = clean_line(entry.get("id", ""), 1000)
    if item.guid != guid:
        shared = guid and item.guid.startswith(f"{guid}|")
        differences["shared guid" if shared else "guid" if guid else "empty guid"] += 1
    differences["date"] += item.published != date_of(entry)
    differences["title"] += item.title != title_text(entry.get("title", ""))
    differences["link"] += item.url != entry.get("link", "")


def test_items_agree_with_feedparser() -> None:
    differences: Counter[str] = Counter()
    items = 0
    for path in sorted(CAPTURES.glob("*.xml")):
        data = path.read_bytes()
        entries = without_repeats(feedparser_entries(data), differences)
        ours = parse_feed(data, now=NOW).items
        assert len(ours) == len(entries), path.name
        items += len(ours)
        for entry, item in zip(entries, ours, strict=True):
            compare(entry, item, differences)
    found = {name: count for name, count in differences.items() if count}
    print(f"{items} items; differences: {found}; explained: {EXPLAINED}")
    assert differences["guid"] == differences["date"] == 0
    assert differences["title"] <= items * 0.001
    assert differences["link"] <= items * 0.005


def test_no_caption_stands_in_the_place_of_the_text() -> None:
    captions = texts = 0
    for path in sorted(CAPTURES.glob("*.xml")):
        data = path.read_bytes()
        root = ElementTree.fromstring(data)
        elements = [e for e in root.iter() if e.tag.rpartition("}")[2] in ("item", "entry")]
        by_title = {item.title: item for item in parse_feed(data, now=NOW).items}
        for element in elements:
            item = by_title.get(title_text(element.findtext("title") or ""))
            said = {clean_line(c.text, 5000) for c in element.iter(f"{MEDIA}description") if c.text}
            description = clean_line(title_text(element.findtext("description") or ""), 5000)
            if item is None or not said or description in said:
                continue
            texts += 1
            captions += clean_line(item_text(item).text, 5000) in said
    print(f"{texts} items with captions")
    assert texts == 0 or captions == 0


def test_texts_are_clean() -> None:
    for path in sorted(CAPTURES.glob("*.xml")):
        for item in parse_feed(path.read_bytes(), now=NOW).items:
            plain = item_text(item)
            assert "\n\n\n" not in plain.text and plain.text == plain.text.strip("\n")
            assert all(plain.text[link.start : link.end].strip() for link in plain.links)
