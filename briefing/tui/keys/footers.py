"""A pane and the reader's keys -> what its foot bar shows."""

from __future__ import annotations

from briefing.tui.keys import FOOTERS
from briefing.tui.keys.command import Command
from briefing.tui.keys.keymap import DEFAULT, Keymap
from briefing.tui.keys.labels import keys_labels, way_label


def footer_for(pane: str, keymap: Keymap = DEFAULT) -> list[tuple[str, str, str]]:
    """Return the foot bar of a pane: (keys for people, label, action of the first command). What has no key is left."""
    rows = []
    for ids, label in FOOTERS[pane]:
        commands = [keymap.by_id[name] for name in ids.split()]
        keys = [keys_labels(command)[0] for command in commands if command.keys]
        if keys:
            rows.append((" ".join(keys), label, qualified(commands[0])))
    return rows


def continuations_for(keys: tuple[str, ...], pane: str, keymap: Keymap = DEFAULT) -> list[tuple[str, str, str]]:
    """Return what can follow `keys` in a pane, as rows of the foot bar."""
    return [
        (way_label(way), command.short or command.title.lower(), qualified(command))
        for way, command in keymap.table(pane).continuations(keys)
    ]


def qualified(command: Command) -> str:
    """Return a command's action as Textual runs it from any widget: with its namespace."""
    return f"app.{command.action}" if command.everywhere else f"screen.{command.action}"
