"""A bare app to put one widget or screen on, in our themes and with our style sheet; keeps what was said to it."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.scrollbar import ScrollBar
from textual.widgets import Static

from briefing.model import Brief
from briefing.tui import themes
from briefing.tui.keys.dispatch import KeyedApp
from briefing.tui.widgets.brief_side import BriefSide
from briefing.tui.widgets.brief_view import BriefView
from briefing.tui.widgets.thin_scrollbar import ThinScrollBar
from tests.tui import samples


class Stage(KeyedApp):
    """Shows what a test gives it; opens no browser."""

    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = Path(themes.__file__).with_name("app.tcss")
    CSS = "#list { width: 46; height: 100%; border-right: solid $rule; }"

    def __init__(self, *, theme: str = "night") -> None:
        super().__init__()
        ScrollBar.renderer = ThinScrollBar  # as the app does, so that pictures do not depend on the order of tests
        self.register_theme(themes.NIGHT_THEME)
        self.register_theme(themes.PAPER_THEME)
        self.theme = theme
        self.opened: list[str] = []
        self.said: list[tuple[str, object]] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our colours for other themes."""
        return themes.variables_for(self.current_theme)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Keep the address instead of starting a browser."""
        self.opened.append(url)

    def lines(self, widget: Any) -> list[str]:
        """Return what a widget shows, line by line."""
        return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


class BriefStage(Stage):
    """The brief as the edition arranges it, with the edition's keys for it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("j", "view('next_passage')"),
        ("k", "view('prev_passage')"),
        ("n", "view('scroll_to_next_new')"),
        ("space", "view('read_on')"),
        ("enter", "view('open_selected')"),
        ("right_curly_bracket", "view('next_mention')"),
        ("left_curly_bracket", "view('prev_mention')"),
        ("H", "view('cycle_highlight')"),
        *((str(number), f"view('open_source', {number})") for number in range(1, 10)),
    ]

    def __init__(self, brief: Brief | None = None, *, theme: str = "night") -> None:
        super().__init__(theme=theme)
        self.brief = brief or samples.brief()
        self.answers: list[object] = []

    def compose(self) -> ComposeResult:
        """Yield the panes that the width has room for."""
        wide = self.size.width
        yield Static(id="top")
        with Horizontal(id="panes"):
            if wide >= 110:
                yield Static(id="list")
            yield BriefView(zone=UTC)
            if wide >= 150:
                yield BriefSide(zone=UTC)

    def on_mount(self) -> None:
        """Show the brief."""
        self.view.set_layout(bool(self.query(BriefSide)))
        self.view.show(self.brief, today=samples.TODAY)
        for side in self.query(BriefSide):
            side.show(self.brief, today=samples.TODAY)
        self.view.focus()

    @property
    def view(self) -> BriefView:
        """The brief."""
        return self.query_one(BriefView)

    def action_view(self, name: str, *arguments: int) -> None:
        """Call a method of the view and keep its answer."""
        self.answers.append(getattr(self.view, name)(*arguments))

    def on_brief_view_source_opened(self, event: BriefView.SourceOpened) -> None:
        """Keep what was opened."""
        self.said.append(("source", (event.item_id, event.start, event.end)))

    def on_brief_view_entity_chosen(self, event: BriefView.EntityChosen) -> None:
        """Keep which name was chosen."""
        self.said.append(("entity", event.name))

    def on_brief_view_story_chosen(self, event: BriefView.StoryChosen) -> None:
        """Keep which story was chosen."""
        self.said.append(("story", event.story_id))

    def on_brief_view_end_reached(self) -> None:
        """Keep that the end was reached."""
        self.said.append(("end", None))
