"""The README's pictures, of the app on the sample edition: python -m tests.picture

Writes .github/picture.svg (dark) and .github/picture-light.svg. Nothing in them depends on the day or the machine.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from pathlib import Path

from briefing.tui.app import BriefingApp
from tests.tui.driving import settled

FOLDER = Path(__file__).parents[1] / ".github"
PICTURES = {"picture.svg": ("night", (120, 36)), "picture-light.svg": ("paper", (120, 36))}


def keep_spaces(svg: str) -> str:
    """Return Textual's SVG so that every viewer keeps its spaces."""
    return svg if "xml:space" in svg else svg.replace("<svg ", '<svg xml:space="preserve" ', 1)


async def draw(database: Path, theme: str, size: tuple[int, int], *keys: str) -> str:
    """Return the app on the sample edition at `database`, after `keys`, as SVG."""
    app = BriefingApp(database, sample=True, theme=theme)
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        await pilot.pause(2 * app.edition_screen.BRIEF_DELAY_S)
        await settled(app, pilot)
        await pilot.press(*keys)
        await settled(app, pilot)
        return keep_spaces(app.export_screenshot(title="briefing"))


def main() -> None:
    """Draw every picture."""
    os.environ["TZ"] = "UTC"
    os.environ.pop("NO_COLOR", None)
    time.tzset()
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, (theme, size) in PICTURES.items():
            svg = asyncio.run(draw(Path(folder) / "sample.db", theme, size))
            (FOLDER / name).write_text(svg, encoding="utf8")
            print(FOLDER / name)


if __name__ == "__main__":
    main()
