"""Keys one at a time -> a command with its count, or what is waited for. Pure: who calls it keeps the time."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from briefing.tui.keys.command import Command
from briefing.tui.keys.keymap import KeyTable
from briefing.tui.keys.labels import way_label

PREFIX_WAIT_S = 1.0
"""After how long a key that also begins longer ways acts by itself, in seconds, as in vim (`timeoutlen`)."""
NUMBER_WAIT_S = 0.4
"""After how long a digit opens a source where it could begin a count, in seconds."""
MAX_COUNT = 9_999
"""Largest count; more digits are left out."""

Kind = Literal["run", "wait", "nothing", "dropped"]


@dataclass(frozen=True, slots=True)
class Step:
    """What a key has led to.

    "run": do `command`, `count` times (a numbered command once, with `number`); with `again` the key was not part of it
    and counts by itself afterwards. "wait": more keys may follow; after
    `wait_s` seconds call `expire` (None: wait for ever). "nothing": the key means nothing here. "dropped": the keys
    typed so far are forgotten.
    """

    kind: Kind
    command: Command | None = None
    count: int = 1
    number: int = 0
    wait_s: float | None = None
    again: bool = False


@dataclass(slots=True)
class Sequences:
    """The keys typed so far, in one pane."""

    keys: tuple[str, ...] = ()
    digits: str = ""
    _table: KeyTable | None = field(default=None, repr=False)

    @property
    def waiting(self) -> bool:
        """Whether something has been typed that is not a command yet."""
        return bool(self.keys or self.digits)

    @property
    def typed(self) -> str:
        """What has been typed so far, for people."""
        return f"{self.digits}{way_label(self.keys)}"

    def feed(self, key: str, table: KeyTable) -> Step:
        """Take the next key in a pane where keys do what `table` says."""
        if table is not self._table:
            self._clear()
            self._table = table
        if self.waiting and key == "escape":
            self._clear()
            return Step("dropped")
        if not self.keys and table.counts and key.isdecimal() and (self.digits or key != "0"):
            return self._digit(key, table)
        keys = (*self.keys, key)
        if keys in table.prefixes:
            self.keys = keys
            return Step("wait", wait_s=PREFIX_WAIT_S if keys in table.commands else None)
        if keys in table.commands:
            return self._run(keys, table)
        if self.keys in table.commands:
            return replace(self._run(self.keys, table), again=True)
        begun = bool(self.keys)
        self._clear()
        return Step("dropped" if begun else "nothing")

    def expire(self) -> Step:
        """Nothing has followed in time: do what the keys typed so far mean by themselves."""
        keys = self.keys or tuple(self.digits)
        if self._table is not None and keys in self._table.commands:
            return self._run(keys, self._table)
        return Step("nothing")

    def drop(self) -> None:
        """Forget what has been typed."""
        self._clear()

    def _digit(self, key: str, table: KeyTable) -> Step:
        if len(self.digits) < len(str(MAX_COUNT)):
            self.digits += key
        acts = len(self.digits) == 1 and (key,) in table.commands
        return Step("wait", wait_s=NUMBER_WAIT_S if acts else None)

    def _run(self, keys: tuple[str, ...], table: KeyTable) -> Step:
        command = table.commands[keys]
        count = int(self.digits or 1) if command.counted else 1
        self._clear()
        return Step("run", command, count, table.number(keys) if command.numbered else 0)

    def _clear(self) -> None:
        self.keys, self.digits = (), ""
