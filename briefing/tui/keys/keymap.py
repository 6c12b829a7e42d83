"""Commands with their keys -> what a key does in a pane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.tui.keys import COMMANDS
from briefing.tui.keys.command import AT_ONCE, Command

APP_PANE = "app"
"""The pane of the commands that work everywhere."""


@dataclass(frozen=True, slots=True)
class KeyTable:
    """What keys do in one pane."""

    commands: Mapping[tuple[str, ...], Command]
    """Keys pressed one after the other -> the command."""
    prefixes: frozenset[tuple[str, ...]]
    """Beginnings of longer ways."""
    counts: bool
    """Whether digits are a count (and open sources only after a pause)."""

    def number(self, keys: tuple[str, ...]) -> int:
        """Return which of its numbers a numbered command gets by `keys`, from 1."""
        return self.commands[keys].sequences.index(keys) + 1

    def continuations(self, keys: tuple[str, ...]) -> list[tuple[tuple[str, ...], Command]]:
        """Return what is possible after `keys`: the keys that are missing, and their command."""
        size = len(keys)
        return [(way[size:], one) for way, one in self.commands.items() if len(way) > size and way[:size] == keys]


class Keymap:
    """The commands with the keys that count for this reader."""

    def __init__(self, commands: Sequence[Command] = COMMANDS) -> None:
        self.commands = tuple(commands)
        self.by_id = {command.id: command for command in self.commands}
        self._tables: dict[str, KeyTable] = {}

    def in_pane(self, pane: str) -> list[Command]:
        """Return the commands that work in `pane`, with those that work everywhere, in the table's order."""
        return [one for one in self.commands if pane in one.where or APP_PANE in one.where]

    def table(self, pane: str) -> KeyTable:
        """Return what keys do in `pane`; there a command of its own goes before one that works everywhere."""
        if pane not in self._tables:
            here = self.in_pane(pane)
            own = {way for command in here if pane in command.where for way in command.sequences}
            ways = {way: one for one in here for way in one.sequences if pane in one.where or way not in own}
            self._tables[pane] = _table(ways, counts=pane not in AT_ONCE)
        return self._tables[pane]


def _table(ways: Mapping[tuple[str, ...], Command], *, counts: bool) -> KeyTable:
    prefixes = frozenset(way[:size] for way in ways for size in range(1, len(way)))
    return KeyTable(ways, prefixes, counts)


DEFAULT = Keymap()
"""The keys of a reader who has changed none."""
