"""Which kinds of names, amounts and dates are coloured: a legend over the text, where each kind is put on or off."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from briefing.tui.highlight import Colours
from briefing.tui.layout.legend_lines import MEANINGS, lay_out_legend
from briefing.tui.screens.panel import Panel


class LegendScreen(Panel, ModalScreen[None]):
    """The legend. What is put on or off shows at once in the text behind it, and is kept for the next time."""

    PANE = "legend"
    AT_ONCE = True
    DEFAULT_CSS = """
    LegendScreen {
        align: center middle; background: $background 50%;
        & > #legend {
            width: 78; max-width: 100%; height: auto; max-height: 100%; background: $panel; border: solid $rule;
            border-title-color: $ink; border-title-style: bold; padding: 1 0 0 0;
        }
        & Choices { height: 10; max-height: 50vh; background: $panel; }
        & #chosen { height: 2; padding: 1 3 0 3; color: $quiet; }
    }
    """

    def compose(self) -> ComposeResult:
        """Yield the list, the name of the choice, and the keys."""
        with Vertical(id="legend") as frame:
            frame.border_title = "Colours"
            yield self.choices
            yield Static(id="chosen", markup=False)
            yield self.foot

    def on_mount(self) -> None:
        """Show how things stand, once there is room for it."""
        self.call_after_refresh(lambda: self._draw(self.app.coloured))

    def _draw(self, colours: Colours) -> None:
        self.show(lambda width: lay_out_legend(colours, width), max(0, self.number))
        self.query_one("#chosen", Static).update(f"Coloured: {colours.title}.")

    def _colour(self, colours: Colours) -> None:
        self.app.colour(colours)
        self._draw(colours)

    def action_choose(self) -> None:
        """Put the selected kind on or off."""
        if self.number >= 0:
            self._colour(self.app.coloured.toggled(tuple(MEANINGS)[self.number]))

    def action_highlight(self) -> None:
        """Go on to the next choice of kinds."""
        self._colour(self.app.coloured.next())

    def action_read_on(self) -> None:
        """Put the selected kind on or off: the space bar does that in lists of boxes."""
        self.action_choose()
