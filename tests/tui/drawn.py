"""What stands on the screen in several themes -> one text: the words line by line, and below each the looks.

A look is a letter; what it is in each theme stands at the end. Two places with the same letter look alike in every
theme. Blank ground has no letter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, cycle

from rich.style import Style
from textual.app import App

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
Cell = tuple[str, str]
"""A character and its look."""


def cells_of(app: App[object]) -> list[list[Cell]]:
    """Return the screen's characters with their looks, line by line."""
    lines = []
    for strip in app.screen._compositor.render_strips():
        lines.append([(sign, look(style)) for text, style, _ in strip for sign in text])
    return lines


def look(style: Style | None) -> str:
    """Return colours and attributes as words: "#d8dbe2 on #15171c bold"."""
    if style is None:
        return ""
    front = style.color.get_truecolor().hex if style.color else ""
    back = style.bgcolor.get_truecolor().hex if style.bgcolor else ""
    attributes = [name for name in ("bold", "italic", "underline", "reverse", "dim") if getattr(style, name)]
    return " ".join([front, f"on {back}", *attributes])


def drawn(pictures: Mapping[str, Sequence[Sequence[Cell]]]) -> str:
    """Return the pictures of one screen in several themes as one text.

    Raises AssertionError when the words are not the same in each.
    """
    names = list(pictures)
    words = ["".join(sign for sign, _ in line) for line in pictures[names[0]]]
    for name in names[1:]:
        assert ["".join(sign for sign, _ in line) for line in pictures[name]] == words, f"other words in {name}"
    looks = [
        list(zip(*([look for _, look in pictures[name][n]] for name in names), strict=True)) for n in range(len(words))
    ]
    letters: dict[tuple[str, ...], str] = {}
    supply = chain(LETTERS, cycle("*"))
    lines = []
    for text, line in zip(words, looks, strict=True):
        shown = []
        for sign, each in zip(text, line, strict=True):
            if sign == " " and "reverse" not in each[0] and "underline" not in each[0]:
                each = tuple(part[part.find("on ") :].split(" ")[1] for part in each)
            if each not in letters:
                letters[each] = next(supply)
            shown.append(letters[each])
        lines += [f"{text.rstrip()}", f"  {''.join(shown)}"]
    ground = max(letters, key=lambda each: sum(line.count(letters[each]) for line in lines[1::2]))
    table = str.maketrans({letters[ground]: " "})
    lines[1::2] = [line.translate(table).rstrip() for line in lines[1::2]]
    legend = [f"{letter} {' | '.join(each)}" for each, letter in letters.items()]
    return "\n".join([*lines, "", " | ".join(names), *legend]) + "\n"
