"""The lines of a story that its brief does not show yet -> up to three that tell how it came to this.

A sentence tells the background when all its dates lie long before its publication, or when its words look back ("has
long", "since 1967", "in recent years").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

from briefing.briefs.citations import Citations
from briefing.briefs.material import Line, Material
from briefing.briefs.novelty import Seen, is_new
from briefing.briefs.passages import whole_line
from briefing.briefs.readable import Fit
from briefing.briefs.select import MOSTLY_QUOTED, is_background
from briefing.model import Passage

MAX_LINES = 3
"""Sentences of the background."""
MAX_CANDIDATES = 10
"""Sentences among which they are chosen: those that stand near the start of their articles."""
TOLD = 0.4
"""Share of a sentence's words in another that is shown from which it tells nothing more."""

_LOOKS_BACK = re.compile(
    r"\b(?:since (?:the )?(?:[A-Z]\w+ )?(?:19|20)\d\d|for (?:years|decades|months|generations)|"
    r"in recent (?:years|months)|over the (?:past|last) (?:\w+ )?(?:years|decades|decade|months)|decades-old|"
    r"decades of|years of|long-(?:running|standing)|"
    r"for the first time (?:since|in)|(?:has|have|had) (?:long|repeatedly|previously|historically)|came to power|"
    r"(?:was|were) (?:founded|created|established|introduced) in|historically)\b"
)


def background(
    material: Material,
    cited: Citations,
    chosen: Sequence[Line],
    elsewhere: Sequence[Passage],
    *,
    now: date,
    seen: Seen | None,
) -> tuple[Passage, ...]:
    """Return at most `MAX_LINES` passages in the order of what they tell.

    None stands among the sentences (`chosen`) or, in the timeline and the angles, `elsewhere`.
    """
    shown = {line.number for line in chosen}
    shown |= {line.number for words in elsewhere if (line := material.line_at(words.item_id, words.start))}
    lines = [line for line in material.lines if line.number not in shown and _looks_back(line)]
    lines.sort(key=lambda line: (not is_background(line), line.position // 4, *line.key))
    lines = sorted(lines[:MAX_CANDIDATES], key=lambda line: (-len(cited.of(line)), not is_background(line), *line.key))
    told = [material.lines[number] for number in sorted(shown)]
    kept: list[Line] = []
    for line in lines:
        if not any(_tells(other, line) for other in (*told, *kept)):
            kept.append(line)
        if len(kept) == MAX_LINES:
            break
    kept.sort(key=lambda line: (min((ref.first for ref in line.dates), default=date.max), *line.key))
    return tuple(whole_line(line, cited, now=now, new=is_new(line, seen)) for line in kept)


def _looks_back(line: Line) -> bool:
    """Whether a line can stand alone and tells of earlier times."""
    fit = line.fit is Fit.GOOD and line.on_topic and line.quoted <= MOSTLY_QUOTED and not line.told_name
    return fit and (is_background(line) or _LOOKS_BACK.search(line.text) is not None)


def _tells(shown: Line, line: Line) -> bool:
    """Whether a line that is shown tells what this one would."""
    return _shared(shown.stems, line.stems) >= TOLD * min(len(shown.stems), len(line.stems))


def _shared(one: Collection[str], other: Collection[str]) -> int:
    return len(set(one) & set(other))
