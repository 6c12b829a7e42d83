"""Everything a reader can do, in one table -> keys, foot bar, command palette, command line, help, README.

Each part of the app has its table module; `COMMANDS` is all of them in the order of help and README.
"""

from __future__ import annotations

from briefing.tui.keys import app, feeds, item, library, looks, moving, names, panels, refreshing, stories
from briefing.tui.keys.command import Command

__all__ = ["COMMANDS", "FOOTERS", "Command", "by_id"]

_TABLES = (moving, stories, looks, library, names, item, panels, feeds, refreshing, app)

COMMANDS: tuple[Command, ...] = tuple(command for table in _TABLES for command in table.COMMANDS)
FOOTERS: dict[str, tuple[tuple[str, str], ...]] = {
    pane: rows for table in _TABLES for pane, rows in table.FOOTERS.items()
}
"""What the foot bar shows in each pane: (ids of commands, label). The last entry stays when the window is narrow."""


def by_id() -> dict[str, Command]:
    """Return the table by command id."""
    return {command.id: command for command in COMMANDS}
