"""The README's tables of keys, commands and settings, made from the code: python -m tests.readme rewrites them."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import click

from briefing.cli import COMMANDS as CLI_COMMANDS
from briefing.cli import cli
from briefing.config import Settings
from briefing.tui.keys import COMMANDS, Command
from briefing.tui.keys.command import EDITION, MOVING, NAMES, PANE_NAMES, PANELS, READING
from briefing.tui.keys.labels import keys_labels
from briefing.tui.keys.typed_table import TYPED

README = Path(__file__).parents[1] / "README.md"


def key_table() -> str:
    """Return a Markdown table of every command of the app, by group."""
    lines = ["| keys | command | what | where |", "| --- | --- | --- | --- |"]
    for group in dict.fromkeys(command.group for command in COMMANDS):
        lines.append(f"| **{group}** | | | |")
        for command in COMMANDS:
            if command.group == group:
                keys = " ".join(f"`{key}`" for key in keys_labels(command)).replace("|", "\\|")
                lines.append(f"| {keys} | `{command.id}` | {command.tooltip} | {places(command)} |")
    return "\n".join(lines)


def typed_table() -> str:
    """Return a Markdown table of the commands that take words."""
    lines = ["| typed | what |", "| --- | --- |"]
    return "\n".join([*lines, *(f"| `:{one.name} {one.usage}` | {one.doc} |" for one in TYPED)])


PLACES = (("everywhere", ("app",)), ("lists and texts", MOVING), ("texts and names", READING))
"""Words for groups of panes, the largest first; one pane may be missing."""
SMALLER = (("edition", EDITION), ("names", NAMES), ("panels", PANELS))
FEW = 4
"""So many panels are named; of more it says "most panels"."""


def places(command: Command) -> str:
    """Return where a command works, in few words: "lists and texts but the list"."""
    left, words = set(command.where), []
    for name, panes in PLACES:
        missing = set(panes) - left
        if len(missing) < (2 if len(panes) > FEW else 1):
            words.append(f"{name}{''.join(f' but {PANE_NAMES.get(pane, pane)}' for pane in missing)}")
            left -= set(panes)
    for name, panes in SMALLER:
        if set(panes) <= left:
            words.append(name)
            left -= set(panes)
    if len(left & set(PANELS)) > FEW:
        words.append("most panels")
        left -= set(PANELS)
    return ", ".join([*words, *(PANE_NAMES.get(pane, pane) for pane in command.where if pane in left)])


def command_table() -> str:
    """Return a Markdown table of every command of the command line."""
    lines = ["| command | what |", "| --- | --- |"]
    context = click.Context(cli)
    for name in CLI_COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None and command.help, name
        usage = " ".join(command.collect_usage_pieces(click.Context(command, info_name=name)))
        usage = usage.replace("[OPTIONS]", "").replace("|", "\\|").strip()
        first = command.help.split("\n\n")[0].replace("\n", " ")
        lines.append(f"| `briefing {f'{name} {usage}'.strip()}` | {first} |")
    return "\n".join(lines)


def setting_table() -> str:
    """Return a Markdown table of every setting."""
    lines = ["| setting | default | what |", "| --- | --- | --- |"]
    for item in fields(Settings):
        default = list(item.default) if isinstance(item.default, tuple) else item.default
        shown = f"`{default!r}`" if default != "" else "empty"
        lines.append(f"| `{item.name}` | {shown} | {item.metadata['doc']} |")
    return "\n".join(lines)


TABLES = {"keys": key_table, "typed": typed_table, "commands": command_table, "settings": setting_table}


def section(name: str) -> re.Pattern[str]:
    """Return the pattern of a table between its two marks."""
    return re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.S)


def main() -> None:
    """Rewrite the tables in README.md."""
    text = README.read_text(encoding="utf8")
    for name, table in TABLES.items():
        at = section(name).search(text)
        assert at, f"README.md lacks the marks of {name}"
        text = f"{text[: at.start()]}{table()}\n{text[at.end() :]}"
    README.write_text(text, encoding="utf8")


if __name__ == "__main__":
    main()
