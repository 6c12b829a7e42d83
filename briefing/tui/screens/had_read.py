"""A story -> the screen with what its brief said when the reader last marked it as read, word for word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefing.model import Reading, StoredItem, StoryRow
from briefing.store.seen import Read, Shown
from briefing.tui.data import Library
from briefing.tui.layout.page import OpenItem
from briefing.tui.layout.sentence_lines import lay_out_read
from briefing.tui.screens.panel import Panel

NOTHING = "You have not marked this story as read yet: all of it is as you see it now."


class HadReadScreen(Panel):
    """Yesterday's state of one story."""

    PANE = "sentences"
    TITLE_WORDS = "What I had read"

    def __init__(self, library: Library, story: StoryRow, *, today: date) -> None:
        super().__init__(library, today=today)
        self.story = story
        self.shown: dict[OpenItem, Shown] = {}

    def on_mount(self) -> None:
        """Ask for it."""
        self.ask("had_read", lambda: self.library.had_read(self.story.id), self._show)

    def _show(self, reads: Sequence[Read]) -> None:
        self.shown = {OpenItem(one.item_id, one.start, one.end): one for read in reads for one in read.shown}
        if self.shown:
            self.show(lambda width: lay_out_read(reads, self.story.headline, width, self.today))
        else:
            self.show_words(NOTHING)

    def action_choose(self) -> None:
        """Read the words in their place; an article that was written anew since is shown from its beginning."""
        one = self.shown.get(target) if isinstance(target := self.choices.chosen, OpenItem) else None
        if one is None:
            return

        def show(found: tuple[StoredItem, Reading]) -> None:
            there = one.slot == "numbers" or found[0].text[one.start : one.end] == one.text
            self.app.show_item(*found, (one.start, one.end) if there else None)

        self.ask("item", lambda: self.library.item(one.item_id), show)
