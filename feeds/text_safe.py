"""Any text -> the same text with nothing in it that could steer a terminal, hide words or break a column.

Removed: C0 controls but LF, DEL, C1, lone surrogates, noncharacters, bidirectional overrides, embeddings, isolates
and marks, zero-width characters, fillers, tag characters, interlinear annotation, variation selectors that select
nothing. Kept: ZWJ and ZWNJ where a script or an emoji sequence needs them, and up to four combining marks per base.
(Unicode TR 36 "Security Considerations" and TR 9 "Bidirectional Algorithm" name the characters.)
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

MAX_MARKS = 4
"""Combining marks kept per base character; no living script stacks more, a "Zalgo" title stacks hundreds."""

_REMOVED = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 but TAB, LF, CR; DEL; C1 but NEL
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen, joiners, fillers
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\ufdd0-\ufdef\ud800-\udfff\ufe00-\ufe0d"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "]+"
)
_JOINABLE = (
    "\u0600-\u08ff\u0900-\u109f\u1700-\u18af\u1900-\u1aad\u1b00-\u1c7f\ua800-\uabff\ufb50-\ufdcf\ufe70-\ufefc"
    "\U00011000-\U000114ff"  # Arabic, Syriac, Indic, South-East Asian, Mongolian
)
_EMOJI = "\u00a9\u00ae#*0-9\u203c-\u3299\U0001f000-\U0001faff"
_STRAY_JOINER = re.compile(
    f"(?<![{_JOINABLE}{_EMOJI}\ufe0f])[\u200c\u200d]+|[\u200c\u200d]+(?![{_JOINABLE}{_EMOJI}])|(?<=[\u200c\u200d])[\u200c\u200d]+"
)
_STRAY_SELECTOR = re.compile(f"(?<![{_EMOJI}])[\ufe0e\ufe0f]+")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_MARK_BLOCKS = re.compile(
    "[\u0300-\u036f\u0483-\u1dff\u20d0-\u20ff\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\uabef"
    "\ufb1e\ufe20-\ufe2f\U000101fd-\U0001e94a]"
)
"""Where combining marks are; a text without any of these need not be looked at more closely."""


def safe_characters(text: str) -> str:
    """Return `text` without the characters named above; LF, CR, TAB and NEL stay, everything else is untouched.

    The usual case (all printable) costs one C-speed look at the text and gives back the same object.
    """
    return well_joined(printable(text))


def printable(text: str) -> str:
    """Return `text` without what is unsafe wherever it stands; joiners and marks, which have a good use, stay."""
    return text if text.isprintable() else _REMOVED.sub("", text)


def well_joined(text: str) -> str:
    """Return `text` with joiners, variation selectors and combining marks only where and as many as a script needs."""
    if text.isascii():
        return text
    if "\u200c" in text or "\u200d" in text:
        text = _STRAY_JOINER.sub("", text)
    if "\ufe0f" in text or "\ufe0e" in text:
        text = _STRAY_SELECTOR.sub("", text)
    return _mark_flood().sub(r"\1", text) if _MARK_BLOCKS.search(text) else text


def one_line(text: str) -> str:
    """Return `text` safe and on one line: every run of white space and line separators becomes one space."""
    spaced = " ".join(text.split())
    safe = safe_characters(spaced)
    return safe if safe is spaced else " ".join(safe.split())


def lines(text: str) -> str:
    """Return `text` safe, with LF as the only line end and no TAB."""
    if not text.isprintable():
        text = _LINE_ENDS.sub("\n", text).replace("\t", "    ")
    return safe_characters(text)


def cut(text: str, limit: int) -> str:
    """Return at most `limit` characters of `text`; what is cut ends at a word's end where one is near, and in "…"."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    space = head.rfind(" ", limit * 3 // 4)
    return (head[:space] if space > 0 else head).rstrip() + "…"


@cache
def _mark_flood() -> re.Pattern[str]:
    """The pattern of more than `MAX_MARKS` combining marks (Unicode Mn and Me) in a row; built on first need."""
    marks = [code for code in range(0x300, 0x20000) if unicodedata.category(chr(code)) in ("Mn", "Me")]
    runs: list[list[int]] = []
    for code in marks:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    inside = "".join(f"{re.escape(chr(a))}-{re.escape(chr(b))}" for a, b in runs)
    return re.compile(f"([{inside}]{{{MAX_MARKS}}})[{inside}]+")
