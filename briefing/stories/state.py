"""The plain data of grouping: what goes into a round, what comes out, and what is kept between rounds.

All of it is stored by `briefing.store`; nothing here knows how.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class GroupItem:
    """An item to be grouped. `url` is its canonical URL (or ""), `text` plain text, `published` never empty."""

    id: int
    title: str
    text: str
    published: datetime
    outlet: str = ""
    url: str = ""
    language: str = ""
    guid: str = ""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an item went: `p` is the probability that it belongs there (1.0: it opened the story, or a rule decided).

    `why` holds up to five words that it shares with the story, strongest first, as the item writes them; `hours` is
    the time between it and the story's nearest other item, None for the first item of a story. `copy_of` is the id
    of the item whose words it repeats.
    """

    item_id: int
    story_id: int
    p: float = 1.0
    why: tuple[str, ...] = ()
    copy_of: int | None = None
    hours: float | None = None


@dataclass(frozen=True, slots=True)
class Constraint:
    """A correction by the user over two item ids: the items are in one story ("together") or never are ("apart")."""

    kind: Literal["together", "apart"]
    a: int
    b: int


@dataclass(slots=True)
class LiveStory:
    """A story that items may still join: `terms` is the sum of its items' vectors, `n` how many they are.

    Copies and round-ups are not counted and not summed. `first` and `last` are times of publication.
    """

    id: int
    terms: dict[str, float]
    n: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Recent:
    """An item of the last days, kept so that its copies are known: where it is, and what a copy must agree with."""

    item_id: int
    story_id: int
    published: datetime
    outlet: str
    title: tuple[str, ...]
    """Stems of the cleaned title, sorted."""
    opening: str
    """Key of the first words of its text, "" when it has too few."""


@dataclass(slots=True)
class State:
    """What grouping knows between two rounds; empty at first.

    `counts` is the number of stories that hold a term (halved now and then, so not whole), `documents` the number of
    stories by language, halved with it, `seen` the number of items since the last halving. `recent` maps copy keys to
    items of the last 72 hours. `homes` gives the story of every stored item that a constraint names. `clock` is the
    newest time of publication met.
    """

    stories: dict[int, LiveStory] = field(default_factory=dict)
    counts: dict[str, float] = field(default_factory=dict)
    documents: dict[str, float] = field(default_factory=dict)
    seen: int = 0
    next_id: int = 1
    recent: dict[str, Recent] = field(default_factory=dict)
    homes: dict[int, int] = field(default_factory=dict)
    clock: datetime | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """The result of a round, with what is to be stored of the changed state.

    `placements` has one row for each item given, in the order of grouping. `united` maps the id of each story that
    was united with an older one to that one (never a chain). `touched` are live stories whose row or terms changed;
    `expired` are stories that left the live window, whose terms can go. `counted` holds the new counts of the terms
    that changed; with `recounted` all counts changed and `counted` is all of them. `remembered` are the new entries
    of `State.recent`, `forgotten` the keys that went.
    """

    placements: tuple[Placement, ...]
    united: Mapping[int, int]
    touched: frozenset[int]
    expired: frozenset[int]
    counted: Mapping[str, float]
    recounted: bool
    remembered: Mapping[str, Recent]
    forgotten: frozenset[str]
