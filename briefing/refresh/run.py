"""An open database -> its due feeds fetched, stored and grouped, with the lock held and every step told as an event."""

from __future__ import annotations

import signal
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import FrameType

from briefing.ingest.outcome import Outcome
from briefing.refresh.events import Event, feed_event
from briefing.refresh.lock import Holder, refresh_lock

STEP_S = 0.2
"""Shortest time between two "step" events, in seconds: a bar moves smoothly, and a pipe is not flooded."""


def run_refresh(
    con: sqlite3.Connection,
    database: Path,
    *,
    now: Callable[[], datetime],
    tell: Callable[[Event], None],
    everything: bool = False,
    wait: bool = False,
    should_stop: Callable[[], bool],
    allow_private: frozenset[str] = frozenset(),
    interval_minutes: int = 0,
    keep_texts_days: int = 0,
) -> list[Outcome]:
    """Refresh in this process and tell of it; return what became of each feed that was asked.

    One process a database may do so at a time; with `wait` it waits for another one's end. Stopped or killed at any
    moment, every feed is stored whole or not at all, and the next refresh goes on with what is left. No feed is due
    again before `interval_minutes` have passed. At the end texts go that are older than `keep_texts_days`, 0 = none.

    Raises:
        RefreshBusyError: another process refreshes this database, and `wait` is False.
        StoreError: the database cannot be written.
    """
    from briefing.ingest import refresh
    from briefing.ingest.spent import Spent
    from briefing.store.feeds import resting_feeds
    from briefing.store.index import index_pending
    from briefing.store.retention import drop_old_texts

    spent = Spent()

    def waiting(holder: Holder) -> None:
        tell({"event": "wait", "pid": holder.pid, "since": holder.since.isoformat() if holder.since else None})

    def starting(feeds: int) -> None:
        resting, until = resting_feeds(con, now=now()) if everything else (0, None)
        tell({"event": "start", "feeds": feeds, "resting": resting, "until": until.isoformat() if until else None})

    with refresh_lock(database, now=now(), wait=wait, on_wait=waiting, should_stop=should_stop) as held:
        outcomes = (
            refresh(
                con,
                now=now(),
                everything=everything,
                on_start=starting,
                on_outcome=lambda outcome: tell(feed_event(outcome)),
                on_stories=lambda items: tell({"event": "stories", "items": items}),
                on_step=_seldom(tell),
                should_stop=should_stop,
                allow_private=allow_private,
                interval_minutes=interval_minutes,
                spent=spent,
            )
            if held
            else []
        )
        if held and not should_stop() and drop_old_texts(con, now=now(), days=keep_texts_days):
            index_pending(con, should_stop=should_stop)
    tell({**_end_event(outcomes), "stopped": should_stop(), "cpu_s": spent.seconds("fetch")})
    return outcomes


def _end_event(outcomes: Sequence[Outcome]) -> Event:
    """Return what has come of all feeds together."""
    failed, new = sum(one.error is not None for one in outcomes), sum(one.new for one in outcomes)
    return {"event": "end", "feeds": len(outcomes), "new": new, "failed": failed}


@contextmanager
def stop_on_signals() -> Iterator[Callable[[], bool]]:
    """Give a `should_stop` that becomes True at Ctrl-C or SIGTERM; a second signal ends the program as usual.

    Only in the main thread, which is where Python takes signals.
    """
    stopped = False
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def restore() -> None:
        for number, handler in handlers.items():
            signal.signal(number, handler)

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopped
        stopped = True
        restore()

    for number in handlers:
        signal.signal(number, stop)
    try:
        yield lambda: stopped
    finally:
        restore()


def _seldom(tell: Callable[[Event], None]) -> Callable[[str, int, int], None]:
    """Return an `on_step` that tells the beginning and the end of each step, and between them now and then."""
    last, said = "", 0.0

    def on_step(step: str, done: int, of: int) -> None:
        nonlocal last, said
        moment = time.monotonic()
        if of and (step != last or done == of or moment - said >= STEP_S):
            last, said = step, moment
            tell({"event": "step", "step": step, "done": done, "of": of})

    return on_step
