"""Adding, importing, refreshing and managing feeds on the command line, against a server on this machine."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefing.cli import cli
from briefing.cli.refreshing import _as_bar
from briefing.refresh.lock import refresh_lock
from briefing.store.connection import open_database
from briefing.store.feeds import list_feeds
from tests.briefing.refresh.news import rss
from tests.feeds.server import Answer, Asked, Server, ok, redirect

Run = Callable[..., Result]
README = Path(__file__).parents[3] / "README.md"
PAGE = (
    b'<html><head><link rel="alternate" type="application/rss+xml" href="/paper" title="Paper">'
    b'<link rel="alternate" type="application/rss+xml" href="/sport" title="Sport"></head><body>x</body>'
)


def web(asked: Asked) -> Answer:
    """Return a page that offers two feeds, a feed that is elsewhere now, an error, and a feed at other paths."""
    pages = {
        "/page": ok(PAGE, content_type="text/html"),
        "/old": redirect(301, "/paper"),
        "/bare": ok(b"<html><body>Nothing</body></html>", content_type="text/html"),
        "/blocked": ok(b"", "403 Forbidden", cf_mitigated="challenge"),
    }
    if asked.target in ("/paper", "/sport"):
        return ok(rss(asked.target.strip("/"), 3))
    return pages.get(asked.target, ok(b"", "404 Not Found"))


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(web) as server:
        yield server


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("BRIEFING_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("BRIEFING_DB", str(tmp_path / "own.db"))
    monkeypatch.setenv("BRIEFING_ALLOW_PRIVATE", "127.0.0.1")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)

    def call(*arguments: object, code: int = 0, stdin: str | None = None) -> Result:
        result = CliRunner().invoke(cli, [str(a) for a in arguments], input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result

    return call


def feeds(run: Run) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("feeds", "--json").stdout.splitlines()]


def test_a_feed_is_shown_and_then_stored_with_one_request(run: Run, server: Server) -> None:
    words = run("add", server.url("/paper")).stderr
    assert "Found: Paper: 3 items" in words and "last" in words and "Paper: 3 new items." in words
    assert len(server.asked) == 1
    assert "subscribed already (feed 1)" in run("add", server.url("/paper")).stderr
    assert len(server.asked) == 1


def test_a_page_names_what_else_it_offers(run: Run, server: Server) -> None:
    words = run("add", server.url("/page")).stderr
    assert "Found: Paper" in words and "also there: Sport" in words and len(server.asked) == 2


def test_a_preview_stores_nothing(run: Run, server: Server) -> None:
    (found,) = [json.loads(line) for line in run("add", "--preview", "--json", server.url("/page")).stdout.splitlines()]
    assert (found["title"], found["items"], found["subscribed"], len(found["others"])) == ("Paper", 3, None, 1)
    assert feeds(run) == []


def test_the_same_feed_under_another_address_is_known(run: Run, server: Server) -> None:
    run("add", server.url("/paper"))
    assert "subscribed already" in run("add", server.url("/old")).stderr
    assert len(feeds(run)) == 1


def test_several_at_once_and_one_that_is_none(run: Run, server: Server) -> None:
    addresses = f"{server.url('/paper')}\n{server.url('/bare')}\n{server.url('/sport')}\n"
    words = run("add", "-", stdin=addresses).stderr
    assert "No feed was found" in words and {row["title"] for row in feeds(run)} == {"Paper", "Sport"}
    run("add", server.url("/bare"), code=1)


def test_the_list_says_how_each_feed_is_and_what_to_do(run: Run, server: Server) -> None:
    run("add", server.url("/paper"))
    run("import", "-", stdin=f'{server.url("/blocked")} news "~Blocked paper"\n')
    assert "1 failed" in run("refresh").stderr
    words = run("feeds").stdout
    assert (
        "Paper" in words and "silent" in words and "next in" in words and "kB in" in words and "read 0 min ago" in words
    )
    assert "bot check" in words and "Ask the outlet to let feed readers in" in words
    only = run("feeds", "--errors").stdout
    assert "Blocked paper" in only and "silent" not in only
    found = run("doctor").stdout
    assert "2 feeds: 1 failing, 1 silent" in found and "Blocked paper (failing)" in found and "Ask the outlet" in found
    assert "go after 90 days, headlines stay (keep_texts_days); none dropped so far" in found


@pytest.mark.parametrize(
    ("command", "field", "after"),
    [
        (("pause", "1"), "status", "paused"),
        (("rename", "Paper", "My paper"), "title", "My paper"),
        (("folder", "paper", "World/Europe"), "folder", "World/Europe"),
        (("outlet", "1", "Paper House"), "outlet", "Paper House"),
        (("full-text", "1", "on"), "full_text", True),
        (("remove", "1"), None, None),
    ],
)
def test_every_change_can_be_undone(
    run: Run, server: Server, command: tuple[str, ...], field: str | None, after: object
) -> None:
    run("add", server.url("/paper"))
    before = feeds(run)
    assert "briefing undo" in run("feeds", *command).stderr
    assert [row[field] for row in feeds(run)] == [after] if field else feeds(run) == []
    run("undo")
    assert feeds(run) == before


def test_a_feed_that_is_not_clear_is_not_changed(run: Run, server: Server) -> None:
    run("add", server.url("/paper"), server.url("/sport"))
    assert "any of 2 feeds" in run("feeds", "pause", "127.0.0.1", code=2).stderr
    assert "There is no feed" in run("feeds", "pause", "nothing", code=2).stderr
    run("feeds", "pause", "sport")
    assert [row["status"] for row in feeds(run)] == ["active", "paused"]
    run("feeds", "resume", "sport")


def test_an_import_says_what_became_of_each_line(run: Run) -> None:
    urls = 'https://a.example.org/feed "~Harbor" news\n"query:Unread:unread = \\"yes\\""\nhttps://a.example.org/feed\n'
    words = run("import", "-", stdin=urls).stderr
    assert "Line 1: added: Harbor" in words and "Line 2" in words and "Line 3" in words and "1 feed added" in words
    assert "Line 1: already there: Harbor" in run("import", "-", stdin=urls).stderr
    told = [json.loads(line) for line in run("import", "-", "--json", stdin=urls).stdout.splitlines()]
    assert [(one["state"], one.get("line")) for one in told] == [
        ("already there", 1),
        ("left out", None),
        ("left out", None),
    ]


def test_an_export_read_into_another_database_gives_the_same_feeds(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls = (
        'https://a.example.org/feed?x=1&y=2 "~Harbor & <Sea>" news "two words"\n'
        "https://me:secret@b.example.org/feed\n"
        "http://c.example.org/feed ~Öl\n"
    )
    run("import", "-", stdin=urls)
    run("feeds", "folder", "Öl", "World/Far away")
    text = run("export", "--opml").stdout
    before = own_feeds(tmp_path / "own.db")
    monkeypatch.setenv("BRIEFING_DB", str(tmp_path / "other.db"))
    words = run("import", "-", stdin=text).stderr
    assert own_feeds(tmp_path / "other.db") == before and len(before) == 3
    assert "3 feeds added" in words and "secret" not in words
    assert run("export", "--opml").stdout == text


def own_feeds(path: Path) -> list[tuple[str, str, str, tuple[str, ...]]]:
    with closing(open_database(path)) as con:
        return [(feed.url, feed.title, feed.folder, feed.tags) for feed in list_feeds(con)]


@pytest.mark.parametrize("place", [".newsboat/urls", ".config/newsboat/urls", ".newsbeuter/urls"])
def test_newsboat_s_own_file_is_found(run: Run, tmp_path: Path, place: str) -> None:
    assert "No newsboat urls file" in run("import", code=2).stderr
    file = tmp_path / place
    file.parent.mkdir(parents=True)
    file.write_text("https://a.example.org/feed\n")
    words = run("import").stderr
    assert str(file) in words and "1 feed added" in words


def test_a_refresh_tells_of_itself_in_lines_and_in_events(run: Run, server: Server) -> None:
    run("import", "-", stdin=f"{server.url('/paper')}\n{server.url('/sport')}\n")
    told = [json.loads(line) for line in run("refresh", "--json").stdout.splitlines()]
    kinds = [event["event"] for event in told]
    assert kinds[:3] == ["start", "feed", "feed"] and "stories" in kinds and kinds[-1] == "end"
    assert "No feed is due" in run("refresh").stderr
    words = run("refresh", "--all").stderr
    assert "Paper: 0 new items." in words and "2 feeds fetched, 0 new items, 0 failed." in words


def test_the_events_have_the_keys_that_are_documented(run: Run, server: Server) -> None:
    documented = {
        kind: {"event", *re.findall(r'"(\w+)"', keys)}
        for kind, keys in re.findall(r'^    \{"event": "(\w+)",?(.*?)\}', README.read_text("utf8"), re.M)
    }
    run("import", "-", stdin="\n".join(server.url(path) for path in ("/paper", "/blocked", "/missing")))
    told = [json.loads(line) for line in run("refresh", "--json").stdout.splitlines()]
    with refresh_lock(Path(os.environ["BRIEFING_DB"]), now=datetime.now(UTC)):
        told += [json.loads(line) for line in run("refresh", "--json", code=1).stdout.splitlines()]
    assert {event["event"] for event in told} == {"start", "feed", "stories", "step", "end", "error"}
    assert set(documented) == {"wait", "start", "feed", "stories", "step", "end", "error"}
    for event in told:
        assert set(event) == documented[event["event"]], event["event"]


def test_the_bar_names_what_failed_and_reads_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    event = {"event": "feed", "title": "Harbor [/x]", "source": "s", "new": 0, "changed": 0, "error": "It [b]failed."}
    with _as_bar() as tell:
        for one in (
            {"event": "wait", "pid": 7, "since": None},
            {"event": "start", "feeds": 2},
            event,
            {**event, "title": "Fine", "error": None, "new": 3},
            {"event": "step", "step": "group", "done": 1, "of": 3},
            {"event": "end", "feeds": 2, "new": 3, "failed": 1, "stopped": False},
        ):
            tell(one)
    words = capsys.readouterr().err
    assert "Harbor [/x]: It [b]failed." in words and "process 7" in words and "Fine" not in words


def test_a_refresh_drops_old_texts_and_the_doctor_says_so(run: Run, tmp_path: Path, server: Server) -> None:
    run("add", server.url("/paper"))
    with closing(open_database(tmp_path / "own.db")) as con:
        con.execute("UPDATE items SET fetched = '2025-01-01T00:00:00Z' WHERE id > 1")
    run("refresh")
    found = run("doctor").stdout
    assert "2 texts dropped so far, the last on 20" in found
    (tmp_path / "config.toml").write_text("keep_texts_days = 0\n")
    assert "kept for ever" in run("doctor").stdout
