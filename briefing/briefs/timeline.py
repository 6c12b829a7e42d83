"""The dates of a story's items -> the rows of the timeline, in order, what lies ahead marked.

A row is the sentence around a date, clipped at its clauses; rows of the same days with the same words are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from briefing.briefs.citations import SAYS, Citations
from briefing.briefs.material import Line, Material, stems
from briefing.briefs.novelty import Seen, is_new
from briefing.briefs.passages import DAY_NAMES, MONTH_NAMES, part_of_line, short_days
from briefing.briefs.readable import Fit, is_balanced
from briefing.briefs.select import MOSTLY_QUOTED
from briefing.model import DateRef, TimelineRow

MAX_ROWS = 14
"""Rows of the timeline."""
MAX_ROWS_A_DATE = 2
"""Rows of the same days."""
GRANULARITIES = ("day", "week", "part", "month", "quarter", "range", "year")
"""From the most exact to the vaguest."""
MAX_SPAN = timedelta(days=100)
"""Longest stretch that is an event; "this year" or "the past ten years" is none, unless the words name the year."""
OLD = timedelta(days=400)
"""Age from which a date is history."""
MAX_OLD = 4
"""Rows of history: the story is about now."""
SAME_DAYS = 0.5
"""Share of the shorter sentence's words in the other from which two rows of the same days are one."""
CLIP_ABOVE = 220
"""Characters from which the sentence of a row is clipped to the clauses around its date."""

_CLAUSE = re.compile(
    r",\s+(?=(?:and|but|while|which|who|whose|where|after|before|as|when|with|[a-z]+ing)\b)|;\s+|\s+[–—-]\s+"
    r"|\s+(?=(?:while|but|after|before|because|although|though)\s)"
)
_APPOSITION = re.compile(r",\s+(?=(?:an?|the)\s)|:\s+")
_LINK = re.compile(r"\b(?:that|which|who|when|where|after|before|since|following|during|until|because|in which)\s")
_BEFORE = re.compile(r"\b(?:before|ahead of|prior to|in time for|in the run-up to)\s+")
"""Words behind which stands what lies ahead."""
_SUBORDINATE = re.compile(r"(?:After|Before|Following|While|As|When|Since|Although|Though|Despite|If|Until|Ahead of)\b")
_ATTRIBUTION = re.compile(r"[^,“”]{3,50}\s(?:said|says|reported|announced|confirmed|told \w+)\s+(?:\w+\s+){0,3}\w+\.?$")
"""A clause that only says who said it, and when."""
_COMPARING = (" than ", " than in ", " as in ", " compared with ", " compared to ", "” of ")
"""Before a date: it says when something else happened, with which the event is compared."""
_SUBJECT = re.compile(r"[A-Z“]|(?:the|a|an|his|her|its|their)\b")
"""What a clause that can stand alone begins with."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in its line."""

    ref: DateRef
    line: Line
    shown: bool
    """Whether the line is among the sentences of the brief."""
    future: bool
    words: frozenset[str]
    """The stems that tell the event."""


def timeline(
    material: Material, cited: Citations, chosen: Sequence[Line], *, now: date, seen: Seen | None
) -> tuple[TimelineRow, ...]:
    """Return at most `MAX_ROWS` rows sorted by date; what the brief shows, what many say and what is ahead stays."""
    shown = {line.number for line in chosen}
    kept: list[Dated] = []
    settled: set[int] = set()  # lines whose event has a row, of their own or of another line that tells the same
    for one in sorted(_dated(material, shown, now), key=lambda one: _weight(one, cited)):
        if one.line.number in settled:
            continue
        old = now - one.ref.last > OLD
        if old and sum(now - other.ref.last > OLD for other in kept) >= MAX_OLD:
            continue
        same = sum((other.ref.first, other.ref.last) == (one.ref.first, one.ref.last) for other in kept)
        told = any(_overlap(other.ref, one.ref) and _alike(other, one) for other in kept)
        if told or same < MAX_ROWS_A_DATE:
            settled.add(one.line.number)
        if same < MAX_ROWS_A_DATE and not told:
            kept.append(one)
        if len(kept) == MAX_ROWS:
            break
    if all(one.shown and one.ref.last <= now for one in kept) and len({one.ref.first for one in kept}) == 1:
        return ()  # one day, told in the sentences above: no timeline
    kept.sort(key=lambda one: (one.ref.first, one.ref.last, *one.line.key, one.ref.start))
    return tuple(_row(one, cited, now, seen) for one in kept)


def _dated(material: Material, shown: set[int], now: date) -> Iterator[Dated]:
    """The dates that tell of an event, in lines fit to be shown."""
    for line in material.lines:
        if line.fit < Fit.SHORT or not line.on_topic or line.quoted > MOSTLY_QUOTED:
            continue
        published = line.item.published.date()
        for ref in line.dates:
            ongoing = ref.first < published < ref.last and ref.last - ref.first > timedelta(days=31)
            if line.item.text.endswith(("hours", "hour"), ref.start, ref.end):  # "in the last 24 hours" is today
                continue
            if line.item.text.startswith(("'s", "’s"), ref.end):  # "last year’s conference" is not when it happened
                continue
            if line.item.text.endswith(("since ", "Since "), 0, ref.start) and ref.granularity != "day":
                continue  # a state that lasts, told in passing
            if line.item.text.endswith(_COMPARING, 0, ref.start):
                continue
            named_year = ref.granularity == "year" and not ongoing
            if named_year or (ref.last - ref.first <= MAX_SPAN and not ongoing):
                words = _event_words(line, ref, now)
                yield Dated(ref, line, line.number in shown, _is_future(ref, line, now), words)


def _weight(one: Dated, cited: Citations) -> tuple[object, ...]:
    """What decides which rows stay: shown, ahead, said by many, told to the day, in time and place."""
    return (
        not one.shown,
        not one.future,
        GRANULARITIES.index(one.ref.granularity) // 3,
        one.line.fit is not Fit.GOOD,
        -len(cited.of(one.line)),
        *one.line.key,
        one.ref.start,
    )


def _overlap(one: DateRef, other: DateRef) -> bool:
    """Whether two dates share a day."""
    return one.first <= other.last and other.first <= one.last


def _alike(one: Dated, other: Dated) -> bool:
    """Whether two lines tell the same event; of the same days, fewer words in common will do."""
    within = one.ref.first <= other.ref.first and other.ref.last <= one.ref.last
    same = within or (other.ref.first <= one.ref.first and one.ref.last <= other.ref.last)
    least = (SAME_DAYS if same else SAYS) * min(len(one.words), len(other.words))
    return len(one.words & other.words) >= least


def _event_words(line: Line, ref: DateRef, now: date) -> frozenset[str]:
    """The words that tell the event: those of the line, or of its part on what lies ahead."""
    ahead = _event_ahead(line, ref.start, ref.end) if _is_future(ref, line, now) else None
    return frozenset(stems(line.item.text[slice(*ahead)], line.item.language) if ahead else line.stems)


def _is_future(ref: DateRef, line: Line, now: date) -> bool:
    """Whether the event lies ahead of the reader: from tomorrow, or in "the coming weeks" while they are young."""
    coming = ref.granularity == "range" and ref.first >= line.item.published.date()
    return ref.first > now or (coming and now < ref.first + (ref.last - ref.first) / 3)


def _row(one: Dated, cited: Citations, now: date, seen: Seen | None) -> TimelineRow:
    start, end = clip_around(one.line, one.ref.start, one.ref.end, ahead=one.future)
    passage = part_of_line(one.line, start, end, cited, now=now, new=is_new(one.line, seen), inserts=False)
    when = one.line.item.text[one.ref.start : one.ref.end]
    label = date_label(one.ref, when, now)
    if one.future and one.ref.granularity == "range" and (unit := _COMING.search(when)):
        label = f"next {unit[0].lower()}"
    return TimelineRow(one.ref.first, one.ref.last, label, when, passage, future=one.future)


def clip_around(line: Line, start: int, end: int, *, ahead: bool = False) -> tuple[int, int]:
    """Return the span of the line, or of the clauses of a long line that hold `[start, end)`, quotations closed.

    Of what lies `ahead` only the event is taken where the sentence tells what came before it: "Congress voted to remove
    him, weeks before | the April 12 election".
    """
    text = line.item.text
    if ahead and (event := _event_ahead(line, start, end)):
        return event
    if line.end - line.start <= CLIP_ABOVE:
        return line.start, line.end
    cuts = list(_CLAUSE.finditer(text, line.start, line.end))
    heads = [cut.end() for rule in (_CLAUSE, _APPOSITION) for cut in rule.finditer(text, line.start, line.end)]
    starts = [line.start, *(head for head in heads if _SUBJECT.match(text, head))]
    ends = [*(cut.start() for cut in cuts), line.end]
    if _SUBORDINATE.match(text, line.start):
        ends = ends[1:] or ends  # "After the talks in May …" waits for what happened then
    options = [
        (low, high)
        for low in starts
        for high in ends
        if low <= start
        and end <= high
        and 40 < high - low <= CLIP_ABOVE
        and is_balanced(text[low:high])
        and (low == line.start or not _ATTRIBUTION.match(text, low, high))
    ]
    # one that begins the sentence before any other, then the longest: a subject is worth more than an adjunct
    best = min(options, key=lambda span: (span[0] != line.start, span[0] - span[1]), default=None)
    return best or _near_date(line, start, end, ends)


def _near_date(line: Line, start: int, end: int, ends: Sequence[int]) -> tuple[int, int]:
    """The longest span around the date that begins with a conjunction or a relative, when no clause is short enough."""
    text = line.item.text
    options = [
        (link.start(), high)
        for link in _LINK.finditer(text, line.start, start)
        for high in ends
        if high >= end and 40 < high - link.start() <= CLIP_ABOVE and is_balanced(text[link.start() : high])
    ]
    return min(options, key=lambda span: (span[0] - span[1], span), default=(line.start, line.end))


def _event_ahead(line: Line, start: int, end: int) -> tuple[int, int] | None:
    """The event behind the last "before" or "ahead of" that stands before the date, up to the end of its clause."""
    text = line.item.text
    cue = next(reversed(list(_BEFORE.finditer(text, line.start, start + 1))), None)
    cut = _CLAUSE.search(text, end, line.end)
    high = cut.start() if cut else line.end
    if cue is None or _CLAUSE.search(text, cue.end(), start) or not is_balanced(text[cue.end() : high]):
        return None
    rest = text[cue.end() : start] + text[end:high]
    return (cue.end(), high) if len(re.findall(r"[^\W\d_]{4,}", rest)) >= 1 and high - cue.end() > 12 else None


def date_label(ref: DateRef, when: str, now: date) -> str:
    """Return a short form of a date: "Mon 14 Jul", "7-13 Jul", "Apr 2025", "Q1 2025", "end 2023", "early Aug"."""
    first, last = ref.first, ref.last
    month, year = MONTH_NAMES[first.month - 1], "" if first.year == now.year else f" {first.year}"
    if ref.granularity == "day":
        return f"{first.day} {month}{year}" if year else f"{DAY_NAMES[first.weekday()]} {first.day} {month}"
    if ref.granularity == "year":
        return str(first.year)
    if ref.granularity == "quarter":
        return f"Q{(first.month + 2) // 3} {first.year}"
    if ref.granularity == "month":
        return f"{month} {first.year}"
    if ref.granularity == "part" and (part := _part_label(ref, when)):
        return part
    if first.year == last.year:
        return short_days(first, last, now)
    return f"{month} {first.year} - {MONTH_NAMES[last.month - 1]} {last.year}"


_PARTS = {
    "early": "early",
    "beginning": "early",
    "start": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "end",
}
_COMING = re.compile(r"days|weeks|months", re.I)
_SEASON = re.compile(r"spring|summer|autumn|fall|winter", re.I)


def _part_label(ref: DateRef, when: str) -> str:
    """ "early Aug 2025", "end 2023", "summer 2024"; "" for other parts."""
    season = _SEASON.search(when)
    if season:
        return f"{season[0].lower()} {ref.first.year}"
    words = re.findall(r"[a-z]+", when.lower())
    part = next((_PARTS[word] for word in words if word in _PARTS), "")
    if not part or "later" in words or "earlier" in words:
        return ""
    within_month = (ref.last - ref.first).days < 16
    month = f" {MONTH_NAMES[ref.first.month - 1]}" if within_month else ""
    return f"{part}{month} {ref.first.year}"
