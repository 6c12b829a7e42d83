"""Turns the lists of `names.toml` into sets and patterns, and names into the keys and lines that the rules compare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from briefing.reading.model_files import names
from briefing.words import name_key as name_key

CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w’'-]*"
CAPITAL_WORD = r"[A-ZÀ-ÖØ-Þ][\w.’'&-]*"


def alternatives(words: Iterable[str]) -> str:
    """A pattern that matches any of `words` as they are, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def word_set(section: str, key: str) -> frozenset[str]:
    """A list of `names.toml` as a set."""
    return frozenset(names()[section][key])


LISTED = (("organisations", "ORG"), ("places", "LOC"), ("products", "MISC"), ("events", "MISC"))
"""Sections of `names.toml` with names under `known` and `tagged`, and the label of their names."""


@cache
def listed_labels(key: str) -> dict[str, str]:
    """The label of every name that some section lists under `key`."""
    return {name: label for section, label in LISTED for name in names()[section][key]}


@cache
def role_heads() -> str:
    """The alternatives of role heads ("prime minister|president|…"); match with IGNORECASE."""
    return alternatives(names()["roles"]["heads"])


def surname_words(full_name: str) -> list[str]:
    """The words by which a full name may be called: the last one, and a family name that stands first ("He Lifeng")."""
    words = full_name.split()
    if len(words) in (2, 3) and words[0].capitalize() in word_set("people", "family_first"):
        return [words[-1], words[0]]
    return [words[-1]]


def line_spans(text: str) -> Iterator[tuple[int, int]]:
    """The `[start, end)` of every line of `text`."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


_LINE_WORD = re.compile(r"(?<!\w)[^\W\d_][\w’'-]*")


def is_display_case(line: str) -> bool:
    """Whether a line is in Title Case or ALL CAPS, where capitals say little: at least four words, and none but small
    ones without a capital."""
    words = _LINE_WORD.findall(line)
    small = word_set("clean", "small_words")
    return len(words) > 3 and all(not word[0].islower() or word in small for word in words)
