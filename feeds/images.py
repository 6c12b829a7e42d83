"""A page's address -> the picture that the page says is its own, as bytes. Only when somebody asks for it."""

from __future__ import annotations

import re
from html import unescape

from feeds.errors import FetchError
from feeds.fetch import Limits, Request, fetch_one
from feeds.urls import safe_url

PAGE_BYTES = 500_000
"""How much of a page is looked at, in bytes: the head of every page seen is within it."""
LIMITS = Limits(wire_bytes=8 * 2**20, body_bytes=8 * 2**20)
"""A picture of the web has some hundred kilobytes; eight megabytes are a photographer's."""
_META = re.compile(r"<meta\b[^>]{0,2000}>", re.I)
_NAMED = re.compile(
    r"""(?:property|name)\s*=\s*["']?(og:image(?::secure_url|:url)?|twitter:image(?::src)?)["'\s>/]""", re.I
)
_CONTENT = re.compile(r"""content\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)


def lead_image(page: bytes, url: str) -> str:
    """Return the address of the picture that a page names (Open Graph `og:image`, else Twitter's), "" for none."""
    for tag in _META.findall(page[:PAGE_BYTES].decode("utf-8", "replace")):
        content = _CONTENT.search(tag) if _NAMED.search(tag) else None
        if content and (found := safe_url(unescape(next(filter(None, content.groups()), "")).strip(), url)):
            return found
    return ""


def fetch_image(url: str, *, allow_private: frozenset[str] = frozenset()) -> bytes:
    """Return the picture of a page: two requests, the page's and the picture's.

    Raises FetchError when one of them fails, when the page names no picture, or when it is none.
    """
    page = fetch_one(Request(url), allow_private=allow_private)
    address = lead_image(page.body, page.final_url or url)
    if not address:
        raise FetchError("This page names no picture.", "o opens it in the browser.")
    answer = fetch_one(Request(address), limits=LIMITS, allow_private=allow_private)
    if not answer.content_type.lower().startswith("image/"):
        raise FetchError("What the page names as its picture is none.", "o opens the page.")
    return answer.body
