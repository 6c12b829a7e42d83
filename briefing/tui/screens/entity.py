"""A name -> the page of its entity: what it is called, when it is named, with whom, and in which stories."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from briefing.model import NAME_KINDS, EntityRow, StoryRow
from briefing.tui.layout.entity_lines import lay_out_profile
from briefing.tui.layout.hit_lines import lay_out_words
from briefing.tui.layout.page import Page
from briefing.tui.names import Names
from briefing.tui.screens.names_screen import NamesScreen
from briefing.tui.widgets.item_bar import Reached
from briefing.tui.widgets.story_rows import count

if TYPE_CHECKING:
    from briefing.profiles import Profile

NOBODY = "No stored item names “{name}” now.\n/ searches the items for these words, u undoes the last change."


class EntityScreen(NamesScreen):
    """The page of what is called `name`. The reader's word on it is written at once and can be undone."""

    PANE = "entity"

    def __init__(self, names: Names, name: str, *, today: date, zone: tzinfo | None = None) -> None:
        super().__init__(names)
        self.called = name
        self.today, self.zone = today, zone
        self.profile: Profile | None = None
        self.stories: list[StoryRow] = []
        self._entity_id = 0
        self._exhausted = self._asked = False
        self._gone = threading.Event()

    @property
    def entity(self) -> EntityRow | None:
        """The entity of the page."""
        return self.profile.entity if self.profile else None

    def load(self) -> None:
        """Read the profile and show it."""
        self.ask("page", lambda: self.names.profile(self.called, self._entity_id), self._show)

    def _show(self, profile: Profile | None) -> None:
        self.profile = profile
        if profile and not self._entity_id:
            self._entity_id = profile.entity.id  # from here on: whatever it is renamed to, and back
        self.stories = list(profile.stories) if profile else []
        self._exhausted = self._asked = False
        self._draw()
        if profile:
            entity = profile.entity
            self.ask("count", lambda: self.names.count_stories(entity.id), lambda n: self._count(entity, n))

    def _count(self, entity: EntityRow, stories: int) -> None:
        """Show the number of stories, which comes after the page of a name in the news every day."""
        if self.profile and self.profile.entity == entity:
            self.profile = replace(self.profile, entity=replace(entity, stories=stories))
            self._draw()

    def _draw(self) -> None:
        profile, stories = self.profile, self.stories
        if profile is None:
            self.bar.reached = Reached(self.called)
            self.view.show(lambda width: lay_out_words(NOBODY.format(name=self.called), width))
            return
        self.called = profile.entity.name
        self.bar.reached = Reached(profile.entity.name, right=count(profile.entity.items, "item"))

        def layout(width: int) -> Page:
            return lay_out_profile(profile, stories, width, self.today, zone=self.zone)

        self.view.show(layout)

    def on_names_page_end_near(self) -> None:
        """Load the next page of stories, once."""
        entity = self.entity
        if entity is None or self._exhausted or self._asked or not self.stories:
            return
        if entity.stories is not None and len(self.stories) >= entity.stories:
            return
        self._asked = True
        last = self.stories[-1]
        self.ask("more", lambda: self.names.more_stories(entity.id, last), self._extend)

    def _extend(self, stories: Sequence[StoryRow]) -> None:
        self._asked, self._exhausted = False, not stories
        known = {story.id for story in self.stories}
        self.stories += [story for story in stories if story.id not in known]
        self._draw()

    # -- the reader's word -----------------------------------------------------------------------------

    def _prompt(self, question: str, words: str, change: Callable[[EntityRow, str], object], said: str) -> None:
        """Ask for words and make a change with them; `said` is what to say then, `{}` standing for the words."""
        entity = self.entity
        if entity is None:
            return

        def answer(words: str) -> None:
            self.change(lambda: change(entity, words), said.replace("{}", words))

        self.prompt(question, words, answer)

    def action_rename(self) -> None:
        """Show the entity in other words."""

        def rename(entity: EntityRow, name: str) -> None:
            self.names.rename(entity, name)

        self._prompt("Call it:", self.called, rename, "Renamed “{}”.")

    def action_retype(self) -> None:
        """Say what kind of thing it is; the beginning of a kind's name is enough."""
        kinds = ", ".join(NAME_KINDS)

        def answer(words: str) -> None:
            kind = next((kind for kind in NAME_KINDS if kind.startswith(words.lower())), None)
            if kind is None:
                self.foot.say(f"Kinds are {kinds}.")
            elif entity := self.entity:
                self.change(lambda: self.names.retype(entity, kind), f"Now of kind {kind}.")

        if self.entity:
            self.prompt(f"Kind ({kinds}):", "", answer)

    def action_merge(self) -> None:
        """Say whose other name this is."""

        def merge(entity: EntityRow, other: str) -> None:
            self.names.merge(entity, other)

        self._prompt("The same as:", "", merge, "Merged into “{}”.")

    def action_split(self) -> None:
        """Say which of its names is somebody else's; the items concerned are read again."""
        profile = self.profile
        if profile is None or not (others := [*profile.merged, *profile.names]):
            self.foot.say("It has no other name that could be split off.")
            return

        def split(entity: EntityRow, name: str) -> None:
            self.names.split(entity, name)

        self._prompt("Not its name:", others[0] if len(others) == 1 else "", split, "“{}” is somebody else now.")

    def action_hide(self) -> None:
        """Hide the entity, or show it again."""
        if entity := self.entity:
            word = "Shown again." if entity.hidden else "Hidden: it is coloured and listed no more."
            self.change(lambda: self.names.hide(entity), word)

    def changed(self) -> None:
        """Show how things stand; what a split has queued is read in the background and then shown."""
        super().changed()
        self.ask("read", lambda: self.names.catch_up(self._gone.is_set), self._was_read)

    def _was_read(self, anything: bool) -> None:
        if anything:
            self.load()
            self.app.names_changed()

    def on_unmount(self) -> None:
        """Let a running reading end; the next one goes on."""
        self._gone.set()
