"""The edition's screen: order and density of the list, pages beyond the edition, and going on where one stopped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.timer import Timer

from briefing.tui.layout.arrangement import DENSITIES, SORTS, following
from briefing.tui.layout.page import Place
from briefing.tui.remembered import Remembered, Visit
from briefing.tui.screens.edition_hints import EditionHints
from briefing.tui.widgets.story_list import StoryList

if TYPE_CHECKING:
    from briefing.config import Settings
    from briefing.model import Edition, StoryRow
    from briefing.tui.data import Library

REST_S = 3.0
"""How long the selection must rest before it is written down, in seconds: moving costs nothing."""


class EditionLists(EditionHints):
    """The panes, with what the list holds and how it is arranged."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.memory = Remembered(library)
        self._resume: Visit | None = None
        self._resting: Timer | None = None
        self._paged: StoryRow | None = None
        """The last story of the last page beyond the edition."""

    # -- order and density -----------------------------------------------------------------------------

    def action_sort(self, order: str = "") -> None:
        """Arrange the list in an order, without one in the next; the selected story stays selected."""
        self.sort = order or following(SORTS, self.sort)
        self._forget_pages()
        if self.edition:
            self.show_edition(self.edition)
        self.foot_bar.say(f"Order: {SORTS[self.sort]}.")

    def action_density(self, density: str = "") -> None:
        """Give each story of the list so much room; without a word for it, more, or less."""
        self.story_list.density = density or following(DENSITIES, self.story_list.density)
        self.foot_bar.say(f"The list is {DENSITIES[self.story_list.density]}.")

    def follow_settings(self, before: Settings, now: Settings) -> None:
        """Show the list and the brief as other settings want them."""
        if now.sort != before.sort:
            self.action_sort(now.sort)
        if now.density != before.density:
            self.action_density(now.density)
        if now.slots != before.slots:
            self.brief_view.slots = self.brief_side.slots = now.slots
            if story := self.story_list.selected:
                self._load_brief(story.id)
        if (now.edition_size, now.edition_hours) != (before.edition_size, before.edition_hours):
            self.reload(settle=False)

    def on_story_list_snippets_wanted(self, message: StoryList.SnippetsWanted) -> None:
        """Read the first words of the stories that are on the screen."""
        ids = message.story_ids
        self.ask("snippets", lambda: self.memory.snippets(ids), self.story_list.add_snippets, ordered=True)

    # -- pages -----------------------------------------------------------------------------------------

    def action_more(self) -> None:
        """Show what is not in the edition, smaller and older stories, page by page as the reader goes on."""
        if not self.paging and self.story_list.stories:
            self.paging = True
            self._next_page()
        elif self.exhausted or not self.story_list.stories:
            self.foot_bar.say("That is everything.")

    def on_story_list_end_near(self) -> None:
        """Load the next page of stories."""
        if self.paging and not self.exhausted:
            self._next_page()

    def _next_page(self) -> None:
        last, after, sort = self.story_list.stories[-1], self._paged, self.sort
        self.ask("page", lambda: self.memory.page(sort, after, last), self._add_page)

    def _add_page(self, stories: Sequence[StoryRow]) -> None:
        self.exhausted = not stories
        before = len(self.story_list.stories)
        self.add_stories(stories)
        if stories:
            self._paged = stories[-1]
            if len(self.story_list.stories) == before:  # the whole page was there already
                self._next_page()

    def _forget_pages(self) -> None:
        self.paging, self._paged = False, None

    # -- going on --------------------------------------------------------------------------------------

    def on_story_list_selected(self, message: StoryList.Selected) -> None:
        """Keep the place, also for a program that is killed, when the reader rests on a story."""
        if self._resting:
            self._resting.stop()
        self._resting = self.set_timer(REST_S, self.remember)

    def recall(self) -> None:
        """Read where the last visit stood; the first edition that is shown goes on from there."""
        self._resume = self.memory.load()

    def show_edition(self, edition: Edition, *, settle: bool = True, further: Sequence[StoryRow] = ()) -> None:
        """Show an edition; the first one where the last visit stood."""
        if settle:
            self._paged = None
        visit, self._resume = self._resume, None
        if visit:
            self.sort = visit.sort
            self.story_list.set_reactive(StoryList.density, visit.density)
        super().show_edition(edition, settle=settle, further=further)
        if visit and visit.story:
            self._go_on(visit)

    def _go_on(self, visit: Visit) -> None:
        """Select the story where the last visit stood, if it is there, and show its brief at the same place."""
        row = next((n for n, story in enumerate(self.story_list.stories) if story.id == visit.story), -1)
        if row >= 0:
            self.story_list.move_to(row)
            if visit.place:
                self.brief_view.resume(visit.story, Place(*visit.place))
            self.reading = visit.reading

    def visit(self) -> Visit:
        """Return where this visit stands."""
        story = self.story_list.selected
        place = self.brief_view.top_place() if self.reading else None
        return Visit(
            self.sort, self.story_list.density, story.id if story else 0, self.reading, tuple(place) if place else ()
        )

    def remember(self) -> None:
        """Keep where this visit stands, for the next one."""
        if self.edition is not None:
            visit = self.visit()
            self.ask("write", lambda: self.memory.keep(visit), lambda _: None, ordered=True)
