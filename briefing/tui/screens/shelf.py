"""Stories apart from the edition in a list like the edition's: newest first, paged by key, filtered as one types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from briefing.store.kept import Kept
from briefing.tui.keys.labels import with_keys
from briefing.tui.marks import PAGE
from briefing.tui.screens.changing import ChangingPanel
from briefing.tui.screens.prompting import Answer
from briefing.tui.widgets.item_bar import Reached
from briefing.tui.widgets.story_list import StoryList
from briefing.tui.widgets.story_rows import count

if TYPE_CHECKING:
    from briefing.model import StoryRow
    from briefing.tui.data import Library


NEWEST = "Newest first"
"""The section that all rows stand in."""


class ShelfScreen(ChangingPanel):
    """A list of stories. Enter reads one in the edition. Subclasses say which stories, and what to say without any."""

    NOTHING: ClassVar[str] = ""

    def __init__(self, library: Library, kept: Kept, *, today: date) -> None:
        super().__init__(library, today=today)
        self.kept = kept
        self.list = StoryList(classes="-alone")
        self.words = ""
        self._typing = self._whole = False
        self._before = ""

    def compose(self) -> ComposeResult:
        """Yield bar, list, the line to type in, and keys."""
        yield self.bar
        with Horizontal(id="column"):
            yield self.list
        with Horizontal(id="ask-line"):
            yield Static(id="asked", markup=False)
            yield Answer(select_on_focus=False)
        yield self.foot

    def on_mount(self) -> None:
        """Read the first page. (Every class's own handler is called: the panel's wants the keys for its choices.)"""
        self.call_after_refresh(self.list.focus)
        self.load()

    # -- what is shown ---------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the stories from the first page on, as many as are shown."""
        words, shown = self.words, len(self.list.stories)

        def read() -> tuple[list[StoryRow], int]:
            rows = self.marks.stories(self.kept, words=words)
            while len(rows) < shown and len(rows) % PAGE == 0 and rows:
                page = self.marks.stories(self.kept, after=rows[-1], words=words)
                rows += page
                if not page:
                    break
            return rows, self.marks.count(self.kept)

        self.ask("load", read, lambda found: self._show(*found) if words == self.words else None)

    def _show(self, rows: Sequence[StoryRow], number: int) -> None:
        self._whole = len(rows) < PAGE or len(rows) % PAGE > 0
        told = f"{self.words} · {count(len(rows), 'story')}" if self.words else count(number, "story")
        self.bar.reached = Reached(self.title_words, right=told)
        self.list.show([(NEWEST, rows)] if rows else [], self._ending(rows), now=self.library.now())

    @property
    def title_words(self) -> str:
        """What the bar calls the list."""
        return self.TITLE_WORDS

    def _ending(self, rows: Sequence[StoryRow]) -> str:
        if rows:
            return "That is everything." if self._whole else "…"
        return (
            f"Nothing here has “{self.words}”. Esc shows everything."
            if self.words
            else with_keys(self.NOTHING, self.app.keymap)
        )

    def on_story_list_end_near(self) -> None:
        """Read the next page."""
        if self._whole or not self.list.stories:
            return
        last, words = self.list.stories[-1], self.words

        def add(rows: list[StoryRow]) -> None:
            if words == self.words and self.list.stories and self.list.stories[-1].id == last.id:
                self._whole = len(rows) < PAGE
                self.list.extend((NEWEST, rows), self._ending(self.list.stories))

        self.ask("page", lambda: self.marks.stories(self.kept, after=last, words=words), add)

    # -- filtering -------------------------------------------------------------------------------------

    def action_filter(self) -> None:
        """Show only stories with the words that are typed."""
        self._typing, self._before = True, self.words
        self.prompt("Filter:", self.words, lambda words: None)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter by what stands in the line now."""
        if self._typing and event.value.strip() != self.words:
            self.words = event.value.strip()
            self.load()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep what was typed."""
        self._typing = False

    def action_end_prompt(self) -> None:
        """Close the line; given up, what was shown before it is shown again."""
        if self._typing:
            self._typing = False
            self.words = self._before
            self.load()
        super().action_end_prompt()
        self.list.focus()

    def action_back(self) -> None:
        """Show everything again; else go back."""
        if self.words:
            self.words = ""
            self.load()
        else:
            self.dismiss()

    # -- one story -------------------------------------------------------------------------------------

    def action_choose(self) -> None:
        """Read the story."""
        if story := self.list.selected:
            self.app.show_story(story.id)

    def on_story_list_pressed(self, message: StoryList.Pressed) -> None:
        """A second click reads the story."""
        if message.again:
            self.action_choose()

    def action_save(self) -> None:
        """Save the story, or let it go; it stays in the list until one leaves."""
        if story := self.list.selected:
            saved = not story.saved
            self.list.update_story(replace(story, saved=saved))
            self.changed = True
            self.ask("write", lambda: self.library.save([story.id], saved), lambda _: None, ordered=True, patient=True)
            self.foot.say(f"{'Saved' if saved else 'No longer saved'}.   change.undo undo")

    def action_tag(self) -> None:
        """Tag the story."""
        from briefing.tui.screens.tag_dialog import ask_tags

        if story := self.list.selected:
            ask_tags(self, self.marks, [story], lambda add, off: self._tagged(story.id, add, off))

    def _tagged(self, story_id: int, add: Sequence[str], off: Sequence[str]) -> None:
        self.write(lambda: self.marks.tag([story_id], add, off), "Tagged." if add else "Tags changed.")

    def action_note(self) -> None:
        """Write a note on the story."""
        from briefing.tui.screens.note import edit_note

        if story := self.list.selected:
            edit_note(self, self.marks, story.id, lambda text: self._noted(story.id, text))

    def _noted(self, story_id: int, text: str) -> None:
        self.write(lambda: self.marks.write_note(story_id, text), "Note kept." if text else "Note removed.")

    # -- moving ----------------------------------------------------------------------------------------

    def on_story_list_selected(self) -> None:
        """At the last row the next page comes, also where all rows fit the window and nothing scrolls."""
        if self.list.cursor == len(self.list.stories) - 1:
            self.on_story_list_end_near()

    def action_down(self) -> None:
        """Select the next story."""
        self.list.move(1)

    def action_up(self) -> None:
        """Select the one before."""
        self.list.move(-1)

    def action_page_down(self) -> None:
        """Move a page down."""
        self.list.move_pages(1)

    def action_page_up(self) -> None:
        """Move a page up."""
        self.list.move_pages(-1)

    def action_half_down(self) -> None:
        """Move half a page down."""
        self.list.move_pages(0.5)

    def action_half_up(self) -> None:
        """Move half a page up."""
        self.list.move_pages(-0.5)

    def action_top(self) -> None:
        """Go to the first story."""
        self.list.move_to(0)

    def action_bottom(self) -> None:
        """Go to the last one that is read so far."""
        self.list.move_to(len(self.list.stories) - 1)


class SavedScreen(ShelfScreen):
    """What the reader saved."""

    PANE = "saved"
    TITLE_WORDS = "Saved stories"
    NOTHING = (
        "Nothing is saved yet.\n\n"
        "{story.save} in the edition saves a story: it stays here\nwhatever becomes of the edition."
    )

    def __init__(self, library: Library, *, today: date) -> None:
        super().__init__(library, Kept(saved=True), today=today)


class TaggedScreen(ShelfScreen):
    """The stories of one tag, or those that one rule hides."""

    PANE = "tagged"
    NOTHING = "No story is here any more."

    def __init__(self, library: Library, kept: Kept, title: str, *, today: date) -> None:
        self._title = title
        super().__init__(library, kept, today=today)

    @property
    def title_words(self) -> str:
        """What the bar calls the list: the tag, or what the rule hides."""
        return self._title
