"""Search hits -> their page: title, outlet and time, snippet, with what matched marked; and what can be typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, tzinfo

from briefing.model import Hit
from briefing.tui.layout.moment import short
from briefing.tui.layout.page import MAX_WIDTH, OpenItem, Page, PageBuilder, Piece

TITLE_LINES = 2
SNIPPET_LINES = 2
OPERATORS: tuple[tuple[str, str], ...] = (
    ("chip export", "both words; the last one may be unfinished"),
    ('"rare earths"', "these words next to each other"),
    ("-tariffs", "without this word"),
    ("chip OR card", "one of the two"),
    ("title:nvidia", "in the title"),
    ("outlet:harbor", "of this outlet; feed: of this feed"),
    ("person:bessent", "that name this person; org:, place:, product:, event:, entity:"),
    ("newer:2d", "of the last two days; older:1w, after:2025-07-14, before:2025-07"),
    ("is:unread", "not yet read; is:read, is:saved"),
    ("tag:chips", "of a story, or of a feed, with this tag of yours"),
)
"""What can be typed -> what it finds; the syntax is that of `briefing.query`."""


def lay_out_hits(hits: Sequence[Hit], width: int, today: date, *, zone: tzinfo | None = None) -> Page:
    """Return the hits in their order, each a stop; `today` decides how times are written."""
    page = PageBuilder(max(1, min(width, MAX_WIDTH)))
    for hit in hits:
        page.blank(("before", hit.item_id))
        key = ("hit", hit.item_id)
        title = _marked(hit.title, hit.title_marks, "headline")
        start = page.flow(title, key=key, max_lines=TITLE_LINES)
        facts = f"{hit.outlet} · {short(hit.published, today, zone)}"
        page.flow([Piece(facts, "faint")], key=(key, "facts"), max_lines=1)
        if hit.snippet.strip():
            page.flow(_marked(hit.snippet, hit.marks, "quiet"), key=(key, "snippet"), max_lines=SNIPPET_LINES)
        page.stop(start, OpenItem(hit.item_id))
    page.blank("end")
    return page.page()


def lay_out_operators(width: int) -> Page:
    """Return the page that says what can be typed."""
    page = PageBuilder(max(1, min(width, MAX_WIDTH)))
    page.blank()
    column = max(len(typed) for typed, _ in OPERATORS) + 2
    for typed, found in OPERATORS:
        first = (Piece(typed.ljust(column), "ink"),)
        page.flow([Piece(found, "quiet")], first=first, rest=(Piece(" " * column),))
    return page.page()


def lay_out_words(words: str, width: int) -> Page:
    """Return a page that says something in words."""
    page = PageBuilder(max(1, min(width, MAX_WIDTH)))
    page.blank()
    for line in words.split("\n"):
        page.flow([Piece(line, "quiet")])
    return page.page()


def _marked(text: str, spans: Sequence[tuple[int, int]], role: str) -> Iterator[Piece]:
    """Yield the text with its spans marked; spans outside the text or inside one before are left out."""
    at = 0
    for start, end in sorted(spans):
        if not at <= start < end <= len(text):
            continue
        if start > at:
            yield Piece(text[at:start], role)
        yield Piece(text[start:end], f"{role} match")
        at = end
    if at < len(text):
        yield Piece(text[at:], role)
