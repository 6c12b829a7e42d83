"""OPML into subscriptions and back; the readers of import files meet here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.entities import html5
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from feeds.errors import ParseError
from feeds.net_url import mask
from feeds.newsboat import read_newsboat_urls
from feeds.parse_bytes import decoded
from feeds.subscriptions import Collector, ImportResult, Subscription
from feeds.text import clean_line

__all__ = ["ImportResult", "Subscription", "read_newsboat_urls", "read_opml", "write_opml"]

MAX_OPML_BYTES = 10 * 2**20
"""Largest file read, in bytes: about 50,000 subscriptions."""

MAX_FOLDERS = 8
"""Folders kept of one nesting; deeper ones count as the eighth. No reader shows more."""

MAX_NAME = 120
"""Longest title, folder or tag kept, in characters."""

AMPERSAND = re.compile(r"&(?:#(\d{1,7}|[xX][0-9a-fA-F]{1,6});|(\w{1,31});)?")
"""An `&`, and the character or the entity that it names, if any: exports of many readers hold bare ones in URLs."""

XML_ENTITIES = ("amp", "lt", "gt", "quot", "apos")
"""The entities that XML knows by itself; those of HTML are put in by us."""

DECLARATION = re.compile(r"<\?xml\b[^>]{0,200}\?>", re.I)
"""The first line of XML, which names an encoding: the characters are known by then."""

FEED_TYPES = ("rss", "atom", "rss1", "rss2", "feed")
"""Values of `type` of an outline that stands for a feed, also where it names none."""

JUNK_BEHIND = 9
"""expat's code for something behind the end of the document (XML_ERROR_JUNK_AFTER_DOC_ELEMENT)."""

XML_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold in any form."""


def read_opml(data: bytes, *, allow_private: frozenset[str] = frozenset()) -> ImportResult:
    """Return the subscriptions of an OPML file (1.0 or 2.0), and a line for everything that was left out.

    Nested outlines become folders, `category` becomes tags (OPML 2.0: comma-separated, a leading slash is dropped).
    The reader is a stream without recursion, refuses files that declare entities, and opens nothing else. Slips that
    other programs make are mended: encodings that are not the declared one, bare ampersands, HTML's entities, controls.
    A file that breaks off gives what stood before the break, with a problem.

    Raises:
        ParseError: if the bytes are no OPML, declare entities, or are larger than 10 MB.
    """
    if len(data) > MAX_OPML_BYTES:
        raise ParseError("This file is larger than 10 MB.", "An OPML file of a feed reader is much smaller.")
    reader = _Reader(allow_private)
    try:
        reader.read(_well_formed(decoded(data)[0]))
    except expat.ExpatError as error:
        broken = f"Line {error.lineno}: the file breaks off here ({expat.ErrorString(error.code)})."
        if error.code != JUNK_BEHIND:
            reader.collector.problems.append(broken)
    if not reader.is_opml:
        raise ParseError(
            "This is no OPML file.", "Export the subscriptions of the other reader as OPML and import that file."
        )
    return reader.collector.result()


def write_opml(subscriptions: Iterable[Subscription], *, title: str) -> str:
    """Return an OPML 2.0 document that `read_opml` reads back into the same subscriptions, sorted by folder."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += [f"  <head><title>{escape(_xml(title))}</title></head>", "  <body>"]
    path: list[str] = []
    # Without a folder first, so that no outline of the top level stands behind a folder's end; else the given order.
    for entry in sorted(subscriptions, key=lambda one: one.folder.split("/") if one.folder else []):
        wanted = entry.folder.split("/") if entry.folder else []
        while path != wanted[: len(path)]:
            path.pop()
            lines.append(f"{_indent(path)}</outline>")
        for name in wanted[len(path) :]:
            lines.append(f"{_indent(path)}<outline text={_attribute(name)}>")
            path.append(name)
        lines.append(f"{_indent(path)}{_outline(entry)}")
    while path:
        path.pop()
        lines.append(f"{_indent(path)}</outline>")
    return "\n".join([*lines, "  </body>", "</opml>", ""])


class _Reader:
    """Takes expat's events; the stack holds one folder name (or None for a feed) for each open outline."""

    def __init__(self, allow_private: frozenset[str]) -> None:
        self.collector = Collector(allow_private)
        self.is_opml = False
        self._stack: list[str | None] = []
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.EntityDeclHandler = self._entity

    def read(self, text: str) -> None:
        self._parser.Parse(text, True)

    def _entity(self, *_: object) -> None:
        raise ParseError(
            "This file declares XML entities, which OPML never needs and attacks do.", "Nothing was imported from it."
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.lower()
        self.is_opml = self.is_opml or name == "opml"
        if not self.is_opml or name != "outline":
            return
        found = {key.lower(): value for key, value in attributes.items()}
        title = clean_line(found.get("title") or found.get("text") or "", MAX_NAME)
        line = self._parser.CurrentLineNumber
        kind = clean_line(found.get("type", ""), 20).lower()
        url = found.get("xmlurl", "").strip() or (found.get("url", "") if kind in FEED_TYPES else "")
        if url:
            self._stack.append(None)
            title = "" if title == clean_line(url, MAX_NAME) else title  # its name for want of one, also in our export
            folders = [folder for folder in self._stack if folder][:MAX_FOLDERS]
            self.collector.add(line, Subscription(url, title, "/".join(folders), _tags(found)))
            return
        if found.get("url"):
            self.collector.leave_out(line, f"“{title}”", f"it is no feed ({kind or 'link'})")
        elif page := found.get("htmlurl"):
            self.collector.leave_out(line, f"“{title}”", f"it names no feed, only the page {mask(page)}: add that")
        elif kind in FEED_TYPES:
            self.collector.leave_out(line, f"“{title}”", "it names no address of a feed")
        self._stack.append(title)

    def _end(self, name: str) -> None:
        if name.lower() == "outline" and self._stack:
            self._stack.pop()


def _well_formed(text: str) -> str:
    """Return the characters of an OPML file without the slips that expat would stop at; lines keep their numbers."""
    start = max(0, text.find("<"))
    text = "\n" * text.count("\n", 0, start) + DECLARATION.sub("", text[start:], count=1)
    return AMPERSAND.sub(_reference, XML_CONTROLS.sub("", text))


def _reference(match: re.Match[str]) -> str:
    """Return what XML understands in the place of an `&`: character, entity or the bare sign."""
    number, name = match.groups()
    if number:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        return match[0] if code <= 0x10FFFF and code and not XML_CONTROLS.match(chr(code)) else ""
    if name in XML_ENTITIES:
        return match[0]
    letters = html5.get(f"{name};", "")
    return "".join(f"&#{ord(letter)};" for letter in letters) or f"&amp;{match[0][1:]}"


def _tags(attributes: dict[str, str]) -> tuple[str, ...]:
    names = (clean_line(name, MAX_NAME).strip("/ ") for name in attributes.get("category", "").split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def _outline(entry: Subscription) -> str:
    name = _attribute(entry.title or entry.url)
    tags = ",".join(tag.replace(",", " ") for tag in entry.tags)
    category = f" category={_attribute(tags)}" if tags else ""
    return f'<outline type="rss" text={name} title={name} xmlUrl={_attribute(entry.url)}{category}/>'


def _attribute(text: str) -> str:
    return quoteattr(_xml(text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _xml(text: str) -> str:
    return XML_CONTROLS.sub("", text)


def _indent(path: list[str]) -> str:
    return "  " * (len(path) + 2)
