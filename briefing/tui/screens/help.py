"""The commands and the reader's keys -> a page that can be searched as one types."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content

from briefing.tui.keys.command import PANE_NAMES, Command
from briefing.tui.keys.keymap import DEFAULT, Keymap
from briefing.tui.keys.labels import keys_label
from briefing.tui.screens.typed_page import TypedPage

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp

KEYS_WIDTH = 18
"""Cells for the keys; the longest list of them is "Space PgDn Ctrl-F"."""
TITLE_WIDTH = 20
"""Cells for a command's title; the longest is "Browser, then next"."""


Part = tuple[Content, Command | None]
"""Some lines of the page, and the command that they are about."""


class HelpScreen(TypedPage):
    """Every command with its keys and what it does, first those that work in `pane`."""

    app: BriefingApp
    PLACEHOLDER = "Type to search the commands. Esc closes."

    def __init__(self, typed: str = "", *, pane: str = "") -> None:
        super().__init__(typed)
        self.below = pane
        self._lines: list[Command | None] = []
        """The command on each line of the page."""

    def content(self, typed: str, width: int) -> Content:
        """Return the commands that match."""
        parts = page_parts(typed, width, getattr(self.app, "keymap", DEFAULT), pane=self.below)
        self._lines = [command for part, command in parts for _ in range(part.plain.count("\n") + 1)]
        return Content("\n").join(part for part, _ in parts)

    def on_click(self, event: events.Click) -> None:
        """Do the command that is clicked, on the screen below, where it works there."""
        if event.widget is None or event.widget.id != "page-text" or not 0 <= event.y < len(self._lines):
            return
        command = self._lines[event.y]
        if command is not None and command in self.app.keymap.in_pane(self.below):
            self.dismiss()
            self.app.call_later(self.app.run_command, command)


def matching(query: str, keymap: Keymap = DEFAULT) -> list[Command]:
    """Return the commands that hold every word of `query` in keys, title, description, group or id; all for none."""
    terms = query.lower().split()
    return [c for c in keymap.commands if all(term in _searched(c) for term in terms)]


def _searched(command: Command) -> str:
    return f"{keys_label(command)} {command.title} {command.tooltip} {command.group} {command.id}".lower()


def page(query: str, width: int, keymap: Keymap = DEFAULT, *, pane: str = "") -> Content:
    """Return the help for `query` at `width` cells: group names, then keys, title and description of each command.

    Where a `pane` is named, its commands come first and the others below them, with where they work.
    """
    return Content("\n").join(part for part, _ in page_parts(query, width, keymap, pane=pane))


def page_parts(query: str, width: int, keymap: Keymap, *, pane: str) -> list[Part]:
    """Return the parts of that page, which stand below each other, each with its command."""
    commands = matching(query, keymap)
    if not commands:
        return [(Content.styled("No command matches.", "$quiet"), None)]
    here = [command for command in commands if not pane or command in keymap.in_pane(pane)]
    parts = _groups(here, width, bool(query), elsewhere=False)
    if others := [command for command in commands if command not in here]:
        parts.append((Content.styled("\nElsewhere", "bold $foreground"), None))
        parts += _groups(others, width, bool(query), elsewhere=True)
    return parts


def _groups(commands: list[Command], width: int, searched: bool, *, elsewhere: bool) -> list[Part]:
    """Return commands under the names of their groups."""
    parts: list[Part] = []
    for group in dict.fromkeys(command.group for command in commands):
        rule = "─" * max(0, width - len(group) - 1)
        gap = "\n" if parts or elsewhere else ""
        parts.append((Content.assemble(gap, (f"{group.upper()} ", "bold $ink"), (rule, "$rule")), None))
        parts.extend((_row(one, width, searched, elsewhere), one) for one in commands if one.group == group)
    return parts


def _row(command: Command, width: int, searched: bool, elsewhere: bool) -> Content:
    """Return one command; its description hangs below itself where it does not fit.

    What is searched for shows its id; what does not work here, where it does.
    """
    indent = KEYS_WIDTH + TITLE_WIDTH
    wrapped = textwrap.wrap(command.tooltip, max(16, width - indent))
    description = ("\n" + " " * indent).join(wrapped)
    keys, title = keys_label(command).ljust(KEYS_WIDTH), command.title.ljust(TITLE_WIDTH)
    more = [f":{command.id}"] if searched else []
    if elsewhere:
        more.append(f"in {', '.join(PANE_NAMES.get(pane, pane) for pane in command.where)}")
    lines = textwrap.wrap("   ".join(more), max(16, width - indent))
    name = "".join(f"\n{' ' * indent}{line}" for line in lines)
    return Content.assemble((keys, "$ink"), (title, "$foreground"), (description, "$quiet"), (name, "$faint"))
