"""Turns what earlier items said of names into plain rows and back: full names by surname, persons by role, aliases.

The linker asks it where an item alone does not say who "Bessent" or "the Treasury Secretary" is. It holds no text and
never compares spellings by likeness.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

ROLE_DAYS = 28
"""Days for which a role learnt from one item may name its holder in another ("for at most some weeks")."""
SURNAME_DAYS = 60
"""Days for which a full name may complete a bare surname in another item."""
DOMINANCE = 2 / 3
"""Share of the recent items with a surname that one full name needs before a bare surname is taken for it."""
MAX_ENTRIES = 20_000
"""Entries kept of each sort; when more are learnt, those not seen for longest are forgotten."""


class Row(NamedTuple):
    """One fact as a table keeps it. `sort` is surname, role or alias; `key` is case-folded; `value` is the full name,
    the person or the canonical name; `extra` is the country or organisation of a role, the label of an alias; `items`
    counts the items that said so; `last` is the day of the newest, ISO 8601."""

    sort: str
    key: str
    value: str
    extra: str
    items: int
    last: str


@dataclass(slots=True)
class Memory:
    """What earlier items taught. `find_mentions` uses it and adds to it; it is plain data (`to_rows`, `from_rows`)."""

    _facts: dict[tuple[str, str, str, str], tuple[int, date]] = field(default_factory=dict)
    _values: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[str, str, str, str, int, str]]) -> Memory:
        """The memory that `to_rows` gave. Raises ValueError when a row's day is no ISO date."""
        memory = cls()
        for sort, key, value, extra, items, last in rows:
            memory._put(sort, key, value, extra, items, date.fromisoformat(last))
        return memory

    def to_rows(self) -> list[Row]:
        """Every fact, sorted, for a table with the key (sort, key, value, extra)."""
        return sorted(Row(*fact, items, last.isoformat()) for fact, (items, last) in self._facts.items())

    def learn(self, sort: str, key: str, value: str, day: date, extra: str = "") -> None:
        """Notes that an item of `day` said it once more."""
        items, last = self._facts.get((sort, key, value, extra), (0, day))
        self._put(sort, key, value, extra, items + 1, max(last, day))
        if len(self._values) > MAX_ENTRIES:
            self._forget()

    def person_of_surname(self, surname: str, day: date) -> str:
        """The full name that recent items mean by a bare surname: the newest one, if it is also by far the commonest.

        `surname` is case-folded. "" when none is known or two are about as common.
        """
        recent = [
            (last, items, value)
            for value, _, items, last in self._known("surname", surname)
            if abs(day - last) <= timedelta(days=SURNAME_DAYS)
        ]
        if not recent:
            return ""
        _, items, value = max(recent)
        return value if items >= DOMINANCE * sum(count for _, count, _ in recent) else ""

    def full_names(self, surname: str) -> list[str]:
        """Every full name that is known for a case-folded surname, in alphabetical order."""
        return sorted(value for value, _ in self._values.get(("surname", surname), ()))

    def holder_of(self, role: str, day: date, places: frozenset[str]) -> str:
        """The person whom recent items name with this role, if its country or organisation is one of `places`.

        `role` is case-folded, at least two words: a bare "president" is too many people. "" when nobody fits.
        """
        if " " not in role:
            return ""
        holders = [
            (last, value)
            for value, extra, _, last in self._known("role", role)
            if abs(day - last) <= timedelta(days=ROLE_DAYS) and extra in places
        ]
        return max(holders)[1] if holders else ""

    def name_of(self, alias: str, label: str) -> str:
        """The canonical name under which items know the case-folded `alias` of this label, "" when none."""
        found = [(items, last, value) for value, extra, items, last in self._known("alias", alias) if extra == label]
        return max(found)[2] if found else ""

    def _known(self, sort: str, key: str) -> list[tuple[str, str, int, date]]:
        return [
            (value, extra, *self._facts[sort, key, value, extra]) for value, extra in self._values.get((sort, key), ())
        ]

    def _put(self, sort: str, key: str, value: str, extra: str, items: int, last: date) -> None:
        fact = (sort, key, value, extra)
        if fact not in self._facts:
            self._values.setdefault((sort, key), []).append((value, extra))
        self._facts[fact] = (items, last)

    def _forget(self) -> None:
        """Drops the half not seen for longest."""
        kept = sorted(self.to_rows(), key=lambda row: (row.last, row), reverse=True)[: len(self._facts) // 2]
        self._facts.clear()
        self._values.clear()
        for sort, key, value, extra, items, last in kept:
            self._put(sort, key, value, extra, items, date.fromisoformat(last))
