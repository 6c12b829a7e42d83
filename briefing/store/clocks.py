"""A text -> the text without what changes by itself: times of day, ages and counters that a publisher's page prints."""

from __future__ import annotations

import re

_CLOCK = re.compile(
    r"""
    \b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?      # 2026-02-18T06:00:00Z
    | \b\d{1,2}:\d\d(?::\d\d)?\b(?:\s?[ap]\.?m\b\.?)?                            # 6:00 pm
    | \b(?:\d+|an?|one)\s(?:second|sec|minute|min|hour|hr|day)s?\sago\b          # 5 minutes ago
    | \b(?:vor|il\sy\sa|hace|fa)\s\d+\s\w+                                       # vor 5 Minuten
    | \b\d[\d,.]*\s(?:comments?|views?|reads?|likes?|shares?|Kommentare?|commentaires?|comentarios?)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def without_clocks(text: str) -> str:
    """Return `text` without times of day, ages ("5 minutes ago") and counters of readers ("12 comments").

    Two texts that are equal without them are one text at two moments. A figure of the news ("12 dead") stays.
    """
    return _CLOCK.sub("", text)
