"""Who may import whom, looked at in a fresh interpreter: the static contracts are in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("httpx", "feedparser", "fastfeedparser", "trafilatura", "sqlite_utils", "lxml", "snowballstemmer")
PURE = (
    "briefing.reading.read",
    "briefing.stories.grouping",
    "briefing.briefs.make",
    "briefing.query.parse",
    "briefing.export.markdown",
)


def modules_after(statement: str) -> set[str]:
    """Return the names of all modules that are loaded once `statement` has run."""
    code = f"{statement}\nimport sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module",
    ["feeds.parse", "briefing.store.connection", "briefing.export.files", "briefing.ingest.adding", "briefing.cli"],
)
def test_headless_modules_do_not_load_textual(module: str) -> None:
    assert "textual" not in modules_after(f"import {module}")


@pytest.mark.parametrize("module", PURE)
def test_pure_rooms_load_no_database_and_no_network(module: str) -> None:
    assert not {"sqlite3", "httpx", "socket", "textual"} & modules_after(f"import {module}")


@pytest.mark.parametrize("module", ["briefing.tui.app", "briefing.cli", "briefing.editor", *PURE])
def test_heavy_libraries_wait_until_they_are_needed(module: str) -> None:
    assert not set(HEAVY) & modules_after(f"import {module}")


def test_a_refresh_that_brings_nothing_new_loads_no_step_behind_the_storing(tmp_path: Path) -> None:
    run = f"main(['refresh', '--json', '--db', {str(tmp_path / 'b.db')!r}], standalone_mode=False)"
    loaded = modules_after(f"from briefing.cli import cli; cli.{run}")
    assert "briefing.ingest.steps" in loaded
    steps = {f"briefing.{name}" for name in ("ingest.grouping", "ingest.naming", "ingest.hiding", "ingest.seen")}
    assert not (steps | {"briefing.ingest.adding", "briefing.editor", "briefing.words"}) & loaded


def test_the_version_needs_no_textual() -> None:
    run = "from briefing.__main__ import main\ntry:\n    main()\nexcept SystemExit: pass"
    loaded = modules_after(f"import sys; sys.argv = ['briefing', '--version']\n{run}")
    assert "textual" not in loaded and "sqlite3" not in loaded


def test_feeds_know_nothing_of_briefing() -> None:
    loaded = modules_after("import feeds.parse, feeds.article, feeds.files, feeds.fetch, feeds.discover, feeds.opml")
    assert not [name for name in loaded if name.split(".")[0] == "briefing"]
