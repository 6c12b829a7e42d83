"""Items that were not read yet, or by older rules -> readings, newest first; what they teach of names is kept."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.errors import BriefingError
from briefing.ingest.relinking import relink
from briefing.model import Reading
from briefing.reading import version as rules
from briefing.store import readings as store
from briefing.store.connection import atomic
from briefing.store.corrections import load_splits
from briefing.store.grouping import story_ids_of
from briefing.store.judging import names_read
from briefing.store.summaries import refresh_names

if TYPE_CHECKING:
    from briefing.reading.aliases import Memory

BATCH = 50
"""Items read between two commits: about a quarter of a second of tagging."""

NAMES_EVERY = 20
"""Batches between two writings of what was learned of names: comparing 60,000 facts takes as long as a batch."""


def read_pending(con: sqlite3.Connection, *, tell: Callable[[str, int, int], None], stop: Callable[[], bool]) -> int:
    """Read every item that waits; return how many were read. The entity model is loaded when there is one to read.

    Raises:
        BriefingError: the engine that was chosen cannot be had, or failed.
    """
    engine, version = _reader(con)
    total = store.queue_outdated(con, version)
    if not total:
        return 0
    from briefing.reading.aliases import Memory

    known = store.load_names(con)
    memory = Memory.from_rows(known)
    done, batches = 0, 0
    while not stop() and (batch := _read_batch(con, memory, engine, version)):
        done, batches = done + batch, batches + 1
        if batches % NAMES_EVERY == 0:
            known = _save_names(con, known, memory)
        tell("read", done, max(total, done))
    _save_names(con, known, memory)
    if done >= total:
        store.forget_outdated_names(con, version)
        relink(con, memory, stop=stop)
    return done


def reading_due(con: sqlite3.Connection) -> int:
    """Return how many items wait to be read, or were read by other rules or another engine than now.

    Raises:
        BriefingError: the engine that was chosen cannot be had.
    """
    return store.queue_outdated(con, _reader(con)[1])


def _reader(con: sqlite3.Connection) -> tuple[str, int]:
    """Return the engine that was chosen, and the number of the readings that it makes by the present rules."""
    engine = store.engine_of(con) or rules.BUILT_IN
    if engine == rules.BUILT_IN:  # asked at every start of the app: the rules take 0.2 s to load
        return engine, rules.READING_VERSION
    from briefing.reading.engines import version_of

    return engine, version_of(engine, rules.READING_VERSION)


def _read_batch(con: sqlite3.Connection, memory: Memory, engine: str, version: int) -> int:
    """Read the newest items that wait and store what they say; return how many."""
    from briefing.reading.callings import callings, split_off
    from briefing.reading.read import read_item

    splits = load_splits(con)
    readings, called = {}, {}
    for key, title, text, published, language in store.items_to_read(con, BATCH):
        try:
            reading = read_item(title, text, published=published, memory=memory, engine=engine, language=language)
        except BriefingError:
            raise  # the engine itself is missing or broken: that is told, not skipped
        except Exception:  # a bug met by one text must not keep all other news from being read, today and for ever
            logging.getLogger("briefing").exception("Item %s could not be read; it is shown without names.", key)
            reading = Reading()
        mentions = split_off(title, text, reading.mentions, splits)
        readings[key] = replace(reading, mentions=mentions)
        called[key] = callings(title, text, mentions)
    with atomic(con):
        store.save_readings(con, readings, version, called)
        stories = sorted(set(story_ids_of(con, readings).values()))
        refresh_names(con, stories)
        names_read(con, stories)
    return len(readings)


def _save_names(con: sqlite3.Connection, known: list[store.NameRow], memory: Memory) -> list[store.NameRow]:
    """Store what was learned since `known` was stored; return what is stored now."""
    learned: list[store.NameRow] = [(*row,) for row in memory.to_rows()]
    with atomic(con):
        store.save_names(con, known, learned)
    return learned
