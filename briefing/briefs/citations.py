"""A sentence -> the sources that say it, and how much of it they say.

Every line of a story holds the story's own words, so that words weigh by their rarity among its lines. A source says
a sentence when one of its lines holds 60 % of the sentence's weight and every number in it (another toll is another
statement, however alike the words), and is not chiefly about something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import log

from briefing.briefs.material import Line, Material

SAYS = 0.6
"""Share of a sentence's weight that another must hold to say it too (AUC .87 on pairs of headlines, P .75, R .71)."""
ABOUT = 0.3
"""Share of the other sentence's weight that lies in what both say; below it the claim is only touched on."""
MIN_LINES = 20
"""Lines from which rarity is told; in a smaller story all words weigh nearly the same."""


class Citations:
    """Finds, for any line of a story, the items that say it."""

    def __init__(self, material: Material) -> None:
        """Index the stems of all lines."""
        self._lines = material.lines
        self._holding: dict[str, list[int]] = {}
        for line in material.lines:
            for stem in line.stems:
                self._holding.setdefault(stem, []).append(line.number)
        size = max(MIN_LINES, len(material.lines)) + 1
        self._stating: dict[str, set[int]] = {}
        for line in material.lines:
            for number in line.numbers:
                self._stating.setdefault(number, set()).add(line.number)
        self._weights = {stem: log(size / len(numbers)) for stem, numbers in self._holding.items()}
        self._heft = [self._weight(line.stems) for line in material.lines]
        self._items = {item.id: (item.published, item.guid, item.id) for item in material.items}
        self._known: dict[int, tuple[int, ...]] = {}
        self._overlaps: dict[frozenset[str], dict[int, float]] = {}

    def _weight(self, stems: Iterable[str]) -> float:
        return sum(self._weights[stem] for stem in stems)

    def of(self, line: Line) -> tuple[int, ...]:
        """Return the ids of the items that say `line`: its own first, then by publication."""
        if line.number not in self._known:
            said = {self._lines[number].item.id for number in self._saying(line)} - {line.item.id}
            self._known[line.number] = (line.item.id, *sorted(said, key=self._items.__getitem__))
        return self._known[line.number]

    def _saying(self, line: Line) -> Iterator[int]:
        """The lines that say `line`."""
        figures = [self._stating[number] for number in line.numbers]
        heft = self._heft[line.number]
        for number, share in self.overlap(line).items():
            if share >= SAYS and share * heft >= ABOUT * self._heft[number] and all(number in has for has in figures):
                yield number

    def overlap(self, line: Line) -> dict[int, float]:
        """Return line number -> share of the weight of `line` that it holds, for lines that hold any."""
        key = frozenset(line.stems)  # outlets print the same agency's sentences
        if key not in self._overlaps:
            held: dict[int, float] = {}
            for stem in line.stems:
                weight = self._weights[stem]
                for number in self._holding[stem]:
                    held[number] = held.get(number, 0.0) + weight
            heft = self._heft[line.number] or 1.0
            self._overlaps[key] = {number: weight / heft for number, weight in held.items()}
        return self._overlaps[key]

    def shared(self, line: Line) -> dict[int, float]:
        """Return line number -> share of the words of `line` that it has, each counted alike."""
        held: dict[int, float] = {}
        for stem in line.stems:
            for number in self._holding[stem]:
                held[number] = held.get(number, 0.0) + 1
        return {number: count / len(line.stems) for number, count in held.items()}
