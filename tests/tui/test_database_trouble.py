"""The database is busy, gone, read-only or full while one reads: no key is lost in silence, and the app goes on."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefing.errors import StoreError
from briefing.store import connection
from briefing.tui import leaving
from briefing.tui.app import BriefingApp
from briefing.tui.screens import background, edition
from briefing.tui.screens.note import NoteDialog
from tests.tui.driving import opened, settled
from tests.tui.shelf import Shelf
from tests.tui.states import STATES, arrive, open_state
from tests.tui.still_life import still_life


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a database of the reader's; nothing happens in the app by itself."""
    monkeypatch.setattr(edition, "CATCH_UP_S", 3600.0)
    monkeypatch.setattr(connection, "WAIT_S", 0.05)
    monkeypatch.setattr(connection.open_database, "__kwdefaults__", {"create": True, "wait_s": 0.05})
    monkeypatch.setenv("BRIEFING_CONFIG", "/nowhere/config.toml")
    still_life(tmp_path / "own.db")
    return tmp_path / "own.db"


@contextmanager
def writing(path: Path) -> Iterator[Callable[[], None]]:
    """Hold the database as a program does that writes; the call lets it go."""
    con = sqlite3.connect(path, isolation_level=None)
    con.execute("BEGIN IMMEDIATE")
    yield lambda: con.execute("ROLLBACK") and None
    con.close()


def words(app: BriefingApp) -> str:
    """Return what the app says."""
    return " ".join([app.edition_screen.foot_bar.word, *(notice.message for notice in app._notifications)])


async def test_keys_pressed_while_another_program_writes_are_done_afterwards(path: Path) -> None:
    app = open_state(STATES["list"], path)
    async with app.run_test(size=(120, 35), notifications=True) as pilot:
        await arrive(app, pilot, STATES["list"])
        story = app.edition_screen.story_list.selected
        assert story is not None and not story.read
        with writing(path) as let_go:
            await pilot.press("s", "m")
            while "waits for it" not in words(app):
                await asyncio.sleep(0.02)
            let_go()
            await settled(app, pilot)
        now = app.library.story(story.id)
        assert now is not None and now.read and now.saved


async def test_what_waits_too_long_is_told_and_taken_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "PATIENCE_S", 0.0)
    app = open_state(STATES["list"], path)
    async with app.run_test(size=(120, 35), notifications=True) as pilot:
        await arrive(app, pilot, STATES["list"])
        with writing(path):
            await pilot.press("s")
            await settled(app, pilot)
            assert "That was not kept." in words(app) and "in use by another program" in words(app)
            selected = app.edition_screen.story_list.selected
            assert selected is not None and not selected.saved, "what is shown is what is stored"
            await pilot.press("j", "enter")
            await settled(app, pilot)
            assert app.edition_screen.reading


async def test_quitting_does_not_wait_for_ever(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "WRITES_S", 0.1)
    monkeypatch.setattr(background, "PATIENCE_S", 1.0)
    app = open_state(STATES["list"], path)
    async with app.run_test(size=(120, 35), notifications=True) as pilot:
        await arrive(app, pilot, STATES["list"])
        with writing(path):
            await pilot.press("s", "Q")
            while not app._exit:
                await asyncio.sleep(0.02)
    assert app.return_code == 1


async def test_a_database_that_was_deleted_is_not_made_anew(path: Path) -> None:
    app = open_state(STATES["list"], path)
    async with app.run_test(size=(120, 35), notifications=True) as pilot:
        await arrive(app, pilot, STATES["list"])
        read = len([story for story in app.library.edition().stories if story.read])
        shutil.move(path, path.with_suffix(".moved"))
        await pilot.press("s")
        await settled(app, pilot)
        assert "is gone" in words(app) and "That was not kept." in words(app) and not path.exists()
        shutil.move(path.with_suffix(".moved"), path)
        await pilot.press("m")
        await settled(app, pilot)
        assert len([story for story in app.library.edition().stories if story.read]) == read + 1


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (StoreError("The database cannot grow: the disk is full.", "Free some space."), "disk is full"),
        (StoreError("The database cannot be written: it is read-only.", "Give permission."), "read-only"),
    ],
)
async def test_a_change_that_cannot_be_stored_is_told(
    error: StoreError, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as driver:

        def refuse(*_: object) -> None:
            raise error

        monkeypatch.setattr(Shelf, "save", refuse)
        await driver.press("s")
        assert driver.word == "That was not kept." and said in words(driver.app)


async def test_a_note_that_is_being_written_is_kept_at_the_end() -> None:
    async with opened() as driver:
        kept: list[str | None] = []
        driver.app.push_screen(NoteDialog("so far"), kept.append)
        await driver.still()
        await driver.app.run_action("app.quit")
        await driver.still()
        assert kept == ["so far"]
