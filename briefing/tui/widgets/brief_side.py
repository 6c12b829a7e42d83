"""Brief -> the pane beside it: timeline, who, numbers, sources. For the eye and the mouse; keys stay with the brief."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo
from typing import TYPE_CHECKING, Any, ClassVar

from briefing.model import SLOTS
from briefing.tui.layout.brief_lines import lay_out_side
from briefing.tui.layout.page import EMPTY, Page
from briefing.tui.widgets.brief_view import post_choice
from briefing.tui.widgets.page_view import PageView

if TYPE_CHECKING:
    from briefing.model import Brief
    from briefing.tui.layout.page import Target


class BriefSide(PageView, can_focus=False, inherit_bindings=False):
    """The context of the brief shown. What is clicked is posted as BriefView's messages."""

    MARGIN: ClassVar[int] = 2

    def __init__(self, *, zone: tzinfo | None = None, slots: Sequence[str] = SLOTS, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.zone, self.slots = zone, tuple(slots)
        self._brief: Brief | None = None
        self._today = date.min

    def show(self, brief: Brief | None, *, today: date) -> None:
        """Show the side of a brief; None shows nothing."""
        if brief == self._brief and today == self._today:
            return
        if brief is None or self._brief is None or brief.story_id != self._brief.story_id:
            self.page = EMPTY
            self.jump(0)
        self._brief, self._today = brief, today
        self.relay()

    def lay_out(self, width: int) -> Page:
        """Return the side's page."""
        if self._brief is None:
            return Page(width)
        return lay_out_side(self._brief, width, self._today, zone=self.zone, slots=self.slots)

    def follow(self, target: Target) -> None:
        """Post what the reader clicked."""
        post_choice(self, target)

    def press(self, line: int, *, double: bool) -> None:
        """Follow the row under the mouse."""
        stop = next((stop for stop in self.page.stops if stop.first <= line <= stop.last), None)
        if stop:
            self.follow(stop.target)
