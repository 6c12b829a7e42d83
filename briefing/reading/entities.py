"""Turns an item's title and text into its mentions: who and what is named, how much and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain

from briefing.model import DateRef, Mention
from briefing.reading.aliases import Linked, Memory, link
from briefing.reading.amounts import Amount, find_amounts
from briefing.reading.engines import tag_names
from briefing.reading.foreign import foreign_names
from briefing.reading.kinds import kind_of
from briefing.reading.languages import is_english
from briefing.reading.people import known_people
from briefing.reading.refine import refine
from briefing.reading.tagger import load_tagger
from briefing.reading.version import BUILT_IN

Found = tuple[int, int, Mention]
"""A mention with its offsets in the document."""


def find_mentions(
    title: str,
    text: str,
    *,
    published: datetime,
    memory: Memory | None = None,
    dates: Sequence[DateRef] | None = None,
    engine: str = BUILT_IN,
    language: str = "",
) -> tuple[Mention, ...]:
    """The mentions of an item, first the title's, then the text's, sorted by start, never overlapping.

    Title and text are read as one document, so that the text's full names explain the title's surnames. Amounts win
    over names, names over dates only if they are longer. `memory` is used and taught. `dates` are the text's, when the
    caller has them already. `engine` finds the raw names, see `briefing.reading.engines`. `language` is what the feed
    says it is in, "" for nothing; of a text that is not English the built-in engine gives the sure names only.

    Raises:
        BriefingError: if the entity model or the engine cannot be loaded.
    """
    document = f"{title}\n{text}"
    day, memory = published.date(), Memory() if memory is None else memory
    spans, lexicons = tag_names(document, engine), load_tagger().lexicons
    english = is_english(document, language)
    if english or engine != BUILT_IN:
        names = refine(document, spans, lexicons, known_people(document, spans, day, memory, lexicons))
    else:
        names = foreign_names(document, spans, lexicons, memory, day)
    linked = link(document, names, published=day, memory=memory)
    body = len(title) + 1
    found = chain(
        _amounts(find_amounts(document, english=english), body),
        _names(document, linked, body),
        _dates(title, text, published, dates, body),
    )
    return tuple(mention for _, _, mention in sorted(_without_overlaps(found), key=lambda one: one[0]))


def _mention(start: int, end: int, body: int, mention: Mention) -> Found:
    """A mention in document offsets as one in its field; `body` is where the text begins."""
    shift = body if start >= body else 0
    placed = Mention(
        "text" if shift else "title", start - shift, end - shift, mention.kind, mention.entity, mention.role
    )
    return start, end, placed


def _names(document: str, linked: Iterable[Linked], body: int) -> Iterable[Found]:
    for name in linked:
        kind = kind_of(document[name.start : name.end], name.label)
        yield _mention(name.start, name.end, body, Mention("text", 0, 0, kind, name.entity, name.role))


def _amounts(amounts: Iterable[Amount], body: int) -> Iterable[Found]:
    for amount in amounts:
        if amount.kind == "count":
            continue
        value = "" if amount.amount is None else f"{amount.amount:.15g} "
        yield _mention(amount.start, amount.end, body, Mention("text", 0, 0, amount.kind, f"{value}{amount.unit}"))


def _dates(title: str, text: str, published: datetime, known: Sequence[DateRef] | None, body: int) -> Iterable[Found]:
    from briefing.reading.dates import find_dates

    day = published.date()
    for base, dates in ((0, find_dates(title, day)), (body, find_dates(text, day) if known is None else known)):
        for when in dates:
            value = when.first.isoformat() if when.first == when.last else f"{when.first}/{when.last}"
            yield _mention(base + when.start, base + when.end, body, Mention("text", 0, 0, "date", value))


def _without_overlaps(found: Iterable[Found]) -> list[Found]:
    """Amounts before longer before names before dates; each keeps its characters from those after it."""

    def rank(one: Found) -> tuple[bool, int, bool, int]:
        start, end, mention = one
        return mention.kind not in ("money", "percent"), start - end, mention.kind == "date", start

    kept: list[Found] = []
    taken: set[int] = set()
    for start, end, mention in sorted(found, key=rank):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((start, end, mention))
    return kept
