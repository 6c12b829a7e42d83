"""Stories as lists show them, and the edition: all the data that the first frame of the app needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

SLOTS = ("points", "numbers", "quotes", "timeline", "who", "angles", "background", "related", "sources")
"""The parts of a brief below its first sentence, in the order in which they are shown; the reader may choose others."""


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story as a list shows it.

    `spark` is coverage by hour: items in each of the last hours (oldest first, at most 24 values), back from `last`.
    `new` is the number of sentences and numbers in its brief that were not in what the reader has read; until they are
    counted, the number of items that came since. 0 for a story that was never read.
    """

    id: int
    headline: str
    first: datetime
    last: datetime
    items: int
    outlets: int
    score: float
    lead_item: int
    """The item whose title is the headline."""
    note: str = ""
    """What a reader should know of the headline ("The headline of Seed article names …"), "" when nothing."""
    read: bool = False
    new: int = 0
    saved: bool = False
    dismissed: bool = False
    followed: bool = False
    spark: tuple[int, ...] = ()
    entities: tuple[str, ...] = ()
    section: str = ""
    """The folder of most of its items' feeds, "" when they are in none."""
    tags: tuple[str, ...] = ()
    """The reader's own, in alphabetical order."""
    noted: bool = False
    """Whether the reader has written a note on it."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The ordered stories at one time.

    `outlets` and `items` count over all of them; `more` is the number of stories that the limit cut off, `hidden` of
    those that the reader's rules keep out.
    """

    made: datetime
    stories: tuple[StoryRow, ...]
    items: int
    outlets: int
    updated: datetime | None = None
    next_update: datetime | None = None
    more: int = 0
    hidden: int = 0
