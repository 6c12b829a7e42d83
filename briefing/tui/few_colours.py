"""Styles in the theme's colours -> styles that say the same by attributes: NO_COLOR, and terminals of sixteen colours.

Sixteen colours are the terminal's own and nobody knows which of them can be read on its ground, so that words keep the
terminal's own colour; one colour that is fairly legible on black and on white carries structure. What is selected is in
reverse, what is quiet is dim, what is new or names a part is bold.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color, ColorParseError
from textual.filter import LineFilter

ACCENT = Style(color="magenta")
"""Contrast with black 5.6, with white 3.7 (the colours of xterm; WCAG 2.2, 1.4.11 asks 3 of what is no text)."""
FAILURE = Style(color="red")
_GROUNDS = ("sel", "block-cursor-background", "input-selection-background")
_QUIET = ("quiet", "faint", "rule", "spark", "border", "border-blurred")
_LOUD = ("ink", "accent", "primary")
_PLAIN = Style(color="default", bgcolor="default")


class FewColours(LineFilter):
    """Takes the colours out of what is drawn. `variables` are the theme's; with `colours`, two of the sixteen stay."""

    def __init__(self, variables: Mapping[str, str], *, colours: bool) -> None:
        super().__init__()
        self._colours = colours
        self._roles: dict[str, str] = {}
        for names, role in ((_QUIET, "quiet"), (_LOUD, "loud"), (("error",), "failure"), (_GROUNDS, "ground")):
            self._roles |= {_hex(variables[name]): role for name in names if name in variables}
        self._turned = lru_cache(2048)(self._turn)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments in their new styles."""
        return [Segment(text, self._turned(style) if style else _PLAIN, control) for text, style, control in segments]

    def _turn(self, style: Style) -> Style:
        ground, words = self._role_of(style, back=True), self._role_of(style, back=False)
        turned = style.without_color + _PLAIN
        if ground == "ground" and not style.reverse:
            turned += Style(reverse=True)
        elif words == "quiet":
            turned += Style(dim=True)
        if words in ("loud", "failure"):
            turned += Style(bold=True)
            turned += (ACCENT if words == "loud" else FAILURE) if self._colours else Style()
        return turned

    def _role_of(self, style: Style, *, back: bool) -> str:
        colour = style.bgcolor if back else style.color
        return self._roles.get(_hex_of(colour.get_truecolor()), "") if colour is not None else ""


def _hex(value: str) -> str:
    """Return a theme variable's colour as "#rrggbb"; "" for one that is no colour of its own ("auto 87%")."""
    try:
        return _hex_of(Color.parse(value).rgb)
    except ColorParseError:
        return ""


def _hex_of(rgb: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*rgb)
