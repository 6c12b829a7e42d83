"""The mentions of a story's items -> who it is about: people with roles, then organisations, places, products."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from briefing.briefs.material import Material
from briefing.briefs.readable import is_full_text
from briefing.model import Kind, Who
from briefing.words import fold

LIMITS: dict[Kind, int] = {"person": 10, "organisation": 8, "place": 6, "product": 5, "event": 3}
"""Rows of each kind, in the order of display; other kinds are not listed."""


@dataclass(frozen=True, slots=True)
class Cast:
    """How often each entity of a story is named, and the role most often given to each person.

    `also` leads from other spellings ("Orban", "Viktor Orbán") to the name under which an entity is counted.
    """

    counts: Counter[str]
    kinds: dict[str, Kind]
    roles: dict[str, str]
    also: dict[str, str]

    def name(self, name: str) -> str:
        """Return the name under which an entity is shown."""
        return self.also.get(name, name)

    def role(self, name: str) -> str:
        """Return the role of a person, "" when none is told."""
        return self.roles.get(self.name(name), "")


def cast_of(material: Material) -> Cast:
    """Count the mentions of the originals (title and text); copies would count the same words again.

    A name that stands only above a full text, and never in it, is left out: it may be the headline's mistake.
    """
    counts: Counter[str] = Counter()
    kinds: dict[str, Counter[Kind]] = {}
    roles: dict[str, Counter[str]] = {}
    for item in material.items:
        mentions = material.readings[item.id].mentions if item.id in material.readings else ()
        told = {mention.entity for mention in mentions if mention.field == "text"}
        full = is_full_text(item.text)
        others = {(m.start, m.end) for line in material.lines_of(item.id) if not line.on_topic for m in line.mentions}
        for mention in mentions:
            if mention.field == "text" and (mention.start, mention.end) in others:
                continue  # of the parts of a round-up that tell another story
            if mention.kind in LIMITS and mention.entity and (not full or mention.entity in told):
                counts[mention.entity] += 1
                kinds.setdefault(mention.entity, Counter())[mention.kind] += 1
                if mention.role:
                    roles.setdefault(mention.entity, Counter())[mention.role] += 1
    also = _same_names(counts, kinds)
    for other, name in also.items():
        counts[name] += counts.pop(other)
        kinds[name] += kinds.pop(other)
        roles.setdefault(name, Counter()).update(roles.pop(other, {}))
    best_kind = {name: min(of, key=lambda kind: (-of[kind], kind)) for name, of in kinds.items()}
    return Cast(counts, best_kind, {name: _best_role(of) for name, of in roles.items() if of}, also)


def _same_names(counts: Counter[str], kinds: Mapping[str, Counter[Kind]]) -> dict[str, str]:
    """Other spelling -> name: accents left out ("Orban"), or a last name that only one full name of the story has."""
    also: dict[str, str] = {}
    folded: dict[str, str] = {}
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        words = fold(name).lower().split()
        key = f"{words[0]} {words[-1]}" if len(words) > 2 and kinds[name]["person"] else " ".join(words)
        home = folded.setdefault(key, name)  # "María Corina Machado" is "María Machado"
        if home != name:
            also[name] = home
    full: dict[str, list[str]] = {}
    for name in counts:
        if name not in also and kinds[name]["person"]:
            words = fold(name).lower().split()
            for at in range(1, len(words)):
                full.setdefault(" ".join(words[at:]), []).append(name)
    for name in counts:
        fuller = full.get(fold(name).lower(), ()) if name not in also else ()
        if len(fuller) == 1 and (kinds[name]["person"] or kinds[name]["organisation"]):
            also[name] = fuller[0]
    return {other: also.get(name, name) for other, name in also.items()}


def _best_role(roles: Counter[str]) -> str:
    """The commonest role in its fullest form: "Treasury Secretary" ×2 is one more "US Treasury Secretary"."""

    def weight(role: str) -> tuple[int, int, str]:
        as_part = sum(count for other, count in roles.items() if role.lower().endswith(other.lower()))
        return (-as_part, -len(role), role)

    return min(roles, key=weight)


def who(cast: Cast, *, without: frozenset[str] = frozenset()) -> tuple[Who, ...]:
    """Return the entities by kind, the most named first; `without` are names to leave out (the outlets themselves)."""
    rows: list[Who] = []
    for kind, limit in LIMITS.items():
        names = [name for name in cast.counts if cast.kinds[name] == kind and name.lower() not in without]
        names.sort(key=lambda name: (-cast.counts[name], name))
        rows += [Who(name, kind, cast.roles.get(name, ""), cast.counts[name]) for name in names[:limit]]
    return tuple(rows)
