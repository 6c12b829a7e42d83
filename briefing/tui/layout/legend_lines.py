"""Which kinds are coloured -> a page: each kind in its own look, whether it is on, and what it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.tui.highlight import AMOUNT_KINDS, Colours
from briefing.tui.layout.page import OpenName, Page, PageBuilder, Piece
from briefing.tui.layout.wrap import clip

if TYPE_CHECKING:
    from briefing.model import Kind

MEANINGS: dict[Kind, tuple[str, str]] = {
    "person": ("people", "underlined"),
    "organisation": ("companies, offices, parties, teams", "underlined"),
    "place": ("countries, towns, regions, buildings", "italic"),
    "product": ("products, models, ships", "bold"),
    "event": ("events, laws, treaties", "italic"),
    "other": ("nationalities, parties' members, works", "italic"),
    "money": ("sums of money", "bold"),
    "percent": ("per cent and percentage points", "bold"),
    "date": ("dates and spans of time", "italic"),
}
"""Kind -> what it stands for, and the look that it has besides its colour (see `widgets/page_view.py`)."""
KIND = 14
"""Cells for a kind's name; the longest is "organisation"."""
LOOK = 12
"""Cells for the look in words; the longest is "underlined"."""


def lay_out_legend(colours: Colours, width: int) -> Page:
    """Return the legend; each kind is a stop, in the order of `MEANINGS`."""
    page = PageBuilder(max(1, width))
    for kind, (meaning, look) in MEANINGS.items():
        if kind == AMOUNT_KINDS[0]:
            page.blank("amounts")
        on = kind in colours.kinds
        start = page.line(
            Piece("[x] " if on else "[ ] ", "ink" if on else "faint"),
            Piece(kind, f"text {kind}" if on else "faint"),
            Piece(" " * (KIND - len(kind))),
            Piece(f"{look:<{LOOK}}", "quiet" if on else "faint"),
            Piece(clip(meaning, max(1, page.width - 4 - KIND - LOOK)), "quiet" if on else "faint"),
            key=kind,
        )
        page.stop(start, OpenName(kind))
    return page.page()
