"""The feeds -> a table, one line each, and what there is to know of the selected one in a few lines below it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len

from briefing.tui.layout.feed_lines import span
from briefing.tui.layout.page import OpenStory, Page, PageBuilder, Piece
from briefing.tui.layout.visible import visible
from briefing.tui.layout.wrap import clip
from briefing.tui.widgets.story_rows import count
from feeds.net_url import mask

if TYPE_CHECKING:
    from briefing.ingest.health import Health

WIDEST = 110
"""Widest table, in cells: a table is read across, and a line longer than that is lost on the way."""
TROUBLE_LINES = 2
"""Lines of what is wrong with the selected feed; `tui.screens.feeds` has room for three others."""
COLUMNS = (("state", 8, 84), ("pace", 12, 62), ("read", 11, 0), ("next", 16, 0))
"""Columns behind the title, their cells, which hold the longest that each can say, and the width from which they are
shown: the mark of trouble says most of the state, and all stands below the list."""
GAP = "  "


def lay_out_feeds(rows: Sequence[Health], width: int, now: datetime) -> Page:
    """Return the table by folders; the target of a stop is the feed's number. A feed in trouble has a mark."""
    width = max(1, min(width, WIDEST))
    page = PageBuilder(width)
    page.blank("top")
    columns = [(name, size) for name, size, least in COLUMNS if width >= least]
    room = max(8, width - sum(size + len(GAP) for _, size in columns) - 2)
    folder = None if any(one.feed.folder for one in rows) else ""
    for n, one in enumerate(rows):
        if one.feed.folder != folder:
            folder = one.feed.folder
            page.section(folder or "No folder")
        page.stop(page.line(*_cells(one, room, columns, now), key=("feed", one.feed.id)), OpenStory(n))
    return page.page()


def _cells(one: Health, room: int, columns: Sequence[tuple[str, int]], now: datetime) -> list[Piece]:
    """Return a feed's line: mark, title, columns."""
    quiet = one.feed.status != "active"
    title = clip(visible(one.feed.title or mask(one.feed.url)), room)
    mark = Piece("! ", "ink") if one.failing else Piece("  ")
    pieces = [mark, Piece(title + " " * (room - cell_len(title)), "quiet" if quiet else "text")]
    texts = {"state": _state(one), "pace": one.pace(), "read": _read(one, now), "next": _next(one, now)}
    for name, size in columns:
        role = "ink" if name == "state" and one.failing else "quiet" if name == "next" else "faint"
        text = clip(texts[name], size)
        pieces.append(Piece(GAP + (text.rjust(size) if name == "pace" else text.ljust(size)), role))
    return pieces


def _state(one: Health) -> str:
    """Return what is not as usual with a feed that is asked; what is fine needs no word."""
    return one.state if one.feed.status == "active" and one.state not in ("fine", "not fetched yet") else ""


def _read(one: Health, now: datetime) -> str:
    """Return when the feed was last read."""
    if one.feed.last_success:
        return f"{span(now - one.feed.last_success)} ago"
    return "not yet" if one.feed.status == "active" else ""


def _next(one: Health, now: datetime) -> str:
    """Return when the feed is asked again, or why it is not."""
    feed = one.feed
    if feed.status != "active":
        return one.state
    return f"next in {span(feed.next_due - now)}" if feed.next_due and feed.next_due > now else "due now"


def lay_out_feed(one: Health, width: int) -> Page:
    """Return what there is to know of one feed: outlet, what is wrong and what to do, address, last answer, items."""
    feed = one.feed
    page = PageBuilder(max(1, min(width, WIDEST)))
    title = feed.title or mask(feed.url)
    outlet = f"  {feed.outlet}" if feed.outlet not in ("", title) else ""
    page.flow([Piece(title, "headline"), Piece(outlet, "quiet")], key="title", max_lines=1)
    if one.trouble:
        page.flow([Piece(one.trouble, "text")], key="trouble", max_lines=TROUBLE_LINES)
    page.flow([Piece(mask(feed.url), "quiet")], key="address", max_lines=1)
    texts = "full texts" if feed.full_text else ""
    tags = " ".join(f"#{tag}" for tag in feed.tags)
    facts = [one.state, one.answer(), one.cost(), count(feed.items, "item"), texts, tags]
    page.flow([Piece(" · ".join(fact for fact in facts if fact), "faint")], key="facts", max_lines=1)
    return page.page()
