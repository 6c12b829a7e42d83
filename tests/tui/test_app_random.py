"""Thousands of random keys, clicks, pastes and sizes over all screens, with fixed seeds: the app must outlive them all.

Half of the keys are of commands that work where the app is, so that every screen is come to; the others are any.
Meanwhile other programs change the library: stories come, go, become one, lose their texts; now and then it is locked.
Nothing leaves the machine: there is no network, no program is started, files go into a folder of the test's.
"""

from __future__ import annotations

import asyncio
import os
import random
import socket
import sqlite3
import subprocess
import webbrowser
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.config import Settings
from briefing.errors import BriefingError
from briefing.ingest import Outcome
from briefing.refresh.events import Event
from briefing.sample import open_sample
from briefing.store.connection import open_database
from briefing.tui.app import BriefingApp
from briefing.tui.data import Library
from briefing.tui.keys import COMMANDS
from briefing.tui.keys.dispatch import pane_of
from briefing.tui.screens.too_small import too_small
from tests.hostile_set import NOW, store_everything
from tests.tui.driving import settled
from tests.tui.happenings import SIZES, mouse, refresh, stir, terminal

ENDING = {"quit", "leave", "suspend_process"}
"""Actions that may end the app or stop it."""
ANY = [
    *sorted({key for command in COMMANDS for way in command.sequences for key in way} - {"q", "Q", "ctrl+q", "ctrl+z"}),
    *("a", "e", "5", "f5", "left_parenthesis", "quotation_mark", "backspace", "delete", "enter", "escape"),
]


def own_sample(folder: Path) -> Library:
    """Return a library of the sample's stories as if they were the reader's own."""
    con, moment = open_sample(folder / "own.db")
    con.close()
    return Library(folder / "own.db", clock=lambda: moment)


def hostile(folder: Path) -> Library:
    """Return a library of the hostile set."""
    con = open_database(folder / "hostile.db")
    store_everything(con, without=("i04", "i05", "i12", "i13"))  # large, not strange
    con.close()
    return Library(folder / "hostile.db", clock=lambda: NOW)


class Flaky(Library):
    """A library that cannot be opened now and then."""

    broken = False

    def _open(self) -> sqlite3.Connection:
        if Flaky.broken:
            raise BriefingError("The database does not answer [/x].", "Try again [@click=app.quit].")
        return super()._open()


def flaky(folder: Path) -> Library:
    """Return a library of the hostile set that fails now and then."""
    whole = hostile(folder)
    return Flaky(whole.path, clock=whole.clock)


SEEDS = [int(seed) for seed in os.environ.get("RANDOM_SEEDS", "10 11 12 13 14 15").split()]
"""Of the long test; RANDOM_SEEDS="20 21" takes others."""


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep everything on the machine, and in the folder of the test."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError("not in this test")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    monkeypatch.setattr(subprocess, "run", refuse)
    monkeypatch.setattr(webbrowser, "open", lambda *_, **__: True)
    monkeypatch.setenv("BRIEFING_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    chance = random.Random(0)

    def no_network(library: Library, hear: Callable[[Event], None], _: object) -> list[Outcome]:
        return refresh(library.path, library.now(), chance, hear)

    monkeypatch.setattr(Library, "refresh", no_network)


def next_keys(chance: random.Random, app: BriefingApp) -> list[str]:
    """Return the keys of a command that works here, or any key."""
    pane = pane_of(app.screen)
    if not pane or chance.random() < 0.4:
        return [chance.choice(ANY) if chance.random() < 0.8 else "escape"]
    commands = [one for one in app.keymap.in_pane(pane) if one.sequences and one.action not in ENDING]
    return list(chance.choice(chance.choice(commands).sequences))


async def drive(library: Library, seed: int, keys: int, folder: Path) -> set[str]:
    """Press so many keys; return the names of the screens that were come to."""
    chance, seen = random.Random(seed), set[str]()
    library.settings = Settings(export_folder=str(folder / "notes"), auto_refresh=False)
    app = BriefingApp(library.path, library=library)
    app.crash_folder = folder / "crashes"
    others: asyncio.Future[None] | None = None
    async with app.run_test(size=(120, 35), notifications=True) as pilot:
        app.exit = lambda *_, **__: None  # type: ignore[method-assign]
        await settled(app, pilot)
        for step in range(keys):
            for key in next_keys(chance, app):
                app.simulate_key(key)
                if chance.random() < 0.01:
                    await pilot.resize_terminal(*chance.choice(SIZES))
            if too_small(app.size) and step % 10 == 0:
                await pilot.resize_terminal(*chance.choice(SIZES))
            if step % 5 == 0:
                mouse(app, chance)
            if step % 11 == 0:
                terminal(app, chance)
            if step % 20 == 0:
                Flaky.broken = chance.random() < 0.1
            if step % 40 == 0 and (others is None or others.done()):
                others = asyncio.ensure_future(asyncio.to_thread(stir, library.path, library.now(), chance))
            if step % 3 == 0:
                await pilot.pause()
            seen.add(type(app.screen).__name__)
            if len(app.screen_stack) > 6:
                app.simulate_key("escape")
            failed = app._exception is not None or app._failures != {}
            assert not failed, f"seed {seed}, step {step}, {type(app.screen)}\n{reports(folder)}"
        await asyncio.wait_for(others, 60) if others else None
        await settled(app, pilot)
        assert app.is_running and app._failures == {}
        Flaky.broken = False
    return seen


def reports(folder: Path) -> str:
    """Return what the app has to report of its failures."""
    return "\n".join(path.read_text(encoding="utf8") for path in (folder / "crashes").glob("*"))


@pytest.mark.parametrize(("make", "seed", "keys"), [(own_sample, 1, 350), (hostile, 2, 350), (flaky, 3, 250)])
async def test_random_keys(alone: None, tmp_path: Path, make: Callable[[Path], Library], seed: int, keys: int) -> None:
    seen = await drive(make(tmp_path), seed, keys, tmp_path)
    assert len(seen) >= 8, "the keys lead somewhere"


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("make", [own_sample, hostile, flaky])
async def test_many_random_keys(alone: None, tmp_path: Path, make: Callable[[Path], Library], seed: int) -> None:
    assert len(await drive(make(tmp_path), seed, 3000, tmp_path)) > 15
