"""How the app starts: what it loads, what stands on the screen first, on real databases."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefing.sample import open_sample
from briefing.tui.app import BriefingApp
from briefing.tui.data import Library
from briefing.tui.screens.item import ItemScreen
from tests.tui.driving import Driver, settled

HEAVY = {"httpx", "feedparser", "fastfeedparser", "sqlite_utils", "trafilatura", "lxml", "markdown_it"}

FIRST_FRAME = """
import asyncio, sys
from pathlib import Path
from briefing.tui.app import BriefingApp

async def main():
    app = BriefingApp(Path(sys.argv[1]))
    async with app.run_test(size=(120, 35)) as pilot:
        assert app.edition_screen.story_list.stories
        print(*sys.modules)

asyncio.run(main())
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample edition's database, made once."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    open_sample(path)[0].close()
    return path


def modules_after(code: str, *args: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after `code`."""
    done = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_app_loads_nothing_heavy() -> None:
    loaded = modules_after("import sys, briefing.tui.app; print(*sys.modules)")
    assert not loaded & {*HEAVY, "textual.widgets._markdown"}


def test_the_first_frame_with_stories_loads_nothing_heavy(sample: Path) -> None:
    loaded = modules_after(FIRST_FRAME, str(sample))
    assert "briefing.edition" in loaded and "briefing.editor" not in loaded
    assert not loaded & {*HEAVY, "textual.widgets._markdown", "briefing.reading.read", "briefing.ingest"}


async def test_stored_stories_stand_in_the_first_frame(sample: Path) -> None:
    app = BriefingApp(sample)
    async with app.run_test(size=(120, 35)):
        assert app.edition_screen.story_list.selected


async def test_the_sample_edition_is_made_while_a_line_says_so(tmp_path: Path) -> None:
    app = BriefingApp(tmp_path / "sample.db", sample=True)
    said: list[str] = []
    async with app.run_test(size=(120, 35)) as pilot:
        said += [app.edition_screen.story_list.render_line(y).text.strip() for y in range(4)]
        await settled(app, pilot)
        assert app.edition_screen.story_list.selected and app.edition_screen.brief
    assert "Preparing the sample edition …" in said


async def test_the_sample_from_list_to_source(sample: Path) -> None:
    app = BriefingApp(sample, sample=True)
    async with app.run_test(size=(160, 50)) as pilot:
        await settled(app, pilot)
        driver = Driver(app, pilot, app.library)  # type: ignore[arg-type]
        screen = app.edition_screen
        assert screen.top_bar.facts and screen.top_bar.facts.sample and screen.top_bar.facts.stories
        assert screen.brief and screen.brief.items >= 12
        await driver.press("1")
        assert isinstance(app.screen, ItemScreen)
        await driver.press("q", "m", "s", "u", "u")
        assert not any(row.read or row.saved for row in screen.story_list.stories)
        assert not app._notifications


async def test_notes_are_written_to_the_folder_of_the_settings(sample: Path, tmp_path: Path) -> None:
    from briefing.config import Settings

    library = Library(sample, sample=True, settings=Settings(export_folder=str(tmp_path / "notes")))
    story = library.edition().stories[0]
    assert library.export(story.id).startswith("Written: ")
    assert library.export(story.id).startswith("Already there: ")
    (note,) = (tmp_path / "notes").glob("*.md")
    assert 'id: "sample-' in note.read_text(encoding="utf8")


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4096])
async def test_a_file_that_is_no_database_is_named_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    app = BriefingApp(path)
    async with app.run_test(size=(120, 35), notifications=True) as pilot:
        await settled(app, pilot)
        (notice,) = app._notifications
        assert "x.db" in notice.message and notice.severity == "error"
    assert path.read_bytes() == content


async def test_an_empty_database_says_how_to_begin(tmp_path: Path) -> None:
    app = BriefingApp(tmp_path / "new.db")
    async with app.run_test(size=(120, 35)) as pilot:
        await settled(app, pilot)
        lines = "\n".join(app.edition_screen.story_list.render_line(y).text for y in range(10))
        assert "No stories yet." in lines and "briefing add URL" in lines
