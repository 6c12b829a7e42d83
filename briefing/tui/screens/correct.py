"""Words as they are typed -> which other story a correction is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from briefing.model import StoryRow
from briefing.tui.corrections import Corrections
from briefing.tui.data import Library
from briefing.tui.layout.edition_lines import lay_out_stories
from briefing.tui.screens.panel import Panel
from briefing.tui.widgets.foot_bar import FootBar


class CorrectScreen(Panel):
    """Choose a story: typing narrows the list, and finds others among all that are stored.

    `without` is the story that is not to be chosen. `chosen` is the story that was taken, None when the reader went
    back.
    """

    PANE = "search"
    TITLE_WORDS = "Correct"
    AUTO_FOCUS = "Input"
    DEFAULT_CSS = """
    CorrectScreen {
        & > #question-line { height: 2; padding: 1 3 0 3; align-horizontal: center; }
        & #sign { width: 2; color: $ink; text-style: bold; }
        & Input, & Input:focus {
            width: 1fr; max-width: 88; height: 1; border: none; padding: 0;
            background: $background; background-tint: $background 0%;
            color: $foreground;
        }
    }
    """

    def __init__(
        self, library: Library, question: str, stories: Sequence[StoryRow], *, today: date, without: int = 0
    ) -> None:
        super().__init__(library, today=today)
        self.foot = FootBar("correct")
        self.question, self.without = question, without
        self.stories = [story for story in stories if story.id != without]
        self.shown: list[StoryRow] = self.stories
        self.chosen: StoryRow | None = None

    def compose(self) -> ComposeResult:
        """Yield bar, box, stories and keys."""
        yield self.bar
        with Horizontal(id="question-line"):
            yield Static("/", id="sign")
            yield Input(placeholder="Type a word of its headline. Enter takes it, Esc goes back.")
        yield self.choices
        yield self.foot

    def on_mount(self) -> None:
        """Show every story, and type into the box."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """Send the keys to the box; the panel has sent them to its list meanwhile."""
        self.query_one(Input).focus()
        self._narrow("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the stories that hold every word: those of the list at once, below them all that are found."""
        self._narrow(event.value)
        typed = event.value
        if any(len(word) > 1 for word in typed.split()):
            self.ask("find", lambda: Corrections(self.library).find(typed), lambda found: self._add(typed, found))

    def on_input_submitted(self) -> None:
        """Enter takes the selected story."""
        self.action_choose()

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        self.shown = [one for one in self.stories if all(word in one.headline.casefold() for word in words)]
        self._show()

    def _add(self, typed: str, found: Sequence[StoryRow]) -> None:
        """Show what was found in the store below what the list has; the selection stays."""
        if typed != self.query_one(Input).value:
            return
        known = {self.without, *(story.id for story in self.shown)}
        self.shown += [story for story in found if story.id not in known]
        self._show(max(0, self.number))

    def _show(self, selected: int = 0) -> None:
        if self.shown:
            self.show(lambda width: lay_out_stories(self.question, self.shown, width, self.today), selected)
        else:
            self.show_words("No story has these words in a headline.")

    def action_choose(self) -> None:
        """Take the selected story."""
        if 0 <= self.number < len(self.shown):
            self.chosen = self.shown[self.number]
            self.dismiss()

    def action_close(self) -> None:
        """Go back without a story."""
        self.dismiss()

    def action_results_down(self) -> None:
        """Select the next story."""
        self.action_down()

    def action_results_up(self) -> None:
        """Select the story before."""
        self.action_up()

    def action_results_page_down(self) -> None:
        """Scroll a page down."""
        self.action_page_down()

    def action_results_page_up(self) -> None:
        """Scroll a page up."""
        self.action_page_up()
