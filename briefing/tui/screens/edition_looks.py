"""The edition's screen: looking behind it (why a story is what it is, past editions), and keeping what was shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.model import Edition, StoryRow
from briefing.tui.data import Library
from briefing.tui.screens.edition_marks import EditionMarks

if TYPE_CHECKING:
    from briefing.tui.screens.why import WhyScreen


class EditionLooks(EditionMarks):
    """The panes, with what opens on the story that is selected and on the edition itself."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.unrecorded = True
        """Whether the next edition that is shown is another one: the first of a visit, or one after a refresh."""

    def show_edition(self, edition: Edition, *, settle: bool = True, further: Sequence[StoryRow] = ()) -> None:
        """Show an edition; keep it when it is another one."""
        super().show_edition(edition, settle=settle, further=further)
        if self.unrecorded and edition.stories and settle:
            self.unrecorded = False
            self.ask("write", lambda: self.library.record(edition), lambda _: None, ordered=True)

    def action_why(self) -> None:
        """Show why the selected story's items are in it; what is corrected there shows here."""
        from briefing.tui.screens.why import WhyScreen

        if story := self.story_list.selected:
            screen = WhyScreen(self.library, story.id, self.story_list.stories, today=self.today())
            self.app.push_screen(screen, lambda _: self._looked(screen))

    def _looked(self, screen: WhyScreen) -> None:
        if screen.changed:
            self.reload(settle=False)
            if story := self.story_list.selected:
                self.ask("brief", lambda: self.library.brief(story.id), lambda brief: self.show_brief(story.id, brief))

    def action_past_editions(self) -> None:
        """Show which editions there were."""
        from briefing.tui.screens.editions import EditionsScreen

        screen = EditionsScreen(self.library, today=self.today())
        self.app.push_screen(screen, lambda _: self.go_to_story(screen.chosen) if screen.chosen else None)

    def go_to_story(self, story_id: int) -> None:
        """Select a story; a subclass knows where to get one that is not shown."""
        raise NotImplementedError
