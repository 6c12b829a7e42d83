"""A model of the reader's own, played by a small server on this machine."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from briefing.cli import cli
from briefing.config import Settings
from briefing.errors import BriefingError, UsageError
from briefing.ingest import process
from briefing.llm.prompt import MAX_SENTENCES
from briefing.llm.summary import KEY_VARIABLE, summary_of
from briefing.store.arrivals import NewItem, store_items
from briefing.store.connection import open_database
from briefing.store.feeds import add_feed
from briefing.tui.app import BriefingApp
from briefing.tui.data import Library
from briefing.tui.screens.item import ItemScreen
from briefing.tui.screens.llm import LlmScreen
from feeds.errors import FetchError
from feeds.post_json import MAX_ANSWER, post_json
from tests.tui.driving import settled

NOW = datetime(2025, 7, 18, 12, tzinfo=UTC)
FIRE = (
    "A fire destroyed the main stage of the Tomorrowland festival in Boom on Wednesday evening. "
    "The fire service of Antwerp said that 2 people were hurt and brought to a hospital."
)
GOOD = "A fire destroyed the main stage of Tomorrowland in Boom. [1]\nIt killed 7 people. [1]"


@contextmanager
def model(reply: Callable[[dict[str, Any]], bytes | None], status: int = 200) -> Iterator[tuple[str, list[Any]]]:
    """Run a server that replies to each question; give its address and what it was asked. None: it never answers."""
    asked: list[Any] = []
    stop = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["content-length"])))
            asked.append((self.path, dict(self.headers), question))
            body = reply(question)
            if body is None:
                stop.wait(10)
                body = b""
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def handle(self) -> None:
            with suppress(OSError):  # the client has left, as it should
                super().handle()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1", asked
    finally:
        stop.set()
        server.shutdown()
        server.server_close()


def says(words: str) -> Callable[[dict[str, Any]], bytes]:
    """Answer as an OpenAI-compatible server does."""
    return lambda _: json.dumps({"choices": [{"message": {"role": "assistant", "content": words}}]}).encode()


@pytest.fixture
def con(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_database(tmp_path / "briefing.db")) as con:
        feed = add_feed(con, "https://harbor.example.org/feed", title="Harbor", now=NOW)
        store_items(con, feed, [NewItem("a", "Fire at Tomorrowland", FIRE, "h", "Harbor", NOW)], now=NOW)
        process(con, now=NOW)
        yield con


def _settings(url: str, **changes: Any) -> Settings:
    return replace(Settings(llm_url=url, llm_model="tiny", llm_timeout_s=5), **changes)


def test_only_numbered_sentences_are_sent_and_only_what_holds_is_kept(
    con: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "s3cret")
    with model(says(GOOD)) as (url, asked):
        summary = summary_of(con, 1, _settings(url), now=NOW)
    assert summary is not None and summary.model == "tiny" and summary.answer.dropped == 1
    (one,) = summary.answer.sentences
    assert one.text == "A fire destroyed the main stage of Tomorrowland in Boom."
    (told,) = [told for told in summary.told if told.number in one.citations]
    assert FIRE[told.start : told.end] == told.text
    ((path, headers, question),) = asked
    assert path == "/v1/chat/completions" and headers["Authorization"] == "Bearer s3cret"
    assert question["messages"][1]["content"].splitlines() == [f"[{one.number}] {one.text}" for one in summary.told]
    assert "Harbor" not in json.dumps(question) and len(summary.told) <= MAX_SENTENCES


def test_the_same_sentences_are_asked_about_once(con: sqlite3.Connection) -> None:
    with model(says(GOOD)) as (url, asked):
        first = summary_of(con, 1, _settings(url), now=NOW)
        assert summary_of(con, 1, _settings(url), now=NOW) == first and len(asked) == 1
        summary_of(con, 1, _settings(url, llm_model="other"), now=NOW)
        assert len(asked) == 2
    assert summary_of(con, 1, _settings(url), now=NOW) == first


def test_without_a_model_nothing_is_asked(con: sqlite3.Connection) -> None:
    with pytest.raises(UsageError, match="No language model is configured"):
        summary_of(con, 1, Settings(), now=NOW)


@pytest.mark.parametrize("body", [b"{}", b"[]", b'{"choices": []}', b'{"choices": [{"message": {"content": 3}}]}'])
def test_an_answer_of_another_form_is_an_error(con: sqlite3.Connection, body: bytes) -> None:
    with model(lambda _: body) as (url, _), pytest.raises(BriefingError, match="unknown form"):
        summary_of(con, 1, _settings(url), now=NOW)
    assert con.execute("SELECT COUNT(*) FROM llm_answers").fetchone() == (0,)


def test_what_comes_back_writes_nothing_to_the_terminal(con: sqlite3.Connection) -> None:
    with model(says("A fire\x1b]0;owned\x07 destroyed the main stage. [1]")) as (url, _):
        summary = summary_of(con, 1, _settings(url), now=NOW)
    assert summary is not None and "\x1b" not in "".join(one.text for one in summary.answer.sentences)


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (b"no", 200, "JSON"),
        (b"[" * 100_000, 200, "JSON"),
        (b'{"a":', 200, "JSON"),
        (b"", 500, "answered 500"),
        (b" " * (MAX_ANSWER + 1), 200, "more"),
    ],
)
def test_what_is_wrong_is_said_in_words(body: bytes, status: int, words: str) -> None:
    with model(lambda _: body, status) as (url, _), pytest.raises(FetchError, match=words):
        post_json(url, {}, timeout_s=5)


def test_nobody_there_and_too_slow() -> None:
    with pytest.raises(FetchError, match="cannot be asked"):
        post_json("http://127.0.0.1:1/v1", {}, timeout_s=5)
    with model(lambda _: None) as (url, _), pytest.raises(FetchError, match=r"did not answer within 0\.1 s"):
        post_json(url, {}, timeout_s=0.1)


def test_an_answer_that_drips_is_too_slow_too() -> None:
    """The limit is on the whole answer: a byte now and then does not stretch it."""
    stop = threading.Event()

    class Dripping(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):
                while not stop.wait(0.02):
                    self.wfile.write(b" ")
                    self.wfile.flush()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Dripping)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        with pytest.raises(FetchError, match=r"did not answer within 0\.3 s"):
            post_json(f"http://127.0.0.1:{server.server_address[1]}/v1", {}, timeout_s=0.3)
    finally:
        stop.set()
        server.shutdown()
        server.server_close()


def test_a_question_can_be_dropped() -> None:
    with model(lambda _: None) as (url, asked):
        assert post_json(url, {}, timeout_s=9, should_stop=lambda: bool(asked)) is None


def test_show_llm_marks_whose_words_they_are(
    con: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_CONFIG", str(tmp_path / "none.toml"))
    with model(says(GOOD)) as (url, _):
        monkeypatch.setenv("BRIEFING_LLM_URL", url)
        monkeypatch.setenv("BRIEFING_LLM_MODEL", "tiny")
        arguments = ["show", "1", "--llm", "--why", "--db", str(tmp_path / "briefing.db")]
        shown = CliRunner().invoke(cli, arguments)
        record = json.loads(CliRunner().invoke(cli, [*arguments, "--json"]).stdout)
    assert "## Written by tiny, not by the outlets" in shown.stdout and "1 dropped" in shown.stdout
    assert "## Why these sentences" in shown.stdout and "coverage +" in shown.stdout
    assert record["llm"]["model"] == "tiny" and record["llm"]["sentences"][0]["citations"][0]["item"] == 1
    terms = {term["name"] for term in record["sentence_why"][0]["terms"]}
    assert "coverage" in terms and len(record["sentence_why"]) == len(record["sentences"])
    assert all(one["text"] in FIRE for one in record["sentences"])


async def _opened(tmp_path: Path, settings: Settings, then: Callable[[BriefingApp, Any], Any]) -> None:
    app = BriefingApp(
        tmp_path / "briefing.db", library=Library(tmp_path / "briefing.db", clock=lambda: NOW, settings=settings)
    )
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settled(app, pilot)
        await pilot.press("L")
        await then(app, pilot)


def _words(app: BriefingApp) -> str:
    assert isinstance(app.screen, LlmScreen)
    return "\n".join("".join(piece.text for piece in line) for line in app.screen.choices.page.lines)


async def test_the_screen_shows_the_summary_and_leads_to_what_it_rests_on(
    con: sqlite3.Connection, tmp_path: Path
) -> None:
    async def look(app: BriefingApp, pilot: Any) -> None:
        await settled(app, pilot)
        assert "WRITTEN BY TINY, NOT BY THE OUTLETS" in _words(app) and "1 of its sentences left out" in _words(app)
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, ItemScreen) and app.screen.text.span == (0, FIRE.index(". ") + 1)

    with model(says(GOOD)) as (url, _):
        await _opened(tmp_path, _settings(url), look)


async def test_leaving_the_screen_drops_the_question(con: sqlite3.Connection, tmp_path: Path) -> None:
    async def leave(app: BriefingApp, pilot: Any) -> None:
        while not asked:
            await pilot.pause(0.02)
        await pilot.press("q")
        await settled(app, pilot)  # would take ten seconds, and more than the time limit, if it went on
        assert app.screen is app.edition_screen and not app._notifications

    with model(lambda _: None) as (url, asked):
        await _opened(tmp_path, _settings(url, llm_timeout_s=9), leave)
    assert con.execute("SELECT COUNT(*) FROM llm_answers").fetchone() == (0,)


async def test_without_a_model_the_screen_says_how(con: sqlite3.Connection, tmp_path: Path) -> None:
    async def look(app: BriefingApp, pilot: Any) -> None:
        await settled(app, pilot)
        assert "No language model is configured" in _words(app)

    await _opened(tmp_path, Settings(), look)
