"""What a feed calls text -> what may be shown: titles, names and bodies, plain and safe.

This is the one door for feed text: everything that is stored or shown has gone through one of these functions.
"""

from __future__ import annotations

import re

from feeds.model import Item, Link, PlainText
from feeds.text_html import decode_entities, raised, read_html
from feeds.text_junk import without_tail
from feeds.text_safe import cut, lines, one_line

MAX_TITLE = 500
"""Characters of a title; longer ones are a text in the wrong place."""

MAX_AUTHOR = 200
"""Characters of a byline."""

MAX_TEXT_BYTES = 200_000
"""UTF-8 bytes of text kept per item: a book's chapter, about 35,000 words."""

_TITLE_TAG = re.compile(
    r"</?(?:a|abbr|acronym|b|big|br|cite|code|del|dfn|div|em|font|h[1-6]|i|img|ins|kbd|mark|nobr|p|q|s|samp|small|span|strike|strong|"
    r"""sub|sup|time|tt|u|var|wbr)(?:\s*/?>|(?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))+\s*/?>|\s+[\w:-]+\s*=[^<>]*>)""",
    re.I,
)
"""A tag that has a place in a title: with attributes or nothing inside, so that "if a<b and c>d" is none."""

_TITLE_SCRIPT = re.compile(r"<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.I | re.S)
_BREAKING_TAG = re.compile(r"<(?:br|/?p|/?div|/?h[1-6])\b[^<>]*>", re.I)
_BLANK_LINES = re.compile(r"\n{3,}")


def clean_line(text: str, limit: int = MAX_TITLE) -> str:
    """Return plain text on one line, safe to show, at most `limit` characters (cut with "…"). Nothing is decoded."""
    return cut(one_line(text[: 20 * limit]), limit)


def clean_text(text: str) -> str:
    """Return plain text, safe to show, with LF as the only line end and its paragraphs parted by one blank line."""
    trimmed = "\n".join(line.rstrip() for line in lines(text).split("\n"))
    return _BLANK_LINES.sub("\n\n", trimmed).strip("\n")


def title_text(html: str) -> str:
    """Return a title's HTML as one safe line of at most 500 characters.

    Only tags that have a place in a title are taken out and entities are decoded once, so that "5 < 6", "AT&T" and
    "the <tag> debate" keep their words.
    """
    text = html[: 20 * MAX_TITLE]
    if "<" in text:
        text = _TITLE_TAG.sub("", _BREAKING_TAG.sub(" ", raised(_TITLE_SCRIPT.sub("", text))))
    return clean_line(decode_entities(text), MAX_TITLE)


def html_to_text(html: str, base_url: str = "") -> PlainText:
    """Return the text of an HTML fragment and its links; publishers' tails ("The post … appeared first on …") are gone.

    Headings begin with "# ", list items with "• " or their number ("1. ")
    and two spaces for each list around theirs, quotations with "> ", code with four spaces, table cells are parted
    by " | ". Relative links are resolved against `base_url`; links that are not http(s) are no links. Never raises.
    """
    return without_tail(read_html(html, base_url))


def item_text(item: Item) -> PlainText:
    """Return the text of `item`: its content if that has more words than its summary, else its summary.

    At most 200 kB, cut at the end of a paragraph where possible. Relative links are resolved against the item's URL.
    """
    if not item.is_html:
        fuller = item.content if _length(item.content) > _length(item.summary) else item.summary
        return capped(PlainText(clean_text(fuller[:MAX_TEXT_BYTES])))
    if not item.content:
        return capped(html_to_text(item.summary, item.url))
    content = html_to_text(item.content, item.url)
    if not item.summary or item.summary == item.content:
        return capped(content)
    summary = html_to_text(item.summary, item.url)
    return capped(content if _length(content.text) > _length(summary.text) else summary)


def capped(plain: PlainText, max_bytes: int = MAX_TEXT_BYTES) -> PlainText:
    """Return at most `max_bytes` of UTF-8 of `plain`, cut after a paragraph if one ends in the last tenth."""
    if len(plain.text) * 4 <= max_bytes:
        return plain
    encoded = plain.text.encode()
    if len(encoded) <= max_bytes:
        return plain
    text = encoded[:max_bytes].decode(errors="ignore")
    end = text.rfind("\n\n", len(text) * 9 // 10)
    text = text[:end] if end > 0 else text
    return PlainText(text, tuple(Link(a.start, a.end, a.url) for a in plain.links if a.end <= len(text)))


def _length(text: str) -> tuple[int, int]:
    """Words, then characters (which decide where words are not parted by spaces)."""
    return text.count(" ") + text.count("\n"), len(text)
