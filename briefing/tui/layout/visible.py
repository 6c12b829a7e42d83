"""Any text -> text that is safe to draw: each control character becomes one visible sign, so that offsets stay true.

Feed text is cleaned when it is read (`feeds.text_safe`); this is the last door before the terminal, for whatever else
comes to stand in a database.
"""

from __future__ import annotations

import re

_UNSAFE = "[\x00-\x1f\x7f-\x9f\xad\u115f\u1160\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
"""Controls, line separators, bidirectional overrides, lone surrogates, and what is not as wide everywhere."""

_PICTURES = 0x2400
"""Start of the block "Control Pictures" of Unicode: ␀ stands for U+0000, ␛ for U+001B."""


def visible(text: str) -> str:
    """Return `text` with one visible character for each control character: as long as before, character by character.

    White space (TAB, LF, NEL, line separators) becomes a space; a C0 control its picture ("␛"); DEL "␡";
    C1 controls, bidirectional overrides and marks, soft hyphens and lone surrogates become "\ufffd".
    """
    return re.sub(_UNSAFE, _sign, text) if re.search(_UNSAFE, text) else text


def _sign(match: re.Match[str]) -> str:
    character = match[0]
    if character.isspace() and character not in "\x1c\x1d\x1e\x1f":
        return " "
    code = ord(character)
    if code < 0x20:
        return chr(_PICTURES + code)
    return "\u2421" if code == 0x7F else "\ufffd"
