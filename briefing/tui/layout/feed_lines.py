"""What was found at an address, a pack -> rows in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from briefing.ingest.adding import Preview
from briefing.ingest.health import pace_words
from briefing.tui.layout.row_lines import Row
from briefing.tui.widgets.story_rows import count
from feeds.discover import FoundFeed
from feeds.net_url import mask
from feeds.packs import Pack
from feeds.urls import canonical_url


def found_row(found: Preview, now: datetime, subscribed: bool) -> Row:
    """Return the row of what was found at an address."""
    if found.error:
        return Row(found.asked, trouble=str(found.error), quiet=True)
    last = f"last {span(now - found.newest)} ago" if found.newest else ""
    state = "subscribed" if subscribed else "Enter subscribes"
    facts = [count(found.items, "item"), pace_words(found.weekly), last, mask(found.url), state]
    return Row(found.title or mask(found.url), " · ".join(fact for fact in facts if fact), quiet=subscribed)


def other_row(other: FoundFeed, subscribed: bool) -> Row:
    """Return the row of a further feed that a page offers, by the title that the page gives it."""
    address = mask(other.url)
    facts = [address if other.title else "", "also there", "subscribed" if subscribed else "Enter subscribes"]
    return Row(other.title or address, " · ".join(fact for fact in facts if fact), quiet=subscribed)


def pack_row(pack: Pack, subscribed: Mapping[str, str]) -> Row:
    """Return the row of a starter pack; `subscribed` are the addresses that are already, in their canonical form."""
    known = sum(canonical_url(one.url) in subscribed for one in pack.subscriptions)
    of = len(pack.subscriptions)
    state = "Enter subscribes" if known < of else "subscribed"
    facts = [count(of, "feed"), pack.description, f"{known} of them subscribed" if 0 < known < of else "", state]
    names = ", ".join(one.title for one in pack.subscriptions)
    return Row(pack.title, " · ".join(fact for fact in facts if fact), more=names, quiet=known == of)


def span(time: timedelta) -> str:
    """Return a time in words: "5 min", "3 h", "2 d"; none at all for what lies the other way."""
    minutes = max(0, int(time.total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // (24 * 60)} d"
