"""Textual's palette of commands, without its one way of failing."""

from __future__ import annotations

from contextlib import suppress

from textual.command import CommandPalette

from briefing.tui.guarded import GuardedScreen


class Palette(GuardedScreen, CommandPalette):
    """Every command, found by its name as one types."""

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):  # Textual 8.2: paging in a list that has not been drawn yet
            super()._action_command_list(action)
