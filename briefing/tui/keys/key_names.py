"""Keys as people write them ("s", "ctrl+s", "Ctrl-S", "g s", "/") -> Textual's names of keys."""

from __future__ import annotations

import difflib
import unicodedata

from briefing.errors import UsageError
from briefing.tui.keys.labels import CHARACTERS, NAMED

_MODIFIERS = {"ctrl": "ctrl", "control": "ctrl", "c": "ctrl", "alt": "alt", "meta": "alt", "m": "alt", "shift": "shift"}
_OTHER_NAMES = {
    "esc": "escape",
    "return": "enter",
    "pgdn": "pagedown",
    "pgup": "pageup",
    "del": "delete",
    "ins": "insert",
    "blank": "space",
    "↑": "up",
    "↓": "down",
    "←": "left",
    "→": "right",
}
EXAMPLES = '"s", "/", "ctrl+s", "Enter", "PgDn", "F5", "g s" for one after the other'


def read_way(text: str) -> tuple[str, ...]:
    """Return the keys that `text` names, in the order of pressing.

    Two characters without a blank are two keys ("gs"). Raises UsageError for a name that no key has.
    """
    keys: list[str] = []
    for word in text.split():
        if len(word) == 2 and word.isprintable() and word.lower() not in {*NAMED, *_OTHER_NAMES}:
            keys += [_key(character) for character in word]
        else:
            keys.append(_key(word))
    return tuple(keys)


def _key(word: str) -> str:
    if len(word) == 1:
        return character_name(word)
    *modifiers, name = _parts(word)
    held = [_MODIFIERS.get(one.lower(), "") for one in modifiers]
    if not all(held):
        raise _unknown(word)
    name = name if len(name) == 1 else name.lower()
    name = _OTHER_NAMES.get(name, name)
    if len(name) == 1 and held:
        if held == ["shift"]:
            return character_name(name.upper())
        name = character_name(name.lower())
    elif name not in NAMED and name not in CHARACTERS:
        raise _unknown(word)
    order = [one for one in ("alt", "ctrl", "shift") if one in held]
    return "+".join([*order, name])


def _parts(word: str) -> list[str]:
    """Return modifiers and key of "ctrl+s" or "Ctrl-S"; the key may be + or - itself."""
    head, last = word[:-1], word[-1]
    parts = head.replace("-", "+").split("+")
    if last in "+-":
        return [*[part for part in parts if part], last]
    return [*parts[:-1], parts[-1] + last]


def character_name(character: str) -> str:
    """Return Textual's name of the key that types `character`: letters and digits as they are, others by name."""
    for name, one in CHARACTERS.items():
        if one == character:
            return name
    if character.isalnum() or not character.isprintable():
        return character
    return unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")


def _unknown(word: str) -> UsageError:
    near = difflib.get_close_matches(word.lower(), [*NAMED, *_OTHER_NAMES], n=1)
    hint = f"Did you mean {near[0]}? Keys are written like" if near else "Keys are written like"
    return UsageError(f"There is no key {word!r}.", f"{hint} {EXAMPLES}.")
