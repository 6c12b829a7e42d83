"""The command table -> a page of keys that can be searched as one types."""

from __future__ import annotations

import textwrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from briefing.tui.commands import COMMANDS, Command, keys_label

KEYS_WIDTH = 18
"""Cells for the keys; the longest list of them is "Space PgDn Ctrl-F"."""
TITLE_WIDTH = 20
"""Cells for a command's title; the longest is "Browser, then next"."""


class HelpScreen(Screen[None]):
    """Every command with its keys and what it does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "close", "Close", id="help.close"),
        Binding("down,ctrl+n", "scroll(1)", "Down", id="help.down", priority=True),
        Binding("up,ctrl+p", "scroll(-1)", "Up", id="help.up", priority=True),
        Binding("pagedown", "page(1)", "Page down", id="help.page_down", priority=True),
        Binding("pageup", "page(-1)", "Page up", id="help.page_up", priority=True),
    ]

    def compose(self) -> ComposeResult:
        """Yield the search box and the page."""
        yield Input(placeholder="Type to search the commands. Esc closes.", id="help-search")
        with VerticalScroll(id="help-page", can_focus=False):
            yield Static(id="help-text")

    def on_resize(self) -> None:
        """Lay the page out for the width."""
        self._show(self.query_one(Input).value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the commands that match."""
        self._show(event.value)

    def _show(self, query: str) -> None:
        width = max(50, min(98, self.app.size.width - 12))
        self.query_one("#help-text", Static).update(page(query, width))

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one("#help-page").scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        view = self.query_one("#help-page")
        view.scroll_relative(y=pages * max(1, view.size.height - 1), animate=False)


def matching(query: str) -> list[Command]:
    """Return the commands that hold every word of `query` in keys, title, description, group or id; all for none."""
    terms = query.lower().split()
    return [c for c in COMMANDS if all(term in _searched(c) for term in terms)]


def _searched(command: Command) -> str:
    return f"{keys_label(command)} {command.title} {command.tooltip} {command.group} {command.id}".lower()


def page(query: str, width: int) -> Content:
    """Return the help for `query` at `width` cells: group names, then keys, title and description of each command."""
    commands = matching(query)
    if not commands:
        return Content.styled("No command matches.", "$quiet")
    parts: list[Content] = []
    for group in dict.fromkeys(command.group for command in commands):
        rule = "─" * max(0, width - len(group) - 1)
        parts.append(Content.assemble("\n" if parts else "", (f"{group.upper()} ", "bold $ink"), (rule, "$rule")))
        parts.extend(_row(command, width) for command in commands if command.group == group)
    return Content("\n").join(parts)


def _row(command: Command, width: int) -> Content:
    """Return one command; its description hangs below itself where it does not fit."""
    indent = KEYS_WIDTH + TITLE_WIDTH
    wrapped = textwrap.wrap(command.tooltip, max(16, width - indent))
    description = ("\n" + " " * indent).join(wrapped)
    keys, title = keys_label(command).ljust(KEYS_WIDTH), command.title.ljust(TITLE_WIDTH)
    return Content.assemble((keys, "$ink"), (title, "$foreground"), (description, "$quiet"))
