"""The words of the project as plain data: what is stored, grouped, briefed and shown.

Every row that leaves `briefing.store`, and everything that the pure rooms (`reading`, `stories`, `briefs`,
`query`, `export`) take and give, is one of these. Offsets are half-open `[start, end)` in characters;
times are aware UTC.

Each is loaded when it is first used: making the classes takes longer than everything else that the first frame needs
of this project (17 ms of CPU for all of them, of 190 that a bare Textual app takes).
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model.brief import Angle, Brief, BriefFigure, BriefQuote, Passage, Source, TimelineRow, Who
    from briefing.model.editions import SLOTS, Edition, StoryRow
    from briefing.model.kinds import NAME_KINDS, Field, Kind
    from briefing.model.readings import DateRef, Figure, Mention, Quote, Reading, Sentence
    from briefing.model.stored import Calling, EntityRow, FeedRow, Hit, RisingEntity, StoredItem

_HOMES = {
    "brief": "Angle Brief BriefFigure BriefQuote Passage Source TimelineRow Who".split(),
    "editions": "SLOTS Edition StoryRow".split(),
    "kinds": "NAME_KINDS Field Kind".split(),
    "readings": "DateRef Figure Mention Quote Reading Sentence".split(),
    "stored": "Calling EntityRow FeedRow Hit RisingEntity StoredItem".split(),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "NAME_KINDS",
    "SLOTS",
    "Angle",
    "Brief",
    "BriefFigure",
    "BriefQuote",
    "Calling",
    "DateRef",
    "Edition",
    "EntityRow",
    "FeedRow",
    "Field",
    "Figure",
    "Hit",
    "Kind",
    "Mention",
    "Passage",
    "Quote",
    "Reading",
    "RisingEntity",
    "Sentence",
    "Source",
    "StoredItem",
    "StoryRow",
    "TimelineRow",
    "Who",
]


def __getattr__(name: str) -> object:
    """Return a class or constant of this package (PEP 562), loaded now."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = found
    return found
