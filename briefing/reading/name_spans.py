"""Turns single finds into the names of a document: sorted, never overlapping, while rule after rule adds to them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Name(NamedTuple):
    """A name in a document: half-open character offsets and the tagger's label (PER, ORG, LOC, MISC)."""

    start: int
    end: int
    label: str


class NameSpans:
    """The names of one document. Of overlapping names given at first, the longer one stays."""

    def __init__(self, names: Iterable[Name] = ()) -> None:
        self._names: list[Name] = []
        for name in sorted(names, key=lambda name: (name.start - name.end, name)):
            if name.start < name.end:
                self.add(name)

    def __iter__(self) -> Iterator[Name]:
        return iter(self._names)

    def over(self, start: int, end: int) -> list[Name]:
        """The names that share a character with `[start, end)`."""
        first, last = self._slots(start, end)
        return self._names[first:last]

    def put(self, new: Name, *, keep_longer_by: int = 0) -> None:
        """Puts `new` in the place of the names that it overlaps; one that holds it and is longer stays instead."""
        first, last = self._slots(new.start, new.end)
        for other in self._names[first:last]:
            holds = other.start <= new.start and other.end >= new.end
            if holds and other.end - other.start > new.end - new.start + keep_longer_by:
                return
        self._names[first:last] = [new]

    def add(self, new: Name) -> None:
        """Adds `new` where none of its characters is taken."""
        first, last = self._slots(new.start, new.end)
        if first == last:
            self._names.insert(first, new)

    def relabel(self, name: Name, label: str) -> None:
        """Gives a name of this document another label."""
        first, _ = self._slots(name.start, name.end)
        self._names[first] = name._replace(label=label)

    def _slots(self, start: int, end: int) -> tuple[int, int]:
        """The indices of the names that share a character with `[start, end)`, as a half-open range."""
        first = last = bisect_right(self._names, start, key=lambda name: name.end)
        while last < len(self._names) and self._names[last].start < end:
            last += 1
        return first, last


def free_matches(text: str, pattern: re.Pattern[str], names: Iterable[Name]) -> Iterator[re.Match[str]]:
    """The matches of `pattern` in whose characters no name stands."""
    taken = bytearray(len(text))
    for name in names:
        taken[name.start : name.end] = b"\1" * (name.end - name.start)
    return (match for match in pattern.finditer(text) if taken.find(1, *match.span()) < 0)
