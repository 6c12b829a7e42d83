"""The log of the last refreshes: what is written, what is forgotten, what the command line shows of it."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli import cli
from briefing.ingest import refresh
from briefing.store.connection import open_database
from briefing.store.feeds import add_feed, list_feeds, remove_feed
from briefing.store.refresh_log import (
    KEPT,
    LoggedFetch,
    begin_log,
    end_log,
    fetches_of,
    last_refreshes,
    log_fetch,
)
from tests.briefing.refresh.news import NOW, rss
from tests.feeds.server import LOCAL, Answer, Asked, Server, ok, redirect


def web(asked: Asked) -> Answer:
    """Return a feed, one that has moved, one that is missing."""
    if asked.target == "/moved":
        return redirect(301, "/paper")
    return ok(rss("paper", 3)) if asked.target == "/paper" else ok(b"", "404 Not Found")


def test_a_refresh_writes_down_what_became_of_each_feed(tmp_path: Path) -> None:
    with Server(web) as server, closing(open_database(tmp_path / "b.db")) as con:
        urls = {path: server.url(path) for path in ("/paper", "/moved", "/none")}
        urls["/none"] = urls["/none"].replace("//", "//me:secret@")
        keys = {path: add_feed(con, url, now=NOW) for path, url in urls.items()}
        refresh(con, now=NOW, allow_private=LOCAL)
        refresh(con, now=NOW + timedelta(minutes=1), allow_private=LOCAL)
        (one,) = last_refreshes(con)
        fetches = {fetch.feed_id: fetch for fetch in fetches_of(con, one.id)}
    assert (one.feeds, one.answered, one.new, one.failed, one.stopped) == (3, 3, 6, 1, False)
    assert one.ended is not None and one.began == NOW <= one.ended
    paper, missing = fetches[keys["/paper"]], fetches[keys["/none"]]
    assert (paper.status, paper.new, paper.error, paper.title) == (200, 3, "", "Paper")
    assert paper.ms is not None and (paper.wire_bytes or 0) > 300
    assert (missing.status, missing.new, missing.wire_bytes) == (404, 0, None) and "no feed" in missing.error
    assert next(iter(fetches)) == keys["/none"], "failures first"
    assert missing.title.startswith("http://***@127.0.0.1") and missing.title.endswith("/none")


def test_a_stopped_one_says_so_and_a_killed_one_has_no_end(tmp_path: Path) -> None:
    with closing(open_database(tmp_path / "b.db")) as con:
        begin_log(con, 7, now=NOW)
        end_log(con, begin_log(con, 8, now=NOW), now=NOW + timedelta(seconds=3), stopped=True)
        stopped, killed = last_refreshes(con)
    assert (stopped.feeds, stopped.stopped, stopped.ended) == (8, True, NOW + timedelta(seconds=3))
    assert (killed.feeds, killed.answered, killed.ended) == (7, 0, None)


def test_only_the_last_ones_are_kept(tmp_path: Path) -> None:
    with closing(open_database(tmp_path / "b.db")) as con:
        feed = add_feed(con, "https://harbor.example.org/rss", title="Harbor", now=NOW)
        for n in range(KEPT + 5):
            log_fetch(con, begin_log(con, 1, now=NOW + timedelta(hours=n)), LoggedFetch(feed, "Harbor", NOW, new=n))
        kept = last_refreshes(con)
        rows = con.execute("SELECT COUNT(*) FROM fetches").fetchone()[0]
        remove_feed(con, feed, now=NOW)
        assert [fetch.title for fetch in fetches_of(con, kept[0].id)] == ["Harbor"]
    assert [one.new for one in kept] == list(range(KEPT + 4, 4, -1)) and rows == KEPT


def test_a_refresh_that_asks_nobody_is_not_logged(tmp_path: Path) -> None:
    with closing(open_database(tmp_path / "b.db")) as con:
        refresh(con, now=NOW, allow_private=LOCAL)
        assert last_refreshes(con) == [] == list_feeds(con)


def test_the_command_line_shows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_CONFIG", str(tmp_path / "none"))
    monkeypatch.setenv("BRIEFING_ALLOW_PRIVATE", "127.0.0.1")
    log = ["refresh", "--log", "--db", str(tmp_path / "b.db")]
    assert "No refresh was logged" in CliRunner().invoke(cli, log).output
    with Server(web) as server, closing(open_database(tmp_path / "b.db")) as con:
        for path in ("/paper", "/none"):
            add_feed(con, server.url(path), now=NOW)
        assert CliRunner().invoke(cli, ["refresh", "--db", str(tmp_path / "b.db")]).exit_code == 0
    shown = CliRunner().invoke(cli, log)
    lines = shown.output.splitlines()
    assert shown.exit_code == 0 and "2 of 2 feeds, 3 new items, 1 failed" in lines[0]
    assert "HTTP 404" in lines[1] and "no feed at this address" in lines[2] and "Paper" in lines[3]
    (record,) = map(json.loads, CliRunner().invoke(cli, [*log, "--json"]).output.splitlines())
    assert (record["feeds"], record["new"], record["failed"], record["stopped"]) == (2, 3, 1, False)
    assert [fetch["status"] for fetch in record["fetches"]] == [404, 200]
