"""Stored items -> full-text index, stories, headlines, ranks, readings; what was done is never done again.

Each step works through a queue in the database and commits in pieces, so that a program that is killed at any moment
leaves a database with which the next call goes on. Stories come before readings: they are on the screen in seconds,
while names are still being read, newest first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime

from briefing.ingest.grouping import group_pending
from briefing.ingest.naming import name_stories
from briefing.ingest.reading import read_pending
from briefing.ingest.seen import count_news
from briefing.store.index import index_pending

OnStep = Callable[[str, int, int], None]
"""Told of progress: the step ("group", "name", "read"), how many are done, and of how many."""


def process(
    con: sqlite3.Connection,
    *,
    now: datetime,
    on_step: OnStep | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> None:
    """Bring everything that is stored up to date: index, group, name and rank, read.

    All items that wait are one round of grouping, taken in order of (published, guid), so that the stories do not
    depend on which feed answered first. `should_stop` is asked between pieces of work; the next call does what is left.

    Raises:
        StoreError: the database cannot be written.
    """
    stop = should_stop or _never
    tell = on_step or _nobody
    tell_stories(con, now=now, on_step=tell, should_stop=stop)
    if read_pending(con, tell=tell, stop=stop):
        name_stories(con, now=now, tell=tell, stop=stop)
    count_news(con, now=now, stop=stop)


def tell_stories(
    con: sqlite3.Connection,
    *,
    now: datetime,
    on_step: OnStep | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> None:
    """Do the first part of `process`, after which what is new can be searched and stands in stories with headlines.

    Raises:
        StoreError: the database cannot be written.
    """
    stop = should_stop or _never
    tell = on_step or _nobody
    index_pending(con, should_stop=stop)
    group_pending(con, tell=tell, stop=stop)
    name_stories(con, now=now, tell=tell, stop=stop)


def settle(con: sqlite3.Connection, *, now: datetime) -> None:
    """Name and rank again what the reader's corrections, or their undoing, have changed: no round of grouping.

    Raises:
        StoreError: the database cannot be written.
    """
    name_stories(con, now=now, tell=_nobody, stop=_never)
    count_news(con, now=now)


def _never() -> bool:
    return False


def _nobody(step: str, done: int, of: int) -> None:
    """Take no notice."""
