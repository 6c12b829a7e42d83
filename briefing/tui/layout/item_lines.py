"""StoredItem + its mentions -> the page of the whole article: head, text block by block, links numbered at the end.

Blocks are told by the light marks of `feeds.model.PlainText`: "# " heading, "• " or "1. " list item, indented when
nested, "> " quotation, four spaces code. Each piece of the text knows where it stands in it (`Piece.at`), so that spans
can be marked later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, tzinfo

from briefing.model import NAME_KINDS, Mention, StoredItem
from briefing.tui.highlight import highlight
from briefing.tui.layout.moment import full
from briefing.tui.layout.page import MAX_WIDTH, OpenLink, OpenName, Page, PageBuilder, Piece
from briefing.tui.layout.wrap import NO_BREAK
from feeds.model import Link
from feeds.urls import display_host

MARKS = (("# ", "heading"), ("> ", "quotation"), ("    ", "code"))
"""Start of a line -> role of the line's words."""
ITEM = re.compile(r"( *)(• |\d{1,5}\. )")
"""Start of a list's item: its indent, and what its words hang on."""
MAX_INDENT = 0.2
"""Most of the width that a nested list is moved to the right."""
QUOTATION_BAR = Piece("│ ", "rule")
HANG = Piece("  ")

NO_TEXT = (
    "No text is stored: the feed gave none, or it went after a time (keep_texts_days). x fetches it from the page."
)


def lay_out_item(
    item: StoredItem, mentions: Sequence[Mention], width: int, today: date, *, zone: tzinfo | None = None
) -> Page:
    """Return the item's page in at most `width` cells (and 90).

    `mentions` are the item's; those in the text are coloured and lead to their entity. Links are numbered in the order
    of the text, the same address once; each is a stop of the list at the end.
    """
    page = PageBuilder(max(1, min(width, MAX_WIDTH)))
    _head(page, item, today, zone)
    links = [link for link in item.links if 0 <= link.start < link.end <= len(item.text)]
    numbers = {url: number for number, url in enumerate(dict.fromkeys(link.url for link in links), 1)}
    pieces = _Pieces(item.text, [m for m in mentions if m.field == "text"], links, numbers)
    at = 0
    for line in item.text.split("\n"):
        _block(page, line, at, pieces)
        at += len(line) + 1
    if not item.text:
        page.flow([Piece(NO_TEXT, "faint")], key="no text")
    _links(page, numbers)
    page.blank("end")
    return page.page()


def line_at(page: Page, offset: int) -> int | None:
    """Return the first line that shows the text at `offset` or later, None when there is none."""
    for number, line in enumerate(page.lines):
        if any(piece.at >= 0 and piece.at + len(piece.text) > offset for piece in line):
            return number
    return None


def line_span(page: Page, line: int) -> tuple[int, int] | None:
    """Return which characters of the text stand on a line, None when there are none."""
    shown = [piece for piece in page.lines[line] if piece.at >= 0]
    return (shown[0].at, shown[-1].at + len(shown[-1].text)) if shown else None


def _head(page: PageBuilder, item: StoredItem, today: date, zone: tzinfo | None) -> None:
    page.blank("top")
    page.flow([Piece(item.title, "headline")], key="title", even=True)
    facts = [item.outlet, item.author, full(item.published, today, zone), display_host(item.url)]
    facts += ["text taken from the page"] if item.extracted else []
    page.flow([Piece(" · ".join(fact for fact in facts if fact), "quiet")], key="facts")
    page.blank("text")


def _block(page: PageBuilder, line: str, at: int, pieces: _Pieces) -> None:
    """Add one line of the text as a block of its own look."""
    if not line.strip():
        page.blank(("text", at))
        return
    item = ITEM.match(line)
    if item and len(item[2]) * 3 <= page.width:  # else the words need the room
        _item(page, item, pieces.cut(at + item.end(), at + len(line), "text"), at)
        return
    mark, role = next((known for known in MARKS if line.startswith(known[0])), ("", "text"))
    words = list(pieces.cut(at + len(mark), at + len(line), role))
    if mark == "> ":
        page.flow(words, first=(QUOTATION_BAR,), rest=(QUOTATION_BAR,), key=("text", at))
    elif role == "code":
        page.flow(words, first=(HANG,), rest=(HANG,), key=("text", at), code=True)
    else:
        page.flow(words, key=("text", at))


def _item(page: PageBuilder, item: re.Match[str], words: Iterator[Piece], at: int) -> None:
    """Add an item of a list; its further lines stand below the first one's words."""
    indent, mark = item.groups()
    indent = indent[: int(page.width * MAX_INDENT)]
    first, rest = Piece(indent + mark, "faint"), Piece(" " * len(indent + mark))
    page.flow(words, first=(first,), rest=(rest,), key=("text", at))


def _links(page: PageBuilder, numbers: dict[str, int]) -> None:
    """Add the list of links."""
    if not numbers:
        return
    page.section("Links")
    digits = len(str(len(numbers)))
    for url, number in numbers.items():
        target = OpenLink(url)
        first = (Piece(f"{number:>{digits}} ", "ink", target=target),)
        start = page.flow([Piece(url, "quiet", target=target)], first=first, rest=(Piece(" " * (digits + 1)),), key=url)
        page.stop(start, target)


class _Pieces:
    """Cuts the pieces of a text, in the order of the text."""

    def __init__(self, text: str, mentions: list[Mention], links: list[Link], numbers: dict[str, int]) -> None:
        self._runs = _runs(text, mentions)
        self._rest: tuple[int, str, Mention | None] | None = next(self._runs, None)
        self._links = sorted(links, key=lambda link: link.start)
        self._numbers = numbers

    def cut(self, start: int, end: int, role: str) -> Iterator[Piece]:
        """Yield the pieces of `[start, end)`; each call must start at or after the end of the one before."""
        at = start
        while at < end and self._rest is not None:
            run_start, words, mention = self._rest
            run_end = run_start + len(words)
            if run_end <= at:
                self._rest = next(self._runs, None)
                continue
            stop = min(run_end, end)
            yield from self._linked(words[at - run_start : stop - run_start], at, role, mention)
            at = stop

    def _linked(self, words: str, at: int, role: str, mention: Mention | None) -> Iterator[Piece]:
        """Yield a run of the text, cut where a link starts or ends; a link's end is followed by its number."""
        end = at + len(words)
        while self._links and self._links[0].end <= at:
            self._links.pop(0)
        for link in [link for link in self._links if link.start < end]:
            low, high = max(link.start, at), min(link.end, end)
            if low >= high:
                continue
            if low > at:
                yield _piece(words[: low - at], at, role, mention, None)
            yield _piece(words[low - at : high - at], low, role, mention, link)
            if high == link.end:
                number = self._numbers[link.url]
                yield Piece(f"{NO_BREAK}[{number}]", "cite", target=OpenLink(link.url))
            words, at = words[high - at :], high
        if words:
            yield _piece(words, at, role, mention, None)


def _runs(text: str, mentions: list[Mention]) -> Iterator[tuple[int, str, Mention | None]]:
    at = 0
    for words, mention in highlight(text, mentions):
        yield at, words, mention
        at += len(words)


def _piece(words: str, at: int, role: str, mention: Mention | None, link: Link | None) -> Piece:
    """Return a run of the text as a piece: a link leads to its page even where it is a name too."""
    kind = mention.kind if mention else ""
    if link:
        return Piece(words, f"{role} link", kind, OpenLink(link.url), at=at)
    if mention and mention.kind in NAME_KINDS:
        return Piece(words, role, kind, OpenName(mention.entity), at=at)
    return Piece(words, role, kind, at=at)
