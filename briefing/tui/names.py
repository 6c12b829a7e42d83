"""Database + clock -> entity pages, and what the reader says of entities -> database. Called in worker threads."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from briefing.reading.version import BUILT_IN
from briefing.tui.highlight import Colours

if TYPE_CHECKING:
    from briefing.model import EntityRow, Kind, RisingEntity, StoryRow
    from briefing.profiles import Profile
    from briefing.tui.data import Library

MOST = 30
"""Most mentioned entities in the overview."""
RISING = 10
"""Rising entities in the overview."""
FEW = 20
"""Items that are read in a thread of the app: a tenth of a second of tagging."""
HIGHLIGHT = "highlight"
"""Key of the database's own values."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Who is in the news, and whom the reader has marked."""

    rising: tuple[RisingEntity, ...]
    most: tuple[EntityRow, ...]
    followed: tuple[EntityRow, ...] = ()
    muted: tuple[EntityRow, ...] = ()
    hidden: tuple[EntityRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """What is known of entities, and the reader's word on them. Every change can be undone."""

    library: Library

    def profile(self, name: str, entity_id: int = 0) -> Profile | None:
        """Return the page of an entity, without an id that of what is called `name`; None when nothing is.

        Its stories are not counted (see `count_stories`): that takes longer than all the rest for a name in the news
        every day.
        """

        def read(con: sqlite3.Connection) -> Profile | None:
            from briefing.profiles import find, profile_of
            from briefing.store.entities import get_entity

            entity = (
                get_entity(con, entity_id, count_stories=False) if entity_id else find(con, name, count_stories=False)
            )
            return profile_of(con, entity, now=self.library.now()) if entity else None

        return self.library.use(read)

    def count_stories(self, entity_id: int) -> int:
        """Return how many stories name an entity."""

        def read(con: sqlite3.Connection) -> int:
            from briefing.store.entities import count_stories_of

            return count_stories_of(con, entity_id)

        return self.library.use(read)

    def more_stories(self, entity_id: int, last: StoryRow) -> list[StoryRow]:
        """Return the page of an entity's stories that comes after `last`."""

        def read(con: sqlite3.Connection) -> list[StoryRow]:
            from briefing.store.entities import stories_of

            return stories_of(con, entity_id, after=last)

        return self.library.use(read)

    def overview(self) -> Overview:
        """Return who is in the news."""

        def read(con: sqlite3.Connection) -> Overview:
            from briefing.store import entities as store

            now, hours = self.library.now(), self.library.settings.edition_hours
            since = None if self.library.sample else now - timedelta(hours=hours)
            return Overview(
                rising=tuple(store.rising(con, now=now, limit=RISING)),
                most=tuple(store.most_mentioned(con, since=since, limit=MOST)),
                followed=tuple(store.marked_entities(con, "followed")),
                muted=tuple(store.marked_entities(con, "muted")),
                hidden=tuple(store.marked_entities(con, "hidden")),
            )

        return self.library.use(read)

    def follow(self, entity: EntityRow) -> None:
        """Follow an entity, or no longer."""
        from briefing.store.entities import follow_entities

        self._change(lambda con, now: follow_entities(con, [entity.id], not entity.followed, now=now))

    def mute(self, entity: EntityRow) -> None:
        """Mute an entity, or no longer."""
        from briefing.store.entities import mute_entities

        self._change(lambda con, now: mute_entities(con, [entity.id], not entity.muted, now=now))

    def hide(self, entity: EntityRow) -> None:
        """Hide an entity, or show it again."""
        from briefing.store.entity_edits import hide_entities

        self._change(lambda con, now: hide_entities(con, [entity.id], not entity.hidden, now=now))

    def rename(self, entity: EntityRow, name: str) -> None:
        """Show an entity under another name."""
        from briefing.store.entity_edits import rename_entity

        self._change(lambda con, now: rename_entity(con, entity.id, name, now=now))

    def retype(self, entity: EntityRow, kind: Kind) -> None:
        """Say what kind of thing an entity is."""
        from briefing.store.entity_edits import retype_entity

        self._change(lambda con, now: retype_entity(con, entity.id, kind, now=now))

    def merge(self, entity: EntityRow, other: str) -> None:
        """Say that an entity is another name of `other`."""
        from briefing.profiles import named
        from briefing.store.entity_edits import merge_entities

        self._change(lambda con, now: merge_entities(con, entity.id, named(con, other).id, now=now))

    def split(self, entity: EntityRow, name: str) -> None:
        """Say that a name of an entity is somebody else's."""
        from briefing.profiles import split

        self._change(lambda con, now: split(con, entity.id, name, now=now))

    def undo(self) -> str | None:
        """Undo the last change; return what was undone, None when there was nothing."""
        return self._settled(self.library.undo())

    def redo(self) -> str | None:
        """Do the last undone change again; return what it was, None when there was nothing."""
        return self._settled(self.library.redo())

    def catch_up(self, should_stop: Callable[[], bool], *, outdated: bool = False) -> bool:
        """Read what waits to be read, newest first: after a split or its undoing, with `outdated` also after new rules.

        Returns whether anything was; what `should_stop` leaves is read the next time. More than a few are read in a
        process of its own, because the tagger in a thread would slow down every key; and so is everything with another
        package's engine, which may take seconds to load.
        """
        engine = BUILT_IN if self.library.sample else self.library.settings.entity_engine

        def read(con: sqlite3.Connection) -> int:
            from briefing.ingest import process
            from briefing.ingest.reading import reading_due
            from briefing.store.index import count_pending
            from briefing.store.readings import use_engine

            use_engine(con, engine)
            if engine != BUILT_IN:
                return FEW + 1 if outdated or count_pending(con, "read") else 0
            due = reading_due(con) if outdated else count_pending(con, "read")
            if 0 < due <= FEW:
                process(con, now=self.library.now(), should_stop=should_stop)
            return due

        due = self.library.use(read)
        if due > FEW:
            from briefing.refresh.rereading import reread_in_child

            reread_in_child(self.library.path, now=self.library.now(), should_stop=should_stop)
        return due > 0

    def colours(self) -> Colours:
        """Return which kinds were coloured last."""

        def read(con: sqlite3.Connection) -> Colours:
            from briefing.store.meta import load_meta

            return Colours.from_json(load_meta(con, HIGHLIGHT))

        return self.library.use(read)

    def keep_colours(self, colours: Colours) -> None:
        """Keep which kinds are coloured, for the next time."""

        def write(con: sqlite3.Connection) -> None:
            from briefing.store.meta import save_meta

            save_meta(con, HIGHLIGHT, colours.to_json())

        self.library.use(write)

    def _settled(self, what: str | None) -> str | None:
        if what:
            self._change(lambda con, now: None)
        return what

    def _change(self, change: Callable[[sqlite3.Connection, datetime], None]) -> None:
        """Make a change, and bring the stories' names and ranks up to date."""

        def work(con: sqlite3.Connection) -> None:
            from briefing.ingest import settle

            now = self.library.now()
            change(con, now)
            settle(con, now=now)

        self.library.use(work)
