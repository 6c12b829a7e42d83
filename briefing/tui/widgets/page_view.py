"""Page -> lines on the screen: a widget that draws a page of pieces, scrolls it, and says what was clicked.

A line becomes a `Strip` once and is kept until its look changes, so that scrolling costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from briefing.tui.guarded import Guarded
from briefing.tui.highlight import Colours
from briefing.tui.layout.page import EMPTY, OpenLink

if TYPE_CHECKING:
    from briefing.tui.layout.page import Page, Piece, Place, Target

ROLES = (
    "headline section rule quiet faint ink new insert cite figure heading quotation code link match found "
    "bar fill cursor cited person organisation place product event other money percent date"
)
"""Every look that a piece of a page may have, as the last part of its component class."""
Mark = tuple[int, int, str]
"""A span of the shown text, in characters, with the role that marks it."""


class PageView(Guarded, ScrollView, can_focus=False, inherit_bindings=False):
    """Draws a page. Subclasses make the page (`lay_out`) and say which lines and spans are marked."""

    DEFAULT_CSS = """
    PageView {
        width: 1fr; height: 1fr;
        overflow-x: hidden; overflow-y: auto;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        background: $background; color: $foreground;
        & > .page--headline, & > .page--figure { text-style: bold; }
        & > .page--section, & > .page--heading { color: $ink; text-style: bold; }
        & > .page--rule { color: $rule; }
        & > .page--quiet, & > .page--quotation, & > .page--code { color: $quiet; }
        & > .page--faint, & > .page--cite { color: $faint; }
        & > .page--ink, & > .page--new, & > .page--bar { color: $ink; }
        & > .page--link { text-style: underline; }
        & > .page--match { color: $ink; text-style: underline; }
        & > .page--found { background: $sel; text-style: underline; }
        & > .page--cursor { text-style: reverse; }
        & > .page--fill, & > .page--cited { background: $sel; }
        & > .page--person { color: $entity-person; text-style: underline; }
        & > .page--organisation { color: $entity-organisation; text-style: underline; }
        & > .page--place { color: $entity-place; text-style: italic; }
        & > .page--product { color: $entity-product; text-style: bold; }
        & > .page--event { color: $entity-event; text-style: italic; }
        & > .page--other { color: $entity-other; text-style: italic; }
        & > .page--money { color: $entity-money; text-style: bold; }
        & > .page--percent { color: $entity-percent; text-style: bold; }
        & > .page--date { color: $entity-date; text-style: italic; }
        & > .page--insert { color: $entity-date; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"page--{role}" for role in ROLES.split()}
    MARGIN: ClassVar[int] = 3
    """Empty cells to the left of the text, and to its right (one of them is the scroll bar's)."""
    CENTRED: ClassVar[bool] = False
    """Whether the text stands in the middle of a window that is wider than the text may be."""

    coloured: var[Colours] = var(Colours(), init=False)
    """Which kinds of names, amounts and dates are coloured."""

    class Followed(Message):
        """The reader chose something that leads elsewhere."""

        def __init__(self, target: Target) -> None:
            super().__init__()
            self.target = target

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.page: Page = EMPTY
        self._waiting: Place | None = None
        """What is to be on top once the widget has a size."""
        self._strips: dict[int, Strip] = {}
        self._styles: dict[tuple[str, ...], Style] = {}

    def on_mount(self) -> None:
        """Colour what the app colours."""
        self.coloured = getattr(self.app, "coloured", self.coloured)

    # -- for subclasses --------------------------------------------------------------------------------

    def lay_out(self, width: int) -> Page:
        """Return the page for a text width in cells."""
        raise NotImplementedError

    def bar(self, line: int) -> bool:
        """Return whether the line has a bar beside it."""
        return False

    def fill(self, line: int) -> bool:
        """Return whether the line stands on the ground of what is selected."""
        return False

    def marks(self, line: int) -> Sequence[Mark]:
        """Return the spans of the text that are marked on the line; later ones lie above earlier ones."""
        return ()

    def follow(self, target: Target) -> None:
        """Act on what the reader chose."""
        self.post_message(self.Followed(target))

    def press(self, line: int, *, double: bool) -> None:
        """Act on a click beside anything that leads elsewhere."""

    # -- page ------------------------------------------------------------------------------------------

    @property
    def margin(self) -> int:
        """Empty cells to the left of the text; in a wide window the text stands in the middle."""
        return max(self.MARGIN, (self.size.width - self.page.width) // 2) if self.CENTRED else self.MARGIN

    @property
    def text_width(self) -> int:
        """Cells for the text; the scroll bar's cell is one of the right margin."""
        return max(1, self.size.width + 1 - 2 * self.MARGIN)

    def relay(self, place: Place | None = None) -> None:
        """Lay out anew, with the line of `place` on top of the screen; by default the line that is there now."""
        place = place or self._waiting or self.top_place()
        if not self.is_attached or not self.size:
            self._waiting = place
            return
        self._waiting = None
        self.page = self.lay_out(self.text_width)
        self._strips.clear()
        self.virtual_size = Size(self.size.width, len(self.page.lines))
        line = self.page.line_of(place) if place else None
        self.jump(line or 0)
        self.refresh()

    def jump(self, line: int) -> None:
        """Bring a line to the top of the window, at once (also before the window has been drawn)."""
        self.scroll_to(y=max(0, line), animate=False, force=True)

    def top_place(self) -> Place | None:
        """Return the place of the line on top of the screen, None when nothing is shown or nothing is scrolled."""
        top = self.scroll_offset.y
        return self.page.places[top] if 0 < top < len(self.page.places) else None

    def on_resize(self) -> None:
        """Lay out for a new width."""
        if self.page.width != self.text_width or self.page is EMPTY:
            self.relay()
        self._strips.clear()

    def watch_coloured(self) -> None:
        """Draw names in their new look."""
        self.redraw()

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old colours."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def redraw(self, lines: Iterable[int] | None = None) -> None:
        """Draw lines again (all by default), because their look has changed."""
        if lines is None:
            self._strips.clear()
            self.refresh()
            return
        for line in lines:
            self._strips.pop(line, None)
            self.refresh_line(line)

    # -- drawing ---------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        line = y + self.scroll_offset.y
        strip = self._strips.get(line)
        if strip is None:
            strip = self._strips[line] = self._draw(line)
        return strip

    def _draw(self, line: int) -> Strip:
        width, plain = self.size.width, self.style_of()
        if line >= len(self.page.lines):
            return Strip.blank(width, plain)
        ground = ("fill",) if self.fill(line) else ()
        base = self.style_of(*ground)
        margin = self.margin
        beside = Segment("▌ ", self.style_of(*ground, "bar")) if self.bar(line) else Segment("  ", base)
        segments = [Segment(" " * (margin - 2), plain if self.CENTRED else base), beside]
        for piece in self._marked(line):
            style = self.style_of(*self.looks(piece, line))
            if isinstance(piece.target, OpenLink):
                style += link_to(piece.target.url)
            segments.append(Segment(piece.text, style))
        strip = self._selected(Strip(segments), line)
        if ground and self.CENTRED:  # what is selected is as wide as the text, not as the window
            strip = strip.adjust_cell_length(min(width, margin + self.page.width + 1), base)
        return strip.adjust_cell_length(width, plain if self.CENTRED else base).apply_offsets(0, line)

    def looks(self, piece: Piece, line: int) -> tuple[str, ...]:
        """Return the roles of a piece on a line, those that win last."""
        kind = piece.kind if piece.kind in self.coloured.kinds or piece.role == "figure" else ""
        ground = "fill" if self.fill(line) else ""
        return tuple(role for role in (ground, *piece.role.split(), kind) if role and role != "text")

    def style_of(self, *roles: str) -> Style:
        """Return the style of several roles, one over the other, on the widget's own."""
        style = self._styles.get(roles)
        if style is None:
            style = self.rich_style
            for role in roles:
                style += self.get_component_rich_style(f"page--{role}", partial=True)
            self._styles[roles] = style
        return style

    def _marked(self, line: int) -> Iterable[Piece]:
        """Return the line's pieces, cut where a marked span starts or ends, each marked part in the mark's role."""
        pieces: Iterable[Piece] = self.page.lines[line]
        for start, end, role in self.marks(line):
            pieces = [part for piece in pieces for part in _mark(piece, start, end, role)]
        return pieces

    # -- selecting and clicking --------------------------------------------------------------------------

    def _selected(self, strip: Strip, line: int) -> Strip:
        """Return the line with the part that the mouse has selected."""
        selection = self.text_selection
        span = selection.get_span(line) if selection else None
        if span is None:
            return strip
        start, end = span
        size = len(strip.text)
        low, high = (strip.index_to_cell_position(min(at, size)) for at in (start, size if end == -1 else end))
        if low >= high:  # it begins beyond the end of a short line
            return strip
        style = self.screen.get_component_rich_style("screen--selection")
        chosen = Strip(Segment.apply_style(strip.crop(low, high), post_style=style))
        return Strip.join([strip.crop(0, low), chosen, strip.crop(high)])

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the words that the mouse has selected, without the margin."""
        margin = " " * self.margin
        text = selection.extract("\n".join(margin + "".join(p.text for p in line) for line in self.page.lines))
        return "\n".join(line.removeprefix(margin) for line in text.split("\n")), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Follow what is under the mouse, or choose its line; not when the mouse has just selected words."""
        event.prevent_default()  # Textual selects the whole text on a double click
        if self.text_selection:
            return
        line = event.y + self.scroll_offset.y
        piece = self.page.target_at(line, event.x - self.margin)
        if piece and piece.target:
            self.follow(piece.target)
        else:
            self.press(line, double=event.chain > 1)


def link_to(url: str) -> Style:
    """Return a style by which the terminal itself knows an address (OSC 8); an unsafe one gets none."""
    from feeds.urls import safe_url

    safe = safe_url(url)
    return Style(link=safe) if safe else Style()


def _mark(piece: Piece, start: int, end: int, role: str) -> Iterable[Piece]:
    """Yield the parts of a piece before, inside and behind a span of the text."""
    low, high = max(start - piece.at, 0), min(end - piece.at, len(piece.text))
    if piece.at < 0 or low >= high:
        yield piece
        return
    for words, at, inside in (
        (piece.text[:low], piece.at, False),
        (piece.text[low:high], piece.at + low, True),
        (piece.text[high:], piece.at + high, False),
    ):
        if words:
            look = f"{piece.role} {role}" if inside else piece.role
            yield piece._replace(text=words, at=at, role=look)
