"""Every screen in three sizes and two themes, drawn as text. Look at a new one (`tests.tui.look`) before accepting it.

`--snapshot-update` writes the pictures anew.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefing.tui.keys import sequences
from briefing.tui.screens import edition
from briefing.tui.screens.too_small import MIN_HEIGHT, MIN_WIDTH
from tests.tui.drawn import Cell, cells_of, drawn
from tests.tui.states import SIZES, STATES, THEMES, State, arrive, open_state, press

pytestmark = pytest.mark.snapshot

FOLDER = Path(__file__).parent / "__snapshots__" / "pictures"
OTHER_SIZES = {"smallest": (MIN_WIDTH, MIN_HEIGHT), "too-small": (40, 10), "largest": (200, 60)}
OTHER_THEMES = ("textual-dark", "textual-light", "nord", "gruvbox", "solarized-light", "dracula", "tokyo-night")


@pytest.fixture
def copy(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a database for one test; nothing happens in the app by itself."""
    monkeypatch.setattr(sequences, "PREFIX_WAIT_S", 3600.0)
    monkeypatch.setattr(edition, "CATCH_UP_S", 3600.0)
    monkeypatch.setenv("BRIEFING_CONFIG", "/nowhere/config.toml")
    monkeypatch.setenv("HOME", "/nowhere")
    return Path(shutil.copy(database, tmp_path / "morning.db"))


async def pictures_of(state: State, path: Path, sizes: dict[str, tuple[int, int]]) -> dict[str, str]:
    """Return what a state looks like in each size, in both themes."""
    found: dict[str, dict[str, list[list[Cell]]]] = {name: {} for name in sizes}
    for group in [(theme,) for theme in THEMES] if state.anew else [THEMES]:
        app = open_state(state, path, theme=group[0])
        async with app.run_test(size=next(iter(sizes.values())), notifications=True) as pilot:
            await arrive(app, pilot, state)
            for name, size in sizes.items():
                await pilot.resize_terminal(*size)
                await press(app, pilot, state.again)
                for theme in group:
                    app.theme = theme
                    await pilot.pause()
                    await pilot.pause()
                    found[name][theme] = cells_of(app)
    return {name: drawn(themes) for name, themes in found.items()}


def check(name: str, picture: str, config: pytest.Config) -> None:
    """Compare a picture with the stored one, or store it."""
    path = FOLDER / f"{name}.txt"
    if config.getoption("update_snapshots", default=False):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(picture, encoding="utf8")
    assert path.exists(), f"There is no picture {path.name} yet: look at it, then use --snapshot-update."
    assert picture == path.read_text(encoding="utf8"), f"{name} looks other than before."


@pytest.mark.parametrize("name", STATES)
async def test_picture(name: str, copy: Path, pytestconfig: pytest.Config) -> None:
    sizes = {f"{name}-{size[0]}": size for size in SIZES}
    for which, picture in (await pictures_of(STATES[name], copy, sizes)).items():
        check(which, picture, pytestconfig)


async def test_other_sizes(copy: Path, pytestconfig: pytest.Config) -> None:
    for which, picture in (await pictures_of(STATES["list"], copy, OTHER_SIZES)).items():
        check(which, picture, pytestconfig)


def test_no_picture_is_left_over() -> None:
    known = {f"{name}-{size[0]}" for name in STATES for size in SIZES} | set(OTHER_SIZES)
    assert {path.stem for path in FOLDER.iterdir()} == known
