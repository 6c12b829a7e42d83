"""A refresh as a process of its own: its events, one at a time, stopped and killed at any moment."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from briefing.config import Settings
from briefing.errors import BriefingError
from briefing.ingest import refresh
from briefing.refresh.child import NICENESS, refresh_in_child, stand_back
from briefing.refresh.events import Event
from briefing.refresh.lock import who_refreshes
from briefing.store.connection import check_integrity, open_database
from briefing.store.feeds import list_feeds
from briefing.store.index import count_pending
from tests.briefing.refresh.news import NOW, counts, events, rss, site, start, subscribe
from tests.feeds.server import LOCAL, Answer, Asked, Server, ok, wait_until

OURS = Settings(allow_private=("127.0.0.1",))


def test_the_app_hears_of_every_feed_and_then_of_the_stories(tmp_path: Path) -> None:
    path, heard = tmp_path / "b.db", list[Event]()
    with Server(site(5)) as server:
        subscribe(path, server, 3)
        refresh_in_child(path, OURS, hear=heard.append, should_stop=lambda: False)
    kinds = [event["event"] for event in heard]
    assert kinds[0] == "start" and kinds[-1] == "end" and heard[0]["feeds"] == 3
    assert {(event["title"], event["new"], event["error"]) for event in heard if event["event"] == "feed"} == {
        (f"Paper{n}", 5, None) for n in range(3)
    }
    assert [event["items"] for event in heard if event["event"] == "stories"] == [15]
    spent = heard[-1].pop("cpu_s")
    assert heard[-1] == {"event": "end", "feeds": 3, "new": 15, "failed": 0, "stopped": False}
    assert set(spent) == {"fetch", "index", "group", "name", "read"} and min(spent.values()) >= 0
    assert {(event["status"], event["ms"] is None) for event in heard if event["event"] == "feed"} == {(200, False)}
    assert counts(path) == (15, 15, 0) and who_refreshes(path) is None


def test_the_child_stands_back_behind_the_app_though_it_has_a_session_of_its_own() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, start_new_session=True)
    try:
        stand_back(child.pid)
        assert os.getpriority(os.PRIO_PROCESS, child.pid) == NICENESS
        group = Path(f"/proc/{child.pid}/autogroup")
        assert not group.exists() or group.read_text().split()[-1] == str(NICENESS)
    finally:
        child.communicate(b"\n")


def test_stories_appear_while_feeds_are_still_awaited(tmp_path: Path) -> None:
    con = open_database(tmp_path / "b.db")
    stories, came = [], []
    with Server(site(2)) as server:
        subscribe(tmp_path / "b.db", server, 4)
        refresh(
            con,
            now=NOW,
            allow_private=LOCAL,
            on_outcome=lambda one: came.append(one.new),
            on_stories=lambda items: stories.append((items, len(came))),
            round_s=0.0,
        )
    con.close()
    assert stories == [(2, 1), (4, 2), (6, 3), (8, 4)]


def test_stopped_at_once_and_gone_on_later(tmp_path: Path) -> None:
    path, stop = tmp_path / "b.db", threading.Event()
    heard: list[Event] = []

    def hear(event: Event) -> None:
        heard.append(event)
        if event["event"] == "feed":
            stop.set()

    with Server(site(4, pause_s=lambda name: 30.0 if name > "paper1" else 0.0)) as server:
        subscribe(path, server, 4)
        begin = time.monotonic()
        refresh_in_child(path, OURS, hear=hear, should_stop=stop.is_set)
        assert time.monotonic() - begin < 20
    assert heard[-1]["event"] == "end" and heard[-1]["stopped"] is True
    items, guids, _ = counts(path)
    assert items == guids and items % 4 == 0 and items > 0
    with Server(site(4)) as server, closing(open_database(path)) as con:
        assert check_integrity(con) == []
        con.execute("UPDATE feeds SET url = ? || substr(url, -6)", (server.url("/"),))
        refresh(con, now=NOW, everything=True, allow_private=LOCAL)
    assert counts(path) == (16, 16, 0)


def test_a_process_that_cannot_work_says_why(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    path.write_text("no database at all, but long enough to be looked at by anybody" * 20)
    with pytest.raises(BriefingError, match="not a database"):
        refresh_in_child(path, OURS, hear=lambda event: None, should_stop=lambda: False)


def test_a_second_one_says_who_is_running_and_leaves_or_waits(tmp_path: Path) -> None:
    path, gate = tmp_path / "b.db", threading.Event()
    answer = site(2)

    def slow(asked: object) -> object:
        gate.wait(20)
        return answer(asked)  # type: ignore[arg-type]

    with Server(slow) as server:  # type: ignore[arg-type]
        subscribe(path, server, 1)
        first = start(path, "--json")
        assert wait_until(lambda: bool(server.asked), 20)
        holder = who_refreshes(path)
        assert holder and holder.pid == first.pid and holder.since
        second = start(path)
        _, words = second.communicate(timeout=30)
        assert second.returncode == 1 and f"process {first.pid}, since".encode() in words
        third = start(path, "--json")
        (told,) = events(third.communicate(timeout=30)[0])
        assert (told["event"], told["busy"], third.returncode) == ("error", True, 1)
        waiting = start(path, "--json", "--wait")
        time.sleep(0.2)
        gate.set()
        assert events(first.communicate(timeout=30)[0])[-1]["new"] == 2
        last = events(waiting.communicate(timeout=30)[0])
        assert [one["event"] for one in last][-1] == "end" and last[-1]["new"] == 0
    assert counts(path) == (2, 2, 0)


def test_ctrl_c_stops_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with Server(site(2, pause_s=lambda name: 30.0)) as server:
        subscribe(path, server, 2)
        process = start(path)
        assert wait_until(lambda: bool(server.asked), 20)
        process.send_signal(signal.SIGINT)
        _, words = process.communicate(timeout=20)
    assert process.returncode == 1 and b"Stopped after 0 feeds" in words and b"Traceback" not in words


@pytest.mark.parametrize("kills", [3, pytest.param(20, marks=pytest.mark.slow)])
def test_killed_at_any_moment_nothing_is_lost_and_nothing_is_double(tmp_path: Path, kills: int) -> None:
    """Each run finds one item more in every feed, so that each kill may come while something is stored or grouped."""
    path, rng, feeds, first, version = tmp_path / "b.db", random.Random(7), 12, 20, 0

    def answer(asked: Asked) -> Answer:
        return [0.01 * int(asked.target[6:]), ok(rss(asked.target.strip("/"), first + version))]

    with Server(answer) as server:
        subscribe(path, server, feeds)
        before = dict.fromkeys(range(1, feeds + 1), 0)
        for version in range(kills):  # the server reads it
            process = start(path, "--json", "--all")
            _read_events(process, rng.randrange(1, feeds + 8))
            time.sleep(rng.random() * 0.05)
            os.kill(process.pid, signal.SIGKILL)
            process.communicate()
            with closing(open_database(path)) as con:
                assert check_integrity(con) == []
                now = {feed.id: feed.items for feed in list_feeds(con)}
            for feed, items in now.items():
                assert items >= before[feed], "an item was lost"
                assert items in (before[feed], first + version), "a feed was stored by half"
            before = now
        process = start(path, "--json", "--all")
        last = events(process.communicate(timeout=60)[0])[-1]
    assert last["event"] == "end" and last["feeds"] == feeds and last["failed"] == 0
    assert counts(path) == (feeds * (first + version), feeds * (first + version), 0)
    with closing(open_database(path)) as con:
        assert check_integrity(con) == []
        assert count_pending(con, "index") == count_pending(con, "group") == count_pending(con, "read") == 0


def _read_events(process: object, number: int) -> None:
    """Wait until the process has told of so many events, or has closed its pipe."""
    for _ in range(number):
        if not process.stdout.readline():  # type: ignore[attr-defined]
            return
