"""A web page into the feeds that it offers, and an address into guesses where its feed may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qs, quote, urljoin, urlsplit

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

COMMON_PATHS = ("feed", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json", "feeds/posts/default")
"""Where feeds live by the habits of site software, most common first (compare miniflux `subscription/finder.go`)."""

YOUTUBE = "https://www.youtube.com/feeds/videos.xml"
"""YouTube's feeds; the query names a channel, a playlist or an old user name."""

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
    """Return the feeds that the page `html`, fetched from `url`, offers, in the page's order, each once.

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
        found = safe_url(href, base) if href else ""
        if not found or NO_NEWS.search(found):
            continue
        mime = attributes.get("type", "").partition(";")[0].strip().lower()
        rel = attributes.get("rel", "").lower().split()
        if tag == "link" and mime in FEED_TYPES and ("alternate" in rel or "feed" in rel) and "stylesheet" not in rel:
            announced.setdefault(found, FoundFeed(found, clean_line(attributes.get("title", ""), 200), mime))
        elif tag == "a" and (mime in FEED_TYPES or FEED_LIKE.search(urlsplit(found).path)):
            linked.setdefault(found, FoundFeed(found, clean_line(attributes.get("title", ""), 200), mime))
    return list((announced or _youtube_channel(page, url) or linked).values())[:MAX_FOUND]


def guess_feed_urls(url: str) -> list[str]:
    """Return addresses to try for a page that offers no feed, best guess first; [] for what is no web address.

    YouTube, GitHub, GitLab, Reddit and Medium have rules of their own, and only these are given for them. For all other
    hosts the common paths are given, below the page itself and at the top of the host.
    """
    page = safe_url(url)
    if not page:
        return []
    ruled = _by_rule(page)
    if ruled:
        return ruled
    folder = page.partition("?")[0].partition("#")[0].rstrip("/") + "/"
    places = dict.fromkeys((folder, urljoin(page, "/")))
    return [urljoin(place, path) for place in places for path in COMMON_PATHS]


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


def _youtube_channel(page: str, url: str) -> dict[str, FoundFeed]:
    if _host(url) != "youtube.com":
        return {}
    match = CHANNEL_ID.search(page)
    feed = f"{YOUTUBE}?channel_id={match[1]}" if match else ""
    return {feed: FoundFeed(feed, "", "application/atom+xml")} if feed else {}


def _by_rule(page: str) -> list[str]:
    """Return the addresses that a known site's rule gives for `page`, [] if no rule fits."""
    parts = urlsplit(page)
    names = [name for name in parts.path.split("/") if name]
    rules = {
        "youtube.com": _youtube,
        "github.com": _github,
        "gitlab.com": _gitlab,
        "reddit.com": _reddit,
        "medium.com": _medium,
    }
    rule = rules.get(_host(page))
    return rule(names, parts.query) if rule else []


def _youtube(names: list[str], query: str) -> list[str]:
    playlist = parse_qs(query).get("list", [""])[0]
    if playlist:
        return [f"{YOUTUBE}?playlist_id={quote(playlist, safe='')}"]
    if len(names) >= 2 and names[0] in ("channel", "user"):
        return [f"{YOUTUBE}?{'channel_id' if names[0] == 'channel' else 'user'}={names[1]}"]
    return []


def _github(names: list[str], _: str) -> list[str]:
    if len(names) == 1:
        return [f"https://github.com/{names[0]}.atom"]
    if len(names) < 2:
        return ["https://github.blog/feed/"]
    repository = f"https://github.com/{names[0]}/{names[1].removesuffix('.git')}"
    if len(names) >= 4 and names[2] in ("commits", "tree"):
        return [f"{repository}/commits/{'/'.join(names[3:])}.atom"]
    kinds = ["tags", "releases", "commits"] if names[2:3] == ["tags"] else ["releases", "commits", "tags"]
    return [f"{repository}/{kind}.atom" for kind in kinds]


def _gitlab(names: list[str], _: str) -> list[str]:
    path = "/".join(names[: names.index("-")] if "-" in names else names)
    if "/" not in path:
        return [f"https://gitlab.com/{path}.atom"] if path else []
    return [f"https://gitlab.com/{path}/-/tags?format=atom", f"https://gitlab.com/{path}.atom"]


def _reddit(names: list[str], _: str) -> list[str]:
    return [f"https://www.reddit.com/{'/'.join([*names, '.rss'])}"]


def _medium(names: list[str], _: str) -> list[str]:
    if not names:
        return []
    return [f"https://medium.com/{'/'.join(names[:1] if names[0] == 'feed' else ['feed', names[0]])}"]


def _host(url: str) -> str:
    host = (urlsplit(url).hostname or "").lower()
    for prefix in ("www.", "m.", "old.", "new."):
        host = host.removeprefix(prefix)
    return host


def _decoded(html: bytes) -> str:
    """Return a page as text: by its byte order mark, its `charset`, else UTF-8; bad bytes become U+FFFD."""
    if html.startswith((b"\xff\xfe", b"\xfe\xff")):
        return html.decode("utf-16", errors="replace")
    declared = CHARSET.search(html[:4096])
    return html.decode(declared[1].decode("ascii") if declared else "utf-8-sig", errors="replace")
