"""One line of an import file into a subscription, or into a sentence that says why it was left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from feeds.errors import FetchError
from feeds.net_address import is_allowed, plainly_private
from feeds.net_url import mask, parse_target
from feeds.urls import MAX_URL

FEED_SCHEME = re.compile(r"feed:(?://)?(https?://)?", re.I)
"""The pseudo-scheme that browsers once gave to readers: `feed:https://…` and `feed://…`, which means http."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed as an import or export file names it.

    `folder` is the path of folder names with "/" between them, "" at the top; `tags` are in the file's order. `line` is
    where it stands in the file, 0 for one that comes from none; it makes no other subscription.
    """

    url: str
    title: str = ""
    folder: str = ""
    tags: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What a file held: `subscriptions` in its order; `problems`, a sentence with its line for each thing left out."""

    subscriptions: tuple[Subscription, ...]
    problems: tuple[str, ...] = ()


@dataclass(slots=True)
class Collector:
    """Gathers subscriptions and problems while a file is read; a feed is taken once."""

    allow_private: frozenset[str]
    found: dict[str, Subscription] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def add(self, line: int, subscription: Subscription) -> None:
        """Take a subscription that stands on `line`, or note why it cannot be taken."""
        url = FEED_SCHEME.sub(lambda match: match[1] or "http://", subscription.url.strip(), count=1)
        why = refusal(url, self.allow_private)
        if why:
            self.leave_out(line, mask(url), why)
        elif url in self.found:
            self.leave_out(line, mask(url), f"it already stands on line {self.found[url].line}")
        else:
            self.found[url] = replace(subscription, url=url, line=line)

    def leave_out(self, line: int, what: str, why: str) -> None:
        """Note that `what` on `line` was not taken."""
        self.problems.append(f"Line {line}: {what} was left out: {why}.")

    def result(self) -> ImportResult:
        """Return everything gathered."""
        return ImportResult(tuple(self.found.values()), tuple(self.problems))


def refusal(url: str, allow_private: Iterable[str] = ()) -> str:
    """Return why `url` may not become a subscription from a file, "" if it may.

    Only http and https; no host that is plainly this machine or a private address unless it is in `allow_private`.
    Nothing is looked up: names are checked when they are fetched.
    """
    if len(url) > MAX_URL:
        return "its address is far too long"
    try:
        target = parse_target(url)
    except FetchError:
        return "it is no address of a feed (http:// or https://)"
    private = plainly_private(target.host) and not is_allowed(target.host, allow_private)
    return "it lies in a private network" if private else ""
