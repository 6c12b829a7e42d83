"""Pictures of the app for a person to look at: python -m tests.tui.look FOLDER [STATE ...] [--theme NAME ...]

Writes an SVG, and a PNG where rsvg-convert is installed, of every state of `tests.tui.states` in three sizes.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import subprocess
import time
from pathlib import Path

from briefing.tui.keys import sequences
from briefing.tui.screens import edition
from briefing.tui.screens.edition_panes import EditionPanes
from briefing.tui.widgets import foot_bar
from tests.picture import keep_spaces
from tests.tui.states import SIZES, STATES, THEMES, arrive, open_state, press
from tests.tui.still_life import still_life


async def shoot(folder: Path, names: list[str], themes: list[str], sizes: list[tuple[int, int]]) -> None:
    """Write the pictures of these states."""
    for name in names:
        for group in [[theme] for theme in themes] if STATES[name].anew else [themes]:
            for left in folder.glob("copy.db*"):
                left.unlink()
            shutil.copy(folder / "still.db", folder / "copy.db")
            await shoot_state(folder, name, group, sizes)


async def shoot_state(folder: Path, name: str, themes: list[str], sizes: list[tuple[int, int]]) -> None:
    """Write the pictures of one state, from the database `copy.db`."""
    state = STATES[name]
    app = open_state(state, folder / "copy.db", theme=themes[0])
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await arrive(app, pilot, state)
        for size in sizes:
            await pilot.resize_terminal(*size)
            await press(app, pilot, state.again)
            for theme in themes:
                app.theme = theme
                await pilot.pause()
                await pilot.pause()
                svg = keep_spaces(app.export_screenshot(title="briefing"))
                write(folder / f"{name}-{theme}-{size[0]}.svg", svg)


def write(path: Path, svg: str) -> None:
    """Write the picture, as PNG too where that is possible."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(svg, encoding="utf8")
    if shutil.which("rsvg-convert"):
        subprocess.run(["rsvg-convert", "-w", "1100", "-o", str(path.with_suffix(".png")), str(path)], check=True)


def main() -> None:
    """Write what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("states", nargs="*", metavar="STATE")
    parser.add_argument("--theme", action="append", dest="themes")
    parser.add_argument("--width", action="append", type=int, dest="widths")
    options = parser.parse_args()
    os.environ["TZ"] = "UTC"
    time.tzset()
    EditionPanes.BRIEF_DELAY_S, foot_bar.WORD_S, edition.CATCH_UP_S = 0, 3600.0, 3600.0
    sequences.PREFIX_WAIT_S = 3600.0
    still_life(options.folder / "still.db")
    sizes = [size for size in SIZES if not options.widths or size[0] in options.widths]
    asyncio.run(shoot(options.folder, options.states or list(STATES), options.themes or list(THEMES), sizes))


if __name__ == "__main__":
    main()
