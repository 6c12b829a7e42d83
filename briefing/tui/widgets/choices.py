"""A page whose stops are chosen from: moved by keys, pressed with Enter or the mouse."""

from __future__ import annotations

from collections.abc import Callable

from textual.message import Message

from briefing.tui.layout.page import EMPTY, Page, Place
from briefing.tui.widgets.text_view import TextView


class Choices(TextView, can_focus=True, inherit_bindings=False):
    """Shows the page that a function lays out for the width; one of its stops is selected."""

    class Pressed(Message):
        """The reader clicked on the stop that was selected, or on any one of choices that are pressed `at_once`."""

    def __init__(self, *, at_once: bool = False) -> None:
        super().__init__()
        self.at_once = at_once
        self.make: Callable[[int], Page] = lambda width: EMPTY
        self._wanted = -1
        """The stop to choose once there is a page, which a widget without a size has not; -1 for none."""

    def show(self, make: Callable[[int], Page], selected: int = 0) -> None:
        """Show another page, with stop number `selected` chosen, or the last one where there are fewer."""
        self.choose(-1)
        self.make, self.page = make, EMPTY
        self.jump(0)
        self._wanted = selected
        self.relay()

    def relay(self, place: Place | None = None) -> None:
        """Lay out anew, and choose what was to be chosen."""
        super().relay(place)
        if self._wanted >= 0 and self.page.stops:
            self.choose(min(self._wanted, len(self.page.stops) - 1))
            self._wanted = -1
            if stop := self.stop_at(self.stop):
                self.reveal(stop.first, stop.last)

    def lay_out(self, width: int) -> Page:
        """Return the page."""
        return self.make(width)

    def fill(self, line: int) -> bool:
        """Return whether the line is of the selected stop."""
        return self.bar(line)

    def press(self, line: int, *, double: bool) -> None:
        """Select what is under the mouse; when it is selected already, press it."""
        for number, stop in enumerate(self.page.stops):
            if stop.first <= line <= stop.last:
                again = self.at_once or number == self.stop
                self.choose(number)
                if again:
                    self.post_message(self.Pressed())
