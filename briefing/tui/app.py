"""A database's path -> the app: themes, screens, the commands that work everywhere, errors in words."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.screen import Screen
from textual.scrollbar import ScrollBar

from briefing.config import Settings
from briefing.tui import themes
from briefing.tui.configured import ConfiguredApp
from briefing.tui.data import Library, utc_now
from briefing.tui.highlight import Colours
from briefing.tui.keys.dispatch import pane_of
from briefing.tui.screens.edition import EditionScreen
from briefing.tui.screens.too_small import TooSmallScreen, too_small
from briefing.tui.widgets.thin_scrollbar import ThinScrollBar

if TYPE_CHECKING:
    from textual.filter import LineFilter

    from briefing.model import Reading, StoredItem
    from briefing.tui.screens.item import ItemScreen

COLLECT_AFTER_S = 1.0
"""When garbage is looked for again, in seconds after the start: the first frames come first."""


class BriefingApp(ConfiguredApp):
    """The app on one database. `sample` says that it is the sample edition's, which is built when it is missing."""

    TITLE = "briefing"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        path: Path,
        *,
        sample: bool = False,
        now: Callable[[], datetime] = utc_now,
        theme: str | None = None,
        settings: Settings | None = None,
        library: Library | None = None,
    ) -> None:
        """Make the app; nothing is read yet.

        `library` takes the place of the database at `path`. Raises UsageError for an unknown theme or wrong keys.
        """
        super().__init__()
        self.coloured = Colours()
        self._few_colours: tuple[str, LineFilter] | None = None
        self.library = library or Library(path, sample, now, settings or Settings())
        self.use_keys(self.library.settings)
        ScrollBar.renderer = ThinScrollBar
        self.register_theme(themes.NIGHT_THEME)
        self.register_theme(themes.PAPER_THEME)
        self.use_theme(theme or self.library.settings.theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our colour variables for themes that do not know them."""
        return themes.variables_for(self.current_theme)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open a web address in the reader's browser; anything that is no safe web address is left alone."""
        from feeds.urls import safe_url

        if not (url := safe_url(url)):
            return
        if browser := self.library.settings.browser:
            from briefing.tui.outside import open_with

            with self.failures_shown():
                open_with(browser, url)
        else:
            super().open_url(url, new_tab=new_tab)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what is done to lines before they are drawn: where colours are few or unwanted, they go."""
        if not self.no_color and (self.is_headless or self.console.color_system not in (None, "standard")):
            return super().get_line_filters()
        if self._few_colours is None or self._few_colours[0] != self.theme:
            from briefing.tui.few_colours import FewColours

            self._few_colours = self.theme, FewColours(self.theme_variables, colours=not self.no_color)
        return [self._few_colours[1]]

    def get_default_screen(self) -> Screen[None]:
        """Return the edition."""
        return EditionScreen(self.library)

    def on_ready(self) -> None:
        """Look for garbage again, which `opening` has put off; what the start has made is left out of it for good."""
        if not gc.isenabled():
            self.set_timer(COLLECT_AFTER_S, _collect)

    def on_resize(self, event: events.Resize) -> None:
        """Cover a window that is too small to read in."""
        if too_small(event.size) and not any(isinstance(screen, TooSmallScreen) for screen in self.screen_stack):
            self.push_screen(TooSmallScreen())

    # -- items -----------------------------------------------------------------------------------------

    @property
    def edition_screen(self) -> EditionScreen:
        """The screen below all others."""
        screen = self.screen_stack[0]
        assert isinstance(screen, EditionScreen)
        return screen

    def show_item(self, item: StoredItem, reading: Reading, span: tuple[int, int] | None = None) -> None:
        """Show an item in full, in the place of another one if that is on top."""
        from briefing.tui.screens.item import ItemScreen

        screen = ItemScreen(item, reading, span, today=self.edition_screen.today())
        if isinstance(self.screen, ItemScreen):
            self.pop_screen()
        self.push_screen(screen)

    def on_item_screen_stepped(self, message: ItemScreen.Stepped) -> None:
        """Show the story's next item, or the one before."""

        def show(found: tuple[StoredItem, Reading] | None) -> None:
            if getattr(getattr(self.screen, "item", None), "id", None) != message.item_id:
                return  # the reader has left the item meanwhile
            if found:
                self.show_item(*found)
            else:
                self.notify("The story has no further item that way.", markup=False, timeout=3)

        library = self.library
        self.edition_screen.ask("item", lambda: library.item_beside(message.item_id, message.direction), show)

    def on_item_screen_text_wanted(self, message: ItemScreen.TextWanted) -> None:
        """Fetch the full text of the item and show it in its place."""

        def show() -> None:
            if getattr(self.screen, "item", None) == shown:
                library = self.library
                self.edition_screen.ask("item", lambda: library.item(message.item_id), lambda it: self.show_item(*it))

        shown = getattr(self.screen, "item", None)
        self.edition_screen.fetch_texts([message.item_id], show)

    def on_item_screen_entity_chosen(self, message: ItemScreen.EntityChosen) -> None:
        """Show the page of a name, or without one who is in the news."""
        self.show_entity(message.name)

    def on_item_screen_coloured(self, message: ItemScreen.Coloured) -> None:
        """Colour the same kinds in the briefs."""
        self.colour(message.choice)

    def colour(self, colours: Colours, *, keep: bool = True) -> None:
        """Colour these kinds on every screen, and with `keep` also the next time."""
        from briefing.tui.names import Names
        from briefing.tui.widgets.page_view import PageView

        self.coloured = colours
        for screen in self.screen_stack:
            for view in screen.query(PageView):
                view.coloured = colours
        if keep:
            self.edition_screen.ask("colours", lambda: Names(self.library).keep_colours(colours), lambda _: None)

    # -- entities --------------------------------------------------------------------------------------

    def show_entity(self, name: str) -> None:
        """Show the page of a name; "" shows who is in the news."""
        from briefing.tui.names import Names
        from briefing.tui.screens.entities import EntitiesScreen
        from briefing.tui.screens.entity import EntityScreen

        names = Names(self.library)
        today = self.edition_screen.today()
        self.push_screen(EntityScreen(names, name, today=today) if name else EntitiesScreen(names))

    def show_story(self, story_id: int) -> None:
        """Go back to the edition, to a story and its brief."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.edition_screen.go_to_story(story_id)
        self.edition_screen.action_open()

    def names_changed(self) -> None:
        """Show in the edition what the reader said of names: marks, ranks, the names in the brief."""
        self.edition_screen.reload_names()

    # -- commands --------------------------------------------------------------------------------------

    def action_legend(self) -> None:
        """Show what the colours mean; the same keys close it."""
        from briefing.tui.screens.legend import LegendScreen

        if isinstance(self.screen, LegendScreen):
            self.screen.dismiss()
        else:
            self.push_screen(LegendScreen(self.library, today=self.edition_screen.today()))

    def action_help(self) -> None:
        """Show every command and its keys."""
        from briefing.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(pane=pane_of(self.screen)))

    def action_settings(self) -> None:
        """Show what is set, and where."""
        from briefing.tui.screens.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen())

    def settings_changed(self, before: Settings, now: Settings) -> None:
        """Show the edition as it is by the new settings."""
        self.edition_screen.follow_settings(before, now)

    def action_toggle_theme(self) -> None:
        """Change between a dark and a light theme."""
        self.theme = "paper" if self.current_theme.dark else "night"

    async def action_quit(self) -> None:
        """Quit, when what was marked is written, and where one is; a note that is being written is kept."""
        from briefing.tui.leaving import leave

        await leave(self)

    def run_action_now(self, action: str) -> None:
        """Run one of the app's actions after this event."""
        self.call_later(self.run_action, action)

    def action_command_palette(self) -> None:
        """Find a command by its name."""
        from briefing.tui.screens.palette import Palette

        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            self.push_screen(Palette())  # without an id: the one before may not be quite gone


def _collect() -> None:
    """Have garbage looked for, but not in what is there now: modules, classes and style sheets stay anyway."""
    gc.freeze()
    gc.enable()
