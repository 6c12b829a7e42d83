"""Items of which only a teaser is known -> the full texts of their pages, when the reader wants them.

Of single items at once; of every new item of a feed that is set so, a few at each refresh.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from briefing.errors import UsageError
from briefing.ingest.outcome import OnOutcome, Outcome
from briefing.ingest.steps import OnStep, process
from briefing.model import Brief
from briefing.query import unspaced
from briefing.store.texts import Teaser, queued_texts, store_text, teasers, unqueue_texts
from feeds.errors import FeedError
from feeds.fetch import never
from feeds.fulltext import fetch_texts, full_text
from feeds.model import Item

BEST = 3
"""Sources of a story whose texts are fetched at once: enough to tell it, few enough to be polite."""


A_REFRESH = 40
"""Pages asked for in one refresh, the newest items first; what is left is asked for in the next ones."""

REFRESH_S = 60.0
"""Seconds after which a refresh asks for no further pages: it is news that people wait for."""


def thin_sources(brief: Brief) -> list[int]:
    """Return the items whose texts are worth fetching: the first three sources, when a brief stands on teasers alone.

    Empty when a source has its full text already, or none has a web address.
    """
    if any(source.full_text for source in brief.sources):
        return []
    with_page = [source for source in brief.sources if source.url.startswith(("http://", "https://"))]
    by_outlet = {source.outlet: source.item_id for source in reversed(with_page)}
    return [source.item_id for source in with_page if by_outlet[source.outlet] == source.item_id][:BEST]


def fetch_item_texts(
    con: sqlite3.Connection,
    item_ids: Sequence[int],
    *,
    now: datetime,
    on_outcome: OnOutcome | None = None,
    allow_private: frozenset[str] = frozenset(),
    should_stop: Callable[[], bool] = never,
) -> list[Outcome]:
    """Fetch the pages of items and store their texts in the place of what the feeds say; return what became of each.

    A text is marked as extracted, outlet and address stay. What cannot be had is an outcome with its error, and the
    item stays as it is; `changed` is 1 for a text that was stored.

    Raises:
        StoreError: the database cannot be written.
    """
    found = teasers(con, item_ids)
    outcomes: list[Outcome] = []

    def tell(outcome: Outcome) -> None:
        outcomes.append(outcome)
        if on_outcome:
            on_outcome(outcome)

    for missing in [one for one in item_ids if one not in {teaser.item_id for teaser in found}]:
        error = UsageError(f"There is no item {missing}.", "`briefing search` and the app list what is stored.")
        tell(Outcome(str(missing), error=error))
    _fetch(con, found, tell, now=now, allow_private=allow_private, should_stop=should_stop)
    if any(outcome.changed for outcome in outcomes):
        process(con, now=now, should_stop=should_stop)
    return outcomes


def fetch_queued_texts(
    con: sqlite3.Connection,
    *,
    now: datetime,
    on_step: OnStep | None = None,
    allow_private: frozenset[str] = frozenset(),
    should_stop: Callable[[], bool] = never,
    limit_s: float = REFRESH_S,
) -> int:
    """Fetch the texts of new items of the feeds that are set so; return how many were stored.

    At most 40 pages, for about a minute; each page is asked for once, whatever it answers. `process` is left to the
    caller; `on_step` is told of "text".

    Raises:
        StoreError: the database cannot be written.
    """
    found = teasers(con, queued_texts(con, A_REFRESH))
    deadline = time.monotonic() + limit_s
    asked = stored = 0

    def tell(outcome: Outcome) -> None:
        nonlocal asked, stored
        asked, stored = asked + 1, stored + outcome.changed
        unqueue_texts(con, [one.item_id for one in found if one.url == outcome.source])
        if on_step:
            on_step("text", asked, len(found))

    def stop() -> bool:
        return should_stop() or time.monotonic() > deadline

    _fetch(con, found, tell, now=now, allow_private=allow_private, should_stop=stop)
    return stored


def _fetch(
    con: sqlite3.Connection,
    found: Sequence[Teaser],
    tell: OnOutcome,
    *,
    now: datetime,
    allow_private: frozenset[str],
    should_stop: Callable[[], bool],
) -> None:
    """Ask for the pages and store their texts as they come."""
    wanted = {teaser.url: teaser for teaser in found}
    fetch_texts(
        list(wanted),
        now=now,
        on_text=lambda url, result: tell(_take(con, wanted[url], result)),
        allow_private=allow_private,
        should_stop=should_stop,
    )


def _take(con: sqlite3.Connection, teaser: Teaser, result: Item | FeedError) -> Outcome:
    """Store what a page says, unless it is no more than what the feed says."""
    if isinstance(result, FeedError):
        return Outcome(teaser.url, teaser.title, error=result)
    try:
        text = full_text(result, teaser.text)
    except FeedError as error:
        return Outcome(teaser.url, teaser.title, error=error)
    store_text(con, teaser.item_id, text, unspaced=unspaced(f"{teaser.title}\n{text.text}"))
    return Outcome(teaser.url, teaser.title, changed=1)
