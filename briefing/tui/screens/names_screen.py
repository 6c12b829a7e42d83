"""What the entity page and the overview of entities have in common: moving, opening, undoing, words to type."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from briefing.model import EntityRow
from briefing.tui.layout.page import OpenName, OpenStory, Target
from briefing.tui.names import Names
from briefing.tui.screens.background import BackgroundScreen
from briefing.tui.screens.prompting import PROMPT_KEYS
from briefing.tui.widgets.foot_bar import FootBar
from briefing.tui.widgets.item_bar import ItemBar
from briefing.tui.widgets.names_page import NamesPage
from briefing.tui.widgets.page_view import PageView


class NamesScreen(BackgroundScreen):
    """A page about entities; every change is written in the order of the keys."""

    PANE: ClassVar[str]
    AUTO_FOCUS = "NamesPage"
    DEFAULT_CSS = """
    NamesScreen {
        background: $background; color: $foreground;
        & > #ask-line { display: none; height: 1; padding: 0 2; background: $panel; }
        & > #ask-line.-open { display: block; }
        & Static { width: auto; color: $ink; text-style: bold; }
        & Input, & Input:focus {
            width: 1fr; height: 1; border: none; padding: 0 0 0 1; background: $panel; background-tint: $panel 0%;
            color: $foreground;
        }
    }
    """

    def __init__(self, names: Names) -> None:
        super().__init__()
        self.names = names
        self.view = NamesPage()
        self.bar = ItemBar()
        self.foot = FootBar(self.PANE)
        self._answer: Callable[[str], None] | None = None

    def compose(self) -> ComposeResult:
        """Yield bar, page, the line to type in, and the keys."""
        yield self.bar
        yield self.view
        with Horizontal(id="ask-line"):
            yield Static(id="asked")
            yield Input(select_on_focus=False)
        yield self.foot

    def on_mount(self) -> None:
        """Read what is to be shown."""
        self.load()

    def load(self) -> None:
        """Read from the database what the page shows, in the background."""
        raise NotImplementedError

    @property
    def entity(self) -> EntityRow | None:
        """The entity that keys like follow are about."""
        raise NotImplementedError

    # -- changes ---------------------------------------------------------------------------------------

    def change(self, work: Callable[[], object], word: str) -> None:
        """Make a change behind the screen, say it, and show how things stand then; a failure changes nothing."""

        def done(_: object) -> None:
            self.foot.say(f"{word}   change.undo undo")
            self.changed()

        self.ask("write", work, done, ordered=True)

    def changed(self) -> None:
        """Show how things stand now, here and in the edition below."""
        self.load()
        self.app.names_changed()

    def action_follow(self) -> None:
        """Follow the entity, or no longer."""
        if entity := self.entity:
            word = "No longer followed." if entity.followed else "Followed: its stories rank higher."
            self.change(lambda: self.names.follow(entity), word)

    def action_mute(self) -> None:
        """Mute the entity, or no longer."""
        if entity := self.entity:
            word = "No longer muted." if entity.muted else "Muted: its stories rank last."
            self.change(lambda: self.names.mute(entity), word)

    def action_undo(self) -> None:
        """Undo the last change."""
        self._turn_back(self.names.undo, "Undone", "Nothing to undo.")

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self._turn_back(self.names.redo, "Done again", "Nothing to do again.")

    def _turn_back(self, work: Callable[[], str | None], word: str, nothing: str) -> None:
        def told(what: str | None) -> None:
            self.foot.say(f"{word}: {what}" if what else nothing)
            if what:
                self.changed()

        self.ask("write", work, told, ordered=True)

    # -- words to type ---------------------------------------------------------------------------------

    def prompt(self, question: str, words: str, answer: Callable[[str], None]) -> None:
        """Ask for words in the line above the keys; `answer` gets them when the reader presses Enter."""
        self._answer = answer
        self.query_one("#asked", Static).update(question, layout=True)
        self.query_one("#ask-line").add_class("-open")
        box = self.query_one(Input)
        box.value, box.cursor_position = words, len(words)
        box.focus()
        self.foot.held = PROMPT_KEYS

    async def action_take_prompt(self) -> None:
        """Take what stands in the line, as Enter does."""
        await self.query_one(Input).action_submit()

    def action_end_prompt(self) -> None:
        """Close the line."""
        self._end_prompt()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the answer."""
        answer, words = self._answer, event.value.strip()
        self._end_prompt()
        if answer and words:
            answer(words)

    def _end_prompt(self) -> None:
        self._answer = None
        self.query_one("#ask-line").remove_class("-open")
        self.foot.held = ()
        self.view.focus()

    # -- leading on ------------------------------------------------------------------------------------

    def action_choose(self) -> None:
        """Open the story or the name that is chosen; before anything is, the first row."""
        stops = self.view.page.stops
        if target := self.view.chosen or (stops[0].target if stops else None):
            self.open_target(target)

    def on_page_view_followed(self, event: PageView.Followed) -> None:
        """Open what was clicked."""
        event.stop()
        self.open_target(event.target)

    def open_target(self, target: Target) -> None:
        """Go to a story in the edition, or to the page of a name."""
        if isinstance(target, OpenStory):
            self.app.show_story(target.story_id)
        elif isinstance(target, OpenName):
            self.app.show_entity(target.entity)

    def action_search(self) -> None:
        """Search all items for the entity's name."""
        entity = self.entity
        self.app.edition_screen.search_for(entity.name if entity else "")

    # -- moving ----------------------------------------------------------------------------------------

    def action_down(self) -> None:
        """Choose the next row."""
        self.view.move(1)

    def action_up(self) -> None:
        """Choose the row before."""
        self.view.move(-1)

    def action_page_down(self) -> None:
        """Scroll a page down."""
        self.view.page_by(1)

    def action_read_on(self) -> None:
        """Scroll a page down."""
        self.action_page_down()

    def action_page_up(self) -> None:
        """Scroll a page up."""
        self.view.page_by(-1)

    def action_half_down(self) -> None:
        """Scroll half a page down."""
        self.view.page_by(0.5)

    def action_half_up(self) -> None:
        """Scroll half a page up."""
        self.view.page_by(-0.5)

    def action_top(self) -> None:
        """Go to the start."""
        self.view.scroll_home(animate=False)

    def action_bottom(self) -> None:
        """Go to the end."""
        self.view.scroll_end(animate=False)

    def action_next_mention(self) -> None:
        """Go to the next name."""
        if not self.view.move_name(1):
            self.foot.say("No further name below.")

    def action_prev_mention(self) -> None:
        """Go to the name before."""
        if not self.view.move_name(-1):
            self.foot.say("No further name above.")

    def action_highlight(self) -> None:
        """Colour the next choice of kinds."""
        self.foot.say(f"Coloured: {self.view.cycle_highlight()}")
        self.app.colour(self.view.coloured)

    def action_back(self) -> None:
        """Stop typing, or go back."""
        if self.query_one("#ask-line").has_class("-open"):
            self._end_prompt()
        else:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
