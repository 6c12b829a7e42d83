"""The table of commands -> key bindings, foot bars, and what palette and help show."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding, BindingType

from briefing.tui.command_table import COMMANDS, EDITION, MOVING, NAMES, NUMBERED, PANELS, READING, Command
from briefing.tui.key_names import key_label

__all__ = ["COMMANDS", "EDITION", "MOVING", "NAMES", "NUMBERED", "PANELS", "READING", "Command"]

FOOTERS: dict[str, tuple[tuple[str, str], ...]] = {
    "list": (
        ("move.down move.up", "move"),
        ("story.open", "open"),
        ("story.next_new", "next new"),
        ("view.search", "search"),
        ("brief.export", "export"),
        ("story.read", "read"),
        ("story.save", "save"),
        ("story.undo", "undo"),
        ("app.help", "help"),
    ),
    "brief": (
        ("move.down move.up", "scroll"),
        ("move.read_on", "read on"),
        ("story.next_new", "next new"),
        ("view.quit", "back"),
        ("story.next story.previous", "story"),
        ("view.search", "search"),
        ("brief.export", "export"),
        ("story.read", "read"),
        ("story.save", "save"),
        ("story.undo", "undo"),
        ("app.help", "help"),
    ),
    "item": (
        ("move.down move.up", "scroll"),
        ("item.find", "find"),
        ("item.next item.previous", "item"),
        ("item.browser", "browser"),
        ("item.copy_link", "copy link"),
        ("view.back", "back"),
        ("app.help", "help"),
    ),
    "entity": (
        ("move.down move.up", "move"),
        ("name.open", "open"),
        ("name.follow", "follow"),
        ("name.mute", "mute"),
        ("name.rename", "rename"),
        ("name.retype", "kind"),
        ("name.merge", "same as"),
        ("name.split", "split"),
        ("name.hide", "hide"),
        ("name.undo", "undo"),
        ("view.back", "back"),
        ("app.help", "help"),
    ),
    "entities": (
        ("move.down move.up", "move"),
        ("name.open", "open"),
        ("name.follow", "follow"),
        ("name.mute", "mute"),
        ("name.undo", "undo"),
        ("view.back", "back"),
        ("app.help", "help"),
    ),
    "why": (
        ("move.down move.up", "move"),
        ("why.choose", "read"),
        ("why.split", "split off"),
        ("why.move", "move to"),
        ("why.unite", "together"),
        ("why.apart", "apart"),
        ("why.undo", "undo"),
        ("view.back", "back"),
        ("app.help", "help"),
    ),
    "sentences": (
        ("move.down move.up", "move"),
        ("sentences.choose", "read source"),
        ("view.back", "back"),
        ("app.help", "help"),
    ),
    "editions": (
        ("move.down move.up", "move"),
        ("editions.choose", "open"),
        ("view.back", "back"),
        ("app.help", "help"),
    ),
    "feeds": (
        ("move.down move.up", "move"),
        ("view.add_feed", "add"),
        ("feeds.pause", "pause"),
        ("feeds.rename", "rename"),
        ("feeds.folder", "folder"),
        ("feeds.outlet", "outlet"),
        ("feeds.remove", "unsubscribe"),
        ("feeds.next_error", "next trouble"),
        ("feeds.undo", "undo"),
        ("view.back", "back"),
        ("app.help", "help"),
    ),
    "found": (
        ("move.down move.up", "move"),
        ("found.choose", "subscribe"),
        ("found.address", "another address"),
        ("view.back", "back"),
        ("app.help", "help"),
    ),
    "packs": (
        ("move.down move.up", "move"),
        ("found.choose", "subscribe"),
        ("view.back", "go on"),
        ("app.help", "help"),
    ),
    "start": (("move.down move.up", "move"), ("start.choose", "choose"), ("start.stay", "stay"), ("app.help", "help")),
    "search": (("search.down search.up", "move"), ("search.choose", "open"), ("search.close", "close")),
}
"""What the foot bar shows in each pane: (ids of commands, label). The last entry stays when the window is narrow."""


def by_id() -> dict[str, Command]:
    """Return the table by command id."""
    return {command.id: command for command in COMMANDS}


def commands_for(*panes: str) -> list[Command]:
    """Return the commands that work in any of `panes`, in the table's order."""
    return [command for command in COMMANDS if set(command.where) & set(panes)]


def bindings_for(screen: str) -> list[BindingType]:
    """Return the key bindings of a screen: "edition", "item", "search" or "app"."""
    panes = EDITION if screen == "edition" else (screen,)
    return [binding for command in commands_for(*panes) for binding in _bindings(command)]


def _bindings(command: Command) -> Iterable[Binding]:
    """Yield the command's bindings; a numbered command is nine actions with one id each ("brief.source.1")."""
    if command.action in NUMBERED:
        for key in command.keys.split(","):
            action = f"{command.action}({key})"
            yield Binding(key, action, command.title, tooltip=command.tooltip, id=f"{command.id}.{key}")
    else:
        yield Binding(command.keys, command.action, command.title, tooltip=command.tooltip, id=command.id)


def keys_label(command: Command) -> str:
    """Return all keys of a command for people: "j ↓", "1-9"."""
    if command.action in NUMBERED:
        return "1-9"
    return " ".join(key_label(key) for key in command.keys.split(","))


def footer_for(pane: str) -> list[tuple[str, str, str]]:
    """Return the foot bar of a pane: (keys for people, label, action of the first command)."""
    table = by_id()
    rows = []
    for ids, label in FOOTERS[pane]:
        commands = [table[name] for name in ids.split()]
        keys = " ".join(key_label(command.keys.split(",")[0]) for command in commands)
        rows.append((keys, label, _qualified(commands[0])))
    return rows


def _qualified(command: Command) -> str:
    """Return the action as Textual runs it from anywhere: app-wide ones with their namespace."""
    return f"app.{command.action}" if command.where == ("app",) else f"screen.{command.action}"
