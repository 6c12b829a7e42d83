"""A title as published -> the part of it that tells the event: without kicker ("Live updates: …") and outlet tail."""

from __future__ import annotations

import re

TAIL = re.compile(r"\s+[-|–—]\s+(?P<tail>(?:[A-Z0-9][\w.&'’]*\s?){1,4})$")
"""Outlet names behind a dash or bar: one to four capitalised words ("… - UrduPoint")."""

KICKER = re.compile(
    r"^(?:[\w'’ ]{0,24}\b"
    r"(?:latest|live|updates?|opinion|analysis|explainer|watch|video|exclusive|round-?up|review|breaking)"
    r"\b[\w'’ ]{0,12})\s*(?:[:|]|\s[–—-])\s+",
    re.I,
)
"""Labels before the headline ("Olympics Latest: …", "Live updates: …", "Opinion | …")."""

MIN_WORDS = 3
"""Words that must be left after cleaning; with fewer the title stays as it is."""


def core_span(title: str, outlet: str = "") -> tuple[int, int]:
    """Return the span `[start, end)` of `title` without kicker and outlet tail.

    Measured with the sparse grouping on four test sets: +1.8, +.3, +.4 and 0 points of BCubed F1 for the vector.
    """
    start, end = 0, len(title.rstrip())
    tail = TAIL.search(title, 0, end)
    if tail is None and outlet:
        tail = re.search(rf"\s+[-|–—:]\s+(?P<tail>{re.escape(outlet)})$", title[:end], re.I)
    if tail is not None and len(title[: tail.start()].split()) >= MIN_WORDS:
        end = tail.start()
    kicker = KICKER.match(title, 0, end)
    if kicker is not None and len(title[kicker.end() : end].split()) >= MIN_WORDS:
        start = kicker.end()
    return start, end


def core_title(title: str, outlet: str = "") -> str:
    """Return the words of `core_span`."""
    start, end = core_span(title, outlet)
    return title[start:end]
