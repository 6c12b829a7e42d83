"""A scrollbar one line thin: the pane's edge itself, thicker where the view stands."""

from __future__ import annotations

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

TRACK, THUMB = "│", "┃"


class ThinScrollBar(ScrollBarRender):
    """Draws a vertical bar as a line. Its background colour is the line's: that of the screen makes it unseen."""

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color = Color.parse("#555555"),  # noqa: B008 (the base class's defaults)
        bar_color: Color = Color.parse("bright_magenta"),  # noqa: B008
    ) -> Segments:
        """Return one segment a line; the line above the thumb pages up when clicked, the one below down."""
        if not vertical:
            return super().render_bar(
                size, virtual_size, window_size, position, thickness, vertical, back_color, bar_color
            )
        size = int(size)
        start, end = thumb(size, virtual_size, window_size, position)
        above = Segment(TRACK, Style(color=back_color, meta={"@mouse.down": "scroll_up"}))
        inside = Segment(THUMB, Style(color=bar_color, meta={"@mouse.down": "grab"}))
        below = Segment(TRACK, Style(color=back_color, meta={"@mouse.down": "scroll_down"}))
        return Segments([above] * start + [inside] * (end - start) + [below] * (size - end), new_lines=True)


def thumb(size: int, virtual_size: float, window_size: float, position: float) -> tuple[int, int]:
    """Return the lines [start, end) of the thumb on a bar of `size` lines; (0, 0) where there is nothing to scroll.

    It is at least one line long, touches the top only at the very start, and the bottom only at the very end.
    """
    if not window_size or virtual_size <= window_size or size < 3:
        return 0, 0
    length = max(1, min(size - 2, round(size * window_size / virtual_size)))
    last = virtual_size - window_size
    if position <= 0:
        start = 0
    elif position >= last:
        start = size - length
    else:
        start = max(1, min(size - length - 1, round((size - length) * position / last)))
    return start, start + length
