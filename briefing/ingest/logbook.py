"""The outcomes of a refresh as they come -> its log in the database, with the times at which they came."""

from __future__ import annotations

import sqlite3
import time
from datetime import datetime, timedelta

from briefing.ingest.outcome import Outcome
from briefing.store.refresh_log import LoggedFetch, begin_log, end_log, log_fetch


class Logbook:
    """The log of one refresh that began at `now` and asks so many feeds; a refresh that asks none is not logged."""

    def __init__(self, con: sqlite3.Connection, feeds: int, *, now: datetime) -> None:
        """Begin the log.

        Raises:
            StoreError: the database cannot be written.
        """
        self._con, self._now, self._began = con, now, time.monotonic()
        self._refresh = begin_log(con, feeds, now=now) if feeds else None

    def note(self, outcome: Outcome) -> None:
        """Write down what became of a feed."""
        if self._refresh is None or outcome.feed_id is None:
            return
        fetch = LoggedFetch(
            outcome.feed_id,
            outcome.title or outcome.source,
            self._moment(),
            outcome.status,
            outcome.new,
            outcome.changed,
            outcome.ms,
            outcome.wire_bytes,
            str(outcome.error) if outcome.error else "",
            " ".join(outcome.warnings),
        )
        log_fetch(self._con, self._refresh, fetch)

    def close(self, *, stopped: bool) -> None:
        """Note that the refresh is over."""
        if self._refresh is not None:
            end_log(self._con, self._refresh, now=self._moment(), stopped=stopped)

    def _moment(self) -> datetime:
        return self._now + timedelta(seconds=time.monotonic() - self._began)
