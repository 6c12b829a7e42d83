"""`feeds.urls`: what may be opened, what is the same page, which host is shown."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.urls import canonical_url, display_host, safe_url, same_site

SITE = "https://site.example.org/feeds/all.xml"


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example.org/x?y=1#z", "https://a.example.org/x?y=1#z"),
        ("HTTPS://A.EXAMPLE.ORG:443/Upper", "https://a.example.org:443/Upper"),
        (" \x01https://a.example.org/lead", "https://a.example.org/lead"),
        ("https://a.example.org/a b\n/c\x00d", "https://a.example.org/a%20b/cd"),
        ("/path", "https://site.example.org/path"),
        ("next.html", "https://site.example.org/feeds/next.html"),
        ("?page=2", "https://site.example.org/feeds/all.xml?page=2"),
        ("//other.example.org/x", "https://other.example.org/x"),
        ("-oProxyCommand=x", "https://site.example.org/feeds/-oProxyCommand=x"),
        ("https://user:secret@a.example.org/", "https://a.example.org/"),
        ("http://good.example.org@evil.example.net/", "http://evil.example.net/"),
        ("http://ex\u0430mple.org/", "http://xn--exmple-4nf.org/"),
        ("https://münchen.example/straße?ü", "https://xn--mnchen-3ya.example/straße?ü"),
        ("https://a.example.org/\u202egpj.exe", "https://a.example.org/%E2%80%AEgpj.exe"),
        ('https://a.example.org/`id`|"<x>{y}^\\', "https://a.example.org/%60id%60%7C%22%3Cx%3E%7By%7D%5E%5C"),
        ("http://[2001:db8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
        ("http://127.0.0.1:631/", "http://127.0.0.1:631/"),
    ],
)
def test_safe_url(url: str, safe: str) -> None:
    assert safe_url(url, SITE) == safe
    assert safe_url(safe, SITE) == safe


@pytest.mark.parametrize(
    "url",
    [
        "", " ", "javascript:alert(1)", "java\nscript:alert(1)", "JAVASCRIPT:x", "java script:x", "vbscript:x",
        "file:///etc/passwd", "data:text/html,x", "mailto:x@example.org", "ssh://-oProxyCommand=x/y", "about:blank",
        "ftp://example.org/x", "x-custom:run", "http://", "http:///x", "https://a:b:c/", "http://exa mple.org/",
        "http://-x.example.org/", "http://[::1/", "http://a.example.org:99999/", "https://a..example.org/",
        "https://a.example.org/" + "x" * 3000, "http:relative",
    ],
)  # fmt: skip
def test_what_may_not_be_opened(url: str) -> None:
    assert safe_url(url, SITE) == ""


def test_an_address_that_grows_too_long_by_encoding_is_none() -> None:
    assert safe_url("https://a.example.org/" + " " * 900 + "x") == ""
    assert canonical_url("https://a.example.org/" + "é" * 900) == ""


def test_without_a_base_a_relative_link_is_none() -> None:
    assert safe_url("/path") == safe_url("path") == safe_url("//host.example.org/x") == ""
    assert safe_url("/path", "not a base") == safe_url("/path", "file:///tmp/") == ""


SAME = [
    [
        "https://www.example.org/s?id=7",
        "http://example.org/s?id=7",
        "HTTPS://Example.ORG:443/s?id=7#frag",
        "https://example.org/s?utm_source=rss&id=7&fbclid=zz&UTM_Medium=x",
        "https://example.org/s?at_medium=RSS&at_campaign=rss&id=7",
        "https://example.org/s?id=7&mod=rss_markets_main&partner=rss&emc=rss&maca=en-rss-en-all-1573-rdf",
        "https://user@example.org/s?id=7&amp=1",
        "https://www.google.com/amp/s/www.example.org/s?id=7",
        "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/s?id=7",
    ],
    ["https://example.org", "https://example.org/", "http://www.example.org:80?utm_campaign=x"],
    ["https://example.org/a/", "https://example.org/a/amp/", "https://example.org/a/amp"],
    ["https://example.org/?b=2&a=1", "https://example.org/?a=1&b=2"],
    ["https://example.org/%7euser/caf%c3%a9", "https://example.org/~user/café"],
    ["https://mobile.nytimes.com/x", "https://www.nytimes.com/x"],
    ["https://de.m.wikipedia.org/wiki/X", "https://de.wikipedia.org/wiki/X"],
    ["https://example.org/a/../b/./c", "https://example.org/b/c", "https://example.org/../b/c"],
]


@pytest.mark.parametrize("urls", SAME)
def test_one_page_has_one_canonical_url(urls: list[str]) -> None:
    assert len({canonical_url(url) for url in urls}) == 1, [canonical_url(url) for url in urls]


DIFFERENT = [
    ("https://example.org/s?id=7", "https://example.org/s?id=8"),
    ("https://example.org/A", "https://example.org/a"),
    ("https://example.org/a%2Fb", "https://example.org/a/b"),
    ("https://example.org/?mod=view", "https://example.org/"),
    ("https://example.org/?source=energy", "https://example.org/"),
    ("https://example.org:8080/", "https://example.org/"),
    ("https://m.example.org/x", "https://example.org/x"),
    ("https://example.org/?q=a&q=b", "https://example.org/?q=b&q=a"),
    ("https://example.org/amp", "https://example.org/"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_pages_stay_different(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.example.org/x", "example.org"),
        ("https://news.example.org:8443/", "news.example.org"),
        ("https://日本語.example/", "日本語.example"),
        ("https://пример.example/", "пример.example"),
        ("https://ex\u0430mple.org/", "xn--exmple-4nf.org"),
        ("https://\u0430\u0440\u0440\u04cf\u0435.example/", "xn--80ak6aa92e.example"),
        ("http://good.example.org@evil.example.net/", "evil.example.net"),
        ("javascript:x", ""),
    ],
)
def test_display_host(url: str, host: str) -> None:
    assert display_host(url) == host


PIECES = st.sampled_from(
    [
        "http://", "HTTPS://", "//", "www.", "example.org", "EXAMPLE.org", "пример", ":80", ":443", ":8080", "/",
        "/amp", "/amp/", "amp", "?", "&", "=", "a", "b=1", "utm_source=x", "#", "%7e", "%7E", "%", "%2", "%C3%A9",
        "é", " ", "\x1b", "\u202e", "@", "..", ".", "[", "]", "google.com/amp/s/", "x.cdn.ampproject.org/c/s/",
        "mobile.nytimes.com", ";", "'", '"', "\\", "\ud800",
    ]
)  # fmt: skip
URLS = st.lists(PIECES, max_size=12).map(lambda parts: "https://" + "".join(parts)) | st.text()


@settings(max_examples=400, deadline=None)
@given(URLS)
def test_canonical_url_is_idempotent_and_safe_url_is_safe(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once
    for base in ("", SITE):
        safe = safe_url(url, base)
        assert safe == "" or safe.startswith(("http://", "https://"))
        assert safe.isprintable() and " " not in safe and urlsplit(safe).username is None
        assert safe_url(safe, base) == safe
    display_host(url)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://amp.example.org/x", "https://www.example.org/y", True),
        ("https://m.example.org/x", "http://example.org/", True),
        ("https://example.org/", "https://example.net/", False),
        ("https://news.example.org/", "https://sport.example.org/", False),
        ("https://m.org/", "https://org/", False),
        ("javascript:x", "javascript:x", False),
    ],
)
def test_same_site(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same_site(other, one) is same
