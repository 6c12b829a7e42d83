"""Hints: the first time that something appears, one at a time, off with one command, remembered."""

from __future__ import annotations

from pathlib import Path

from briefing.sample import open_sample
from briefing.store.connection import open_database
from briefing.store.meta import load_meta
from briefing.tui.app import BriefingApp
from briefing.tui.data import Library
from briefing.tui.keys import by_id
from briefing.tui.screens import edition_hints
from briefing.tui.screens.edition_hints import HINTS
from tests.tui.driving import opened, settled


def own(folder: Path) -> Library:
    """Return a library of the sample's stories as if they were the reader's own."""
    con, moment = open_sample(folder / "own.db")
    con.close()
    return Library(folder / "own.db", clock=lambda: moment)


def test_hints_name_commands() -> None:
    assert {command for _, command, _ in HINTS.values()} <= set(by_id())


async def test_one_hint_at_a_time_and_each_once(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    library = own(tmp_path)
    for visit in ("first", "second"):
        app = BriefingApp(library.path, library=library)
        async with app.run_test(size=(120, 35)) as pilot:
            await settled(app, pilot)
            screen = app.edition_screen
            screen.learn_hints()
            await settled(app, pilot)
            line = screen.query_one("#hint")
            assert (screen.hint, line.display) == ({"first": ("sources", True), "second": ("names", True)}[visit])
            await pilot.press("j")
            await settled(app, pilot)
            assert screen.hint == {"first": "sources", "second": "names"}[visit], "the next one comes later"
            screen._take_back()
            assert not line.display


async def test_no_more_hints_is_remembered(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    library = own(tmp_path)
    monkeypatch.setattr(edition_hints, "BETWEEN_S", 0.0)
    app = BriefingApp(library.path, library=library)
    async with app.run_test(size=(120, 35)) as pilot:
        await settled(app, pilot)
        app.edition_screen.learn_hints()
        await settled(app, pilot)
        await pilot.press("z", "h", "j")
        await settled(app, pilot)
        assert app.edition_screen.hint == "" and not app.edition_screen.query_one("#hint").display
    con = open_database(library.path)
    assert load_meta(con, "hints")["off"] is True
    con.close()
    app = BriefingApp(library.path, library=library)
    async with app.run_test(size=(120, 35)) as pilot:
        await settled(app, pilot)
        app.edition_screen.learn_hints()
        await settled(app, pilot)
        assert app.edition_screen.hint == ""
        await pilot.press("z", "h")
        await settled(app, pilot)
        assert app.edition_screen.hint == "sources"


async def test_without_a_database_there_are_no_hints() -> None:
    async with opened() as driver:
        driver.screen.learn_hints()
        await driver.still()
        assert driver.screen.hint == ""
