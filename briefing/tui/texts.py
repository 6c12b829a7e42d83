"""Full texts that are fetched without being asked for (`fetch_texts = "auto"`), as the app does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.tui.data import Library


class Texts:
    """Fetches the full texts of the first stories; each page is asked for once while the app is open."""

    def __init__(self) -> None:
        self.running = False
        self._asked: set[int] = set()

    def wanted(self, library: Library) -> bool:
        """Return whether the reader has chosen it and there are pages: the sample's outlets are invented."""
        return library.settings.fetch_texts == "auto" and not library.sample and not self.running

    def fetch(self, library: Library, story_ids: Sequence[int], should_stop: Callable[[], bool]) -> list[int]:
        """Return the stories that have new texts; blocks, for a worker."""
        from briefing.ingest.thin import fetch_thin_texts

        allowed, now = frozenset(library.settings.allow_private), library.now()
        self.running = True
        try:
            return library.use(
                lambda con: fetch_thin_texts(
                    con, story_ids, now=now, asked=self._asked, allow_private=allowed, should_stop=should_stop
                )
            )
        finally:
            self.running = False
