"""The raw HTTP answers in tests/data/http, replayed by a server: each as its line in EXPECT.tsv says."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feeds.errors import FetchError
from feeds.fetch import Limits, Request, Response, fetch_all, fetch_one
from feeds.net_headers import LONGEST_WAIT_S
from feeds.schedule import Move, next_due, not_before, observe_move
from tests.feeds.server import (
    LOCAL,
    Answer,
    Asked,
    Server,
    internet,
    make_certificate,
    redirect,
    server_tls,
    trusting,
)

DATA = Path(__file__).parent.parent / "data" / "http"
SHORT = Limits(total_s=5.0, connect_s=2.0)
NOW = datetime(2026, 2, 18, 6, tzinfo=UTC)

NEEDS_STORE = {
    "h02_304.http": "the store keeps the items; here: no body comes out",
    "h10_404_then_ok.http": "the store keeps the items; here: the back-off grows",
    "h32_etag_only_changed.http": "the store compares the hash of the body; here: the body is the same, byte for byte",
    "h34_delta_226.http": "the store never deletes what an answer lacks; here: A-IM is not sent, a 226 is a body",
}
"""Lines of EXPECT.tsv whose other half is the store's, with the half that is tested here."""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("tls"), "*.example.test,DNS:example.test")


def raw(name: str) -> bytes:
    return (DATA / name).read_bytes()


def replay(
    name: str, request: Request | None = None, *, limits: Limits = SHORT
) -> tuple[Response | FetchError, Server]:
    """Fetch from a server that answers every request with the file `name`."""
    with Server(lambda asked: raw(name)) as server:
        asked = request or Request("")
        url = server.url(asked.url or "/feed")
        try:
            result: Response | FetchError = fetch_one(
                Request(url, asked.etag, asked.last_modified), limits=limits, allow_private=LOCAL
            )
        except FetchError as error:
            result = error
    return result, server


def answer(name: str, **request: str) -> Response:
    result, _ = replay(name, Request("/feed", **request))
    assert isinstance(result, Response), result
    return result


def failure(name: str, *, limits: Limits = SHORT) -> FetchError:
    result, _ = replay(name, limits=limits)
    assert isinstance(result, FetchError), result
    assert result.message.endswith(".") and result.hint.endswith((".", "…"))
    assert "\x1b" not in str(result) and "Traceback" not in str(result)
    return result


def test_every_file_has_a_line_and_a_test() -> None:
    lines = dict(line.split("\t") for line in (DATA / "EXPECT.tsv").read_text().splitlines()[1:])
    files = {path.name for path in DATA.glob("*.http")}
    assert set(lines) == files
    source = Path(__file__).read_text()
    assert [name for name in files if source.count(f'"{name}"') - (name in NEEDS_STORE) < 1] == []


def test_h01_validators_come_back_byte_for_byte_and_max_age_is_kept() -> None:
    first = answer("h01_200_etag.http")
    assert (first.etag, first.last_modified) == ('W/"a b"', "Tue, 17 Feb 2026 00:00:00 GMT")
    assert first.max_age_s == 43_200
    assert next_due(NOW, max_age_s=first.max_age_s) >= NOW + timedelta(seconds=43_200)
    _, server = replay("h02_304.http", Request("/feed", first.etag, first.last_modified))
    assert server.asked[0].values("if-none-match") == ['W/"a b"']
    assert server.asked[0].values("if-modified-since") == ["Tue, 17 Feb 2026 00:00:00 GMT"]


def test_h02_not_modified_has_no_body_and_keeps_the_validators() -> None:
    result = answer("h02_304.http", etag='"old"', last_modified="Tue, 17 Feb 2026 00:00:00 GMT")
    assert (result.status, result.body, result.etag) == (304, b"", 'W/"a b"')
    assert result.last_modified == "Tue, 17 Feb 2026 00:00:00 GMT"


def test_h02_not_modified_without_a_condition_is_an_error() -> None:
    assert failure("h02_304.http").status == 304


def test_h03_validators_stay_and_the_move_is_adopted_the_second_time(certificate: Path) -> None:
    old = Request("http://old.example.test/feed", '"e"', "Tue, 17 Feb 2026 00:00:00 GMT")
    with (
        Server(lambda _: raw("h03_301.http")) as before,
        Server(lambda _: raw("h01_200_etag.http"), tls=server_tls(certificate)) as after,
        internet({"old.example.test": before, "new.example.test": after}),
        trusting(certificate),
    ):
        result = fetch_one(old, limits=SHORT)
        again = fetch_one(Request(old.url, result.etag, validators_url=result.final_url), limits=SHORT)
    assert before.asked[0].values("if-none-match") == ['"e"']
    assert after.asked[0].values("if-none-match") == after.asked[0].values("if-modified-since") == []
    assert result.permanent_url == again.permanent_url == "https://new.example.test/feed"
    assert before.asked[1].values("if-none-match") == []
    assert after.asked[1].values("if-none-match") == [result.etag]
    once = observe_move(Move(), result.permanent_url, good=True)
    assert (once.adopt, observe_move(once, again.permanent_url, good=True).adopt) == (False, True)


def test_h04_a_redirect_into_the_own_network_is_refused() -> None:
    with (
        Server(lambda _: raw("h04_308_private.http")) as server,
        internet({"feeds.example.test": server}) as dialled,
        pytest.raises(FetchError) as caught,
    ):
        fetch_one(Request("http://feeds.example.test/feed"))
    assert "127.0.0.1 lies in a private network" in caught.value.message
    assert len(server.asked) == len(dialled) == 1


def test_h06_link_local_is_refused() -> None:
    assert "169.254.169.254 lies in a private network" in failure("h06_302_metadata.http").message


def test_h07_a_redirect_loop_ends() -> None:
    result, server = replay("h07_redirect_loop.http")
    assert isinstance(result, FetchError) and "5 redirects" in result.message
    assert len(server.asked) == 6


def test_h08_a_step_to_http_is_told_carries_no_password_and_is_not_for_good(certificate: Path) -> None:
    with (
        Server(lambda _: raw("h08_https_to_http.http"), tls=server_tls(certificate)) as safe,
        Server(lambda _: raw("h01_200_etag.http")) as plain,
        internet({"new.example.test": safe, "example.test": plain}),
        trusting(certificate),
    ):
        result = fetch_one(Request("https://me:secret@new.example.test/feed"), limits=SHORT)
    assert result.status == 200 and result.permanent_url == ""
    assert "without encryption" in result.warnings[0]
    assert len(safe.asked[0].values("authorization")) == 1
    assert plain.asked[0].values("authorization") == []


@pytest.mark.parametrize(
    ("start", "there", "kept"),
    [
        ("https://me:pw@example.test/a", "https://example.test/b", True),
        ("http://me:pw@example.test/a", "https://example.test/b", True),
        ("https://me:pw@example.test/a", "http://example.test/b", False),
        ("https://me:pw@example.test/a", "https://example.test:444/b", False),
        ("https://me:pw@example.test/a", "//other.example.test/b", False),
        ("https://me:pw@example.test/a", "https://x:y@other.example.test/b", False),
    ],
)
def test_a_moved_feed_keeps_its_password_at_the_same_place_only(
    start: str, there: str, kept: bool, certificate: Path
) -> None:
    def answer(asked: Asked) -> Answer:
        return redirect(301, there) if asked.target == "/a" else raw("h01_200_etag.http")

    with (
        Server(answer) as plain,
        Server(answer, tls=server_tls(certificate)) as safe,
        internet({"example.test": safe, "other.example.test": safe}, plain=plain),
        trusting(certificate),
    ):
        result = fetch_one(Request(start), limits=SHORT)
    last = [asked for asked in safe.asked + plain.asked if asked.target == "/b"]
    assert last[0].values("authorization") == (["Basic bWU6cHc="] if kept else [])
    assert ("me:pw@" in result.permanent_url) is kept and "x:y" not in result.permanent_url
    assert "@" not in result.final_url


def test_h10_the_back_off_grows() -> None:
    assert failure("h10_404_then_ok.http").status == 404
    waits = [next_due(NOW, errors=errors, interval_minutes=30) - NOW for errors in range(8)]
    assert waits == sorted(waits) and waits[1] > waits[0] and waits[7] <= timedelta(hours=27)


def test_h11_retry_after_seconds_hold_for_everyone() -> None:
    error = failure("h11_429_secs.http")
    assert (error.status, error.retry_after_s) == (429, 3600)
    assert next_due(NOW, retry_after_s=error.retry_after_s) >= NOW + timedelta(seconds=3600)
    assert not_before(NOW, error.retry_after_s) == NOW + timedelta(seconds=3600)


def test_h12_retry_after_as_a_date_is_capped() -> None:
    assert failure("h12_503_date.http").retry_after_s == LONGEST_WAIT_S


def test_h14_retry_after_garbage_is_none() -> None:
    error = failure("h14_429_garbage.http")
    assert (error.status, error.retry_after_s) == (429, None)


def test_h15_a_gzip_bomb_stops_at_the_cap() -> None:
    tracemalloc.start()
    try:
        error = failure("h15_gzip_bomb.http")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "more than 15 MB" in error.message
    assert peak < 64 * 2**20


@pytest.mark.parametrize(("name", "words"), [("h16_br_bomb.http", "br"), ("h18_double_gzip.http", "gzip, gzip")])
def test_h16_h18_encodings_without_a_bound_are_refused(name: str, words: str) -> None:
    assert f"({words})" in failure(name).message


def test_h19_a_lying_gzip_header_falls_back_to_plain() -> None:
    assert answer("h19_gzip_lie.http").body.startswith(b"<?xml")


def test_h20_gzip_without_a_header_is_inflated() -> None:
    assert answer("h20_gz_body_no_header.http").body.startswith(b"<?xml")


@pytest.mark.parametrize(("pause_s", "words"), [(0.0, "more than 5 MB"), (0.05, "within 0.3 s")])
def test_h22_endless_chunks_meet_both_caps(pause_s: float, words: str) -> None:
    head, _, chunk = raw("h22_chunked_endless.http").partition(b"\r\n\r\n")

    def endless(asked: Asked) -> Answer:
        def pieces() -> Iterator[bytes | float]:
            yield head + b"\r\n\r\n"
            while True:
                yield chunk if pause_s == 0.0 else chunk[: 4096 + len(b"1000\r\n\r\n")]
                yield pause_s

        return pieces()

    limits = Limits(total_s=0.3 if pause_s else 5.0)
    with Server(endless) as server, pytest.raises(FetchError) as caught:
        fetch_one(Request(server.url()), limits=limits, allow_private=LOCAL)
    assert words in caught.value.message


def test_h23_a_drip_meets_the_deadline_and_others_do_not_wait() -> None:
    whole = raw("h23_slowloris.http")

    def drip(asked: Asked) -> Answer:
        if asked.target == "/fast":
            return raw("h01_200_etag.http")
        return (piece for byte in whole for piece in (bytes([byte]), 0.02))

    results: list[tuple[int, Response | FetchError]] = []
    with Server(drip) as server:
        requests = [Request(server.url("/slow"), key=1), Request(server.url("/fast"), key=2)]
        fetch_all(
            requests,
            on_result=lambda request, result: results.append((request.key, result)),
            limits=Limits(total_s=0.4),
            allow_private=LOCAL,
        )
    assert [key for key, _ in results] == [2, 1]
    assert isinstance(results[0][1], Response)
    assert isinstance(results[1][1], FetchError) and "within 0.4 s" in results[1][1].message


def test_h24_too_many_headers_are_an_error() -> None:
    assert "far too many headers" in failure("h24_header_bomb.http").message


def test_h26_content_type_and_file_name_do_not_matter() -> None:
    result = answer("h26_octet_stream.http")
    assert result.body.startswith(b"<?xml") and result.content_type == "application/octet-stream"


def test_h27_a_bot_check_is_named_and_left_alone_for_a_day() -> None:
    error = failure("h27_cloudflare.http")
    assert "bot check" in error.message and error.retry_after_s == 86_400
    assert next_due(NOW, retry_after_s=error.retry_after_s, errors=1) >= NOW + timedelta(days=1)


def test_h28_a_password_is_asked_for_without_the_servers_words() -> None:
    error = failure("h28_401.http")
    assert error.status == 401 and "password" in error.hint and "[31m" not in str(error)


def test_h30_an_encoded_line_end_never_ends_a_header_line(certificate: Path) -> None:
    with (
        Server(lambda _: raw("h30_crlf_location.http")) as first,
        Server(lambda _: raw("h01_200_etag.http"), tls=server_tls(certificate)) as second,
        internet({"old.example.test": first, "example.test": second}),
        trusting(certificate),
    ):
        fetch_one(Request("http://old.example.test/feed"), limits=SHORT)
    assert second.asked[0].target == "/%0d%0aX:%20y"
    assert second.asked[0].values("x") == []


def test_h31_no_cache_leaves_the_shortest_interval() -> None:
    result = answer("h31_max_age_zero.http")
    assert result.max_age_s is None
    assert next_due(NOW, items_per_week=10_000) >= NOW + timedelta(minutes=15)


def test_h32_the_same_body_comes_out_the_same() -> None:
    first, second = answer("h32_etag_only_changed.http"), answer("h31_max_age_zero.http")
    assert first.body == second.body and first.etag == '"new"'


def test_h34_a_delta_is_a_body_and_is_never_asked_for() -> None:
    result, server = replay("h34_delta_226.http")
    assert isinstance(result, Response) and result.status == 226 and result.body.startswith(b"<?xml")
    assert server.asked[0].values("a-im") == []
