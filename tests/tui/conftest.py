"""What every test of the app shares: UTC as the reader's zone, briefs without delay, words that stay."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.tui.keys import sequences
from briefing.tui.screens.edition_panes import EditionPanes
from briefing.tui.widgets import foot_bar
from tests.tui.still_life import still_life


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the still life's database, to be copied."""
    path = tmp_path_factory.mktemp("still") / "still.db"
    still_life(path)
    return path


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stand in one time zone, load briefs at once, keep what was said, and colours whatever the environment asks."""
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(EditionPanes, "BRIEF_DELAY_S", 0)
    monkeypatch.setattr(foot_bar, "WORD_S", 3600.0)
    monkeypatch.setattr(sequences, "PREFIX_WAIT_S", 60.0)  # see driving.settled
    monkeypatch.setattr(sequences, "NUMBER_WAIT_S", 60.0)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
