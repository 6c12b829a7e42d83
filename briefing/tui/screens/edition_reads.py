"""The edition's screen: when a story counts as read, by the rule that the reader has chosen (`mark_read`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

from briefing.config import read_after_s
from briefing.tui.screens.edition_own import EditionOwn

if TYPE_CHECKING:
    from briefing.model import StoryRow
    from briefing.tui.data import Library
    from briefing.tui.widgets.story_list import StoryList


class EditionReads(EditionOwn):
    """The panes, with an eye on which brief is open and for how long. A story stays in its place when it is read."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._open = 0
        self._reading_timer: Timer | None = None

    @property
    def rule(self) -> str:
        """The rule: "end", "open", "leave", "never", or seconds as in "5s"."""
        return self.library.settings.mark_read

    def on_story_list_selected(self, message: StoryList.Selected) -> None:
        """While one reads, another story is another open brief."""
        if self.reading:
            self._turn_to(message.story.id)

    def watch_reading(self) -> None:
        """A brief is opened, or left."""
        super().watch_reading()
        story = self.story_list.selected
        self._turn_to(story.id if self.reading and story else 0)

    def finished(self, story: StoryRow) -> None:
        """The reader has paged on at the end of a brief: it is read, unless only they say so themselves."""
        if self.rule != "never" and (not story.read or story.new):
            self.mark([story], True)

    def _turn_to(self, story_id: int) -> None:
        """Note which brief is open, 0 for none, and mark what the rule says."""
        if story_id == self._open:
            return
        left, self._open = self._open, story_id
        if self._reading_timer:
            self._reading_timer.stop()
        if self.rule == "leave":
            self._count_as_read(left)
        elif self.rule == "open":
            self._count_as_read(story_id)
        elif story_id and (seconds := read_after_s(self.rule)):
            self._reading_timer = self.set_timer(seconds, lambda: self._count_as_read(story_id))

    def _count_as_read(self, story_id: int) -> None:
        story = next((one for one in self.story_list.stories if one.id == story_id), None)
        if story and (not story.read or story.new):
            self.mark_quietly([story], True)
