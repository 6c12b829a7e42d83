"""Well-formed XML of a feed -> `ParsedFeed`: RSS, RDF and Atom by one table of names, since real feeds mix them.

This is the fast path, for 24 of 25 real feeds. What `parse_tree` refuses goes to `parse_loose`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from xml.etree.ElementTree import Element

from feeds.dates import parse_date
from feeds.errors import ParseError
from feeds.model import ParsedFeed
from feeds.parse_entry import DATES, UPDATES, ItemReader, fields_of, first_text, links_of
from feeds.parse_items import finished, language_tag, left_out, newest, ttl_minutes
from feeds.parse_large import LARGE, newest_tree
from feeds.parse_names import local_name, short_name
from feeds.parse_tree import CUT_OFF, JUNK_BEHIND, IllFormedError, element_text, prolog, tree
from feeds.text import clean_line, title_text
from feeds.urls import safe_url

_ROOTS = frozenset(("rss", "rdf:rdf", "rdf", "feed", "atom:feed", "atom:entry", "entry", "channel"))
_XML = "{http://www.w3.org/XML/1998/namespace}"


def read_xml(
    text: str, *, url: str = "", now: datetime, max_items: int | None = None, warnings: tuple[str, ...] = ()
) -> ParsedFeed:
    """Return what a feed in well-formed XML says; of a feed that was cut off, the items before the cut.

    Raises:
        IllFormedError: it has a DOCTYPE or is not well-formed, so that `parse_loose` should try.
        ParseError: it is well-formed, but no feed.
    """
    root, problems = _root(text, now, max_items)
    space = root.tag[1:].partition("}")[0] if root.tag[:1] == "{" else ""
    if short_name(root.tag, space) not in _ROOTS:
        if JUNK_BEHIND in problems:
            raise IllFormedError("Something that is no feed stands before it.")
        raise _no_feed(root, text, url)
    channel = next((child for child in root if short_name(child.tag, space) == "channel"), root)
    elements = _items(root, channel, space)
    if CUT_OFF in problems and _cut_inside_item(text):
        elements = elements[:-1]
    about = fields_of(channel, space)
    site = _site(about, root.get(f"{_XML}base") or channel.get(f"{_XML}base") or url)
    language = (
        first_text(about, "language", "dc:language") or channel.get(f"{_XML}lang") or root.get(f"{_XML}lang") or ""
    )
    reader = ItemReader(
        space, site or url, [base for base in (root.get(f"{_XML}base"), channel.get(f"{_XML}base")) if base], url
    )
    kept = _kept(elements, space, now, max_items)
    return ParsedFeed(
        title=title_text(first_text(about, "title", "atom:title", "dc:title")),
        items=finished([reader.read(element) for element in kept], language=language, now=now),
        site_url=site,
        description=title_text(first_text(about, "description", "atom:subtitle", "atom:tagline", "itunes:summary")),
        language=language_tag(language),
        icon=safe_url(_icon(about, root, space), site or url),
        hub=next(
            (safe_url(link.get("href", ""), url) for link in links_of(about) if "hub" in link.get("rel", "").split()),
            "",
        ),
        ttl_minutes=ttl_minutes(
            *(first_text(about, name) for name in ("ttl", "sy:updateperiod", "sy:updatefrequency"))
        ),
        warnings=(*warnings, *problems, *left_out(len(elements), len(kept))),
    )


def _root(text: str, now: datetime, max_items: int | None) -> tuple[Element, tuple[str, ...]]:
    """The document's tree; of one with very many elements only the newest items are in it, and the others empty."""
    start, warnings = prolog(text)
    if text.count("<") < LARGE:
        root, problems = tree(text, start)
    else:
        root, problems = newest_tree(
            text[start:],
            is_item=lambda tag: local_name(tag).lower() in ("item", "entry"),
            date_of=lambda element: _date(element, "", now),
            max_items=max_items,
        )
    return root, (*warnings, *problems)


def _date(element: Element, space: str, now: datetime) -> datetime | None:
    return parse_date(first_text(fields_of(element, space), *DATES, *UPDATES), now=now)


def _no_feed(root: Element, text: str, url: str) -> ParseError:
    """Return the error for well-formed XML that is no feed."""
    name = short_name(root.tag).lstrip("?").removeprefix("xhtml:")
    if name == "html":
        from feeds.no_feed import page_error

        return page_error(text, url)
    if name == "opml":
        return ParseError("This is OPML, a list of feeds, not a feed.", "Import it: briefing import FILE.")
    if name in ("urlset", "sitemapindex"):
        return ParseError("This is a sitemap, not a feed.", "Look for the site's RSS or Atom address.")
    return ParseError(
        f"This is XML, but no feed (its first element is <{clean_line(name, 40)}>).",
        "Look for a link named RSS, Atom or Feed on the site.",
    )


def _items(root: Element, channel: Element, space: str) -> list[Element]:
    """The item elements: in the channel (RSS 2.0), beside it (RSS 1.0), in the feed (Atom), else wherever they are."""
    names = ("item", "entry", "atom:entry")
    if short_name(root.tag, space) in ("atom:entry", "entry"):
        return [root]
    found = [child for child in channel if short_name(child.tag, space) in names]
    if channel is not root:
        found += [child for child in root if short_name(child.tag, space) in names]
    return found or [child for child in root.iter() if short_name(child.tag, space) in names]


def _cut_inside_item(text: str) -> bool:
    """Say whether the last item that begins in `text` does not end in it."""
    return max(text.rfind("<item"), text.rfind("<entry")) > max(text.rfind("</item"), text.rfind("</entry"))


def _kept(elements: list[Element], space: str, now: datetime, max_items: int | None) -> Sequence[Element]:
    """The newest `max_items`; only their dates are read of the others, so that 100,000 items cost little."""
    if max_items is None or len(elements) <= max_items:
        return elements
    dates = [_date(element, space, now) for element in elements]
    return [elements[n] for n in newest(dates, max_items)]


def _site(about: dict[str, list[Element]], base: str) -> str:
    """The address of the site that the feed belongs to: RSS `link`, Atom's alternate link."""
    for element in about.get("link", ()):
        if found := safe_url(element_text(element), base):
            return found
    for link in links_of(about):
        if link.get("rel", "alternate") == "alternate" and (found := safe_url(link.get("href", ""), base)):
            return found
    return ""


def _icon(about: dict[str, list[Element]], root: Element, space: str) -> str:
    for image in (*about.get("image", ()), *(child for child in root if short_name(child.tag, space) == "image")):
        if found := first_text(fields_of(image, space), "url"):
            return found
    for image in about.get("itunes:image", ()):
        if found := image.get("href", ""):
            return found
    return first_text(about, "atom:icon", "atom:logo", "icon")
