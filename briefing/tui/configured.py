"""Settings -> the running app: its keys, its theme, and what is set for this visit only."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import fields, replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, cast

from textual.app import SystemCommand
from textual.screen import Screen

from briefing.config import Effective, Settings, checked_text, load
from briefing.errors import UsageError
from briefing.tui.keys.command import Command
from briefing.tui.keys.dispatch import pane_of
from briefing.tui.keys.keymap import DEFAULT
from briefing.tui.keys.labels import keys_label, keys_labels
from briefing.tui.surviving import SurvivingApp

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp
    from briefing.tui.data import Library
    from briefing.tui.keys.typed import Typed

FOR_NOW = "this visit"
"""Origin of what was set in the command line."""
AGAIN_S = 4.0
"""Seconds in which a second Ctrl-C quits: as long as the word on the first one stays."""
STARTS_ANEW = ("database", "entity_engine")
"""Settings that count at the next start only."""


class ConfiguredApp(SurvivingApp):
    """An app that follows the reader's settings, also while it runs."""

    library: Library
    _interrupted = -AGAIN_S
    """When Ctrl-C was pressed last, by the clock that only goes forward."""

    def on_mount(self) -> None:
        """Draw everything again when the shell brings the app back: Textual 8.2 draws only what has changed since."""
        self.app_resume_signal.subscribe(self, lambda _: self.action_redraw())

    def action_redraw(self) -> None:
        """Draw everything again, for a terminal that something else has written to."""
        self.refresh(layout=True)

    def action_help_quit(self) -> None:
        """Take Ctrl-C, where it copies nothing: say how to quit, and quit the second time."""
        now = monotonic()
        if now - self._interrupted < AGAIN_S:
            self.call_later(self.run_action, "app.quit")
            return
        self._interrupted = now
        keys = keys_labels(self.keymap.by_id["app.quit"])[:1]
        self.tell("Ctrl-C again quits" + (f", {keys[0]} does so at once." if keys else "."))

    def use_keys(self, settings: Settings) -> None:
        """Take the keys of settings. Raises UsageError for wrong ones; those that counted stay."""
        if settings.keys or settings.macros:
            from briefing.tui.keys.user import user_keymap

            self.keymap = user_keymap(settings)
        else:
            self.keymap = DEFAULT

    def use_theme(self, name: str) -> None:
        """Take a theme. Raises UsageError for one that there is not."""
        if name not in self.available_themes:
            known = ", ".join(sorted(self.available_themes))
            raise UsageError(f"There is no theme {name!r}.", f"Known themes: {known}.")
        self.theme = name

    # -- commands --------------------------------------------------------------------------------------

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield every command that works on `screen`, those that take words, and Textual's choice of themes."""
        from briefing.tui.keys.typed_table import TYPED

        pane = pane_of(screen)
        for command in self.keymap.in_pane(pane) if pane else ():
            if command.numbered or command.action == "command_palette" or not screen.check_action(command.action, ()):
                continue
            run = partial(self.call_later, self.run_command, command)
            yield SystemCommand(command.title, f"{keys_label(command)}   {command.tooltip}".strip(), run)
        for typed in TYPED if pane else ():
            run = partial(self.call_later, self.action_command_line, f"{typed.name} ")
            yield SystemCommand(f":{typed.name} {typed.usage}", typed.doc, run)
        yield SystemCommand("Theme", "Choose among all themes", self.action_change_theme)

    # -- while it runs ---------------------------------------------------------------------------------

    def effective(self) -> list[Effective]:
        """Return every setting as it counts now. Raises UsageError when the file has a mistake."""
        _, rows = load(os.environ)
        now = self.library.settings
        return [
            replace(row, value=getattr(now, row.name), origin=FOR_NOW) if self._differs(row) else row for row in rows
        ]

    def _differs(self, row: Effective) -> bool:
        known = {one.name for one in fields(Settings)}
        return row.name in known and getattr(self.library.settings, row.name) != row.value

    def set_for_now(self, name: str, text: str) -> None:
        """Change a setting until the app ends. Raises UsageError for a name or a value that there is not."""
        settings = replace(self.library.settings, **{name: checked_text(name, text, f":set {name}")})
        self.apply(settings)
        if name == "theme":  # also when only the colours were changed since
            self.use_theme(settings.theme)

    def read_settings(self) -> None:
        """Read the configuration again and follow it. Raises UsageError for a mistake; everything stays then."""
        settings, _ = load(os.environ)
        self.apply(replace(settings, database=self.library.settings.database))

    def apply(self, settings: Settings) -> None:
        """Follow settings from now on. Raises UsageError for a theme or keys that there are not; all stays then."""
        before, keymap = self.library.settings, self.keymap
        self.use_keys(settings)
        if settings.theme != before.theme:
            try:
                self.use_theme(settings.theme)
            except UsageError:
                self.keymap = keymap
                raise
        self.library.settings = settings
        self.settings_changed(before, settings)

    async def run_macro(self, names: tuple[str, ...]) -> None:
        """Do the commands of a macro; stop at the first that does not work where the keys are then."""
        from briefing.tui.keys.typed import understand
        from briefing.tui.keys.typed_table import TYPED

        for name in names:
            try:
                meant, argument = understand(name, TYPED, self.keymap, pane_of(self.screen))
            except UsageError as error:
                self.tell(f"{error.message} The macro stops.")
                return
            if isinstance(meant, Command):
                await self.run_command(meant)
            else:
                self.run_typed(meant, argument)

    def run_typed(self, typed: Typed, argument: str) -> None:
        """Run a command of the command line with its words; what is wrong with them is shown."""
        with self.failures_shown():
            typed.run(cast("BriefingApp", self), argument)

    def settings_changed(self, before: Settings, now: Settings) -> None:
        """Show what other settings change; the app knows where."""
