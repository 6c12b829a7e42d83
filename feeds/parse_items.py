"""What the readers of RSS, Atom and JSON Feed found -> `Item`s that keep the project's rules.

One place for what must be the same whatever the format: how an item is identified, which link and date count, what a
byline is, how many items and how much text are kept.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from html import escape

from feeds.dates import parse_date
from feeds.model import Enclosure, Item
from feeds.text import MAX_AUTHOR, clean_line, html_to_text, title_text
from feeds.urls import safe_url

MAX_BODY = 1_000_000
"""Characters of summary and of content kept per item."""

MAX_LISTED = 30
"""Categories and enclosures kept per item."""

_PERIODS = {"hourly": 60, "daily": 1_440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
"""Minutes of an `sy:updatePeriod` (RSS 1.0 syndication module)."""

_MAX_GUID = 1_000
_HEADLINE = 120
_NAME_IN_PARENTHESES = re.compile(r"[^\s@(]+@[^\s@(]+ ?\(([^()]+)\)")
_BY = re.compile(r"by:? (?=\w)", re.I)
_ADDRESS = re.compile(r" ?[<(\[]?(?:mailto:)?[^\s<>()@]+@[^\s<>()@]+\.[^\s<>()@]+[>)\]]?")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_RELATIVE = re.compile(
    r"""(<(?:a|area)\b[^<>]*?\bhref\s*=\s*)(?:(["'])(?!https?:|mailto:|\#)([^"'<>]*)\2|(?!https?:|mailto:|\#)([^"'<>\s]+))""",
    re.I,
)


@dataclass(slots=True)
class RawItem:
    """An item as a format says it, strings unjudged. `links` in order of preference; `base` resolves relative ones."""

    guid: str = ""
    title: str = ""
    links: list[str] = field(default_factory=list)
    summary: str = ""
    content: str = ""
    is_html: bool = True
    authors: list[str] = field(default_factory=list)
    published: str = ""
    updated: str = ""
    categories: list[str] = field(default_factory=list)
    enclosures: list[Enclosure] = field(default_factory=list)
    image: str = ""
    comments_url: str = ""
    language: str = ""
    base: str = ""
    explicit_base: bool = False


def finished(raws: Sequence[RawItem], *, language: str, now: datetime) -> tuple[Item, ...]:
    """Return the items of one feed with guids that are unique in it.

    The guid is the publisher's, else the link, else a hash of title and text. An item with guid, link and title of an
    earlier one is the same item again (measured: a real feed repeats some of its items four times) and is left out.
    Where two different items share the guid, the first keeps it, a later one becomes guid|url, and where that is taken
    too guid|url|n (n-th of its kind), so that the same feed always gives the same guids.
    """
    seen: dict[str, int] = {}
    known: set[tuple[str, str, str]] = set()
    items = []
    for raw in raws:
        item = _item(raw, language, now)
        same = (item.guid, item.url, item.title)
        if same in known:
            continue
        known.add(same)
        if item.guid in seen:
            item = replace(item, guid=_unique(item, seen))
        seen[item.guid] = 1
        items.append(item)
    return tuple(items)


def newest(dates: Sequence[datetime | None], max_items: int | None) -> list[int]:
    """Return the positions of the `max_items` newest dates in their own order; what has no date counts as oldest."""
    if max_items is None or len(dates) <= max_items:
        return list(range(len(dates)))
    by_age = sorted(range(len(dates)), key=lambda n: (-(moment.timestamp()) if (moment := dates[n]) else 0.0, n))
    return sorted(by_age[:max_items])


def left_out(items: int, kept: int) -> tuple[str, ...]:
    """Return the warning that a feed has more items than are kept; nothing when it has not."""
    return (f"The feed has {items:,} items; the newest {kept:,} were taken in.",) if items > kept else ()


def without_controls(text: str) -> str:
    """Return `text` without the characters that XML could not have brought: C0, DEL, C1, lone surrogates."""
    return _CONTROLS.sub("", text)


def as_html(text: str) -> str:
    """Return plain text as HTML that reads the same: blank lines part paragraphs, line ends stay."""
    paragraphs = re.split(r"\n[^\S\n]*\n\s*", escape(text, quote=False).strip())
    return "".join(f"<p>{paragraph}</p>".replace("\n", "<br>") for paragraph in paragraphs if paragraph)


def ttl_minutes(ttl: str, period: str, frequency: str) -> int | None:
    """Return RSS `ttl`, else the `sy:updatePeriod` divided by `sy:updateFrequency`; None for no sensible number."""
    if ttl.isdecimal() and len(ttl) < 7:
        return int(ttl) or None
    minutes = _PERIODS.get(period.strip().lower())
    times = int(frequency) if frequency.isdecimal() and 0 < len(frequency) < 4 else 1
    return minutes // max(1, times) or None if minutes else None


def rebased(html: str, base: str) -> str:
    """Return `html` with its relative links made absolute against `base`; those that lead nowhere then are "#"."""
    if "=" not in html or ("href" not in html and "HREF" not in html):
        return html
    return _RELATIVE.sub(lambda m: f'{m[1]}"{safe_url((m[3] or m[4] or "").strip(), base) or "#"}"', html)


def byline(authors: Sequence[str]) -> str:
    """Return the names as one line; an e-mail address beside a name is left out, and one alone says nothing."""
    names = dict.fromkeys(_name(author[: 2 * MAX_AUTHOR]) for author in authors)
    return clean_line(", ".join(filter(None, names)), MAX_AUTHOR)


@lru_cache(maxsize=2048)
def _name(author: str) -> str:
    said = " ".join(author.split())
    match = _NAME_IN_PARENTHESES.fullmatch(said)
    name = title_text(match[1] if match else _ADDRESS.sub("", said))
    return name[found.end() :] if (found := _BY.match(name)) else name


@lru_cache(maxsize=256)
def language_tag(tag: str) -> str:
    """Return a language tag as BCP 47 writes it ("en-GB"), "" for what is none."""
    parts = tag.strip().replace("_", "-").split("-")
    if not re.fullmatch(r"[A-Za-z]{2,3}", parts[0]) or not all(
        re.fullmatch("[A-Za-z0-9]{1,8}", part) for part in parts
    ):
        return ""
    return "-".join([parts[0].lower(), *(part.upper() if len(part) == 2 else part for part in parts[1:4])])


def _item(raw: RawItem, language: str, now: datetime) -> Item:
    url = next((found for link in raw.links if (found := safe_url(_address(link), raw.base))), "")
    own_base = raw.explicit_base or url.split("/")[2:3] != raw.base.split("/")[2:3]
    summary, content = _body(raw.summary, raw, own_base), _body(raw.content, raw, own_base)
    published = parse_date(raw.published, now=now)
    updated = parse_date(raw.updated, now=now)
    title = title_text(raw.title)
    return Item(
        guid=_guid(raw.guid) or url or _hashed(raw.title, raw.content or raw.summary),
        title=title or _headline(content or summary, raw.is_html) or _place(url, raw),
        url=url,
        summary=summary,
        content=content,
        is_html=raw.is_html,
        author=byline(raw.authors) if raw.authors else "",
        published=published or updated,
        updated=updated,
        categories=_distinct(raw.categories),
        enclosures=tuple(_enclosures(raw)),
        image=safe_url(raw.image, raw.base) if raw.image else "",
        comments_url=safe_url(raw.comments_url, raw.base) if raw.comments_url else "",
        language=language_tag(raw.language or language),
    )


def _address(link: str) -> str:
    """A link with two slips of publishers' software mended: "&" escaped twice, and no scheme before "www."."""
    link = link.replace("&amp;", "&")
    return f"https://{link}" if link[:4].lower() == "www." else link


def _guid(guid: str) -> str:
    """A guid on one line without controls; an overlong one becomes a hash of itself."""
    line = guid if guid.isprintable() else _CONTROLS.sub("", guid)
    line = " ".join(line.split())
    return line if len(line) <= _MAX_GUID else _hashed(line)


def _hashed(*texts: str) -> str:
    joined = "\x1f".join(texts).encode(errors="replace")
    return "sha256:" + hashlib.sha256(joined).hexdigest()[:32]


def _unique(item: Item, seen: dict[str, int]) -> str:
    """A guid that is not in `seen`, which counts how often each was asked for."""
    guid = f"{item.guid}|{item.url}"
    while guid in seen:
        seen[guid] += 1
        guid = f"{guid}|{seen[guid]}"
    return guid


def _body(text: str, raw: RawItem, own_base: bool) -> str:
    """The text, capped. Links are resolved against the item's URL later; here, where that is not their base."""
    if not text:
        return ""
    text = text[:MAX_BODY].strip()
    return rebased(text, raw.base) if own_base and raw.is_html else text


def _headline(body: str, is_html: bool) -> str:
    """The first words of an item that has no title of its own."""
    text = html_to_text(body[:5_000]).text if is_html else body
    return clean_line(text.lstrip("#•> \n").partition("\n")[0], _HEADLINE)


def _place(url: str, raw: RawItem) -> str:
    """The address of an item that says nothing in words (a picture, a recording), as it is shown to people."""
    address = url or next((found for each in raw.enclosures if (found := safe_url(each.url, raw.base))), "")
    return clean_line(address.partition("://")[2], _HEADLINE)


@lru_cache(maxsize=2048)
def _category(name: str) -> str:
    return title_text(name[:1000])[:100].rstrip()


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    cleaned = (_category(name) for name in names[:MAX_LISTED])
    return tuple(dict.fromkeys(name for name in cleaned if name))


def _enclosures(raw: RawItem) -> list[Enclosure]:
    found: list[Enclosure] = []
    for enclosure in raw.enclosures[:MAX_LISTED]:
        url = safe_url(enclosure.url, raw.base)
        if url and all(url != other.url for other in found):
            found.append(replace(enclosure, url=url, mime=clean_line(enclosure.mime, 100).lower()))
    return found
