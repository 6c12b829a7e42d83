"""Hits -> a list on the screen, moved by the screen's keys while one types."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo
from typing import Any, ClassVar

from textual.message import Message

from briefing.model import Hit
from briefing.tui.layout.hit_lines import lay_out_hits, lay_out_operators, lay_out_words
from briefing.tui.layout.page import EMPTY, Page
from briefing.tui.widgets.text_view import TextView

FIRST_HITS = 40
"""Hits laid out at once, more than a tall window shows; the rest (0.1 ms each) when one goes there."""


class HitList(TextView, can_focus=False, inherit_bindings=False):
    """Search hits with one selected; without hits, words; without either, what can be typed."""

    CENTRED: ClassVar[bool] = False

    class Pressed(Message):
        """The reader clicked on the hit that was selected."""

        def __init__(self, hit: Hit) -> None:
            super().__init__()
            self.hit = hit

    def __init__(self, *, today: date, zone: tzinfo | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.today, self.zone = today, zone
        self.hits: Sequence[Hit] = ()
        self.words = ""
        self._laid_out = FIRST_HITS

    @property
    def selected(self) -> Hit | None:
        """The selected hit."""
        return self.hits[self.stop] if 0 <= self.stop < len(self.hits) else None

    def show(self, hits: Sequence[Hit], words: str = "") -> None:
        """Show hits and select the first; without hits show `words`, without words what can be typed."""
        self.choose(-1)
        self.hits, self.words, self._laid_out = hits, words, FIRST_HITS
        self.page = EMPTY
        self.jump(0)
        self.relay()
        self.choose(0 if hits else -1)

    def lay_out(self, width: int) -> Page:
        """Return the page of the hits, of the words, or of what can be typed."""
        if self.hits:
            return lay_out_hits(self.hits[: self._laid_out], width, self.today, zone=self.zone)
        return lay_out_words(self.words, width) if self.words else lay_out_operators(width)

    def fill(self, line: int) -> bool:
        """Return whether the line is of the selected hit."""
        return self.bar(line)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lay out the other hits in time."""
        super().watch_scroll_y(old_value, new_value)
        if self._laid_out < len(self.hits) and new_value + 2 * self.size.height >= self.virtual_size.height:
            self._laid_out = len(self.hits)
            self.relay()

    def move_pages(self, pages: int) -> None:
        """Select the hit a page further down, or up."""
        stop = self.stop_at(self.stop)
        if stop is None:
            return
        goal = stop.first + pages * self.size.height
        starts = [s.first for s in self.page.stops]
        number = min(range(len(starts)), key=lambda n: abs(starts[n] - goal))
        self.choose(number)
        self.reveal(self.page.stops[number].first, self.page.stops[number].last)

    def press(self, line: int, *, double: bool) -> None:
        """Select the hit under the mouse; when it is selected already, take it."""
        for number, stop in enumerate(self.page.stops):
            if stop.first <= line <= stop.last and number < len(self.hits):
                again = number == self.stop
                self.choose(number)
                if again:
                    self.post_message(self.Pressed(self.hits[number]))
