"""Textual's palette of commands, without its ways of failing."""

from __future__ import annotations

from contextlib import suppress

from textual import work
from textual.command import CommandPalette
from textual.css.query import NoMatches

from briefing.tui.guarded import GuardedScreen


class Palette(GuardedScreen, CommandPalette):
    """Every command, found by its name as one types."""

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):  # Textual 8.2: paging in a list that has not been drawn yet
            super()._action_command_list(action)

    @work(exclusive=True, group=CommandPalette._GATHER_COMMANDS_GROUP, exit_on_error=False)
    async def _gather_commands(self, search_value: str) -> None:
        with suppress(NoMatches):  # Textual 8.2: the palette has been closed before its search began
            await GATHER(self, search_value)


GATHER = CommandPalette._gather_commands.__wrapped__  # type: ignore[attr-defined]
"""The search itself, without the worker that ends the app when it fails."""
