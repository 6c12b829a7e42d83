"""The parts of a brief that are lists, names and sources, -> lines of its page in columns."""

from __future__ import annotations

from datetime import date, tzinfo
from typing import TYPE_CHECKING

from rich.cells import cell_len

from briefing.tui.layout.brief_pieces import Pieces, by_kind
from briefing.tui.layout.moment import short
from briefing.tui.layout.page import OpenItem, OpenName, PageBuilder, Piece
from briefing.tui.layout.wrap import clip
from briefing.tui.widgets.story_rows import count

if TYPE_CHECKING:
    from briefing.model import Brief, Who

VALUE_SHARE = 0.55
"""Widest column of values, names or dates, as a share of the page."""


class BriefTables:
    """A brief's page in the making; adds its names and its sources."""

    def __init__(self, brief: Brief, width: int, today: date, zone: tzinfo | None) -> None:
        self.brief, self.today, self.zone = brief, today, zone
        self.page = PageBuilder(width)
        self.pieces = Pieces(brief)

    def _who(self) -> None:
        """Add a row a person, and a line a kind for all other names."""
        who = self.brief.who
        if not who:
            return
        self.page.section("Who")
        people = [one for one in who if one.kind == "person"]
        groups = by_kind(who)
        column = self._column([*(one.name for one in people), *(title for title, _ in groups)])
        digits = max((len(str(one.count)) for one in people), default=0)
        roles = max((cell_len(one.role) for one in people), default=0)
        room = max(1, min(roles, self.page.width - column - 4 - digits))
        for one in people:
            name, times = clip(one.name, column), f" {one.count:>{digits}}" if one.count else ""
            role = clip(one.role, room)
            gap = " " * (column + 2 - cell_len(name))
            start = self.page.line(
                Piece(name, "text", "person", OpenName(one.name)),
                Piece(gap),
                Piece(role + " " * (room + 1 - cell_len(role)), "quiet"),
                Piece(times, "faint"),
                key=("who", one.name),
            )
            self.page.stop(start, OpenName(one.name))
        self._others(groups, column)

    def _others(self, groups: list[tuple[str, list[Who]]], column: int) -> None:
        for title, group in groups:
            names: list[Piece] = []
            for one in group:
                names += [Piece(", ", "quiet")] if names else []
                names.append(Piece(one.name, "text", one.kind, OpenName(one.name)))
            first = (Piece(title.ljust(column + 2), "quiet"),)
            self.page.flow(names, first=first, rest=(Piece(" " * (column + 2)),), key=("who", title))

    def _sources(self) -> None:
        sources = self.brief.sources
        if not sources:
            return
        self.page.section("Sources")
        digits = len(str(max(source.number for source in sources)))
        times = {source.number: short(source.published, self.today, self.zone) for source in sources}
        room = self.page.width - digits - 2 - max(map(len, times.values()))
        column = max(1, min(room, self._column([source.outlet for source in sources], least=18)))
        for source in sources:
            target = self.pieces.opens.get(source.number, OpenItem(source.item_id))
            outlet = clip(source.outlet, column)
            start = self.page.line(
                Piece(f"{source.number:>{digits}} ", "ink", target=target),
                Piece(outlet + " " * (column + 1 - cell_len(outlet)), target=target),
                Piece(times[source.number], "quiet"),
                key=("source", source.item_id),
            )
            self.page.stop(start, target)
        also = list(dict.fromkeys(outlet for source in sources for outlet in source.also))
        if also:
            words = f"+ {count(len(also), 'outlet')} with copies: {', '.join(also)}"
            self.page.flow([Piece(words, "faint")], rest=(Piece("  "),), key="copies")

    def _column(self, texts: list[str], *, least: int = 0) -> int:
        """Return the width of a column for `texts`; one that would leave too little room beside it does not count."""
        most = int(self.page.width * VALUE_SHARE)
        fitting = [width for width in map(cell_len, texts) if width <= most]
        return max(1, max(fitting, default=most), min(least, most))
