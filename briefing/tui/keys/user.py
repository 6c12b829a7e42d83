"""The reader's tables [keys] and [macros] -> a keymap, or an error in words that names what is wrong."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from briefing.config import Settings, Table
from briefing.errors import UsageError
from briefing.tui.keys import COMMANDS
from briefing.tui.keys.command import Command
from briefing.tui.keys.key_names import read_way
from briefing.tui.keys.keymap import APP_PANE, DEFAULT, Keymap
from briefing.tui.keys.labels import way_label

MACRO_PREFIX = "comma"
"""The key before a macro's."""


def user_keymap(settings: Settings) -> Keymap:
    """Return the keys that count for this reader.

    Raises UsageError for a command that there is not (with the nearest that there is), for a key without a name, and
    for one that would do two things in one pane.
    """
    if not settings.keys and not settings.macros:
        return DEFAULT
    with _told_where("keys"):
        changed = dict(_changed(settings.keys))
    commands = [changed.get(command.id, command) for command in COMMANDS]
    with _told_where("macros"):
        commands += [_macro(key, names) for key, names in settings.macros]
    keymap = Keymap(commands)
    _check_clashes(keymap)
    return keymap


@contextmanager
def _told_where(table: str) -> Iterator[None]:
    """Name the table of the configuration in the words of an error."""
    try:
        yield
    except UsageError as error:
        raise UsageError(f"[{table}] in the configuration: {error.message}", error.hint) from error


def find_command(name: str, commands: Mapping[str, Command]) -> Command:
    """Return the command called `name`. Raises UsageError with the nearest id."""
    if name not in commands:
        near = difflib.get_close_matches(name, commands, n=1, cutoff=0.5)
        hint = f"Did you mean {near[0]}?" if near else "Help (?) lists them; the README too."
        raise UsageError(f"There is no command {name!r}.", hint)
    return commands[name]


def _changed(table: Table) -> Iterable[tuple[str, Command]]:
    for name, texts in table:
        command = find_command(name, DEFAULT.by_id)
        ways = [way for text in texts if (way := read_way(text))]
        yield name, replace(command, keys=",".join(" ".join(way) for way in ways))


def _macro(key: str, names: tuple[str, ...]) -> Command:
    """Return a macro as a command of its own; a name that begins with : is typed into the command line."""
    way = read_way(key)
    if not way or not names:
        raise UsageError(f"The macro {key!r} needs a key and commands.", 'Example: x = ["story.save", "story.read"].')
    titles = [name if name.startswith(":") else find_command(name, DEFAULT.by_id).title for name in names]
    return Command(
        id=f"macro.{way_label(way)}",
        keys=" ".join((MACRO_PREFIX, *way)),
        action="macro",
        title=f"Macro {way_label(way)}",
        tooltip=", then ".join(titles),
        where=(APP_PANE,),
        group="Macros",
        macro=names,
    )


def _check_clashes(keymap: Keymap) -> None:
    """Raise UsageError where a key would do two things that it does not do by default."""
    usual = set(_clashes(DEFAULT))
    for pane, way, one, other in _clashes(keymap):
        if (pane, way, one, other) not in usual:
            raise UsageError(
                f"[keys] in the configuration: {way_label(way)} is the key of two commands: {one} and {other}.",
                'Give one of them another key under [keys], or "" for none.',
            )


def _clashes(keymap: Keymap) -> Iterable[tuple[str, tuple[str, ...], str, str]]:
    panes = dict.fromkeys(pane for command in keymap.commands for pane in command.where)
    for pane in panes:
        known: dict[tuple[str, ...], str] = {}
        for command in keymap.in_pane(pane):
            for way in command.sequences:
                if way in known and known[way] != command.id:
                    yield pane, way, known[way], command.id
                known.setdefault(way, command.id)
