"""A window too small to read in: one message that says which size is needed; goes away by itself."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from briefing.tui.guarded import GuardedScreen

MIN_WIDTH, MIN_HEIGHT = 60, 15
"""Smallest useful window, in cells: a headline in two lines, a brief of ten lines with both bars."""
TINY_WIDTH, TINY_HEIGHT = 36, 8
"""Window in which the whole message does not fit either, in cells."""


def too_small(size: Size) -> bool:
    """Return whether nothing readable fits a window of `size`."""
    return size.width < MIN_WIDTH or size.height < MIN_HEIGHT


class TooSmallScreen(GuardedScreen, ModalScreen[None]):
    """Covers everything while the window is too small. Nothing below it is lost."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,Q,ctrl+q", "app.quit", "Quit", tooltip="Quit", id="small.quit")]

    def compose(self) -> ComposeResult:
        """Yield the message."""
        yield Static(self._words(), markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Name the present size, or make room for what lies below."""
        self._look()

    def on_screen_resume(self) -> None:
        """The window may have grown while another screen lay on top."""
        self._look()

    def _look(self) -> None:
        if not self.is_current:
            return
        if too_small(self.app.size):
            self.query_one(Static).update(self._words())
        else:
            self.dismiss()

    def _words(self) -> str:
        size = self.app.size
        if size.width < TINY_WIDTH or size.height < TINY_HEIGHT:
            return f"{size.width} x {size.height} is too small:\n{MIN_WIDTH} x {MIN_HEIGHT} will do.\nq quits."
        return (
            f"This window is {size.width} x {size.height} cells.\n"
            f"briefing needs at least {MIN_WIDTH} x {MIN_HEIGHT}.\n\n"
            "Make it larger, or press q to quit."
        )
