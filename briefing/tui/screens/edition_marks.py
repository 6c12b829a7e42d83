"""What the reader does with a story: mark, save, dismiss, undo, export, copy, open in the browser.

Every change is shown at once and written behind the screen, in the order of the keys; every one can be undone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from briefing.model import Brief, StoryRow
from briefing.tui.screens.edition_panes import EditionPanes
from briefing.tui.widgets.story_rows import count


class EditionMarks(EditionPanes):
    """The panes, with actions on stories."""

    def mark(self, stories: Sequence[StoryRow], read: bool) -> None:
        """Mark stories read or unread."""
        for story in stories:
            self.change_story(replace(story, read=read, new=0 if read else story.new))
        ids = [story.id for story in stories]
        self.write(lambda: self.library.mark_read(ids, read))
        what = "" if len(stories) == 1 else f"{count(len(stories), 'story')} marked "
        self.foot_bar.say(f"{what}{'read' if read else 'unread'}.   u undo".capitalize())

    def write(self, change: Callable[[], object]) -> None:
        """Write a change after those before it; when it fails, show what is really stored."""
        self.ask("write", change, lambda _: None, ordered=True, failed=lambda: self.reload(settle=False))

    def action_toggle_read(self) -> None:
        """Mark the selected story read and go on to the next; or mark it unread."""
        if story := self.story_list.selected:
            self.mark([story], not story.read)
            if not story.read:
                self.story_list.move(1)

    def action_read_all(self) -> None:
        """Mark every story of the list read."""
        if unread := [story for story in self.story_list.stories if not story.read or story.new]:
            self.mark(unread, True)
        else:
            self.foot_bar.say("Everything is read.")

    def action_save(self) -> None:
        """Save the selected story, or let it go."""
        if story := self.story_list.selected:
            saved = not story.saved
            self.change_story(replace(story, saved=saved))
            self.write(lambda: self.library.save([story.id], saved))
            self.foot_bar.say(f"{'Saved' if saved else 'No longer saved'}.   u undo")

    def action_dismiss_story(self) -> None:
        """Take the selected story out of the edition."""
        story = self.story_list.selected
        if story is None:
            return
        last = self.story_list.cursor == len(self.story_list.stories) - 1
        self.story_list.move(-1 if last else 1)
        self.remove_story(story.id)
        self.write(lambda: self.library.dismiss([story.id]))
        self.foot_bar.say("Dismissed.   u undo")

    def action_undo(self) -> None:
        """Undo the last change."""
        self._turn_back(self.library.undo, "Undone", "Nothing to undo.")

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self._turn_back(self.library.redo, "Done again", "Nothing to do again.")

    def _turn_back(self, change: Callable[[], str | None], word: str, nothing: str) -> None:
        def told(what: str | None) -> None:
            self.foot_bar.say(f"{word}: {what}" if what else nothing)
            if what:
                self.reload(settle=False)

        self.ask("write", change, told, ordered=True)

    # -- the brief out of here -------------------------------------------------------------------------

    def with_brief(self, use: Callable[[Brief], None]) -> None:
        """Call `use` with the selected story's brief, now or when it has come."""
        story = self.story_list.selected
        if story is None:
            return
        if self.brief and self.brief.story_id == story.id:
            use(self.brief)
            return

        def come(brief: Brief | None) -> None:
            self.show_brief(story.id, brief)
            if brief:
                use(brief)

        self.ask("use", lambda: self.library.brief(story.id), come)

    def action_export(self) -> None:
        """Write the selected story's brief as a note."""
        if story := self.story_list.selected:
            self.ask("export", lambda: self.library.export(story.id), self.foot_bar.say, ordered=True)

    def action_copy_brief(self) -> None:
        """Copy the brief as Markdown to the clipboard (OSC 52)."""

        def copy(brief: Brief) -> None:
            from briefing.export.escape import one_line
            from briefing.export.markdown import brief_body

            body = brief_body(brief, slots=self.library.settings.slots)
            self.app.copy_to_clipboard(f"# {one_line(brief.headline)}\n\n{body}\n")
            self.foot_bar.say("Brief copied as Markdown.")

        self.with_brief(copy)

    def action_copy_link(self) -> None:
        """Copy the first source's address to the clipboard (OSC 52)."""

        def copy(brief: Brief) -> None:
            if url := first_url(brief):
                self.app.copy_to_clipboard(url)
                self.foot_bar.say(f"Copied: {url}")
            else:
                self.foot_bar.say("No source of this story has a web address.")

        self.with_brief(copy)

    def action_browse(self) -> None:
        """Open the first source in the browser."""

        def visit(brief: Brief) -> None:
            if url := first_url(brief):
                self.app.open_url(url)
                self.foot_bar.say(f"Opened: {url}")
            else:
                self.foot_bar.say("No source of this story has a web address.")

        self.with_brief(visit)

    def action_browse_read(self) -> None:
        """Open the first source in the browser, mark the story read and go on."""
        self.action_browse()
        if story := self.story_list.selected:
            self.mark([story], True)
            self.story_list.move(1)


def first_url(brief: Brief) -> str:
    """Return the address of the first source that has a safe one: http or https, no control characters."""
    from feeds.urls import safe_url

    return next((url for source in brief.sources if (url := safe_url(source.url))), "")
