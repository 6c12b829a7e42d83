"""The pure parts of fetching: URLs, addresses, bodies, headers, proxies, words."""

from __future__ import annotations

import gzip
import os
import socket
import ssl
import zlib
from datetime import UTC, datetime
from urllib.parse import urlsplit
from urllib.request import getproxies_environment

import httpx
import pytest

from feeds.errors import FetchError
from feeds.net_address import checked, is_public, plainly_private
from feeds.net_body import Inflater
from feeds.net_connect import _taking_turns
from feeds.net_headers import LONGEST_WAIT_S, http_date, max_age_s, retry_after_s
from feeds.net_proxy import Proxy, is_exempt, parse_proxy, proxy_for
from feeds.net_url import mask, parse_target
from feeds.net_words import CERTIFICATE_WORDS, EXPIRED, STATUS_WORDS, network_error, status_error

NOW = datetime(2026, 2, 18, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://EXAMPLE.org:443/Feed?a=b#part", "https://example.org/Feed?a=b"),
        (" http://example.org:8080/a b ", "http://example.org:8080/a%20b"),
        ("https://bücher.example.org/ä?q=ö", "https://xn--bcher-kva.example.org/%C3%A4?q=%C3%B6"),
        ("https://example.org/%0d%0aX:%20y", "https://example.org/%0d%0aX:%20y"),
        ("http://me:pw@[2606:4700::1111]:81/x", "http://[2606:4700::1111]:81/x"),
        ("https://example.org/a\r\nX: y", "https://example.org/aX:%20y"),
    ],
)
def test_urls_become_what_is_asked_for(url: str, same: str) -> None:
    assert parse_target(url).url == same


@pytest.mark.parametrize(
    "url", ["", "feed", "javascript:alert(1)", "http://", "http://a b/", "http://a:99999/", "http://[::1/"]
)
def test_other_urls_are_errors_with_a_hint(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        parse_target(url)
    assert "https://example.org" in caught.value.hint


def test_a_login_is_taken_out_of_the_address_and_can_be_put_back() -> None:
    target = parse_target("https://m%C3%BC:p%3Aw@example.org/a?b=@#c")
    assert target.login == ("mü", "p:w")
    assert target.url == "https://example.org/a?b=@"
    assert target.url_with_login == "https://m%C3%BC:p%3Aw@example.org/a?b=@"
    assert parse_target("https://example.org/a").login is None


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://me:pw@example.org/x@y", "https://***@example.org/x@y"),
        ("https://example.org/\x1b[31m", "https://example.org/[31m"),
        ("https://example.org/" + "a" * 300, "https://example.org/" + "a" * 179 + "…"),
    ],
)
def test_what_is_shown_of_a_url_is_safe(url: str, shown: str) -> None:
    assert mask(url) == shown


NOT_PUBLIC = """
127.0.0.1 10.1.2.3 172.16.0.1 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 240.0.0.1 255.255.255.255
198.18.0.1 192.0.2.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd12::1 ff02::1 fec0::1 2001:db8::1 ::ffff:127.0.0.1
::ffff:10.0.0.1 2002:7f00:1:: 2002:a00:1:: 64:ff9b::7f00:1 64:ff9b::10.0.0.1 2001:0:4136:e378:8000:63bf:f5ff:fffe
example.org 127.1 300.1.1.1
"""
PUBLIC = "8.8.8.8 9.9.9.9 172.32.0.1 100.128.0.1 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808"


@pytest.mark.parametrize("address", NOT_PUBLIC.split())
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC.split())
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


def test_only_public_addresses_of_a_host_are_used() -> None:
    assert checked("example.org", ["10.0.0.1", "8.8.8.8"], frozenset()) == ["8.8.8.8"]
    assert checked("NAS.local.", ["10.0.0.1"], frozenset({"nas.local"})) == ["10.0.0.1"]
    with pytest.raises(FetchError, match=r"nas\.local lies in a private network") as caught:
        checked("nas.local", ["10.0.0.1", "::1"], frozenset({"other.local"}))
    assert "allow_private" in caught.value.hint


SPELLED_PRIVATE = "localhost a.localhost 127.1 2130706433 0x7f000001 0177.0.0.1 ::1 10.0.0.1"
SPELLED_OPEN = "8.8.8.8 2606:4700::1111 example.org 1password.com 0x.org localhost.example.org"


@pytest.mark.parametrize(
    ("host", "private"), [*((h, True) for h in SPELLED_PRIVATE.split()), *((h, False) for h in SPELLED_OPEN.split())]
)
def test_hosts_that_are_private_by_their_spelling(host: str, private: bool) -> None:
    assert plainly_private(host) is private


def inflate(data: bytes, encoding: str, *, cap: int = 2**20, step: int = 7) -> bytes:
    inflater = Inflater(encoding, cap=cap, host="example.org")
    for start in range(0, len(data), step):
        inflater.feed(data[start : start + step])
    return inflater.finish()


TEXT = b"<rss>" + bytes(range(256)) * 20 + b"</rss>"
PACKED = gzip.compress(TEXT, mtime=0)


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (TEXT, "", TEXT),
        (TEXT, "identity", TEXT),
        (b"", "gzip", b""),
        (b"x", "gzip", b"x"),
        (PACKED, "gzip", TEXT),
        (PACKED, "X-GZIP", TEXT),
        (PACKED, "", TEXT),
        (PACKED + PACKED, "gzip", TEXT + TEXT),
        (PACKED + b"\0" * 20, "gzip", TEXT),
        (zlib.compress(TEXT), "deflate", TEXT),
    ],
)
@pytest.mark.parametrize("step", [1, 7, 100_000])
def test_bodies_are_inflated_in_any_pieces(data: bytes, encoding: str, text: bytes, step: int) -> None:
    assert inflate(data, encoding, step=step) == text


@pytest.mark.parametrize(
    ("data", "encoding", "words"),
    [
        (TEXT, "br", "(br)"),
        (TEXT, "gzip, br", "(gzip, br)"),
        (PACKED[:-4], "gzip", "in the middle"),
        (PACKED[:20] + b"\0" * 40, "gzip", "damaged"),
        (TEXT, "deflate", "damaged"),
        (gzip.compress(PACKED, mtime=0), "gzip", "twice"),
        (gzip.compress(b"a" * (2**20 + 1), mtime=0), "gzip", "more than 1 MB"),
        (b"a" * (2**20 + 1), "", "more than 1 MB"),
    ],
)
def test_bodies_that_cannot_be_taken_have_words(data: bytes, encoding: str, words: str) -> None:
    with pytest.raises(FetchError) as caught:
        inflate(data, encoding, step=4096)
    assert words in caught.value.message


def headers(**values: str) -> httpx.Headers:
    return httpx.Headers({name.replace("_", "-"): value.encode() for name, value in values.items()})


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        ({"cache_control": "max-age=600"}, 600),
        ({"cache_control": 'Public, Max-Age="600"'}, 600),
        ({"cache_control": "s-maxage=9, max-age=600, stale-while-revalidate=99"}, 600),
        ({"cache_control": "max-age=600", "age": "500"}, 100),
        ({"cache_control": "max-age=600", "age": "700"}, None),
        ({"cache_control": "max-age=600", "age": "soon"}, 600),
        ({"cache_control": "max-age=600, no-cache"}, None),
        ({"cache_control": "no-store", "expires": "Wed, 18 Feb 2026 07:00:00 GMT"}, None),
        ({"cache_control": "max-age=99999999999"}, LONGEST_WAIT_S),
        ({"cache_control": "max-age=-5"}, None),
        ({"expires": "Wed, 18 Feb 2026 07:00:00 GMT"}, 3600),
        ({"expires": "Wed, 18 Feb 2026 07:00:00 GMT", "date": "Wed, 18 Feb 2026 06:30:00 GMT"}, 1800),
        ({"cache_control": "max-age=60", "expires": "Wed, 18 Feb 2026 07:00:00 GMT"}, 60),
        ({"expires": "0"}, None),
        ({"expires": "Mon, 01 Jan 0001 00:00:00 GMT"}, None),
        ({}, None),
    ],
)
def test_freshness_in_seconds(given: dict[str, str], seconds: int | None) -> None:
    assert max_age_s(headers(**given), NOW) == seconds


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        ({"retry_after": "120"}, 120),
        ({"retry_after": " 0 "}, 0),
        ({"retry_after": "99999999999999999999"}, LONGEST_WAIT_S),
        ({"retry_after": "-5"}, None),
        ({"retry_after": "soon"}, None),
        ({"retry_after": "1.5"}, None),
        ({"retry_after": "²"}, None),
        ({"retry_after": "Wed, 18 Feb 2026 06:10:00 GMT"}, 600),
        ({"retry_after": "Wed, 18 Feb 2026 06:10:00 GMT", "date": "Wed, 18 Feb 2026 06:09:00 GMT"}, 60),
        ({"retry_after": "Wed, 18 Feb 2026 05:00:00 GMT"}, None),
        ({"retry_after": "Fri, 31 Dec 9999 23:59:59 GMT"}, LONGEST_WAIT_S),
        ({}, None),
    ],
)
def test_waiting_time_in_seconds(given: dict[str, str], seconds: int | None) -> None:
    assert retry_after_s(headers(**given), NOW) == seconds


@pytest.mark.parametrize(
    "text", ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"]
)
def test_the_three_forms_of_an_http_date(text: str) -> None:
    assert http_date(text) == datetime(1994, 11, 6, 8, 49, 37, tzinfo=UTC)


ENVIRONMENT = {
    "HTTP_PROXY": "http://big:3128",
    "http_proxy": "small:8080",
    "HTTPS_PROXY": "http://u:p%40@safe",
    "NO_PROXY": "a.org",
}


@pytest.mark.parametrize(
    ("url", "environment", "proxy"),
    [
        ("http://b.org/", ENVIRONMENT, Proxy("small", 8080)),
        ("https://b.org/", ENVIRONMENT, Proxy("safe", 80, "Basic dTpwQA==")),
        ("http://a.org/", ENVIRONMENT, None),
        ("http://b.org/", {"ALL_PROXY": "http://all:1"}, Proxy("all", 1)),
        ("http://b.org/", {"HTTP_PROXY": "http://big:3128", "REQUEST_METHOD": "GET"}, None),
        ("http://b.org/", {}, None),
    ],
)
def test_the_environment_names_the_proxy(
    url: str, environment: dict[str, str], proxy: Proxy | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    parts = urlsplit(url)
    assert proxy_for(parts.scheme, parts.netloc, 80, getproxies_environment()) == proxy


def test_addresses_take_turns_by_family() -> None:
    assert _taking_turns(["::1", "::2", "::1", "1.1.1.1", "::3"]) == ["::1", "1.1.1.1", "::2", "::3"]
    assert _taking_turns(["1.1.1.1", "1.1.1.2"]) == ["1.1.1.1", "1.1.1.2"]


@pytest.mark.parametrize("url", ["socks5://127.0.0.1:9050", "https://proxy.example.org", "http://", "http://a:b"])
def test_proxies_of_other_kinds_are_refused(url: str) -> None:
    with pytest.raises(FetchError, match="only http:// proxies"):
        parse_proxy(url)


EXEMPTING = ("a.org", "A.ORG,b.org", "org", ".org b.com", "*.org", "*", "news.a.org:443")
NOT_EXEMPTING = ("news.a.org:80", "xa.org", "", "ews.a.org", ",")


@pytest.mark.parametrize(
    ("no_proxy", "exempt"), [*((text, True) for text in EXEMPTING), *((text, False) for text in NOT_EXEMPTING)]
)
def test_exemptions_from_the_proxy(no_proxy: str, exempt: bool) -> None:
    assert is_exempt("news.a.org", 443, no_proxy) is exempt


def certificate_error(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code = code
    return error


NETWORK_ERRORS: list[tuple[BaseException, bool, str]] = [
    (certificate_error(EXPIRED), True, "its certificate has expired"),
    (certificate_error(18), True, "it signed its certificate itself"),
    (certificate_error(62), True, "another name"),
    (certificate_error(99), True, "cannot be checked"),
    (ssl.SSLError(1, "wrong version"), True, "No safe connection"),
    (socket.gaierror(socket.EAI_NONAME, "x"), True, "There is no server named"),
    (socket.gaierror(socket.EAI_AGAIN, "x"), True, "could not be looked up"),
    (ConnectionRefusedError(111, "x"), True, "refused the connection"),
    (TimeoutError(), True, "did not answer in time"),
    (TimeoutError(), False, "was too slow"),
    (OSError(101, "Network is unreachable"), True, "cannot be reached from here"),
    (ConnectionResetError(104, "x"), True, "No connection to"),
    (ConnectionResetError(104, "x"), False, "in the middle"),
    (EOFError(), False, "in the middle"),
]


@pytest.mark.parametrize(("error", "connecting", "words"), NETWORK_ERRORS)
def test_each_kind_of_failure_has_its_own_words(error: BaseException, connecting: bool, words: str) -> None:
    shown = network_error(error, "example.org", connecting=connecting)
    assert words in shown.message and "example.org" in shown.message and shown.hint
    assert shown.message.endswith(".") and shown.hint.endswith(".")


def test_a_host_counts_as_unreached_where_another_scheme_may_help() -> None:
    shown = [network_error(error, "example.org", connecting=connecting) for error, connecting, _ in NETWORK_ERRORS]
    assert {one.message.replace("example.org", "X") for one in shown if one.unreached} == {
        "No safe connection to X could be made.",
        "X refused the connection.",
        "X did not answer in time.",
        "No connection to X could be made.",
    }


def test_words_of_different_failures_differ() -> None:
    shown = [
        network_error(error, "example.org", connecting=connecting).message for error, connecting, _ in NETWORK_ERRORS
    ]
    assert len(set(shown)) == len(shown) - 1  # a reset and an early end read the same
    assert len(set(CERTIFICATE_WORDS.values())) >= 4


@pytest.mark.parametrize("status", [*STATUS_WORDS, 418, 599, 304])
def test_every_status_has_words_with_its_number(status: int) -> None:
    error = status_error(status, "example.org", retry_after_s=7)
    assert (error.status, error.retry_after_s) == (status, 7)
    assert error.message.startswith("example.org ") and f"({status})" in error.message and error.hint
