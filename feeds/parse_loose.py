"""The characters of a feed that is no XML even when common slips are mended -> `ParsedFeed`, by feedparser.

For unclosed tags and worse. Its sanitiser and its URI resolution are off: both are
done by this project for every feed alike, and they are more than half of feedparser's time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from feeds.dates import parse_date
from feeds.errors import ParseError
from feeds.model import Enclosure, ParsedFeed
from feeds.parse_items import RawItem, as_html, finished, language_tag, left_out, newest, ttl_minutes, without_controls
from feeds.text import clean_line, title_text
from feeds.urls import safe_url

MAX_LOOSE = 1_500_000
"""Characters given to feedparser: hostile XML costs it up to 3 s of CPU a megabyte; no real feed was over 1.2 MB."""

_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*\?>", re.I)
_BASE = re.compile(r"""\bxml:base\s*=\s*["']([^"'<>]*)""", re.I)
_ITEM = re.compile(r"<(?:\w+:)?(?:item|entry)\b([^<>]*)>", re.I)
_XML_BASE = re.compile(r"\bxml:base(?=\s*=)", re.I)
_RSS_PREFIX = re.compile(r"<(/?)rss:", re.I)
_CAPTION = re.compile(r"<(/?)(?:media:description|itunes:summary)\b", re.I)
"""feedparser puts these in the text's place (its issues 53 and 324, still so in 6.0.14); renamed, it passes them by."""


def read_loose(
    text: str, *, url: str = "", now: datetime, max_items: int | None = None, warnings: tuple[str, ...] = ()
) -> ParsedFeed:
    """Return what can be read of a broken feed.

    Raises:
        ParseError: nothing of a feed was found, or the text is too long for the slow reader.
    """
    if len(text) > MAX_LOOSE:
        raise ParseError(
            f"The feed is broken and too large to be mended ({len(text) / 1e6:.0f} MB).", " ".join(warnings)
        )
    parsed = _parsed(text)
    about = parsed.get("feed", {})
    entries = parsed.get("entries", [])
    if not entries and not parsed.get("version"):
        from feeds.no_feed import text_error

        raise text_error(text, warnings)
    dates = [parse_date(_text(entry, "published") or _text(entry, "updated"), now=now) for entry in entries]
    base, bases = _bases(text, len(entries), url)
    site = safe_url(_text(about, "link"), base or url)
    kept = newest(dates, max_items)
    raws = [_raw(entries[n], bases[n] or site or url, bool(bases[n])) for n in kept]
    return ParsedFeed(
        title=title_text(_text(about, "title")),
        items=finished(raws, language=_text(about, "language"), now=now),
        site_url=site,
        description=title_text(_text(about, "subtitle")),
        language=language_tag(_text(about, "language")),
        icon=safe_url(_text(_get(about, "image"), "href") or _text(about, "icon") or _text(about, "logo"), site or url),
        hub=next((safe_url(_text(x, "href"), url) for x in _all(about, "links") if _text(x, "rel") == "hub"), ""),
        ttl_minutes=ttl_minutes(
            _text(about, "ttl"), _text(about, "sy_updateperiod"), _text(about, "sy_updatefrequency")
        ),
        warnings=(*warnings, *left_out(len(entries), len(kept))),
    )


def _bases(text: str, entries: int, url: str) -> tuple[str, list[str]]:
    """Return the feed's xml:base and those of its entries, "" for none.

    An entry's own counts where as many entries were found as begin in the text, so that one can be told from another.
    """
    starts = list(_ITEM.finditer(text))
    feed_base = _resolved(text[: starts[0].start()] if starts else text[:10_000], url, "")
    if len(starts) != entries:
        return feed_base, [feed_base] * entries
    return feed_base, [_resolved(start[1], feed_base or url, feed_base) for start in starts]


def _resolved(markup: str, outer: str, otherwise: str) -> str:
    """Return the first xml:base in `markup`, made absolute against `outer`."""
    stated = _BASE.search(markup)
    return (safe_url(stated[1], outer) if stated else "") or otherwise


def _parsed(text: str) -> Mapping[str, Any]:
    """feedparser's result. It is given UTF-8 bytes, never a string that could be a URL or a file's name.

    Kept from it: captions, and `xml:base`, since it resolves ids against it, so that a feed that is broken for a day
    would change all its guids. A prefix `rss:` that is bound to nothing makes it see no items, so it is taken off.
    """
    import feedparser

    plain = _XML_BASE.sub("stated-base", _CAPTION.sub(r"<\1caption", _DECLARATION.sub("", text)))
    if "xmlns:rss" not in plain:
        plain = _RSS_PREFIX.sub(r"<\1", plain)
    data = b'<?xml version="1.0" encoding="utf-8"?>\n' + plain.lstrip().encode("utf-8", "replace")
    try:
        parsed: Mapping[str, Any] = feedparser.parse(
            data,
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": "application/xml; charset=utf-8"},
        )
    except Exception as error:  # it promises to raise nothing, but its HTML and date readers fail in many ways
        raise ParseError(
            "The feed is broken beyond repair.", clean_line(f"{type(error).__name__}: {error}", 200)
        ) from error
    return parsed


def _get(thing: Any, key: str) -> Any:
    """The value under `key` as feedparser stored it: its own lookup maps keys to others, and warns on stderr."""
    return dict.get(thing, key) if isinstance(thing, dict) else None


def _text(thing: Any, key: str) -> str:
    value = _get(thing, key)
    return without_controls(value) if isinstance(value, str) else ""


def _all(thing: Any, key: str) -> list[Any]:
    value = _get(thing, key)
    return value if isinstance(value, list) else []


def _raw(entry: Any, base: str, explicit_base: bool) -> RawItem:
    summary, content = _bodies(entry)
    guid, link = _text(entry, "id"), _text(entry, "link")
    media = _all(entry, "media_content")
    enclosures = [_enclosure(link) for link in _all(entry, "links") if _text(link, "rel") == "enclosure"]
    enclosures += [_enclosure(each) for each in media if _kind(each) in ("audio", "video")]
    return RawItem(
        guid=guid,
        title=_text(entry, "title"),
        links=[link] if link != guid or link.startswith(("http:", "https:")) else [],  # it makes any lone guid a link
        summary=summary,
        content=content,
        authors=[name for person in _all(entry, "authors") if (name := _text(person, "name"))]
        or [_text(entry, "author")],
        published=_text(entry, "published"),
        updated=_text(entry, "updated"),
        categories=[_text(tag, "label") or _text(tag, "term") for tag in _all(entry, "tags")],
        enclosures=enclosures,
        image=_picture(entry) or next((e.url for e in enclosures if e.mime.startswith("image/")), ""),
        comments_url=_text(entry, "comments"),
        base=base,
        explicit_base=explicit_base,
    )


def _bodies(entry: Any) -> tuple[str, str]:
    """Summary and content as HTML; feedparser repeats a lone one as the other, which is undone."""
    contents = [_html(each) for each in _all(entry, "content") if _text(each, "value")]
    content = max(contents, key=len, default="")
    detail = _get(entry, "summary_detail")
    summary = _html(detail) if _text(detail, "value") else _text(entry, "summary")
    return ("" if summary == content else summary), content


def _html(detail: Any) -> str:
    value = _text(detail, "value")
    return as_html(value) if _text(detail, "type") == "text/plain" and "</" not in value else value


def _kind(media: Any) -> str:
    """What a Media RSS file is: "image", "audio", "video", or "" when it does not say."""
    return _text(media, "medium") or _text(media, "type").partition("/")[0]


def _picture(entry: Any) -> str:
    """The address of the item's picture: a Media RSS image, else a thumbnail."""
    images = [each for each in _all(entry, "media_content") if _kind(each) == "image"]
    found = (_text(each, "url") for each in images + _all(entry, "media_thumbnail"))
    return next(filter(None, found), "") or _text(_get(entry, "image"), "href")


def _enclosure(each: Any) -> Enclosure:
    size = _text(each, "length") or _text(each, "filesize")
    return Enclosure(
        url=_text(each, "href") or _text(each, "url"),
        mime=_text(each, "type") or _text(each, "medium"),
        size=int(size) if size.isdecimal() and len(size) < 16 else None,
    )
