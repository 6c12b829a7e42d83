"""Textual's names of keys -> the names that people know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.tui.keys.command import Command

if TYPE_CHECKING:
    from briefing.tui.keys.keymap import Keymap

CHARACTERS = {
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "question_mark": "?",
    "colon": ":",
    "semicolon": ";",
    "comma": ",",
    "full_stop": ".",
    "vertical_line": "|",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "exclamation_mark": "!",
    "quotation_mark": '"',
    "number_sign": "#",
    "dollar_sign": "$",
    "percent_sign": "%",
    "ampersand": "&",
    "apostrophe": "'",
    "asterisk": "*",
    "at": "@",
    "backslash": "\\",
    "circumflex_accent": "^",
    "underscore": "_",
    "grave_accent": "`",
    "tilde": "~",
}
"""Names of keys that type a character -> the character."""
NAMED = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    **{f"f{number}": f"F{number}" for number in range(1, 25)},
}
"""Names of the other keys -> what people call them."""
_KEY_LABELS = {**CHARACTERS, **NAMED}
_NAMED_COMMAND = re.compile(r"\{([a-z]+\.[a-z_]+)\}")
_MODIFIERS = {"ctrl": "Ctrl", "shift": "Shift", "alt": "Alt"}


def key_label(key: str) -> str:
    """Return a key's name for people: "Ctrl-D" for "ctrl+d", "/" for "slash"."""
    *modifiers, name = key.split("+")
    if modifiers and len(name) == 1:
        name = name.upper()
    return "-".join([*(_MODIFIERS.get(one, one) for one in modifiers), _KEY_LABELS.get(name, name)])


def way_label(way: tuple[str, ...]) -> str:
    """Return keys pressed one after the other for people: "gg"; with a blank where one of them has a longer name."""
    labels = [key_label(key) for key in way]
    return ("" if all(len(label) == 1 for label in labels) else " ").join(labels)


def keys_labels(command: Command) -> list[str]:
    """Return each way to press a command for people: ["j", "↓"], ["1-9"].

    The beginning of a longer way of the same command ("g" beside "gg") is left out.
    """
    ways = command.sequences
    if command.numbered and [way[0] for way in ways] == list("123456789"):
        return ["1-9"]
    return [way_label(way) for way in ways if not any(way == other[: len(way)] != other for other in ways)]


def keys_label(command: Command) -> str:
    """Return all keys of a command for people in one line: "j ↓"."""
    return " ".join(keys_labels(command))


def with_keys(words: str, keymap: Keymap) -> str:
    """Return our own words with the reader's key in the place of each command: "Press {view.reload}" -> "Press r".

    A command without a key is named as it is typed: ":view.reload"; what names no command stays as it is.
    """

    def key(found: re.Match[str]) -> str:
        command = keymap.by_id.get(found[1])
        if command is None:
            return found[0]
        labels = keys_labels(command)
        return labels[0] if labels else f":{command.id}"

    return _NAMED_COMMAND.sub(key, words)
