"""The settings: what counts and where it comes from, edited in the reader's editor, followed at once."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefing.config import load
from briefing.tui.screens.settings import SettingsScreen, matching, template
from tests.tui.driving import Driver, opened


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration, not there yet; the editor appends what EDIT says."""
    path = tmp_path / "new" / "config.toml"
    monkeypatch.setenv("BRIEFING_CONFIG", str(path))
    script = "import os, sys; open(sys.argv[1], 'a', encoding='utf8').write(os.environ.get('EDIT', ''))"
    (tmp_path / "editor.py").write_text(script)
    monkeypatch.setenv("VISUAL", f"{sys.executable} {tmp_path / 'editor.py'}")
    return path


@contextmanager
def stepped_aside() -> Iterator[None]:
    yield


def shown(driver: Driver) -> str:
    return str(driver.app.screen.query_one("#page-text").visual)  # type: ignore[attr-defined]


async def edit(driver: Driver, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Press Enter in the settings; the editor adds `words`."""
    monkeypatch.setenv("EDIT", words)
    driver.app.suspend = stepped_aside  # type: ignore[method-assign]
    await driver.press("enter")


async def test_every_setting_is_shown_with_its_origin(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_EDITION_HOURS", "24")
    async with opened() as driver:
        await driver.press("g", "c")
        assert isinstance(driver.app.screen, SettingsScreen)
        text = shown(driver)
        assert str(file) in "".join(text.split()) and "not there yet" in " ".join(
            text.split()
        )  # a long path is wrapped
        for row in load()[1]:
            assert row.name in text
        assert "stories in an edition, at most" in text
        await driver.press(*"theme")
        assert "night, paper" in shown(driver) and "export_folder" not in shown(driver)
        await driver.press(*"zzz")
        assert "No setting matches." in shown(driver)
        await driver.press("escape")
        assert driver.app.screen is driver.screen


def test_words_find_settings_by_name_and_purpose() -> None:
    rows = load({"BRIEFING_CONFIG": "/nowhere"})[1]
    assert "llm_url" in {row.name for row in matching(rows, "language model")}
    assert {row.name for row in matching(rows, "edition_s")} == {"edition_size"}


def test_the_template_is_valid_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(template(load({"BRIEFING_CONFIG": "/nowhere"})[1]), encoding="utf8")
    assert load({"BRIEFING_CONFIG": str(path)})[0] == load({"BRIEFING_CONFIG": "/nowhere"})[0]
    live = re.sub(r'(?m)^# (?=[a-z_]+ = |"[a-z.]+" = |x = )', "", path.read_text(encoding="utf8"))
    path.write_text(live.replace("# [", "["), encoding="utf8")
    assert load({"BRIEFING_CONFIG": str(path)})[0].keys


async def test_nothing_is_written_when_nothing_was_changed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as driver:
        await driver.press("g", "c")
        await edit(driver, "", monkeypatch)
        assert not file.exists() and not file.parent.exists()


async def test_what_was_edited_counts_at_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as driver:
        await driver.press("g", "c")
        await edit(driver, 'theme = "paper"\nsort = "outlets"\n[keys]\n"story.save" = "f6"\n', monkeypatch)
        assert file.exists()
        assert driver.app.theme == "paper" and driver.screen.sort == "outlets"
        assert f"{file}" in shown(driver) and "not there yet" not in shown(driver)
        await driver.press("escape", "f6")
        assert any(call[0] == "save" for call in driver.library.calls)


async def test_a_mistake_in_the_file_is_told_and_changes_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as driver:
        await driver.press("g", "c")
        await edit(driver, 'theme = "papre"\n', monkeypatch)
        assert any("no theme 'papre'" in note.message for note in driver.app._notifications)
        assert driver.app.theme == "night"
        await edit(driver, "x = 3\n", monkeypatch)
        assert "unknown setting: x" in shown(driver)


async def test_without_an_editor_the_file_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor-anywhere")
    async with opened() as driver:
        await driver.press("g", "c")
        await edit(driver, "", monkeypatch)
        assert any("cannot be started" in note.message for note in driver.app._notifications)


async def test_what_is_set_for_a_visit_says_so(file: Path) -> None:
    async with opened() as driver:
        driver.app.set_for_now("edition_size", "7")
        await driver.press("g", "c")
        assert re.search(r"7\n +from this visit", shown(driver))
        assert not file.exists()
