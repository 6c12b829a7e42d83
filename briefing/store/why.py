"""A stored story -> why each item is in it and why it stands where it stands, for people who ask."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from briefing.model import StoryRow
from briefing.store.connection import speaks_plainly
from briefing.store.items import items_of_story, placement_of
from briefing.store.outlets import Stance, stances_of
from briefing.store.regrouping import Said, said_of
from briefing.store.stories import get_story
from briefing.store.summaries import score_parts

SAID: dict[Said, str] = {
    "split": "you split it off",
    "moved": "you put it here",
    "united": "you united its story with this one",
}
"""What the reader did -> words."""

BY_READER = ("split", "moved")
"""With these the reader chose the place: the words that it shared with the story it came from say nothing here."""


@dataclass(frozen=True, slots=True)
class ItemWhy:
    """Why an item is in its story.

    `p` is the probability that it belongs there, `words` what it shares with the story, strongest first, `hours` the
    time to the nearest item when it joined (None: it opened the story). `copy_of` is the item whose words it repeats;
    `said` what the reader did with it.
    """

    item_id: int
    outlet: str
    title: str
    published: datetime
    p: float
    words: tuple[str, ...]
    hours: float | None
    copy_of: int | None
    said: Said
    stance: Stance = ""
    """What the reader thinks of its outlet."""

    def reasons(self) -> list[str]:
        """Return the reasons in words: what the reader did, a copy, the shared words, the time, the probability."""
        found = [SAID[self.said]] if self.said else []
        if self.copy_of is not None:
            return [*found, f"the same words as item {self.copy_of}"]
        if self.said in BY_READER:
            return found
        if self.hours is None:
            return [*found, "the first of its story"]
        if self.words:
            found.append(f"shares {', '.join(self.words)}")
        return [*found, f"{self.hours:.1f} h from the story's nearest item", f"probability {self.p:.2f}"]


@dataclass(frozen=True, slots=True)
class StoryWhy:
    """A story, the terms of its rank as (name, points), and its items, newest first."""

    story: StoryRow
    parts: tuple[tuple[str, float], ...]
    items: tuple[ItemWhy, ...]


@speaks_plainly
def story_why(con: sqlite3.Connection, story_id: int) -> StoryWhy | None:
    """Return why a story is what it is, None when it is gone."""
    story = get_story(con, story_id)
    if story is None:
        return None
    items, stances = [], stances_of(con)
    for item in items_of_story(con, story.id):
        placed = placement_of(con, item.id)
        if placed is not None:
            said, p = said_of(con, item.id), 1.0 if placed.p is None else placed.p
            words, hours = ((), None) if said in BY_READER else (placed.why, placed.hours)
            stance = stances.get(item.outlet, "")
            items.append(
                ItemWhy(item.id, item.outlet, item.title, item.published, p, words, hours, placed.copy_of, said, stance)
            )
    return StoryWhy(story, score_parts(con, story.id), tuple(items))
