"""Rows of a title and facts -> their page, a stop each: feeds, what was found at an address, starter packs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.tui.layout.page import MAX_WIDTH, OpenStory, Page, PageBuilder, Piece

TITLE_LINES = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One choice. `more` and `trouble` stand below the facts in full; rows of one `section` stand under its name."""

    title: str
    facts: str = ""
    trouble: str = ""
    section: str = ""
    quiet: bool = False
    more: str = ""


def lay_out_rows(rows: Sequence[Row], width: int, *, title: str = "", dense: bool = False) -> Page:
    """Return the page; the target of a stop is the row's number. Rows of a `dense` page have no air between them."""
    page = PageBuilder(max(1, min(width, MAX_WIDTH)))
    page.blank("top")
    if title:
        page.flow([Piece(title, "headline")], key="title")
        page.blank("below")
    section = ""
    for n, row in enumerate(rows):
        if row.section != section:
            section = row.section
            page.section(section)
        start = page.flow([Piece(row.title, "quiet" if row.quiet else "text")], key=("row", n), max_lines=TITLE_LINES)
        if row.facts:
            page.flow([Piece(row.facts, "faint")], key=("row", n, "facts"))
        if row.more:
            page.flow([Piece(row.more, "faint")], key=("row", n, "more"))
        if row.trouble:
            page.flow([Piece(f"! {row.trouble}", "quiet")], key=("row", n, "trouble"))
        page.stop(start, OpenStory(n))
        if not dense:
            page.blank(("row", n, "after"))
    return page.page()
