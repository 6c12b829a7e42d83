"""A page about names on the screen: rows to choose, names to go to; says when its end comes near."""

from __future__ import annotations

from collections.abc import Callable

from textual.message import Message

from briefing.tui.layout.page import EMPTY, Page
from briefing.tui.widgets.text_view import TextView

SCREENS_AHEAD = 2
"""The next rows are asked for when so many screens are left below."""


class NamesPage(TextView, inherit_bindings=False):
    """Shows what a layout function makes for its width."""

    class EndNear(Message):
        """The rows are coming to their end: the moment to hand over more."""

    def __init__(self) -> None:
        super().__init__()
        self._layout: Callable[[int], Page] = Page

    def show(self, layout: Callable[[int], Page], *, choose: bool = False) -> None:
        """Show another page; what is chosen and the place stay where they are still there.

        With `choose` some row is always chosen: the one at the place of one that is gone, or the first.
        """
        stop = self.stop
        self._layout = layout
        self.relay()
        if choose and self.stop < 0 and self.page.stops:
            self.choose(max(0, min(stop, len(self.page.stops) - 1)))

    def lay_out(self, width: int) -> Page:
        """Return the page."""
        return self._layout(width)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for more rows in time."""
        super().watch_scroll_y(old_value, new_value)
        if self.page is not EMPTY and self.virtual_size.height - new_value < (SCREENS_AHEAD + 1) * self.size.height:
            self.post_message(self.EndNear())

    def press(self, line: int, *, double: bool) -> None:
        """Choose the row under the mouse; a double click opens it."""
        number = self._stop_on(line)
        self.choose(number)
        if double and number >= 0:
            self.follow(self.page.stops[number].target)
