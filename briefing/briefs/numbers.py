"""The figures of a story's items -> the rows of Numbers: each value once, with every source that says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefing.briefs.citations import Citations
from briefing.briefs.material import Line, Material, stems
from briefing.briefs.novelty import HARD_KINDS, Seen, figure_fact, is_new
from briefing.briefs.passages import whole_line
from briefing.briefs.readable import Fit
from briefing.briefs.select import is_background
from briefing.model import BriefFigure, Figure

MAX_FIGURES = 8
"""Rows of Numbers; more are a table that nobody reads."""
MAX_OF_KIND = 4
"""Rows of one kind."""
KINDS = ("money", "percent", "casualties", "duration", "count", "ordinal")
"""Kinds in the order of display."""
SIGNED = ("money", "percent")
"""Kinds that are told by their sign, in any language."""
FEW = 10
"""Counts up to this need to say of what: "two | laboratories" is no number of the story."""
EARLY = 3
"""Sentences fit to be shown, from the start of an item, in which "the attack" is the story's own."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in its line. `label` and `value` are words of the text."""

    figure: Figure
    line: Line
    value: str
    label: str

    @property
    def topic(self) -> frozenset[str]:
        """What the number is about: the stems of its label."""
        return frozenset(stems(self.label, self.line.item.language))


def told_figures(material: Material) -> Iterator[Told]:
    """Yield every labelled figure that stands in a line fit to be shown, in order."""
    for item in material.items:
        lines = material.lines_of(item.id)
        at = 0
        for figure in material.readings[item.id].figures if item.id in material.readings else ():
            while at < len(lines) and lines[at].end < figure.end:
                at += 1
            if at == len(lines):
                break
            line = lines[at]
            if (
                line.fit is Fit.UNFIT
                or not line.on_topic
                or figure.start < line.start
                or figure.label_end <= figure.label_start
            ):
                continue
            if figure.kind not in SIGNED and not (item.language or "en").startswith("en"):
                continue  # what a number counts is read in English only
            if figure.kind == "casualties" and _of_another_day(line, lines[at - 1] if at else None):
                continue
            label = item.text[figure.label_start : figure.label_end]
            yield Told(figure, line, item.text[figure.start : figure.end], label)


def _of_another_day(line: Line, before: Line | None) -> bool:
    """Whether a toll is that of an event long past: "In 1989 …", and "That attack killed 14" behind it."""
    leans = line.fit is Fit.LEANING and (line.position >= EARLY or (before is not None and is_background(before)))
    return leans or is_background(line)


def numbers(
    told: Sequence[Told], cited: Citations, chosen: Sequence[Line], *, now: date, seen: Seen | None
) -> tuple[BriefFigure, ...]:
    """Return at most `MAX_FIGURES` rows, by kind; those of the chosen sentences and of many sources stay first."""
    groups: list[list[Told]] = []
    for one in told:
        home = next((group for group in groups if any(_same(other, one) for other in group)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    in_points = {line.number for line in chosen}

    def weight(group: Sequence[Told]) -> tuple[object, ...]:
        items = {one.line.item.id for one in group}
        shown = any(one.line.number in in_points for one in group)
        return (not shown, -len(items), KINDS.index(group[0].figure.kind), *group[0].line.key, group[0].figure.start)

    best: list[list[Told]] = []
    alone = len({one.line.item.id for one in told}) == 1
    telling = [group for group in groups if _says_something(group, groups, in_points, alone=alone)]
    for group in sorted(telling, key=weight):
        alike = sum(other[0].figure.kind == group[0].figure.kind for other in best)
        if alike < MAX_OF_KIND and len(best) < MAX_FIGURES:
            best.append(group)
    best.sort(key=lambda group: (KINDS.index(group[0].figure.kind), weight(group)))
    return tuple(_row(group, cited, in_points, now, seen) for group in best)


def _says_something(
    group: Sequence[Told], groups: Sequence[Sequence[Told]], in_points: set[int], *, alone: bool
) -> bool:
    """Whether a number tells a reader something without its sentence; money, percentages and durations always do.

    Several items that have it vouch for it. A toll deep in one article of many may be of another event. A small count
    must say of what ("two | US senators"), and be of a sentence that is shown or name something; a bare one ("27 |
    countries") must be of a sentence that is shown.
    """
    one = group[0]
    items = {other.line.item.id for other in group}
    shown = any(other.line.number in in_points for other in group)
    if one.figure.kind == "casualties":
        return shown or len(items) > 1 or alone or any(other.line.position < EARLY for other in group)
    if one.figure.kind not in ("count", "ordinal"):
        return True
    bare = all(" " not in other.label for other in group)
    fuller = any(
        other[0].figure.amount == one.figure.amount and any(" " in told.label for told in other)
        for other in groups
        if other is not group and other[0].figure.kind == one.figure.kind
    )
    if len(items) > 1:
        return not (bare and fuller)
    if one.figure.kind == "ordinal" or (one.figure.amount is not None and one.figure.amount <= FEW):
        return not bare and (shown or any(map(str.isupper, one.label)))
    return shown or not bare


def _same(one: Told, other: Told) -> bool:
    """Whether two figures are one: kind, unit and amount agree, and their labels share a word."""
    a, b = one.figure, other.figure
    hedged = a.kind == b.kind == "count" and not one.value[0].isdigit() and " " in one.value
    if hedged and one.value.lower() == other.value.lower() and one.line.item.id != other.line.item.id:
        return True  # "more than 80" actors, film people and participants: one number
    if (a.kind, a.unit, a.amount) != (b.kind, b.unit, b.amount):
        return False
    if a.amount is None and one.value.lower() != other.value.lower():
        return False
    return a.kind in ("money", "casualties") or bool(one.topic & other.topic)


def _row(group: Sequence[Told], cited: Citations, in_points: set[int], now: date, seen: Seen | None) -> BriefFigure:
    """One row, in the words of the group's best line, cited with every item of the group."""
    best = min(group, key=lambda one: (" " not in one.label, one.line.number not in in_points))
    passage = whole_line(best.line, cited, now=now, new=_is_new(best, seen))
    more = dict.fromkeys((*passage.citations, *(one.line.item.id for one in group)))
    return BriefFigure(best.value, best.label, best.figure.kind, replace(passage, citations=tuple(more)))


def _is_new(told: Told, seen: Seen | None) -> bool:
    """Whether the number was not read before."""
    if seen is None:
        return False
    if told.figure.kind in HARD_KINDS and told.figure.amount is not None:
        return not seen.knows(figure_fact(told.figure))
    return is_new(told.line, seen)
