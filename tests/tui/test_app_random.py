"""Some hundreds of random keys, clicks and sizes, with a fixed seed: the app must outlive them all."""

from __future__ import annotations

import random

import pytest

from briefing.tui.commands import COMMANDS
from tests.tui.driving import opened
from tests.tui.shelf import morning, shelf, story

HOSTILE = (
    story(91, "[/x] [@click=app.quit]quit[/] \x1b[2J", new=1, spark=(9, 9)),
    story(92, "A" * 10_000, outlets=10**6),
    story(93, "\u202eright to left\u2066 中国 👩‍🚀", saved=True),
    story(94, "", new=10**9, spark=(1,) * 24),
)
LEFT_OUT = {"q", "Q", "ctrl+q", "ctrl+p", "colon"}
"""Keys that end the app, and the palette, which may."""
KEYS = [
    *sorted({key for command in COMMANDS for key in command.keys.split(",")} - LEFT_OUT),
    *("a", "ctrl+z", "f5", "left_parenthesis", "backspace", "delete"),
]
SIZES = ((120, 35), (80, 24), (60, 15), (40, 10), (160, 50), (200, 60), (110, 15))


@pytest.mark.parametrize("seed", [1, 2])
async def test_random_keys(seed: int) -> None:
    chance = random.Random(seed)
    further = tuple(story(n, f"Further {n}") for n in range(200, 300))
    async with opened(shelf((*morning(), *HOSTILE), further=further)) as driver:
        driver.app.open_url = lambda url, **_: None  # type: ignore[method-assign]
        for step in range(240):
            driver.app.simulate_key(chance.choice(KEYS))
            if step % 40 == 0:
                await driver.pilot.resize_terminal(*chance.choice(SIZES))
            if step % 20 == 0:
                width, height = driver.app.size
                await driver.pilot.click(offset=(chance.randrange(width), chance.randrange(height)))
                driver.library.broken = chance.random() < 0.1
            elif step % 4 == 0:
                await driver.pilot.pause()
            assert driver.app._exception is None
        await driver.still()
        assert driver.app.is_running
