"""Why a story is what it is -> its page: the terms of its rank, then each item with its reasons, a stop each."""

from __future__ import annotations

from datetime import date, tzinfo

from briefing.store.why import ItemWhy, StoryWhy
from briefing.tui.layout.moment import short
from briefing.tui.layout.page import MAX_WIDTH, OpenItem, Page, PageBuilder, Piece

PARTS = {
    "outlets": "outlets that tell it; copies do not count",
    "items": "how much each of them writes",
    "growth": "how much came in its last hours",
    "followed": "names that you follow",
    "preferred outlets": "outlets that you prefer",
    "muted": "names or outlets that you muted",
    "age": "the time since its last item",
}
"""A term of the rank -> what it counts."""

TITLE_LINES = 2


def lay_out_why(why: StoryWhy, width: int, today: date, *, zone: tzinfo | None = None) -> Page:
    """Return the page; `today` decides how times are written."""
    page = PageBuilder(max(1, min(width, MAX_WIDTH)))
    page.blank("top")
    page.flow([Piece(why.story.headline, "headline")], key="headline")
    page.section(f"Why it stands here: {sum(points for _, points in why.parts):+.1f} points")
    column = max((len(name) for name, _ in why.parts), default=0) + 2
    for name, points in why.parts:
        lead = (Piece(name.ljust(column)), Piece(f"{points:+6.1f}  ", "figure"))
        page.flow(
            [Piece(PARTS.get(name, ""), "quiet")], first=lead, rest=(Piece(" " * (column + 8)),), key=("part", name)
        )
    page.section("Why these items")
    for item in why.items:
        _item(page, item, today, zone)
    page.blank("end")
    return page.page()


def _item(page: PageBuilder, item: ItemWhy, today: date, zone: tzinfo | None) -> None:
    key = ("item", item.item_id)
    start = page.flow([Piece(item.title)], key=key, max_lines=TITLE_LINES)
    facts = [item.outlet, *([item.stance] if item.stance else []), short(item.published, today, zone)]
    page.flow([Piece(" · ".join(facts), "faint")], key=(key, "facts"), max_lines=1)
    page.flow([Piece("; ".join(item.reasons()), "quiet")], key=(key, "why"))
    page.stop(start, OpenItem(item.item_id))
    page.blank((key, "after"))
