"""A story -> the screen with what the reader's own language model makes of it, each sentence with what it rests on."""

from __future__ import annotations

import threading
from datetime import date
from typing import TYPE_CHECKING

from briefing.model import StoryRow
from briefing.tui.data import Library
from briefing.tui.layout.page import OpenItem
from briefing.tui.layout.summary_lines import lay_out_summary
from briefing.tui.screens.panel import Panel

if TYPE_CHECKING:
    from briefing.llm.summary import Summary

NONE_CONFIGURED = (
    "No language model is configured; briefing works without one.\n\nFor one that you run yourself, put into the "
    'configuration:\nllm_url = "http://127.0.0.1:11434/v1"\nllm_model = "..."'
)


class LlmScreen(Panel):
    """A summary under its own label; leaving the screen drops the question."""

    PANE = "sentences"
    TITLE_WORDS = "Written by a language model"

    def __init__(self, library: Library, story: StoryRow, *, today: date) -> None:
        super().__init__(library, today=today)
        self.story = story
        self._left = threading.Event()

    def on_mount(self) -> None:
        """Ask the model."""
        if not (self.library.settings.llm_url and self.library.settings.llm_model):
            self.show_words(NONE_CONFIGURED)
            return
        self.show_words("Asking your language model …")
        self.ask(
            "llm",
            lambda: self.library.summary(self.story.id, self._left.is_set),
            self._show,
            failed=lambda: self.show_words("There is no answer."),
        )

    def _show(self, summary: Summary | None) -> None:
        if summary is not None:
            self.show(lambda width: lay_out_summary(summary, self.story.headline, width))

    def action_choose(self) -> None:
        """Read the selected sentence that the model was told, in its place."""
        target = self.choices.chosen
        if isinstance(target, OpenItem):
            self.ask(
                "item",
                lambda: self.library.item(target.item_id),
                lambda found: self.app.show_item(*found, (target.start, target.end)),
            )

    def on_unmount(self) -> None:
        """Drop the question."""
        self._left.set()
