"""Stories -> a menu of what stories like them can be hidden by: a word, a name, an outlet, a feed, a folder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from briefing.tui.keys.labels import with_keys
from briefing.tui.layout.row_lines import Row, lay_out_rows
from briefing.tui.marks import Likeness
from briefing.tui.screens.changing import ChangingPanel
from briefing.tui.widgets.item_bar import Reached
from briefing.tui.widgets.story_rows import count

if TYPE_CHECKING:
    from briefing.model import StoryRow
    from briefing.tui.data import Library

WEEK = timedelta(days=7)
SECTIONS = {"word": "With the word", "name": "About", "outlet": "Told by nobody but", "feed": "From no feed but", "folder": "From no folder but"}  # fmt: skip # noqa: E501
"""Kind of a rule -> what stands over such rules: together they say what is hidden."""


class HidingScreen(ChangingPanel):
    """The menu; `said` is what was hidden, "" when the reader went back."""

    PANE = "hiding"
    TITLE_WORDS = "Hide stories"

    def __init__(self, library: Library, stories: Sequence[StoryRow], *, today: date) -> None:
        super().__init__(library, today=today)
        self.stories = stories
        self.rows: Sequence[Likeness] = ()
        self.said = ""

    def on_mount(self) -> None:
        """Ask by what they can be hidden."""
        ids = [story.id for story in self.stories]
        self.ask("likenesses", lambda: self.marks.likenesses(ids), self._show)

    def load(self) -> None:
        """Nothing that is shown changes here."""

    def _show(self, rows: Sequence[Likeness]) -> None:
        self.rows = rows
        one = len(self.stories) == 1
        title = self.stories[0].headline if one else f"Like {count(len(self.stories), 'story')}"
        never = with_keys("never deleted: {own.hidden} shows them", self.app.keymap)
        self.bar.reached = Reached(self.TITLE_WORDS, right=never)
        made = [Row("Other words …", section=SECTIONS["word"])]
        made += [Row(row.words, section=SECTIONS[row.kind]) for row in rows]
        self.show(lambda width: lay_out_rows(made, width, title=title, dense=True), min(1, len(rows)))

    def action_choose(self) -> None:
        """Hide stories with it for ever."""
        self._hide(None)

    def action_week(self) -> None:
        """Hide stories with it for a week."""
        self._hide(WEEK)

    def _hide(self, span: timedelta | None) -> None:
        if self.number == 0:
            self.prompt("Hide stories with:", "", lambda words: self._add(Likeness("word", words, words), span))
        elif 0 < self.number <= len(self.rows):
            self._add(self.rows[self.number - 1], span)

    def _add(self, like: Likeness, span: timedelta | None) -> None:
        if not like.value:
            return

        def done(_: None) -> None:
            from briefing.store.rules import describe

            self.changed = True
            self.said = f"Hidden{' for a week' if span else ''}: {describe(like.kind, like.words)}."
            self.dismiss()

        self.ask("write", lambda: self.marks.hide(like.kind, like.value, span=span), done, ordered=True)
