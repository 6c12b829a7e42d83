"""A page over the whole screen that is narrowed as one types."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from briefing.tui.guarded import GuardedScreen
from briefing.tui.widgets.foot_bar import FootBar

WIDEST = 98
"""Cells of a page, at most: longer lines are read badly."""
MARGIN = 8
"""Cells to the left and right of it."""


class TypedPage(GuardedScreen, Screen[None]):
    """The box and the page. Subclasses say what stands on it."""

    PANE: ClassVar[str] = "page"
    FOOTER: ClassVar[str] = "page"
    """What of `FOOTERS` stands at the bottom."""
    PLACEHOLDER: ClassVar[str] = ""

    def __init__(self, typed: str = "") -> None:
        super().__init__()
        self._first = typed

    def compose(self) -> ComposeResult:
        """Yield the box and the page."""
        yield Input(self._first, placeholder=self.PLACEHOLDER, select_on_focus=False, id="page-search")
        with VerticalScroll(id="page", can_focus=False):
            yield Static(id="page-text")
        yield FootBar(self.FOOTER)

    def content(self, typed: str, width: int) -> Content:
        """Return what stands on the page for what is typed, at most `width` cells wide."""
        raise NotImplementedError

    def on_resize(self) -> None:
        """Lay the page out for the width."""
        self.draw()

    def on_input_changed(self) -> None:
        """Show what matches."""
        self.draw()

    def draw(self) -> None:
        """Show the page."""
        width = max(50, min(WIDEST, self.app.size.width - MARGIN))
        self.query_one("#page-text", Static).update(self.content(self.query_one(Input).value, width))

    def on_input_submitted(self) -> None:
        """Enter takes what the page is about, if it can be taken."""
        self.action_choose()

    def action_choose(self) -> None:
        """Take what the page is about; a page to read has nothing to take."""

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()

    def action_results_down(self) -> None:
        """Scroll a line down."""
        self._scroll(1)

    def action_results_up(self) -> None:
        """Scroll a line up."""
        self._scroll(-1)

    def action_results_page_down(self) -> None:
        """Scroll a page down."""
        self._scroll(max(1, self.query_one("#page").size.height - 1))

    def action_results_page_up(self) -> None:
        """Scroll a page up."""
        self._scroll(-max(1, self.query_one("#page").size.height - 1))

    def _scroll(self, lines: int) -> None:
        self.query_one("#page").scroll_relative(y=lines, animate=False)
