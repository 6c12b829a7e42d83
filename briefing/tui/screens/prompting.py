"""A list with a line to type in: a name for what is selected, an address, a path."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from briefing.tui.screens.panel import Panel

PROMPT_KEYS = (("Enter", "take", "screen.take_prompt"), ("Esc", "back", "screen.end_prompt"))
"""What the foot says while words are asked for."""


class Answer(Input):
    """The line; Esc gives up."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "screen.end_prompt", "Back", id="prompt.back")]


class PromptPanel(Panel):
    """A panel that can ask for words."""

    DEFAULT_CSS = """
    PromptPanel {
        & > #ask-line { display: none; height: 1; padding: 0 2; background: $panel; }
        & > #ask-line.-open { display: block; }
        & #asked { width: auto; color: $ink; text-style: bold; }
        & Answer, & Answer:focus {
            width: 1fr; height: 1; border: none; padding: 0 0 0 1; background: $panel; background-tint: $panel 0%;
            color: $foreground;
        }
    }
    """
    _answer: Callable[[str], None] | None = None

    def compose(self) -> ComposeResult:
        """Yield bar, list, the line to type in, and keys."""
        yield self.bar
        yield self.choices
        with Horizontal(id="ask-line"):
            yield Static(id="asked", markup=False)
            yield Answer(select_on_focus=False)
        yield self.foot

    def prompt(self, question: str, words: str, answer: Callable[[str], None]) -> None:
        """Ask for words in the line above the keys; `answer` gets them when the reader presses Enter."""
        self._answer = answer
        self.query_one("#asked", Static).update(question, layout=True)
        self.query_one("#ask-line").add_class("-open")
        box = self.query_one(Answer)
        box.value, box.cursor_position = words, len(words)
        box.focus()
        self.foot.held = PROMPT_KEYS

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the answer."""
        answer, words = self._answer, event.value.strip()
        self.action_end_prompt()
        if answer:
            answer(words)

    async def action_take_prompt(self) -> None:
        """Take what stands in the line, as Enter does."""
        await self.query_one(Answer).action_submit()

    def action_end_prompt(self) -> None:
        """Close the line."""
        self._answer = None
        self.query_one("#ask-line").remove_class("-open")
        self.foot.held = ()
        self.choices.focus()
