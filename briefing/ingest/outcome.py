"""What became of one source, as plain data for the command line and the app."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing.errors import BriefingError
from feeds.errors import FeedError


@dataclass(frozen=True, slots=True)
class Outcome:
    """A source that was read, or could not be: then `error` says why, and the other sources went on.

    `new`, `changed` and `unchanged` count items. `feed_id` is the feed they are stored under, None without one.
    `warnings` are sentences for people about what was wrong although items could be read. `retired`: the feed is gone
    for good and is not asked any more. `status` (of HTTP), `ms` and `wire_bytes` are what a fetch got and cost.
    """

    source: str
    title: str = ""
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    error: BriefingError | FeedError | None = None
    feed_id: int | None = None
    warnings: tuple[str, ...] = ()
    retired: bool = False
    status: int | None = None
    ms: int | None = None
    wire_bytes: int | None = None


OnOutcome = Callable[[Outcome], None]
