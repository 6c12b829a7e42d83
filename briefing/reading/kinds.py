"""Turns the tagger's four labels into the kinds that are shown: person, organisation, place, product, event, other."""

from __future__ import annotations

import re
from functools import cache

from briefing.model import Kind
from briefing.reading.model_files import names
from briefing.reading.name_patterns import model_pattern
from briefing.reading.names import alternatives, word_set

_KINDS: dict[str, Kind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}


@cache
def _event_tail() -> re.Pattern[str]:
    years = r"(?:19|20)\d\d"
    events = names()["events"]
    tails = alternatives([*events["laws"], *events["gatherings"], *events["weak"]])
    return re.compile(
        rf"(?i:.*\b(?:{tails})(?:\s(?:of\s)?{years})?|(?:{alternatives(events['numbered'])})\s{years}"
        rf"|(?:{alternatives(events['missions'])})-\d{{1,3}}|(?:Tropical )?(?:{alternatives(events['before'])}) .+"
        rf"|(?:Treaty|Battle|Siege|Declaration|Convention|Peace|Edict|Council) of .+)"
    )


@cache
def _events() -> frozenset[str]:
    return frozenset(name.casefold() for name in word_set("events", "known") | word_set("events", "tagged"))


@cache
def _products() -> frozenset[str]:
    return frozenset(name.casefold() for name in word_set("products", "known") | word_set("products", "tagged"))


def kind_of(surface: str, label: str) -> Kind:
    """The kind of a name from its label and, where the label is MISC, from its form.

    MISC is a product when it looks like a model number or is a known family, an event when it ends like a law, a treaty
    or an event ("… Act", "… World Cup"); else other (nationalities, parties, works).
    """
    if re.sub(r"\s(?:19|20)\d\d$", "", surface).casefold() in _events() and label != "PER":
        return "event"
    if label in _KINDS:
        return _KINDS[label]
    if surface.casefold() in _products():
        return "product"
    if re.search(r"[ -]", surface) and _event_tail().fullmatch(surface):
        return "event"
    if model_pattern().fullmatch(surface) or _family(surface):
        return "product"
    return "other"


def _family(surface: str) -> bool:
    """Whether a name of several words begins with a product family and ends with a number or letter."""
    first, _, rest = surface.partition(" ")
    return bool(rest) and first in word_set("products", "families") and any(c.isdigit() for c in rest)
