"""What is stored, as plain data: rows of feeds, items and entities, and hits of the search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model.kinds import Kind
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
    full_text: bool = False
    """Whether the full texts of its new items are fetched from their pages."""
    not_before: datetime | None = None
    """Before this moment its server does not want to be asked, by any refresh."""


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
    """An entity and how often it is named; `stories` is None where they were not counted."""

    id: int
    name: str
    kind: Kind
    items: int
    stories: int | None
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
