"""Pictures of the app for a person to look at: python -m tests.tui.look FOLDER [SAMPLE_DATABASE]

Writes an SVG, and a PNG where rsvg-convert is installed, for each size, theme and state; without a database of the
morning that the tests use.
"""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path

from briefing.tui.app import BriefingApp
from tests.picture import keep_spaces
from tests.tui.driving import settled
from tests.tui.shelf import shelf

SIZES = ((60, 15), (80, 24), (120, 35), (160, 50))
STATES = {
    "list": (),
    "brief": ("enter",),
    "item": ("1",),
    "search": ("slash", *"nvi"),
    "help": ("question_mark",),
}


async def shoot(folder: Path, database: Path | None) -> None:
    """Write every picture."""
    for theme in ("night", "paper"):
        for size in SIZES:
            for state, keys in STATES.items():
                library = None if database else shelf()
                app = BriefingApp(database or Path("nowhere.db"), sample=bool(database), theme=theme, library=library)
                async with app.run_test(size=size) as pilot:
                    for wait in (app.edition_screen.BRIEF_DELAY_S, 0.3):
                        await settled(app, pilot)
                        await pilot.pause(2 * wait)
                        if wait != 0.3:
                            await pilot.press(*keys)
                    await settled(app, pilot)
                    write(
                        folder / f"{state}-{theme}-{size[0]}.svg", keep_spaces(app.export_screenshot(title="briefing"))
                    )


def write(path: Path, svg: str) -> None:
    """Write the picture, as PNG too where that is possible."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(svg, encoding="utf8")
    if shutil.which("rsvg-convert"):
        subprocess.run(["rsvg-convert", "-w", "1100", "-o", str(path.with_suffix(".png")), str(path)], check=True)


if __name__ == "__main__":
    asyncio.run(shoot(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None))
