"""Turns a tagged name into the label that its own words and the words around it give away."""

from __future__ import annotations

import re
from functools import cache

from briefing.reading.lexicons import Lexicons
from briefing.reading.model_files import names as name_lists
from briefing.reading.name_spans import Name
from briefing.reading.names import is_display_case, listed_labels, word_set

_AGE = re.compile(r",\s(?:aged\s)?[1-9]\d(?:,|\s?[;.)]|\sand\b)")
"""An age after a name: only people have one."""
_NO_SURNAME = re.compile(
    r".*(?:Park|Lake|Hills?|Fields?|Woods?|Bridge|Beach|River|Street|Road|Valley|Island|Bay|Castle|Falls|Mountains?|Creek"
    r"|County|Town|Point|Harbou?r|Airport|Square|Tower|Hall|Gardens?|Forest|Canyon|Coast|Heights|Village|Springs)"
)
_ABBREVIATED = re.compile(r"\b[A-Z]\.\s*$")
_SENTENCE_END = re.compile(r"(?:^|[.!?:;“\"‘'(•—–-]\s*|\n\s*)$")


def relabelled(text: str, name: Name, lexicons: Lexicons) -> str:
    """The label of a name: a person who has an age or a given name, an organisation whose words say so."""
    surface = text[name.start : name.end]
    words = surface.split()
    if name.label == "ORG" and (surface in lexicons.countries or surface in name_lists()["countries"]):
        return "LOC"
    if surface.isupper() and surface in lexicons.places and text.startswith(":", name.end):
        return "LOC"
    if name.label == "PER" or not 2 <= len(words) <= 6 or surface in listed_labels("known"):
        return name.label
    if len(words) <= 3 and _AGE.match(text, name.end) and all(word[0].isupper() for word in words):
        return "PER"
    if name.label in ("MISC", "LOC") and len(words) == 2 and _is_full_name(words, lexicons, name.label):
        return "PER"
    heads = word_set("organisations", "heads")
    if name.label == "MISC" and (words[-1] in heads or (words[0] in heads and words[1] in ("of", "for", "on"))):
        return "ORG"
    return name.label


def _is_full_name(words: list[str], lexicons: Lexicons, label: str) -> bool:
    """Whether two words are a given name and what may be a surname; of a place also a known one."""
    first, last = words
    marks = set(lexicons.single.get(first, ()))
    if "first" not in marks or marks & {"country", "city", "state", "demonym", "month"} or not last[0].isupper():
        return False
    if " ".join(words).lower() in lexicons.long_places:
        return False
    if last.isupper() or _NO_SURNAME.fullmatch(last) or "orgkw" in lexicons.single.get(last, ()):
        return False
    return label == "MISC" or "last" in lexicons.single.get(last, ())


def is_common_word(text: str, name: Name, lexicons: Lexicons) -> bool:
    """Whether a tagged word is none of the lists', has a capital only because it begins a sentence or stands in a
    headline, and is written small elsewhere in the text."""
    surface = text[name.start : name.end]
    if not surface.isalpha() or not surface.istitle() or surface in lexicons.single or surface in _listed():
        return False
    if surface.lower() not in text or not re.search(rf"(?<![\w’'-]){surface.lower()}(?![\w’'-])", text):
        return False
    line = text.rfind("\n", 0, name.start) + 1
    end = text.find("\n", name.end)
    display = is_display_case(text[line : len(text) if end < 0 else end])
    before = text[line : name.start]
    return display or (_SENTENCE_END.search(before) is not None and not _ABBREVIATED.search(before))


@cache
def _listed() -> frozenset[str]:
    return frozenset(listed_labels("known")) | frozenset(listed_labels("tagged"))
