"""A text that is not English -> the few names in it that are sure.

The tagger reads English only; in other languages what it says counts where something else confirms it: a list of names,
a given name before a surname, a person whom earlier items named in full. Better none than wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from briefing.reading.languages import is_other_script
from briefing.reading.lexicons import Lexicons
from briefing.reading.memory import Memory
from briefing.reading.name_spans import Name, NameSpans
from briefing.reading.names import alternatives, listed_labels, name_key, word_set
from briefing.reading.refine import refine
from briefing.reading.tagger import Span
from briefing.stop_words import LISTS
from briefing.words import detect_language, stop_words
from briefing.words import words as words_of

_LATIN = re.compile(r"[\sA-Za-zÀ-ɏ0-9'’.&+-]+")
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]+(?:[-’'][^\W\d_]+)*"
_WORD = re.compile(rf"(?<![\w’'-]){_CAPITAL}(?![\w-])")
_LAST = re.compile(rf"(?:[^\S\n](?:de|del|la|da|dos|di|von|van|der|den|ten|zu|al|bin|ben))*[^\S\n]{_CAPITAL}(?![\w-])")
"""A surname with its particles, on the same line."""
MAX_GIVEN = 4
"""Given names that one person may have before the surname."""
_INITIAL = re.compile(r"[^\S\n][A-Z]\.")


def foreign_names(text: str, spans: Iterable[Span], lexicons: Lexicons, memory: Memory, day: date) -> list[Name]:
    """The names of a document that is not English, sorted, never overlapping. `spans` are what the tagger says of it.

    In another script the words in Latin letters are names already, and cleaned up as in English.
    """
    if is_other_script(text):
        latin = [span for span in spans if _LATIN.fullmatch(text, span.start, span.end)]
        return refine(text, latin, lexicons, {})
    spans = list(spans)
    names = NameSpans()
    for found in (_listed(text), _people(text, spans, lexicons), _known_people(text, spans, memory, day)):
        for name in found:
            names.add(name)
    for span in spans:
        if label := _confirmed(text[span.start : span.end], lexicons):
            names.add(Name(span.start, span.end, label))
    return list(names)


@cache
def _listed_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternatives(_always())})(?![\w-])")


@cache
def _always() -> dict[str, str]:
    """Names and acronyms that mean the same in every language, with their labels."""
    acronyms = word_set("organisations", "always") - word_set("foreign", "other_words")
    return dict.fromkeys(acronyms, "ORG") | listed_labels("known")


def _listed(text: str) -> Iterator[Name]:
    for match in _listed_pattern().finditer(text):
        yield Name(*match.span(), _always()[match.group()])


def _people(text: str, spans: Iterable[Span], lexicons: Lexicons) -> Iterator[Name]:
    """Given names with a surname, where the tagger sees a person too."""
    given = _given_names(lexicons)
    for span in spans:
        at = span.start
        while span.label == "PER" and (word := _WORD.search(text, at, span.end)):
            end = _surname_end(text, word.end(), given) if word.group() in given else 0
            if end:
                yield Name(word.start(), end, "PER")
            at = end or word.end()


@cache
def _given_names(lexicons: Lexicons) -> frozenset[str]:
    names = lexicons.words_of("first") | word_set("foreign", "given")
    return frozenset(name for name in names if not _is_function_word(name))


def _surname_end(text: str, at: int, given: frozenset[str]) -> int:
    """Where the person ends whose first given name ends at `at`: after further given names and one surname; 0 when
    there is no surname."""
    end = 0
    for _ in range(MAX_GIVEN):
        while initial := _INITIAL.match(text, at):
            at = initial.end()
        surname = _LAST.match(text, at)
        if surname is None or _is_function_word(surname.group()):
            return end
        at = end = surname.end()
        if surname.group().strip() not in given:
            return end
    return end


def _is_function_word(words: str) -> bool:
    """Whether the last word is one that only begins a sentence ("Les", "Der"), or no name in other languages."""
    word = words.split()[-1]
    return word.lower() in _function_words() or word in word_set("foreign", "other_words")


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word for language in LISTS for word in stop_words(language))


def _known_people(text: str, spans: Iterable[Span], memory: Memory, day: date) -> Iterator[Name]:
    """Those whom recent items call by their full names: wherever the text has it in full, and their surnames beside it.

    A surname alone counts where the tagger sees a name and nothing else; not in German, where it may be any noun.
    """
    nouns = detect_language(word.form for word in words_of(text[:600])) == "de"
    alone = {(span.start, span.end) for span in spans}
    for match in _WORD.finditer(text):
        full = memory.person_of_surname(name_key(match.group()), day)
        if full and (re.search(rf"(?<!\w){re.escape(full)}(?!\w)", text) or (match.span() in alone and not nouns)):
            whole = match.end() - len(full)
            start = whole if whole >= 0 and text.startswith(full, whole) else match.start()
            yield Name(start, match.end(), "PER")


def _confirmed(surface: str, lexicons: Lexicons) -> str:
    """The label that the lists give a name which the tagger saw, "" for none."""
    if surface in word_set("foreign", "other_words"):
        return ""
    if label := listed_labels("tagged").get(surface):
        return label
    single = {"country", "city"} & set(lexicons.single.get(surface, ()))
    return "LOC" if single or surface.lower() in lexicons.long_places else ""
