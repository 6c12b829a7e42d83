"""What a feed says, as plain data: `ParsedFeed` and its `Item`s."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that an item points to (podcast, video, picture). `size` is in bytes, None when unknown."""

    url: str
    mime: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink of a plain text: the characters `[start, end)` lead to `url` (http or https)."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class PlainText:
    """Text without markup or control characters; paragraphs are parted by one blank line.

    Light marks keep the structure readable: `# ` heading, `• ` or `1. ` list item (with two spaces
    in front for each list around its own, ten at most), `> ` quotation, four spaces code.
    They stand at the start of a line only.
    """

    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One record of a feed, as published.

    `title` and `author` are plain, cleaned, one line. `summary` and `content` are kept apart as the
    publisher wrote them: HTML, or plain text where `is_html` is False. `url` is absolute http(s) or "".
    Dates are aware UTC; a missing or impossible date is None.
    """

    guid: str
    title: str
    url: str = ""
    summary: str = ""
    content: str = ""
    is_html: bool = True
    author: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    image: str = ""
    comments_url: str = ""
    language: str = ""
    outlet: str = ""
    """Who published the item, where the item itself says so (article pages, sidecars); else "" = the feed's outlet."""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed at one moment. `ttl_minutes` is the publisher's wish for the time between two polls.

    `warnings` are sentences for people about what was wrong with the bytes although items could be read.
    """

    title: str
    items: tuple[Item, ...]
    site_url: str = ""
    description: str = ""
    language: str = ""
    icon: str = ""
    hub: str = ""
    ttl_minutes: int | None = None
    warnings: tuple[str, ...] = ()
