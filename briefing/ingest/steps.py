"""Stored items -> full-text index, stories, headlines, ranks, readings; what was done is never done again.

Each step works through a queue in the database and commits in pieces, so that a program that is killed at any moment
leaves a database with which the next call goes on. Stories come before readings: they are on the screen in seconds,
while names are still being read, newest first. A step is imported when there is something for it to do: most
refreshes bring nothing new.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime

from briefing.ingest.spent import Spent
from briefing.store.index import count_pending, index_pending
from briefing.store.judging import due_rules
from briefing.store.seen import uncounted_stories
from briefing.store.summaries import stale_stories

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
        from briefing.ingest.reading import read_pending

        done = read_pending(con, tell=tell, stop=stop)
    if done:
        with spent.on("name"):
            _name(con, now, tell, stop)
    _judge_and_count(con, now, stop)


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
        _group(con, tell, stop)
    with spent.on("name"):
        _name(con, now, tell, stop)


def settle(con: sqlite3.Connection, *, now: datetime) -> None:
    """Name, rank and hide again what the reader's changes, or their undoing, concern: no round of grouping.

    Raises:
        StoreError: the database cannot be written.
    """
    _name(con, now, _nobody, _never)
    _judge_and_count(con, now, _never)


def _group(con: sqlite3.Connection, tell: OnStep, stop: Callable[[], bool]) -> None:
    if count_pending(con, "group"):
        from briefing.ingest.grouping import group_pending

        group_pending(con, tell=tell, stop=stop)


def _name(con: sqlite3.Connection, now: datetime, tell: OnStep, stop: Callable[[], bool]) -> None:
    if stale_stories(con, 1):
        from briefing.ingest.naming import name_stories

        name_stories(con, now=now, tell=tell, stop=stop)


def _judge_and_count(con: sqlite3.Connection, now: datetime, stop: Callable[[], bool]) -> None:
    if due_rules(con, now=now):
        from briefing.ingest.hiding import judge_due

        judge_due(con, now=now, stop=stop)
    if uncounted_stories(con):
        from briefing.ingest.seen import count_news

        count_news(con, now=now, stop=stop)


def _never() -> bool:
    return False


def _nobody(step: str, done: int, of: int) -> None:
    """Take no notice."""
