"""What is stored, as plain data: rows of feeds, items, stories, entities, editions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefing.model.readings import Kind
from feeds.model import Link


@dataclass(frozen=True, slots=True)
class StoredItem:
    """An item as the database has it. `published` is never empty: the time of fetching stands in for a missing date.

    `copy_of` is the id of the item whose words this one repeats, None for an original.
    """

    id: int
    feed_id: int
    guid: str
    outlet: str
    title: str
    text: str
    url: str
    published: datetime
    fetched: datetime
    author: str = ""
    language: str = ""
    story_id: int | None = None
    copy_of: int | None = None
    links: tuple[Link, ...] = ()
    read: bool = False
    saved: bool = False
    extracted: bool = False
    """Whether the text was taken from the item's page, not from its feed."""


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A subscription and its health."""

    id: int
    url: str
    title: str
    outlet: str
    folder: str = ""
    site_url: str = ""
    status: str = "active"
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    next_due: datetime | None = None
    last_success: datetime | None = None
    last_status: int | None = None
    errors: int = 0
    error: str = ""
    items: int = 0
    newest: datetime | None = None
    tags: tuple[str, ...] = ()
    last_ms: int | None = None
    last_bytes: int | None = None
    moved_to: str = ""


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


@dataclass(frozen=True, slots=True)
class Hit:
    """A search hit: an item inside its story.

    `snippet` is plain text; `marks` are the matched spans in it, `title_marks` those in the title.
    """

    item_id: int
    story_id: int | None
    title: str
    outlet: str
    published: datetime
    url: str
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()
    title_marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity and how often it is named."""

    id: int
    name: str
    kind: Kind
    items: int
    stories: int
    newest: datetime | None = None
    followed: bool = False
    muted: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class RisingEntity:
    """An entity that more items name today than on a usual day of the week before; numbers of items."""

    entity: EntityRow
    today: int
    usual: float


@dataclass(frozen=True, slots=True)
class Calling:
    """What items call an entity: a name, or a person's role, from the oldest to the newest item that says so.

    `key` is the form in which names are compared; `entity` is the one that the name belongs to as it was read.
    """

    words: str
    key: str
    entity: int
    first: datetime
    last: datetime
    role: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """The ordered stories at one time.

    `outlets` and `items` count over all of them; `more` is the number of stories that the limit cut off.
    """

    made: datetime
    stories: tuple[StoryRow, ...]
    items: int
    outlets: int
    updated: datetime | None = None
    next_update: datetime | None = None
    more: int = 0


SLOTS = ("points", "numbers", "quotes", "timeline", "who", "angles", "related", "sources")
"""The parts of a brief below its first sentence, in the order in which they are shown; the reader may choose others."""
