"""A database's path -> the app: themes, screens, the commands that work everywhere, errors in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.screen import Screen
from textual.scrollbar import ScrollBar

from briefing.config import Settings
from briefing.errors import BriefingError, UsageError
from briefing.model import Reading, StoredItem
from briefing.tui import themes
from briefing.tui.commands import EDITION, NUMBERED, bindings_for, commands_for, keys_label
from briefing.tui.data import Library, utc_now
from briefing.tui.screens.edition import EditionScreen
from briefing.tui.screens.too_small import TooSmallScreen, too_small
from briefing.tui.widgets.thin_scrollbar import ThinScrollBar
from feeds.errors import FeedError

if TYPE_CHECKING:
    from briefing.tui.screens.item import ItemScreen

PANES = {
    "EditionScreen": EDITION,
    "ItemScreen": ("item",),
    "SearchScreen": ("search",),
    "EntityScreen": ("entity",),
    "EntitiesScreen": ("entities",),
    "WhyScreen": ("why",),
    "CorrectScreen": ("search",),
    "EditionsScreen": ("editions",),
    "FeedsScreen": ("feeds",),
    "AddScreen": ("found",),
    "PacksScreen": ("packs",),
    "FirstRunScreen": ("start",),
    "WhySentenceScreen": ("sentences",),
    "HadReadScreen": ("sentences",),
    "LlmScreen": ("sentences",),
}
"""Which commands the palette offers on a screen, by the name of its class (screens are imported when first shown)."""


class BriefingApp(App[None]):
    """The app on one database. `sample` says that it is the sample edition's, which is built when it is missing."""

    TITLE = "briefing"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("app")
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

        `library` takes the place of the database at `path`. Raises UsageError for an unknown theme.
        """
        super().__init__()
        self.library = library or Library(path, sample, now, settings or Settings())
        ScrollBar.renderer = ThinScrollBar
        self.register_theme(themes.NIGHT_THEME)
        self.register_theme(themes.PAPER_THEME)
        chosen = theme or self.library.settings.theme
        if chosen not in self.available_themes:
            raise UsageError(
                f"There is no theme {chosen!r}.", f"Known themes: {', '.join(sorted(self.available_themes))}."
            )
        self.theme = chosen

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our colour variables for themes that do not know them."""
        return themes.variables_for(self.current_theme)

    def get_default_screen(self) -> Screen[None]:
        """Return the edition."""
        return EditionScreen(self.library)

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
        screen.text.highlighted = self.edition_screen.brief_view.highlighted
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
        self.edition_screen.brief_view.highlighted = message.choice
        self.keep_highlight(message.choice)

    def keep_highlight(self, choice: int) -> None:
        """Keep which kinds are coloured, for the next time."""
        from briefing.tui.names import Names

        self.edition_screen.ask("colours", lambda: Names(self.library).keep_highlight(choice), lambda _: None)

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

    def action_help(self) -> None:
        """Show every command and its keys."""
        from briefing.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    def action_toggle_theme(self) -> None:
        """Change between a dark and a light theme."""
        self.theme = "paper" if self.current_theme.dark else "night"

    async def action_quit(self) -> None:
        """Quit, when what was marked is written."""
        await self.workers.wait_for_complete([worker for worker in self.workers if worker.group == "write"])
        self.exit()

    def run_action_now(self, action: str) -> None:
        """Run one of the app's actions after this event."""
        self.call_later(self.run_action, action)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield every command that works on `screen`, and Textual's choice of themes."""
        for command in commands_for(*PANES.get(type(screen).__name__, ()), "app"):
            if command.action in ("command_palette", *NUMBERED) or not screen.check_action(command.action, ()):
                continue
            run = partial(self.run_from_palette, screen, command.action, everywhere=command.where == ("app",))
            yield SystemCommand(command.title, f"{keys_label(command)}   {command.tooltip}", run)
        yield SystemCommand("Theme", "Choose among all themes", self.action_change_theme)

    def run_from_palette(self, screen: Screen[object], action: str, *, everywhere: bool) -> None:
        """Run a command chosen in the palette, on the screen from which the palette was opened."""
        node = self if everywhere else screen
        self.call_later(node.run_action, action)

    # -- errors ----------------------------------------------------------------------------------------

    @contextmanager
    def failures_shown(self) -> Iterator[None]:
        """Show a failure of the block in words instead of ending the app."""
        try:
            yield
        except (BriefingError, FeedError) as error:
            self.show_error(str(error))
        except Exception as error:  # a bug: the reader keeps the app, the words name what to report
            self.log.error(error)
            self.show_error(f"This did not work: {type(error).__name__}: {error}")

    def show_error(self, words: str) -> None:
        """Show an error; words of feeds in it are no markup."""
        self.notify(words, severity="error", markup=False, timeout=10)
