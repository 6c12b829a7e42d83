"""A web page or a text file -> one `Item`.

Pages go through trafilatura, which finds the article among menus and sidebars; a text file's first line is its title.
What is no article (a login page, an empty shell, a picture) is refused with a sentence that says what it is: see
`no_article`.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from feeds.dates import parse_date
from feeds.errors import ParseError
from feeds.kinds import looks_like, refuse_foreign
from feeds.model import Item
from feeds.no_article import refuse_no_article, refuse_other_kinds
from feeds.parse_bytes import page_text
from feeds.parse_items import byline, language_tag
from feeds.text import MAX_TITLE, clean_line, clean_text, html_to_text, title_text
from feeds.urls import display_host, safe_url, same_site

MAX_TITLE_LINE = 200
"""Characters of a text file's first line up to which it is a title."""

MAX_PAGE = 5_000_000
"""Characters of a page given to trafilatura; the text of no article is longer."""

MAX_TAGS = 60_000
"""Tags of a page that are read: a page of nothing else costs trafilatura 50 µs and 1.5 kB each (measured)."""

_TALKATIVE = ("trafilatura", "htmldate", "courlan")
_TITLE = re.compile(
    r"\s*(?:log|sign)[ -]?(?:in|on)\b|\s*(?:anmelden|anmeldung|connexion|iniciar sesión|accedi)\b", re.I
)
_TITLE = re.compile(r"<title\b[^<>]*>(.*?)(?:</title|\Z)", re.I | re.S)
_HEADING = re.compile(r"(?:\s|<(?:html|body|div|main|article)\b[^<>]*>)*+<h1\b[^<>]*>(.{1,1000}?)</h1>", re.I | re.S)
_MAIN = re.compile(r"<(article|main)\b[^<>]*>(.*?)(?:</\1\s*>|\Z)", re.I | re.S)
_CANONICAL = re.compile(r"<link\b(?=[^<>]*\brel\s*=\s*[\"']?canonical\b)[^<>]*?\bhref\s*=\s*[\"']?([^\"'\s<>]+)", re.I)
_TIME = re.compile(
    r"<meta\b(?=[^<>]*(?:article:published_time|datePublished|parsely-pub-date))[^<>]*?\bcontent\s*=\s*[\"']([^\"'<>]+)"
    r"|\"datePublished\"\s*:\s*\"([^\"<>]+)\"",
    re.I,
)
_LANGUAGE = re.compile(r"<html\b[^<>]*?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)?)", re.I)


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What `NAME.toml` beside a text file says of it. An empty field says nothing."""

    title: str = ""
    outlet: str = ""
    published: datetime | None = None
    url: str = ""


@dataclass(slots=True)
class _Found:
    """What trafilatura says of a page; all strings, "" where it says nothing."""

    title: str = ""
    author: str = ""
    date: str = ""
    site: str = ""
    html: str = ""
    categories: list[str] = field(default_factory=list)


def read_page(data: bytes, *, url: str = "", content_type: str = "", now: datetime) -> Item:
    """Return the article of a web page as an item: title, byline, date, site as outlet, text as HTML.

    `url` is where the page came from; its own canonical link wins if it is on the same site. The guid is the URL. An
    answer that is plain text is an article too: its first line is the title.

    Raises:
        ParseError: the bytes are no HTML, or the page holds no article (login page, empty shell, mere list of links).
    """
    refuse_foreign(data, "a web page")
    if content_type.lower().startswith("text/plain") and looks_like(page_text(data, content_type)) == "text":
        said = Sidecar(outlet=display_host(url), url=url)
        text_item = read_text(data, name=url, sidecar=said, modified=now)
        return replace(text_item, guid=text_item.url or text_item.guid, published=None)
    html = page_text(data, content_type)
    refuse_other_kinds(html)
    html = _head(html)
    found = _extracted(html, url) or _Found()
    if not found.html:
        found.html = _main_part(html)
    text = html_to_text(found.html, url).text
    page_title = _page_title(html)
    refuse_no_article(html, text, page_title, html_to_text(html, url))
    address = _address(html, url)
    title = title_text(found.title) or page_title or clean_line(text.partition("\n")[0], 120)
    heading = _HEADING.match(found.html)
    if heading and title_text(heading[1]) == title:
        found.html = found.html[: heading.start()] + found.html[heading.end() :]
    return Item(
        guid=address or f"page:{title}",
        title=title,
        url=address,
        content=found.html,
        author=byline(found.author.split("; ")) if found.author else "",
        published=_published(html, found.date, now),
        categories=tuple(clean_line(name, 100) for name in found.categories[:30]),
        language=language_tag(match[1]) if (match := _LANGUAGE.search(html)) else "",
        outlet=_outlet(found.site, address),
    )


def read_text(data: bytes, *, name: str, sidecar: Sidecar | None, modified: datetime) -> Item:
    """Return a text file as an item: its first line is the title, the rest the text, unchanged but for controls.

    `name` is the file's name and makes the guid. What the sidecar says wins; where its title is not the first
    line, the whole file is text. Without its time the item is published at `modified`, the file's modification time.
    A first line of more than 200 characters is a paragraph: it stays in the text, and the title is its beginning.

    Raises:
        ParseError: the bytes are no text, or there is none in them.
    """
    refuse_foreign(data, "a text")
    text = clean_text(page_text(data))
    if not text:
        raise ParseError(
            f'"{clean_line(name)}" holds no text.', "Its first line should be the title, the rest the text."
        )
    said = sidecar or Sidecar()
    first, _, rest = text.partition("\n")
    title = clean_line(said.title)
    first_is_title = len(first) <= MAX_TITLE_LINE and (not title or title.casefold() == clean_line(first).casefold())
    return Item(
        guid=f"file:{clean_line(name, 300)}",
        title=title or clean_line(first, MAX_TITLE if first_is_title else 120),
        url=safe_url(said.url),
        content=rest.strip("\n") if first_is_title else text,
        is_html=False,
        published=said.published or modified,
        outlet=clean_line(said.outlet, 100),
    )


def _extracted(html: str, url: str) -> _Found | None:
    """What trafilatura finds, with the text as simple HTML; None when it finds no article."""
    from trafilatura import bare_extraction
    from trafilatura.htmlprocessing import build_html_output

    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # they write warnings to stderr, which is the app's screen
    try:
        document: Any = bare_extraction(
            html, url=url or None, output_format="html", include_comments=False, include_links=True,
            include_formatting=True, with_metadata=True, favor_recall=False,
            date_extraction_params={"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"},
        )  # fmt: skip
        if document is None or document.body is None:
            return None
        body = build_html_output(document)
    except Exception as error:  # it parses hostile HTML with lxml, htmldate and many helpers, and promises nothing
        raise ParseError(
            "The page could not be read as an article.", clean_line(f"{type(error).__name__}: {error}", 200)
        ) from error
    names = ("title", "author", "date", "sitename")
    title, author, date, site = (clean_line(str(getattr(document, name) or "")) for name in names)
    return _Found(title, author, date, site, body, list(document.categories or []))


def _head(html: str) -> str:
    """The page up to its 60,000th tag: the article is before that, or there is none."""
    parts = html[:MAX_PAGE].split("<", MAX_TAGS)
    return html[:MAX_PAGE] if len(parts) <= MAX_TAGS else "<".join(parts[:-1])


def _main_part(html: str) -> str:
    """The page's own `<article>` or `<main>`, for pages too short for trafilatura; "" when it has none."""
    parts = [match[2] for match in _MAIN.finditer(html[:2_000_000])]
    return max(parts, key=len, default="")


def _page_title(html: str) -> str:
    match = _TITLE.search(html[:200_000])
    return title_text(match[1]) if match else ""


def _address(html: str, url: str) -> str:
    """The page's canonical address if it names one on the same site (or came from nowhere), else `url`.

    A front page is no article's address, although some sites name it on every page.
    """
    match = _CANONICAL.search(html[:500_000])
    named = safe_url(unescape(match[1]), url) if match else ""
    came = safe_url(url)
    if not came or not named:
        return named or came
    is_front = urlsplit(named).path in ("", "/") and not urlsplit(named).query
    return named if same_site(named, came) and not (is_front and urlsplit(came).path not in ("", "/")) else came


def _outlet(site: str, address: str) -> str:
    """Who publishes the page: the name that it gives itself; a mere host counts only if it is the page's own."""
    host = display_host(address)
    name = clean_line(site, 100)
    return host if not name or (host and "." in name and " " not in name) else name


def _published(html: str, date: str, now: datetime) -> datetime | None:
    """The time that the page states to the minute, else trafilatura's day."""
    match = _TIME.search(html[:2_000_000])
    stated = parse_date(match[1] or match[2], now=now) if match else None
    return stated or parse_date(date, now=now)
