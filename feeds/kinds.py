"""The first bytes of a file or an answer -> what they are: feed, web page, text, or something that is no news."""

from __future__ import annotations

import re
from typing import Literal

from feeds.errors import ParseError

Kind = Literal["json", "html", "feed", "xml", "text"]

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF87a", "a picture (GIF)"),
    (b"GIF89a", "a picture (GIF)"),
    (b"\x00\x00\x01\x00", "a picture (icon)"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "compressed (gzip)"),
    (b"BZh", "compressed (bzip2)"),
    (b"\xfd7zXZ", "compressed (xz)"),
    (b"\x28\xb5\x2f\xfd", "compressed (zstd)"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"ID3", "sound (MP3)"),
    (b"OggS", "sound (Ogg)"),
    (b"fLaC", "sound (FLAC)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a word processor's file (RTF)"),
)
"""File signatures (the IANA media type registrations and the `file` program's list)."""

_LEADING = re.compile(r"(?:\s|\ufeff|<!--.*?-->|<\?.*?\?>)*", re.S)
_HTML = re.compile(
    r"<!doctype\s+html|<(?:html|head|body|main|article|section|header|title|meta|link|script|div|p|span|h[1-6]|table|ul)[\s>]",
    re.I,
)
_JSON = re.compile(r"[{\[]\s*(?:[\"{\[}\]]|\Z)")
_MARKUP = re.compile(r"<[?!/a-zA-Z]")
_FEED_ROOT = re.compile(r"<(?:[a-z0-9]+:)?(?:rss|feed|rdf)[\s>]|<channel[\s>]", re.I)


def foreign_kind(data: bytes) -> str:
    """Return what `data` is if its first bytes say that it is neither a feed nor a page nor text ("a PDF"), else ""."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "a picture (WebP)" if data[8:12] == b"WEBP" else "sound or video"
    if data[4:8] == b"ftyp":
        return "a picture (AVIF)" if data[8:12] in (b"avif", b"avis") else "video or sound (MP4)"
    return ""


def refuse_foreign(data: bytes, wanted: str) -> None:
    """Raise ParseError if `data` is empty or a foreign kind; `wanted` names what was expected ("a feed")."""
    if not data.strip():
        raise ParseError(
            f"Nothing to read: 0 characters where {wanted} was expected.", "Try again later; what is stored is kept."
        )
    kind = foreign_kind(data)
    if kind.startswith("compressed"):
        raise ParseError(f"The bytes are {kind}, not {wanted}.", "Unpack a file first; a server is asked again later.")
    if kind:
        raise ParseError(f"This is {kind}, not {wanted}.", "Open it in the program that is made for it.")


def looks_like(text: str) -> Kind:
    """Say what characters seem to be from the first 4,096 of them."""
    start = text[:4096]
    bare = start.lstrip(" \t\r\n\ufeff")
    if _JSON.match(bare):
        return "json"
    leading = _LEADING.match(start)
    body = start[leading.end() :] if leading else start
    if _FEED_ROOT.match(body):
        return "feed"
    if _HTML.match(body):
        return "html"
    if _MARKUP.match(body):
        return "feed" if _FEED_ROOT.search(start) else "xml"
    return "text"
