"""Due feeds -> fetched, parsed and stored as their answers come, then one round of stories for all of them."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from briefing.ingest.answers import Poll
from briefing.ingest.fulltext import fetch_queued_texts
from briefing.ingest.logbook import Logbook
from briefing.ingest.outcome import OnOutcome, Outcome
from briefing.ingest.spent import Spent
from briefing.ingest.steps import OnStep, process, tell_stories
from briefing.model import FeedRow
from briefing.store.feeds import due_feeds, forgive_failure, redirect_of
from feeds.errors import FetchError
from feeds.fetch import Request, Response, fetch_all, never
from feeds.schedule import SHORTEST

ROUND_S = 4.0
"""Seconds of fetching after which what has come so far is put in stories, so that a slow server holds nothing up."""


def refresh(
    con: sqlite3.Connection,
    *,
    now: datetime,
    everything: bool = False,
    on_outcome: OnOutcome | None = None,
    on_step: OnStep | None = None,
    on_start: Callable[[int], None] | None = None,
    on_stories: Callable[[int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    allow_private: frozenset[str] = frozenset(),
    interval_minutes: int = 0,
    round_s: float = ROUND_S,
    spent: Spent | None = None,
) -> list[Outcome]:
    """Ask every feed that is due, or with `everything` every active one, and store what is new.

    Each answer is stored in a transaction of its own as it comes; a feed that fails has its error in its outcome and in
    its row, keeps what it has brought before, and stops nobody. Every `round_s` seconds what has come is put in
    stories; at the end all that is left is, full texts come of the feeds that are set so, and names are read. Stopped
    or killed, nothing is half stored.
    `on_start` is told how many feeds are asked, `on_stories` how many of the new items stand in stories. No feed is due
    again before `interval_minutes` have passed.

    Raises:
        StoreError: the database cannot be written.
    """
    stop, spent = should_stop or never, spent or Spent()
    feeds = {feed.id: feed for feed in due_feeds(con, now=now, everything=everything)}
    outcomes: list[Outcome] = []
    log = Logbook(con, len(feeds), now=now)
    rounds = _Rounds(con, now, on_stories, stop, round_s, spent)

    def take(request: Request, result: Response | FetchError) -> None:
        outcome = Poll(con, feeds[request.key], now, interval_minutes).take(result)
        outcomes.append(outcome)
        log.note(outcome)
        if on_outcome:
            on_outcome(outcome)
        rounds.count(outcome.new)

    if on_start:
        on_start(len(feeds))
    requests = [_request(con, feed) for feed in feeds.values()]
    if requests:
        fetch_all(requests, on_result=take, allow_private=allow_private, should_stop=stop)
    _forgive_offline(con, outcomes, now)
    rounds.tell(on_step)
    fetch_queued_texts(con, now=now, on_step=on_step, allow_private=allow_private, should_stop=stop)
    process(con, now=now, on_step=on_step, should_stop=should_stop, spent=spent)
    log.close(stopped=stop())
    return outcomes


def _forgive_offline(con: sqlite3.Connection, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Do not count it against the feeds when not one could be reached: the network is missing here, not there.

    Else a laptop that was a day without network would ask its feeds hours after it is back.
    """
    if outcomes and all(isinstance(one.error, FetchError) and one.error.offline for one in outcomes):
        forgive_failure(con, [one.feed_id for one in outcomes if one.feed_id is not None], now + SHORTEST)


class _Rounds:
    """Puts what has come in stories now and then while fetching goes on."""

    def __init__(
        self,
        con: sqlite3.Connection,
        now: datetime,
        on_stories: Callable[[int], None] | None,
        stop: Callable[[], bool],
        round_s: float,
        spent: Spent,
    ) -> None:
        self.con, self.now, self.on_stories, self.stop, self.round_s = con, now, on_stories, stop, round_s
        self.spent = spent
        self.came = self.told = 0
        self.due = time.monotonic() + round_s

    def count(self, new: int) -> None:
        """Note that so many items have come; when it is time, put all of them in stories."""
        self.came += new
        if time.monotonic() >= self.due:
            self.tell()
            self.due = time.monotonic() + self.round_s

    def tell(self, on_step: OnStep | None = None) -> None:
        """Put what has come in stories and say so, unless nothing has."""
        if self.came > self.told and not self.stop():
            tell_stories(self.con, now=self.now, on_step=on_step, should_stop=self.stop, spent=self.spent)
            self.told = self.came
            if self.on_stories and not self.stop():
                self.on_stories(self.told)


def _request(con: sqlite3.Connection, feed: FeedRow) -> Request:
    _, _, validators_url, _ = redirect_of(con, feed.id)
    return Request(feed.url, feed.etag, feed.last_modified, feed.id, validators_url)
