"""What was read before -> whether a sentence or a number is new.

A sentence is seen when one read before holds 60 % of its stems and the other way round (AUC .87 on headline pairs,
.78 on hard paraphrases), or holds nearly all of them; and when every number, name and day of it was read before: the
costly error is to hide a changed toll. Good enough to mark and to sort, not to hide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing.briefs.material import Line, gather, names_of
from briefing.model import Figure, Reading, StoredItem

SEEN = 0.6
"""Containment, the lower of both ways, from which two sentences say the same."""
WITHIN = 0.8
"""Containment one way from which a short sentence only repeats a part of a longer one that was read."""
HARD_KINDS = ("money", "percent", "casualties")
"""Kinds of figures that are new by their value and unit, in whatever words."""


@dataclass(frozen=True)
class Seen:
    """What a reader has read of a story: the stems of each sentence, and the numbers, names and days in them."""

    sentences: tuple[frozenset[str], ...] = ()
    facts: frozenset[str] = frozenset()

    def to_rows(self) -> tuple[list[str], list[str]]:
        """Return plain sorted strings (the stems of each sentence, the facts), to store as JSON."""
        return sorted(" ".join(sorted(sentence)) for sentence in self.sentences), sorted(self.facts)

    @classmethod
    def from_rows(cls, sentences: Iterable[str], facts: Iterable[str]) -> Seen:
        """Return what `to_rows` gave."""
        return cls(tuple(frozenset(row.split()) for row in sorted(sentences)), frozenset(facts))

    def __or__(self, other: Seen) -> Seen:
        """Return what was read in either."""
        return Seen(tuple(dict.fromkeys(self.sentences + other.sentences)), self.facts | other.facts)

    @cached_property
    def _holding(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for number, sentence in enumerate(self.sentences):
            for stem in sentence:
                index.setdefault(stem, []).append(number)
        return index

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for fact in self.facts for word in fact.split())

    def holds(self, stems: Mapping[str, int]) -> bool:
        """Whether a sentence with these stems was read before; one without any says nothing new."""
        if not stems:
            return True
        counts: dict[int, int] = {}
        for stem in stems:
            for number in self._holding.get(stem, ()):
                counts[number] = counts.get(number, 0) + 1
        size = len(stems)
        return any(
            count >= WITHIN * size or count >= SEEN * max(size, len(self.sentences[number]))
            for number, count in counts.items()
        )

    def knows(self, fact: str) -> bool:
        """Whether a number, name or day was read before; a name also by its last word ("Bessent")."""
        return not fact or fact in self.facts or (fact[0].isalpha() and fact.split()[-1] in self._words)


def remember(items: Sequence[StoredItem], readings: Mapping[int, Reading]) -> Seen:
    """Return what a reader knows who has read these items; copies are known through their originals."""
    material = gather(items, readings)
    sentences = dict.fromkeys(frozenset(line.stems) for line in material.lines if line.stems)
    facts = frozenset(fact for line in material.lines for fact in facts_of(line))
    titles = frozenset(word for item in material.items for word in item.title.lower().split())
    return Seen(tuple(sentences), facts | titles)


def facts_of(line: Line) -> set[str]:
    """Return the numbers, names and days of a line, in lower case."""
    facts = set(line.numbers)
    facts |= {name.lower() for name in names_of(line) if name.strip()}
    facts |= {figure_fact(figure) for figure in line.figures if figure.kind in HARD_KINDS}
    return facts | {ref.first.isoformat() for ref in line.dates if ref.granularity == "day"}


def figure_fact(figure: Figure) -> str:
    """Return a figure as a fact: "15%" and "15killed" are two, though both are 15."""
    return f"{figure.amount:g}{figure.unit}" if figure.amount is not None else ""


def is_new(line: Line, seen: Seen | None) -> bool:
    """Whether a line says something that was not read before; on the first reading (None) nothing is marked."""
    if seen is None:
        return False
    return not seen.holds(line.stems) or not all(seen.knows(fact) for fact in facts_of(line))
