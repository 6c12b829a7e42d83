"""How a feed is, what was found at an address, a pack -> rows in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from briefing.ingest.adding import Preview
from briefing.ingest.health import Health
from briefing.tui.layout.row_lines import Row
from briefing.tui.widgets.story_rows import count
from feeds.net_url import mask


def feed_row(one: Health, now: datetime) -> Row:
    """Return the row of a feed: state, outlet, pace, times, last answer, cost, items; what is wrong, in full."""
    feed = one.feed
    read = f"read {span(now - feed.last_success)} ago" if feed.last_success else ""
    due = ""
    if feed.status == "active":
        due = f"next in {span(feed.next_due - now)}" if feed.next_due and feed.next_due > now else "due now"
    outlet = feed.outlet if feed.outlet != feed.title else ""
    texts = "full texts" if feed.full_text else ""
    items = count(feed.items, "item")
    facts = [one.state, outlet, one.pace(), read, due, one.answer(), one.cost(), items, texts]
    title = feed.title or mask(feed.url)
    return Row(title, " · ".join(fact for fact in facts if fact), one.trouble, feed.folder, feed.status != "active")


def found_row(found: Preview, now: datetime, subscribed: bool) -> Row:
    """Return the row of what was found at an address."""
    if found.error:
        return Row(found.asked, trouble=str(found.error), quiet=True)
    pace = f"{found.weekly:.0f} a week" if found.weekly is not None else ""
    last = f"last {span(now - found.newest)} ago" if found.newest else ""
    state = "subscribed" if subscribed or found.known else "Enter subscribes"
    facts = [count(found.items, "item"), pace, last, found.url, state]
    return Row(found.title or found.url, " · ".join(fact for fact in facts if fact), quiet=bool(found.known))


def span(time: timedelta) -> str:
    """Return a time in words: "5 min", "3 h", "2 d"; none at all for what lies the other way."""
    minutes = max(0, int(time.total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // (24 * 60)} d"
