"""Plain text -> the spans inside its quotation marks.

Double marks only: “ ”, ", « », „ “, 「 」, 『 』. Single marks cannot be told from apostrophes safely.
"""

from __future__ import annotations

import re

PAIRS = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", '"': '"'}
"""Opening mark -> the marks that may close it."""

_LINE = re.compile(r"[^\n]+")
_MARK = re.compile(r"[“”\"«»„「」『』]")
_CARRIED = re.compile(r"\n+(?:> )?[“\"«]")


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return `[start, end)` of what stands inside each pair of quotation marks, marks left out, in order.

    A paragraph that opens a quotation and does not close it counts to its end only when the next paragraph opens one
    again (a quotation of several paragraphs); otherwise the open mark is dropped: it may be an inch or a misprint.
    """
    found: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        opened = _scan_line(text, line.start(), line.end(), found)
        if opened >= 0 and line.end() - opened > 12 and _CARRIED.match(text, line.end()):
            found.append((opened, line.end()))
    return found


def _scan_line(text: str, start: int, end: int, found: list[tuple[int, int]]) -> int:
    """Add the closed quotations of one line to `found`; return where an unclosed one begins, -1 for none."""
    opened, closers = -1, ""
    for mark in _MARK.finditer(text, start, end):
        sign, at = mark[0], mark.start()
        if opened >= 0 and sign in closers and (sign != '"' or _can_close(text, at, end)):
            if at > opened:
                found.append((opened, at))
            opened = -1
        elif sign in PAIRS and (sign != '"' or _can_open(text, at, start, end)):
            opened, closers = at + 1, PAIRS[sign]
    return opened


def _can_open(text: str, at: int, start: int, end: int) -> bool:
    """Whether the straight mark at `at` can open: after a space or bracket, before a visible character."""
    return at + 1 < end and not text[at + 1].isspace() and (at == start or not text[at - 1].isalnum())


def _can_close(text: str, at: int, end: int) -> bool:
    """Whether the straight mark at `at` can close: after a visible character, not before a letter."""
    return not text[at - 1].isspace() and (at + 1 >= end or not text[at + 1].isalnum())
