"""An address -> the feed that is there, with the requests that it costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from briefing.ingest import finding
from briefing.ingest.finding import Found, find_feed_at
from feeds.errors import FeedError, FetchError
from feeds.fetch import Request, Response
from feeds.net_words import status_error

NOW = datetime(2026, 2, 18, 6, tzinfo=UTC)
ITEM = "<item><title>Fire in Boom</title><guid>1</guid></item>"
FEED = f'<rss version="2.0"><channel><title>Harbor</title>{ITEM}</channel></rss>'
EMPTY = FEED.replace(ITEM, "")
SITE = "https://harbor.example.org"


def page(*links: str) -> str:
    return f"<!doctype html><html><head>{''.join(links)}</head><body>Words of a page.</body></html>"


def link(href: str, title: str = "") -> str:
    return f'<link rel="alternate" type="application/rss+xml" href="{href}" title="{title}">'


class Web:
    """A web of a few addresses, in the place of the network; `asked` are those that were asked for."""

    def __init__(self, **pages: str | FetchError) -> None:
        self.pages = pages
        self.asked: list[str] = []

    def __call__(self, request: Request, *, allow_private: frozenset[str] = frozenset()) -> Response:
        self.asked.append(request.url)
        there = self.pages.get(request.url)
        if there is None:
            raise status_error(404, "harbor.example.org")
        if isinstance(there, FetchError):
            raise there
        return Response(request.url, request.url, 200, there.encode())


Search = Callable[[str, dict[str, str | FetchError]], tuple[Found | FeedError, list[str]]]


@pytest.fixture
def search(monkeypatch: pytest.MonkeyPatch) -> Search:
    def run(url: str, pages: dict[str, str | FetchError]) -> tuple[Found | FeedError, list[str]]:
        web = Web(**pages)
        monkeypatch.setattr(finding, "fetch_one", web)
        try:
            return find_feed_at(url, now=NOW), web.asked
        except FeedError as error:
            return error, web.asked

    return run


CHANNEL = "UC" + "a_-9" * 5 + "bc"
VIDEOS = "https://www.youtube.com/feeds/videos.xml"
GITHUB = "https://github.com/owner/work"


@pytest.mark.parametrize(
    ("url", "feed"),
    [
        (f"https://www.youtube.com/channel/{CHANNEL}", f"{VIDEOS}?channel_id={CHANNEL}"),
        ("https://www.youtube.com/playlist?list=PL1", f"{VIDEOS}?playlist_id=PL1"),
        ("https://www.youtube.com/user/harbor", f"{VIDEOS}?user=harbor"),
        (GITHUB, f"{GITHUB}/releases.atom"),
        (f"{GITHUB}/commits", f"{GITHUB}/commits.atom"),
        (f"{GITHUB}/releases.atom", f"{GITHUB}/releases.atom"),
        ("https://old.reddit.com/r/news", "https://www.reddit.com/r/news/.rss"),
        ("https://medium.com/@ann", "https://medium.com/feed/@ann"),
        (f"{SITE}/feed", f"{SITE}/feed"),
    ],
)
def test_a_feed_and_a_page_with_a_rule_cost_one_request(search: Search, url: str, feed: str) -> None:
    found, asked = search(url, {feed: FEED})
    assert isinstance(found, Found) and (found.url, asked) == (feed, [feed])


def test_a_repository_without_releases_gives_its_commits_and_names_the_others(search: Search) -> None:
    found, asked = search(GITHUB, {f"{GITHUB}/releases.atom": EMPTY, f"{GITHUB}/commits.atom": FEED})
    assert isinstance(found, Found) and found.url == f"{GITHUB}/commits.atom" and len(asked) == 2
    assert [other.url for other in found.others] == [f"{GITHUB}/releases.atom", f"{GITHUB}/tags.atom"]


def test_a_channel_by_its_name_is_looked_for_in_its_page(search: Search) -> None:
    name = "https://www.youtube.com/@harbor"
    feed = f"{VIDEOS}?channel_id={CHANNEL}"
    found, asked = search(name, {name: page(f'<meta itemprop="identifier" content="{CHANNEL}">'), feed: FEED})
    assert isinstance(found, Found) and (found.url, asked) == (feed, [name, feed])


def test_a_page_on_such_a_site_that_is_nothing_with_a_rule_is_looked_at(search: Search) -> None:
    about = "https://github.com/about"
    found, asked = search(about, {about: page(link("/news.atom")), "https://github.com/news.atom": FEED})
    assert isinstance(found, Found) and asked == [f"{about}.atom", about, "https://github.com/news.atom"]


@pytest.mark.parametrize(
    ("pages", "feed", "others", "requests"),
    [
        ({"/": page(link("/a"), link("/b")), "/a": FEED, "/b": FEED}, "/a", ["/b"], 2),
        ({"/": page(link("/p/feed", "Comments on a post"), link("/a")), "/a": FEED}, "/a", ["/p/feed"], 2),
        ({"/": page(link("/gone"), link("/b")), "/b": FEED}, "/b", ["/gone"], 3),
        ({"/": page(link("/gone")), "/feed": FEED}, "/feed", [], 3),
        ({"/": page("<base href='/sub/'>", link("a")), "/sub/a": FEED}, "/sub/a", [], 2),
        ({"/": page(), "/index.xml": FEED}, "/index.xml", [], 5),
        ({"/": page(), "/feeds/posts/default": FEED}, "/feeds/posts/default", [], 9),
    ],
)
def test_a_page_leads_to_its_feed(
    search: Search, pages: dict[str, str], feed: str, others: list[str], requests: int
) -> None:
    found, asked = search(f"{SITE}/", {f"{SITE}{path}": text for path, text in pages.items()})
    assert isinstance(found, Found) and found.url == f"{SITE}{feed}"
    assert [other.url for other in found.others] == [f"{SITE}{path}" for path in others]
    assert len(asked) == requests


@pytest.mark.parametrize(
    ("there", "words", "requests"),
    [
        (page(), "No feed was found", 9),
        (
            page(link("/gone")),
            "names the feed https://harbor.example.org/gone, but: harbor.example.org has no feed",
            10,
        ),
        ("<title>Log in</title><input type=password>", "a login page", 1),
        (page("<title>Just a moment...</title>"), "a bot check", 1),
        ("%PDF-1.7", "This is a PDF", 1),
        ('<opml version="2.0"><body/></opml>', "a list of feeds", 1),
        ('{"a": 1}', "JSON, but not a JSON Feed", 1),
        (status_error(403, "harbor.example.org"), "refuses to give the feed", 1),
    ],
)
def test_where_no_feed_is(search: Search, there: str | FetchError, words: str, requests: int) -> None:
    error, asked = search(f"{SITE}/", {f"{SITE}/": there})
    assert isinstance(error, FeedError) and words in error.message, error
    assert len(asked) == requests


def test_no_door_is_knocked_at_once_a_server_asks_for_quiet(search: Search) -> None:
    quiet = status_error(429, "harbor.example.org", retry_after_s=60)
    error, asked = search(f"{SITE}/", {f"{SITE}/": page(), f"{SITE}/feed": quiet, f"{SITE}/rss.xml": FEED})
    assert error is quiet and len(asked) == 2


def test_a_password_of_the_page_goes_along_to_its_own_feeds_only(search: Search) -> None:
    mine, other = "https://me:pw@harbor.example.org", "https://other.example.org"
    pages: dict[str, str | FetchError] = {f"{mine}/": page(link(f"{other}/a"), link("/b")), f"{mine}/b": FEED}
    found, asked = search(f"{mine}/", pages)
    assert isinstance(found, Found) and found.url == f"{mine}/b"
    assert asked == [f"{mine}/", f"{other}/a", f"{mine}/b"]
