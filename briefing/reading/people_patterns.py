"""Turns the words after a title, before a headline's colon and after "He" into persons that the tagger missed."""

from __future__ import annotations

import re
from functools import cache

from briefing.reading.lexicons import Lexicons
from briefing.reading.model_files import names as name_lists
from briefing.reading.name_spans import Name, NameSpans
from briefing.reading.names import (
    CAPITALISED,
    alternatives,
    is_display_case,
    line_spans,
    word_set,
)

_SPEAKER = re.compile(rf"[,;]\s({CAPITALISED}):\s")
_HE = re.compile(r"(?<=[a-z,] )He\s[A-Z][a-z]+(?=[\s,.;:’')]|$)", re.MULTILINE)
"""A family name that looks like a pronoun, inside a sentence ("meets He Lifeng")."""
_NAME_WORD = re.compile(
    r"[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:[-’'][^\W\d_]+)*(?<![’']s)|(?:[A-Z]\.)+|(?:de|da|di|del|van|von|der|den|bin|al|el|la|le)\b"
)


def add_people(text: str, names: NameSpans, lexicons: Lexicons) -> None:
    """Adds the persons that titles and "He" give away, and makes a headline's speaker a person."""
    for start, end in line_spans(text):
        if not is_display_case(text[start:end]):
            _add_titled(text, start, end, names, lexicons)
            for match in _HE.finditer(text, start, end):
                if match.group().split()[1] not in word_set("clean", "not_names"):
                    names.put(Name(*match.span(), "PER"))
    _retype_speaker(text, names, lexicons)


@cache
def _title_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternatives(name_lists()['roles']['before_names'])})\s(?=[A-ZÀ-ÖØ-Þ])")


def _add_titled(text: str, start: int, end: int, names: NameSpans, lexicons: Lexicons) -> None:
    """Makes the capitalised words after a title a person ("Vice Premier He Lifeng"), up to the next name."""
    for title in _title_pattern().finditer(text, start, end):
        run = _name_run(text, title.end(), end)
        if run is None or any(other.start < title.end() for other in names.over(title.start(), run[1])):
            continue
        others = names.over(*run)
        if others and others[0].start == run[0] and _may_be_person(text, others[0], lexicons):
            names.relabel(others[0], "PER")
            others = names.over(*run)
        stop = min((other.start for other in others if other.label != "PER"), default=run[1])
        stop = run[0] + len(text[run[0] : stop].rstrip())
        if stop > run[0] and not any(name.start <= run[0] and name.end >= stop for name in others):
            names.put(Name(run[0], stop, "PER"))


def _may_be_person(text: str, name: Name, lexicons: Lexicons) -> bool:
    """Whether a name right after a title is one word and no place ("President Macron's" is no company)."""
    word = text[name.start : name.end]
    return " " not in word and word not in lexicons.places


def _name_run(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Up to four words of a name from `start` on: capitalised, no role, no stop word; the first may be a stop word
    when another name word follows ("He Lifeng"). None when there is no name."""
    stop, heads = word_set("clean", "not_names"), word_set("roles", "heads")
    at, words = start, list[str]()
    last = start
    while len(words) < 4:
        match = _NAME_WORD.match(text, at, end)
        if not match or match.group().lower() in heads or (words and match.group() in stop):
            break
        words.append(match.group())
        if match.group()[0].isupper():
            last = match.end()
        at = match.end() + 1
        if text[match.end() : at] != " ":
            break
    if last == start or (words[0] in stop and len(words) < 2) or words[0] in word_set("clean", "departments"):
        return None
    return start, last


def _retype_speaker(text: str, names: NameSpans, lexicons: Lexicons) -> None:
    """A headline's ", Surname:" is a person when no list knows the word as anything else."""
    for match in _SPEAKER.finditer(text.partition("\n")[0]):
        word = match.group(1)
        listed = word in lexicons.places or "company" in lexicons.single.get(word, ())
        if listed or word in word_set("clean", "not_names"):
            continue
        for name in names.over(*match.span(1)):
            if name[:2] == match.span(1) and name.label in ("LOC", "MISC"):
                names.relabel(name, "PER")
