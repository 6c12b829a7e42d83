"""Library + what the reader wants with feeds -> database. Called in worker threads, like the library itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.config import database_path
from briefing.tui.data import Library
from feeds.net_url import mask

if TYPE_CHECKING:
    from briefing.ingest.adding import Preview
    from briefing.ingest.health import Health
    from briefing.ingest.importing import Imported
    from briefing.ingest.outcome import Outcome
    from feeds.subscriptions import Subscription


def own_library(library: Library) -> Library:
    """Return the reader's own library: of the sample's, the one beside it that feeds go to."""
    if not library.sample:
        return library
    return Library(database_path(library.settings), settings=library.settings)


@dataclass(frozen=True, slots=True)
class Feeds:
    """The feeds of a library."""

    library: Library

    def health(self) -> list[Health]:
        """Return how every feed is, by folder and title."""
        from briefing.ingest.health import feed_health

        return self.library.use(lambda con: feed_health(con, now=self.library.now()))

    def subscribed(self) -> dict[str, str]:
        """Return the titles of the feeds that are subscribed to, by the address that identifies them."""
        from briefing.store.feeds import list_feeds
        from feeds.urls import canonical_url

        rows = self.library.use(lambda con: list_feeds(con, status="active"))
        return {canonical_url(feed.url): feed.title or mask(feed.url) for feed in rows}

    def change(self, feed_id: int, *, full_text: bool | None = None, **changes: str) -> None:
        """Change title, outlet, folder, status, or whether full texts are fetched; can be undone."""
        from briefing.store.feeds import update_feed

        def work(con: sqlite3.Connection) -> None:
            update_feed(
                con,
                feed_id,
                now=self.library.now(),
                title=changes.get("title"),
                outlet=changes.get("outlet"),
                folder=changes.get("folder"),
                status=changes.get("status"),
                full_text=full_text,
            )

        self.library.use(work)

    def remove(self, feed_id: int) -> None:
        """Unsubscribe; can be undone."""
        from briefing.store.feeds import remove_feed

        self.library.use(lambda con: remove_feed(con, feed_id, now=self.library.now()))

    def look_up(self, url: str) -> Preview:
        """Return what is at an address."""
        from briefing.ingest.adding import look_up

        allowed = frozenset(self.library.settings.allow_private)
        return self.library.use(lambda con: look_up(con, url, now=self.library.now(), allow_private=allowed))

    def subscribe(self, found: Preview) -> Outcome:
        """Subscribe to what was found, and put its items in stories."""
        from briefing.ingest.adding import subscribe
        from briefing.ingest.steps import tell_stories

        def work(con: sqlite3.Connection) -> Outcome:
            outcome = subscribe(con, found, now=self.library.now())
            tell_stories(con, now=self.library.now())
            return outcome

        return self.library.use(work)

    def take_over(self, subscriptions: Sequence[Subscription]) -> list[Imported]:
        """Subscribe to all, without fetching."""
        from briefing.ingest.importing import import_subscriptions

        return self.library.use(lambda con: import_subscriptions(con, subscriptions, now=self.library.now()))

    def import_file(self, name: str) -> tuple[list[Imported], tuple[str, ...]]:
        """Subscribe to what a file holds; return that, and what could not be taken over."""
        from briefing.ingest.importing import read_file, read_subscriptions

        data = read_file(Path(name).expanduser())
        allowed = frozenset(self.library.settings.allow_private)
        result = read_subscriptions(data, name=name, allow_private=allowed)
        return self.take_over(result.subscriptions), result.problems
