"""A brief -> the screen that says why each of its sentences was chosen, with the terms of its score."""

from __future__ import annotations

from datetime import date

from briefing.model import Brief
from briefing.tui.data import Library
from briefing.tui.layout.page import OpenItem, Target
from briefing.tui.layout.sentence_lines import lay_out_sentences, sentences_of
from briefing.tui.screens.panel import Panel


class WhySentenceScreen(Panel):
    """The sentences of one brief and their scores; `chosen` is where the sentence stands that is asked about."""

    PANE = "sentences"
    TITLE_WORDS = "Why this sentence"

    def __init__(self, library: Library, brief: Brief, chosen: Target | None, *, today: date) -> None:
        super().__init__(library, today=today)
        self.brief = brief
        self.selected = next(
            (
                number
                for number, words in enumerate(sentences_of(brief))
                if chosen == OpenItem(words.item_id, words.start, words.end)
            ),
            0,
        )

    def on_mount(self) -> None:
        """Show the sentences."""
        if sentences_of(self.brief):
            self.call_after_refresh(self.show, lambda width: lay_out_sentences(self.brief, width), self.selected)
        else:
            self.show_words("This brief has no sentence that could be shown.")

    def action_choose(self) -> None:
        """Read the sentence in its place."""
        sentences = sentences_of(self.brief)
        if 0 <= self.number < len(sentences):
            words = sentences[self.number]
            self.ask(
                "item",
                lambda: self.library.item(words.item_id),
                lambda found: self.app.show_item(*found, (words.start, words.end)),
            )
