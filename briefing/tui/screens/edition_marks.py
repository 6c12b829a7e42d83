"""What the reader does with a story: mark, save, dismiss, undo, export, copy, open in the browser.

Marks are made on the stories that are selected together, as one change, else on the one at the bar. Every change is
shown at once and written behind the screen, in the order of the keys; every one can be undone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.tui.screens.edition_picks import EditionPicks
from briefing.tui.widgets.story_rows import count

if TYPE_CHECKING:
    from briefing.model import Brief, StoryRow


class EditionMarks(EditionPicks):
    """The panes, with actions on stories."""

    def mark(self, stories: Sequence[StoryRow], read: bool) -> None:
        """Mark stories read or unread."""
        self.mark_quietly(stories, read)
        what = "" if len(stories) == 1 else f"{count(len(stories), 'story')} marked "
        self.foot_bar.say(f"{what}{'read' if read else 'unread'}.   change.undo undo".capitalize())

    def mark_quietly(self, stories: Sequence[StoryRow], read: bool) -> None:
        """Mark stories read or unread without a word."""
        for story in stories:
            self.change_story(replace(story, read=read, new=0 if read else story.new))
        ids = [story.id for story in stories]
        self.write(lambda: self.library.mark_read(ids, read))

    def write(self, change: Callable[[], object]) -> None:
        """Write a change after those before it; when it fails, show what is really stored."""
        self.ask("write", change, lambda _: None, ordered=True, patient=True, failed=self._not_kept)

    def _not_kept(self) -> None:
        """Say that the last change is not stored, in the place of the word that it was made, and show what is."""
        self.foot_bar.say("That was not kept.")
        self.reload(settle=False)

    def action_toggle_read(self) -> None:
        """Mark the story read and go on to the next, or mark it unread; of several all read, else all unread."""
        stories = self.chosen_stories()
        if not stories:
            return
        several = len(stories) > 1 or bool(self.picked)
        read = any(not story.read or story.new for story in stories) if several else not stories[0].read
        self.pick(())
        self.mark(stories, read)
        if read and not several:
            self.story_list.move(1)

    def action_read_all(self) -> None:
        """Mark every story of the list read."""
        self.read_some(self.story_list.stories, "Everything is read.")

    def action_read_above(self) -> None:
        """Mark every story above the selected one read."""
        self.read_some(self.story_list.stories[: self.story_list.cursor], "Everything above is read.")

    def action_read_below(self) -> None:
        """Mark every story below the selected one read."""
        self.read_some(self.story_list.stories[self.story_list.cursor + 1 :], "Everything below is read.")

    def action_read_older(self, age: str = "") -> None:
        """Mark the stories of the list read to which nothing has come for so long ("12h", "2d", "1w"); "" asks."""
        from briefing.rules import span_of
        from briefing.tui.screens.asking import AskDialog

        if not age:
            dialog = AskDialog("Mark read what is older than (12h, 2d, 1w):", "1d")
            self.app.push_screen(dialog, lambda words: self.action_read_older(words) if words else None)
            return
        span = span_of(age)
        if span is None:
            self.foot_bar.say(f"“{age}” is no time: 12h, 2d, 1w.")
            return
        oldest = self.library.now() - span
        old = [story for story in self.story_list.stories if story.last < oldest]
        self.read_some(old, f"Everything older than {age} is read.")

    def read_some(self, stories: Sequence[StoryRow], nothing: str) -> None:
        """Mark those of the stories read that are not; when there are none, say `nothing`."""
        if unread := [story for story in stories if not story.read or story.new]:
            self.mark(unread, True)
        else:
            self.foot_bar.say(nothing)

    def action_save(self) -> None:
        """Save the stories, or let them go when all of them are saved."""
        if stories := self.chosen_stories():
            saved = not all(story.saved for story in stories)
            self.pick(())
            for story in stories:
                self.change_story(replace(story, saved=saved))
            ids = [story.id for story in stories]
            self.write(lambda: self.library.save(ids, saved))
            what = "" if len(ids) == 1 else f"{count(len(ids), 'story')} "
            self.foot_bar.say(f"{what}{'saved' if saved else 'no longer saved'}.   change.undo undo".capitalize())

    def action_dismiss_story(self) -> None:
        """Take the stories out of the edition."""
        stories = self.chosen_stories()
        if not stories:
            return
        ids = {story.id for story in stories}
        self.pick(())
        self._step_off(ids)
        for story in stories:
            self.remove_story(story.id)
        self.write(lambda: self.library.dismiss([story.id for story in stories]))
        what = "" if len(ids) == 1 else f"{count(len(ids), 'story')} "
        self.foot_bar.say(f"{what}dismissed.   change.undo undo".capitalize())

    def _step_off(self, ids: set[int]) -> None:
        """Select the next story that is none of these, else the one before."""
        rows, at = self.story_list.stories, self.story_list.cursor
        order = [*range(at, len(rows)), *range(at - 1, -1, -1)]
        self.story_list.move_to(next((row for row in order if rows[row].id not in ids), at))

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
                self.show_changes()

        self.ask("write", change, told, ordered=True)

    def show_changes(self) -> None:
        """Show what was changed elsewhere or turned back: the list stays in its place, the brief is made again."""
        self.reload(settle=False)
        if story := self.story_list.selected:
            self.ask("brief", lambda: self.library.brief(story.id), lambda brief: self.show_brief(story.id, brief))

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

    def action_export(self, folder: str = "") -> None:
        """Write the selected story's brief as a note into a folder, that of the settings for ""."""
        if story := self.story_list.selected:
            self.ask("export", lambda: self.library.export(story.id, folder), self.foot_bar.say, ordered=True)

    def action_copy_brief(self) -> None:
        """Copy the brief as Markdown to the clipboard (OSC 52)."""

        def copy(brief: Brief) -> None:
            self.app.copy_to_clipboard(brief_markdown(brief, self.library.settings.slots))
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


def brief_markdown(brief: Brief, slots: Sequence[str]) -> str:
    """Return a brief as Markdown, under its headline."""
    from briefing.export.escape import one_line
    from briefing.export.markdown import brief_body

    return f"# {one_line(brief.headline)}\n\n{brief_body(brief, slots=slots)}\n"


def first_url(brief: Brief) -> str:
    """Return the address of the first source that has a safe one: http or https, no control characters."""
    from feeds.urls import safe_url

    return next((url for source in brief.sources if (url := safe_url(source.url))), "")
