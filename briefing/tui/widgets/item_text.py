"""Item -> its whole text on the screen, with the cited sentence marked and words to be found in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, tzinfo
from typing import Any

from briefing.model import Reading, StoredItem
from briefing.tui.layout.item_lines import lay_out_item, line_at, line_span
from briefing.tui.layout.page import OpenLink, Page, Piece, Place
from briefing.tui.widgets.page_view import Mark
from briefing.tui.widgets.text_view import TextView

CITED_FROM_TOP = 0.3
"""Where in the window the cited sentence is put, as a share of its height from the top: what led to it is in view."""
_VARIANTS = {"'": "['’‘]", "’": "['’‘]", '"': '["“”„]', "-": "[-‐‑–—]"}
"""What a typed character finds: typewriter signs find the typesetter's."""


class ItemText(TextView, inherit_bindings=False):
    """The text of one item. `span` is the cited sentence, in characters of the text."""

    def __init__(
        self,
        item: StoredItem,
        reading: Reading,
        span: tuple[int, int] | None,
        *,
        today: date,
        zone: tzinfo | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.item, self.reading, self.today, self.zone = item, reading, today, zone
        self.span = span if span and 0 <= span[0] < span[1] <= len(item.text) else None
        self.hints: dict[str, str] = {}
        self.matches: list[tuple[int, int]] = []
        self.match = -1
        """Index of the match that is shown, -1 for none."""

    def lay_out(self, width: int) -> Page:
        """Return the item's page."""
        return lay_out_item(self.item, self.reading.mentions, width, self.today, zone=self.zone)

    def relay(self, place: Place | None = None) -> None:
        """Lay out anew; the first time, bring the cited sentence into view."""
        first = not self.page.lines
        super().relay(place)
        if first and self.page.lines and self.span:
            self.show_offset(self.span[0])

    def bar(self, line: int) -> bool:
        """Return whether the line belongs to the cited sentence."""
        shown = line_span(self.page, line) if self.span else None
        return bool(shown and self.span and shown[0] < self.span[1] and self.span[0] < shown[1])

    def marks(self, line: int) -> Sequence[Mark]:
        """Return the cited sentence and the matches on a line."""
        shown = line_span(self.page, line)
        if shown is None:
            return ()
        marks = [(*self.span, "cited")] if self.span else []
        first = bisect_left(self.matches, shown[0], key=lambda match: match[1])
        for number in range(first, len(self.matches)):
            start, end = self.matches[number]
            if start >= shown[1]:
                break
            marks.append((start, end, "cursor" if number == self.match else "found"))
        return marks

    def show_offset(self, offset: int) -> None:
        """Scroll so that the text at `offset` stands in the upper third of the window."""
        line = line_at(self.page, offset)
        if line is not None:
            self.jump(line - int(self.size.height * CITED_FROM_TOP))

    # -- links -----------------------------------------------------------------------------------------

    def links_in_view(self) -> list[str]:
        """Return the addresses of the links on the screen, in the order of the text, each once."""
        top = self.scroll_offset.y
        lines = self.page.lines[top : top + self.size.height]
        return list(dict.fromkeys(p.target.url for line in lines for p in line if isinstance(p.target, OpenLink)))

    def show_hints(self, hints: Mapping[str, str]) -> None:
        """Show letters in the place of the links' numbers: address -> letters; none show the numbers again."""
        self.hints = dict(hints)
        self.redraw()

    def _marked(self, line: int) -> Iterable[Piece]:
        """Return the line's pieces, with letters at the links while these are shown."""
        for piece in super()._marked(line):
            letters = self.hints.get(piece.target.url, "") if isinstance(piece.target, OpenLink) else ""
            if letters and piece.role in ("cite", "ink"):
                number = re.search(r"\d+", piece.text)
                shown = piece.text.replace(number[0], letters.rjust(len(number[0])), 1) if number else piece.text
                yield piece._replace(text=shown, role="cursor")
            else:
                yield piece

    # -- find ------------------------------------------------------------------------------------------

    def find(self, words: str) -> int:
        """Mark every place where `words` stand, in any case, and show the first one from here on; return how many."""
        self.matches = find_words(self.item.text, words)
        self.match = -1
        if self.matches:
            shown = self._first_shown()
            later = next((n for n, match in enumerate(self.matches) if match[0] >= shown), 0)
            self._show_match(later)
        self.redraw()
        return len(self.matches)

    def find_again(self, step: int) -> bool:
        """Show the next match (`step` 1) or the one before (-1), round the end; False when nothing is marked."""
        if not self.matches:
            return False
        self._show_match((self.match + step) % len(self.matches))
        self.redraw()
        return True

    def _show_match(self, number: int) -> None:
        self.match = number
        line = line_at(self.page, self.matches[number][0])
        if line is not None:
            self.reveal(line, line)

    def _first_shown(self) -> int:
        """Return where the text starts that is in view."""
        for line in range(self.scroll_offset.y, len(self.page.lines)):
            if shown := line_span(self.page, line):
                return shown[0]
        return 0


def find_words(text: str, words: str) -> list[tuple[int, int]]:
    """Return the spans of `words` in `text`: in any case, over line ends, and with typographic signs for plain ones."""
    parts = ["".join(_VARIANTS.get(sign, re.escape(sign)) for sign in word) for word in words.split()]
    if not parts:
        return []
    return [match.span() for match in re.finditer(r"\s+".join(parts), text, re.IGNORECASE)]
