"""A search plan: what to ask the index, what to filter by, and what to highlight in the hits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from unicodedata import normalize

from briefing.model import Kind

SNIPPET_CHARS = 180
"""Characters of a snippet: about two lines of a terminal."""

LEAD_CHARS = 50
"""Characters of a snippet before its first match."""

SEARCHED_CHARS = 20_000
"""Characters of a text in which matches are looked for to show them; a hit further down shows the text's beginning."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SearchPlan:
    """What `parse_query` understood.

    `match` and `exclude` are FTS5 expressions over the columns title, text and unspaced ("" = none; `exclude` is set
    only without `match`, which otherwise holds the NOT itself). `title_parts` must stand in the title as they are.
    `outlets` and `feeds` are parts of names, any of which will do. `after` and `before` are moments, or times before
    now. `entities` are (kind, beginning of a name's key), all of which must be named. `is_unread` and `is_saved`: None
    = either. `tags` are the reader's, of stories or of feeds, all of which must be there. `needles` are regular
    expressions over `folded` text.
    """

    match: str = ""
    exclude: str = ""
    title_parts: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    after: datetime | timedelta | None = None
    before: datetime | timedelta | None = None
    is_unread: bool | None = None
    is_saved: bool | None = None
    entities: tuple[tuple[Kind | None, str], ...] = ()
    tags: tuple[str, ...] = ()
    needles: tuple[str, ...] = ()
    title_needles: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Return whether there is nothing to search for."""
        return self == SearchPlan()

    def title_marks(self, title: str) -> tuple[Span, ...]:
        """Return the spans of a title to highlight, sorted, never overlapping."""
        return _spans(title, (*self.needles, *self.title_needles))

    def snippet(self, text: str) -> tuple[str, tuple[Span, ...]]:
        """Return a piece of the text around its first match, on one line, and the spans in it to highlight.

        "…" stands where the text goes on. Without a match it is the beginning of the text.
        """
        body = text[:SEARCHED_CHARS].replace("\n", " ")
        found = _spans(body, self.needles)
        start = _word_start(body, found[0][0] - LEAD_CHARS) if found else 0
        end = _word_end(body, start + SNIPPET_CHARS)
        before, after = "… " if start else "", " …" if end < len(text) and text[end:].strip() else ""
        shift = len(before) - start
        inside = tuple((a + shift, b + shift) for a, b in found if a >= start and b <= end)
        return f"{before}{body[start:end]}{after}", inside


def folded(text: str) -> str:
    """Return the text in lower case without diacritics, character for character, as the index compares words."""
    return text.lower() if text.isascii() else text.translate(_FOLDS)


def _spans(text: str, needles: tuple[str, ...]) -> tuple[Span, ...]:
    if not needles or not text:
        return ()
    return tuple(match.span() for match in _finder(needles).finditer(folded(text)) if match.group())


@lru_cache(maxsize=64)
def _finder(needles: tuple[str, ...]) -> re.Pattern[str]:
    """Return one expression for all needles, longer ones first so that they win where two begin together."""
    return re.compile("|".join(f"(?:{needle})" for needle in sorted(set(needles), key=lambda one: (-len(one), one))))


def _word_start(text: str, wish: int) -> int:
    """Return the start of a word near `wish`, at most a long word's length later."""
    if wish <= 0:
        return 0
    space = text.find(" ", wish, wish + 25)
    return space + 1 if space >= 0 else wish


def _word_end(text: str, wish: int) -> int:
    if wish >= len(text):
        return len(text)
    space = text.rfind(" ", wish - 25, wish)
    return space if space > 0 else wish


class _Folds(dict[int, str]):
    """Character -> its base letter in lower case; itself where that would be more or less than one character."""

    def __missing__(self, code: int) -> str:
        base = normalize("NFD", chr(code))[0].lower()
        self[code] = base if len(base) == 1 else chr(code)
        return self[code]


_FOLDS = _Folds()
