"""What one text says, as plain data; made by `briefing.reading`, stored per item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model.kinds import Field, Kind


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
