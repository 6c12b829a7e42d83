"""Some lines on what is selected in a list, below it: the list itself stays still, whatever there is to say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from briefing.tui.layout.page import EMPTY, Page
from briefing.tui.widgets.page_view import PageView


class Detail(PageView, inherit_bindings=False):
    """Shows the page that a function lays out for the width, `lines` high, below a thin line."""

    CENTRED: ClassVar[bool] = True
    DEFAULT_CSS = "Detail { border-top: solid $rule; overflow-y: hidden; }"

    def __init__(self, lines: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.make: Callable[[int], Page] = lambda width: EMPTY
        self.styles.height = lines + 1

    def show(self, make: Callable[[int], Page]) -> None:
        """Show another page."""
        self.make = make
        self.relay()

    def lay_out(self, width: int) -> Page:
        """Return the page."""
        return self.make(width)
