"""The edition's screen: several stories selected together, for what is to be done with all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from briefing.tui.keys.footers import qualified
from briefing.tui.keys.labels import keys_labels
from briefing.tui.screens.edition_lists import EditionLists
from briefing.tui.widgets.story_rows import count

if TYPE_CHECKING:
    from briefing.model import Edition, StoryRow
    from briefing.tui.data import Library

ON_SELECTED = (
    ("story.read", "read"),
    ("story.save", "save"),
    ("story.dismiss", "dismiss"),
    ("own.tag", "tag"),
    ("own.hide", "hide"),
    ("view.stop", "none"),
)
"""What the foot bar offers while stories are selected: commands, and what they are called there."""


class EditionPicks(EditionLists):
    """The panes, with stories selected in the list."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.picked: set[int] = set()
        self._last_picked = 0

    def chosen_stories(self) -> list[StoryRow]:
        """Return the stories that a command is about: those selected, in the list's order, else the one at the bar."""
        if self.picked and not self.reading:
            return [story for story in self.story_list.stories if story.id in self.picked]
        return [story] if (story := self.story_list.selected) else []

    def pick(self, ids: Iterable[int]) -> None:
        """Select exactly these stories, and say how many."""
        self.picked = set(ids) & {story.id for story in self.story_list.stories}
        self.story_list.picked = frozenset(self.picked)
        known = self.app.keymap.by_id
        rows = [
            (keys_labels(one)[0], label, qualified(one)) for name, label in ON_SELECTED if (one := known[name]).keys
        ]
        self.foot_bar.held = (f"{count(len(self.picked), 'story')} selected", *rows) if self.picked else ()

    def show_edition(self, edition: Edition, *, settle: bool = True, further: Sequence[StoryRow] = ()) -> None:
        """Show an edition; what is no longer in it is no longer selected."""
        super().show_edition(edition, settle=settle, further=further)
        if self.picked:
            self.pick(self.picked)

    def action_select(self) -> None:
        """Select the story, or no longer, and go on to the next."""
        if story := self.story_list.selected:
            self._last_picked = story.id
            self.pick(self.picked ^ {story.id})
            self.story_list.move(1)

    def action_select_to(self) -> None:
        """Select all stories from the one that was selected last to this one."""
        ids = [story.id for story in self.story_list.stories]
        if not ids:
            return
        start = ids.index(self._last_picked) if self._last_picked in ids else 0
        low, high = sorted((start, self.story_list.cursor))
        self._last_picked = ids[self.story_list.cursor]
        self.pick(self.picked | set(ids[low : high + 1]))

    def action_select_all(self) -> None:
        """Select every story that is shown; when all are, none."""
        ids = {story.id for story in self.story_list.stories}
        self.pick(ids if self.picked != ids else ())

    def action_select_invert(self) -> None:
        """Select the others instead."""
        self.pick({story.id for story in self.story_list.stories} - self.picked)

    def action_select_none(self) -> None:
        """Select nothing any more."""
        self.pick(())
