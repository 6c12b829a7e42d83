"""A title as published -> the part of it that tells the event: without kicker ("Live updates: …") and outlet tail."""

from __future__ import annotations

import re

TAIL = re.compile(r"\s+[-|–—]\s+(?P<tail>(?:[A-Z0-9][\w.&'’]*\s?){1,4})$")
"""Outlet names behind a dash or bar: one to four capitalised words ("… - UrduPoint")."""

_BEFORE_TAIL = re.compile(r"\s+[-|–—:]\s+$")

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
    cut = tail.start() if tail is not None else _own_tail(title[:end], outlet)
    if cut and len(title[:cut].split()) >= MIN_WORDS:
        end = cut
    kicker = KICKER.match(title, 0, end)
    if kicker is not None and len(title[kicker.end() : end].split()) >= MIN_WORDS:
        start = kicker.end()
    return start, end


def _own_tail(title: str, outlet: str) -> int:
    """Return where the outlet's own name behind a dash, bar or colon begins, however it is written; 0 for nowhere."""
    head = title[: len(title) - len(outlet)]
    if not outlet or title[len(head) :].casefold() != outlet.casefold():
        return 0
    before = _BEFORE_TAIL.search(head)
    return before.start() if before else 0


def core_title(title: str, outlet: str = "") -> str:
    """Return the words of `core_span`."""
    start, end = core_span(title, outlet)
    return title[start:end]
