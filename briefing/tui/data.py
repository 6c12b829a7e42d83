"""Database + clock -> what the app shows, and what the reader does -> database. Called in worker threads.

Every method opens its own connection and closes it, imports what it needs when it runs, and raises BriefingError or
FeedError in words. Only `edition` may be called in the app's own thread (a few milliseconds, for the first frame).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from briefing.config import Settings
from briefing.errors import BriefingError, StoreError

if TYPE_CHECKING:
    from briefing.ingest import Outcome
    from briefing.llm.summary import Summary
    from briefing.model import Brief, Edition, Hit, Reading, StoredItem, StoryRow
    from briefing.refresh.events import Event
    from briefing.store.editions import PastEdition
    from briefing.store.seen import Read
    from briefing.store.why import StoryWhy

T = TypeVar("T")

SEARCH_LIMIT = 200
"""Hits shown for one query; nobody reads further, and a better word is quicker."""
SAMPLE_HOURS = 14 * 24
"""How far back the sample's edition looks: over the whole sample, which is looked at, not kept up with."""
EDITIONS = 500
"""Past editions that are listed, the newest: some months."""
PAGE = 100
"""Stories read at a time beyond the edition."""


def utc_now() -> datetime:
    """Return the present time."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Library:
    """The reader's database, or the sample edition's, whose clock stands still at its newest item."""

    path: Path
    sample: bool = False
    clock: Callable[[], datetime] = utc_now
    settings: Settings = field(default_factory=Settings)
    _opened: bool = field(default=False, init=False, repr=False, compare=False)
    """Whether the database has been there: one that goes later is not made anew, empty, behind the reader's back."""
    visit: datetime | None = None
    """When the first edition was shown: what was read before comes back only with something new."""

    def now(self) -> datetime:
        """Return the time by which ages are counted."""
        return self.clock()

    def exists(self) -> bool:
        """Return whether there is a database; if not, `edition` makes it, which takes the sample's some seconds."""
        return self.path.exists() and self.path.stat().st_size > 0

    def at_once(self) -> bool:
        """Return whether the edition can be read within the first frame: not the sample's, which checks its seeds."""
        return self.exists() and not self.sample

    def edition(self) -> Edition:
        """Return the edition as it stands now; a missing database is made."""
        with self._connection() as con:
            from briefing.edition import edition

            hours = SAMPLE_HOURS if self.sample else self.settings.edition_hours
            if self.visit is None:
                self.visit = self.now()
            since = None if self.sample else self.visit
            return edition(con, now=self.now(), limit=self.settings.edition_size, since_hours=hours, read_since=since)

    def brief(self, story_id: int) -> Brief | None:
        """Return a story's brief, None when the story is gone."""
        with self._connection() as con:
            from briefing.editor import brief_of

            return brief_of(con, story_id, now=self.now())

    def story(self, story_id: int) -> StoryRow | None:
        """Return a story, None when it is gone."""
        with self._connection() as con:
            from briefing.store.stories import get_story

            return get_story(con, story_id)

    def more_stories(self, last: StoryRow) -> list[StoryRow]:
        """Return the page of stories that comes after `last` in the order of rank, whatever their age."""
        with self._connection() as con:
            from briefing.store.stories import list_stories

            return list_stories(con, after=last, limit=PAGE)

    def item(self, item_id: int) -> tuple[StoredItem, Reading]:
        """Return an item and what it says."""
        with self._connection() as con:
            from briefing.editor import item_with_reading

            return item_with_reading(con, item_id)

    def item_beside(self, item_id: int, direction: int) -> tuple[StoredItem, Reading] | None:
        """Return the item after (`direction` 1) or before (-1) this one in its story, None at the end."""
        with self._connection() as con:
            from briefing.store.items import get_item, items_of_story

            item = get_item(con, item_id)
            if item is None or item.story_id is None:
                return None
            ids = [other.id for other in items_of_story(con, item.story_id)]
        at = ids.index(item_id) + direction if item_id in ids else -1
        return self.item(ids[at]) if 0 <= at < len(ids) else None

    def search(self, query: str) -> list[Hit]:
        """Return the newest items that match what stands in the search box."""
        with self._connection() as con:
            from briefing.query import parse_query
            from briefing.store.search import search_items

            return search_items(con, parse_query(query), limit=SEARCH_LIMIT)

    def mark_read(self, story_ids: Sequence[int], read: bool) -> None:
        """Mark stories read, with what they say now, or unread."""
        with self._connection() as con:
            from briefing.ingest.seen import mark_read

            mark_read(con, story_ids, read, now=self.now())

    def save(self, story_ids: Sequence[int], saved: bool) -> None:
        """Save stories, or let them go."""
        with self._connection() as con:
            from briefing.store.marks import save_stories

            save_stories(con, story_ids, saved, now=self.now())

    def dismiss(self, story_ids: Sequence[int]) -> None:
        """Take stories out of the edition."""
        with self._connection() as con:
            from briefing.store.marks import dismiss_stories

            dismiss_stories(con, story_ids, True, now=self.now())

    def undo(self) -> str | None:
        """Undo the last change; return what was undone, None when there was nothing."""
        from briefing.ingest.seen import undo

        return self._regroup(lambda con: undo(con, now=self.now()))

    def redo(self) -> str | None:
        """Do the last undone change again; return what it was, None when there was nothing."""
        from briefing.ingest.seen import redo

        return self._regroup(lambda con: redo(con, now=self.now()))

    def record(self, edition: Edition) -> None:
        """Keep an edition that is shown, for the past editions."""
        from briefing.store.editions import record_edition

        self.use(lambda con: record_edition(con, edition))

    def past_editions(self) -> list[PastEdition]:
        """Return the editions that were shown, newest first."""
        from briefing.store.editions import past_editions

        return self.use(lambda con: past_editions(con, limit=EDITIONS))

    def edition_stories(self, edition_id: int) -> list[StoryRow]:
        """Return the stories of a past edition as they are now."""
        from briefing.store.editions import edition_stories

        return self.use(lambda con: edition_stories(con, edition_id))

    def why(self, story_id: int) -> StoryWhy | None:
        """Return why a story is what it is, None when it is gone."""
        from briefing.editor import why_of

        return self.use(lambda con: why_of(con, story_id, now=self.now()))

    def split(self, item_id: int) -> int:
        """Take an item out of its story; return the story that it is then."""
        from briefing.store.regrouping import split_item

        return self._regroup(lambda con: split_item(con, item_id, now=self.now()))

    def move(self, item_id: int, story_id: int) -> int:
        """Move an item to another story; return that story."""
        from briefing.store.regrouping import move_item

        return self._regroup(lambda con: move_item(con, item_id, story_id, now=self.now()))

    def unite(self, story_id: int, other: int) -> int:
        """Make two stories one; return the one that is left."""
        from briefing.store.regrouping import unite_stories

        return self._regroup(lambda con: unite_stories(con, story_id, other, now=self.now()))

    def apart(self, story_id: int, other: int) -> bool:
        """Keep two stories apart for ever; return False when that was said before."""
        from briefing.store.regrouping import keep_apart

        return self._regroup(lambda con: keep_apart(con, story_id, other, now=self.now()))

    def _regroup(self, change: Callable[[sqlite3.Connection], T]) -> T:
        """Change the grouping, and bring the stories concerned up to date."""
        from briefing.ingest import settle

        def work(con: sqlite3.Connection) -> T:
            done = change(con)
            settle(con, now=self.now())
            return done

        return self.use(work)

    def refresh(self, hear: Callable[[Event], None], should_stop: Callable[[], bool]) -> list[Outcome]:
        """Fetch the feeds that are due, in a process of its own; `hear` its events as they come.

        Return what became of each feed. Raises RefreshBusyError while another program refreshes this database.
        """
        from briefing.refresh.child import refresh_in_child
        from briefing.refresh.events import outcome_of

        outcomes: list[Outcome] = []

        def heard(event: Event) -> None:
            if event["event"] == "feed":
                outcomes.append(outcome_of(event))
            elif event["event"] == "error":
                raise BriefingError(event["message"], event["hint"])
            hear(event)

        refresh_in_child(self.path, self.settings, hear=heard, should_stop=should_stop)
        return outcomes

    def feeds_due(self) -> bool:
        """Return whether a feed is due and nobody is fetching it already."""
        from briefing.refresh.lock import who_refreshes
        from briefing.store.feeds import due_feeds

        return bool(self.use(lambda con: due_feeds(con, now=self.now()))) and who_refreshes(self.path) is None

    def active_feeds(self) -> int:
        """Return how many feeds are subscribed to and fetched."""
        from briefing.store.feeds import list_feeds

        return self.use(lambda con: len(list_feeds(con, status="active")))

    def last_visit(self) -> tuple[datetime, int] | None:
        """Return when the app was opened last and how many stories have news since; None at the first visit.

        This visit is noted, so that the next one counts from here.
        """
        from briefing.store.meta import load_meta, save_meta
        from briefing.store.stories import count_stories

        def work(con: sqlite3.Connection) -> tuple[datetime, int] | None:
            before = load_meta(con, "visit")
            save_meta(con, "visit", self.now().isoformat())
            moment = datetime.fromisoformat(before) if before else None
            return (moment, count_stories(con, since=moment)) if moment else None

        return self.use(work)

    def fetch_texts(self, item_ids: Sequence[int], should_stop: Callable[[], bool]) -> list[Outcome]:
        """Fetch the full texts of items from their pages and store them."""
        from briefing.ingest.fulltext import fetch_item_texts

        allowed = frozenset(self.settings.allow_private)
        return self.use(
            lambda con: fetch_item_texts(con, item_ids, now=self.now(), allow_private=allowed, should_stop=should_stop)
        )

    def summary(self, story_id: int, should_stop: Callable[[], bool]) -> Summary | None:
        """Return what the reader's language model makes of a story, None when it was stopped."""
        from briefing.llm.summary import summary_of

        return self.use(lambda con: summary_of(con, story_id, self.settings, now=self.now(), should_stop=should_stop))

    def said_in(self, item_id: int, words: str) -> tuple[int, int] | None:
        """Return where an item says what these words of another one say, None for nowhere."""
        from briefing.editor import said_in

        return self.use(lambda con: said_in(con, item_id, words))

    def had_read(self, story_id: int) -> list[Read]:
        """Return what was read of a story when it was last marked as read; empty when it never was."""
        from briefing.store.seen import load_read

        return self.use(lambda con: load_read(con, story_id))

    def export(self, story_id: int, into: str = "") -> str:
        """Write a story's brief as a note into a folder ("" = that of the settings); return what to tell of it."""
        brief = self.brief(story_id)
        if brief is None:
            raise BriefingError("This story is no longer stored.", "Press r to see the edition as it is now.")
        from briefing.export.files import write_notes
        from briefing.export.markdown import render_brief

        folder = Path(into or self.settings.export_folder).expanduser()
        prefix = "sample" if self.sample else "story"
        (written,) = write_notes(folder, [render_brief(brief, prefix=prefix, slots=self.settings.slots)])
        said = {"unchanged": "Already there", "beside": "You edited the last one; written beside it"}
        return f"{said.get(written.state, 'Written')}: {written.path}"

    def use(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Return what `work` makes of the database."""
        with self._connection() as con:
            return work(con)

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """Open the database for one piece of work."""
        con = self._open()
        try:
            yield con
        except sqlite3.Error as error:
            raise StoreError(f"The database {self.path} gave an error: {error}.", "Try `briefing doctor`.") from error
        finally:
            con.close()

    def _open(self) -> sqlite3.Connection:
        if not self.sample:
            from briefing.store.connection import open_database

            if self._opened and not self.path.exists():
                raise StoreError(
                    f"The database {self.path} is gone: it was moved or deleted while briefing was open.",
                    "Put it back, or quit and start anew with an empty one; nothing can be stored until then.",
                )
            con = open_database(self.path)
            self._opened = True
            return con
        from briefing.sample import open_sample

        con, moment = open_sample(self.path)
        self.clock = lambda: moment
        return con
