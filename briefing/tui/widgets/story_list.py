"""The edition as a list: sections, rows of headline and facts, the line that ends it. Draws only what is on the screen.

Which row stands where is `story_places`' work, what stands in a row `story_rows`'.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from briefing.model import StoryRow
from briefing.tui.guarded import Guarded
from briefing.tui.widgets.story_places import Places
from briefing.tui.widgets.story_rows import GUTTER, row_lines, wrapped
from briefing.tui.widgets.story_snippets import Snippets

MAX_WIDTH = 100
"""Widest row, in cells: with the whole screen to itself a list is read like a column, not like a table."""
SCREENS_AHEAD = 3
"""The next page of stories is asked for when so many screens of rows are left below."""
PICKED = "✓ "
"""Stands in the place of the mark of what is new."""
Section = tuple[str, Sequence[StoryRow]]


class StoryList(Guarded, ScrollView, can_focus=True, inherit_bindings=False):
    """Stories in their order, under section names. It posts what the reader selects and presses."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"story-list--{name}"
        for name in ("section", "over", "head", "read", "facts", "snippet", "spark", "new", "bar", "idle")
    }

    cursor: var[int] = var(0, init=False)
    """Index of the selected story."""
    density: var[str] = var("normal", init=False)
    """How much room a story takes, see `layout.arrangement`."""
    picked: var[frozenset[int]] = var(frozenset(), init=False)
    """Ids of the stories that are selected together; each has a tick."""

    class Selected(Message):
        """The reader moved to `story`, by key or mouse."""

        def __init__(self, story: StoryRow) -> None:
            super().__init__()
            self.story = story

    class Pressed(Message):
        """The reader clicked on `story`; `again` when it was the selected one already."""

        def __init__(self, story: StoryRow, again: bool) -> None:
            super().__init__()
            self.story = story
            self.again = again

    class SnippetsWanted(Message):
        """The first words of these stories are to be shown and are not there yet."""

        def __init__(self, story_ids: Sequence[int]) -> None:
            super().__init__()
            self.story_ids = story_ids

    class EndNear(Message):
        """The rows shown are coming to their end: the moment to hand over the next page."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.stories: list[StoryRow] = []
        self.now = datetime.fromtimestamp(0, UTC)
        self._sections: list[tuple[str, int]] = []
        self._ending = ""
        self._places = Places(MAX_WIDTH)
        self._width = 0
        self._strips: dict[int, list[Strip]] = {}
        self._snippets = Snippets()
        self._announced = 0
        self.opening = False
        """Shown anew, and nobody has moved in it yet: then it shows its top, whatever comes."""
        self._base: Style | None = None

    # -- what is shown ---------------------------------------------------------------------------------

    @property
    def selected(self) -> StoryRow | None:
        """The selected story, None when the list is empty."""
        return self.stories[self.cursor] if self.stories else None

    def show(self, sections: Sequence[Section], ending: str, *, now: datetime) -> None:
        """Show `sections` and, below them, the words of `ending`. The selection stays with its story and its line.

        A list that is `opening` shows its first story.
        """
        chosen, line = self.selected, self._line_on_screen()
        self.stories, self._sections, self.now, self._ending = [], [], now, ending
        for name, stories in sections:
            if stories:
                self._sections.append((name, len(self.stories)))
                self.stories.extend(stories)
        self._announced = 0
        self._snippets.clear()
        self._lay_out()
        ids = [story.id for story in self.stories]
        self.opening = self.opening and self.scroll_offset.y == 0
        kept = ids.index(chosen.id) if chosen and chosen.id in ids and not self.opening else 0
        self.set_reactive(StoryList.cursor, kept)
        self.scroll_to(y=self._places.top_of(kept) - line if kept else 0, animate=False)
        if (story := self.selected) and (chosen is None or story.id != chosen.id):
            self.post_message(self.Selected(story))

    def extend(self, section: Section, ending: str) -> None:
        """Add a page of stories below those shown, under their section's name; nothing above moves."""
        name, stories = section
        begins = bool(stories) and (not self._sections or self._sections[-1][0] != name)
        if begins:
            self._sections.append((name, len(self.stories)))
        self._places.add(stories, section=begins)
        self.stories.extend(stories)
        self._ending = ending
        self._strips.clear()
        self._measure()

    def update_story(self, story: StoryRow) -> None:
        """Show a story's new state (read, saved, new) in its place."""
        for row, old in enumerate(self.stories):
            if old.id == story.id:
                self.stories[row] = story
                self._redraw(row)

    def add_snippets(self, snippets: Mapping[int, str]) -> None:
        """Show the first words of stories; their room has been kept, so that nothing moves."""
        self._snippets.add(snippets)
        self._strips.clear()
        self.refresh()

    def watch_picked(self) -> None:
        """Draw the ticks."""
        self._strips.clear()
        self.refresh()

    def watch_density(self) -> None:
        """Lay out anew; the selected story stays on its line of the screen."""
        self._keep_line(self._line_on_screen())

    # -- moving ----------------------------------------------------------------------------------------

    def move_to(self, row: int) -> None:
        """Select the story at index `row`, or the nearest there is."""
        if self.stories:
            self.cursor = max(0, min(row, len(self.stories) - 1))

    def move(self, rows: int) -> None:
        """Select the story `rows` further down (up when negative)."""
        self.move_to(self.cursor + rows)

    def move_pages(self, pages: float) -> None:
        """Move by so many screens: at least one row."""
        if not self.stories:
            return
        lines = int(self.size.height * pages)
        goal = self._places.row_near(self._places.top_of(self.cursor) + lines)
        if goal == self.cursor:
            goal += 1 if pages > 0 else -1
        self.move_to(goal)

    def move_to_unread(self, step: int) -> bool:
        """Select the next unread story (`step` 1) or the one before (-1); False when there is none that way."""
        rows = range(self.cursor + step, len(self.stories) if step > 0 else -1, step)
        for row in rows:
            if not self.stories[row].read or self.stories[row].new:
                self.move_to(row)
                return True
        return False

    def watch_cursor(self, old: int, new: int) -> None:
        """Redraw both rows, bring the new one into view and say so."""
        self.opening = False
        self._redraw(old)
        self._redraw(new)
        self._scroll_into_view(new)
        if story := self.selected:
            self.post_message(self.Selected(story))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for more rows in time."""
        super().watch_scroll_y(old_value, new_value)
        left = self.virtual_size.height - new_value
        if left < (SCREENS_AHEAD + 1) * self.size.height and self._announced != len(self.stories):
            self._announced = len(self.stories)
            self.post_message(self.EndNear())

    def _scroll_into_view(self, row: int) -> None:
        """Scroll as little as shows the whole row, with its section name when it is the first of all."""
        top, bottom = self._places.top_of(row), self._places.top_of(row) + self._places.height_of(row)
        if row == 0:
            top = 0
        if row == len(self.stories) - 1:
            bottom = self.virtual_size.height
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False)
        elif bottom > self.scroll_offset.y + self.size.height:
            self.scroll_to(y=min(bottom - self.size.height, self._places.top_of(row)), animate=False)

    # -- layout ----------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Lay out anew for another width; the selected row stays on its line of the screen."""
        if self._row_width() != self._width:
            self._keep_line(self._line_on_screen())
        elif self.stories:
            self._scroll_into_view(self.cursor)

    def _keep_line(self, line: int) -> None:
        """Lay out anew, with the selected story on line `line` of the screen, where that shows it whole."""
        self._lay_out()
        if self.stories:
            self.scroll_to(y=self._places.top_of(self.cursor) - line, animate=False)
            self._scroll_into_view(self.cursor)

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old colours."""
        self._strips.clear()
        self._base = None
        super().notify_style_update()

    def _row_width(self) -> int:
        return min(MAX_WIDTH, self._room())

    def _room(self) -> int:
        """Return the cells left of the scrollbar."""
        return self.scrollable_content_region.width

    def _line_on_screen(self) -> int:
        """Return on which line of the screen the selected row starts."""
        return self._places.top_of(self.cursor) - self.scroll_offset.y if self.stories else 1

    def _lay_out(self) -> None:
        """Find every story's place anew."""
        self._width = self._row_width()
        self._strips.clear()
        self._places = Places(self._width, self.density)
        starts = [start for _, start in self._sections]
        for first, last in pairwise([*starts, len(self.stories)]):
            self._places.add(self.stories[first:last], section=True)
        self._measure()

    def _measure(self) -> None:
        """Tell the scrollbar how long the list is."""
        self.virtual_size = Size(self._room(), self._places.height + len(self._ending_lines()))
        self.refresh()

    def _ending_lines(self) -> list[str]:
        room = max(10, self._width - GUTTER - 1)
        lines = [line for part in self._ending.splitlines() for line in wrapped(part, room)]
        return [*([""] * (self._places.lead if self.stories else 0)), *lines]

    # -- drawing ---------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        block, line = self._places.block_at(y + self.scroll_offset.y)
        base = self._base_style()
        if block < 0:
            return Strip.blank(self._room(), base)
        drawn = self._strips.get(block)
        if drawn is None:
            drawn = self._strips[block] = self._draw(block)
        if line >= len(drawn):
            return Strip.blank(self._room(), base)
        return drawn[line].extend_cell_length(self._room(), base)

    def _base_style(self) -> Style:
        """Return the list's own style; looking it up walks through all its ancestors, so it is kept."""
        if self._base is None:
            self._base = self.rich_style
        return self._base

    def _draw(self, block: int) -> list[Strip]:
        """Return the lines of a block: a story, a section name, or the end."""
        if (row := self._places.story_in(block)) is not None:
            return self._draw_story(row)
        if (number := self._places.section_in(block)) is not None:
            name = self._sections[number][0]
            shown = self._words(name, "section" if number == 0 and name != "Read" else "over")
            return [*([self._words("", "over")] * (self._places.lead if number else 0)), shown]
        return [self._words(line, "over") for line in self._ending_lines()]

    def _words(self, words: str, role: str) -> Strip:
        return Strip([Segment(" " * GUTTER + words, self.get_component_rich_style(f"story-list--{role}"))])

    def _draw_story(self, row: int) -> list[Strip]:
        """Return the story's lines; the selected one has a bar and a background, paler when the list is not in use."""
        story, selected = self.stories[row], row == self.cursor
        bar_role = "bar" if self.has_focus else "idle"
        bar = self.get_component_rich_style(f"story-list--{bar_role}")
        strips: list[Strip] = []
        snippet = self._snippets.of(story.id) if self.density == "full" else ""
        for pieces in row_lines(story, self._width, self.now, density=self.density, snippet=snippet):
            if story.id in self.picked and not strips:
                pieces[0] = (PICKED, "new")
            segments = [Segment("▌" if selected else " ", bar if selected else self._base_style())]
            for words, role in pieces:
                name = "read" if role == "head" and story.read and not story.new else role
                style = self.get_component_rich_style(f"story-list--{name}")
                segments.append(Segment(words, style + bar.background_style if selected else style))
            strips.append(Strip(segments))
        return strips

    def _redraw(self, row: int) -> None:
        if not 0 <= row < len(self.stories):
            return
        self._strips.pop(self._places.block_of(row), None)
        self.refresh(
            Region(0, self._places.top_of(row) - self.scroll_offset.y, self.size.width, self._places.height_of(row))
        )

    def on_idle(self) -> None:
        """Ask for the first words that the last picture has shown to be missing, all at once."""
        if wanted := self._snippets.take_wanted():
            self.post_message(self.SnippetsWanted(wanted))

    def on_focus(self) -> None:
        """Show that keys go here."""
        self._redraw(self.cursor)

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self._redraw(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Select the story under the mouse."""
        block, _ = self._places.block_at(event.y + self.scroll_offset.y)
        row = self._places.story_in(block)
        if row is not None:
            again = row == self.cursor
            self.opening = False
            self.move_to(row)
            self.post_message(self.Pressed(self.stories[row], again))
