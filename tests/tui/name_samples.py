"""One person's page and an overview, made up, with a clock that stands still; and `Names` without a database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from briefing.errors import BriefingError
from briefing.model import Calling, EntityRow, RisingEntity, StoryRow
from briefing.profiles import Profile
from briefing.tui.names import Names, Overview
from tests.tui.samples import HOSTILE
from tests.tui.shelf import shelf, story

NOW = datetime(2025, 7, 16, 9, 12, tzinfo=UTC)
TODAY = NOW.date()

BESSENT = EntityRow(73, "Scott Bessent", "person", 12, 5, NOW - timedelta(hours=2), followed=True)
NVIDIA = EntityRow(61, "Nvidia", "organisation", 17, 3, NOW)
CHINA = EntityRow(18, "China", "place", 21, 4, NOW)


def stories(count: int, first: int = 1) -> tuple[StoryRow, ...]:
    """Return stories that name somebody, some read, some long."""
    return tuple(
        story(
            number,
            f"Story {number} on chips and tariffs" + " and what comes of them for the makers of chips" * (number % 3),
            outlets=number % 4 + 1,
            last=NOW - timedelta(hours=7 * number),
            read=number % 4 == 0,
        )
        for number in range(first, first + count)
    )


def profile(**changes: Any) -> Profile:
    """Return the page of one person, with `changes` of its entity."""
    return Profile(
        entity=replace(BESSENT, **changes),
        days=(0,) * 20 + (1, 0, 2, 0, 0, 3, 1, 0, 4, 1),
        names=("Bessent", "Secretary Bessent"),
        roles=(
            Calling("US Treasury Secretary", "us treasury secretary", 73, NOW - timedelta(days=3), NOW, True),
            Calling("hedge fund manager", "hedge fund manager", 73, NOW - timedelta(days=400), NOW, True),
        ),
        merged=("Besenbacher",),
        stories=stories(5),
        company=(("China", "place", 8), ("Nvidia", "organisation", 5), ("H20", "product", 3)),
    )


def hostile() -> Profile:
    """Return a page on which every word is hostile."""
    bad = replace(profile(name=HOSTILE), names=(HOSTILE,), merged=(HOSTILE,), company=((HOSTILE, "other", 1),))
    return replace(bad, stories=(replace(stories(1)[0], headline=HOSTILE),))


OVERVIEW = Overview(
    rising=(RisingEntity(NVIDIA, 7, 1.3), RisingEntity(BESSENT, 3, 0.0)),
    most=(CHINA, NVIDIA, BESSENT),
    followed=(BESSENT,),
    hidden=(EntityRow(9, "Breaking News", "organisation", 40, 40, NOW, hidden=True),),
)


@dataclass(frozen=True, slots=True)
class FakeNames(Names):
    """Answers with the samples and keeps what was said; `broken` makes every change fail."""

    calls: list[tuple[object, ...]] = field(default_factory=list)
    pages: dict[str, Profile] = field(default_factory=dict)
    broken: bool = False

    def profile(self, name: str, entity_id: int = 0) -> Profile | None:
        self.calls.append(("profile", name))
        return self.pages.get(name)

    def count_stories(self, entity_id: int) -> int:
        return next(page.entity.stories or 0 for page in self.pages.values() if page.entity.id == entity_id)

    def more_stories(self, entity_id: int, last: StoryRow) -> list[StoryRow]:
        self.calls.append(("more", entity_id, last.id))
        return list(stories(3, last.id + 1)) if last.id < 12 else []

    def overview(self) -> Overview:
        return OVERVIEW

    def follow(self, entity: EntityRow) -> None:
        self._keep("follow", entity.name)

    def mute(self, entity: EntityRow) -> None:
        self._keep("mute", entity.name)

    def hide(self, entity: EntityRow) -> None:
        self._keep("hide", entity.name)

    def rename(self, entity: EntityRow, name: str) -> None:
        self._keep("rename", entity.name, name)

    def retype(self, entity: EntityRow, kind: str) -> None:
        self._keep("retype", entity.name, kind)

    def merge(self, entity: EntityRow, other: str) -> None:
        self._keep("merge", entity.name, other)

    def split(self, entity: EntityRow, name: str) -> None:
        self._keep("split", entity.name, name)

    def undo(self) -> str | None:
        self._keep("undo")
        return "the last change"

    def redo(self) -> str | None:
        return None

    def catch_up(self, should_stop: Callable[[], bool], *, outdated: bool = False) -> None:
        self.calls.append(("catch up",))

    def _keep(self, *call: object) -> None:
        self.calls.append(call)
        if self.broken:
            raise BriefingError("The database is locked [/x].", "Try again.")


def fake_names(**changes: Any) -> FakeNames:
    """Return names with the sample's page."""
    return FakeNames(shelf(), **{"pages": {"Scott Bessent": profile()}, **changes})
