"""What people type and paste, and the address that is meant by it."""

from __future__ import annotations

import pytest

from feeds.typed_url import web_address

FEED = "https://example.org/feed"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (FEED, FEED),
        (" https://example.org/feed\n", FEED),
        ("HTTPS://Example.ORG:443/feed#top", FEED),
        ("example.org/feed", FEED),
        ("//example.org/feed", FEED),
        ("https:/example.org/feed", FEED),
        ("https:example.org/feed", FEED),
        ("http://example.org/feed", "http://example.org/feed"),
        ("feed:https://example.org/feed", FEED),
        ("feed://example.org/feed", "http://example.org/feed"),
        ("FEED:example.org/feed", "http://example.org/feed"),
        ("<https://example.org/feed>", FEED),
        ('"https://example.org/feed",', FEED),
        ("(https://example.org/feed)", FEED),
        ("example.org", "https://example.org/"),
        ("example.org:8080/feed", "https://example.org:8080/feed"),
        ("localhost:8080", "https://localhost:8080/"),
        ("bücher.example.org", "https://xn--bcher-kva.example.org/"),
        ("https://me:p%40ss@example.org/feed", "https://me:p%40ss@example.org/feed"),
        ("@ann@social.example.org", "https://social.example.org/@ann"),
        ("https://example.org/a?q=1&list=2", "https://example.org/a?q=1&list=2"),
    ],
)
def test_the_address_that_is_meant(typed: str, meant: str) -> None:
    assert web_address(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["", " ", "not a url", "javascript:alert(1)", "file:///etc/passwd", "ftp://example.org/x", "mailto:a@example.org",
     "a@example.org", "/etc/passwd", "./feed.xml", "~/feed.xml", "https://", "http://exa mple.org", "data:text/xml,x",
     "https://example.org:99999/", "query:unread", "https://\x1b]52;c;eA==\x07/"],
)  # fmt: skip
def test_what_is_no_web_address(typed: str) -> None:
    assert web_address(typed) == ""
