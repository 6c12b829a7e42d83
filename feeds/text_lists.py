"""Tags and marks of a text with ordered lists -> the same with the numbers that attributes give to items.

HTML 4.4.5 to 4.4.8: `start` of an ol, `reversed`, and `value` of an li. What counts from 1 needs nothing said here:
`text_layout` counts by itself, and nests.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from feeds.text_marks import BULLET, NUMBER, ORDERED, PARAGRAPH

MAX_NUMBER = 99_999
"""Highest number of an item; years and record numbers are lower, and a wider one leaves no room for words."""

_GIVEN = re.compile(r"""(?<![\w-])(?:start|value)\s*=\s*["']?\s*(\d{1,5})(?!\d)""", re.I)
_REVERSED = re.compile(r"(?<![\w-])reversed(?![\w-])", re.I)


def numbered(names: Sequence[str], attributes: Sequence[str | None], marks: list[str | None]) -> None:
    """Put the given numbers into `marks`, which stand for the tags of `names` and `attributes`, one for one.

    A number is said in front of the list's first item, or of the item that has its own. Linear.
    """
    if not any(said and names[at].lower() in ("ol", "li") for at, said in enumerate(attributes)):
        return
    open_lists: list[tuple[int, list[int]]] = []
    for at, tag in enumerate(names):
        name = tag.lower()
        if name in ("ol", "ul"):
            open_lists.append((at, []))
        elif name == "li" and open_lists:
            open_lists[-1][1].append(at)
        elif name in ("/ol", "/ul") and open_lists:
            _number(*open_lists.pop(), names, attributes, marks)
    while open_lists:
        _number(*open_lists.pop(), names, attributes, marks)


def _number(
    at: int, items: list[int], names: Sequence[str], attributes: Sequence[str | None], marks: list[str | None]
) -> None:
    """Number the list that begins with tag `at` and has the tags `items`."""
    said = attributes[at] or ""
    if names[at].lower() == "ul":
        return
    start = _given(said)
    if _REVERSED.search(said):
        number = len(items) if start is None else start
        for item in items:
            given = _given(attributes[item] or "")
            number = number if given is None else given
            marks[item] = PARAGRAPH + _said(number) + BULLET
            number -= 1
        return
    if start is not None:
        marks[at] = PARAGRAPH + ORDERED + _said(start)
    for item in items:
        given = _given(attributes[item] or "") if attributes[item] else None
        if given is not None:
            marks[item] = PARAGRAPH + _said(given) + BULLET


def _given(attributes: str) -> int | None:
    match = _GIVEN.search(attributes)
    return int(match[1]) if match else None


def _said(number: int) -> str:
    return f"{NUMBER}{max(0, min(number, MAX_NUMBER))}{NUMBER}"
