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
from briefing.ingest.hiding import judge_due
from briefing.ingest.naming import name_stories
from briefing.ingest.reading import read_pending
from briefing.ingest.seen import count_news
from briefing.ingest.spent import Spent
from briefing.store.index import index_pending

OnStep = Callable[[str, int, int], None]
"""Told of progress: the step ("group", "name", "read"), how many are done, and of how many."""


def process(
    con: sqlite3.Connection,
    *,
    now: datetime,
    on_step: OnStep | None = None,
    should_stop: Callable[[], bool] | None = None,
    spent: Spent | None = None,
) -> None:
    """Bring everything that is stored up to date: index, group, name and rank, read.

    All items that wait are one round of grouping, taken in order of (published, guid), so that the stories do not
    depend on which feed answered first. `should_stop` is asked between pieces of work; the next call does what is left.
    `spent` is told what each step takes.

    Raises:
        StoreError: the database cannot be written.
    """
    stop = should_stop or _never
    tell = on_step or _nobody
    spent = spent or Spent()
    tell_stories(con, now=now, on_step=tell, should_stop=stop, spent=spent)
    with spent.on("read"):
        done = read_pending(con, tell=tell, stop=stop)
    if done:
        with spent.on("name"):
            name_stories(con, now=now, tell=tell, stop=stop)
    judge_due(con, now=now, stop=stop)
    count_news(con, now=now, stop=stop)


def tell_stories(
    con: sqlite3.Connection,
    *,
    now: datetime,
    on_step: OnStep | None = None,
    should_stop: Callable[[], bool] | None = None,
    spent: Spent | None = None,
) -> None:
    """Do the first part of `process`, after which what is new can be searched and stands in stories with headlines.

    Raises:
        StoreError: the database cannot be written.
    """
    stop = should_stop or _never
    tell = on_step or _nobody
    spent = spent or Spent()
    with spent.on("index"):
        index_pending(con, should_stop=stop)
    with spent.on("group"):
        group_pending(con, tell=tell, stop=stop)
    with spent.on("name"):
        name_stories(con, now=now, tell=tell, stop=stop)


def settle(con: sqlite3.Connection, *, now: datetime) -> None:
    """Name, rank and hide again what the reader's changes, or their undoing, concern: no round of grouping.

    Raises:
        StoreError: the database cannot be written.
    """
    name_stories(con, now=now, tell=_nobody, stop=_never)
    judge_due(con, now=now)
    count_news(con, now=now)


def _never() -> bool:
    return False


def _nobody(step: str, done: int, of: int) -> None:
    """Take no notice."""
