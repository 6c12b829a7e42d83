"""Surnames that items left bare + full names that became known later -> the same readings, with the full names.

An item is read when it comes; who "Bessent" is may be said only by a later item, or by an older one that is read after
it. So once all are read, the people of one word are looked at again: the one full name of that surname in the item's
story counts, else what the memory's rules say of the item's day (by far the commonest and newest full name; two about
as common are nobody; never by likeness). Texts are not tagged again, and what the reader has said is left alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from briefing.model import Reading
from briefing.store import relinking as store
from briefing.store.connection import atomic
from briefing.store.corrections import load_splits
from briefing.store.grouping import story_ids_of
from briefing.store.judging import names_read
from briefing.store.readings import save_readings
from briefing.store.summaries import refresh_names

if TYPE_CHECKING:
    from briefing.reading.memory import Memory

MAX_ITEMS = 200
"""Newest items of one bare name that are looked at in a round."""
MAX_ROUND = 2_000
"""Items relinked in a round: some seconds; the next round goes on."""
BATCH = 50
"""Items written between two commits."""


def relink(con: sqlite3.Connection, memory: Memory, *, stop: Callable[[], bool]) -> int:
    """Give bare surnames the full names that are known by now; return how many items changed. Can be stopped."""
    wanted: dict[int, dict[str, str]] = {}
    bare = []
    for entity, name in store.bare_people(con):
        if stop() or len(wanted) >= MAX_ROUND:
            break
        found = _full_names(con, memory, entity, name)
        bare += [entity] if found else []
        for item, full in found.items():
            wanted.setdefault(item, {})[name] = full
    waiting, done = iter(sorted(wanted, reverse=True)), 0
    while not stop() and (batch := list(islice(waiting, BATCH))):
        _rewrite(con, {item: wanted[item] for item in batch})
        done += len(batch)
    with atomic(con):
        store.forget_nameless(con, bare)
    return done


def _full_names(con: sqlite3.Connection, memory: Memory, entity: int, name: str) -> dict[int, str]:
    """Return item -> full name for those items of a bare name that are clear by now."""
    from briefing.reading.names import name_key

    key = name_key(name)
    known = memory.full_names(key)
    if not known:
        return {}
    in_story: dict[int, list[str]] = {}
    found = {}
    for told in store.items_naming(con, entity, MAX_ITEMS):
        if told.story is not None and told.story not in in_story:
            in_story[told.story] = store.named_in_story(con, told.story, known)
        beside = in_story[told.story] if told.story is not None else []
        full = beside[0] if len(beside) == 1 else "" if beside else memory.person_of_surname(key, told.published.date())
        if full:
            found[told.item] = full
    return found


def _rewrite(con: sqlite3.Connection, wanted: Mapping[int, Mapping[str, str]]) -> None:
    """Write the readings of some items with full names for bare ones, and what hangs on them."""
    from briefing.reading.callings import callings, split_off

    splits = load_splits(con)
    by_version: dict[int, dict[int, Reading]] = {}
    called = {}
    for item, (title, text, version, reading) in store.read_texts(con, list(wanted)).items():
        linked = _linked(reading, wanted[item])
        mentions = split_off(title, text, linked.mentions, splits)
        by_version.setdefault(version, {})[item] = replace(linked, mentions=mentions)
        called[item] = callings(title, text, mentions)
    with atomic(con):
        for version, readings in by_version.items():
            save_readings(con, readings, version, called={item: called[item] for item in readings})
        stories = _stories_of(con, wanted)
        refresh_names(con, stories)
        names_read(con, stories)


def _linked(reading: Reading, full: Mapping[str, str]) -> Reading:
    """Return the reading with the people of `full` under their full names, as mentions and as speakers."""
    mentions = (
        replace(one, entity=full[one.entity]) if one.kind == "person" and one.entity in full else one
        for one in reading.mentions
    )
    quotes = (replace(one, speaker=full.get(one.speaker, one.speaker)) for one in reading.quotes)
    return replace(reading, mentions=tuple(mentions), quotes=tuple(quotes))


def _stories_of(con: sqlite3.Connection, items: Iterable[int]) -> list[int]:
    return sorted(set(story_ids_of(con, items).values()))
