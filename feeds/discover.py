"""A web page into the feeds that it offers, and an address into guesses where its feed may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

from feeds.site_rules import RULES, YOUTUBE, feeds_by_rule, known_site
from feeds.text import clean_line
from feeds.urls import safe_url

FEED_TYPES = frozenset(
    (
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
        "application/xml",
        "text/xml",
    )
)
"""Media types of `link[rel=alternate]` that stand for a feed (RSS Advisory Board, RFC 4287, JSON Feed 1.1)."""

NO_NEWS = re.compile(r"/wp-json/|/oembed\b|/comments/(?:feed|default)/?$", re.I)
"""Addresses that sites announce in the same way but that hold no news: the WordPress API, embeds, all comments."""

FEED_LIKE = re.compile(r"[/.](?:rss|atom|rdf|feed)(?:\.xml|\.php)?/?$|/(?:feed|index)\.xml$", re.I)
"""How the address of a feed looks in an ordinary link; trusted only on pages that announce none."""

MAX_PAGE_CHARS = 2_000_000
"""How much of a page is looked at, in characters."""

MAX_FOUND = 50
"""Most feeds taken from one page."""

COMMON_PATHS = ("feed", "rss.xml", "atom.xml", "index.xml", "feed.xml", "rss", "feed.json", "feeds/posts/default")
"""Where feeds live by the habits of site software, most common first (compare miniflux `subscription/finder.go`)."""

PROFILE = re.compile(r"/@[\w.-]+/?")
"""The path of a person's page in the fediverse, whose feed is the same with `.rss` behind it (Mastodon, Pleroma)."""

OF_COMMENTS = re.compile(r"\bcomments?\b|\bkommentare?\b|\bcommentaires?\b|\bcomentarios\b", re.I)
"""In the title or the address of a feed: it carries what readers say, not news. Such feeds stand behind all others."""

CHANNEL_ID = re.compile(r'(?:itemprop="(?:identifier|channelId)" content=|"(?:externalId|channelId)":)"(UC[\w-]{22})"')
"""Where a YouTube page of a handle or a video names its channel: UC and 22 letters of base64url."""

CHARSET = re.compile(
    rb"charset\s*=\s*[\"']?(utf-8|iso-8859-\d{1,2}|windows-125\d|gbk|gb2312|gb18030|big5|shift_jis|euc-jp|euc-kr|koi8-[ru])\b",
    re.I,
)
"""The encodings that pages use; others, some of which Python would decode slowly or dangerously, count as UTF-8."""

OPENING = re.compile(r"<(?:(!--)|(script|style|template)\b|(link|base|a)(?=[\s/]))", re.I)
"""Where something begins that holds an address, or that has to be skipped because it is no page text."""

END_OF_COMMENT = re.compile("-->")
END_OF_RAW = re.compile("</(?:script|style|template)", re.I)

ATTRIBUTE = re.compile(r"""[\s/]*([^\s=/>"'<]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']*)))?""")
"""One attribute of an HTML tag; each character is looked at once, so a page cannot make this slow."""


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that a page offers: absolute address, the page's own title for it ("" if none), media type."""

    url: str
    title: str = ""
    mime: str = ""


def find_feeds(html: bytes, url: str) -> list[FoundFeed]:
    """Return the feeds that the page `html`, fetched from `url`, offers, in the page's order, each once; comments last.

    Announced feeds first: `link` elements whose `rel` holds "alternate" or "feed" and whose `type` is a feed's,
    resolved against the page's `base href`; without the WordPress API, embeds and comment feeds. A page that announces
    none is searched for a YouTube channel's id, then for links that look like feeds. Never raises.
    """
    page = _decoded(html[: MAX_PAGE_CHARS * 4])[:MAX_PAGE_CHARS]
    base = url
    announced: dict[str, FoundFeed] = {}
    linked: dict[str, FoundFeed] = {}
    for tag, attributes in _tags(page):
        href = attributes.get("href", "")
        if tag == "base" and base == url:
            base = safe_url(href, url) or url
            continue
        there = safe_url(href, base) if href else ""
        if not there or NO_NEWS.search(there):
            continue
        mime = attributes.get("type", "").partition(";")[0].strip().lower()
        rel = attributes.get("rel", "").lower().split()
        if tag == "link" and mime in FEED_TYPES and ("alternate" in rel or "feed" in rel) and "stylesheet" not in rel:
            announced.setdefault(there, FoundFeed(there, clean_line(attributes.get("title", ""), 200), mime))
        elif tag == "a" and (mime in FEED_TYPES or FEED_LIKE.search(urlsplit(there).path)):
            linked.setdefault(there, FoundFeed(there, clean_line(attributes.get("title", ""), 200), mime))
    found = (announced or _youtube_channel(page, url) or linked).values()
    return sorted(found, key=_is_of_comments)[:MAX_FOUND]


def guess_feed_urls(url: str) -> list[str]:
    """Return addresses to try for a page that offers no feed, best guess first; [] for what is no web address.

    YouTube, GitHub, GitLab, Reddit and Medium have rules of their own (`site_rules`), and only these are given for
    them. For all other hosts the common paths are given, below the page's folder and at the top of the host in turns;
    before them, for the page of somebody in the fediverse, that page's own feed.
    """
    page = safe_url(url)
    if not page or known_site(page) in RULES:
        return feeds_by_rule(page)
    address = page.partition("?")[0].partition("#")[0]
    folder = (
        address.rstrip("/") + "/" if "." not in urlsplit(address).path.rpartition("/")[2] else urljoin(address, ".")
    )
    places = dict.fromkeys((folder, urljoin(page, "/")))
    own = [f"{address.rstrip('/')}.rss"] if PROFILE.fullmatch(urlsplit(address).path) else []
    return own + [urljoin(place, path) for path in COMMON_PATHS for place in places]


def _tags(page: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield name and attributes of every `link`, `base` and `a` outside comments, scripts, styles and templates."""
    at = 0
    while (opening := OPENING.search(page, at)) is not None:
        comment, raw, tag = opening.groups()
        at = opening.end()
        if comment or raw:
            closing = (END_OF_COMMENT if comment else END_OF_RAW).search(page, at)
            if closing is None:
                return
            at = closing.end()
            continue
        attributes: dict[str, str] = {}
        while (match := ATTRIBUTE.match(page, at)) is not None:
            at = match.end()
            value = next((group for group in match.groups()[1:] if group is not None), "")
            attributes.setdefault(match[1].lower(), unescape(value).strip())
        yield tag.lower(), attributes


def _is_of_comments(feed: FoundFeed) -> bool:
    return bool(OF_COMMENTS.search(feed.title) or OF_COMMENTS.search(urlsplit(feed.url).path))


def _youtube_channel(page: str, url: str) -> dict[str, FoundFeed]:
    if known_site(url) != "youtube.com":
        return {}
    match = CHANNEL_ID.search(page)
    feed = f"{YOUTUBE}?channel_id={match[1]}" if match else ""
    return {feed: FoundFeed(feed, "", "application/atom+xml")} if feed else {}


def _decoded(html: bytes) -> str:
    """Return a page as text: by its byte order mark, its `charset`, else UTF-8; bad bytes become U+FFFD."""
    if html.startswith((b"\xff\xfe", b"\xfe\xff")):
        return html.decode("utf-16", errors="replace")
    declared = CHARSET.search(html[:4096])
    return html.decode(declared[1].decode("ascii") if declared else "utf-8-sig", errors="replace")
