"""The log of the last refreshes in the app: `g l`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.refresh.lock import refresh_lock
from briefing.store.connection import open_database
from briefing.store.feeds import add_feed
from briefing.store.refresh_log import LoggedFetch, begin_log, end_log, log_fetch
from briefing.tui.app import BriefingApp
from briefing.tui.screens.edition import EditionScreen
from briefing.tui.screens.refresh_log import RefreshLogScreen
from tests.tui.test_feeds import press, running

NOW = datetime.now(UTC).replace(microsecond=0)


def shown(app: BriefingApp) -> str:
    """Return the words of the log and of its bar."""
    screen = app.screen
    assert isinstance(screen, RefreshLogScreen)
    lines = "\n".join("".join(piece.text for piece in line) for line in screen.choices.page.lines)
    return f"{screen.bar.reached.outlet}\n{lines}"


@pytest.fixture
def logged(tmp_path: Path) -> Path:
    """Return a database with the log of two refreshes; the newer one has not ended."""
    path = tmp_path / "b.db"
    con = open_database(path)
    harbor, polar = (add_feed(con, f"https://{one}.example.org/rss", title=f"{one} [/x]", now=NOW) for one in "hp")
    first = begin_log(con, 2, now=NOW - timedelta(hours=1))
    log_fetch(con, first, LoggedFetch(harbor, "h [/x]", NOW, 200, 12, 1, 230, 14_200, notice="It has moved."))
    log_fetch(con, first, LoggedFetch(polar, "p [/x]", NOW, error="p.example.org has no feed at this address (404)."))
    end_log(con, first, now=NOW - timedelta(minutes=59), stopped=False)
    second = begin_log(con, 2, now=NOW)
    log_fetch(con, second, LoggedFetch(harbor, "h [/x]", NOW, 304, ms=20, wire_bytes=182))
    con.close()
    return path


async def test_the_log_names_each_feed_and_leads_to_earlier_ones(logged: Path) -> None:
    async with running(logged) as (app, pilot):
        await press(app, pilot, "g", "l")
        words = shown(app)
        assert words.startswith("Last refresh") and "1 of 2 feeds · 0 new items · was ended before its end" in words
        assert "h [/x]" in words and "0 new · HTTP 304 · 1 kB in 20 ms" in words
        assert "2 of 2 feeds · 12 new items · 1 failed · took 60 s" in words
        await press(app, pilot, "enter")
        assert isinstance(app.screen, RefreshLogScreen), "a feed has no page of its own"
        await press(app, pilot, "j", "enter")
        words = shown(app)
        assert words.startswith("Earlier refresh") and "! p.example.org has no feed" in words
        assert words.index("p [/x]") < words.index("h [/x]"), "failures first"
        assert "12 new · 1 changed · HTTP 200 · 15 kB in 230 ms" in words and "! It has moved." in words
        await press(app, pilot, "h")
        assert shown(app).startswith("Last refresh")
        await press(app, pilot, "h")
        assert isinstance(app.screen, EditionScreen)


async def test_a_running_refresh_is_followed(logged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.tui.screens.refresh_log.AGAIN_S", 0.01)
    with refresh_lock(logged, now=NOW):
        async with running(logged) as (app, pilot):
            await press(app, pilot, "g", "l")
            assert "· running" in shown(app)
            con = open_database(logged)
            log_fetch(con, 2, LoggedFetch(2, "p [/x]", NOW, 200, 7, ms=30, wire_bytes=900))
            end_log(con, 2, now=NOW + timedelta(seconds=4), stopped=True)
            con.close()
            for _ in range(100):
                await pilot.pause(0.02)
                if "stopped" in shown(app):
                    break
            assert "2 of 2 feeds · 7 new items · stopped after 4 s" in shown(app)


async def test_before_the_first_refresh_it_says_so(tmp_path: Path) -> None:
    open_database(tmp_path / "b.db").close()
    async with running(tmp_path / "b.db") as (app, pilot):
        await press(app, pilot, "escape", "g", "l")
        assert "No refresh was logged yet." in shown(app)
