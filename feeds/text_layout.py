"""Text with structure marks -> paragraphs, lines and links: the second half of reading HTML, after `text_html`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from feeds.model import Link, PlainText
from feeds.text_marks import (
    BREAK,
    BULLET,
    CELL,
    CODE,
    CODE_LINE,
    CODE_SPACE,
    EMPTY,
    HEADING,
    LINK,
    LINK_END,
    LIST,
    LIST_END,
    NUMBER,
    ORDERED,
    PARAGRAPH,
    QUOTE,
    QUOTE_END,
    link_marks,
    split_at_links,
)  # fmt: skip

_STRAY = re.compile("[\x01\x02\x05-\x08\x0e-\x17]+")
_STRUCTURE = frozenset((QUOTE, QUOTE_END, LIST, ORDERED, LIST_END, NUMBER))
_LINK_MARKS = (LINK, LINK_END)
_LINE_STARTS = " \n•#>|"
_BLANK_BREAKS = re.compile(rf"{BREAK}(?:[ {LINK}{LINK_END}]*{BREAK})+")
MAX_INDENTS = 5
"""Levels of nested lists that move to the right; deeper ones stand below the last, so that words have room."""
INDENT = "  "
_MARK_GAP = re.compile(rf"([{BULLET}{HEADING}])[ {PARAGRAPH}{BREAK}]++(?![{LIST}{ORDERED}{LIST_END}{NUMBER}])")


def laid_out(marked: str, urls: list[str]) -> PlainText:
    """Return the plain text that `marked` stands for; `urls` are the addresses of its links in their order, or ""."""
    return _with_links(_lines(marked), urls)


def in_paragraphs(marked: str) -> PlainText:
    """Return the same for text in which no mark stands but those of paragraphs."""
    paragraphs = map(_single_spaced, marked.split(PARAGRAPH))
    return PlainText("\n\n".join(filter(None, paragraphs)))


def _lines(marked: str) -> str:
    """Turn the structure marks into line ends and line starts; only link marks are left."""
    if BREAK in marked:
        marked = _BLANK_BREAKS.sub(PARAGRAPH, marked)
    if BULLET in marked or HEADING in marked:
        marked = _MARK_GAP.sub(r"\1", marked)
    parts: list[str] = []
    nest = _Nest()
    carried = ""
    listed = False
    for raw in marked.split(PARAGRAPH):
        if raw[:1] in _STRUCTURE:
            raw = nest.entered(raw)
        if not raw.strip(EMPTY):
            carried += link_marks(raw)
            if BULLET in raw:
                nest.item()
            continue
        if parts:
            parts.append("\n" if listed and raw[0] == BULLET else "\n\n")
        listed = BULLET in raw
        paragraph = carried + _paragraph(raw, nest)
        carried = ""
        parts.append("\n".join(f"> {line}".rstrip() for line in paragraph.split("\n")) if nest.quotes else paragraph)
    return "".join(parts) + carried


class _Nest:
    """The quotations and lists around a paragraph."""

    def __init__(self) -> None:
        self.quotes = 0
        self._lists: list[int | None] = []
        """Of each open list, outermost first: the number of its next item, None where items have none."""

    def entered(self, raw: str) -> str:
        """Take the marks of structure off the start of a paragraph, and return the rest."""
        while raw and raw[0] in _STRUCTURE:
            mark = raw[0]
            raw = raw[1:].lstrip(" ")
            if mark == QUOTE:
                self.quotes += 1
            elif mark == QUOTE_END:
                self.quotes = max(0, self.quotes - 1)
            elif mark == LIST_END:
                del self._lists[-1:]
            elif mark == NUMBER:
                digits, _, raw = raw.partition(NUMBER)
                self._lists[-1:] = [int(digits)] if self._lists else []
            else:
                self._lists.append(1 if mark == ORDERED else None)
        return raw

    def item(self) -> str:
        """Return what stands before the next item of the innermost list, and count it."""
        number = self._lists[-1] if self._lists else None
        mark = "• "
        if number is not None:
            mark = f"{number}. "
            self._lists[-1] = number + 1
        return INDENT * min(len(self._lists) - 1, MAX_INDENTS) + mark


def _paragraph(raw: str, nest: _Nest) -> str:
    """Lay out one paragraph: code, heading, or text with its lines, list items and table cells."""
    if raw.isprintable() or _STRAY.search(raw) is None:
        return _single_spaced(raw)
    if raw[0] == HEADING:
        return "# " + _tidy(raw)
    if raw.lstrip()[0] == CODE:
        return _code(raw.lstrip()[1:])
    starts = raw.replace(BREAK, "\n").replace(BULLET, "\n" + BULLET)
    return "\n".join(_filled(_line(line, nest) for line in starts.split("\n")))


def _code(raw: str) -> str:
    """Lay out lines of code: indented, spaces kept, at most one blank line at a time."""
    kept: list[str] = []
    carried = ""
    for raw_line in raw.split(CODE_LINE):
        line = _STRAY.sub("", raw_line.replace(CODE_SPACE, " "))
        core = line.rstrip(EMPTY)
        if core:
            kept.append("    " + carried + core + link_marks(line[len(core) :]))
            carried = ""
        else:
            carried += link_marks(line)
            kept += [""] if kept and kept[-1] else []
    return "\n".join(kept).rstrip("\n") + carried


def _line(raw: str, nest: _Nest) -> str:
    text = " | ".join(_filled(_tidy(cell) for cell in raw.split(CELL))) if CELL in raw else _tidy(raw)
    if raw[:1] != BULLET:
        return text
    mark = nest.item()
    return mark + text if text.strip(EMPTY) else text


def _filled(texts: Iterable[str]) -> list[str]:
    """Leave out what is empty, but hand its link marks on to what follows, or at the end to what stands before."""
    kept: list[str] = []
    carried = ""
    for text in texts:
        if text.strip(EMPTY):
            kept.append(carried + text)
            carried = ""
        else:
            carried += text
    if carried:
        kept[-1:] = [kept[-1] + carried] if kept else [carried]
    return kept


def _tidy(raw: str) -> str:
    """One line: spaces single, structure marks that are out of place gone, link marks kept."""
    return _single_spaced(_STRAY.sub(" ", raw))


def _single_spaced(line: str) -> str:
    """Single spaces, and none at either end, not even inside a link mark that stands there."""
    if "  " in line:
        line = " ".join(line.split())
    if line[:1] <= " ":
        core = line.lstrip(EMPTY)
        line = link_marks(line[: len(line) - len(core)]) + core
    if line[-1:] <= " ":
        core = line.rstrip(EMPTY)
        line = core + link_marks(line[len(core) :])
    return line


def _with_links(text: str, urls: list[str]) -> PlainText:
    """Take the link marks out of `text` and say where they stood."""
    if not urls:
        return PlainText(text.replace(LINK_END, ""))
    plain: list[str] = []
    links: list[Link] = []
    position, remaining = 0, iter(urls)
    url, opened, opened_at = "", 0, 0
    for piece in split_at_links(text):
        if piece not in _LINK_MARKS:
            plain.append(piece)
            position += len(piece)
            continue
        if url and position > opened:
            links += _link("".join(plain[opened_at:]), opened, url)
        url = next(remaining, "") if piece == LINK else ""
        opened, opened_at = position, len(plain)
    return PlainText("".join(plain), tuple(links))


def _link(words: str, start: int, url: str) -> list[Link]:
    """The link over `words`, which begin at `start`, without white space and line marks at its ends; or nothing."""
    if words[0] in _LINE_STARTS or words[-1] in " \n":
        start += len(words) - len(words.lstrip(_LINE_STARTS))
        words = words.lstrip(_LINE_STARTS).rstrip()
    return [Link(start, start + len(words), url)] if words else []
