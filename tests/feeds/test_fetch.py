"""How fetches behave together and over time: politeness, redirects, passwords, limits, stopping."""

from __future__ import annotations

import gzip
import socket
import threading
from asyncio.trsock import TransportSocket
from collections.abc import Callable
from unittest.mock import patch

import pytest

import briefing
from feeds.errors import FetchError
from feeds.fetch import USER_AGENT, Limits, Request, Response, fetch_all, fetch_one
from tests.feeds.server import (
    LOCAL,
    Answer,
    Asked,
    Server,
    internet,
    ok,
    redirect,
    wait_until,
)

FEED = b'<rss version="2.0"><channel><title>T</title></channel></rss>'
SHORT = Limits(total_s=5.0, connect_s=2.0)


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def fetch(url: str, **options: str) -> Response:
    return fetch_one(Request(url, **options), limits=SHORT, allow_private=LOCAL)


def collect(requests: list[Request], **options: object) -> list[tuple[Request, Response | FetchError]]:
    results: list[tuple[Request, Response | FetchError]] = []
    settings: dict[str, object] = {"limits": SHORT, "allow_private": LOCAL, **options}
    fetch_all(requests, on_result=lambda *result: results.append(result), **settings)  # type: ignore[arg-type]
    return results


def by_path(answers: dict[str, Answer]) -> Callable[[Asked], Answer]:
    return lambda asked: answers[asked.target]


def test_a_request_says_who_asks_and_nothing_more() -> None:
    with Server(lambda _: ok(FEED, set_cookie="a=b")) as server:
        collect([Request(server.url("/1")), Request(server.url("/2"))], limits=Limits(per_host=1))
    for asked in server.asked:
        names = [name.lower() for name, _ in asked.headers]
        assert names == ["host", "user-agent", "accept", "accept-encoding"]
        assert asked.values("accept-encoding") == ["gzip"]
        assert asked.values("user-agent") == [USER_AGENT]
        assert asked.values("accept")[0].endswith("*/*;q=0.1")
    assert USER_AGENT.startswith(f"briefing/{'.'.join(briefing.__version__.split('.')[:2])} ")


def test_no_cookie_comes_back_and_no_password_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    answers: dict[str, Answer] = {"/1": redirect(302, "/2"), "/2": ok(FEED, set_cookie="a=b; Path=/")}
    with Server(by_path(answers)) as server:
        login = server.url("/1").replace("//", "//me:secret@")
        collect([Request(login), Request(login)], limits=Limits(per_host=1))
    assert len(server.asked) == 4
    assert [asked.values("cookie") for asked in server.asked] == [[]] * 4
    assert "secret" not in caplog.text


def test_a_validator_outside_ascii_comes_back_byte_for_byte() -> None:
    with Server(lambda _: ok(FEED, etag='"é\xff"')) as server:
        first = fetch(server.url())
        fetch(server.url(), etag=first.etag)
    assert server.asked[1].values("if-none-match") == ['"é\xff"']


def test_a_gzip_body_comes_out_inflated() -> None:
    packed = gzip.compress(FEED * 100, mtime=0)
    with Server(lambda _: ok(packed, content_encoding="gzip", content_type="text/xml")) as server:
        result = fetch(server.url())
    assert result.body == FEED * 100
    assert len(packed) < result.wire_bytes < len(packed) + 200
    assert (result.status, result.content_type, result.final_url) == (200, "text/xml", server.url())


def test_many_fetches_are_polite_and_each_answers_once() -> None:
    def answer(asked: Asked) -> Answer:
        return iter((0.01, ok(FEED)))

    with Server(answer) as server:
        requests = [Request(server.url(f"/{n}"), key=n) for n in range(12)]
        results = collect(requests)
    assert sorted(request.key for request, _ in results) == list(range(12))
    assert server.most_at_once == 2
    assert len({asked.connection for asked in server.asked}) == 2


def test_no_more_than_the_given_number_run_at_once() -> None:
    def answer(asked: Asked) -> Answer:
        return iter((0.15, ok(FEED)))

    with Server(answer) as server:
        hosts = {f"h{n}.example.test": server for n in range(9)}
        with internet(hosts):
            collect([Request(f"http://{host}/") for host in hosts], limits=Limits(at_once=3))
    assert server.most_at_once == 3
    assert len(server.asked) == 9


def test_a_connection_that_the_server_closed_meanwhile_is_replaced() -> None:
    with Server(lambda _: ok(FEED), leaves_after_answer=True) as server:
        results = collect([Request(server.url(f"/{n}")) for n in range(4)], limits=Limits(per_host=1))
    assert all(isinstance(result, Response) for _, result in results)
    assert len({asked.connection for asked in server.asked}) == 4


@pytest.mark.skipif(not hasattr(socket, "TCP_QUICKACK"), reason="only Linux puts acknowledgements off so")
def test_no_answer_waits_for_a_late_acknowledgement_of_its_head() -> None:
    asked_of_the_system = []

    def note(end: TransportSocket, *option: int) -> None:
        asked_of_the_system.append(option)

    with Server(lambda _: [ok(FEED)[:-10], FEED[-10:]]) as server, patch.object(TransportSocket, "setsockopt", note):
        requests = [Request(server.url(f"/{n}")) for n in range(3)]
        results = collect(requests, limits=Limits(per_host=1))
    assert [isinstance(result, Response) for _, result in results] == [True] * 3
    assert {asked.connection for asked in server.asked} == {1}
    assert asked_of_the_system == [(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)] * 3


def test_a_host_that_asks_for_quiet_is_not_asked_for_its_other_feeds() -> None:
    with Server(lambda _: ok(b"", "429 Slow down", retry_after="60")) as server, Server(lambda _: ok(FEED)) as other:
        requests = [Request(server.url(f"/{n}")) for n in range(5)] + [Request(other.url(host="localhost"))]
        results = collect(requests, limits=Limits(per_host=1), allow_private=LOCAL | {"localhost"})
    assert len(server.asked) == 1
    assert [result.retry_after_s for _, result in results if isinstance(result, FetchError)] == [60] * 5
    assert len(other.asked) == 1


@pytest.mark.parametrize(
    ("chain", "permanent"),
    [
        ((301,), "/1"),
        ((308, 301), "/2"),
        ((301, 302), "/1"),
        ((302, 301), ""),
        ((303,), ""),
        ((307, 307, 307, 307, 307), ""),
    ],
)
def test_redirects_are_followed_and_only_a_permanent_start_is_for_good(chain: tuple[int, ...], permanent: str) -> None:
    answers: dict[str, Answer] = {f"/{n}": redirect(status, f"/{n + 1}") for n, status in enumerate(chain)}
    answers[f"/{len(chain)}"] = ok(FEED)
    with Server(by_path(answers)) as server:
        result = fetch(server.url("/0"))
    assert result.final_url == server.url(f"/{len(chain)}")
    assert result.permanent_url == (server.url(permanent) if permanent else "")


def test_validators_go_only_to_the_address_that_made_them() -> None:
    answers: dict[str, Answer] = {"/old": redirect(302, "/new"), "/new": ok(FEED, etag='"n"')}
    with Server(by_path(answers)) as server:
        first = fetch(server.url("/old"), etag='"o"')
        fetch(server.url("/old"), etag=first.etag, validators_url=first.final_url)
    sent = [(asked.target, asked.values("if-none-match")) for asked in server.asked]
    assert sent == [("/old", ['"o"']), ("/new", []), ("/old", []), ("/new", ['"n"'])]


def test_a_password_is_sent_to_its_own_host_only() -> None:
    answers: dict[str, Answer] = {
        "/a": redirect(301, "/b"),
        "/b": redirect(302, "http://thief:x@other.example.test/c"),
        "/c": ok(FEED),
    }
    with (
        Server(by_path(answers)) as server,
        Server(by_path(answers)) as other,
        internet({"mine.example.test": server, "other.example.test": other}),
    ):
        result = fetch_one(Request("http://m%C3%BC:p%3Aw@mine.example.test/a"))
    assert [asked.values("authorization") for asked in server.asked] == [["Basic bcO8OnA6dw=="]] * 2
    assert other.asked[0].values("authorization") == []
    assert result.permanent_url == "http://m%C3%BC:p%3Aw@mine.example.test/b"
    assert result.final_url == "http://other.example.test/c"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://me:secret@nowhere.example.test/feed", "no server named nowhere.example.test"),
        ("ftp://me:secret@example.test/feed", "Only http and https"),
        ("http://me:secret@/feed", "names no server"),
        ("http://me:secret@example.test:port/feed", "cannot be read"),
        ("http://me:secret@closed.example.test/feed", "refused the connection"),
        ("http://me:secret@10.0.0.1/feed", "private network"),
        ("http://me:secret@inside.example.test/feed", "private network"),
        ("example.test/feed", "Only http and https"),
        ("http://exa mple\x1b.test/feed", "cannot be read"),
        ("http://me:secret@300.1.1.1/feed", "cannot be read"),
    ],
)
def test_failures_have_words_and_no_passwords(url: str, words: str) -> None:
    with internet({"closed.example.test": "9.9.9.9", "inside.example.test": "192.168.1.1"}) as dialled:
        ((_, error),) = collect([Request(url)])
    assert isinstance(error, FetchError)
    assert words in error.message
    assert "secret" not in str(error) and error.hint
    assert "\n" not in str(error) and "\x1b" not in str(error)
    assert [address for address, _ in dialled] in ([], ["9.9.9.9"])


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (ok(b""), "nothing at all"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\nConnection: close\r\n\r\n<rss>", "in the middle"),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n", "in the middle"),
        (b"SSH-2.0-OpenSSH_9.6\r\nConnection: close\r\n\r\n", "does not answer in HTTP"),
        (ok(gzip.compress(FEED, mtime=0)[:-9], content_encoding="gzip"), "in the middle"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n", "more than 5 MB"),
        (ok(b"x", "204 No Content"), "did not give the feed (204)"),
        (ok(b"x", "410 Gone"), "down for good"),
        (ok(b"x", "500 Oops", retry_after="120"), "error of its own (500)"),
        (ok(b"x", "599 Odd"), "error of its own (599)"),
        (ok(b"x", "302 Found"), "did not give the feed (302)"),
        (redirect(302, "file:///etc/passwd"), "no web address"),
        (redirect(302, "http://[::bad/"), "sends to an address that cannot be read"),
    ],
)
def test_answers_without_a_feed_are_errors(answer: bytes, words: str) -> None:
    with Server(lambda _: answer) as server, pytest.raises(FetchError) as caught:
        fetch(server.url())
    assert words in caught.value.message
    assert caught.value.hint


def test_a_plain_answer_without_a_length_ends_with_the_connection() -> None:
    with Server(lambda _: b"HTTP/1.0 200 OK\r\n\r\n" + FEED) as server:
        assert fetch(server.url()).body == FEED


def test_early_hints_are_passed_over() -> None:
    with Server(lambda _: b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + ok(FEED)) as server:
        assert fetch(server.url()).body == FEED


def test_stopping_drops_everything_under_way() -> None:
    stop = threading.Event()
    results: list[int] = []

    def answer(asked: Asked) -> Answer:
        if asked.target == "/quick":
            return ok(FEED)
        return iter((30.0,))

    def take(request: Request, result: Response | FetchError) -> None:
        results.append(request.key)
        stop.set()

    with Server(answer) as server:
        requests = [Request(server.url("/slow"), key=n) for n in range(5)] + [Request(server.url("/quick"), key=9)]
        fetch_all(requests, on_result=take, limits=Limits(per_host=9), allow_private=LOCAL, should_stop=stop.is_set)
    assert results == [9]


def test_nothing_is_asked_after_an_early_stop() -> None:
    with Server(lambda _: ok(FEED)) as server:
        assert collect([Request(server.url())], should_stop=lambda: True) == []
    assert server.asked == []


def test_what_on_result_raises_comes_out() -> None:
    def fail(request: Request, result: Response | FetchError) -> None:
        raise LookupError("mine")

    with Server(lambda _: ok(FEED)) as server, pytest.raises(LookupError, match="mine"):
        fetch_all([Request(server.url())] * 3, on_result=fail, allow_private=LOCAL)


def test_a_busy_caller_costs_no_fetch_its_deadline() -> None:
    gate = threading.Event()

    def take(request: Request, result: Response | FetchError) -> None:
        results.append(result)
        if request.key == 1:
            assert wait_until(lambda: len(server.asked) == 2)
            gate.wait(0.5)

    def answer(asked: Asked) -> Answer:
        return ok(FEED) if asked.target == "/1" else iter((0.2, ok(FEED)))

    results: list[Response | FetchError] = []
    with Server(answer) as server:
        requests = [Request(server.url(f"/{n}"), key=n) for n in (1, 2)]
        fetch_all(requests, on_result=take, limits=Limits(total_s=0.4), allow_private=LOCAL)
    assert [type(result) for result in results] == [Response, Response]


def test_it_runs_in_a_worker_thread_and_calls_back_there() -> None:
    seen: list[threading.Thread] = []
    with Server(lambda _: ok(FEED)) as server:

        def work() -> None:
            fetch_all(
                [Request(server.url())],
                on_result=lambda *_: seen.append(threading.current_thread()),
                allow_private=LOCAL,
            )

        worker = threading.Thread(target=work)
        worker.start()
        worker.join(10)
    assert seen == [worker]
