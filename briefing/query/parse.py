"""Search-box text -> `SearchPlan`; whatever is typed is words, never syntax of the index.

Understood: words (all of them must be there; the last one counts as the beginning of a word while one types), "exact
phrases", -not, OR, title:word, outlet:name, feed:name, after:2025-07-14, before:2025-07, newer:2d, older:1w, is:unread,
is:read, is:saved, person:name, org:name, place:name, product:name, event:name, entity:name (of any kind), tag:name
(of the story or of the feed). Anything else is words, `col:x` and `(` too.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from briefing.model import Kind
from briefing.query.plan import SearchPlan, folded
from briefing.query.scripts import pairs, split_scripts
from briefing.words import name_key

MAX_CHARS = 200
"""Characters of a query that are read; a longer one is a text pasted by mistake."""

MAX_TERMS = 24
"""Words and phrases that are read; each costs the index a lookup a keystroke."""

_TOKEN = re.compile(r'(?P<minus>-?)(?:(?P<field>[A-Za-z]+):)?(?:"(?P<phrase>[^"]*)(?P<closed>"?)|(?P<word>[^\s"]+))')
_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,6}")
_CAPITALS = re.compile(r"[A-Z]{2,3}")
_AGO = re.compile(r"(\d{1,5})([hdwmy])")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_KINDS: dict[str, Kind | None] = {
    "person": "person",
    "org": "organisation",
    "organisation": "organisation",
    "organization": "organisation",
    "place": "place",
    "product": "product",
    "event": "event",
    "entity": None,
}
"""Operators that ask for an entity -> its kind, None = any."""
_LONGEST_HOURS = 100 * 365 * 24
_HOURS = {"h": 1, "d": 24, "w": 7 * 24, "m": 30 * 24, "y": 365 * 24}


@dataclass(slots=True)
class _Term:
    """Words that stand next to each other; `column` is "title" or "" for everywhere."""

    text: str
    column: str = ""
    minus: bool = False
    prefix: bool = False
    glued: bool = False
    """OR stands between the term before and this one."""


@dataclass(slots=True)
class _Draft:
    terms: list[_Term] = field(default_factory=list)
    cells: dict[str, Any] = field(default_factory=dict)


def parse_query(text: str) -> SearchPlan:
    """Return the plan for what stands in the search box; never raises, whatever is typed.

    A query without anything to look for gives an `empty` plan. Times like newer:2d count back from the search.
    """
    text = re.sub(r"[\x00-\x1f\x7f]+", " ", text[:MAX_CHARS]).replace("“", '"').replace("”", '"').replace("„", '"')
    draft, glued = _Draft(), False
    for match in _TOKEN.finditer(text):
        raw, value = match.group(), match["word"] if match["phrase"] is None else match["phrase"]
        if raw == "OR" and draft.terms:
            glued = True
        elif not (match["field"] and value and _operator(draft, match["field"].lower(), value, bool(match["minus"]))):
            column = "title" if (match["field"] or "").lower() in ("title", "intitle") else ""
            words = value if column or (match["phrase"] is not None and not match["field"]) else raw.removeprefix("-")
            if _WORD.search(words):
                draft.terms.append(_Term(words, column, bool(match["minus"]), glued=glued))
                glued = False
            if match.end() == len(text) and draft.terms and match["closed"] != '"':
                draft.terms[-1].prefix = True
    return _plan(draft)


def _operator(draft: _Draft, name: str, value: str, minus: bool) -> bool:
    """Take an operator into the draft; return whether it is one, so that all else is words."""
    cells, read = draft.cells, value.lower()
    if minus:
        return False
    if name in ("outlet", "feed"):
        cells[f"{name}s"] = (*cells.get(f"{name}s", ()), value)
    elif name == "tag" and _WORD.search(value):
        cells["tags"] = (*cells.get("tags", ()), value.lstrip("#").casefold())
    elif name in _KINDS and _WORD.search(value):
        cells["entities"] = (*cells.get("entities", ()), (_KINDS[name], name_key(value)))
    elif name == "is" and read in ("unread", "read"):
        cells["is_unread"] = read == "unread"
    elif name == "is" and read == "saved":
        cells["is_saved"] = True
    elif name in ("after", "since") and (moment := _moment(read)):
        cells["after"] = moment[0]
    elif name == "before" and (moment := _moment(read)):
        cells["before"] = moment[0]
    elif name in ("newer", "older") and (ago := _AGO.fullmatch(read)):
        cells["after" if name == "newer" else "before"] = _ago(ago)
    else:
        return False
    return True


def _moment(text: str) -> tuple[datetime | timedelta] | None:
    """Return the beginning of a day, month or year, or a time before now, in a tuple; None for anything else."""
    if ago := _AGO.fullmatch(text):
        return (_ago(ago),)
    if not (found := _DATE.fullmatch(text)):
        return None
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    if not (year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return (datetime(year, month, day, tzinfo=UTC),)


def _ago(found: re.Match[str]) -> timedelta:
    return timedelta(hours=min(int(found[1]) * _HOURS[found[2]], _LONGEST_HOURS))


def _plan(draft: _Draft) -> SearchPlan:
    terms = draft.terms[:MAX_TERMS]
    groups: list[list[str]] = []
    for term in terms:
        if not term.minus:
            expression = _expression(term)
            if term.glued and groups:
                groups[-1].append(expression)
            else:
                groups.append([expression])
    unwanted = [_expression(term) for term in terms if term.minus]
    match = " AND ".join(f"({' OR '.join(group)})" for group in groups)
    if match and unwanted:
        match = f"({match}) NOT ({' OR '.join(unwanted)})"
    wanted = [term for term in terms if not term.minus]
    return SearchPlan(
        match=match,
        exclude="" if match else " OR ".join(unwanted),
        title_parts=tuple(
            part
            for term in wanted
            if term.column and not term.glued
            for part, is_unspaced in split_scripts(term.text)
            if is_unspaced
        ),
        needles=tuple(needle for term in wanted if not term.column for needle in _needles(term)),
        title_needles=tuple(needle for term in wanted if term.column for needle in _needles(term)),
        **draft.cells,
    )


def _expression(term: _Term) -> str:
    """Return the FTS5 expression of a term: quoted phrases only, so that nothing typed is ever syntax."""
    parts = [(part, is_unspaced) for part, is_unspaced in split_scripts(term.text) if _WORD.search(part)]
    found = []
    for n, (part, is_unspaced) in enumerate(parts):
        if is_unspaced:
            found.append(f'unspaced : "{" ".join(pairs(part))}"' if len(part) > 1 else f'unspaced : "{part}" *')
            continue
        column = f"{term.column} : " if term.column and len(parts) == 1 else ""
        begun = term.prefix and n == len(parts) - 1
        spellings = [f'{column}"{one}"{" *" if begun and _long_end(one) else ""}' for one in _spellings(part)]
        found.append(spellings[0] if len(spellings) == 1 else f"({' OR '.join(spellings)})")
    return found[0] if len(found) == 1 else f"({' AND '.join(found)})"


def _spellings(part: str) -> list[str]:
    """Return a part of a term as it may be written, inside quotation marks: U.S. also as US, US also as U.S."""
    letters = _WORD.findall(part)
    if _DOTTED.fullmatch(part):
        return [part, "".join(letters)]
    if _CAPITALS.fullmatch(part):
        return [part, " ".join(part)]
    return [part.replace('"', '""')]


def _long_end(part: str) -> bool:
    """Say whether the last word may count as the beginning of one: of a single letter there are 98,000 of 100,000."""
    return len(_WORD.findall(part)[-1]) > 1


def _needles(term: _Term) -> list[str]:
    """Return the regular expressions that find a term's words in folded text; a begun word is marked whole."""
    found = []
    parts = [(part, is_unspaced) for part, is_unspaced in split_scripts(term.text) if _WORD.search(part)]
    for n, (part, is_unspaced) in enumerate(parts):
        if is_unspaced:
            found.append(re.escape(folded(part)))
            continue
        for spelling in _spellings(part):
            begun = term.prefix and n == len(parts) - 1 and _long_end(spelling)
            words = r"[\W_]+".join(re.escape(word) for word in _WORD.findall(folded(spelling)))
            found.append(r"(?<![^\W_])" + words + (r"[^\W_]*" if begun else r"(?![^\W_])"))
    return found
