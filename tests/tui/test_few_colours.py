"""Without colours, and with sixteen: what is selected, quiet, new or a name is told by attributes."""

from __future__ import annotations

from typing import Any

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from briefing.tui import themes
from briefing.tui.few_colours import FewColours
from tests.tui.driving import opened

BACK = Color.parse("#000000")


def turned(style: Style, *, colours: bool = False) -> Style:
    """Return what becomes of a style of the night theme."""
    variables = {**themes.NIGHT, "accent": themes.NIGHT["ink"]}
    (segment,) = FewColours(variables, colours=colours).apply([Segment("x", style)], BACK)
    assert isinstance(segment.style, Style)
    return segment.style


@pytest.mark.parametrize(
    ("style", "attributes"),
    [
        (Style(color=themes.NIGHT["foreground"], bgcolor=themes.NIGHT["sel"]), {"reverse"}),
        (Style(color=themes.NIGHT["quiet"], bgcolor=themes.NIGHT["sel"]), {"reverse"}),
        (Style(color=themes.NIGHT["quiet"], bgcolor=themes.NIGHT["background"]), {"dim"}),
        (Style(color=themes.NIGHT["ink"], bgcolor=themes.NIGHT["panel"]), {"bold"}),
        (Style(color=themes.NIGHT["error"]), {"bold"}),
        (Style(color=themes.NIGHT["entity-person"], underline=True), {"underline"}),
        (Style(color=themes.NIGHT["foreground"], bgcolor=themes.NIGHT["sel"], reverse=True), {"reverse"}),
        (Style(color="#123456"), set()),
    ],
)
def test_attributes_take_the_place_of_colours(style: Style, attributes: set[str]) -> None:
    made = turned(style)
    assert {name for name in ("bold", "dim", "italic", "underline", "reverse") if getattr(made, name)} == attributes
    assert made.color and made.color.is_default and made.bgcolor and made.bgcolor.is_default


def test_two_of_sixteen_colours_stay() -> None:
    assert turned(Style(color=themes.NIGHT["ink"]), colours=True).color.name == "magenta"  # type: ignore[union-attr]
    assert turned(Style(color=themes.NIGHT["error"]), colours=True).color.name == "red"  # type: ignore[union-attr]


@pytest.mark.parametrize("theme", ["night", "paper", "nord", "textual-light", "ansi-dark"])
async def test_the_app_without_colours(monkeypatch: pytest.MonkeyPatch, theme: str) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened() as driver:
        driver.app.theme = theme
        await driver.press("j")
        colours: set[Any] = set()
        selected = False
        for strip in driver.app.screen._compositor.render_strips():
            for text, style, _ in strip:
                colours |= {colour.name for colour in (style.color, style.bgcolor) if colour} if style else set()
                selected |= bool(style and style.reverse and "EU ministers" in text)
        assert colours <= {"default"} and selected
