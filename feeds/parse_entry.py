"""One item element of RSS, RDF or Atom -> `RawItem`.

`media:description` is a photo's caption and never text (it is in 191 items of 200 real feeds, and feedparser puts it in
the text's place in all of them); `itunes:summary` is text only where the item has no other.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from feeds.model import Enclosure
from feeds.parse_items import RawItem, as_html, rebased
from feeds.parse_names import short_name
from feeds.parse_tree import BASE, element_text, inner_html, xhtml
from feeds.urls import safe_url

DATES = (
    "pubdate",
    "atom:published",
    "atom:issued",
    "dc:date",
    "dc:issued",
    "dc:created",
    "atom:created",
    "published",
    "issued",
)
UPDATES = ("atom:updated", "atom:modified", "dc:modified", "updated", "modified", "lastbuilddate")
_AUTHORS = ("dc:creator", "author", "atom:author", "itunes:author", "dc:author", "creator")
_CATEGORIES = ("category", "atom:category", "dc:subject")
_MEDIA = frozenset(
    ("enclosure", "atom:link", "media:group", "media:content", "media:thumbnail", "itunes:image", "yt:videoid")
)
_OLD_FEEDBURNER = ("feedproxy.google.com", "feeds.feedburner.com", "rss.feedsportal.com")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"

Fields = dict[str, list[Element]]


def fields_of(element: Element, space: str) -> Fields:
    """Return the children of `element` by short name, in document order; `space` is the root's namespace."""
    fields: Fields = {}
    for child in element:
        name = short_name(child.tag, space)
        if name in fields:
            fields[name].append(child)
        else:
            fields[name] = [child]
    return fields


def first_text(fields: Fields, *names: str) -> str:
    """Return the text of the first of `names` that has any."""
    for name in names:
        if name in fields:
            for element in fields[name]:
                if text := element_text(element):
                    return text
    return ""


def links_of(fields: Fields) -> list[Element]:
    """Return the elements that link by attribute: Atom's, also inside RSS."""
    return [link for name in ("atom:link", "link") for link in fields.get(name, ()) if link.get("href")]


class ItemReader:
    """Reads the items of one feed. `bases` are the xml:base values above the items; `site` and `url` stand in."""

    def __init__(self, space: str, site: str, bases: list[str], url: str) -> None:
        self.space = space
        self.bases = bases
        self.base = _resolved(bases, url) if bases else site or url

    def read(self, element: Element) -> RawItem:
        """Return what one item or entry says."""
        fields = fields_of(element, self.space)
        own_base = element.get(BASE)
        raw = RawItem(
            guid=first_text(fields, "guid", "atom:id", "id")
            or element.get(_ABOUT, "")
            or first_text(fields, "dc:identifier"),
            title=_title(fields),
            published=first_text(fields, *DATES),
            updated=first_text(fields, *UPDATES),
            comments_url=first_text(fields, "comments"),
            language=element.get(_LANG) or first_text(fields, "dc:language"),
            base=_resolved([own_base], self.base) if own_base else self.base,
            explicit_base=bool(own_base or self.bases),
        )
        raw.links = _links(fields, raw.base)
        raw.authors = [_author(author, self.space) for name in _AUTHORS for author in fields.get(name, ())][:20]
        raw.categories = [text for name in _CATEGORIES for c in fields.get(name, ()) if (text := _category(c))]
        _read_bodies(fields, raw)
        if not _MEDIA.isdisjoint(fields):
            self._read_media(fields, raw)
        return raw

    def _read_media(self, fields: Fields, raw: RawItem) -> None:
        """Enclosures and the picture; and YouTube's description, the one case where `media:description` is the text."""
        for enclosure in fields.get("enclosure", ()):
            raw.enclosures.append(_enclosure(enclosure.get("url", ""), enclosure))
        for link in links_of(fields):
            if link.get("rel") == "enclosure":
                raw.enclosures.append(_enclosure(link.get("href", ""), link))
        groups = [fields, *(fields_of(group, self.space) for group in fields.get("media:group", ()))]
        for group in groups:
            raw.image = raw.image or _picture(group, self.space)
            raw.enclosures += [
                _enclosure(m.get("url", ""), m) for m in group.get("media:content", ()) if _is_recording(m)
            ]
            if "yt:videoid" in fields and not raw.summary:
                raw.summary = as_html(first_text(group, "media:description"))
        if not raw.image:
            raw.image = next((e.url for e in raw.enclosures if e.mime.startswith("image/")), "")


def _resolved(bases: list[str], url: str) -> str:
    for base in bases:
        url = safe_url(base, url) or url
    return url


def _title(fields: Fields) -> str:
    for name in ("title", "atom:title", "dc:title", "media:title"):
        for element in fields.get(name, ()):
            kind = element.get("type") or "text"
            title = xhtml(element) if kind == "xhtml" else inner_html(element)
            if name == "atom:title" and kind in ("text", "text/plain") and "</" not in title:
                title = title.replace("<", "&lt;")  # RFC 4287, 3.1.1.1; but many that say so hold HTML nevertheless
            if title.strip():
                return title
    return ""


def _links(fields: Fields, base: str) -> list[str]:
    """The item's addresses, best first: RSS link, Atom alternate, a guid that is a permalink."""
    found = [_address(link, text, base) for link in fields.get("link", ()) if (text := element_text(link))]
    atom = sorted(links_of(fields), key=_link_rank)
    found += [_address(link, link.get("href", ""), base) for link in atom if _link_rank(link) < 3]
    original = first_text(fields, "feedburner:origlink")
    if original and (not found or any(host in found[0] for host in _OLD_FEEDBURNER)):
        found.insert(0, original)
    found += [
        text
        for guid in fields.get("guid", ())
        if guid.get("isPermaLink", "true").lower() != "false"
        and (text := element_text(guid)).startswith(("http:", "https:"))
    ]
    return found


def _address(link: Element, address: str, base: str) -> str:
    """An address made absolute where its element has an xml:base of its own."""
    own = link.get(BASE)
    return safe_url(address, _resolved([own], base)) if own else address


def _link_rank(link: Element) -> int:
    """0 for an alternate that is HTML, 1 for any alternate, 2 for a link to something related, 3 for the rest."""
    rel, kind = link.get("rel") or "alternate", link.get("type") or "text/html"
    if rel == "alternate":
        return 0 if "html" in kind else 1
    return 2 if rel in ("related", "via") else 3


def _author(author: Element, space: str) -> str:
    if len(author) == 0:
        return element_text(author)
    parts = fields_of(author, space)
    return first_text(parts, "atom:name", "name", "atom:email", "email")


def _category(category: Element) -> str:
    return element_text(category) or category.get("label", "") or category.get("term", "")


def _read_bodies(fields: Fields, raw: RawItem) -> None:
    """Summary and content as HTML. RSS: description and content:encoded; Atom: by the `type` of the construct."""
    raw.summary = _first_body(
        fields, raw.base, "description", "atom:summary", "dc:description", "dc:abstract", "summary"
    )
    raw.content = _first_body(
        fields, raw.base, "content:encoded", "atom:content", "xhtml:body", "xhtml:div", "content", "fulltext"
    )
    if not raw.summary and not raw.content:
        raw.summary = _first_body(fields, raw.base, "itunes:summary", "itunes:subtitle")


def _first_body(fields: Fields, base: str, *names: str) -> str:
    for name in names:
        for element in fields.get(name, ()):
            own = element.get(BASE)
            own_base = _resolved([own], base) if own else ""
            is_atom = name.startswith("atom:")
            body = _atom_body(element, own_base or base) if is_atom else inner_html(element, own_base or base)
            if body.strip():
                return rebased(body, own_base) if own_base else body
    return ""


def _atom_body(element: Element, base: str) -> str:
    """An Atom text construct or content as HTML (RFC 4287, 3.1 and 4.1.3); Atom 0.3 has `mode` and media types."""
    kind = (element.get("type") or "text").lower()
    if (
        element.get("src")
        or element.get("mode") == "base64"
        or kind.startswith(("image/", "audio/", "video/", "application/pdf"))
    ):
        return ""
    if kind in ("xhtml", "application/xhtml+xml") or (len(element) > 0 and element.get("mode", "xml") == "xml"):
        return xhtml(element, base)
    if "html" in kind or element.get("mode") == "escaped":
        return inner_html(element, base)
    text = element_text(element)
    return text if "</" in text else as_html(text)


def _enclosure(url: str, element: Element) -> Enclosure:
    size = element.get("length") or element.get("fileSize") or ""
    mime = element.get("type") or element.get("medium") or ""
    return Enclosure(
        url=url.strip(), mime=mime, size=int(size) if size.isascii() and size.isdecimal() and len(size) < 16 else None
    )


def _is_recording(media: Element) -> bool:
    return media.get("medium") in ("audio", "video") or media.get("type", "").startswith(("audio/", "video/"))


def _picture(fields: Fields, space: str) -> str:
    """The address of the item's picture: a Media RSS image, else a thumbnail, also inside `media:content`."""
    contents = fields.get("media:content", [])
    images = [m for m in contents if m.get("medium") == "image" or m.get("type", "").startswith("image/")]
    thumbnails = fields.get("media:thumbnail", []) + fields.get("itunes:image", [])
    inner = [thumbnail for m in contents for thumbnail in fields_of(m, space).get("media:thumbnail", [])]
    urls = (str(m.get("url") or m.get("href") or "") for m in images + thumbnails + inner)
    return next(filter(None, urls), "")
