"""What is typed after a colon -> a command, with its argument; and what could be meant so far. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.errors import UsageError
from briefing.tui.keys.command import PANE_NAMES, Command
from briefing.tui.keys.keymap import Keymap
from briefing.tui.keys.labels import keys_label

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp


def _nothing(app: BriefingApp, argument: str) -> Sequence[str]:
    """Offer no completions."""
    return ()


@dataclass(frozen=True, slots=True)
class Typed:
    """A command that takes words, for the command line only.

    `usage` names the words ("NAME"). `run` does it; it raises BriefingError with words for the reader, and the line
    stays open. `complete` returns what the argument could be, as far as it is typed; the line narrows it.
    """

    name: str
    usage: str
    doc: str
    run: Callable[[BriefingApp, str], object]
    complete: Callable[[BriefingApp, str], Sequence[str]] = _nothing


@dataclass(frozen=True, slots=True)
class Offer:
    """A completion: the text that Tab puts into the line, and what it is."""

    text: str
    what: str


ALIASES = {"q": "app.quit", "quit": "app.quit", "wq": "app.quit"}
"""Names that people bring with them -> commands."""


def split(line: str) -> tuple[str, str]:
    """Return the name and the argument of a line."""
    name, _, argument = line.strip().lstrip(":").partition(" ")
    return name, argument.strip()


def understand(line: str, table: Sequence[Typed], keymap: Keymap, pane: str) -> tuple[Typed | Command, str]:
    """Return what a line means in a pane, and its argument.

    A command is named by its id, by the last part of it where one command of the pane has it, or by its title; one
    that takes words gives way without any to a plain one of its name. A number alone goes to that story. Raises
    UsageError for a name that means nothing (with the nearest that does), for a command that does not work here, and
    for an argument to a command that takes none.
    """
    name, argument = split(line)
    if name.isdecimal() and not argument:
        name, argument = "story", name
    plain = _command(name, keymap, pane)
    for typed in table:
        if typed.name == name and (argument or plain is None or plain not in keymap.in_pane(pane)):
            return typed, argument
    whole = line.strip().lstrip(":").strip()
    command = _command(whole, keymap, pane) or plain
    if command is None:
        known = [*(typed.name for typed in table), *keymap.by_id, *(_short(one) for one in keymap.in_pane(pane))]
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
        hint = f"Did you mean {near[0]}?" if near else "Tab shows what there is."
        raise UsageError(f"There is no command {name!r}.", hint)
    if command not in keymap.in_pane(pane):
        raise UsageError(
            f"{command.title} does not work here.",
            f"It works in: {', '.join(PANE_NAMES.get(one, one) for one in command.where)}.",
        )
    if argument and whole.lower() != command.title.lower():
        raise UsageError(f"{command.id} takes no words.", f"Say only :{command.id}")
    return command, ""


def _short(command: Command) -> str:
    return command.id.rpartition(".")[2]


def _command(name: str, keymap: Keymap, pane: str) -> Command | None:
    name = ALIASES.get(name, name)
    if name in keymap.by_id:
        return keymap.by_id[name]
    here = keymap.in_pane(pane)
    for among in (here, keymap.commands):
        meant = [one for one in among if name in (_short(one), one.title.lower()) or name.lower() == one.title.lower()]
        if len(meant) == 1:
            return meant[0]
    return None


def offers(line: str, table: Sequence[Typed], keymap: Keymap, pane: str, app: BriefingApp) -> list[Offer]:
    """Return what the line could become, the likeliest first: names that begin so, then those that hold it."""
    name, argument = split(line)
    typed = next((one for one in table if one.name == name), None)
    if typed and " " in line.lstrip():
        rest = argument.lower()
        found = [text for text in typed.complete(app, argument) if rest in text.lower() and text != argument]
        found.sort(key=lambda text: not text.lower().startswith(rest))
        return [Offer(f"{name} {text}", typed.doc if len(found) == 1 else "") for text in found]
    every = [(one.name, f"{one.usage}   {one.doc}".lstrip(), one.name) for one in table]
    every += [
        (one.id, f"{one.title}   {keys_label(one)}".rstrip(), _short(one))
        for one in keymap.in_pane(pane)
        if not one.numbered
    ]
    wanted = line.strip().lower()

    def distance(row: tuple[str, str, str]) -> tuple[bool, bool]:
        return not row[0].startswith(wanted), not row[2].startswith(wanted)

    matching = [row for row in every if all(word in f"{row[0]} {row[1]}".lower() for word in wanted.split())]
    return [Offer(text, what) for text, what, _ in sorted(matching, key=distance)]
