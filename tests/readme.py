"""The README's tables of keys, commands and settings, made from the code: python -m tests.readme rewrites them."""

from __future__ import annotations

import re
from dataclasses import fields
from itertools import groupby
from pathlib import Path

import click

from briefing.cli import COMMANDS as CLI_COMMANDS
from briefing.cli import cli
from briefing.config import Settings
from briefing.tui.commands import COMMANDS, keys_label

README = Path(__file__).parents[1] / "README.md"


def key_table() -> str:
    """Return a Markdown table of every key, by group."""
    lines = ["| keys | what | where |", "| --- | --- | --- |"]
    for group, commands in groupby(COMMANDS, key=lambda command: command.group):
        lines.append(f"| **{group}** | | |")
        for command in commands:
            keys = " ".join(f"`{key}`" for key in keys_label(command).replace("|", "\\|").split())
            lines.append(f"| {keys} | {command.tooltip} | {', '.join(command.where)} |")
    return "\n".join(lines)


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


TABLES = {"keys": key_table, "commands": command_table, "settings": setting_table}


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
