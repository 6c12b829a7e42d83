"""A web address -> the feed that is there: its own, its site's by rule, one that its page names, or a usual place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from briefing.ingest.answers import MAX_ITEMS
from feeds.discover import FoundFeed, find_feeds, guess_feed_urls
from feeds.errors import FeedError, FetchError, ParseError
from feeds.fetch import Request, Response, fetch_one
from feeds.model import ParsedFeed
from feeds.net_url import lend_login, mask
from feeds.site_rules import feeds_by_rule

MAX_ANNOUNCED = 6
"""Feeds that a page names which are tried until one can be read."""

MAX_GUESSES = 10
"""Usual places tried on a site that names no feed; more would be knocking on doors."""


@dataclass(frozen=True, slots=True)
class Found:
    """A feed: its address, its answer, what it holds, and further ones that the same page offers."""

    url: str
    answer: Response
    feed: ParsedFeed
    others: tuple[FoundFeed, ...] = ()


def find_feed_at(url: str, *, now: datetime, allow_private: frozenset[str] = frozenset()) -> Found:
    """Return the feed at `url` itself, or the one that is found from there, at the price of few requests.

    A feed costs one, one that a page names two; a page of a site with a rule (`feeds.site_rules`) is not asked for.
    Places are guessed only from an ordinary page that names no feed that can be read.

    Raises:
        FeedError: no feed is to be found there.
    """
    search = _Search(now, allow_private)
    if by_rule := search.first([FoundFeed(place) for place in feeds_by_rule(url)], wants_items=True):
        return by_rule
    answer = fetch_one(Request(url), allow_private=allow_private)
    try:
        return Found(answer.permanent_url or url, answer, search.parsed(answer))
    except ParseError as error:
        refused = error
    offered = [replace(one, url=lend_login(one.url, url)) for one in find_feeds(answer.body, answer.final_url)]
    if announced := search.first(offered[:MAX_ANNOUNCED], all_of=offered):
        return announced
    if not _is_page(refused):
        raise refused
    guesses = [FoundFeed(lend_login(place, url)) for place in guess_feed_urls(answer.final_url)]
    if guessed := search.first(guesses[:MAX_GUESSES], all_of=()):
        return guessed
    raise search.nothing(url, offered) from refused


@dataclass(slots=True)
class _Search:
    """One search; `failure` is why the first place that was tried did not do."""

    now: datetime
    allow_private: frozenset[str]
    failure: FeedError | None = None

    def first(
        self, places: Sequence[FoundFeed], *, all_of: Sequence[FoundFeed] | None = None, wants_items: bool = False
    ) -> Found | None:
        """Return the first of `places` with a feed, and those of `all_of` besides; with `wants_items` not an empty one.

        A repository without releases has an empty feed of them, and says what happens there in another.

        Raises:
            FetchError: a server asks for quiet, or lets browsers only in: then no further door is knocked at.
        """
        empty: Found | None = None
        for place in places:
            try:
                answer = fetch_one(Request(place.url), allow_private=self.allow_private)
                feed = self.parsed(answer)
            except FeedError as error:
                self.failure = self.failure or error
                if isinstance(error, FetchError) and error.retry_after_s:
                    raise
                continue
            others = tuple(one for one in (places if all_of is None else all_of) if one != place)
            found = Found(answer.permanent_url or place.url, answer, feed, others)
            if feed.items or not wants_items:
                return found
            empty = empty or found
        return empty

    def parsed(self, answer: Response) -> ParsedFeed:
        """Return the feed that the answer holds; raise ParseError when it is none."""
        from feeds.parse import parse_feed

        return parse_feed(
            answer.body, url=answer.final_url, content_type=answer.content_type, now=self.now, max_items=MAX_ITEMS
        )

    def nothing(self, url: str, offered: Sequence[FoundFeed]) -> FeedError:
        """Return the error for a page from which no feed was found."""
        if offered and self.failure:
            return ParseError(
                f"{mask(url)} names the feed {mask(offered[0].url)}, but: {self.failure.message}", self.failure.hint
            )
        return ParseError(
            f"No feed was found at {mask(url)}.",
            "Look for a link named RSS, Atom or Feed on the page and add its address.",
        )


def _is_page(refused: ParseError) -> bool:
    """Return whether what was no feed is an ordinary web page: no picture, no list of feeds, no login page."""
    from feeds.no_feed import PageError

    return isinstance(refused, PageError) and refused.ordinary
