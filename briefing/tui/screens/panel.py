"""A list over the whole screen, opened from the edition: bar, choices and keys; moves, and goes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult

from briefing.tui.data import Library
from briefing.tui.keys.labels import with_keys
from briefing.tui.layout.hit_lines import lay_out_words
from briefing.tui.layout.page import Page
from briefing.tui.screens.background import BackgroundScreen
from briefing.tui.widgets.choices import Choices
from briefing.tui.widgets.foot_bar import FootBar
from briefing.tui.widgets.item_bar import ItemBar, Reached


class Panel(BackgroundScreen):
    """A screen with a list. Subclasses name their `PANE` of the command table and say what Enter does."""

    PANE: ClassVar[str] = ""
    TITLE_WORDS: ClassVar[str] = ""
    DEFAULT_CSS = "Panel { background: $background; color: $foreground; }"

    AT_ONCE: ClassVar[bool] = False
    """Whether the first click on a choice presses it: where that puts something on or off."""

    def __init__(self, library: Library, *, today: date) -> None:
        super().__init__()
        self.library, self.today = library, today
        self.bar, self.choices, self.foot = ItemBar(), Choices(at_once=self.AT_ONCE), FootBar(self.PANE)
        self.bar.reached = Reached(self.TITLE_WORDS)

    def compose(self) -> ComposeResult:
        """Yield bar, list and keys."""
        yield self.bar
        yield self.choices
        yield self.foot

    def on_mount(self) -> None:
        """Send the keys to the list."""
        self.choices.focus()

    def show(self, make: Callable[[int], Page], selected: int = 0) -> None:
        """Show a page of choices."""
        self.choices.show(make, selected)

    def show_words(self, words: str) -> None:
        """Show words in the place of a list that is empty, with the reader's key in the place of each {command.id}."""
        told = with_keys(words, self.app.keymap)
        self.choices.show(lambda width: lay_out_words(told, width))

    @property
    def number(self) -> int:
        """Which choice is selected, from 0; -1 for none."""
        return self.choices.stop

    def on_choices_pressed(self) -> None:
        """A second click chooses."""
        self.action_choose()

    def action_choose(self) -> None:
        """Take what is selected."""

    # -- moving ----------------------------------------------------------------------------------------

    def action_down(self) -> None:
        """Select the next one."""
        self.choices.move(1)

    def action_up(self) -> None:
        """Select the one before."""
        self.choices.move(-1)

    def action_page_down(self) -> None:
        """Scroll a page down."""
        self.choices.page_by(1)

    def action_read_on(self) -> None:
        """Scroll a page down."""
        self.action_page_down()

    def action_page_up(self) -> None:
        """Scroll a page up."""
        self.choices.page_by(-1)

    def action_half_down(self) -> None:
        """Scroll half a page down."""
        self.choices.page_by(0.5)

    def action_half_up(self) -> None:
        """Scroll half a page up."""
        self.choices.page_by(-0.5)

    def action_top(self) -> None:
        """Go to the first line."""
        self.choices.choose(0 if self.choices.page.stops else -1)
        self.choices.jump(0)

    def action_bottom(self) -> None:
        """Go to the last one."""
        self.choices.choose(len(self.choices.page.stops) - 1)
        self.choices.jump(len(self.choices.page.lines))

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss()

    def action_leave(self) -> None:
        """Go back one level."""
        self.action_back()
