"""The edition's screen: what opens from it (sources, names, hits, further stories)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.tui.data import SEARCH_LIMIT
from briefing.tui.highlight import Colours
from briefing.tui.layout.page import OpenName
from briefing.tui.names import Names
from briefing.tui.screens.edition_refresh import EditionRefresh
from briefing.tui.widgets.story_rows import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Brief, Edition, Hit, StoryRow
    from briefing.tui.widgets.brief_view import BriefView


CATCH_UP_S = 2.0
"""When what an earlier version has read is read again, in seconds after the start: people look first."""


class EditionScreen(EditionRefresh):
    """The first screen: today's stories and their briefs."""

    def show_edition(self, edition: Edition, *, settle: bool = True, further: Sequence[StoryRow] = ()) -> None:
        """Show an edition; after the first one comes what its picture does not need: the reader's colours, readings."""
        first = self.edition is None
        super().show_edition(edition, settle=settle, further=further)
        if first:
            self.ask("colours", Names(self.library).colours, self._colour)
            self.set_timer(CATCH_UP_S, self._catch_up)
            self.set_timer(CATCH_UP_S, self.learn_hints)
            self.set_timer(CATCH_UP_S, self.judge_rules)

    def _colour(self, colours: Colours | None) -> None:
        if colours is not None:
            self.app.colour(colours, keep=False)

    def _catch_up(self) -> None:
        """Read again, newest first, what was read by other rules; an interrupted reading goes on here."""
        names = Names(self.library)

        def done(anything: bool) -> None:
            if anything:
                self.reload_names()

        self.ask("catch up", lambda: names.catch_up(self._stop.is_set, outdated=True), done)

    # -- sources, names, hits --------------------------------------------------------------------------

    def action_choose(self) -> None:
        """Open the source or the name that is selected in the brief."""
        self.brief_view.open_selected()

    def action_source(self, number: int) -> None:
        """Read source `number` of the brief."""

        def read(brief: Brief) -> None:
            if not self.brief_view.open_source(number):
                self.foot_bar.say(f"This story has {count(len(brief.sources), 'source')}.")

        self.with_brief(read)

    def on_brief_view_source_opened(self, message: BriefView.SourceOpened) -> None:
        """Read the sentence in its place."""
        span = (message.start, message.end) if message.end > message.start else None
        if not message.like:
            self.open_item(message.item_id, span)
            return
        item_id, words = message.item_id, message.like
        self.ask(
            "item",
            lambda: (self.library.item(item_id), self.library.said_in(item_id, words)),
            lambda found: self.app.show_item(*found[0], found[1] or span),
        )

    def open_item(self, item_id: int, span: tuple[int, int] | None = None) -> None:
        """Show an item in full, with `span` of its text marked."""
        self.ask("item", lambda: self.library.item(item_id), lambda found: self.app.show_item(*found, span))

    def on_brief_view_entity_chosen(self, message: BriefView.EntityChosen) -> None:
        """Show the page of the name."""
        self.app.show_entity(message.name)

    def action_entity(self) -> None:
        """Show the page of the name that is chosen in the brief; without one, who is in the news."""
        chosen = self.brief_view.chosen if self.reading else None
        self.app.show_entity(chosen.entity if isinstance(chosen, OpenName) else "")

    def reload_names(self) -> None:
        """Show what has changed in names: the list stays in its place, the brief is made again."""
        self.reload(settle=False)
        if story := self.story_list.selected:
            self.ask("brief", lambda: self.library.brief(story.id), lambda brief: self.show_brief(story.id, brief))

    def on_brief_view_story_chosen(self, message: BriefView.StoryChosen) -> None:
        """Go to a related story."""
        self.go_to_story(message.story_id)

    def action_search(self) -> None:
        """Search all items as one types."""
        self.search_for("")

    def search_for(self, query: str) -> None:
        """Open the search with `query` typed in."""
        from briefing.tui.screens.search import SearchScreen

        screen = SearchScreen(self.library.search, today=self.today(), query=query, limit=SEARCH_LIMIT)
        self.app.push_screen(screen, self._hit_chosen)

    def _hit_chosen(self, hit: Hit | None) -> None:
        """Show a hit inside its story."""
        if hit is not None:
            if hit.story_id is not None:
                self.go_to_story(hit.story_id)
            self.open_item(hit.item_id)

    def go_to_story(self, story_id: int) -> None:
        """Select a story; one that is not in the edition is added below the others."""
        for row, story in enumerate(self.story_list.stories):
            if story.id == story_id:
                self.story_list.move_to(row)
                return
        self.ask("story", lambda: self.library.story(story_id), self._add_story)

    def _add_story(self, story: StoryRow | None) -> None:
        if story is not None:
            self.add_stories([story])
            self.story_list.move_to(len(self.story_list.stories) - 1)
