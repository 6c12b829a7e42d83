"""The control characters that stand for the structure of a text between `text_html` and `text_layout`.

No text can hold them by itself: unsafe characters are removed before the first mark is put in, and HTML's numeric
references cannot make them (`html.unescape` gives nothing for them).
"""

from __future__ import annotations

import re

PARAGRAPH = "\x01"
BREAK = "\x02"
LINK = "\x03"
LINK_END = "\x04"
BULLET = "\x05"
HEADING = "\x06"
QUOTE = "\x07"
QUOTE_END = "\x08"
CELL = "\x0e"
CODE = "\x0f"
CODE_LINE = "\x10"
CODE_SPACE = "\x11"
DROP = "\x12"
DROP_END = "\x13"
LIST = "\x14"
ORDERED = "\x15"
LIST_END = "\x16"
NUMBER = "\x17"
"""Stands before and after the digits of the next item of an ordered list; right after PARAGRAPH or ORDERED only."""

EMPTY = "".join(map(chr, range(0x18))) + " "
"""What a paragraph of nothing is made of: marks and white space."""

_LINKS = re.compile(f"([{LINK}{LINK_END}])")


def link_marks(text: str) -> str:
    """Return the link marks of `text` alone: they are kept of what is left out, so that links stay in step."""
    return "".join(_LINKS.findall(text)) if text else ""


def split_at_links(text: str) -> list[str]:
    """Return `text` in pieces, each link mark a piece of its own."""
    return _LINKS.split(text)
