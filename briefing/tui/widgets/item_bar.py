"""The line above an article: whose it is, what it is called once its title is out of view, how far one has read."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from briefing.tui.layout.visible import visible
from briefing.tui.layout.wrap import clip


@dataclass(frozen=True, slots=True)
class Reached:
    """What the bar tells. `title` is "" while the title itself is in view; `right` is the place, or the match shown."""

    outlet: str
    title: str = ""
    right: str = ""


class ItemBar(Widget):
    """Shows `reached`, the title as far as there is room."""

    DEFAULT_CSS = """
    ItemBar { height: 1; padding: 0 2; background: $panel; }
    """
    reached: reactive[Reached] = reactive(Reached(""))

    def render(self) -> Content:
        """Return the line, exactly as wide as the bar."""
        name, gap, width = "briefing", "   ", self.content_size.width
        right = visible(self.reached.right)
        room = width - len(name) - len(gap) - cell_len(right) - 2
        outlet = clip(visible(self.reached.outlet), max(1, room))
        room -= cell_len(outlet) + len(gap)
        title = clip(visible(self.reached.title), room) if self.reached.title and room > len(name) else ""
        left = Content.assemble((name, "bold $ink"), (gap + outlet, "$foreground"), (gap + title, "$quiet"))
        space = max(1, width - left.cell_length - cell_len(right))
        return Content.assemble(left, " " * space, (right, "$quiet")).truncate(width)
