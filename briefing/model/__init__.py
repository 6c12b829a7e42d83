"""The words of the project as plain data: what is stored, grouped, briefed and shown.

Every row that leaves `briefing.store`, and everything that the pure rooms (`reading`, `stories`, `briefs`,
`query`, `export`) take and give, is one of these. Offsets are half-open `[start, end)` in characters;
times are aware UTC.
"""

from __future__ import annotations

from briefing.model.brief import (
    Angle,
    Brief,
    BriefFigure,
    BriefQuote,
    Passage,
    Source,
    TimelineRow,
    Who,
)
from briefing.model.readings import (
    NAME_KINDS,
    DateRef,
    Field,
    Figure,
    Kind,
    Mention,
    Quote,
    Reading,
    Sentence,
)
from briefing.model.stored import (
    SLOTS,
    Calling,
    Edition,
    EntityRow,
    FeedRow,
    Hit,
    RisingEntity,
    StoredItem,
    StoryRow,
)

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
