"""An edition -> panes: story list, brief and its side, arranged for the window's width; loads what is selected.

From 110 columns list and brief stand side by side, from 150 a third pane shows the brief's side; below, one at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import var
from textual.timer import Timer
from textual.widgets import Static

from briefing.tui.keys.labels import with_keys
from briefing.tui.layout.arrangement import arranged
from briefing.tui.layout.ending import ending, no_stories
from briefing.tui.screens.background import BackgroundScreen
from briefing.tui.widgets.brief_side import BriefSide
from briefing.tui.widgets.brief_view import BriefView
from briefing.tui.widgets.foot_bar import FootBar
from briefing.tui.widgets.story_list import StoryList
from briefing.tui.widgets.top_bar import Facts, TopBar

if TYPE_CHECKING:
    from briefing.model import Brief, Edition, StoryRow
    from briefing.tui.data import Library

TWO_PANES = 110
"""Columns from which list and brief stand side by side: 46 for the list and a readable measure of 60 beside it."""
THREE_PANES = 150
"""Columns from which the brief's side has a pane of its own (44)."""
BRIEFS_KEPT = 64
"""Briefs kept in memory, so that going back to one is instant; about 20 kB each."""
NOT_READ = "The stored stories could not be read.\n\nPress {view.reload} to try again."
FURTHER = "Further down"
"""Section of what is not in the edition: pages of older and smaller stories, and where a search or a link led to."""


class EditionPanes(BackgroundScreen):
    """The panes of the edition and what is in them."""

    BRIEF_DELAY_S = 0.06
    """How long the selection must rest before its brief is loaded, in seconds: holding j loads none on the way."""

    reading: var[bool] = var(False, init=False)
    """Whether the keys go to the brief."""
    zen: var[bool] = var(False, init=False)
    """Whether the brief has the screen to itself."""
    hint: str = ""
    """What stands in the line above the keys; "" for nothing but what the sample says of itself."""
    news: var[str] = var("", init=False)
    """A word in the top bar on what a refresh is doing or has brought."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self.edition: Edition | None = None
        self.brief: Brief | None = None
        self.top_bar, self.foot_bar = TopBar(id="top"), FootBar(id="foot")
        self.story_list, self.brief_view, self.brief_side = (
            StoryList(id="list"),
            BriefView(id="brief", slots=library.settings.slots),
            BriefSide(id="side", slots=library.settings.slots),
        )
        self.paging = self.exhausted = False
        self.sort = "rank"
        self.seeking_new = False
        self._top_ids: set[int] = set()
        self._sections: dict[int, str] = {}
        self._further: dict[int, StoryRow] = {}
        self._changed: set[int] = set()
        self._briefs: dict[int, Brief] = {}
        self._delay: Timer | None = None

    def compose(self) -> ComposeResult:
        """Yield bars and panes."""
        yield self.top_bar
        with Horizontal(id="panes"):
            yield self.story_list
            yield self.brief_view
            yield self.brief_side
        yield Static(id="hint")
        yield self.foot_bar

    def on_mount(self) -> None:
        """Show what is stored, at once."""
        self.fit_panes()
        self._tell()
        if self.library.at_once():
            self._show_words(NOT_READ)
            with self.app.failures_shown():
                self.recall()
                self.show_edition(self.library.edition())
            return
        if not self.library.exists():
            what = "the sample edition" if self.library.sample else "the database"
            self._show_words(f"Preparing {what} …")
        self.reload()

    def recall(self) -> None:
        """Read how the last visit stood, in any thread; a subclass knows what it needs of it."""

    def today(self) -> date:
        """Return the reader's day."""
        return self._local_now().date()

    def _local_now(self) -> datetime:
        return self.library.now().astimezone()

    # -- edition ---------------------------------------------------------------------------------------

    def show_edition(self, edition: Edition, *, settle: bool = True, further: Sequence[StoryRow] = ()) -> None:
        """Show an edition; with `settle` what was read sinks to its own section, without it stays where it is.

        `further` are new states of stories that stand below the edition; with `settle` all of these go.
        """
        stay = set() if settle else self._top_ids
        self.edition = edition
        self._briefs.clear()
        if settle:
            self._further.clear()
            self.paging = self.exhausted = False
        self._further.update((story.id, story) for story in further)
        top = [story for story in edition.stories if not story.read or story.new or story.id in stay]
        self._top_ids = {story.id for story in top}
        over = [story for story in edition.stories if story.id not in self._top_ids]
        known = {story.id for story in edition.stories}
        below = [story for story in self._further.values() if story.id not in known]
        sections = arranged(top, self.sort, None if settle else self._sections)
        self._sections = {story.id: name for name, stories in sections for story in stories}
        self.story_list.show([*sections, ("Read", over), (FURTHER, below)], self._ending(), now=self.library.now())
        self._tell()
        self._show_keys()
        if self.story_list.selected is None:
            self.brief = None
            self.brief_view.clear()
            self.brief_side.show(None, today=self.today())

    def reload(self, *, settle: bool = True) -> None:
        """Read the edition again in the background and show it."""
        changed = [] if settle else [story_id for story_id in self._further if story_id in self._changed]

        def work() -> tuple[Edition, list[StoryRow]]:
            if self.edition is None:
                self.recall()
            found = [self.library.story(story_id) for story_id in changed]
            return self.library.edition(), [story for story in found if story]

        def show(read: tuple[Edition, list[StoryRow]]) -> None:
            self.show_edition(read[0], settle=settle, further=read[1])

        self.ask("edition", work, show, failed=self._not_read)

    def _show_words(self, words: str) -> None:
        """Show words in the place of the stories, with the reader's keys."""
        self.story_list.show([], with_keys(words, self.app.keymap), now=self.library.now())

    def _not_read(self) -> None:
        """Say what to do when there is nothing to show; what is shown already stays."""
        if self.edition is None:
            self._show_words(NOT_READ)

    def add_stories(self, stories: Sequence[StoryRow]) -> None:
        """Show further stories below the edition's; those that are shown already are left out."""
        known = {story.id for story in self.story_list.stories}
        added = [story for story in stories if story.id not in known]
        self._further.update((story.id, story) for story in added)
        self.story_list.extend((FURTHER, added), self._ending())

    def change_story(self, story: StoryRow) -> None:
        """Show a story's new state without waiting for the database."""
        self.story_list.update_story(story)
        self._changed.add(story.id)
        if story.id in self._further:
            self._further[story.id] = story
        elif self.edition:
            stories = tuple(story if old.id == story.id else old for old in self.edition.stories)
            self.edition = replace(self.edition, stories=stories)

    def remove_story(self, story_id: int) -> None:
        """Take a story out of the list without waiting for the database."""
        self._changed.add(story_id)
        self._further.pop(story_id, None)
        if self.edition:
            stories = tuple(story for story in self.edition.stories if story.id != story_id)
            self.show_edition(replace(self.edition, stories=stories), settle=False)

    def _ending(self) -> str:
        """Return the words below the last story."""
        edition = self.edition
        if edition is None or not (edition.stories or self._further):
            return no_stories(self.app.keymap)
        if self.paging:
            return "That is everything." if self.exhausted else "…"
        return ending(edition, self.today(), keymap=self.app.keymap)

    def _tell(self) -> None:
        """Bring the top bar up to date."""
        facts = Facts(self._local_now(), sample=self.library.sample)
        if self.edition:
            facts = Facts.of(self.edition, self._local_now(), sample=self.library.sample)
        position = self.story_list.cursor + 1 if self.reading and self.story_list.stories else 0
        self.top_bar.facts = replace(facts, position=position, news=self.news)

    def watch_news(self) -> None:
        """Say it in the top bar."""
        self._tell()

    # -- the selected story ----------------------------------------------------------------------------

    def on_story_list_selected(self, message: StoryList.Selected) -> None:
        """Show the story's brief: from memory at once, else after the selection has rested."""
        if self._delay:
            self._delay.stop()
        story_id = message.story.id
        self._tell()
        if story_id in self._briefs:
            self.show_brief(story_id, self._briefs[story_id])
        elif self.BRIEF_DELAY_S:
            self._delay = self.set_timer(self.BRIEF_DELAY_S, lambda: self._load_brief(story_id))
        else:
            self._load_brief(story_id)

    def _load_brief(self, story_id: int) -> None:
        self.ask("brief", lambda: self.library.brief(story_id), lambda brief: self.show_brief(story_id, brief))

    def show_brief(self, story_id: int, brief: Brief | None) -> None:
        """Show a brief that has arrived, if its story is still the selected one."""
        if brief is not None:
            self._briefs[story_id] = brief
            if len(self._briefs) > BRIEFS_KEPT:
                del self._briefs[next(iter(self._briefs))]
        selected = self.story_list.selected
        if selected and selected.id == story_id:
            self.brief = brief
            self.brief_view.show(brief, today=self.today())
            self.brief_side.show(brief, today=self.today())
            if self.seeking_new and brief:
                self.seeking_new = False
                self.brief_view.scroll_to_next_new()

    # -- arrangement -----------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Arrange the panes for the new width; each keeps its place."""
        self.fit_panes()

    @property
    def stacked(self) -> bool:
        """Whether list and brief are shown one at a time."""
        return self.app.size.width < TWO_PANES

    @property
    def pane(self) -> str:
        """The pane that has the keys, see `tui.keys.command`."""
        return "brief" if self.reading else "list"

    def fit_panes(self) -> None:
        """Show the panes that fit, and send the keys to the right one."""
        three = self.app.size.width >= THREE_PANES and not self.zen
        self.story_list.display = not self.zen and not (self.stacked and self.reading)
        self.brief_view.display = self.reading or not self.stacked
        self.brief_side.display = three
        self.top_bar.display = not self.zen
        self.query_one("#hint").display = bool(self.hint) or (self.library.sample and self.story_list.display)
        self.story_list.set_class(self.stacked, "-alone")
        self.brief_view.set_layout(side=three)
        self._show_keys()
        self.set_focus(self.brief_view if self.reading else self.story_list)

    def _show_keys(self) -> None:
        """Show the keys of the pane that has them, or what can be done where there is no story."""
        self.foot_bar.pane = "empty" if self.edition and not self.story_list.stories else self.pane

    def watch_reading(self) -> None:
        """Change panes."""
        self.story_list.opening = False
        if not self.reading:
            self.zen = False
        self.fit_panes()
        self._tell()

    def watch_zen(self) -> None:
        """Give the brief the screen, or take it back."""
        self.fit_panes()

    def on_descendant_focus(self) -> None:
        """A click into a pane sends the keys there."""
        self.reading = self.focused is self.brief_view
