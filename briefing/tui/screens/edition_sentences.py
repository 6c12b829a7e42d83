"""The edition's screen: looking behind the sentences of the selected brief, and fetching the texts it lacks."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from briefing.tui.screens.edition_looks import EditionLooks
from briefing.tui.texts import Texts
from briefing.tui.widgets.story_rows import count

if TYPE_CHECKING:
    from briefing.ingest import Outcome
    from briefing.model import Brief, Edition, StoryRow
    from briefing.tui.data import Library

THIN = "Only teasers here.   brief.fetch_texts fetches the full texts"

TEXTS_S = 3.0
"""Seconds after an edition is shown before texts are fetched unasked: people look first."""


class EditionSentences(EditionLooks):
    """The panes, with what opens on the sentences of the selected story."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._left = threading.Event()
        self._texts = Texts()

    def show_edition(self, edition: Edition, *, settle: bool = True, further: Sequence[StoryRow] = ()) -> None:
        """Show an edition; then fetch the texts that its first stories lack, where the reader has chosen so."""
        super().show_edition(edition, settle=settle, further=further)
        if self._texts.wanted(self.library):
            self.set_timer(TEXTS_S, self.fetch_thin)

    def fetch_thin(self) -> None:
        """Fetch the texts of the edition's first unread stories in the background; the brief shown is made again."""
        stories = [story.id for story in self.edition.stories if not story.read] if self.edition else []

        def stored(changed: Sequence[int]) -> None:
            for story_id in changed:
                self._briefs.pop(story_id, None)
                if (selected := self.story_list.selected) and selected.id == story_id:
                    self._rebuild(story_id)

        if stories and self._texts.wanted(self.library):
            self.ask("thin", lambda: self._texts.fetch(self.library, stories, self._left.is_set), stored)

    def show_brief(self, story_id: int, brief: Brief | None) -> None:
        """Show a brief; where it stands on teasers alone, offer the full texts."""
        super().show_brief(story_id, brief)
        selected = self.story_list.selected
        if self.reading and brief and selected and selected.id == story_id and not self.library.sample:
            from briefing.ingest.fulltext import thin_sources

            if thin_sources(brief):
                self.foot_bar.say(THIN)

    def action_why_sentence(self) -> None:
        """Show why the chosen sentence stands in the brief, and the others."""
        from briefing.tui.screens.why_sentence import WhySentenceScreen

        def look(brief: Brief) -> None:
            chosen = self.brief_view.chosen if self.reading else None
            self.app.push_screen(WhySentenceScreen(self.library, brief, chosen, today=self.today()))

        self.with_brief(look)

    def action_had_read(self) -> None:
        """Show what the brief said when it was last marked as read."""
        from briefing.tui.screens.had_read import HadReadScreen

        if story := self.story_list.selected:
            self.app.push_screen(HadReadScreen(self.library, story, today=self.today()))

    def action_llm(self) -> None:
        """Show what the reader's own language model makes of the story."""
        from briefing.tui.screens.llm import LlmScreen

        if story := self.story_list.selected:
            self.app.push_screen(LlmScreen(self.library, story, today=self.today()))

    def action_fetch_texts(self) -> None:
        """Fetch the full texts of the best three sources, when there are teasers only."""

        def fetch(brief: Brief) -> None:
            from briefing.ingest.fulltext import thin_sources

            items = thin_sources(brief)
            if items and not self.library.sample:
                self.foot_bar.say(f"Fetching {count(len(items), 'full text')} …")
            if items:
                self.fetch_texts(items, lambda: self._rebuild(brief.story_id))
            else:
                full = any(source.full_text for source in brief.sources)
                self.foot_bar.say("The full text is here already." if full else "No source has a web address.")

        self.with_brief(fetch)

    def fetch_texts(self, items: Sequence[int], then: Callable[[], None]) -> None:
        """Fetch the texts of items in the background, say what came, and call `then` when there is any."""
        if self.library.sample:
            self.foot_bar.say("The sample's outlets are invented: there is no page to fetch.")
            return

        def told(outcomes: Sequence[Outcome]) -> None:
            failed = [outcome for outcome in outcomes if outcome.error]
            if failed:
                self.app.show_error(f"{failed[0].title or failed[0].source}: {failed[0].error}")
            if len(failed) < len(outcomes):
                self.foot_bar.say(f"{count(len(outcomes) - len(failed), 'full text')} stored.")
                then()

        self.ask("texts", lambda: self.library.fetch_texts(items, self._left.is_set), told)

    def _rebuild(self, story_id: int) -> None:
        """Make a story's brief again; what is being read stays where it is."""
        self.ask("brief", lambda: self.library.brief(story_id), lambda brief: self.show_brief(story_id, brief))

    def on_unmount(self) -> None:
        """Let what is being fetched end."""
        self._left.set()
