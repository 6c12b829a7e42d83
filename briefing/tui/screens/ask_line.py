"""A question -> the words that the reader types, in a line above the foot of whatever screen is shown."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from briefing.tui.guarded import GuardedScreen
from briefing.tui.widgets.foot_bar import FootBar


class AskLine(GuardedScreen, ModalScreen[str | None]):
    """Asks for words; its result is None when the reader gives up with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back", tooltip="Ask no longer")]
    DEFAULT_CSS = """
    AskLine {
        background: transparent;
        align: left bottom;
        & > Vertical { height: 2; }
        & Horizontal { height: 1; padding: 0 2; background: $panel; }
        & Static { width: auto; padding: 0 1 0 0; color: $ink; text-style: bold; }
        & Input, & Input:focus {
            width: 1fr; height: 1; border: none; padding: 0; background: $panel; background-tint: $panel 0%;
            color: $foreground;
        }
    }
    """

    def __init__(self, question: str, words: str = "") -> None:
        super().__init__()
        self.question, self.words = question, words

    def compose(self) -> ComposeResult:
        """Yield the question and the line."""
        with Vertical():
            with Horizontal():
                yield Static(self.question, markup=False)
                yield Input(self.words, select_on_focus=False)
            yield FootBar.of(("Enter", "take", "screen.take"), ("Esc", "back", "screen.dismiss"))

    def on_input_submitted(self) -> None:
        """Enter takes the answer."""
        self.action_take()

    def action_take(self) -> None:
        """Take the answer."""
        self.dismiss(self.query_one(Input).value.strip() or None)
