"""Pictures of the app's main states, in three sizes and both themes. Look at a new one before it is accepted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.tui.app import BriefingApp
from tests.tui import samples
from tests.tui.driving import settled
from tests.tui.shelf import Shelf, morning, shelf

pytestmark = pytest.mark.snapshot

SMALL, MIDDLE, LARGE = (80, 24), (120, 35), (160, 50)


def by_size(size: tuple[int, int]) -> str:
    """Return the name of a size in file names."""
    return f"{size[0]}x{size[1]}"


def rich(**changes: object) -> Shelf:
    """Return the morning's library with a full brief for its first story."""
    library = shelf(**changes)
    library.briefs[1] = replace(samples.brief(), story_id=1)
    return library


@pytest.fixture
def compare(snap_compare: Callable[..., bool]) -> Callable[..., bool]:
    """Return a check of the app on a library, after keys, against its stored picture."""

    def check(library: Shelf, size: tuple[int, int], *keys: str, theme: str = "night") -> bool:
        app = BriefingApp(Path("nowhere.db"), theme=theme, library=library)

        async def drive(pilot) -> None:  # type: ignore[no-untyped-def]
            await settled(app, pilot)
            for key in keys:
                await pilot.press(key)
            await settled(app, pilot)
            await pilot.wait_for_scheduled_animations()

        return snap_compare(app, terminal_size=size, run_before=drive)

    return check


@pytest.mark.parametrize("theme", ["night", "paper"])
@pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE], ids=by_size)
def test_edition(compare: Callable[..., bool], size: tuple[int, int], theme: str) -> None:
    assert compare(rich(), size, theme=theme)


@pytest.mark.parametrize("theme", ["night", "paper"])
def test_brief_in_a_small_window(compare: Callable[..., bool], theme: str) -> None:
    assert compare(rich(), SMALL, "enter", theme=theme)


def test_brief_with_the_keys(compare: Callable[..., bool]) -> None:
    assert compare(rich(), MIDDLE, "enter", "j", "j")


def test_whole_screen(compare: Callable[..., bool]) -> None:
    assert compare(rich(), MIDDLE, "z")


def test_marks(compare: Callable[..., bool]) -> None:
    assert compare(rich(), SMALL, "m", "s", "m")


def test_end_of_a_long_list(compare: Callable[..., bool]) -> None:
    assert compare(rich(further=(replace(morning()[0], id=90, headline="An older story", new=0),)), SMALL, "plus", "G")


def test_sample(compare: Callable[..., bool]) -> None:
    assert compare(rich(sample=True), SMALL)


def test_nothing_stored(compare: Callable[..., bool]) -> None:
    assert compare(shelf(()), MIDDLE)


def test_smallest_window(compare: Callable[..., bool]) -> None:
    assert compare(rich(sample=True), (60, 15), "j")


def test_window_too_small(compare: Callable[..., bool]) -> None:
    assert compare(rich(), (40, 10))


def test_failure(compare: Callable[..., bool]) -> None:
    assert compare(shelf(broken=True), MIDDLE)


@pytest.mark.parametrize("size", [SMALL, MIDDLE], ids=by_size)
def test_help(compare: Callable[..., bool], size: tuple[int, int]) -> None:
    assert compare(rich(), size, "question_mark")


def test_help_searched(compare: Callable[..., bool]) -> None:
    assert compare(rich(), SMALL, "question_mark", *"brief", theme="paper")


def test_palette(compare: Callable[..., bool]) -> None:
    assert compare(rich(), MIDDLE, "ctrl+p")


def test_another_theme(compare: Callable[..., bool]) -> None:
    assert compare(rich(), SMALL, theme="textual-light")
