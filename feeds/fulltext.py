"""Addresses of articles that a reader asked for -> their full texts, each from its page, one of a site at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from feeds.errors import FeedError, FetchError, ParseError
from feeds.fetch import Limits, Request, Response, fetch_all, never
from feeds.model import Item, PlainText
from feeds.text import item_text
from feeds.urls import safe_url

LIMITS = Limits(at_once=3, per_host=1)
"""A handful of pages, as a person would open them; the other limits are those of a feed."""

MORE = 1.2
"""How many times the words of the feed's own text a page must have to count as the full one: below it the page was cut
off, by a paywall or a wall of consent, or holds no more."""


def fetch_texts(
    urls: Sequence[str],
    *,
    now: datetime,
    on_text: Callable[[str, Item | FeedError], None],
    allow_private: frozenset[str] = frozenset(),
    should_stop: Callable[[], bool] = never,
) -> None:
    """Fetch pages and call `on_text` with each address and its article, or why there is none, as they come.

    Every address is asked once and without credentials. An answer that is no article is a ParseError.
    """
    asked = []
    for url in dict.fromkeys(urls):
        if safe_url(url):
            asked.append(Request(url))
        else:
            on_text(url, FetchError("This article has no web address.", "Read what its feed says."))

    def take(request: Request, result: Response | FetchError) -> None:
        on_text(request.url, result if isinstance(result, FetchError) else _article(result, now))

    fetch_all(asked, on_result=take, limits=LIMITS, allow_private=allow_private, should_stop=should_stop)


def full_text(article: Item, known: str) -> PlainText:
    """Return the text of an article's page, which must say more than `known`, what its feed says.

    Raises:
        ParseError: the page holds no more.
    """
    text = item_text(article)
    if len(text.text.split()) < MORE * len(known.split()) + 1:
        host = urlsplit(article.url).hostname or "The page"
        raise ParseError(
            f"{host} shows no more of this article than its feed.", "It may want a login; press o to open it."
        )
    return text


def _article(response: Response, now: datetime) -> Item | FeedError:
    from feeds.article import read_page  # trafilatura behind it: only for who asks for an article

    try:
        return read_page(response.body, url=response.final_url, content_type=response.content_type, now=now)
    except ParseError as error:
        return error
