"""One question over what is shown -> the words that the reader types, None when they give up."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from briefing.tui.guarded import GuardedScreen
from briefing.tui.widgets.foot_bar import FootBar


class AskDialog(GuardedScreen, ModalScreen[str | None]):
    """A question and a line to type in."""

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", "Leave", priority=True)]
    DEFAULT_CSS = """
    AskDialog {
        align: center middle; background: $background 60%;
        & > Vertical { width: 60; max-width: 94%; height: auto; background: $panel; padding: 1 2; }
        & Static { width: 100%; height: auto; color: $foreground; }
        & Input, & Input:focus {
            height: 1; border: none; padding: 0; margin: 1 0 0 0; background: $background; background-tint: $panel 0%;
            color: $foreground;
        }
        & FootBar { margin-top: 1; height: 1; }
    }
    """

    def __init__(self, question: str, words: str = "") -> None:
        super().__init__()
        self.question, self.words = question, words

    def compose(self) -> ComposeResult:
        """Yield the question and the line."""
        with Vertical():
            yield Static(self.question, markup=False)
            yield Input(self.words)
            yield FootBar.of(("Enter", "take", "screen.take"), ("Esc", "leave", "screen.give_up"))

    def on_input_submitted(self) -> None:
        """Enter takes the answer."""
        self.action_take()

    def action_take(self) -> None:
        """Take the answer."""
        self.dismiss(self.query_one(Input).value.strip() or None)

    def action_give_up(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
