"""What the reader says of names -> readings that say it too: renamed, retyped, merged, hidden, split off.

A reading stays in the database as it was made; the reader's word lies over it each time it is loaded, so that it wins
over every later reading and can be taken back. Only splits are put in while an item is read, because they go by words.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field, replace

from briefing.model import NAME_KINDS, Kind, Mention, Reading
from briefing.store.connection import speaks_plainly


@dataclass(frozen=True, slots=True)
class Shown:
    """What an entity of the readings is shown as; `items` is how often it is named."""

    name: str
    kind: Kind
    hidden: bool
    corrected: bool
    items: int


@dataclass(frozen=True, slots=True)
class Corrections:
    """Entities as readings name them, (name, kind), and what they are shown as; names without correction are absent."""

    shown: dict[str, dict[str, Shown]] = field(default_factory=dict)

    def applied(self, reading: Reading) -> Reading:
        """Return the reading as the reader wants it; hidden names are no mentions."""
        if not self.shown:
            return reading
        mentions = (self._mention(mention) for mention in reading.mentions)
        quotes = (replace(quote, speaker=self._speaker(quote.speaker)) for quote in reading.quotes)
        return replace(reading, mentions=tuple(one for one in mentions if one), quotes=tuple(quotes))

    def _mention(self, mention: Mention) -> Mention | None:
        if mention.kind not in NAME_KINDS or (found := self._found(mention.entity, mention.kind)) is None:
            return mention
        kind, shown = found
        if shown.hidden:
            return None
        # "Chinese" leads to China and stays an adjective, whatever China is called.
        adjective = mention.kind == "other" and kind != "other"
        return replace(mention, entity=shown.name, kind=mention.kind if adjective else shown.kind)

    def _found(self, name: str, kind: str) -> tuple[str, Shown] | None:
        """Return the entity that a mention counts for: of its kind, else the corrected one, else the commonest."""
        kinds = self.shown.get(name)
        if not kinds:
            return None
        if kind not in kinds:
            kind = max(kinds, key=lambda one: (kinds[one].corrected, kinds[one].items))
        return kind, kinds[kind]

    def _speaker(self, name: str) -> str:
        """Return the name by which a quotation's speaker is known; a hidden name may still speak."""
        found = self._found(name, "person") if name else None
        return found[1].name if found else name


@speaks_plainly
def load_corrections(con: sqlite3.Connection) -> Corrections:
    """Return the reader's corrections; there are few, and without any this costs one look at an empty index."""
    rows = con.execute(
        """
        SELECT entities.name, entities.kind, root.shown_name, root.shown_kind, root.hidden, entities.corrected,
               entities.items
        FROM entities JOIN entities AS root ON root.id = entities.stands_for
        WHERE entities.name IN (SELECT name FROM entities WHERE corrected = 1)
        """
    )
    shown: dict[str, dict[str, Shown]] = {}
    for name, kind, as_name, as_kind, hidden, corrected, items in rows:
        shown.setdefault(name, {})[kind] = Shown(as_name, as_kind, bool(hidden), bool(corrected), items)
    return Corrections(shown)


@speaks_plainly
def load_splits(con: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Return (entity, key of a name) -> what that name is on its own, as the reader has split them."""
    rows = con.execute(
        "SELECT name, key, words FROM splits JOIN entities ON entities.id = splits.entity WHERE active = 1"
    )
    return {(name, key): words for name, key, words in rows}
