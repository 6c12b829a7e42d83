"""What was shown when: past editions by day, each opens to its stories as they are now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefing.model import StoryRow
from briefing.store.editions import PastEdition
from briefing.tui.data import Library
from briefing.tui.layout.edition_lines import lay_out_editions, lay_out_stories
from briefing.tui.layout.moment import full
from briefing.tui.screens.panel import Panel

NO_EDITIONS = "No past editions yet.\nEach edition is kept when it is shown."
NO_STORIES = "None of its stories is still stored."


class EditionsScreen(Panel):
    """Past editions. `chosen` is the story that was taken, 0 when the reader went back."""

    PANE = "editions"
    TITLE_WORDS = "Past editions"

    def __init__(self, library: Library, *, today: date) -> None:
        super().__init__(library, today=today)
        self.editions: Sequence[PastEdition] = ()
        self.stories: Sequence[StoryRow] | None = None
        """The stories of the edition that is open, None while the editions are shown."""
        self.opened = 0
        self.chosen = 0

    def on_mount(self) -> None:
        """Read which editions there are."""
        self.ask("editions", self.library.past_editions, self._show_editions)

    def _show_editions(self, editions: Sequence[PastEdition]) -> None:
        self.editions, self.stories = editions, None
        if editions:
            self.show(lambda width: lay_out_editions(self.editions, width, self.today), self.opened)
        else:
            self.show_words(NO_EDITIONS)

    def action_choose(self) -> None:
        """Open the selected edition; in an open one, go to the selected story."""
        if self.stories is not None:
            if 0 <= self.number < len(self.stories):
                self.chosen = self.stories[self.number].id
                self.dismiss()
        elif 0 <= self.number < len(self.editions):
            self.opened = self.number
            edition = self.editions[self.number]
            title = full(edition.made, self.today)

            def show(stories: Sequence[StoryRow]) -> None:
                self.stories = stories
                if stories:  # at the story where the reader stopped, if that is still there
                    at = next((n for n, story in enumerate(stories) if story.id == edition.stopped_at), 0)
                    self.show(lambda width: lay_out_stories(title, stories, width, self.today), at)
                else:
                    self.show_words(NO_STORIES)

            self.ask("stories", lambda: self.library.edition_stories(edition.id), show)

    def action_back(self) -> None:
        """Close the open edition; else go back."""
        if self.stories is not None:
            self._show_editions(self.editions)
        else:
            self.dismiss()
