"""The line on top: what this is, the day, how much there is, when it was fetched, what goes on in the background."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from briefing.tui.layout.moment import long_date
from briefing.tui.widgets.story_rows import count

if TYPE_CHECKING:
    from briefing.model import Edition


@dataclass(frozen=True, slots=True)
class Facts:
    """What the bar tells; times are local. `news` is a short word on what a refresh is doing or has brought."""

    now: datetime
    stories: int = 0
    items: int = 0
    outlets: int = 0
    updated: datetime | None = None
    next_update: datetime | None = None
    sample: bool = False
    position: int = 0
    """Number of the story being read, from 1; 0 while the list is shown."""
    news: str = ""

    @classmethod
    def of(cls, edition: Edition, now: datetime, *, sample: bool) -> Facts:
        """Return the facts of an edition, its times in the zone of `now`."""
        zone = now.tzinfo
        updated = edition.updated.astimezone(zone) if edition.updated else None
        due = edition.next_update.astimezone(zone) if edition.next_update else None
        return cls(now, len(edition.stories), edition.items, edition.outlets, updated, due, sample)


class TopBar(Widget):
    """Shows `facts`, the more the wider it is."""

    facts: reactive[Facts | None] = reactive(None)

    def render(self) -> Content:
        """Return the line, exactly as wide as the bar."""
        if self.facts is None:
            return Content.styled("briefing", "bold $ink")
        width = self.content_size.width
        left = self._left(self.facts)
        for right in self._rights(self.facts):
            gap = width - left.cell_length - right.cell_length
            if gap >= 2:
                return Content.assemble(left, " " * gap, right)
        return left.truncate(width)

    def _left(self, facts: Facts) -> Content:
        name = ("briefing", "bold $ink")
        label = ("   sample edition", "$ink") if facts.sample else ("", "")
        return Content.assemble(name, f"   {long_date(facts.now)}", label)

    def _rights(self, facts: Facts) -> list[Content]:
        """Return the right side in its forms, longest first."""
        if not facts.stories:
            return [self._form(Content.styled(facts.news, "$ink"))]
        whole = [count(facts.stories, "story"), count(facts.items, "item"), count(facts.outlets, "outlet")]
        place = f"{facts.position} of {facts.stories}" if facts.position else whole[0]
        clock = f"{facts.updated:%H:%M}" if facts.updated else ""
        due = f"{clock}, next {facts.next_update:%H:%M}" if clock and facts.next_update else clock
        forms = [(" · ".join(whole), due), (place, due), (place, clock), ("", clock)]
        news = Content.styled(facts.news, "$ink")
        return [
            self._form(news, Content.styled(body, "$quiet"), Content.styled(times, "$quiet")) for body, times in forms
        ]

    def _form(self, *parts: Content) -> Content:
        return Content("    ").join([part for part in parts if part])
