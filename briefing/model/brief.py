"""A brief and its parts, as plain data; made by `briefing.briefs`, shown and exported."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model.kinds import Kind
    from briefing.model.readings import Mention


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
    background: tuple[Passage, ...] = ()
    sources: tuple[Source, ...] = ()
    new: int = 0
    related: tuple[tuple[int, str], ...] = field(default=())
    tags: tuple[str, ...] = ()
    own_note: str = ""
    """What the reader wrote on the story: the only words here that are of no outlet."""
