"""Turns the words around a person's name into his role: "Nvidia CEO Jensen Huang", "Jensen Huang, head of Nvidia"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from briefing.reading.name_spans import Name, NameSpans
from briefing.reading.names import CAPITAL_WORD, is_display_case, line_spans, role_heads, word_set

_REACH = 90
"""Characters before a name in which its role may begin; the longest real ones have about 70."""
_WORD_BEFORE = re.compile(r"(\S+)\s+$")
_PLACE_OF = rf"(?:\sof\s(?:the\s)?(?:state|defen[cs]e|staff|war|health|(?:{CAPITAL_WORD}\s?){{1,4}}))?"


_NO_CLAUSE = (
    r"(?!(?:who|which|that|whose|and|but|as|said|says|told|has|have|had|was|is|are|were|will|would|after|when|while)\b)"
)
_OPENING = re.compile(
    r"(?i:the|a|an|and|or|but|as|by|of|for|with|to|from|on|in|at|said|says|told|tells|asked|met|his|her|their|its|new|that|if|is|was"
    r"|are|were|be|when|while|including|like|than|between|against|about|after|before|under|over|since|during|into|say|i"
    r"|despite|amid|because|until|upon|via|within|without|toward|per|through|among|this|our|my|your|then|so|not|no)"
    r"|.+(?:ed|ing|s)"
)
"""Lower-case words that do not stand inside a role, left of its head: small words, and what looks like a verb."""
MAX_UNKNOWN = 2
"""Unlisted lower-case words that a role may take in on the way to a name or an article ("US *civil* rights leader")."""


class RoleMention(NamedTuple):
    """A role without a name: "the Treasury Secretary" (the span leaves the article out)."""

    start: int
    end: int
    role: str


@cache
def _before() -> re.Pattern[str]:
    """A role head that ends right before a name, with its "of …", a comma or a dash."""
    return re.compile(rf"(?<![\w-])(?:ex-)?(?i:{role_heads()}){_PLACE_OF},?\s*$")


@cache
def _after() -> re.Pattern[str]:
    """ ", the chief executive of Nvidia," after a name, up to the next comma or end."""
    of = rf"(?:\s(?:of|at|for|in|with|to|from)(?:\s{_NO_CLAUSE}[\w.&’'-]+){{1,7}}?)?"
    return re.compile(
        rf",\s(?:(?:the|a|an|its|his|her|their|our|my)\s|who\sis\s(?:the\s|a\s)?)?(?:new\s)?"
        rf"(?P<role>(?:{_NO_CLAUSE}[\w.&’'-]+\s){{0,5}}?(?i:{role_heads()}){of})(?=[,.;:)—–]|\swho\b|\s?$)",
        re.MULTILINE,
    )


@cache
def _alone() -> re.Pattern[str]:
    """ "the Treasury Secretary", "the president": a role with an article and without a name after it."""
    return re.compile(
        rf"\b[Tt]he\s(?P<role>(?:(?:{CAPITAL_WORD}|foreign|prime|finance|defen[cs]e|vice)\s){{0,3}}?(?i:{role_heads()}))\b"
        r"(?!\s(?:[A-Z]|of\b|for\b|and\b)|-)"
    )


def role_before(text: str, name: Name, names: NameSpans) -> str:
    """The role that stands right before a person's name, "" when there is none.

    To the left of its head it takes words that other names cover, words of the modifiers' list and, in a line of usual
    case, capitalised words that do not only begin a sentence.
    """
    line = text.rfind("\n", 0, name.start) + 1
    low = max(line, name.start - _REACH)
    head = _head_before(text, low, name.start)
    if head is None:
        return ""
    start, end = head
    shouted = is_display_case(text[line : _line_end(text, name.start)])
    at, unknown = start, 0
    while word := _WORD_BEFORE.search(text, low, at):
        if _belongs(word.group(1), word.start(1), names, shouted):
            start, unknown = word.start(1), 0
        elif (
            unknown < MAX_UNKNOWN
            and re.fullmatch(r"[a-z][a-z-]+", word.group(1))
            and not _OPENING.fullmatch(word.group(1))
        ):
            unknown += 1
        else:
            is_article = word.group(1).lower() in ("the", "a", "an")
            return _one_line(text, at if is_article else start, end)
        at = word.start(1)
    return _one_line(text, at if at == line else start, end)


def _head_before(text: str, low: int, end: int) -> tuple[int, int] | None:
    window = text[low:end]
    match = _before().search(window)
    if not match or not window[-1:].isspace():
        return None
    return low + match.start(), low + len(match.group().rstrip(" ,")) + match.start()


def _belongs(word: str, start: int, names: NameSpans, shouted: bool) -> bool:
    """Whether the word left of a role's head is part of the role."""
    if word[-1] in ",.;:!?”\")'’" and not re.fullmatch(r"(?:[A-Z]\.)+", word):
        return False
    for name in names.over(start, start + 1):
        return name.label != "PER"
    plain = re.sub(r"['’]s$", "", word)
    if plain in word_set("clean", "not_names"):
        return False
    if plain.lower() in word_set("roles", "modifiers") or plain in word_set("clean", "departments"):
        return True
    return not shouted and word[0].isupper() and re.fullmatch(CAPITAL_WORD, word) is not None


def role_after(text: str, name: Name) -> str:
    """The apposition after a person's name ("chief executive of Nvidia"), "" when there is none."""
    match = _after().match(text, name.end)
    return _one_line(text, *match.span("role")) if match else ""


def roles_alone(text: str) -> Iterator[RoleMention]:
    """Every role with "the" and without a name, in lines of usual case."""
    for start, end in line_spans(text):
        if is_display_case(text[start:end]):
            continue
        for match in _alone().finditer(text, start, end):
            yield RoleMention(*match.span("role"), _one_line(text, *match.span("role")))


def _one_line(text: str, start: int, end: int) -> str:
    words = " ".join(text[start:end].split())
    return words if words.endswith("U.S.") else words.rstrip(".")


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
