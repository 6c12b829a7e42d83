"""What nobody foresaw: the app goes on, the report holds no word of a feed; and a terminal that has gone ends it."""

from __future__ import annotations

import os
import pty
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.command import CommandList
from textual.events import MouseDown, MouseMove, MouseUp
from textual.geometry import Offset
from textual.widgets import Static
from textual.widgets._toast import Toast

from briefing.config import Settings
from briefing.tui import outside, surviving
from briefing.tui.app import BriefingApp
from briefing.tui.crash import crash_report, place_of, write_crash
from briefing.tui.screens.asking import AskDialog
from briefing.tui.screens.command_line import CommandLine
from briefing.tui.screens.help import HelpScreen
from briefing.tui.screens.palette import Palette
from briefing.tui.surviving import CRASHES_BORNE, terminal_gone
from briefing.tui.toasts import Notice
from tests.tui.driving import opened
from tests.tui.happenings import send
from tests.tui.shelf import Shelf, shelf

NOW = datetime(2025, 7, 16, 9, 12, tzinfo=UTC)
SECRET = "the words of a feed"


def broken(words: str) -> Exception:
    """Return an exception with a cause, raised with a feed's words in it."""
    try:
        local = words
        try:
            raise KeyError(local)
        except KeyError as cause:
            raise ValueError(words) from cause
    except ValueError as error:
        return error


def test_a_report_names_places_and_versions_and_nothing_else() -> None:
    report = crash_report(broken(SECRET), now=NOW, environ={"TERM": "xterm", "HOME": "/home/reader", "TOKEN": "x"})
    assert "builtins.ValueError" in report and "builtins.KeyError" in report
    assert "test_surviving.py:" in report and " in broken" in report and "TERM=xterm" in report and "Textual " in report
    assert SECRET not in report and "reader" not in report and "TOKEN" not in report and "raise" not in report


def test_reports_of_a_day_stand_in_one_file(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    paths = {write_crash(folder, broken(SECRET), now=NOW) for _ in range(2)}
    assert paths == {folder / "crash-2025-07-16.txt"}
    assert (folder / "crash-2025-07-16.txt").read_text(encoding="utf8").count("builtins.ValueError") == 2
    (tmp_path / "file").write_text("x")
    assert write_crash(tmp_path / "file", broken(SECRET), now=NOW) is None
    assert place_of(broken(SECRET)).startswith("test_surviving.py:") and place_of(ValueError()) == ""


@pytest.fixture
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the app take failures as it does outside of tests."""
    monkeypatch.setattr(BriefingApp, "is_headless", False)
    monkeypatch.setattr(surviving, "ENDING", ())  # those of the test run stay as they are


async def test_a_failing_handler_becomes_words_and_a_report(on_a_terminal: None, tmp_path: Path) -> None:
    async with opened() as driver:
        driver.app.crash_folder = tmp_path

        def fail() -> None:
            raise ValueError(SECRET)

        driver.screen.action_down = fail  # type: ignore[method-assign]
        driver.screen.story_list.on_click = lambda event: fail()  # type: ignore[method-assign]
        await driver.press("j", "j")
        await driver.pilot.click(driver.screen.story_list, offset=(5, 5))
        await driver.press("J")
        assert driver.selected == 2, "the app still listens"
        words = [notice.message for notice in driver.app._notifications]
        assert "ValueError in test_surviving.py" in words[0] and SECRET not in "".join(words)
        (report,) = tmp_path.iterdir()
        assert report.name in words[0]
        assert report.read_text(encoding="utf8").count("builtins.ValueError") == 1, "once for each place"


async def test_a_failing_worker_becomes_words(on_a_terminal: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Shelf, "export", lambda *_: 1 / 0)
    async with opened() as driver:
        await driver.press("e", "j")
        assert driver.selected == 2
        assert any("ZeroDivisionError" in notice.message for notice in driver.app._notifications)


async def test_a_screen_that_is_done_while_another_lies_over_it_goes_when_that_goes() -> None:
    async with opened() as driver:
        went: list[str | None] = []
        below = AskDialog("What is below?")
        driver.app.push_screen(below, went.append)
        await driver.still()
        driver.app.action_help()
        await driver.still()
        below.dismiss("an answer")
        below.dismiss("another one")
        await driver.still()
        assert isinstance(driver.app.screen, HelpScreen) and went == []
        await driver.press("escape")
        assert driver.app.screen is driver.screen and went == ["an answer"]


async def test_ctrl_c_says_how_to_quit_and_quits_the_second_time() -> None:
    async with opened() as driver:
        await driver.press("ctrl+c")
        assert driver.word == "Ctrl-C again quits, Q does so at once." and driver.app.is_running
        await driver.press("slash", "ctrl+c")
        assert driver.app._exit


async def test_a_command_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(outside.subprocess, "run", refuse)
    async with opened(shelf(settings=Settings(pipe_command="cat"))) as driver:
        await driver.press("vertical_line", "enter")
        assert driver.word == outside.pipe("x", "cat", ask=str) == "cat: cannot be started: Cannot allocate memory."


async def test_a_palette_whose_list_is_gone_is_no_failure() -> None:
    async with opened() as driver:
        palette = Palette()
        driver.app.push_screen(palette)
        await driver.still()
        await palette.query_one(CommandList).remove()
        await palette._gather_commands("x").wait()  # type: ignore[attr-defined]


async def test_what_is_typed_after_the_end_of_the_command_line_is_no_failure() -> None:
    async with opened() as driver:
        await driver.press("colon")
        line = driver.app.screen
        assert isinstance(line, CommandLine)
        line.dismiss()
        line._offer()
        await driver.still()
        assert driver.app.screen is driver.screen and driver.app._exception is None


async def test_a_button_pressed_on_what_has_just_gone_is_nobodys() -> None:
    async with opened() as driver:
        gone = Static("gone")
        driver.screen.get_widget_and_offset_at = lambda *_: (gone, Offset(0, 0))  # type: ignore[method-assign]
        send(driver.app, MouseDown, 5, 5, 1)
        await driver.still()
        assert driver.app._exception is None


async def test_words_dragged_over_from_beyond_the_end_of_a_line() -> None:
    async with opened() as driver:
        view = driver.screen.brief_view
        x, y = view.content_region.right - 3, view.content_region.y + 1
        send(driver.app, MouseDown, x, y, 1)
        send(driver.app, MouseMove, x - 20, y + 6, 1)
        await driver.still()
        assert driver.screen.get_selected_text() and driver.app._exception is None
        send(driver.app, MouseUp, x - 20, y + 6, 1)


async def test_too_many_failures_end_it_in_words(on_a_terminal: None) -> None:
    async with opened() as driver:
        for number in range(CRASHES_BORNE):
            assert driver.app._exit is False, number
            driver.app._handle_exception(broken(SECRET))
        assert driver.app._exit and driver.app.return_code == 1


def test_a_closed_terminal_is_noticed() -> None:
    ours, program = pty.openpty()
    assert not terminal_gone(program)
    os.close(ours)
    assert terminal_gone(program)
    os.close(program)


def test_a_notice_that_comes_late_has_a_moment_left_for_its_timer() -> None:
    late = Notice("Said.", timeout=3, raised_at=time.time() - 60)
    assert late.has_expired and Toast(late)._timeout > 0, "a timer of less than nothing never ends"
    now = Notice("Said.", timeout=3)
    assert not now.has_expired and 2 < now.time_left <= 3


async def test_the_app_goes_on_when_a_notice_expires_before_it_is_shown() -> None:
    async with opened() as driver:
        for _ in range(20):
            driver.app.notify("Said.", timeout=0.002, markup=False)
            await driver.pilot.pause(0.001)
            await driver.press("j")
        assert all(isinstance(notice, Notice) for notice in driver.app._notifications)
        assert driver.app.is_running


async def test_a_button_pressed_where_the_window_is_no_more_while_a_key_waits() -> None:
    async with opened() as driver:
        await driver.pilot.press("g")
        assert driver.app._sequences.waiting
        send(driver.app, MouseDown, 500, 500, 1)
        await driver.still()
        assert driver.app._exception is None and not driver.app._sequences.waiting
