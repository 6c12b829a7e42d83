"""What a person typed or pasted -> the web address that is meant by it."""

from __future__ import annotations

import re

from feeds.errors import FetchError
from feeds.net_url import parse_target
from feeds.subscriptions import FEED_SCHEME
from feeds.urls import safe_url

WRAPPED = re.compile(r"""\s*[<("'“‘\[]*(.*?)[>)"'”’\],;]*\s*""", re.S)
"""An address as texts and lists hold it: in quotes or brackets, with a comma behind."""

SLASHES = re.compile(r"(https?):/{0,2}(?=[^/])", re.I)
"""The beginning of a web address with too few slashes, or the right number."""

HANDLE = re.compile(r"@([\w.-]+)@([\w.-]+\.\w+)")
"""A name in the fediverse: @somebody@example.org, whose page is https://example.org/@somebody."""

OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.I)
"""`mailto:` and its like; but not the host and port of `localhost:8080`."""


def web_address(typed: str) -> str:
    """Return the absolute http or https address that is meant, "" if none is.

    Understood are also `feed:` and `feed://` in front, addresses without a scheme (https is tried then), in quotes or
    angle brackets, with a slash too few, and names in the fediverse. A user name and password in it stay.
    """
    match = WRAPPED.fullmatch(typed)
    words = match[1] if match else ""
    if handle := HANDLE.fullmatch(words):
        words = f"https://{handle[2]}/@{handle[1]}"
    words = FEED_SCHEME.sub(lambda found: found[1] or "http://", words, count=1)
    words = SLASHES.sub(r"\1://", words, count=1) if SLASHES.match(words) else words
    if "://" not in words and not words.startswith("//"):
        if OTHER_SCHEME.match(words) or "@" in words.partition("/")[0] or words.startswith(("/", ".", "~")):
            return ""
        words = f"//{words}"
    try:
        target = parse_target(f"https:{words}" if words.startswith("//") else words)
    except FetchError:
        return ""
    return target.url_with_login if safe_url(target.url) and not any(map(str.isspace, words)) else ""
