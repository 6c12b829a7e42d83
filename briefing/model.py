"""The words of the project as plain data: what is stored, grouped, briefed and shown.

Every row that leaves `briefing.store`, and everything that the pure rooms (`reading`, `stories`, `briefs`,
`query`, `export`) take and give, is one of these. Offsets are half-open `[start, end)` in characters;
times are aware UTC.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from feeds.model import Link

Kind = Literal["person", "organisation", "place", "product", "event", "other", "money", "percent", "date"]
NAME_KINDS: tuple[Kind, ...] = ("person", "organisation", "place", "product", "event", "other")
"""Kinds that are entities; the other three are amounts and dates, which are highlighted but never linked."""

Field = Literal["title", "text"]

# -- what one text says (made by reading/, stored per item) ---------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """The span of an entity, an amount or a date in an item's title or text.

    `entity` is the canonical name ("Scott Bessent" for "Bessent"); for amounts and dates the normalised value.
    `role` is the phrase that introduced a person here ("US Treasury Secretary"), "" when there is none.
    """

    field: Field
    start: int
    end: int
    kind: Kind
    entity: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an item's text; `paragraph` counts from 0."""

    start: int
    end: int
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """A direct quotation: the span inside the quotation marks, and its speaker.

    `speaker` is the canonical name where the speaker is linked, else the words of the text; `rule` names the
    pattern that found the speaker ("" = none found).
    """

    start: int
    end: int
    speaker: str = ""
    speaker_start: int = -1
    speaker_end: int = -1
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number worth showing, with its label, both as spans: "at least $16 billion" / "worth of H20 chips".

    `amount` is the value where it could be read, `unit` a currency (ISO 4217), "%" or the counted noun.
    `kind`: money, percent, casualties, duration, count or ordinal (the order of display).
    """

    start: int
    end: int
    label_start: int
    label_end: int
    kind: str
    amount: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class DateRef:
    """A date expression of the text, resolved to the closed interval `first`..`last`.

    `granularity`: day, week, month, quarter, year, part (of a month or year) or range.
    """

    start: int
    end: int
    first: date
    last: date
    granularity: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one item says. Spans of sentences, quotes, figures and dates are in the item's text."""

    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateRef, ...] = ()


# -- what is stored ------------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story as a list shows it.

    `spark` is coverage by hour: items in each of the last hours (oldest first, at most 24 values), counted back from `last`.
    `new` is the number of items that came after the story was last read.
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


@dataclass(frozen=True, slots=True)
class Hit:
    """A search hit: an item inside its story. `snippet` is plain text, `marks` the matched spans in it, `title_marks` in the title."""

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


@dataclass(frozen=True, slots=True)
class Edition:
    """The ordered stories at one time. `outlets` and `items` count over all of them; `more` is what the limit cut off."""

    made: datetime
    stories: tuple[StoryRow, ...]
    items: int
    outlets: int
    updated: datetime | None = None
    next_update: datetime | None = None
    more: int = 0


# -- the brief -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one item, shown word for word: `text == item.text[start:end]`.

    `citations` are source numbers (from 1), this item's own first. `clipped_start` / `clipped_end` say that the span is
    part of a longer sentence (shown with "…"). `mentions` are offset into `text`. `inserts` are (offset, words) put in
    for the reader and shown in ‹ › ("‹14 Jul›"). `why` gives the terms of the score for "why this sentence".
    """

    text: str
    item_id: int
    start: int
    end: int
    citations: tuple[int, ...]
    mentions: tuple[Mention, ...] = ()
    inserts: tuple[tuple[int, str], ...] = ()
    new: bool = False
    clipped_start: bool = False
    clipped_end: bool = False
    why: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class BriefFigure:
    """One row of Numbers: the value's and the label's words, and the passage that says it."""

    value: str
    label: str
    kind: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class BriefQuote:
    """One quotation: `passage` is the words inside the marks."""

    passage: Passage
    speaker: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One dated event: `label` is a short form of the date ("Mon 14 Jul"), `when` its expression in the text."""

    first: date
    last: date
    label: str
    when: str
    passage: Passage
    future: bool = False


@dataclass(frozen=True, slots=True)
class Who:
    """A named entity of the story. `count` is how many times the story's texts name it."""

    name: str
    kind: Kind
    role: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Angle:
    """Where outlets differ. `label` is the program's own words ("Only Circuit Daily"), `passages` are the outlets'."""

    kind: str
    label: str
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One source of a brief, with its number. `also` are outlets that carry the same words (copies)."""

    number: int
    item_id: int
    outlet: str
    title: str
    url: str
    published: datetime
    full_text: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """What a story says. Empty slots are empty tuples and are not shown."""

    story_id: int
    headline: str
    headline_item: int
    first: datetime
    last: datetime
    items: int
    outlets: int
    headline_mentions: tuple[Mention, ...] = ()
    note: str = ""
    lead: Passage | None = None
    points: tuple[Passage, ...] = ()
    figures: tuple[BriefFigure, ...] = ()
    quotes: tuple[BriefQuote, ...] = ()
    timeline: tuple[TimelineRow, ...] = ()
    who: tuple[Who, ...] = ()
    angles: tuple[Angle, ...] = ()
    sources: tuple[Source, ...] = ()
    new: int = 0
    related: tuple[tuple[int, str], ...] = field(default=())
