"""An entity's name -> its profile: names, roles, mentions by day, stories, company; and the reader's word on names.

The one place where the store meets the form in which names are compared.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from briefing.errors import BriefingError
from briefing.model import Calling, EntityRow, Kind, StoryRow
from briefing.reading.names import name_key
from briefing.store import entities as store
from briefing.store import entity_edits

DAYS = 30
"""Days of the sparkline."""
PAGE = 50
"""Stories of a page."""
NAMES_SHOWN = 12
"""Names and roles of a profile; the newest."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of an entity. `days` are items by day, oldest first; `company` is (name, kind, common items).

    `names` are other names that items give it, newest first; `merged` those that the reader has merged into it.
    """

    entity: EntityRow
    days: tuple[int, ...]
    names: tuple[str, ...]
    roles: tuple[Calling, ...]
    merged: tuple[str, ...]
    stories: tuple[StoryRow, ...]
    company: tuple[tuple[str, Kind, int], ...]


def find(con: sqlite3.Connection, name: str, *, count_stories: bool = True) -> EntityRow | None:
    """Return the entity that is called `name` anywhere, None when nothing is."""
    return store.find_entity(con, " ".join(name.split()), name_key(name), count_stories=count_stories)


def named(con: sqlite3.Connection, name: str) -> EntityRow:
    """Return the entity that is called `name` anywhere.

    Raises:
        BriefingError: nothing is called so.
    """
    if entity := find(con, name):
        return entity
    raise BriefingError(f"No stored item names “{name}”.", "`briefing entities` lists who is named.")


def profile_of(con: sqlite3.Connection, entity: EntityRow, *, now: datetime) -> Profile:
    """Return the profile of an entity. Days count back from `now`."""
    callings = store.callings_of(con, entity.id)
    own = name_key(entity.name)
    return Profile(
        entity=entity,
        days=store.mentions_by_day(con, entity.id, days=DAYS, until=now),
        names=_distinct((one.words for one in callings if not one.role), own)[:NAMES_SHOWN],
        roles=tuple(one for one in callings if one.role)[:NAMES_SHOWN],
        merged=_distinct(name for _, name in store.merged_names(con, entity.id)),
        stories=tuple(store.stories_of(con, entity.id, limit=PAGE)),
        company=tuple(store.company_of(con, entity.id)),
    )


def split(con: sqlite3.Connection, entity_id: int, name: str, *, now: datetime) -> None:
    """Take a name from an entity: what the reader merged is parted, what the texts' linking joined is split off.

    Raises:
        BriefingError: the entity has no such name, or it is its own one.
    """
    key = name_key(name)
    for member, words in store.merged_names(con, entity_id):
        if name_key(words) == key:
            return entity_edits.part_entities(con, member, now=now)
    for calling in store.callings_of(con, entity_id):
        if not calling.role and calling.key == key:
            return entity_edits.split_name(con, calling.entity, key, calling.words, now=now)
    raise BriefingError(f"It has no name “{name}”.", "Give one of the names that the entity's page shows.")


def _distinct(names: Iterable[str], own: str = "") -> tuple[str, ...]:
    """Return the names, each once by its key, without `own`."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(name_key(name), name)
    return tuple(name for key, name in first.items() if key != own)
