"""A line after a colon -> a command: completed with Tab, called back with the arrows, explained above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from briefing.errors import BriefingError
from briefing.tui.guarded import GuardedScreen
from briefing.tui.keys.command import Command
from briefing.tui.keys.dispatch import pane_of
from briefing.tui.keys.typed import Offer, offers, understand
from briefing.tui.keys.typed_table import TYPED
from briefing.tui.widgets.foot_bar import FootBar

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp

SHOWN = 8
"""Completions shown at a time."""
KEPT = 200
"""Lines of the history, the newest last."""
NAME_WIDTH = 32
"""Cells for a completion, at most."""
KEYS = (("Enter", "run", "screen.run"), ("Tab", "complete", "screen.complete(1)"), ("Esc", "close", "screen.close"))


class CommandLine(GuardedScreen, ModalScreen[None]):
    """The line at the bottom, over the screen on which its command works."""

    app: BriefingApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c", "close", "Close", tooltip="Run nothing", priority=True),
        Binding("tab", "complete(1)", "Complete", tooltip="The next completion", priority=True),
        Binding("shift+tab", "complete(-1)", "Complete", tooltip="The completion before", priority=True),
        Binding("up,ctrl+p", "recall(-1)", "Earlier", tooltip="The line before", priority=True),
        Binding("down,ctrl+n", "recall(1)", "Later", tooltip="The line after", priority=True),
    ]
    DEFAULT_CSS = """
    CommandLine {
        background: transparent;
        align: left bottom;
        & > Vertical { height: auto; background: $panel; }
        & #offers { height: auto; padding: 0 2; }
        & #problem { height: auto; padding: 0 2; color: $error; display: none; }
        & #line { height: 1; padding: 0 2; }
        & #colon { width: 1; color: $ink; text-style: bold; }
        & Input, & Input:focus {
            width: 1fr; height: 1; border: none; padding: 0; background: $panel; background-tint: $panel 0%;
            color: $foreground;
        }
    }
    """

    def __init__(self, line: str = "") -> None:
        super().__init__()
        self._first = line
        self._typed = line
        """What the reader has typed; completions replace it in the box and keep it here."""
        self._offers: list[Offer] = []
        self._chosen = -1
        self._recalled = 0

    def compose(self) -> ComposeResult:
        """Yield completions, what was wrong, and the line."""
        with Vertical():
            yield Static(id="offers")
            yield Static(id="problem", markup=False)
            with Horizontal(id="line"):
                yield Static(":", id="colon")
                yield Input(self._first, select_on_focus=False)
            yield FootBar.of(*KEYS)

    def on_mount(self) -> None:
        """Show what can be typed."""
        self._recalled = len(self.app.typed_lines)
        self._offer()

    def on_resize(self) -> None:
        """Cut the explanations to the width."""
        self._draw()

    @property
    def pane(self) -> str:
        """No pane has the keys here: they are the line's."""
        return ""

    @property
    def _below(self) -> str:
        """The pane on which the command will work."""
        stack = self.app.screen_stack
        return pane_of(
            stack[stack.index(self) - 1] if self in stack else stack[-1]
        )  # a last key may come after its end

    # -- completing ------------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what the line could become."""
        if event.value != self._shown():
            self._typed, self._chosen = event.value, -1
            self.query_one("#problem").display = False
            self._offer()

    def _shown(self) -> str:
        """Return what the box holds: what was typed, or the completion in its place."""
        return self._typed if self._chosen < 0 else self._offers[self._chosen].text

    def _offer(self) -> None:
        self._offers = offers(self._typed, TYPED, self.app.keymap, self._below, self.app)
        self._draw()

    def action_complete(self, step: int) -> None:
        """Put the next completion into the line; after the last one comes what was typed."""
        if not self._offers:
            return
        if len(self._offers) == 1 and step > 0:  # nothing to choose from: take it, and go on with its argument
            self._typed, self._chosen = f"{self._offers[0].text} ", -1
            self._put(self._typed)
            self._offer()
            return
        self._chosen = (self._chosen + 1 + step) % (len(self._offers) + 1) - 1
        self._put(self._shown())
        self._draw()

    def _put(self, line: str) -> None:
        box = self.query_one(Input)
        with box.prevent(Input.Changed):
            box.value = line
        box.cursor_position = len(line)

    def _draw(self) -> None:
        first = max(0, self._chosen - SHOWN + 1)
        shown = self._offers[first : first + SHOWN]
        names = min(NAME_WIDTH, 3 + max((len(offer.text) for offer in shown), default=0))
        width = max(20, self.app.size.width - names - 4)
        rows = []
        for number, offer in enumerate(shown, first):
            style = "bold $ink" if number == self._chosen else "$foreground"
            what = Content.styled(offer.what, "$quiet").truncate(width, ellipsis=True)
            rows.append(Content.assemble((offer.text.ljust(names), style), what))
        more = len(self._offers) - first - SHOWN
        if more > 0:
            rows.append(Content.styled(f"{more:,} more: Tab goes on", "$faint"))
        self.query_one("#offers", Static).update(Content("\n").join(rows))

    # -- history ---------------------------------------------------------------------------------------

    def action_recall(self, step: int) -> None:
        """Put an earlier line into the box, or a later one."""
        lines = self.app.typed_lines
        self._recalled = max(0, min(len(lines), self._recalled + step))
        self._typed, self._chosen = lines[self._recalled] if self._recalled < len(lines) else "", -1
        self._put(self._typed)
        self._offer()

    # -- running ---------------------------------------------------------------------------------------

    def on_input_submitted(self) -> None:
        """Enter runs the line."""
        self.action_run()

    def action_run(self) -> None:
        """Run the line; what is wrong with it is said above it."""
        line = self.query_one(Input).value.strip()
        if not line:
            self.dismiss()
            return
        lines = self.app.typed_lines
        if lines[-1:] != [line]:
            lines.append(line)
            del lines[:-KEPT]
        try:
            meant, argument = understand(line, TYPED, self.app.keymap, self._below)
        except BriefingError as error:
            self._complain(str(error))
            return
        self.dismiss()
        if isinstance(meant, Command):
            self.app.call_later(self.app.run_command, meant)
        else:
            self.app.call_later(self.app.run_typed, meant, argument)

    def _complain(self, words: str) -> None:
        problem = self.query_one("#problem", Static)
        problem.update(words)
        problem.display = True

    def action_close(self) -> None:
        """Run nothing."""
        self.dismiss()
