"""Reading again in a process of its own: all of it, stopped at once when asked, and failures in words."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

import seeds
from briefing.errors import BriefingError
from briefing.ingest import ingest_sources
from briefing.reading.version import READING_VERSION
from briefing.refresh.rereading import reread_in_child
from briefing.store.connection import open_database
from briefing.store.index import count_pending
from briefing.store.readings import use_engine

NOW = datetime(2025, 7, 16, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with one item that was read by older rules."""
    path = tmp_path / "a.db"
    con = open_database(path)
    ingest_sources(con, [str(Path(seeds.__file__).parent / "article.txt")], now=NOW)
    con.execute("UPDATE readings SET version = 1, data = '[[],[],[],[],[]]'")
    con.execute("DELETE FROM meta WHERE key = 'read_by'")
    con.close()
    return path


def versions(path: Path) -> list[tuple[int]]:
    con = sqlite3.connect(path)
    try:
        return con.execute("SELECT version FROM readings").fetchall()
    finally:
        con.close()


def test_what_waits_is_read(path: Path) -> None:
    reread_in_child(path, now=NOW, should_stop=lambda: False)
    assert versions(path) == [(READING_VERSION,)]


def test_it_ends_when_asked_to_and_the_next_one_goes_on(path: Path) -> None:
    reread_in_child(path, now=NOW, should_stop=lambda: True)
    con = open_database(path)
    left = count_pending(con, "read")
    con.close()
    assert versions(path) in ([(1,)], [(READING_VERSION,)]) and left <= 1
    reread_in_child(path, now=NOW, should_stop=lambda: False)
    assert versions(path) == [(READING_VERSION,)]


def test_its_failure_comes_back_in_words(path: Path) -> None:
    con = open_database(path)
    use_engine(con, "missing")
    con.close()
    with pytest.raises(BriefingError, match="There is no entity engine 'missing'"):
        reread_in_child(path, now=NOW, should_stop=lambda: False)
