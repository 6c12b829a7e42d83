"""Brief + width -> the page of the brief, and the page of its side (timeline, who, numbers, sources).

Sections stand in a fixed order; an empty one is not there. Points hang: the mark (● new, · read) stands alone in the
first two columns. Everything that can be chosen is a stop that leads somewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from rich.cells import cell_len

from briefing.model import SLOTS
from briefing.tui.layout.brief_pieces import opening
from briefing.tui.layout.brief_tables import BriefTables
from briefing.tui.layout.moment import full
from briefing.tui.layout.page import MAX_WIDTH, OpenStory, Piece
from briefing.tui.layout.wrap import clip
from briefing.tui.widgets.story_rows import count

if TYPE_CHECKING:
    from briefing.model import Angle, Brief, BriefFigure, BriefQuote, Passage, TimelineRow
    from briefing.tui.layout.page import Page

HANG = (Piece("  "),)
"""The indent under a mark."""
TIMELINE_LINES = 2
"""Lines of one event; the sentence in full is one key away."""
SHORT_TIMELINE = 6
"""So many events may take a line more in the narrow side; with more of them who and numbers would be out of view."""
LONG_LABEL = 10
"""Characters of a date from which the side leaves out this year's number: "early Aug 2025"."""
SIDE_SLOTS = ("timeline", "who", "numbers", "sources")
"""The parts that the side shows, in its order."""
_FIGURE_ROLES = {"money": "money", "percent": "percent", "duration": "date"}
"""Kind of a figure -> the kind of name in whose colour it is shown."""


def lay_out_brief(
    brief: Brief,
    width: int,
    today: date,
    *,
    side: bool = False,
    zone: tzinfo | None = None,
    slots: Sequence[str] = SLOTS,
) -> Page:
    """Return the brief's page in at most `width` cells (and 90). With `side`, what the side shows is left out.

    `today` decides how times are written, `zone` in which zone (None: the machine's own). `slots` are the parts that
    are shown, in their order.
    """
    maker = _BriefMaker(brief, max(1, min(width, MAX_WIDTH)), today, zone)
    return maker.main([slot for slot in slots if not (side and slot in SIDE_SLOTS)])


def lay_out_side(
    brief: Brief, width: int, today: date, *, zone: tzinfo | None = None, slots: Sequence[str] = SLOTS
) -> Page:
    """Return the page of the side: timeline, who, numbers and sources, as far as `slots` has them.

    The order is the side's own, unless the reader has chosen one.
    """
    chosen = SIDE_SLOTS if tuple(slots) == SLOTS else [slot for slot in slots if slot in SIDE_SLOTS]
    return _BriefMaker(brief, max(1, min(width, MAX_WIDTH)), today, zone).side(chosen)


class _BriefMaker(BriefTables):
    """One brief on its way to one page."""

    def main(self, slots: Sequence[str]) -> Page:
        self._head()
        self._own_note()
        self._sections(slots, citations=True)
        return self.page.page()

    def side(self, slots: Sequence[str]) -> Page:
        self._sections(slots, citations=False)
        return self.page.page()

    def _sections(self, slots: Sequence[str], *, citations: bool) -> None:
        add: dict[str, Callable[[], None]] = {
            "points": self._points,
            "numbers": lambda: self._figures(citations=citations),
            "quotes": self._quotes,
            "timeline": lambda: self._timeline(citations=citations),
            "who": self._who,
            "angles": self._angles,
            "background": self._background,
            "related": self._related,
            "sources": self._sources,
        }
        for slot in slots:
            add[slot]()
        self.page.blank("end")

    # -- sections --------------------------------------------------------------------------------------

    def _head(self) -> None:
        """Add headline, facts, the note on the headline, and the lead."""
        brief, page = self.brief, self.page
        page.blank("top")
        page.flow([Piece(brief.headline, "headline")], key="headline", even=True)
        facts = f"{count(brief.outlets, 'outlet')} · {count(brief.items, 'item')} · "
        facts += ("since " if brief.items > 1 else "") + full(brief.first, self.today, self.zone)
        new = [Piece(" · ", "quiet"), Piece(f"●\u00a0{brief.new}\u00a0new", "new")] if brief.new else []
        page.flow([Piece(facts, "quiet"), *new], key="facts")
        if brief.tags:
            page.flow([Piece(" ".join(f"#{tag}" for tag in brief.tags), "quiet")], key="tags")
        if brief.note:
            page.flow([Piece(brief.note, "quiet")], first=(Piece("! ", "new"),), rest=HANG, key="note")
        if brief.lead:
            page.blank()
            mark = (Piece("● ", "new"),) if brief.lead.new else ()
            self._passage(brief.lead, first=mark, rest=HANG if mark else ())

    def _own_note(self) -> None:
        """Add what the reader wrote, behind a bar of its own: these words are of no outlet."""
        if not self.brief.own_note:
            return
        self.page.section("Your note")
        bar = (Piece("▏ ", "ink"),)
        for number, words in enumerate(self.brief.own_note.split("\n")):
            self.page.flow([Piece(words)], first=bar, rest=bar, key=("own note", number))

    def _points(self) -> None:
        if self.brief.points:
            self.page.section("What happened")
        for point in self.brief.points:
            self._passage(point, first=(_mark(point),), rest=HANG)

    def _figures(self, *, citations: bool) -> None:
        """Add a table of values and labels; a label that has no room beside its value stands below it."""
        figures = self.brief.figures
        if not figures:
            return
        self.page.section("Numbers")
        column = self._column([figure.value for figure in figures])
        for figure in figures:
            self._figure(figure, column, citations)

    def _figure(self, figure: BriefFigure, column: int, citations: bool) -> None:
        value = Piece(figure.value, "figure", _FIGURE_ROLES.get(figure.kind, ""))
        label = [Piece(figure.label), *(self.pieces.citations(figure.passage) if citations else [])]
        key = ("figure", opening(figure.passage), figure.value)
        if cell_len(figure.value) <= column:
            gap = Piece(" " * (column + 2 - cell_len(figure.value)))
            start = self.page.flow(label, first=(value, gap), rest=(Piece(" " * (column + 2)),), key=key)
        else:
            start = self.page.flow([value], rest=HANG, key=key)
            self.page.flow(label, first=HANG, rest=HANG, key=(*key, "label"))
        self.page.stop(start, opening(figure.passage), new=figure.passage.new)

    def _quotes(self) -> None:
        quotes = self.brief.quotes
        for number, quote in enumerate(quotes):
            if number:
                self.page.blank()
            else:
                self.page.section("Quote" if len(quotes) == 1 else "Quotes")
            self._quote(quote)

    def _quote(self, quote: BriefQuote) -> None:
        """Add the words in quotation marks that hang, and the speaker below."""
        words, page = quote.passage, self.page
        hang = HANG if words.new else ()
        mark = (Piece("● ", "new"),) if words.new else ()
        key = ("quote", opening(words))
        start = page.flow(
            [*self.pieces.passage(words), Piece("”")],
            first=(*mark, Piece("“")),
            rest=(*hang, Piece(" ")),
            key=key,
        )
        who = [self.pieces.name(quote.speaker)] if quote.speaker else []
        role = [Piece(f", {quote.role}" if who else quote.role)] if quote.role else []
        page.flow(
            [*who, *role, *self.pieces.citations(words)],
            first=(*hang, Piece("— ", "quiet")),
            rest=(*hang, *HANG),
            key=(*key, "who"),
        )
        page.stop(start, opening(words), new=words.new)

    def _timeline(self, *, citations: bool) -> None:
        rows = self.brief.timeline
        if not rows:
            return
        self.page.section("Timeline")
        column = self._column([self._date(row, citations) for row in rows])
        told = [row for row in rows if not row.future]
        to_come = [row for row in rows if row.future]
        for row in told:
            self._event(row, column, citations)
        if to_come:
            today = "── today "
            rule = Piece("─" * max(0, self.page.width - cell_len(today)), "rule")
            self.page.line(Piece("── ", "rule"), Piece("today ", "faint"), rule, key="today")
        for row in to_come:
            self._event(row, column, citations)

    def _event(self, row: TimelineRow, column: int, citations: bool) -> None:
        label = clip(self._date(row, citations), column)
        more = 0 if citations or len(self.brief.timeline) > SHORT_TIMELINE else 1
        gap = " " * (column + 2 - cell_len(label))
        start = self.page.flow(
            self.pieces.passage(row.passage, "quiet" if row.future else "text"),
            first=(Piece(label, "text", "date"), Piece(gap)),
            rest=(Piece(" " * (column + 2)),),
            tail=self.pieces.citations(row.passage) if citations else (),
            key=("event", row.first, opening(row.passage)),
            max_lines=TIMELINE_LINES + more,
        )
        self.page.stop(start, opening(row.passage), new=row.passage.new)

    def _date(self, row: TimelineRow, whole: bool) -> str:
        """Return the row's date; where there is little room, a long one without this year's number."""
        year = f" {self.today.year}"
        return row.label if whole or len(row.label) <= LONG_LABEL else row.label.removesuffix(year)

    def _angles(self) -> None:
        if self.brief.angles:
            self.page.section("Where outlets differ")
        for number, angle in enumerate(self.brief.angles):
            self._angle(angle, number)

    def _angle(self, angle: Angle, number: int) -> None:
        """Add the program's own words (quiet), then the outlets': on the same line when there is one passage."""
        key = ("angle", angle.kind, number)
        if len(angle.passages) == 1:
            (words,) = angle.passages
            label = Piece(f"{angle.label}: ", "quiet")
            self._passage(words, first=(_mark(words),), rest=HANG, before=(label,), key=key)
            return
        colon = ":" if angle.passages else ""
        self.page.flow([Piece(angle.label + colon, "quiet")], first=(Piece("· ", "faint"),), rest=HANG, key=key)
        for words in angle.passages:
            self._passage(words, first=(*HANG, _mark(words)), rest=(*HANG, *HANG))

    def _background(self) -> None:
        if self.brief.background:
            self.page.section("Background")
        for words in self.brief.background:
            self._passage(words, first=(_mark(words),), rest=HANG)

    def _related(self) -> None:
        if self.brief.related:
            self.page.section("Related")
        for story_id, headline in self.brief.related:
            start = self.page.flow(
                [Piece(headline, target=OpenStory(story_id))],
                first=(Piece("· ", "faint"),),
                rest=HANG,
                key=("related", story_id),
            )
            self.page.stop(start, OpenStory(story_id))

    # -- parts -----------------------------------------------------------------------------------------

    def _passage(
        self,
        words: Passage,
        *,
        first: tuple[Piece, ...] = (),
        rest: tuple[Piece, ...] = (),
        before: tuple[Piece, ...] = (),
        key: object = None,
    ) -> None:
        """Add a passage with its citations as one stop."""
        pieces = [*before, *self.pieces.passage(words), *self.pieces.citations(words)]
        start = self.page.flow(pieces, first=first, rest=rest, key=(opening(words), key))
        self.page.stop(start, opening(words), new=words.new)


def _mark(words: Passage) -> Piece:
    """Return the mark before a passage: loud when it is new."""
    return Piece("● ", "new") if words.new else Piece("· ", "faint")
