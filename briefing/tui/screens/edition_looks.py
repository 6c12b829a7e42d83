"""The edition's screen: looking behind it (why a story is what it is, past editions), and keeping what was shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from briefing.tui.screens.edition_marks import brief_markdown
from briefing.tui.screens.edition_reads import EditionReads

if TYPE_CHECKING:
    from briefing.model import Brief, Edition, StoryRow
    from briefing.tui.data import Library
    from briefing.tui.screens.why import WhyScreen


class EditionLooks(EditionReads):
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

    # -- to other programs -----------------------------------------------------------------------------

    def action_pipe(self, command: str = "") -> None:
        """Give the brief as Markdown to a command; without one the reader is asked for it."""

        def ask(brief: Brief) -> None:
            from briefing.tui.screens.ask_line import AskLine

            text = brief_markdown(brief, self.library.settings.slots)
            if command:
                self._pipe(text, command)
                return
            box = AskLine("Pipe the brief to:", self.library.settings.pipe_command)
            self.app.push_screen(box, lambda typed: self._pipe(text, typed) if typed else None)

        self.with_brief(ask)

    def _pipe(self, text: str, command: str) -> None:
        """Step aside for the command; where that cannot be, run it in the background and tell what it says."""
        from briefing.tui.outside import pipe, pipe_silently

        try:
            with self.app.suspend():
                words = pipe(text, command)
            self.foot_bar.say(words)
        except SuspendNotSupported:
            self.ask("pipe", lambda: pipe_silently(text, command), self.foot_bar.say)

    def go_to_story(self, story_id: int) -> None:
        """Select a story; a subclass knows where to get one that is not shown."""
        raise NotImplementedError
