"""From a key to the new picture: CPU of each list of the app, with 100 rows and with 100,000.

    python tests/bench/bench_keys.py [--rows 100000] [--keys 200]

The app runs without a terminal but draws every picture; a key counts from the moment it is pressed until its picture
is drawn. What a key starts in the background (a brief) is not made. All figures are CPU milliseconds of this process.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot

from briefing.model import Hit
from briefing.tui.app import BriefingApp
from briefing.tui.screens.edition_panes import EditionPanes
from briefing.tui.screens.search import SearchScreen
from tests.tui.shelf import NOW, shelf, story

KEYS = ("j", "k", "J", "pagedown", "pageup", "G", "home")
SEARCH_KEYS = ("down", "up", "pagedown", "pageup")
SIZE = (160, 50)
BUDGET_MS = 16.0


async def press(app: App[None], pilot: Pilot[None], key: str) -> float:
    """Press a key and return the CPU until its picture is drawn, in milliseconds."""
    await pilot.pause()
    begun = time.process_time_ns()
    app.simulate_key(key)
    for _ in range(4):  # the key's message, the action's messages, the refresh that they ask for
        await asyncio.sleep(0)
    app.screen._on_timer_update()
    await asyncio.sleep(0)
    return (time.process_time_ns() - begun) / 1e6


def report(name: str, spent: Sequence[float]) -> None:
    """Print one line of the table."""
    p95 = sorted(spent)[int(len(spent) * 0.95) - 1]
    verdict = "within" if p95 <= BUDGET_MS else "ABOVE"
    print(f"{name:40} median {statistics.median(spent):6.2f} ms   p95 {p95:6.2f} ms   {verdict} {BUDGET_MS:.0f} ms")


async def edition(rows: int, keys: int, density: str) -> None:
    """Measure the list of stories."""
    stories = tuple(
        story(
            n, f"Story {n} with a headline that goes over two lines of the list", spark=(1, 3, 2, 5), outlets=n % 9 + 1
        )
        for n in range(1, rows + 1)
    )
    EditionPanes.BRIEF_DELAY_S = 1000.0
    app = BriefingApp(Path("nowhere.db"), library=shelf(stories))
    async with app.run_test(size=SIZE) as pilot:
        app.edition_screen.story_list.density = density
        await pilot.pause()
        spent = [await press(app, pilot, KEYS[n % len(KEYS)]) for n in range(keys)]
    report(f"stories, {density}, {rows:,} rows", spent)


async def hits(rows: int, keys: int) -> None:
    """Measure the list of hits."""
    found = [
        Hit(
            n,
            n,
            f"Title of item {n} with some words",
            "Harbor",
            NOW - timedelta(minutes=n),
            "",
            "Words of the text " * 6,
        )
        for n in range(rows)
    ]
    app = BriefingApp(Path("nowhere.db"), library=shelf())
    async with app.run_test(size=SIZE) as pilot:
        screen = SearchScreen(lambda _: found, today=datetime.now(UTC).date(), query="words", limit=rows)
        app.push_screen(screen)
        await pilot.pause(0.5)
        await app.workers.wait_for_complete()
        spent = [await press(app, pilot, SEARCH_KEYS[n % len(SEARCH_KEYS)]) for n in range(keys)]
    report(f"hits, {rows:,} rows", spent)


async def measure(rows: int, keys: int) -> None:
    """Measure every list."""
    for number in (100, rows):
        for density in ("normal", "compact", "full"):
            await edition(number, keys, density)
    await hits(200, keys)  # as many as a search shows


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--keys", type=int, default=200)
    options = parser.parse_args()
    asyncio.run(measure(options.rows, options.keys))


if __name__ == "__main__":
    main()
