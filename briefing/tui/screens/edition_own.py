"""The edition's screen: what is the reader's own (tags, notes, saved stories, hiding rules, changes)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.tui.screens.edition_marks import EditionMarks
from briefing.tui.widgets.story_rows import count

if TYPE_CHECKING:
    from datetime import datetime

    from briefing.model import StoryRow
    from briefing.tui.marks import Marks
    from briefing.tui.screens.changing import ChangingPanel


class EditionOwn(EditionMarks):
    """The panes, with the reader's own things."""

    @property
    def own(self) -> Marks:
        """The reader's own things in the library that is shown."""
        from briefing.tui.marks import Marks

        return Marks(self.library)

    # -- tags and notes --------------------------------------------------------------------------------

    def action_tag(self) -> None:
        """Set the tags of the stories."""
        from briefing.tui.screens.tag_dialog import ask_tags

        if stories := self.chosen_stories():
            ask_tags(self, self.own, stories, lambda add, off: self._tag(stories, add, off))

    def tag_with(self, names: str) -> None:
        """Give the stories these tags, parted by spaces; without any, ask for them."""
        stories = self.chosen_stories()
        if names and stories:
            self._tag(stories, names.split(), ())
        else:
            self.action_tag()

    def _tag(self, stories: Sequence[StoryRow], add: Sequence[str], off: Sequence[str]) -> None:
        ids, gone = [story.id for story in stories], {tag.casefold() for tag in off}
        self.pick(())
        for story in stories:
            kept = {tag.casefold(): tag for tag in story.tags if tag.casefold() not in gone}
            tags = {**{tag.casefold(): tag for tag in add}, **kept}
            self.change_story(replace(story, tags=tuple(tags[key] for key in sorted(tags))))
        work = self.own.tag
        self.ask(
            "write", lambda: work(ids, add, off), lambda _: self.show_changes(), ordered=True, failed=self.show_changes
        )
        what = "Tags changed" if len(ids) == 1 else f"Tags of {count(len(ids), 'story')} changed"
        self.foot_bar.say(f"{what}.   change.undo undo")

    def action_note(self) -> None:
        """Write a note on the story."""
        from briefing.tui.screens.note import edit_note

        if story := self.story_list.selected:
            edit_note(self, self.own, story.id, lambda text: self._noted(story, text))

    def _noted(self, story: StoryRow, text: str) -> None:
        def done(_: bool) -> None:
            self.foot_bar.say(f"{'Note kept' if text.strip() else 'Note removed'}.   change.undo undo")
            self.show_changes()

        self.change_story(replace(story, noted=bool(text.strip())))
        self.ask("write", lambda: self.own.write_note(story.id, text), done, ordered=True, failed=self.show_changes)

    # -- hiding ----------------------------------------------------------------------------------------

    def action_hide_like(self) -> None:
        """Ask by what stories like these are to be hidden."""
        from briefing.tui.screens.hiding import HidingScreen

        if stories := self.chosen_stories():
            screen = HidingScreen(self.library, stories, today=self.today())

            def back(_: None) -> None:
                if screen.said:
                    self.pick(())
                    self.foot_bar.say(f"{screen.said}   change.undo undo")
                self._looked_at(screen)

            self.app.push_screen(screen, back)

    def hide_words(self, words: str) -> None:
        """Hide stories with these words; without any, ask by what stories are to be hidden."""
        if not words:
            self.action_hide_like()
            return

        def done(_: None) -> None:
            self.foot_bar.say(f"Hidden: stories with “{words}”.   change.undo undo")
            self.show_changes()

        self.ask("write", lambda: self.own.hide("word", words), done, ordered=True)

    def judge_rules(self) -> None:
        """Show again what rules hide whose time is over; asked for after the first picture, and now and then."""
        self.ask("rules", self.own.judge_due, lambda changed: self.reload(settle=False) if changed else None)

    # -- news of followed names ------------------------------------------------------------------------

    def tell_followed(self, since: datetime) -> None:
        """Tell the desktop of news of followed names that came since, if the reader wants to be told."""
        settings = self.library.settings
        if not settings.notify:
            return

        def told() -> str:
            from briefing.tui.notices import by_command, notice_text

            text = notice_text(self.own.followed_news(since))
            if text and settings.notify_command:
                by_command(settings.notify_command, text)
            return "" if settings.notify_command else text

        def through(text: str) -> None:
            from briefing.tui.notices import through_terminal

            driver = self.app._driver  # as Textual's own copy_to_clipboard does: there is no public way to write OSC
            if text and driver:
                through_terminal(text, driver.write)

        self.ask("notice", told, through)

    # -- screens ---------------------------------------------------------------------------------------

    def action_saved(self) -> None:
        """Show what is saved."""
        from briefing.tui.screens.shelf import SavedScreen

        self._look_at(SavedScreen(self.library, today=self.today()))

    def action_tags(self) -> None:
        """Show the tags."""
        from briefing.tui.screens.tags import TagsScreen

        self._look_at(TagsScreen(self.library, today=self.today()))

    def action_hidden(self) -> None:
        """Show the hiding rules, and what they hide."""
        from briefing.tui.screens.hidden import HiddenScreen

        self._look_at(HiddenScreen(self.library, today=self.today()))

    def action_history(self) -> None:
        """Show what can be undone."""
        from briefing.tui.screens.history import HistoryScreen

        self._look_at(HistoryScreen(self.library, today=self.today()))

    def _look_at(self, screen: ChangingPanel) -> None:
        self.app.push_screen(screen, lambda _: self._looked_at(screen))

    def _looked_at(self, screen: ChangingPanel) -> None:
        if screen.changed:
            self.show_changes()
