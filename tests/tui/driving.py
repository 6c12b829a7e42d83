"""Driving the app in tests: open it on a shelf, press keys, wait until it is still."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from briefing.tui.app import BriefingApp
from briefing.tui.screens.edition import EditionScreen
from tests.tui.shelf import Shelf, shelf


class Driver:
    """A running app with short ways to its parts."""

    def __init__(self, app: BriefingApp, pilot: Pilot[None], library: Shelf) -> None:
        self.app = app
        self.pilot = pilot
        self.library = library

    @property
    def screen(self) -> EditionScreen:
        return self.app.edition_screen

    @property
    def selected(self) -> int:
        """Id of the selected story, 0 for none."""
        story = self.screen.story_list.selected
        return story.id if story else 0

    @property
    def word(self) -> str:
        return self.screen.foot_bar.word

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, and wait until the app is still."""
        await self.pilot.press(*keys)
        await self.still()

    async def still(self) -> None:
        """Wait until no worker runs and no message waits."""
        await settled(self.app, self.pilot)


async def settled(app: BriefingApp, pilot: Pilot[None]) -> None:
    """Wait until no worker runs, no message waits, and a key that waits for another one has acted."""
    await pilot.pause()
    while app.deciding or any(not worker.is_finished for worker in app.workers):
        if app.deciding:
            app.call_later(app.decide)
        await app.workers.wait_for_complete()
        await pilot.pause()


@asynccontextmanager
async def opened(library: Shelf | None = None, size: tuple[int, int] = (120, 35)) -> AsyncIterator[Driver]:
    """Open the app on `library`, the morning's when none is given."""
    library = library or shelf()
    app = BriefingApp(Path("nowhere.db"), library=library, sample=library.sample)
    async with app.run_test(size=size, notifications=True) as pilot:
        driver = Driver(app, pilot, library)
        await driver.still()
        yield driver
