"""Styled words -> a page: lines of pieces, and what stands where (stops, names, places that survive a new width).

A piece names a role ("quiet", "section"), never a colour; a widget gives each role its style.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from rich.cells import cell_len

from briefing.tui.layout.visible import visible
from briefing.tui.layout.wrap import NO_BREAK, chop, clip, wrap

if TYPE_CHECKING:
    from briefing.tui.layout.wrap import Span

MAX_WIDTH = 90
"""Widest text, in cells; a longer line makes the eye lose the next one's start."""


class OpenItem(NamedTuple):
    """Leads to an item, at the characters `[start, end)` of its text; start == end means the item as a whole."""

    item_id: int
    start: int = 0
    end: int = 0


class OpenName(NamedTuple):
    """Leads to what is known of an entity."""

    entity: str


class OpenStory(NamedTuple):
    """Leads to another story."""

    story_id: int


class OpenLink(NamedTuple):
    """Leads to a page of the web."""

    url: str


Target: TypeAlias = OpenItem | OpenName | OpenStory | OpenLink


class Piece(NamedTuple):
    """Words of one look. `kind` is the kind of name they are, "" for none; `name` numbers the names of a page.

    `at` is where the words stand in the text that the page shows, in characters; -1 when they are not of that text.
    """

    text: str
    role: str = "text"
    kind: str = ""
    target: Target | None = None
    name: int = -1
    at: int = -1


Line: TypeAlias = tuple[Piece, ...]


class Stop(NamedTuple):
    """Lines `first` to `last` that are read as one and can be chosen. `new`: not seen before by the reader."""

    first: int
    last: int
    target: Target
    new: bool = False


class Place(NamedTuple):
    """Where a line belongs, whatever the width: a block's key, and the line's offset in that block's words."""

    block: Hashable
    offset: int


class Page(NamedTuple):
    """Lines with their places (as many as lines); `names[n]` is the first line of name `n`."""

    width: int
    lines: tuple[Line, ...] = ()
    places: tuple[Place, ...] = ()
    stops: tuple[Stop, ...] = ()
    names: tuple[int, ...] = ()

    def line_of(self, place: Place) -> int | None:
        """Return the line that shows `place`: the last of its block not behind it; None if it is gone."""
        found = None
        for number, (block, offset) in enumerate(self.places):
            if block == place.block and (offset <= place.offset or found is None):
                found = number
        return found

    def target_at(self, line: int, cell: int) -> Piece | None:
        """Return the piece at a cell of a line, None beyond its end."""
        if not 0 <= line < len(self.lines) or cell < 0:
            return None
        for piece in self.lines[line]:
            cell -= cell_len(piece.text)
            if cell < 0:
                return piece
        return None


EMPTY = Page(0)
"""A page without lines."""


class PageBuilder:
    """Collects lines for one page of `width` cells."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[Line] = []
        self.places: list[Place] = []
        self.stops: list[Stop] = []
        self.names: list[int] = []

    def page(self) -> Page:
        """Return what was collected."""
        return Page(self.width, tuple(self.lines), tuple(self.places), tuple(self.stops), tuple(self.names))

    def line(self, *pieces: Piece, key: Hashable = None, offset: int = 0) -> int:
        """Add one line as it stands, made visible, and return its number."""
        number = len(self.lines)
        shown = self._numbered(p._replace(text=visible(p.text).replace(NO_BREAK, " ")) for p in pieces if p.text)
        for piece in shown:
            if piece.name >= 0 and self.names[piece.name] < 0:
                self.names[piece.name] = number
        self.lines.append(tuple(shown))
        self.places.append(Place(number if key is None else key, offset))
        return number

    def blank(self, key: Hashable = None) -> None:
        """Add an empty line, unless the last one is empty."""
        if not self.lines or self.lines[-1]:
            before = self.places[-1].block if self.places else None
            self.line(key=("after", before) if key is None else key)

    def section(self, title: str) -> None:
        """Add a section's name with a rule to the full width, an empty line before it."""
        self.blank(key=("before", title))
        name = clip(title.upper(), self.width)
        rule = " " + "─" * (self.width - cell_len(name) - 1) if cell_len(name) < self.width else ""
        self.line(Piece(name, "section"), Piece(rule, "rule"), key=("section", title))

    def stop(self, first: int, target: Target, *, new: bool = False) -> None:
        """Make the lines from `first` to the last one a stop."""
        if len(self.lines) > first:
            self.stops.append(Stop(first, len(self.lines) - 1, target, new))

    def flow(
        self,
        pieces: Iterable[Piece],
        *,
        first: Sequence[Piece] = (),
        rest: Sequence[Piece] = (),
        tail: Sequence[Piece] = (),
        key: Hashable = None,
        max_lines: int = 0,
        code: bool = False,
        even: bool = False,
    ) -> int:
        """Add the pieces as wrapped lines and return the first one's number.

        `first` stands before the first line, `rest` before the others (the hanging indent). With `max_lines` the words
        are cut with an ellipsis, but never `tail`, which ends the last line. `code` keeps white space and breaks
        anywhere. `even` leaves no single word on the last line.
        """
        body = [p._replace(text=visible(p.text)) for p in pieces]
        ends = [p._replace(text=visible(p.text)) for p in tail]
        shown = "".join(p.text for p in [*body, *ends])
        hang, lead = cells(rest), cells(first)
        spans = chop(shown, self.width - hang) if code else wrap(shown, self.width - hang, self.width - lead)
        if even:
            spans = _even(shown, spans, self.width)
        if max_lines and len(spans) > max_lines:
            body = self._cut(body, ends, spans[max_lines - 1][0], self.width - (hang if max_lines > 1 else lead))
            shown = "".join(p.text for p in [*body, *ends])
            spans = wrap(shown, self.width - hang, self.width - lead)
        start = len(self.lines)
        block = ("block", start) if key is None else key
        cuts = _cut_pieces(self._numbered([*body, *ends]), spans)
        for number, (span, parts) in enumerate(zip(spans, cuts, strict=True)):
            self.line(*(rest if number else first), *parts, key=block, offset=span[0])
        if not spans:
            self.line(*first, key=block)
        return start

    def _cut(self, body: list[Piece], tail: list[Piece], last: int, room: int) -> list[Piece]:
        """Return `body` cut so that its line that starts at `last` leaves room for an ellipsis and the tail."""
        words = "".join(p.text for p in body)
        spans = wrap(words[last:], max(1, room - cells(tail) - 2))
        end = last + spans[0][1] if spans else last
        kept = [piece for line in _cut_pieces(body, [(0, end)]) for piece in line]
        return [*kept, Piece(f"{NO_BREAK}…", "quiet")]

    def _numbered(self, pieces: Iterable[Piece]) -> list[Piece]:
        """Return the pieces, with a number for each name that has none."""
        numbered = []
        for piece in pieces:
            if isinstance(piece.target, OpenName) and piece.name < 0:
                piece = piece._replace(name=len(self.names))
                self.names.append(-1)
            numbered.append(piece)
        return numbered


def cells(pieces: Iterable[Piece]) -> int:
    """Return how many cells the pieces take side by side."""
    return sum(cell_len(piece.text) for piece in pieces)


def _even(text: str, spans: list[Span], width: int) -> list[Span]:
    """Return as many lines as `spans` has, so much narrower that the last one fills a third of the width, if it can."""
    for narrow in range(width, width * 2 // 3, -1):
        lines = wrap(text, narrow)
        if len(lines) != len(spans):
            break
        if len(lines) < 2 or cell_len(text[slice(*lines[-1])]) * 3 >= width:
            return lines
    return spans


def _cut_pieces(pieces: Sequence[Piece], spans: Sequence[Span]) -> list[list[Piece]]:
    """Return, for each span of the pieces' joined words, the parts of the pieces that it covers."""
    lines: list[list[Piece]] = []
    index, offset = 0, 0
    for start, end in spans:
        while index < len(pieces) and offset + len(pieces[index].text) <= start:
            offset += len(pieces[index].text)
            index += 1
        parts, at, look = [], offset, index
        while look < len(pieces) and at < end:
            piece = pieces[look]
            low, high = max(start - at, 0), min(end - at, len(piece.text))
            words = piece.text[low:high]
            if words:
                parts.append(piece._replace(text=words, at=piece.at + low if piece.at >= 0 else -1))
            at += len(piece.text)
            look += 1
        lines.append(parts)
    return lines
