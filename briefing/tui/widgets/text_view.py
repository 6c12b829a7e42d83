"""A page to be read with the keyboard: moves from stop to stop and from name to name, and remembers what is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.reactive import var

from briefing.tui.layout.page import OpenName
from briefing.tui.widgets.page_view import PageView

if TYPE_CHECKING:
    from briefing.tui.layout.page import Piece, Place, Stop, Target

CONTEXT = 1
"""Lines kept in view above and below what is chosen, so that one sees that the text goes on."""
TALL = 0.5
"""Share of the window that a stop must fill to be read line by line."""


class TextView(PageView, can_focus=True, inherit_bindings=False):
    """A page with a chosen stop (its bar stands in the margin) and a chosen name (in reverse)."""

    CENTRED: ClassVar[bool] = True
    stop: var[int] = var(-1, init=False)
    """Index of the chosen stop, -1 for none."""
    name_cursor: var[int] = var(-1, init=False)
    """Number of the chosen name, -1 for none."""

    # -- state -----------------------------------------------------------------------------------------

    @property
    def chosen(self) -> Target | None:
        """What Enter leads to: the chosen name, else the chosen stop."""
        name = self.name_at(self.name_cursor)
        if name is not None:
            return name
        stop = self.stop_at(self.stop)
        return stop.target if stop else None

    def stop_at(self, number: int) -> Stop | None:
        """Return stop `number`, None if there is none."""
        return self.page.stops[number] if 0 <= number < len(self.page.stops) else None

    def name_at(self, number: int) -> OpenName | None:
        """Return what name `number` leads to, None if there is none."""
        if not 0 <= number < len(self.page.names):
            return None
        line = self.page.lines[self.page.names[number]]
        return next((p.target for p in line if p.name == number and isinstance(p.target, OpenName)), None)

    def relay(self, place: Place | None = None) -> None:
        """Lay out anew; the chosen stop stays chosen as long as its words are there."""
        stop = self.stop_at(self.stop)
        kept = self.page.places[stop.first] if stop else None
        self.choose(-1)
        super().relay(place)
        line = self.page.line_of(kept) if kept else None
        if line is not None:
            self.choose(self._stop_on(line))

    def bar(self, line: int) -> bool:
        """Return whether the line is of the chosen stop."""
        stop = self.stop_at(self.stop)
        return stop is not None and stop.first <= line <= stop.last

    def looks(self, piece: Piece, line: int) -> tuple[str, ...]:
        """Return the roles of a piece: the chosen name's is the cursor."""
        looks = super().looks(piece, line)
        return (*looks, "cursor") if piece.name >= 0 and piece.name == self.name_cursor else looks

    def choose(self, stop: int, name: int = -1) -> None:
        """Choose a stop and a name in it (-1 for none)."""
        self.stop, self.name_cursor = stop, name

    def watch_stop(self, old: int, new: int) -> None:
        """Draw the bar where it was and where it is."""
        for stop in (self.stop_at(old), self.stop_at(new)):
            if stop:
                self.redraw(range(stop.first, stop.last + 1))

    def watch_name_cursor(self, old: int, new: int) -> None:
        """Draw both names; one may go over two lines or more."""
        for number in (old, new):
            if 0 <= number < len(self.page.names):
                first = self.page.names[number]
                self.redraw(range(first, min(first + 3, len(self.page.lines))))

    # -- moving ----------------------------------------------------------------------------------------

    def move(self, step: int) -> bool:
        """Go to the next stop (`step` 1) or the one before (-1), by line inside a tall one; False at the end.

        What is chosen but no longer in view is forgotten: the first (last) stop in view is taken.
        """
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        stop = self.stop_at(self.stop)
        if stop and (stop.last < top or stop.first >= bottom):
            stop = None
        if stop and stop.last - stop.first >= self.size.height * TALL and self._scroll_inside(stop, step):
            return True
        number = self.stop + step if stop else self._first_in_view(step)
        goal = self.stop_at(number)
        if goal is None:
            return self._scroll_by(step * self.size.height)
        self.choose(number)
        self.reveal(goal.first, goal.last)
        if number in (0, len(self.page.stops) - 1):
            self._show_edge(goal, step)
        return True

    def move_name(self, step: int) -> bool:
        """Go to the next name (`step` 1) or the one before (-1); False when there is none that way."""
        names = self.page.names
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        number = self.name_cursor
        if 0 <= number < len(names) and top <= names[number] < bottom:
            number += step
        elif step > 0:
            start = self._reading_from(top)
            number = next((n for n, line in enumerate(names) if line >= start), -1)
        else:
            number = max((n for n, line in enumerate(names) if line < bottom), default=-1)
        if not 0 <= number < len(names):
            return False
        line = names[number]
        self.choose(self._stop_on(line), number)
        self.reveal(line, line)
        return True

    def cycle_highlight(self) -> str:
        """Colour the next choice of kinds and return its name for people."""
        self.coloured = self.coloured.next()
        return self.coloured.title

    def reveal(self, first: int, last: int) -> None:
        """Scroll as little as shows the lines with a line of context; the first one wins where there is no room."""
        top, height = self.scroll_offset.y, self.size.height
        if last + CONTEXT >= top + height:
            top = last + CONTEXT + 1 - height
        if first - CONTEXT < top:
            top = first - CONTEXT
        if top != self.scroll_offset.y:
            self.jump(top)

    def page_by(self, pages: float) -> bool:
        """Scroll by so many screens, two lines less than a whole one; False when there is nothing more that way."""
        lines = max(1, round(abs(pages) * self.size.height) - 2 * CONTEXT)
        return self._scroll_by(lines if pages > 0 else -lines)

    # -- private ---------------------------------------------------------------------------------------

    def _scroll_inside(self, stop: Stop, step: int) -> bool:
        """Scroll a tall stop by a line while a part of it is still out of view that way."""
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        hidden = stop.last + CONTEXT >= bottom if step > 0 else stop.first - CONTEXT < top
        return hidden and self._scroll_by(step)

    def _show_edge(self, goal: Stop, step: int) -> None:
        """Show what stands before the first stop (the headline) or behind the last one, where it fits."""
        if step < 0 and goal.last + CONTEXT < self.size.height:
            self.jump(0)
        elif step > 0 and self.max_scroll_y <= goal.first - CONTEXT:
            self.jump(self.max_scroll_y)

    def _scroll_by(self, lines: int) -> bool:
        before = self.scroll_offset.y
        self.jump(before + lines)
        return self.scroll_offset.y != before

    def _first_in_view(self, step: int) -> int:
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        inside = [n for n, s in enumerate(self.page.stops) if s.last >= top and s.first < bottom]
        if inside:
            return inside[0] if step > 0 else inside[-1]
        ahead = [n for n, s in enumerate(self.page.stops) if (s.first >= bottom if step > 0 else s.last < top)]
        return (ahead[0] if step > 0 else ahead[-1]) if ahead else -1

    def _reading_from(self, top: int) -> int:
        """Return the line from which the reader looks for names: the chosen stop's, if it is in view, else the top."""
        stop = self.stop_at(self.stop)
        return stop.first if stop and top <= stop.first < top + self.size.height else top

    def _stop_on(self, line: int) -> int:
        return next((n for n, stop in enumerate(self.page.stops) if stop.first <= line <= stop.last), -1)
