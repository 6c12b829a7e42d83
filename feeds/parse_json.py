"""The characters of a JSON Feed -> `ParsedFeed` (versions 1.0 and 1.1, jsonfeed.org/version/1.1).

feedparser reads no JSON Feed, fastfeedparser fails on wrong types; here a value of a wrong type counts as missing, and
an item that is no object is left out with a warning.
"""

from __future__ import annotations

import json
import math
from datetime import datetime
from typing import Any

from feeds.dates import parse_date
from feeds.errors import ParseError
from feeds.model import Enclosure, ParsedFeed
from feeds.parse_items import RawItem, as_html, finished, language_tag, left_out, newest, without_controls
from feeds.text import clean_line, title_text
from feeds.urls import safe_url

MAX_PARTS = 1_500_000
"""Lists, objects and commas of a document that is read: each part may cost 100 bytes of memory."""

_HINT = 'JSON Feed has a "version" of jsonfeed.org and a list of "items".'


def read_json(
    text: str, *, url: str = "", now: datetime, max_items: int | None = None, warnings: tuple[str, ...] = ()
) -> ParsedFeed:
    """Return what a JSON Feed says.

    Raises:
        ParseError: it is no JSON (too deep and overlong numbers count as that), or JSON of another kind.
    """
    feed = _loaded(text)
    items = feed.get("items")
    if not isinstance(items, list):
        raise ParseError("This is JSON, but not a JSON Feed.", _HINT)
    if "jsonfeed.org" not in _text(feed, "version"):
        warnings = (*warnings, "The feed does not say which version of JSON Feed it is.")
    objects = [item for item in items if isinstance(item, dict)]
    if len(objects) < len(items):
        warnings = (
            *warnings,
            f"{len(items) - len(objects)} of {len(items)} items are no JSON objects; they were left out.",
        )
    dates = [parse_date(_text(item, "date_published") or _text(item, "date_modified"), now=now) for item in objects]
    kept = newest(dates, max_items)
    site = safe_url(_text(feed, "home_page_url"), url)
    authors = _authors(feed)
    raws = [_raw(objects[n], site or url, authors) for n in kept]
    return ParsedFeed(
        title=title_text(_text(feed, "title")),
        items=finished(raws, language=_text(feed, "language"), now=now),
        site_url=site,
        description=title_text(_text(feed, "description")),
        language=language_tag(_text(feed, "language")),
        icon=safe_url(_text(feed, "icon") or _text(feed, "favicon"), site or url),
        hub=next((hub for each in _objects(feed, "hubs") if (hub := safe_url(_text(each, "url"), url))), ""),
        warnings=(*warnings, *left_out(len(objects), len(kept))),
    )


def _loaded(text: str) -> dict[str, Any]:
    if text.count("[") + text.count("{") + text.count(",") > MAX_PARTS:
        raise ParseError(f"This JSON has more than {MAX_PARTS:,} parts; no feed has so many.", "Split it.")
    try:
        feed = json.loads(text.lstrip("\ufeff"))
    except RecursionError as error:
        raise ParseError("This JSON is nested too deeply to be a feed.") from error
    except ValueError as error:
        raise ParseError(f"This is not JSON that can be read ({clean_line(str(error), 120)}).", _HINT) from error
    if not isinstance(feed, dict):
        raise ParseError("This is JSON, but not a JSON Feed.", _HINT)
    return feed


def _text(thing: dict[str, Any], key: str) -> str:
    """The string under `key`; a number is written out (ids are numbers in many feeds), anything else is missing."""
    value = thing.get(key)
    if isinstance(value, str):
        return without_controls(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**30:
        return str(value)
    return repr(value) if isinstance(value, float) and math.isfinite(value) else ""


def _objects(thing: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value = thing.get(key)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _authors(thing: dict[str, Any]) -> list[str]:
    """`authors` of version 1.1, else the `author` of 1.0."""
    single = thing.get("author")
    people = _objects(thing, "authors") or ([single] if isinstance(single, dict) else [])
    return [name for person in people if (name := _text(person, "name"))]


def _raw(item: dict[str, Any], base: str, authors: list[str]) -> RawItem:
    html, plain, summary = _text(item, "content_html"), _text(item, "content_text"), _text(item, "summary")
    raw = RawItem(
        guid=_text(item, "id"),
        title=_text(item, "title"),
        links=[link for key in ("url", "external_url") if (link := _text(item, key))],
        summary=as_html(summary) if html else summary,
        content=html or plain,
        is_html=bool(html),
        authors=_authors(item) or authors,
        published=_text(item, "date_published"),
        updated=_text(item, "date_modified"),
        image=_text(item, "image") or _text(item, "banner_image"),
        language=_text(item, "language"),
        base=base,
    )
    tags = item.get("tags")
    raw.categories = [without_controls(tag) for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    raw.enclosures = [_attachment(each) for each in _objects(item, "attachments")]
    return raw


def _attachment(attachment: dict[str, Any]) -> Enclosure:
    size = attachment.get("size_in_bytes")
    known = isinstance(size, int) and not isinstance(size, bool) and 0 <= size < 2**60
    return Enclosure(url=_text(attachment, "url"), mime=_text(attachment, "mime_type"), size=size if known else None)
