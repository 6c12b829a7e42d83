"""What the app keeps of a visit -> the next one: order and density of the list, the story, the place in its brief."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing.tui.layout.arrangement import DENSITIES, SORTS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from briefing.model import StoryRow
    from briefing.tui.data import Library

RESUME_H = 12
"""Hours after which a visit begins on top again: what was being read then is no longer what one looks for."""
PAGE = 100
"""Stories read at a time beyond the edition."""


class Visit(NamedTuple):
    """Where a visit stood. `place` is the block and offset of the brief's line on top, () for its beginning."""

    sort: str = "rank"
    density: str = "normal"
    story: int = 0
    reading: bool = False
    place: tuple[Any, ...] = ()


class Remembered:
    """A library's memory of visits, and the lists whose order it keeps. Called in worker threads but for `load`."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def load(self) -> Visit:
        """Return where the last visit stood: the settings where they were changed since, the top after some hours."""
        settings = self.library.settings
        plain = Visit(settings.sort, settings.density)
        kept = self.library.use(_load) if self.library.exists() else None
        if not isinstance(kept, dict):
            return plain
        sort = kept["sort"] if kept["settings"][0] == settings.sort and kept["sort"] in SORTS else settings.sort
        known = kept["settings"][1] == settings.density and kept["density"] in DENSITIES
        density = kept["density"] if known else settings.density
        if self.library.now() - datetime.fromisoformat(kept["at"]) > timedelta(hours=RESUME_H):
            return plain._replace(sort=sort, density=density)
        return Visit(sort, density, kept["story"], kept["reading"], _tuples(kept["place"]))

    def keep(self, visit: Visit) -> None:
        """Keep where a visit stands, in the edition too."""
        from briefing.store.editions import stop_at
        from briefing.store.meta import save_meta

        settings = self.library.settings
        visit = visit if _storable(visit.place) else visit._replace(place=())
        row = {**visit._asdict(), "at": self.library.now().isoformat(), "settings": [settings.sort, settings.density]}

        def work(con: sqlite3.Connection) -> None:
            save_meta(con, "place", row)
            stop_at(con, visit.story)

        self.library.use(work)

    def page(self, sort: str, after: StoryRow | None, last: StoryRow) -> list[StoryRow]:
        """Return the next page of stories beyond the edition, whatever their age.

        By rank it comes after `last`, the last one shown; in any other order after `after`, the last one of the page
        before, None for the first page.
        """
        if sort == "rank":
            return self.library.more_stories(after or last)
        from briefing.store.stories import list_stories

        order = "newest" if sort == "newest" else "outlets"
        return self.library.use(lambda con: list_stories(con, after=after, limit=PAGE, order=order)) or []  # type: ignore[arg-type]

    def snippets(self, story_ids: Sequence[int]) -> dict[int, str]:
        """Return the beginning of each story's first item, "" where it has no text."""
        from briefing.store.snippets import first_words

        return self.library.use(lambda con: first_words(con, story_ids)) or {}


def _load(con: sqlite3.Connection) -> Any:
    from briefing.store.meta import load_meta

    return load_meta(con, "place")


def _storable(value: Any) -> bool:
    """Return whether JSON can hold a place: its block's key may be anything that is hashable."""
    if isinstance(value, tuple):
        return all(_storable(part) for part in value)
    return value is None or isinstance(value, str | int)


def _tuples(value: Any) -> Any:
    """Return JSON's lists as the tuples that they were."""
    return tuple(_tuples(part) for part in value) if isinstance(value, list) else value
