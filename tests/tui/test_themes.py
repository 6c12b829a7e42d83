"""Every colour can be read: our two themes by their palettes, all of Textual's by the variables made for them."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from briefing.errors import UsageError
from briefing.model import Kind
from briefing.tui.app import BriefingApp
from briefing.tui.themes import (
    BODY_CONTRAST,
    NIGHT,
    OWN_VARIABLES,
    PAPER,
    QUIET_CONTRAST,
    SHAPE_CONTRAST,
    contrast,
    variables_for,
)
from tests.tui.driving import opened

PALETTES = {"night": NIGHT, "paper": PAPER}


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("back", ["background", "panel", "sel"])
def test_body_text_stands_out(name: str, back: str) -> None:
    palette = PALETTES[name]
    assert contrast(Color.parse(palette["foreground"]), Color.parse(palette[back])) >= BODY_CONTRAST


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize(
    "role", ["quiet", "faint", "ink", "error", *(v for v in OWN_VARIABLES if v.startswith("entity"))]
)
def test_quiet_text_and_names_can_be_read(name: str, role: str) -> None:
    palette = PALETTES[name]
    backs = ["background", "panel"] if role == "faint" else ["background", "panel", "sel"]
    for back in backs:
        assert contrast(Color.parse(palette[role]), Color.parse(palette[back])) >= QUIET_CONTRAST - 0.005, back


@pytest.mark.parametrize("name", PALETTES)
def test_bars_can_be_seen(name: str) -> None:
    palette = PALETTES[name]
    assert contrast(Color.parse(palette["spark"]), Color.parse(palette["background"])) >= SHAPE_CONTRAST


def test_every_kind_has_a_colour() -> None:
    kinds = {variable.removeprefix("entity-") for variable in OWN_VARIABLES if variable.startswith("entity-")}
    assert kinds == set(Kind.__args__)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", [n for n, theme in BUILTIN_THEMES.items() if not theme.ansi])
def test_other_themes_get_readable_variables(name: str) -> None:
    theme = BUILTIN_THEMES[name]
    made = variables_for(theme)
    back = Color.parse(theme.to_color_system().generate()["background"])
    assert set(made) == set(OWN_VARIABLES)
    for variable, colour in made.items():
        if variable not in ("rule", "sel", "spark"):
            assert contrast(Color.parse(colour), back) >= QUIET_CONTRAST - 0.05, variable


@pytest.mark.parametrize("name", [n for n, theme in BUILTIN_THEMES.items() if theme.ansi])
def test_ansi_themes_use_the_terminals_own_colours(name: str) -> None:
    made = variables_for(BUILTIN_THEMES[name])
    assert set(made) == set(OWN_VARIABLES)
    assert all(colour.startswith("ansi_") for colour in made.values())


@pytest.mark.parametrize("name", ["paper", "textual-dark", "textual-light", "ansi-dark"])
async def test_the_app_runs_in_a_theme(name: str) -> None:
    async with opened() as driver:
        driver.app.theme = name
        await driver.press("j", "enter")
        assert driver.app.theme_variables["entity-person"]


async def test_one_key_changes_day_and_night() -> None:
    async with opened() as driver:
        assert driver.app.theme == "night"
        await driver.press("T")
        assert driver.app.theme == "paper"
        await driver.press("T")
        assert driver.app.theme == "night"


def test_an_unknown_theme_is_refused_in_words(tmp_path) -> None:
    with pytest.raises(UsageError, match=r"no theme 'nihgt'.*night"):
        BriefingApp(tmp_path / "x.db", theme="nihgt")
