"""The edition's keys for moving: rows, sentences, pages, stories, panes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.tui.screens.edition_sentences import EditionSentences

if TYPE_CHECKING:
    from briefing.tui.widgets.story_list import StoryList


class EditionMoves(EditionSentences):
    """The panes, with actions that move in them and between them."""

    # -- moving ----------------------------------------------------------------------------------------

    def action_down(self) -> None:
        """Move one story or sentence down."""
        if self.reading:
            self.brief_view.next_passage()
        else:
            self.story_list.move(1)

    def action_up(self) -> None:
        """Move one story or sentence up."""
        if self.reading:
            self.brief_view.prev_passage()
        else:
            self.story_list.move(-1)

    def action_page_down(self) -> None:
        """Move a page down."""
        self._page(1)

    def action_page_up(self) -> None:
        """Move a page up."""
        self._page(-1)

    def action_half_down(self) -> None:
        """Move half a page down."""
        self._page(0.5)

    def action_half_up(self) -> None:
        """Move half a page up."""
        self._page(-0.5)

    def _page(self, pages: float) -> None:
        """Move by pages in the pane that has the keys."""
        if self.reading:
            self.brief_view.page_by(pages)
        else:
            self.story_list.move_pages(pages)

    def action_top(self) -> None:
        """Go to the first story or line."""
        if self.reading:
            self.brief_view.scroll_home(animate=False)
        else:
            self.story_list.move_to(0)

    def action_bottom(self) -> None:
        """Go to the last story or line."""
        if self.reading:
            self.brief_view.scroll_end(animate=False)
        else:
            self.story_list.move_to(len(self.story_list.stories) - 1)

    def action_read_on(self) -> None:
        """Page through the brief; at its end mark the story read and show the next unread one."""
        if self.brief_view.display:
            self.brief_view.read_on()
        else:
            self._page(1)

    def on_brief_view_end_reached(self) -> None:
        """The reader paged on at the end of the brief: it is read."""
        story = self.story_list.selected
        if story:
            self.finished(story)
        if not self.story_list.move_to_unread(1):
            self.foot_bar.say("That is all: nothing unread below.")

    def action_next_story(self) -> None:
        """Go to the next story, in whatever pane."""
        self.story_list.move(1)

    def action_prev_story(self) -> None:
        """Go to the story before."""
        self.story_list.move(-1)

    def action_next_new(self) -> None:
        """Go to the next new sentence of the brief, then to the next unread story and the first new one in it."""
        story = self.story_list.selected
        fresh = story is not None and (story.new > 0 or not story.read)
        if self.reading and fresh and self.brief_view.scroll_to_next_new():
            return
        self.seeking_new = self.reading
        if self.story_list.move_to_unread(1):
            return
        self.seeking_new = False
        unread = any(not story.read or story.new for story in self.story_list.stories)
        self.foot_bar.say("Nothing unread below." if unread else "You are up to date.")

    def action_prev_new(self) -> None:
        """Go to the unread story before this one."""
        if not self.story_list.move_to_unread(-1):
            self.foot_bar.say("Nothing unread above.")

    # -- panes -----------------------------------------------------------------------------------------

    def action_open(self) -> None:
        """Send the keys to the brief; in a narrow window it takes the list's place."""
        if self.story_list.selected:
            self.reading = True

    def action_back(self) -> None:
        """Send the keys back to the list."""
        self.reading = False

    def action_next_pane(self) -> None:
        """Go to the other pane."""
        self.reading = not self.reading and self.story_list.selected is not None

    def action_leave(self) -> None:
        """Go back one level; from the list, quit."""
        if self.zen:
            self.zen = False
        elif self.reading:
            self.reading = False
        else:
            self.app.run_action_now("quit")

    def action_zen(self) -> None:
        """Give the brief the whole screen, or go back to the panes."""
        if self.story_list.selected:
            self.reading, self.zen = True, not self.zen

    def action_highlight(self) -> None:
        """Change which kinds of names are coloured."""
        self.foot_bar.say(f"Coloured: {self.brief_view.cycle_highlight()}")
        self.app.colour(self.brief_view.coloured)

    def action_next_mention(self) -> None:
        """Go to the next name of the brief."""
        if self.brief_view.display:
            self.brief_view.next_mention()
        else:
            self.foot_bar.say("The names are in the brief.   story.open opens it")

    def action_prev_mention(self) -> None:
        """Go to the name before."""
        if self.brief_view.display:
            self.brief_view.prev_mention()
        else:
            self.foot_bar.say("The names are in the brief.   story.open opens it")

    def on_story_list_pressed(self, message: StoryList.Pressed) -> None:
        """A click shows the story; where list and brief take turns, or at the second click, it opens it."""
        if self.stacked or message.again:
            self.reading = True
