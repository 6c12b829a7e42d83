"""Turns words into the name lists that hold them: cities, countries, demonyms, people's names, companies, titles."""

from __future__ import annotations

import json
from collections.abc import Sequence

from briefing.reading.model_files import read_model_file

Phrase = tuple[tuple[str, ...], str]
"""A name of several words, lower case, and the list it stands in."""


class Lexicons:
    """The lists of `lexicons.json.gz`: `single` maps a word to the names of its lists, `phrases` a lower-case first
    word to the longer names that begin with it, longest first."""

    def __init__(self, data: bytes) -> None:
        lists: dict[str, list[str]] = json.loads(data)
        self.names = tuple(lists)
        self.single: dict[str, tuple[str, ...]] = {}
        self.phrases: dict[str, list[Phrase]] = {}
        for name, entries in lists.items():
            self._add(name, entries)
        for word, marks in list(self.single.items()):
            if len(word) > 3:
                self.single.setdefault(word.upper(), marks)
        for phrases in self.phrases.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))
        self.places = self.words_of("country", "demonym", "city")
        self.countries = self.words_of("country")
        self.long_places = frozenset(
            " ".join(words)
            for phrases in self.phrases.values()
            for words, name in phrases
            if name in ("city", "country", "state")
        )
        """Places of several words, in lower case."""
        self.demonyms = self.words_of("demonym")

    def _add(self, name: str, entries: Sequence[str]) -> None:
        for entry in entries:
            words = entry.split()
            if len(words) == 1:
                self.single[entry] = (*self.single.get(entry, ()), name)
            else:
                lower = tuple(word.lower() for word in words)
                self.phrases.setdefault(lower[0], []).append((lower, name))

    def words_of(self, *lists: str) -> frozenset[str]:
        """The single words that stand in any of these lists."""
        return frozenset(word for word, marks in self.single.items() if not set(marks).isdisjoint(lists))


def load_lexicons() -> Lexicons:
    """The shipped name lists. Raises BriefingError when the file is missing or damaged."""
    return Lexicons(read_model_file("lexicons.json.gz"))
