"""What a feed's server answered -> items stored, the feed's health and its next time, and an `Outcome` for people."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

from briefing.ingest.outcome import Outcome
from briefing.ingest.storing import feed_arrival
from briefing.model import FeedRow
from briefing.store.connection import atomic
from briefing.store.feeds import Fetched, find_feed, newest_dates, put_off_feed, record_fetch, redirect_of
from feeds.errors import FeedError, FetchError
from feeds.fetch import Response
from feeds.model import ParsedFeed
from feeds.net_url import mask
from feeds.schedule import Move, is_gone, next_due, not_before, observe_move, put_off, weekly_items

MAX_ITEMS = 1000
"""Items kept of one answer, the newest: what a feed may cost is bounded."""


@dataclass(frozen=True, slots=True)
class Poll:
    """One question to one feed, asked at `now`; it is not due again before `interval_minutes` have passed."""

    con: sqlite3.Connection
    feed: FeedRow
    now: datetime
    interval_minutes: int = 0

    def take(self, result: Response | FetchError) -> Outcome:
        """Store what the feed answered and what it means for the feed's health; return its outcome.

        What takes time is done before the database is locked; what is stored is stored whole or not at all.

        Raises:
            StoreError: the database cannot be written.
        """
        if isinstance(result, FetchError):
            return self._failed(result, None) if result.asked else self._not_asked(result)
        digest = blake2b(result.body, digest_size=16).hexdigest() if result.body else self.feed.body_hash
        if result.status == 304 or digest == self.feed.body_hash:
            moved = self._record(result, None, digest)
            return self._outcome(result, unchanged=self.feed.items, warnings=(*result.warnings, *moved))
        from feeds.parse import parse_feed

        try:
            parsed = parse_feed(
                result.body, url=result.final_url, content_type=result.content_type, now=self.now, max_items=MAX_ITEMS
            )
        except FeedError as error:
            return self._failed(error, result)
        arrival = feed_arrival(self.con, self.feed.id, parsed)
        with atomic(self.con):
            stored = arrival.store(self.con, now=self.now)
            moved = self._record(result, parsed, digest)
        return replace(
            self._outcome(result, title=parsed.title, warnings=(*result.warnings, *parsed.warnings, *moved)),
            new=len(stored.new),
            changed=len(stored.changed),
            unchanged=stored.unchanged,
        )

    def _outcome(
        self,
        answer: Response | None,
        *,
        title: str = "",
        unchanged: int = 0,
        error: FeedError | None = None,
        warnings: tuple[str, ...] = (),
    ) -> Outcome:
        """Return the outcome, with what the answer was and cost; a password in the feed's address is not told."""
        return Outcome(
            mask(self.feed.url),
            self.feed.title or title,
            unchanged=unchanged,
            error=error,
            feed_id=self.feed.id,
            warnings=warnings,
            status=answer.status if answer else error.status if isinstance(error, FetchError) else None,
            ms=answer.ms if answer else None,
            wire_bytes=answer.wire_bytes if answer else None,
        )

    def _record(self, answer: Response, parsed: ParsedFeed | None, digest: str) -> tuple[str, ...]:
        """Store the health of a feed that answered well, and when it is due again; return what there is to say."""
        moved_to, times, _, known_ttl = redirect_of(self.con, self.feed.id)
        ttl = parsed.ttl_minutes if parsed else known_ttl
        move = observe_move(Move(moved_to, times), answer.permanent_url, good=True)
        double = move.adopt and find_feed(self.con, move.url) is not None
        adopted = move.url if move.adopt and not double else ""
        due = next_due(
            self.now,
            interval_minutes=self.interval_minutes,
            ttl_minutes=ttl,
            max_age_s=answer.max_age_s,
            retry_after_s=answer.retry_after_s,
            items_per_week=weekly_items(newest_dates(self.con, self.feed.id), self.now),
            has_validators=bool(answer.etag or answer.last_modified),
            salt=self.feed.url,
        )
        fetched = Fetched(
            due,
            answer.status,
            etag=answer.etag,
            last_modified=answer.last_modified,
            validators_url=answer.final_url,
            body_hash=digest,
            ttl_minutes=ttl,
            not_before=not_before(self.now, answer.retry_after_s),
            moved_to="" if adopted else move.url,
            moved_times=0 if adopted else move.times,
            url=adopted,
            ms=answer.ms,
            wire_bytes=answer.wire_bytes,
        )
        record_fetch(self.con, self.feed.id, fetched, now=self.now)
        if double:
            return (f"It has moved to {mask(move.url)}, which is subscribed too: unsubscribe one of the two.",)
        return (f"It has moved to {mask(adopted)} and is read there from now on.",) if adopted else ()

    def _not_asked(self, error: FetchError) -> Outcome:
        """Put off a feed that was not asked, because its host wanted quiet: that is no failure of its own."""
        wait_s = error.retry_after_s
        due = put_off(self.now, wait_s, salt=self.feed.url)
        put_off_feed(self.con, self.feed.id, due, not_before(self.now, wait_s))
        return self._outcome(None, unchanged=self.feed.items, warnings=(f"It was not asked. {error}",))

    def _failed(self, error: FeedError, answer: Response | None) -> Outcome:
        """Store why a feed could not be read, and when to try again; its items stay."""
        outcome = self._outcome(answer, error=error)
        wait_s = error.retry_after_s if isinstance(error, FetchError) else None
        moved_to, times, _, ttl = redirect_of(self.con, self.feed.id)
        move = observe_move(Move(moved_to, times), answer.permanent_url if answer else "", good=False)
        due = next_due(
            self.now,
            interval_minutes=self.interval_minutes,
            ttl_minutes=ttl,
            retry_after_s=wait_s,
            errors=self.feed.errors + 1,
            items_per_week=weekly_items(newest_dates(self.con, self.feed.id), self.now),
            has_validators=bool(self.feed.etag or self.feed.last_modified),
            salt=self.feed.url,
        )
        fetched = Fetched(
            due,
            outcome.status,
            str(error),
            not_before=not_before(self.now, wait_s),
            moved_to=move.url,
            moved_times=move.times,
            gone=is_gone(outcome.status),
            ms=outcome.ms,
            wire_bytes=outcome.wire_bytes,
        )
        record_fetch(self.con, self.feed.id, fetched, now=self.now)
        return replace(outcome, retired=fetched.gone)
