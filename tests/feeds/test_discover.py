"""Which feeds a page offers, and where to look when it offers none."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds.discover import FoundFeed, find_feeds, guess_feed_urls

PAGE = "https://example.org/news/today.html"
RSS, ATOM, JSON = "application/rss+xml", "application/atom+xml", "application/feed+json"


def urls(html: str, url: str = PAGE) -> list[str]:
    return [feed.url for feed in find_feeds(html.encode(), url)]


def link(href: str, mime: str = RSS, rel: str = "alternate", more: str = "") -> str:
    return f'<link rel="{rel}" type="{mime}" href="{href}"{more}>'


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (link("/feed"), ["https://example.org/feed"]),
        (link("feed.xml"), ["https://example.org/news/feed.xml"]),
        (link("//cdn.example.net/feed"), ["https://cdn.example.net/feed"]),
        (link("/a") + link("/b", ATOM) + link("/c", JSON) + link("/a"), [f"https://example.org/{x}" for x in "abc"]),
        (link("/a", rel="Alternate Home"), ["https://example.org/a"]),
        (link("/a", rel="feed"), ["https://example.org/a"]),
        (link("/a", "application/RSS+XML; charset=utf-8"), ["https://example.org/a"]),
        ("<LINK REL=alternate TYPE=application/rss+xml HREF=/a>", ["https://example.org/a"]),
        ("<link href='/a?x=1&amp;y=2' type='application/rss+xml' rel='alternate'/>", ["https://example.org/a?x=1&y=2"]),
        ("<link\n rel = alternate\n type\n=\n'application/rss+xml' href = /a\n/>", ["https://example.org/a"]),
        ('<link title="a > b" rel=alternate type=application/rss+xml href=/a>', ["https://example.org/a"]),
        ('<base href="/sub/">' + link("feed"), ["https://example.org/sub/feed"]),
        ('<base href="https://example.net/"><base href="/no/">' + link("feed"), ["https://example.net/feed"]),
        ('<base href="javascript:x">' + link("feed"), ["https://example.org/news/feed"]),
        (link("/wp-json/wp/v2/posts/1", "application/json") + link("/feed"), ["https://example.org/feed"]),
        (link("/wp-json/oembed/1.0/embed?url=x", "application/json"), []),
        (link("/feed") + link("/comments/feed/"), ["https://example.org/feed"]),
        (link("/style", "text/css", "alternate stylesheet"), []),
        (link("/fr", "text/html"), []),
        (link("javascript:alert(1)"), []),
        (link("file:///etc/passwd"), []),
        (link(""), []),
        ("<!-- " + link("/old") + " -->" + link("/new"), ["https://example.org/new"]),
        ("<script>'" + link("/old") + "'</script>" + link("/new"), ["https://example.org/new"]),
        ("<template>" + link("/old") + "</template>" + link("/new"), ["https://example.org/new"]),
        ("<!-- never closed " + link("/old"), []),
        ("<body>" + link("/late"), ["https://example.org/late"]),
        ('<a href="/rss.xml">RSS</a><a href="/about">x</a>', ["https://example.org/rss.xml"]),
        ('<a href="/rss.xml">RSS</a>' + link("/feed"), ["https://example.org/feed"]),
        ('<a href="/b/feed/">x</a><a href="/atom">y</a><a href="/feedback">z</a>', ["https://example.org/b/feed/", "https://example.org/atom"]),
        ("<linker " + link("/a")[6:], []),
        ("plain text, no page", []),
    ],
)  # fmt: skip
def test_what_a_page_offers(html: str, found: list[str]) -> None:
    assert urls(html) == found


def test_title_and_media_type_come_along_and_are_safe() -> None:
    html = link("/feed", ATOM, more=' title="News &amp; \x1b[31mviews\u202e"')
    assert find_feeds(html.encode(), PAGE) == [FoundFeed("https://example.org/feed", "News & [31mviews", ATOM)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1251"])
def test_pages_in_other_encodings(encoding: str) -> None:
    title = "Новости" if encoding == "windows-1251" else "Bücher"
    html = f'<meta charset="{encoding}">' + link("/feed", more=f' title="{title}"')
    assert find_feeds(html.encode(encoding), PAGE)[0].title == title


@pytest.mark.parametrize("encoding", ["utf-7", "punycode", "zip", "rot13", "nonsense"])
def test_other_declared_encodings_do_no_harm(encoding: str) -> None:
    assert urls(f'<meta charset="{encoding}">' + link("/feed")) == ["https://example.org/feed"]


@pytest.mark.parametrize(
    "piece", ["<link ", "<!--", '<link rel="', "<link a='b", "<a href=", "<script>", "a=b ", "x", "<a ", "\xff"]
)
@pytest.mark.parametrize("start", ["", "<link "], ids=["page", "link"])
def test_hostile_pages_offer_nothing_and_end(start: str, piece: str) -> None:
    html = start + piece * (600_000 // len(piece))
    assert find_feeds(html.encode("latin-1"), PAGE) == []


def test_a_page_gives_no_more_than_fifty() -> None:
    assert len(urls("".join(link(f"/{n}") for n in range(500)))) == 50


def test_the_hostile_page_offers_its_feeds_against_its_base() -> None:
    path = next(iter(sorted(Path(__file__).parent.parent.glob("data/**/i19_html_not_feed.html"))), None)
    if path is None:
        pytest.skip("i19_html_not_feed.html is not among the test data")
    found = [feed.url for feed in find_feeds(path.read_bytes(), "https://example.test/")]
    assert found and all(url.startswith("https://example.test/") for url in found)


CHANNEL = "UC" + "a_-9" * 5 + "bc"


@pytest.mark.parametrize(
    "html",
    [
        f'<meta itemprop="identifier" content="{CHANNEL}">',
        f'<script>{{"externalId":"{CHANNEL}","x":1}}</script>',
        f'<script>{{"videoDetails":{{"channelId":"{CHANNEL}"}}}}</script>',
    ],
)
def test_a_youtube_page_names_its_channel(html: str) -> None:
    feed = f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"
    assert urls(html, "https://www.youtube.com/@someone") == [feed]
    assert urls(html, "https://example.org/@someone") == []


KINDS = ("commits", "releases", "tags")


@pytest.mark.parametrize(
    ("page", "guesses"),
    [
        (f"https://www.youtube.com/channel/{CHANNEL}/videos", [f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"]),
        ("https://m.youtube.com/playlist?list=PL1-x", ["https://www.youtube.com/feeds/videos.xml?playlist_id=PL1-x"]),
        ("https://youtube.com/user/old", ["https://www.youtube.com/feeds/videos.xml?user=old"]),
        ("https://github.com/owner", ["https://github.com/owner.atom"]),
        ("https://github.com/o/r/tags", [f"https://github.com/o/r/{x}.atom" for x in ("tags", "releases", "commits")]),
        ("https://github.com/o/r.git", [f"https://github.com/o/r/{x}.atom" for x in ("releases", "commits", "tags")]),
        ("https://github.com/o/r/commits", [f"https://github.com/o/r/{x}.atom" for x in KINDS]),
        ("https://github.com/o/r/commits/main.atom", []),
        ("https://www.youtube.com/feeds/videos.xml?channel_id=UC1", []),
        ("https://www.youtube.com/@someone", []),
        ("https://www.reddit.com/r/news/.rss", []),
        ("https://medium.com/feed/@someone", []),
        ("https://gitlab.com/o/r/-/tags?format=atom", []),
        ("https://github.com/o/r/tree/dev/x", ["https://github.com/o/r/commits/dev/x.atom"]),
        ("https://gitlab.com/o/r/-/issues", ["https://gitlab.com/o/r/-/tags?format=atom", "https://gitlab.com/o/r.atom"]),
        ("https://old.reddit.com/r/news/", ["https://www.reddit.com/r/news/.rss"]),
        ("https://medium.com/@someone/story", ["https://medium.com/feed/@someone"]),
        ("javascript:alert(1)", []),
        ("", []),
    ],
)  # fmt: skip
def test_sites_with_a_rule(page: str, guesses: list[str]) -> None:
    assert guess_feed_urls(page) == guesses


def test_other_sites_get_the_common_paths_below_the_page_and_at_the_top() -> None:
    guesses = guess_feed_urls("https://example.org/blog?page=2#x")
    assert guesses[:4] == [
        "https://example.org/blog/feed",
        "https://example.org/feed",
        "https://example.org/blog/rss.xml",
        "https://example.org/rss.xml",
    ]
    assert "https://example.org/atom.xml" in guesses
    assert len(guesses) == len(set(guesses)) == 16
    assert len(guess_feed_urls("https://example.org")) == 8
    assert guess_feed_urls("https://example.org/blog/post.html")[0] == "https://example.org/blog/feed"


def test_the_page_of_somebody_in_the_fediverse_has_its_feed_beside_it() -> None:
    assert guess_feed_urls("https://social.example.org/@ann.lee/")[0] == "https://social.example.org/@ann.lee.rss"


def test_what_readers_say_stands_behind_the_news() -> None:
    html = link("/p/1/feed", more=' title="A post » Comments"') + link("/comments.xml") + link("/feed")
    assert urls(html) == [f"https://example.org/{path}" for path in ("feed", "p/1/feed", "comments.xml")]
