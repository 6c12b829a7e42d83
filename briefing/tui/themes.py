"""Palettes -> Textual themes: "night" and "paper", and our colour variables for every other theme.

Roles: `ink` is the one accent (section names, selection, what is new); `quiet` is for counts and times, `faint` for
citations and what is over; `spark` for bars that are no text; `rule` for lines; `sel` is the selected row;
`entity-KIND` colours names, amounts and dates.
"""

from __future__ import annotations

from textual.color import Color
from textual.theme import Theme

BODY_CONTRAST = 7.0
"""Least contrast ratio of body text on its background (WCAG 2.2, 1.4.6 level AAA)."""
QUIET_CONTRAST = 4.5
"""Least contrast ratio of quiet text and of entity colours (WCAG 2.2, 1.4.3 level AA)."""
SHAPE_CONTRAST = 3.0
"""Least contrast ratio of what is no text but tells something, such as a sparkline (WCAG 2.2, 1.4.11)."""

NIGHT = {
    "background": "#15171c",
    "panel": "#1b1e25",
    "sel": "#262b36",
    "rule": "#2f3440",
    "foreground": "#d8dbe2",
    "quiet": "#8b92a1",
    "faint": "#7f8695",
    "spark": "#646b79",
    "ink": "#e8b06a",
    "error": "#ef8a80",
    "entity-person": "#8ab4f8",
    "entity-organisation": "#c7a4e8",
    "entity-place": "#8fcf9f",
    "entity-product": "#f0a58a",
    "entity-event": "#e79ac0",
    "entity-other": "#b8bec9",
    "entity-money": "#e6d27a",
    "entity-percent": "#e6d27a",
    "entity-date": "#8fc7d6",
}
"""Warm grey on near-black, amber."""

PAPER = {
    "background": "#f8f4ea",
    "panel": "#f1ecdf",
    "sel": "#e7dfcd",
    "rule": "#d5ccb8",
    "foreground": "#2a2925",
    "quiet": "#655f50",
    "faint": "#706a5a",
    "spark": "#938a77",
    "ink": "#9c3b2c",
    "error": "#a3221a",
    "entity-person": "#1f5aa8",
    "entity-organisation": "#6f3fa0",
    "entity-place": "#1d6433",
    "entity-product": "#98400f",
    "entity-event": "#a02a6a",
    "entity-other": "#4a4740",
    "entity-money": "#6d5700",
    "entity-percent": "#6d5700",
    "entity-date": "#1c6b7c",
}
"""Ink on cream, brick red."""

OWN_VARIABLES = tuple(name for name in NIGHT if name not in ("background", "panel", "foreground", "error"))
"""Variables that our style sheets use beyond Textual's own."""


def make_theme(name: str, palette: dict[str, str], *, dark: bool) -> Theme:
    """Return the Textual theme of one palette: no colour of Textual's own is left to chance."""
    ink, back, panel = palette["ink"], palette["background"], palette["panel"]
    own = {key: palette[key] for key in OWN_VARIABLES}
    return Theme(
        name=name,
        primary=ink,
        secondary=palette["entity-person"],
        accent=ink,
        warning=palette["entity-money"],
        error=palette["error"],
        success=palette["entity-place"],
        foreground=palette["foreground"],
        background=back,
        surface=back,
        panel=panel,
        boost=panel,
        dark=dark,
        text_alpha=1.0,
        variables={
            **own,
            "border": palette["rule"],
            "border-blurred": palette["rule"],
            "block-cursor-background": palette["sel"],
            "block-cursor-foreground": palette["foreground"],
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": palette["sel"],
            "block-cursor-blurred-foreground": palette["foreground"],
            "block-hover-background": panel,
            "input-cursor-background": ink,
            "input-cursor-foreground": back,
            "input-selection-background": palette["sel"],
            "scrollbar": palette["spark"],
            "scrollbar-hover": palette["quiet"],
            "scrollbar-active": ink,
            "scrollbar-background": back,
            "scrollbar-background-hover": back,
            "scrollbar-background-active": back,
            "scrollbar-corner-color": back,
        },
    )


NIGHT_THEME = make_theme("night", NIGHT, dark=True)
PAPER_THEME = make_theme("paper", PAPER, dark=False)


def variables_for(theme: Theme) -> dict[str, str]:
    """Return our variables for `theme`, readable on its background; our own two themes bring theirs with them."""
    if theme.name in ("night", "paper"):
        return {}
    if theme.ansi:
        return _ansi_variables()
    made = theme.to_color_system().generate()
    back, text = Color.parse(made["background"]), Color.parse(made["foreground"])
    palette = NIGHT if theme.dark else PAPER
    own = {name: readable(Color.parse(palette[name]), back).hex for name in OWN_VARIABLES if name.startswith("entity-")}
    own["ink"] = readable(Color.parse(theme.accent or theme.primary), back).hex
    own["quiet"] = readable(text.blend(back, 0.35), back).hex
    own["faint"] = readable(text.blend(back, 0.45), back).hex
    own["spark"] = readable(text.blend(back, 0.6), back, SHAPE_CONTRAST).hex
    own["rule"] = back.blend(text, 0.2).hex
    own["sel"] = back.blend(text, 0.1).hex
    return own


def _ansi_variables() -> dict[str, str]:
    """Return our variables as the terminal's own sixteen colours, whose values nobody but the terminal knows."""
    colours = ("blue", "magenta", "green", "red", "magenta", "cyan", "yellow", "yellow", "cyan")
    kinds = [name for name in OWN_VARIABLES if name.startswith("entity-")]
    own = {name: f"ansi_{colour}" for name, colour in zip(kinds, colours, strict=True)}
    quiet = "ansi_bright_black"
    return own | {
        "ink": "ansi_yellow",
        "quiet": quiet,
        "faint": quiet,
        "spark": quiet,
        "rule": quiet,
        "sel": "ansi_default",
    }


def readable(colour: Color, back: Color, ratio: float = QUIET_CONTRAST) -> Color:
    """Return `colour`, moved towards white or black as little as gives it `ratio` on `back`."""
    goal = Color.parse("#ffffff" if luminance(back) < 0.18 else "#000000")
    for step in range(21):
        moved = colour.blend(goal, step / 20)
        if contrast(moved, back) >= ratio:
            return moved
    return goal


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Color) -> float:
    """Return the relative luminance of a colour, 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = (_linear(value / 255) for value in colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
