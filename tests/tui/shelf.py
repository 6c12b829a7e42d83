"""A library without a database: the edition of one morning, in memory, with a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefing.errors import BriefingError
from briefing.ingest import Outcome
from briefing.model import Brief, Edition, Hit, Passage, Reading, Source, StoredItem, StoryRow
from briefing.refresh.events import Event, feed_event
from briefing.tui.data import Library

NOW = datetime(2025, 7, 16, 9, 12, tzinfo=UTC)

_ROWS = (
    ("Nvidia may sell H20 chips to China again; Bessent calls it a bargaining chip", 6, 13, 2, "1258653", 2, False),
    ("EU ministers weigh an answer to 30 % tariffs from August", 4, 6, 5, "113522", 1, False),
    ("US prices rose 2.7 % in June as tariffs reached the shelves", 4, 5, 8, "274211", 0, False),
    ("Axiom-4 crew back on Earth after 18 days in orbit", 3, 4, 11, "157211", 0, False),
    ("Meta plans AI data centres of several gigawatts, the first in 2026", 3, 4, 14, "013531", 0, False),
    ("Pentagon gives AI contracts of up to $200 million to four companies", 2, 3, 20, "002411", 0, False),
    ("China's economy grew 5.2 % in the quarter", 3, 3, 26, "652111", 0, True),
    ("Fire destroys the Tomorrowland main stage", 2, 2, 30, "731111", 0, True),
)


def story(number: int, headline: str, **changes: object) -> StoryRow:
    """Return a story of one item, with `changes`."""
    plain = StoryRow(
        id=number,
        headline=headline,
        first=NOW - timedelta(hours=30),
        last=NOW - timedelta(hours=2),
        items=1,
        outlets=1,
        score=0.0,
        lead_item=number * 10,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def morning() -> tuple[StoryRow, ...]:
    """Return the stories of the morning, six unread and two read."""
    return tuple(
        story(
            number,
            headline,
            outlets=outlets,
            items=items,
            last=NOW - timedelta(hours=hours),
            spark=tuple(int(digit) for digit in spark),
            new=new,
            read=read,
            saved=number == 3,
        )
        for number, (headline, outlets, items, hours, spark, new, read) in enumerate(_ROWS, 1)
    )


def brief_for(row: StoryRow) -> Brief:
    """Return a short brief for a story: one sentence and its sources."""
    text = f"What is known of story {row.id} so far fits one sentence."
    lead = Passage(text, row.lead_item, 0, len(text), (1,), new=bool(row.new))
    sources = tuple(
        Source(
            n, row.lead_item + n - 1, outlet, row.headline, f"https://{outlet.lower()}.example.org/{row.id}", row.last
        )
        for n, outlet in enumerate(("Harbor", "Meridian")[: row.outlets], 1)
    )
    return Brief(
        story_id=row.id,
        headline=row.headline,
        headline_item=row.lead_item,
        first=row.first,
        last=row.last,
        items=row.items,
        outlets=row.outlets,
        lead=lead,
        points=tuple(replace(lead, text=f"Point {n} of story {row.id}.", end=20) for n in range(1, 4)),
        sources=sources,
        new=row.new,
    )


@dataclass(slots=True)
class Shelf(Library):
    """A Library over a tuple of stories; `broken` makes everything fail.

    `calls` records what was written, `recorded` the editions that were kept.
    """

    stories: tuple[StoryRow, ...] = ()
    further: tuple[StoryRow, ...] = ()
    briefs: dict[int, Brief] = field(default_factory=dict)
    calls: list[tuple[object, ...]] = field(default_factory=list)
    before: list[tuple[StoryRow, ...]] = field(default_factory=list)
    after: list[tuple[StoryRow, ...]] = field(default_factory=list)
    outcomes: tuple[Outcome, ...] = ()
    broken: bool = False
    recorded: list[tuple[int, ...]] = field(default_factory=list)

    def exists(self) -> bool:
        return True

    def use(self, work: object) -> None:  # type: ignore[override]
        """There is no database to work with: nothing is found, nothing is kept."""

    def edition(self) -> Edition:
        self._check()
        items = sum(row.items for row in self.stories)
        return Edition(
            made=NOW,
            stories=self.stories,
            items=items,
            outlets=23,
            updated=NOW - timedelta(hours=2),
            next_update=NOW - timedelta(hours=1, minutes=30),
            more=len(self.further),
        )

    def story(self, story_id: int) -> StoryRow | None:
        return next((row for row in (*self.stories, *self.further) if row.id == story_id), None)

    def more_stories(self, last: StoryRow) -> list[StoryRow]:
        self.calls.append(("more", last.id))
        rest = list(self.further)
        at = rest.index(last) + 1 if last in rest else 0
        return rest[at : at + 50]

    def brief(self, story_id: int) -> Brief | None:
        self._check()
        row = self.story(story_id)
        return self.briefs.get(story_id) or (brief_for(row) if row else None)

    def item(self, item_id: int) -> tuple[StoredItem, Reading]:
        self._check()
        text = f"The text of item {item_id}. It has two sentences."
        item = StoredItem(
            item_id, 1, f"g{item_id}", "Harbor", f"Item {item_id}", text, "https://example.org/", NOW, NOW
        )
        return item, Reading()

    def item_beside(self, item_id: int, direction: int) -> tuple[StoredItem, Reading] | None:
        return self.item(item_id + direction) if item_id + direction in range(10, 14) else None

    def search(self, query: str) -> list[Hit]:
        self._check()
        words = query.lower()
        return [
            Hit(row.lead_item, row.id, row.headline, "Harbor", row.last, "https://example.org/", row.headline)
            for row in (*self.stories, *self.further)
            if words and words in row.headline.lower()
        ]

    def mark_read(self, story_ids: Sequence[int], read: bool) -> None:
        self._change(("read", tuple(story_ids), read), story_ids, read=read, new=0)

    def save(self, story_ids: Sequence[int], saved: bool) -> None:
        self._change(("save", tuple(story_ids), saved), story_ids, saved=saved)

    def dismiss(self, story_ids: Sequence[int]) -> None:
        self._change(("dismiss", tuple(story_ids)), ())
        self.stories = tuple(row for row in self.stories if row.id not in story_ids)

    def undo(self) -> str | None:
        self._check()
        if not self.before:
            return None
        self.after.append(self.stories)
        self.stories = self.before.pop()
        return "the last change"

    def redo(self) -> str | None:
        self._check()
        if not self.after:
            return None
        self.before.append(self.stories)
        self.stories = self.after.pop()
        return "the last change"

    def refresh(self, hear: Callable[[Event], None], should_stop: Callable[[], bool]) -> list[Outcome]:
        self._check()
        hear({"event": "start", "feeds": len(self.outcomes)})
        for outcome in self.outcomes:
            hear(feed_event(outcome))
        hear({"event": "stories", "items": sum(outcome.new for outcome in self.outcomes)})
        return list(self.outcomes)

    def active_feeds(self) -> int:
        return 0

    def feeds_due(self) -> bool:
        return False

    def last_visit(self) -> tuple[datetime, int] | None:
        return None

    def record(self, edition: Edition) -> None:
        self.recorded.append(tuple(row.id for row in edition.stories))

    def export(self, story_id: int, into: str = "") -> str:
        self._check()
        self.calls.append(("export", story_id))
        return f"Written: /notes/{story_id}.md"

    def _change(self, call: tuple[object, ...], story_ids: Sequence[int], **changes: object) -> None:
        self._check()
        self.calls.append(call)
        self.before.append(self.stories)
        self.stories = tuple(
            replace(row, **changes) if row.id in story_ids else row  # type: ignore[arg-type]
            for row in self.stories
        )

    def _check(self) -> None:
        if self.broken:
            raise BriefingError("The database does not answer [/x].", "Try again [@click=app.quit].")


def shelf(stories: tuple[StoryRow, ...] | None = None, **changes: object) -> Shelf:
    """Return a library of `stories`, the morning's when none are given."""
    made = Shelf(Path("nowhere.db"), clock=lambda: NOW, stories=morning() if stories is None else stories)
    for name, value in changes.items():
        setattr(made, name, value)
    return made
