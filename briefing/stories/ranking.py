"""The facts of a story -> its rank in the edition, with a breakdown for people.

The value is a weight plus the time of the last item in units of `TAU`: the order of two stories never depends on the
hour at which somebody looks, so that an index on the value pages the edition (the form of Reddit's "hot" order).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

TAU = timedelta(hours=12)
"""Age that costs one point. Once a day is how often an edition is read: what four outlets told yesterday morning still
stands above what one outlet tells now, what two told does not."""

RECENT_OUTLETS = timedelta(hours=24)
"""Outlets count in full with an item this close to the story's last; a straggler does not lift an old story."""

RECENT_ITEMS = timedelta(hours=6)
"""Items this close to the last one are growth."""

OUTLETS = 1.5
OLD_OUTLETS = 0.75
ITEMS = 0.25
GROWTH = 0.5
FOLLOWED = 2.0
PREFERRED = 0.5
MUTED = -12.0
"""Points: for each doubling of recent outlets, by outlets of earlier days, of items by outlet, of growth; for each
followed entity, for each preferred outlet (doublings), for muting."""


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """What counts. Copies count nowhere; `outlets` are publishers, not feeds.

    `recent_items` and `recent_outlets` count what was published within `RECENT_ITEMS` and `RECENT_OUTLETS` of `last`
    (0 outlets: not known, all count as recent). `followed` and `preferred` are the numbers of entities and outlets of
    the story that the reader follows or prefers; `muted` says that it names a muted entity or has muted outlets only.
    """

    outlets: int
    items: int
    first: datetime
    last: datetime
    recent_items: int = 0
    followed: int = 0
    muted: bool = False
    recent_outlets: int = 0
    preferred: int = 0


@dataclass(frozen=True, slots=True)
class Rank:
    """`value` orders the edition, highest first; it is the sum of `parts`, (name, points), which are for people."""

    value: float
    parts: tuple[tuple[str, float], ...]


def rank(facts: StoryFacts) -> Rank:
    """Return the rank of a story; parts that give nothing are left out, "time" is always the last."""
    outlets = max(1, facts.outlets)
    recent = min(outlets, facts.recent_outlets or outlets)
    parts = (
        ("outlets", OUTLETS * math.log2(recent) + OLD_OUTLETS * math.log2(outlets / recent)),
        ("items", ITEMS * math.log2(max(1.0, facts.items / outlets))),
        ("growth", GROWTH * math.log2(max(1, facts.recent_items))),
        ("followed", FOLLOWED * math.log2(1 + facts.followed)),
        ("preferred outlets", PREFERRED * math.log2(1 + facts.preferred)),
        ("muted", MUTED if facts.muted else 0.0),
        ("time", facts.last.timestamp() / TAU.total_seconds()),
    )
    kept = tuple((name, points) for name, points in parts if points or name == "time")
    return Rank(sum(points for _, points in kept), kept)


def age_points(last: datetime, now: datetime) -> float:
    """Return what the age of a story costs at `now`, in points (0 or less): the part "time" as people see it."""
    return min(0.0, (last - now) / TAU)
