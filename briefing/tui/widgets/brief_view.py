"""Brief -> the page that people come for: scrolls, leads from each passage and citation to its source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.widget import Widget

from briefing.model import SLOTS
from briefing.tui.layout.brief_lines import lay_out_brief
from briefing.tui.layout.brief_pieces import Pieces, opening, passages
from briefing.tui.layout.page import EMPTY, OpenItem, OpenName, OpenStory, Page
from briefing.tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from briefing.model import Brief
    from briefing.tui.layout.page import Place, Target

PLACES_KEPT = 200
"""Stories whose place is remembered when another one is shown."""


class BriefView(TextView, inherit_bindings=False):
    """The brief of one story. The screen has the keys and calls the methods; what is chosen is posted."""

    class SourceOpened(Message):
        """Read item `item_id`, at the characters `[start, end)` of its text; start == end: from the beginning.

        With `like`, where the item says what these words of another one say.
        """

        def __init__(self, item_id: int, start: int, end: int, like: str = "") -> None:
            super().__init__()
            self.item_id, self.start, self.end, self.like = item_id, start, end, like

    class EntityChosen(Message):
        """See what is known of the entity `name`."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class StoryChosen(Message):
        """Read the related story `story_id`."""

        def __init__(self, story_id: int) -> None:
            super().__init__()
            self.story_id = story_id

    class EndReached(Message):
        """The reader paged on at the end of the brief."""

    def __init__(self, *, zone: tzinfo | None = None, slots: Sequence[str] = SLOTS, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.brief: Brief | None = None
        self.zone, self.slots = zone, tuple(slots)
        self._today = date.min
        self._with_side = False
        self._places: dict[int, Place | None] = {}

    # -- what is shown ---------------------------------------------------------------------------------

    def show(self, brief: Brief | None, *, today: date) -> None:
        """Show a brief where the reader left it; None shows nothing. `today` decides how times are written."""
        if brief == self.brief and today == self._today:
            return
        same = self.brief is not None and brief is not None and brief.story_id == self.brief.story_id
        self._remember()
        self.brief, self._today = brief, today
        if same:
            top, place = self.scroll_offset.y, self.top_place()
            self.relay()
            if place and self.page.line_of(place) is None:  # what stood on top was made anew: stay where one looks
                self.jump(top)
            return
        self.choose(-1)
        self.page, self._waiting = EMPTY, None
        place = self._places.get(brief.story_id) if brief else None
        self.jump(0)
        self.relay(place)

    def resume(self, story_id: int, place: Place) -> None:
        """Show a story at this place once its brief is there."""
        self._places[story_id] = place

    def clear(self) -> None:
        """Show nothing."""
        self.show(None, today=self._today)

    def set_layout(self, side: bool) -> None:
        """With `side`, leave out what BriefSide shows beside this."""
        if side != self._with_side:
            self._with_side = side
            self.relay()

    def lay_out(self, width: int) -> Page:
        """Return the brief's page."""
        if self.brief is None:
            return Page(width)
        side, zone = self._with_side, self.zone
        return lay_out_brief(self.brief, width, self._today, side=side, zone=zone, slots=self.slots)

    def _remember(self) -> None:
        """Keep the place of the story shown; the least lately shown one is forgotten."""
        if self.brief is None:
            return
        self._places.pop(self.brief.story_id, None)
        self._places[self.brief.story_id] = self.top_place()
        if len(self._places) > PLACES_KEPT:
            del self._places[next(iter(self._places))]

    # -- what the reader does ----------------------------------------------------------------------------

    def next_passage(self) -> bool:
        """Choose the next passage, source or name row; False at the end."""
        return self.move(1)

    def prev_passage(self) -> bool:
        """Choose the one before; False at the top."""
        return self.move(-1)

    def next_mention(self) -> bool:
        """Go to the next name; False when there is none."""
        return self.move_name(1)

    def prev_mention(self) -> bool:
        """Go to the name before; False when there is none."""
        return self.move_name(-1)

    def scroll_to_next_new(self) -> bool:
        """Choose the next passage that is new, below the chosen one; False when there is none."""
        for number in range(self.stop + 1, len(self.page.stops)):
            stop = self.page.stops[number]
            if stop.new:
                self.choose(number)
                self.reveal(stop.first, stop.last)
                return True
        return False

    def read_on(self) -> None:
        """Page down; at the end say so."""
        if not self.page_by(1):
            self.post_message(self.EndReached())

    def open_selected(self) -> bool:
        """Open what is chosen: a name, a passage's source, a related story; before anything is chosen, the lead."""
        target = self.chosen
        if target is None and self.page.stops:
            target = self.page.stops[0].target
        if target is None:
            return False
        self.follow(target)
        return True

    def open_source(self, number: int) -> bool:
        """Open source `number` where it says the chosen passage, else at its first; False if there is none."""
        target = Pieces(self.brief).opens.get(number) if self.brief else None
        if target is None or self.brief is None:
            return False
        chosen = self.stop_at(self.stop)
        if chosen and isinstance(chosen.target, OpenItem):
            if chosen.target.item_id == target.item_id:
                target = chosen.target
            elif words := _cited(self.brief, chosen.target, number):
                self.post_message(self.SourceOpened(target.item_id, target.start, target.end, like=words))
                return True
        self.follow(target)
        return True

    def follow(self, target: Target) -> None:
        """Post what the reader chose."""
        post_choice(self, target)

    def press(self, line: int, *, double: bool) -> None:
        """Choose the passage under the mouse; a double click opens it."""
        number = next((n for n, stop in enumerate(self.page.stops) if stop.first <= line <= stop.last), -1)
        self.choose(number)
        if double and number >= 0:
            self.open_selected()


def _cited(brief: Brief, target: OpenItem, number: int) -> str:
    """Return the words of the passage that stands at `target` if it cites source `number`, else ""."""
    return next((one.text for one in passages(brief) if opening(one) == target and number in one.citations), "")


def post_choice(sender: Widget, target: Target) -> None:
    """Post the message that belongs to `target`."""
    match target:
        case OpenItem(item_id, start, end):
            sender.post_message(BriefView.SourceOpened(item_id, start, end))
        case OpenName(entity):
            sender.post_message(BriefView.EntityChosen(entity))
        case OpenStory(story_id):
            sender.post_message(BriefView.StoryChosen(story_id))
