"""What came where a feed was expected: it is named, and there is something to do about it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feeds.errors import ParseError
from feeds.parse import parse_feed

NOW = datetime(2026, 2, 18, 6, tzinfo=UTC)
WORDS = "The harbor was closed for three hours on Monday while crews worked. " * 40


def page(body: str, title: str = "", head: str = "") -> bytes:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


FIELD = '<form><input name="u"><input type="password" name="p"></form>'
LINK = '<link rel="alternate" type="application/rss+xml" href="/news.rss">'


@pytest.mark.parametrize(
    ("data", "path", "what", "hint"),
    [
        (page(FIELD, "Sign in"), "feed", "a login page", "subscribers"),
        (page(FIELD), "feed", "a login page", "subscribers"),
        (page("<h1>Please log in</h1>"), "feed", "a login page", "subscribers"),
        (page("<p>Welcome back</p>"), "accounts/login?next=%2Ffeed", "a login page", "subscribers"),
        (page(WORDS + FIELD, "Harbor News"), "feed", "a web page", "has moved"),
        (page("Enable JavaScript and cookies to continue", "Just a moment..."), "feed", "a bot check", "feed readers"),
        (page("", "Making sure you&#39;re not a bot!"), "feed", "a bot check", "feed readers"),
        (page('<script src="/_Incapsula_Resource?x=1"></script>'), "feed", "a bot check", "feed readers"),
        (page(WORDS + '<script src="/cdn-cgi/challenge-platform/x.js"></script>'), "feed", "a web page", "has moved"),
        (page("We value your privacy. Accept all cookies?"), "feed", "a question about cookies", "feed readers"),
        (page("Make an offer", "example.org is for sale"), "feed", "an offer to sell the address", "unsubscribe"),
        (page("<h1>404 Not Found</h1>"), "feed", 'a page that says "not found"', "home page"),
        (page(WORDS, "Harbor News", LINK), "feed", "a web page", "https://news.example.org/news.rss: add that"),
        (page(WORDS, "Harbor News", LINK), "news.rss", "a web page", "has moved"),
        (page("Just a moment, we are sorting our letters. " + WORDS, "A moment"), "feed", "a web page", "has moved"),
    ],
)
def test_a_page_in_a_feeds_place_is_named(data: bytes, path: str, what: str, hint: str) -> None:
    error = refused(data, f"https://news.example.org/{path}")
    assert error.message == f"news.example.org answers with {what}, not a feed."
    assert hint in error.hint


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"Service temporarily unavailable", "plain text"),
        (b"<nonsense", "not a feed that can be read"),
        (b"<Error><Code>AccessDenied</Code></Error>", "its first element is <error>"),
        (b"<urlset><url/></urlset>", "a sitemap"),
        (b"\x28\xb5\x2f\xfd1234", "compressed (zstd)"),
        (b"\x1f", "plain text"),
        (b'{"error": "not found"}', "not a JSON Feed"),
        (b" \n ", "Nothing to read"),
    ],
)
def test_other_things_are_named_too(data: bytes, words: str) -> None:
    error = refused(data, "https://news.example.org/feed")
    assert words in error.message and error.hint


def test_a_page_of_xml_is_a_page() -> None:
    data = b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Log in</title></head></html>'
    assert "answers with a login page" in refused(data, "https://news.example.org/feed").message


def test_a_file_is_named_without_a_server() -> None:
    assert refused(page(FIELD), "").message == "This is a login page, not a feed."


def refused(data: bytes, url: str) -> ParseError:
    with pytest.raises(ParseError) as caught:
        parse_feed(data, url=url, now=NOW)
    assert "\x1b" not in str(caught.value)
    return caught.value
