"""Turns the names of one document that are no persons into canonical names: countries, acronyms, companies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from briefing.reading.memory import Memory
from briefing.reading.model_files import names as name_lists
from briefing.reading.name_spans import Name
from briefing.reading.names import alternatives, name_key, word_set


@cache
def _table() -> dict[str, str]:
    """Keys of countries' and organisations' other names, and what they stand for."""
    table: dict[str, str] = {}
    for section in (name_lists()["countries"], name_lists()["organisations"]["aliases"]):
        for canonical, forms in section.items():
            table.update({name_key(form): canonical for form in (canonical, *forms)})
    return table


def is_listed(form: str) -> bool:
    """Whether the tables of `names.toml` say what this form of a name stands for."""
    return name_key(form) in _table()


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(rf"(?:,?\s(?:{alternatives(name_lists()['organisations']['suffixes']['words'])})\.?)+$")


def _base(surface: str, label: str) -> str:
    """A surface without possessive, article (where it is not part of the name), company suffix and an event's year."""
    plain = " ".join(surface.split())
    if plain[:-2] not in word_set("clean", "keep_s"):
        plain = re.sub(r"['’][sS]$", "", plain)
    if label == "MISC":
        plain = re.sub(r"^(?:19|20)\d\d\s(?=[A-Z])|(?<=[a-z])\s(?:19|20)\d\d$", "", plain)
    article, _, rest = plain.partition(" ")
    if article in ("The", "the", "THE") and rest and rest not in word_set("clean", "the_names"):
        plain = rest
    return (_suffix().sub("", plain) or plain) if label == "ORG" else plain


def things_of(text: str, names: Sequence[Name], memory: Memory) -> dict[Name, str]:
    """The entity of every name that is no person."""
    bases = {name: _base(text[name.start : name.end], name.label) for name in names}
    shown = _shown_forms(bases.values())
    acronyms = _acronyms(base for name, base in bases.items() if name.label == "ORG")
    entities = {}
    for name, base in bases.items():
        key = name_key(base)
        full = acronyms.get(base.replace(".", "")) if name.label == "ORG" else None
        entities[name] = _table().get(key) or full or memory.name_of(key, name.label) or shown[key]
    return entities


def _shown_forms(bases: Iterable[str]) -> dict[str, str]:
    """For each key the form to show: the commonest one that is not all capitals, else the commonest."""
    counts = Counter(bases)
    forms: dict[str, str] = {}
    for base, _ in sorted(counts.items(), key=lambda form: (form[0].isupper(), -form[1], form[0])):
        forms.setdefault(name_key(base), base)
    return forms


def _acronyms(bases: Iterable[str]) -> dict[str, str]:
    """The acronym of each name of several words ("EIB" of "European Investment Bank"), where it is one name's only."""
    found: dict[str, set[str]] = {}
    for base in bases:
        letters = [word[0] for word in re.findall(r"[A-Za-z][\w&]*", base) if word.lower() not in _SMALL_WORDS]
        if len(letters) > 1:
            found.setdefault("".join(letters).upper(), set()).add(base)
    return {acronym: next(iter(full)) for acronym, full in found.items() if len(full) == 1}


_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "on", "de", "la"})
