"""StoryRow + width + time -> the lines of one row of the story list, as (words, role) pieces. Pure: no clock.

A row is one or two lines of headline and one of facts; in a full list its first words stand between, in a compact one
everything is on one line. Widths are terminal cells: a CJK character or an emoji is two.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

if TYPE_CHECKING:
    from briefing.model import StoryRow

GUTTER = 3
"""Cells before the words: the selection bar, the mark, a space."""
RIGHT_AIR = 1
"""Cells kept free between the words and the scroll bar or rule to their right."""
HEADLINE_LINES = 2
"""A headline gets at most so many lines; the rest is cut with an ellipsis."""
SNIPPET_LINES = 2
"""Lines of a story's first words in a full list, kept free until they have been read, so that nothing moves then."""
ROW_AIR = {"compact": 0, "airy": 2}
"""Empty lines below a row, by density; one where none is named."""
SPARK_COLUMNS = 6
"""Columns of a sparkline; with 24 hours of coverage each stands for four."""
_COMBINING = "\u0300"
"""All characters before this one are one cell wide (as far as they are shown at all)."""
LEAST_OWN = 5
"""Cells below which no beginning of a tag is shown."""
_BARS = "▁▂▃▄▅▆▇█"
_HIDDEN = (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_VISIBLE = str.maketrans(dict.fromkeys(_HIDDEN, "\N{REPLACEMENT CHARACTER}"))
"""Control characters and bidi overrides never reach the terminal, whatever the store holds."""

Piece = tuple[str, str]
"""Words and their role: "mark", "head", "facts", "spark", "new" or "plain"."""


def row_height(headline: str, width: int, density: str = "normal") -> int:
    """Return how many lines the row takes at `width` cells (with the gutter), without the air below it.

    It is asked of every row of a list, so the costly count of cells is kept for headlines that need it.
    """
    if density == "compact":
        return 1
    room = width - GUTTER - RIGHT_AIR
    if 2 * len(headline) <= room:
        fits = True
    elif headline.isascii() or max(headline) < _COMBINING:
        fits = len(headline) <= room
    else:
        fits = cell_len(headline) <= room
    return (1 if fits else HEADLINE_LINES) + 1 + (SNIPPET_LINES if density == "full" else 0)


def row_lines(
    story: StoryRow, width: int, now: datetime, *, density: str = "normal", snippet: str = ""
) -> list[list[Piece]]:
    """Return the row's lines, each exactly `width - 1` cells wide: the first cell is left to the selection bar.

    `snippet` is what a full list shows below the headline.
    """
    room = width - GUTTER
    if density == "compact":
        return [_compact_line(story, room, now)]
    lines: list[list[Piece]] = []
    most = room - RIGHT_AIR
    for number, words in enumerate(wrap_headline(story.headline, most, row_height(story.headline, width) - 1)):
        mark = "● " if story.new and number == 0 else "  "
        lines.append([(mark, "new"), (set_cell_size(words, room), "head")])
    if density == "full":
        for words in wrap_headline(snippet, most, SNIPPET_LINES):
            lines.append([("  ", "new"), (set_cell_size(words, room), "snippet")])
    return [*lines, _facts_line(story, room, now)]


def _compact_line(story: StoryRow, room: int, now: datetime) -> list[Piece]:
    """Return "● Headline …   6 · 2 h": the mark says what is new before it says what is saved."""
    facts = f"  {'◆ ' if story.followed else ''}{story.outlets} · {age(story.last, now)} "
    mark = "● " if story.new else "★ " if story.saved else "  "
    words = ellipsis(" ".join(story.headline.translate(_VISIBLE).split()), room - cell_len(facts))
    return [(mark, "new"), (set_cell_size(words, room - cell_len(facts)), "head"), (facts, "facts")]


def _facts_line(story: StoryRow, room: int, now: datetime) -> list[Piece]:
    """Return "6 outlets · 2 h      ▁▂▅▇▆▃  2 new"; where room is short, the sparkline goes first, then "2 new".

    "◆" stands before it when the story names somebody whom the reader follows; in between stand, as far as there is
    room, the reader's own things: ✎ for a note, and tags.
    """
    facts = f"{'◆ ' if story.followed else ''}{count(story.outlets, 'outlet')} · {age(story.last, now)}"
    new = f"{story.new} new" if story.new else ""
    spark = sparkline(story.spark)
    for right in (f"{spark}  {new}" if new else spark, new, ""):
        gap = room - 1 - cell_len(facts) - cell_len(right)
        if gap >= 2 or not right:
            break
    space = room - 1 - cell_len(facts) - cell_len(right) - 2 * bool(right)
    if (own := own_things(story)) and space >= LEAST_OWN:
        facts += ellipsis(f" · {own}", space)
    mark = "★ " if story.saved else "  "
    role = "new" if new else "spark"
    return [(mark, "new"), (set_cell_size(facts, room - 1 - cell_len(right)), "facts"), (right + " ", role)]


def own_things(story: StoryRow) -> str:
    """Return what a row shows of the reader's own: "✎ #chips #to-read", "" for nothing."""
    tags = [f"#{tag.translate(_VISIBLE)}" for tag in story.tags]
    return " ".join(["✎", *tags] if story.noted else tags)


def wrap_headline(text: str, room: int, most: int = HEADLINE_LINES) -> list[str]:
    """Return `text` in exactly `most` lines of at most `room` cells; what does not fit is cut with an ellipsis."""
    lines = wrapped(text, room, most)
    return lines + [""] * (most - len(lines))


def wrapped(text: str, room: int, most: int = 8) -> list[str]:
    """Return `text` in one to `most` lines, broken at spaces where it can be, else inside a word."""
    rest = " ".join(text.translate(_VISIBLE).split())
    lines: list[str] = []
    while len(lines) < most - 1 and cell_len(rest) > room:
        head = cut(rest, room + 1)
        at = head.rfind(" ")
        lines.append(rest[:at] if at > 0 else cut(rest, room))
        rest = rest[len(lines[-1]) :].lstrip(" ")
    return [*lines, ellipsis(rest, room)]


def cut(text: str, cells: int) -> str:
    """Return the longest start of `text` that is at most `cells` wide; a wide character is never halved."""
    if text[:cells].isascii():
        return text[:cells]
    low, high = 0, min(len(text), cells)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if cell_len(text[:middle]) <= cells else (low, middle - 1)
    return text[:low]


def ellipsis(text: str, cells: int) -> str:
    """Return `text`, cut with an ellipsis when it is wider than `cells`."""
    return text if cell_len(text) <= cells else cut(text, cells - 1).rstrip() + "…"


def sparkline(values: Sequence[int], columns: int = SPARK_COLUMNS) -> str:
    """Return items by hour (oldest first) as bars, "" for a story of one item, which has no course to show."""
    if sum(values) < 2:
        return ""
    step = max(1, -(-len(values) // columns))
    padded = [0] * (step * columns - len(values)) + list(values)
    sums = [sum(padded[i : i + step]) for i in range(0, step * columns, step)]
    top = max(sums)
    return "".join(_BARS[-(-7 * value // top)] for value in sums)


def age(moment: datetime, now: datetime) -> str:
    """Return how long ago `moment` was: "now", "5 min", "2 h", "3 d". A time to come counts as now."""
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < 1:
        return "now"
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 24 * 60 else f"{minutes // (24 * 60)} d"


def count(number: int, noun: str) -> str:
    """Return "1 outlet", "6 outlets", "1,204 items", "2 stories"."""
    if number == 1:
        return f"1 {noun}"
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {plural}"
