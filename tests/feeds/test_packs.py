"""The starter packs: their shape, and that no address stands in them that a reader could not use."""

from __future__ import annotations

from collections import Counter
from importlib import resources
from urllib.parse import urlsplit

import pytest

from feeds.net_url import parse_target
from feeds.opml import read_opml
from feeds.packs import ORDER, Pack, list_packs
from feeds.urls import canonical_url, safe_url

PACKS = list_packs()


def outlet(url: str) -> str:
    """Return the publisher's part of a feed's host: its last two labels, three below two-letter country names."""
    labels = (urlsplit(url).hostname or "").split(".")
    return ".".join(labels[-3:] if len(labels[-1]) == 2 and len(labels[-2]) <= 3 else labels[-2:])


def test_there_are_eight_packs_and_every_file_is_one() -> None:
    assert len(PACKS) == 8
    assert [pack.name for pack in PACKS] == list(ORDER)
    files = {path.name for path in resources.files("feeds.packs").iterdir() if path.name.endswith(".opml")}
    assert files == {f"{name}.opml" for name in ORDER}
    assert {"world", "business", "technology", "science", "climate", "sport"} <= set(ORDER)


@pytest.mark.parametrize("pack", PACKS, ids=ORDER)
def test_a_pack_has_enough_feeds_from_many_outlets(pack: Pack) -> None:
    assert len(pack.subscriptions) >= 12
    assert len({outlet(feed.url) for feed in pack.subscriptions}) >= 10
    assert pack.title and pack.description.endswith(".") and len(pack.description) <= 100
    assert {feed.folder for feed in pack.subscriptions} == {pack.title}


@pytest.mark.parametrize("pack", PACKS, ids=ORDER)
def test_a_pack_is_clean_opml_with_safe_addresses(pack: Pack) -> None:
    result = read_opml(resources.files("feeds.packs").joinpath(f"{pack.name}.opml").read_bytes())
    assert result.problems == ()
    for feed in pack.subscriptions:
        assert feed.title and feed.url.startswith("https://")
        assert safe_url(feed.url) == parse_target(feed.url).url == feed.url
        assert "?" not in feed.url and "@" not in feed.url


def test_no_feed_and_no_title_stands_twice() -> None:
    feeds = [feed for pack in PACKS for feed in pack.subscriptions]
    assert [url for url, n in Counter(canonical_url(feed.url).rstrip("/") for feed in feeds).items() if n > 1] == []
    assert [title for title, n in Counter(feed.title for feed in feeds).items() if n > 1] == []


def test_outlets_overlap_between_packs() -> None:
    packs = Counter(name for pack in PACKS for name in {outlet(feed.url) for feed in pack.subscriptions})
    assert sum(1 for count in packs.values() if count >= 4) >= 4
