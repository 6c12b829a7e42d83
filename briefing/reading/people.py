"""Turns the persons' names of one document into full names, with what earlier items know of surnames."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from briefing.reading.lexicons import Lexicons
from briefing.reading.memory import Memory
from briefing.reading.name_spans import Name
from briefing.reading.names import listed_labels, name_key, surname_words
from briefing.reading.tagger import Span

_OWNER = re.compile(r"['’][sS]?$")
_HONORIFIC = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|MR|MRS|MS|DR)\.?\s+")


def _calm(name: str) -> str:
    """A name in capitals as it is usually written: "SCOTT BESSENT" as "Scott Bessent"."""
    return " ".join(
        "-".join(part.capitalize() for part in word.split("-"))
        if word.isupper() and len(word) > 2 and "." not in word
        else word
        for word in name.split()
    )


class People:
    """The persons of one document, by full names by each word that may stand for them."""

    def __init__(self, text: str, names: Sequence[Name], published: date, memory: Memory) -> None:
        self._published = published
        self._memory = memory
        surfaces = [_plain_person(text[name.start : name.end]) for name in names]
        counts = Counter(surface for surface in surfaces if " " in surface)
        self.full: dict[str, str] = {}
        self._by_word: dict[str, Counter[str]] = {}
        for surface, count in counts.items():
            kept = self.full.setdefault(surface.casefold(), surface)
            for word in surname_words(surface):
                self._by_word.setdefault(word.casefold(), Counter())[kept] += count

    def entity(self, surface: str) -> str:
        """The canonical name of a person's surface: the full name of this document, of the memory, or the surface."""
        plain = _plain_person(surface)
        if " " in plain:
            return self.full.get(plain.casefold(), plain)
        key = name_key(plain)
        if key in self._by_word:
            return self._by_word[key].most_common(1)[0][0]
        return self._memory.person_of_surname(key, self._published) or _calm(plain)


def _plain_person(surface: str) -> str:
    plain = " ".join(_OWNER.sub("", _HONORIFIC.sub("", surface)).split())
    return _calm(plain) if " " in plain else plain


def known_people(text: str, spans: Iterable[Span], day: date, memory: Memory, lexicons: Lexicons) -> dict[str, str]:
    """Words that the tagger took for something else, but earlier items for full names or recent ones for surnames;
    with the label PER."""
    found = {}
    for span in spans:
        word = _OWNER.sub("", text[span.start : span.end])
        if span.label != "PER" and " " in word and word in memory.full_names(name_key(word.rsplit(" ", 1)[1])):
            found[word] = "PER"
        marks = {"country", "demonym", "city", "state", "company"} & set(lexicons.single.get(word, ()))
        if span.label == "PER" or " " in word or marks or word in listed_labels("known"):
            continue
        if memory.person_of_surname(name_key(word), day):
            found[word] = "PER"
    return found
