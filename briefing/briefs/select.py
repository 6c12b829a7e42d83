"""The lines of a story -> the sentence that tells it, and up to five points.

Coverage of the story's words, position, words of the titles, names, support by other outlets; a cut of what repeats.
Weights by coordinate search on 354 clusters of WCEP and 73 of Multi-News together. On 660 unseen WCEP events this has
R1 29.6 for one sentence, against 28.9 for the lead of the first item and 20.9-26.8 for LexRank, TextRank, LSA, KL,
SumBasic and Luhn. No table of word frequencies: it made no difference (29.57 with, 29.63 without).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt

from briefing.briefs.material import Line, Material, names_of, stems
from briefing.briefs.novelty import Seen, is_new
from briefing.briefs.readable import Fit

MAX_POINTS = 5
"""Points after the first sentence."""
COVERAGE, POSITION, TITLE, NAMES, SUPPORT, SHORT = 0.3, 0.1, 0.1, 0.05, 0.4, -0.1
"""Weights of the terms of a sentence's score (the joint search of WCEP and Multi-News)."""
SHORT_WORDS = 12
"""Words under which a sentence counts as short."""
REDUNDANT, REDUNDANT_WITHIN = 0.35, 0.5
"""Cosine to a chosen sentence from which another is left out: of another item, of the same item. An author does not
say the same twice, but names the same people all along."""
OUTLETS_HALVING = 8
"""Further items that halve the weight of position: with many outlets, what they agree on counts for more."""
RECENT = timedelta(days=7)
"""A date this near to publication, or ahead of it, makes a sentence news."""
LEAD_LINES = 3
"""Sentences from the start of an item among which the one on top is looked for (inverted pyramid)."""
HEADLINE = 0.15
"""Weight of the cosine to the story's headline, for the sentence on top."""
RECENCY, RECENCY_ON_TOP = 0.03, 0.05
"""Term of the newest item of a story that runs for longer than `LONG_STORY`, the oldest has 0; and what it gains as the
sentence on top, which must not tell of yesterday ("a day ahead of the talks")."""
LONG_STORY = timedelta(hours=24)
"""Time between first and last item from which the later ones know more."""
DATED, FIGURE, UNFIT_STEP, RESOLVED, NEW, QUOTATION, PASSED = 0.04, 0.06, -0.3, -0.03, 0.15, -0.15, -0.1
"""Terms beyond the search, set on one hand-made brief and by reading three dozen stories: a date of now; a figure with
a label; each step below a sentence that can stand alone; a pronoun with its name put in; not read before; mostly
speech; announcing what has come to pass since."""
STALE = timedelta(hours=6)
"""Time after an item in which what it announces for a day can have happened."""
_ANNOUNCES = re.compile(
    r"\b(?:will|would|(?:set|due|about|expected|scheduled|planned|likely) to|a day ahead of|is to|are to)\b"
)
MOSTLY_QUOTED = 0.5
"""Share of a sentence inside quotation marks from which it belongs among the quotations."""
OLD = timedelta(days=45)
"""A sentence all of whose dates lie further back tells the background."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A line with the terms of the score that chose it, and whether it is new to the reader."""

    line: Line
    why: tuple[tuple[str, float], ...]
    new: bool


@dataclass(slots=True)
class Candidate:
    """A line that may be chosen, with the terms of its score that do not depend on what was chosen before.

    `reach` is its product with the words of the whole story, `told` with those of the sentences chosen so far.
    """

    line: Line
    terms: tuple[tuple[str, float], ...]
    score: float
    headline: float
    late: float
    norm: float
    new: bool
    reach: float = 0.0
    told: float = 0.0


def choose(material: Material, headline: str, seen: Seen | None) -> list[Chosen]:
    """Return the first sentence and the points, in the order of choice; empty when no line can be shown.

    The first sentence stands near the top of its item and is near the headline, whose story it tells in full.
    Ties go to the earlier item, then to the earlier sentence, so that the order of the items does not matter.
    """
    candidates = _candidates(material, headline, seen)
    centre = _sum(candidate.line.stems for candidate in candidates)
    for candidate in candidates:
        candidate.reach = sum([count * centre[stem] for stem, count in candidate.line.stems.items()])
    norm = _norm(centre.values())
    reached = square = 0.0
    chosen: list[Chosen] = []
    while candidates and len(chosen) <= MAX_POINTS:
        eligible = candidates if chosen else _leads(candidates)
        best, gain = _best(eligible, reached, square, norm, lead=not chosen)
        on_top = () if chosen else (("headline", best.headline), ("latest", best.late))
        why = (("coverage", gain), *best.terms, *((name, value) for name, value in on_top if value))
        chosen.append(Chosen(best.line, why, best.new))
        reached += best.reach
        square += 2 * best.told + best.norm**2
        candidates = [c for c in candidates if c is not best and not _repeats(c, best)]
    return chosen


def _leads(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """The candidates that can stand on top: near the start of their items, where there are such."""
    return [candidate for candidate in candidates if candidate.line.position < LEAD_LINES] or candidates


def _best(
    candidates: Sequence[Candidate], reached: float, square: float, norm: float, *, lead: bool
) -> tuple[Candidate, float]:
    """The candidate that, with what is chosen already, scores highest, and its term of coverage.

    The sentence on top (`lead`) tells what the headline tells, as it stands now.

    `reached` is the product of the chosen words with those of the story, `square` the square of their norm, `norm` the
    norm of the story's words.
    """
    best, best_gain, best_score = candidates[0], 0.0, float("-inf")
    for candidate in candidates:
        joined = sqrt(square + 2 * candidate.told + candidate.norm**2)
        gain = round(COVERAGE * (reached + candidate.reach) / (joined * norm), 6)
        score = round(gain + candidate.score + (candidate.headline + candidate.late if lead else 0.0), 6)
        if score > best_score:
            best, best_gain, best_score = candidate, gain, score
    return best, best_gain


def _repeats(candidate: Candidate, chosen: Candidate) -> bool:
    """Whether a candidate says over again what was chosen; what they share is added to what it would tell twice."""
    words = chosen.line.stems
    shared = sum([count * words[stem] for stem, count in candidate.line.stems.items() if stem in words])
    candidate.told += shared
    limit = REDUNDANT_WITHIN if candidate.line.item.id == chosen.line.item.id else REDUNDANT
    return shared > limit * candidate.norm * chosen.norm


def _candidates(material: Material, headline: str, seen: Seen | None) -> list[Candidate]:
    """The lines that may be shown, best fit of each item, in the order that decides ties."""
    shown = [line for line in material.lines if line.fit > Fit.UNFIT and line.stems]
    shown = [line for line in shown if line.on_topic] or shown
    if any(line.fit > Fit.LEANING for line in shown):
        shown = [line for line in shown if line.fit > Fit.LEANING]
    best_fit: dict[int, Fit] = {}
    for line in shown:
        best_fit[line.item.id] = max(best_fit.get(line.item.id, Fit.UNFIT), line.fit)
    usable = [line for line in shown if line.fit is best_fit[line.item.id]]
    usable.sort(key=lambda line: line.key)
    unique: dict[frozenset[tuple[str, int]], Line] = {}
    for line in sorted(usable, key=lambda line: -line.fit):  # of the same words, the finished sentence
        unique.setdefault(frozenset(line.stems.items()), line)
    score = _Scorer(material, usable, headline)
    return [score.candidate(line, seen) for line in usable if unique[frozenset(line.stems.items())] is line]


class _Scorer:
    """Scores lines by what the whole story says."""

    def __init__(self, material: Material, usable: Sequence[Line], headline: str) -> None:
        self.headline = set(stems(headline, usable[0].item.language if usable else ""))
        self.items = len({line.item.id for line in usable})
        self.position = POSITION / (1 + (self.items - 1) / OUTLETS_HALVING)
        self.first = min((line.item.published for line in usable), default=None) or datetime.min
        self.last = max((line.item.published for line in usable), default=None) or datetime.min
        holding: dict[str, set[int]] = {}
        self.names: dict[str, int] = {}
        for line in usable:
            for stem in line.stems:
                holding.setdefault(stem, set()).add(line.item.id)
            for name in names_of(line):
                self.names[name] = self.names.get(name, 0) + 1
        self.spread = {stem: len(ids) for stem, ids in holding.items()}
        titles = {stem for item in material.items for stem in stems(item.title, item.language)}
        if not titles:  # leads stand for the titles of items that have none
            titles = {stem for line in usable if line.position == 0 for stem in line.stems}
        self.titles = titles

    def candidate(self, line: Line, seen: Seen | None) -> Candidate:
        """The line with the terms of its score; terms of nought are left out."""
        norm = _norm(line.stems.values())
        new = is_new(line, seen)
        terms = (
            ("position", self.position / (1 + line.position)),
            ("title", TITLE * self._near(line, norm, self.titles)),
            ("names", NAMES * self._named(line)),
            ("support", SUPPORT * self._support(line)),
            ("recent", RECENCY * self._lateness(line)),
            ("short", SHORT if line.words < SHORT_WORDS else 0.0),
            ("quotation", QUOTATION if line.quoted > MOSTLY_QUOTED else 0.0),
            ("fit", UNFIT_STEP * (Fit.GOOD - line.fit)),
            ("date", DATED if _is_dated_now(line) else 0.0),
            ("figure", FIGURE if line.figures else 0.0),
            ("pronoun", RESOLVED if line.told_name else 0.0),
            ("new", NEW if new else 0.0),
            ("passed", PASSED if self._has_passed(line) else 0.0),
        )
        shown = tuple((name, round(value, 6)) for name, value in terms if value)
        score = round(sum(value for _, value in shown), 6)
        headline = round(HEADLINE * self._near(line, norm, self.headline), 6)
        late = round(RECENCY_ON_TOP * self._lateness(line), 6)
        return Candidate(line, shown, score, headline, late, norm, new)

    def _lateness(self, line: Line) -> float:
        """0 for the first item of the story, 1 for the last."""
        span = self.last - self.first
        return (line.item.published - self.first) / span if span > LONG_STORY else 0.0

    def _has_passed(self, line: Line) -> bool:
        """Whether the line announces a day that has come before the story's last item ("will meet on Tuesday")."""
        if self.last - line.item.published < STALE or not _ANNOUNCES.search(line.text):
            return False
        told, now = line.item.published.date(), self.last.date()
        return any(ref.granularity == "day" and told <= ref.first and ref.last <= now for ref in line.dates)

    @staticmethod
    def _near(line: Line, norm: float, words: set[str]) -> float:
        """Cosine to a set of words, of all titles or of the headline."""
        shared = sum([count for stem, count in line.stems.items() if stem in words])
        return shared / (norm * sqrt(len(words))) if norm and words else 0.0

    def _named(self, line: Line) -> float:
        """How much the line names what the story names."""
        if not self.names:
            return 0.0
        return min(1.0, sum(self.names.get(name, 0) for name in names_of(line)) / (6.0 * max(self.names.values())))

    def _support(self, line: Line) -> float:
        """The mean share of items that use the line's words; 0 with one item."""
        if self.items < 2 or not line.stems:
            return 0.0
        return sum([self.spread[stem] for stem in line.stems]) / (len(line.stems) * self.items)


def _is_dated_now(line: Line) -> bool:
    """Whether the line has a date near its publication or ahead of it."""
    published = line.item.published.date()
    return any(ref.last >= published - RECENT and (ref.last - ref.first).days <= 45 for ref in line.dates)


def is_background(line: Line) -> bool:
    """Whether all dates of the line lie long before its publication."""
    published = line.item.published.date()
    text = line.item.text
    passed = [
        ref.last < published - OLD and not text.endswith(("since ", "Since "), 0, ref.start) for ref in line.dates
    ]
    return bool(passed) and all(passed)


def in_reading_order(points: Sequence[Chosen]) -> list[Chosen]:
    """Return the points as they are read: new ones first, the background last, else by day of the event.

    The day is the line's last one up to its publication, else that of publication.
    """

    def key(chosen: Chosen) -> tuple[object, ...]:
        line = chosen.line
        published = line.item.published.date()
        days = [ref.last for ref in line.dates if ref.granularity == "day" and ref.last <= published]
        return (not chosen.new, is_background(line), max(days, default=published), *line.key)

    return sorted(points, key=key)


def _sum(counts: Iterable[Mapping[str, int]]) -> dict[str, float]:
    total: dict[str, float] = {}
    for one in counts:
        for stem, count in one.items():
            total[stem] = total.get(stem, 0.0) + count
    return total


def _norm(counts: Iterable[float]) -> float:
    return sqrt(sum([count * count for count in counts]))
