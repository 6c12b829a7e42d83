"""Text + width in terminal cells -> the spans of its lines.

Lines break at white space; in Chinese, Japanese and Korean between characters, but not before closing or after opening
punctuation (the core of the line breaking rules of JIS X 4051 and Unicode UAX 14); inside a word only when the word is
wider than a line, and never inside a grapheme. Widths are those of `rich.cells`, by which Textual draws.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, split_graphemes

Span = tuple[int, int]

NO_BREAK = "\u00a0"
"""Glues the words of a made-up piece together; drawn as a space."""
_WORD = "[^ \u1680\u2000-\u2006\u2008-\u200b\u205f\u3000]+"
"""A run between places where a line may end; no-break spaces (U+00A0, U+2007, U+202F) belong to words."""
_GLUED = f"[^{NO_BREAK}]+"
_MAY_BE_WIDE = (
    "[\u1100-\u11ff\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffe6"
    "\U0001b000-\U0003ffff]"
)
"""Blocks of Unicode that have characters two cells wide. (`re` compiles these patterns when they are first used.)"""
_NO_START = frozenset("、。，．・：；？！）」』】〕〉》”’…‥ーゝゞ々ぁぃぅぇぉっゃゅょァィゥェォッャュョ)]}!,.:;?%％")
_NO_END = frozenset("（「『【〔〈《“‘([{")


def wrap(text: str, width: int, first: int | None = None) -> list[Span]:
    """Return the lines of `text` as half-open spans; what lies between two spans is white space only.

    `width` is the room of a line in cells, `first` that of the first line where it differs. A single grapheme that is
    wider than the room stands alone. Text without a word has no lines.
    """
    room = width if first is None else first
    lines: list[Span] = []
    start = end = -1
    used = 0
    for word_start, word_end, cells, forced in _units(text, max(1, width)):
        gap = 0 if start < 0 else word_start - end if text.isascii() else cell_len(text[end:word_start])
        if start >= 0 and used + gap + cells <= room:
            end, used = word_end, used + gap + cells
            continue
        if start >= 0:
            lines.append((start, end))
            room = width
        elif first is not None and cells > room and not forced:
            lines.append((word_start, word_start))
            room = width
        start, end, used = word_start, word_end, cells
    if start >= 0:
        lines.append((start, end))
    return lines


def chop(text: str, width: int) -> list[Span]:
    """Return spans that cover all of `text`, each at most `width` cells: for code, whose white space has a meaning."""
    if text.isascii():
        return [(at, min(at + width, len(text))) for at in range(0, len(text), max(1, width))]
    lines: list[Span] = []
    start = used = 0
    for grapheme_start, _, cells in split_graphemes(text)[0]:
        if used + cells > width and grapheme_start > start:
            lines.append((start, grapheme_start))
            start, used = grapheme_start, 0
        used += cells
    return [*lines, (start, len(text))] if text else []


def clip(text: str, width: int) -> str:
    """Return `text` in at most `width` cells: whole if it fits, else cut, with an ellipsis."""
    if cell_len(text) <= width:
        return text
    spans = chop(text, max(1, width - 1))
    return text[: spans[0][1]].rstrip() + "…" if spans else ""


def _units(text: str, width: int) -> Iterator[tuple[int, int, int, bool]]:
    """Yield what may not be broken, in order: start, end, cells, and whether it is of a word too wide for a line."""
    for match in re.finditer(_WORD, text):
        word, at = match[0], match.start()
        if word.isascii():
            cells, parts = len(word), None
        else:
            cells = cell_len(word)
            parts = _between_wide(word) if re.search(_MAY_BE_WIDE, word) else None
        if parts is None and cells <= width:
            yield at, match.end(), cells, False
            continue
        for start, end, size in parts or [(0, len(word), cells)]:
            if size <= width:
                yield at + start, at + end, size, False
            else:
                yield from _forced(word[start:end], at + start, width)


def _forced(word: str, at: int, width: int) -> Iterator[tuple[int, int, int, bool]]:
    """Yield the parts of what is too wide for a line: what no-break spaces part, and if that is too wide, graphemes."""
    for match in re.finditer(_GLUED, word):
        start, cells = at + match.start(), cell_len(match[0])
        if cells <= width:
            yield start, at + match.end(), cells, False
        else:
            graphemes = split_graphemes(match[0])[0]
            yield from ((start + a, start + b, n, True) for a, b, n in graphemes)


def _between_wide(word: str) -> list[tuple[int, int, int]]:
    """Return the parts of a word between which a line may end: before and after wide characters."""
    parts: list[tuple[int, int, int]] = []
    wide_before = False
    for start, end, cells in split_graphemes(word)[0]:
        wide = cells > 1
        may_break = (wide or wide_before) and word[start] not in _NO_START and word[start - 1] not in _NO_END
        if parts and not may_break:
            parts[-1] = (parts[-1][0], end, parts[-1][2] + cells)
        else:
            parts.append((start, end, cells))
        wide_before = wide
    return parts
