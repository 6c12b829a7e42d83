"""Turns the labels that one document gives to a surface into one, by votes of surfaces and of full names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from briefing.reading.name_spans import Name, free_matches
from briefing.reading.names import alternatives, line_spans, listed_labels, surname_words, word_set


def one_sense(text: str, names: Sequence[Name], known: Mapping[str, str]) -> dict[str, str]:
    """The label of each surface in this document.

    Surfaces vote for themselves, `known` ones count twice more; names of the lists (outlets, products) win; the surname
    of a full name is a person unless the document clearly has a place of that name; one in capitals follows its usual
    form.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        votes[text[name.start : name.end]][name.label] += 1
    for surface, label in known.items():
        if surface in votes:
            votes[surface][label] += 2
    senses = {surface: count.most_common(1)[0][0] for surface, count in votes.items()}
    for surface in senses:
        senses[surface] = _listed(surface) or senses[surface]
    for surname, count in _surnames(text, names).items():
        if surname not in known and votes[surname]["LOC"] <= 3 * count:
            senses[surname] = "PER"
    usual = {surface.casefold(): label for surface, label in senses.items() if not surface.isupper()}
    for surface, label in senses.items():
        if surface.isupper() and len(surface) > 3:
            senses[surface] = usual.get(surface.casefold(), label)
    return senses


def _listed(surface: str) -> str | None:
    """The label of a listed name; of one in capitals ("EL PAÍS") when the lists have it in any case."""
    label = listed_labels("known").get(surface) or listed_labels("tagged").get(surface)
    return label or (_folded().get(surface.casefold()) if surface.isupper() else None)


@cache
def _folded() -> dict[str, str]:
    both = {**listed_labels("tagged"), **listed_labels("known")}
    return {name.casefold(): label for name, label in both.items() if len(name) > 3}


def _surnames(text: str, names: Sequence[Name]) -> Counter[str]:
    """How many mentions of full names each surname belongs to."""
    found: Counter[str] = Counter()
    for name in names:
        surface = text[name.start : name.end]
        if name.label == "PER" and 1 <= surface.count(" ") <= 3 and surface.rsplit(" ", 1)[1][:1].isupper():
            found.update(surname_words(surface))
    return Counter({word: count for word, count in found.items() if word not in word_set("clean", "not_names")})


def spread(text: str, names: Sequence[Name], senses: Mapping[str, str], known: Mapping[str, str]) -> Iterator[Name]:
    """Names at the untagged places of surfaces that the document is sure of, in lines of capitals in any case."""
    counts = Counter(text[name.start : name.end] for name in names)
    surnames = _surnames(text, names)
    sure = {
        surface: label
        for surface, label in senses.items()
        if len(surface) > 1
        and surface[:1].isupper()
        and (" " in surface or counts[surface] >= 2 or surface in surnames or surface in known)
    }
    if any(text[start:end].isupper() for start, end in line_spans(text)):
        sure |= {surface.upper(): label for surface, label in senses.items() if len(surface) > 3}
    more = [surface for surface in sure if text.count(surface) > counts[surface]]
    if not more:
        return
    pattern = re.compile(rf"(?<![\w-])(?:{alternatives(more)})(?!\w)")
    for match in free_matches(text, pattern, names):
        yield Name(*match.span(), sure[match.group()])
