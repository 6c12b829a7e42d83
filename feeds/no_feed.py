"""What came where a feed was expected -> a ParseError that says what it is instead, and what to do about it.

Login pages, bot checks, walls of consent, addresses for sale, "not found": with each a reader does something else.
"""

from __future__ import annotations

import re

from feeds.discover import find_feeds
from feeds.errors import ParseError
from feeds.net_url import mask
from feeds.no_article import BOT_CHECK, CONSENT, LOGIN_TITLE, LOGIN_WORDS, NOT_FOUND, PASSWORD
from feeds.text import html_to_text, title_text
from feeds.urls import display_host, safe_url

MAX_LOOKED_AT = 200_000
"""Characters of a page that are looked at; what it is shows at its beginning."""

FEW_WORDS = 200
"""Words above which a page is taken for an ordinary one, whatever words it uses."""

CHALLENGE = re.compile(
    r"_Incapsula_Resource|/cdn-cgi/challenge-platform/|captcha-delivery\.com|\bawswaf\b|/\.within\.website/|ddos-guard",
    re.I,
)
"""What the makers of bot checks load into their pages, many of which hold no words."""

LOGIN_PATH = re.compile(r"[/.](?:log-?[io]n|sign-?in|sso|wp-login\.php|anmelden|connexion)\b", re.I)
"""The part of an address by which a server says that it has sent the reader to its login page."""

ASKS_TO_LOG_IN = re.compile(
    r"\b(?:please|must|(?:need|have|required)\ to)\ (?:log|sign)\ ?in\b"
    r"|\b(?:log|sign)\ in\ to\ (?:continue|your|view|read)\b",
    re.I | re.X,
)

FOR_SALE = re.compile(
    r"\bdomain\b.{0,60}\b(?:for sale|parked|expired)\b|\bis for sale\b|\bparked\b.{0,20}\bdomain\b", re.I
)

ORDINARY = "a web page"

_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title", re.I | re.S)


class PageError(ParseError):
    """A web page came. `ordinary`: it is one of a site, on which a feed may be named, and no login page or its like."""

    ordinary = False


def page_error(html: str, url: str) -> PageError:
    """Return the error for a web page in a feed's place; `url` is where it was fetched from, "" for a file."""
    html = html[:MAX_LOOKED_AT]
    match = _TITLE.search(html)
    title = title_text(match[1]) if match else ""
    words = html_to_text(html).text
    what, hint = _kind(html, title, words, url)
    where = display_host(url)
    error = PageError(f"{where} answers with {what}, not a feed." if where else f"This is {what}, not a feed.", hint)
    error.ordinary = what == ORDINARY
    return error


def text_error(text: str, warnings: tuple[str, ...]) -> ParseError:
    """Return the error for characters in which no reader finds a feed; `warnings` are what they said."""
    said = ("This is not a feed that can be read.", *warnings) if "<" in text else ("This is plain text, not a feed.",)
    return ParseError(" ".join(said), "Look in a browser what is at its address; what is stored stays.")


def _kind(html: str, title: str, words: str, url: str) -> tuple[str, str]:
    """Return what a page is and what to do about it."""
    number, seen = len(words.split()), f"{title}\n{words[:2000]}"
    few = number < FEW_WORDS
    if few and (CHALLENGE.search(html) or BOT_CHECK.search(seen)):
        return "a bot check", "Ask the outlet to let feed readers in, or use another feed of it."
    if _is_login(html, title, seen, number, url):
        return "a login page", "It may be for subscribers only: look for the address that your account there gives you."
    if few and FOR_SALE.search(seen):
        return "an offer to sell the address", "The outlet has given it up: look for it elsewhere, or unsubscribe."
    if few and CONSENT.search(seen):
        return "a question about cookies", "Use another feed of the outlet, or ask it to let feed readers in."
    if few and (NOT_FOUND.match(title) or NOT_FOUND.match(words.lstrip("# "))):
        return 'a page that says "not found"', "Add the outlet's home page to find the feed again."
    return ORDINARY, _where_else(html, url)


def _where_else(html: str, url: str) -> str:
    """Return what to do about an ordinary page: add the feed that it names, or the page itself."""
    offered = find_feeds(html.encode("utf-8", "replace"), url) if url else []
    other = next((one.url for one in offered if one.url != safe_url(url)), "")
    if other:
        return f"It names the feed {mask(other)}: add that address."
    return "If the feed has moved, add the site's address: its feeds are found by themselves."


def _is_login(html: str, title: str, seen: str, number: int, url: str) -> bool:
    asks, called = bool(PASSWORD.search(html)), bool(LOGIN_TITLE.match(title))
    sent_there = bool(LOGIN_PATH.search(url))
    return (number < LOGIN_WORDS and asks and (called or sent_there)) or (
        number < FEW_WORDS and (asks or called or sent_there or bool(ASKS_TO_LOG_IN.search(seen)))
    )
