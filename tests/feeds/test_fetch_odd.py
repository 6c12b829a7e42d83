"""Answers that no specification foresees and servers give all the same: what comes of each, one line for each."""

from __future__ import annotations

import gzip
import zlib

import pytest

from feeds.errors import FetchError
from feeds.fetch import Limits, Request, Response, fetch_one
from tests.feeds.server import LOCAL, Answer, Asked, Server, internet, ok

FEED = b'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title></channel></rss>'
SHORT = Limits(total_s=5.0, connect_s=2.0)
GZ = gzip.compress(FEED, mtime=0)
LATER, DAY = "asked again later", 86_400


def raw(status: str, *lines: str, body: bytes = FEED, sized: bool = True) -> bytes:
    """Return an answer with these header lines as they stand, and a Content-Length unless it is not `sized`."""
    sizes = (f"Content-Length: {len(body)}",) if sized else ()
    return "\r\n".join((f"HTTP/1.1 {status}", *lines, *sizes, "", "")).encode("latin-1") + body


def no(status: str, *lines: str) -> bytes:
    """Return an answer without a body."""
    return raw(status, *lines, body=b"")


def chunked(*lines: str, body: bytes) -> bytes:
    return raw("200 OK", "Transfer-Encoding: chunked", "Connection: close", *lines, body=body, sized=False)


def deflated(body: bytes) -> bytes:
    """Return a deflate stream without zlib's header."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(body) + packer.flush()


CHUNK = b"%x\r\n%s\r\n" % (len(FEED), FEED)
BOMB = b"a" * 20 * 2**20

READ = {
    "no reason": raw("200"),
    "a reason outside ASCII": "HTTP/1.1 200 Très bien\r\n".encode() + raw("").partition(b"\r\n")[2],
    "line ends without CR": raw("200 OK", body=b"").replace(b"\r\n", b"\n").replace(b": 0", b": %d" % len(FEED)) + FEED,
    "HTTP/1.0 without a length": b"HTTP/1.0 200 OK\r\n\r\n" + FEED,
    "HTTP/1.0 that stays": b"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n" + raw("").partition(b"\r\n")[2],
    "100 before 200": no("100 Continue").replace(b"Content-Length: 0\r\n", b"") + raw("200 OK"),
    "fifty early hints": b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 50 + raw("200 OK"),
    "a folded header line": raw("200 OK", "X-Long: a\r\n b"),
    "UTF-8 in a header": raw("200 OK", "X-Title: Zürich".encode().decode("latin-1")),
    "two hundred cookies": raw("200 OK", *(f"Set-Cookie: a{n}={'b' * 200}" for n in range(200))),
    "two equal lengths": raw("200 OK", f"Content-Length: {len(FEED)}"),
    "length and chunks": chunked("Content-Length: 5", body=CHUNK + b"0\r\n\r\n"),
    "chunks with extension and trailer": chunked(
        body=CHUNK.replace(b"\r\n", b";a=b\r\n", 1) + b"0\r\nX-Sum: 1\r\n\r\n"
    ),
    "Chunked in capitals": chunked(body=CHUNK + b"0\r\n\r\n").replace(b"chunked", b"Chunked"),
    "an unknown charset": raw("200 OK", "Content-Type: text/xml; charset=x-bogus-99"),
    "status 203": raw("203 Changed on the way"),
    "encoding identity": raw("200 OK", "Content-Encoding: identity"),
    "encoding none": raw("200 OK", "Content-Encoding: none"),
    "encoding UTF-8, meant of the characters": raw("200 OK", "Content-Encoding: UTF-8"),
    "GZIP in capitals": raw("200 OK", "Content-Encoding: GZIP", body=GZ),
    "x-gzip": raw("200 OK", "Content-Encoding: x-gzip", body=GZ),
    "gzip, identity": raw("200 OK", "Content-Encoding: gzip, identity", body=GZ),
    "gzip with padding": raw("200 OK", "Content-Encoding: gzip", body=GZ + b"\0" * 512),
    "gzip with junk behind": raw("200 OK", "Content-Encoding: gzip", body=GZ + b"junk" * 10),
    "gzip in two members": raw(
        "200 OK", "Content-Encoding: gzip", body=gzip.compress(FEED[:40]) + gzip.compress(FEED[40:])
    ),
    "deflate as zlib": raw("200 OK", "Content-Encoding: deflate", body=zlib.compress(FEED)),
    "deflate without zlib's header": raw("200 OK", "Content-Encoding: deflate", body=deflated(FEED)),
}
"""Answers out of which the feed comes whole."""

REFUSED: dict[str, tuple[Answer, str, str]] = {
    "nothing at all": (b"", "closed the connection without an answer", LATER),
    "HTTP/0.9": (FEED, "does not answer in HTTP", "port"),
    "another protocol": (b"220 FTP ready\r\n", "does not answer in HTTP", "port"),
    "a TLS alert": (b"\x15\x03\x01\x00\x02\x02\x46", "does not answer in HTTP", "port"),
    "a shoutcast stream": (raw("200 OK").replace(b"HTTP/1.1", b"ICY"), "does not answer in HTTP", "port"),
    "NUL in a header": (raw("200 OK", "X: a\0b"), "breaks the rules of HTTP", LATER),
    "a header without a colon": (raw("200 OK", "nonsense"), "breaks the rules of HTTP", LATER),
    "a blank before the colon": (raw("200 OK", "X : a"), "breaks the rules of HTTP", LATER),
    "two lengths": (raw("200 OK", "Content-Length: 5"), "breaks the rules of HTTP", LATER),
    "a negative length": (raw("200 OK", "Content-Length: -1", sized=False), "breaks the rules of HTTP", LATER),
    "a length of thirty digits": (raw("200 OK", f"Content-Length: {'9' * 30}", sized=False), "breaks the rules", LATER),
    "chunks that are none": (chunked(body=b"zz\r\n" + FEED), "breaks the rules of HTTP", LATER),
    "an unknown transfer": (raw("200 OK", "Transfer-Encoding: gzip, chunked", body=GZ), "breaks the rules", LATER),
    "a change of protocol": (raw("101 Switching", "Upgrade: h2c"), "breaks the rules of HTTP", LATER),
    "a chunk cut off": (chunked(body=b"ff\r\n" + FEED), "stopped in the middle", LATER),
    "no last chunk": (chunked(body=CHUNK), "stopped in the middle", LATER),
    "a length too long": (
        raw("200 OK", "Connection: close", "Content-Length: 9999", sized=False),
        "stopped in the middle",
        LATER,
    ),
    "gzip cut off": (raw("200 OK", "Content-Encoding: gzip", body=GZ[:-20]), "stopped in the middle", LATER),
    "gzip with a wrong sum": (raw("200 OK", "Content-Encoding: gzip", body=GZ[:-8] + b"\0" * 8), "damaged", LATER),
    "zstd": (raw("200 OK", "Content-Encoding: zstd", body=b"\x28\xb5\x2f\xfd\0"), "not asked for (zstd)", "gzip"),
    "a deflate bomb": (raw("200 OK", "Content-Encoding: deflate", body=zlib.compress(BOMB)), "15 MB", "shorter"),
    "the same without zlib": (raw("200 OK", "Content-Encoding: deflate", body=deflated(BOMB)), "15 MB", "shorter"),
    "a bomb of members": (
        raw("200 OK", "Content-Encoding: gzip", body=gzip.compress(b"a" * 1000) * 20_000),
        "15 MB",
        "shorter",
    ),
    "an endless header line": (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000, "far too many headers", "broken"),
    "200 and length 0": (no("200 OK"), "nothing at all", LATER),
    "200 and packed nothing": (raw("200 OK", "Content-Encoding: gzip", body=gzip.compress(b"")), "nothing", LATER),
    "a part": (raw("206 Partial Content"), "did not give the feed (206)", "address"),
    "no content": (no("204 No Content"), "did not give the feed (204)", "address"),
    "a choice": (no("300 Multiple Choices"), "did not give the feed (300)", "address"),
    "not modified, unasked": (b"HTTP/1.1 304 Not Modified\r\n\r\n", "nothing has changed (304)", LATER),
    "a password for the proxy": (no("407 Proxy"), "the proxy asks for a password", "proxy's address"),
    "payment": (no("402 Payment Required"), "asks for payment", "subscription"),
    "an unknown status": (no("999 Request denied"), "an error of its own (999)", LATER),
    "an unknown status of ours": (no("418 Teapot"), "did not give the feed (418)", "address"),
}
"""Answers out of which no feed comes, with what is said of them and what to do."""


def fetched(answer: Answer) -> Response | FetchError:
    with Server(lambda _: answer) as server:
        try:
            return fetch_one(Request(server.url()), limits=SHORT, allow_private=LOCAL)
        except FetchError as error:
            return error


@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_is_read(name: str) -> None:
    result = fetched(READ[name])
    assert isinstance(result, Response), result
    assert result.body == FEED


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_told_with_what_to_do(name: str) -> None:
    answer, what, hint = REFUSED[name]
    error = fetched(answer)
    assert isinstance(error, FetchError)
    assert what in error.message and hint in error.hint, error


@pytest.mark.parametrize(
    ("lines", "seconds", "hint"),
    [
        (("Retry-After: 3600",), 3600, "as long as it asks"),
        (("Retry-After: 60", "Retry-After: 120"), 120, "as long as it asks"),
        (("Retry-After: 99999999999999999999999999",), 31 * DAY, "as long as it asks"),
        (("Retry-After: -5",), None, "less often for a while"),
        (("Retry-After: 3600s",), None, "less often for a while"),
        (("Retry-After: Wed, 01 Jan 2020 00:00:00 GMT",), None, "less often for a while"),
        (("Date: Sun Nov  6 08:49:37 1994", "Retry-After: Sun Nov  6 09:49:37 1994"), 3600, "as long as it asks"),
        ((), None, "less often for a while"),
    ],
)
@pytest.mark.parametrize("status", ["429 Slow down", "503 Busy"])
def test_how_long_a_server_is_left_alone(status: str, lines: tuple[str, ...], seconds: int | None, hint: str) -> None:
    error = fetched(no(status, *lines))
    assert isinstance(error, FetchError)
    assert error.retry_after_s == seconds
    assert hint in error.hint or status.startswith("503")


@pytest.mark.parametrize(
    ("status", "line"),
    [
        ("403 Forbidden", "CF-Mitigated: Challenge"),
        ("503 Busy", "cf-mitigated: challenge"),
        ("202 Accepted", "x-amzn-waf-action: challenge"),
        ("405 No", "x-amzn-waf-action: captcha"),
    ],
)
def test_a_bot_check_is_known_by_its_header(status: str, line: str) -> None:
    error = fetched(no(status, line))
    assert isinstance(error, FetchError)
    assert "bot check" in error.message and error.retry_after_s == DAY


PUBLIC, START = "http://pub.example.test", "http://start.example.test"

MOVES = {
    "/new": f"{START}/new",
    "new": f"{START}/new",
    "../x": f"{START}/x",
    "?a=b": f"{START}/feed?a=b",
    "/new#part": f"{START}/new",
    "//pub.example.test/new": f"{PUBLIC}/new",
    "http://PUB.example.test.:80/x": f"{PUBLIC}/x",
    "http://me:pw@pub.example.test/x": f"{PUBLIC}/x",
    "/a b": f"{START}/a%20b",
    "/ü": f"{START}/%C3%BC",
    "/a\tb": f"{START}/ab",
    "http://bücher.example.test/x": "http://xn--bcher-kva.example.test/x",
}
"""`Location` as servers write it, and where it leads."""


@pytest.mark.parametrize("location", MOVES)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_leads_where_a_browser_would_go(status: int, location: str) -> None:
    result, _ = redirected(status, location)
    assert isinstance(result, Response), result
    assert result.final_url == MOVES[location]
    assert result.permanent_url == (MOVES[location] if status in (301, 308) else "")


NOWHERE = (
    "file:///etc/passwd", "data:text/xml,<rss/>", "gopher://x.example.test/", "javascript:alert(1)",
    "http://pub.example.test:99999/", "feed://pub.example.test/x", "/" + "a" * 66_000,
)  # fmt: skip


@pytest.mark.parametrize("location", NOWHERE)
def test_a_redirect_to_no_web_address_is_told_as_the_server_s_doing(location: str) -> None:
    error, dialled = redirected(302, location)
    assert isinstance(error, FetchError)
    assert error.message.startswith("start.example.test sends to ") and "browser" in error.hint
    assert len(dialled) == 1


PRIVATE = (
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "0.0.0.0", "127.0.0.1.", "[::1]", "[::]",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[fe80::1]", "[fd00:ec2::254]", "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]", "169.254.169.254", "2852039166", "0xa9fea9fe", "metadata.example.test", "localhost",
    "LOCALHOST.", "①②⑦.⓪.⓪.①", "127。0。0。1", "127.0.0.1.rebound.example.test", "pub.example.test%2f@127.0.0.1",
    "10.0.0.1:80", "100.64.0.1", "224.0.0.1",
)  # fmt: skip
"""Hosts of redirects that lead into the own machine or network, in every spelling."""


@pytest.mark.parametrize("host", PRIVATE)
def test_no_spelling_of_a_private_host_is_connected_to(host: str) -> None:
    error, dialled = redirected(301, f"http://{host}/latest/meta-data")
    assert isinstance(error, FetchError)
    assert "private network" in error.message or "cannot be read" in error.message
    assert error.message.startswith("start.example.test sends ")
    assert len(dialled) == 1


def redirected(status: int, location: str) -> tuple[Response | FetchError, list[tuple[str, int]]]:
    """Fetch a feed whose server sends to `location`; also return whom it connected to."""

    def answer(asked: Asked) -> Answer:
        if asked.target != "/feed":
            return ok(FEED)
        return f"HTTP/1.1 {status} Moved\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()

    with Server(answer) as server:
        hosts: dict[str, Server | str] = dict.fromkeys(
            ("start.example.test", "pub.example.test", "xn--bcher-kva.example.test"), server
        )
        inside = "127.1 2130706433 0x7f000001 0177.0.0.1 0 localhost 127.0.0.1.rebound.example.test"
        hosts |= dict.fromkeys(inside.split(), "127.0.0.1")
        hosts |= dict.fromkeys(("2852039166", "0xa9fea9fe", "metadata.example.test"), "169.254.169.254")
        with internet(hosts) as dialled:
            try:
                return fetch_one(Request(f"{START}/feed"), limits=SHORT), dialled
            except FetchError as error:
                return error, dialled


def test_five_redirects_are_followed_and_not_a_sixth() -> None:
    def answer(asked: Asked) -> Answer:
        step = int(asked.target[1:])
        return ok(FEED) if step == 0 else ok(b"", "302 Found", location=f"/{step - 1}")

    with Server(answer) as server:
        assert fetch_one(Request(server.url("/5")), limits=SHORT, allow_private=LOCAL).body == FEED
        with pytest.raises(FetchError, match="5 redirects"):
            fetch_one(Request(server.url("/6")), limits=SHORT, allow_private=LOCAL)


@pytest.mark.parametrize(
    "etag", ['W/"weak"', '"a b"', "bare", '"é\xff"', '"a\\"b"', '"a,b"', '"x"; "y"', '"\x1b[31m"', "W/bare", '""']
)
@pytest.mark.parametrize(
    "modified", ["", "Tue, 17 Feb 2026 00:00:00 GMT", "tue, 17-feb-26 0:0:0", "1771286400", "yesterday"]
)
def test_validators_of_every_form_come_back_byte_for_byte(etag: str, modified: str) -> None:
    lines = [f"etag: {etag}", *([f"last-modified: {modified}"] if modified else [])]
    with Server(lambda _: raw("200 OK", *lines)) as server:
        first = fetch_one(Request(server.url()), allow_private=LOCAL)
        again = Request(first.url, first.etag, first.last_modified, validators_url=first.final_url)
        fetch_one(again, allow_private=LOCAL)
    assert server.asked[1].values("if-none-match") == [etag]
    assert server.asked[1].values("if-modified-since") == ([modified] if modified else [])


def test_a_feed_with_a_date_only_is_asked_conditionally_by_it() -> None:
    with Server(lambda _: raw("200 OK", "LAST-MODIFIED: Tue, 17 Feb 2026 00:00:00 +0100")) as server:
        first = fetch_one(Request(server.url()), allow_private=LOCAL)
        fetch_one(Request(first.url, "", first.last_modified), allow_private=LOCAL)
    assert server.asked[1].values("if-modified-since") == ["Tue, 17 Feb 2026 00:00:00 +0100"]
    assert server.asked[1].values("if-none-match") == []
