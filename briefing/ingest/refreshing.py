"""Due feeds -> fetched, parsed and stored as their answers come, then one round of stories for all of them."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b

from briefing.ingest.outcome import OnOutcome, Outcome
from briefing.ingest.steps import OnStep, process, tell_stories
from briefing.ingest.storing import store_feed
from briefing.model import FeedRow
from briefing.store.connection import atomic
from briefing.store.feeds import Fetched, due_feeds, find_feed, newest_dates, record_fetch, redirect_of
from feeds.errors import FeedError, FetchError
from feeds.fetch import Request, Response, fetch_all, never
from feeds.model import ParsedFeed
from feeds.schedule import Move, is_gone, next_due, not_before, observe_move, weekly_items

MAX_ITEMS = 1000
"""Items kept of one answer, the newest: what a feed may cost is bounded."""

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
    round_s: float = ROUND_S,
) -> list[Outcome]:
    """Ask every feed that is due, or with `everything` every active one, and store what is new.

    Each answer is stored in a transaction of its own as it comes; a feed that fails has its error in its outcome and in
    its row, keeps what it has brought before, and stops nobody. Every `round_s` seconds what has come is put in
    stories; at the end all that is left is, and names are read. Stopped or killed, nothing is half stored.
    `on_start` is told how many feeds are asked, `on_stories` how many of the new items stand in stories.

    Raises:
        StoreError: the database cannot be written.
    """
    stop = should_stop or never
    feeds = {feed.id: feed for feed in due_feeds(con, now=now, everything=everything)}
    outcomes: list[Outcome] = []
    rounds = _Rounds(con, now, on_stories, stop, round_s)

    def take(request: Request, result: Response | FetchError) -> None:
        outcome = take_answer(con, feeds[request.key], result, now=now)
        outcomes.append(outcome)
        if on_outcome:
            on_outcome(outcome)
        rounds.count(outcome.new)

    if on_start:
        on_start(len(feeds))
    requests = [_request(con, feed) for feed in feeds.values()]
    if requests:
        fetch_all(requests, on_result=take, allow_private=allow_private, should_stop=stop)
    rounds.tell(on_step)
    process(con, now=now, on_step=on_step, should_stop=should_stop)
    return outcomes


class _Rounds:
    """Puts what has come in stories now and then while fetching goes on."""

    def __init__(
        self,
        con: sqlite3.Connection,
        now: datetime,
        on_stories: Callable[[int], None] | None,
        stop: Callable[[], bool],
        round_s: float,
    ) -> None:
        self.con, self.now, self.on_stories, self.stop, self.round_s = con, now, on_stories, stop, round_s
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
            tell_stories(self.con, now=self.now, on_step=on_step, should_stop=self.stop)
            self.told = self.came
            if self.on_stories and not self.stop():
                self.on_stories(self.told)


def take_answer(con: sqlite3.Connection, feed: FeedRow, result: Response | FetchError, *, now: datetime) -> Outcome:
    """Store what a feed answered and what it means for the feed's health; return its outcome."""
    if isinstance(result, FetchError):
        return _failed(con, feed, result, None, now)
    digest = blake2b(result.body, digest_size=16).hexdigest() if result.body else feed.body_hash
    if result.status == 304 or digest == feed.body_hash:
        moved = _record(con, feed, result, None, digest, now)
        warnings = (*result.warnings, *moved)
        return Outcome(feed.url, feed.title, unchanged=feed.items, feed_id=feed.id, warnings=warnings)
    from feeds.parse import parse_feed

    try:
        parsed = parse_feed(
            result.body, url=result.final_url, content_type=result.content_type, now=now, max_items=MAX_ITEMS
        )
    except FeedError as error:
        return _failed(con, feed, error, result, now)
    with atomic(con):
        stored = store_feed(con, feed.id, parsed, now=now)
        moved = _record(con, feed, result, parsed, digest, now)
    counts = len(stored.new), len(stored.changed), stored.unchanged
    warnings = (*result.warnings, *parsed.warnings, *moved)
    return Outcome(feed.url, feed.title or parsed.title, *counts, feed_id=feed.id, warnings=warnings)


def _request(con: sqlite3.Connection, feed: FeedRow) -> Request:
    _, _, validators_url, _ = redirect_of(con, feed.id)
    return Request(feed.url, feed.etag, feed.last_modified, feed.id, validators_url)


def _record(
    con: sqlite3.Connection, feed: FeedRow, answer: Response, parsed: ParsedFeed | None, digest: str, now: datetime
) -> tuple[str, ...]:
    """Store the health of a feed that answered well, and when it is due again; return what there is to say of it."""
    moved_to, times, _, known_ttl = redirect_of(con, feed.id)
    ttl = parsed.ttl_minutes if parsed else known_ttl
    move = observe_move(Move(moved_to, times), answer.permanent_url, good=True)
    double = move.adopt and find_feed(con, move.url) is not None
    adopted = move.url if move.adopt and not double else ""
    due = next_due(
        now,
        ttl_minutes=ttl,
        max_age_s=answer.max_age_s,
        retry_after_s=answer.retry_after_s,
        items_per_week=weekly_items(newest_dates(con, feed.id), now),
        has_validators=bool(answer.etag or answer.last_modified),
        salt=feed.url,
    )
    fetched = Fetched(
        due,
        answer.status,
        etag=answer.etag,
        last_modified=answer.last_modified,
        validators_url=answer.final_url,
        body_hash=digest,
        ttl_minutes=ttl,
        not_before=not_before(now, answer.retry_after_s),
        moved_to="" if adopted else move.url,
        moved_times=0 if adopted else move.times,
        url=adopted,
        ms=answer.ms,
        wire_bytes=answer.wire_bytes,
    )
    record_fetch(con, feed.id, fetched, now=now)
    if double:
        return (f"It has moved to {move.url}, which is subscribed too: unsubscribe one of the two.",)
    return (f"It has moved to {adopted} and is read there from now on.",) if adopted else ()


def _failed(
    con: sqlite3.Connection, feed: FeedRow, error: FeedError, answer: Response | None, now: datetime
) -> Outcome:
    """Store why a feed could not be read, and when to try again; its items stay."""
    status = error.status if isinstance(error, FetchError) else answer.status if answer else None
    wait_s = error.retry_after_s if isinstance(error, FetchError) else None
    moved_to, times, _, ttl = redirect_of(con, feed.id)
    move = observe_move(Move(moved_to, times), answer.permanent_url if answer else "", good=False)
    due = next_due(
        now,
        ttl_minutes=ttl,
        retry_after_s=wait_s,
        errors=feed.errors + 1,
        items_per_week=weekly_items(newest_dates(con, feed.id), now),
        has_validators=bool(feed.etag or feed.last_modified),
        salt=feed.url,
    )
    fetched = Fetched(
        due,
        status,
        str(error),
        not_before=not_before(now, wait_s),
        moved_to=move.url,
        moved_times=move.times,
        gone=is_gone(status),
        ms=answer.ms if answer else None,
        wire_bytes=answer.wire_bytes if answer else None,
    )
    record_fetch(con, feed.id, fetched, now=now)
    return Outcome(feed.url, feed.title, error=error, feed_id=feed.id, retired=fetched.gone)
