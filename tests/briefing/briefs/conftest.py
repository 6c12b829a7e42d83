"""Small stories for the tests of briefs: items, readings by the rules of the reading room, names given by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from briefing.model import Mention, Reading, StoredItem, StoryRow
from briefing.reading.dates import find_dates
from briefing.reading.figures import find_figures
from briefing.reading.quotes import find_quotes
from briefing.reading.sentences import split_sentences
from briefing.reading.speakers import link_speakers

NOON = datetime(2025, 7, 16, 12, tzinfo=UTC)
"""A Wednesday."""


def item(
    number: int,
    text: str,
    title: str = "",
    outlet: str = "",
    hours: float = 0,
    copy_of: int | None = None,
    **more: object,
) -> StoredItem:
    """An item published `hours` after noon of Wednesday 16 July 2025."""
    when = NOON + timedelta(hours=hours)
    outlet = outlet or f"Outlet {number}"
    url = f"https://o{number}.example.org/{number}"
    return StoredItem(number, 1, f"g{number}", outlet, title, text, url, when, when, copy_of=copy_of, **more)  # type: ignore[arg-type]


def mentions(text: str, names: Mapping[str, str], field: str = "text") -> list[Mention]:
    """A mention for each place where one of `names` stands; values are "kind entity" or "kind entity/role"."""
    found: list[Mention] = []
    for words, value in names.items():
        kind, entity = value.split(" ", 1)
        entity, _, role = entity.partition("/")
        at = text.find(words)
        while at >= 0:
            found.append(Mention(field, at, at + len(words), kind, entity, role))  # type: ignore[arg-type]
            at = text.find(words, at + len(words))
    return sorted(found, key=lambda mention: mention.start)


def read(one: StoredItem, names: Mapping[str, str] | None = None) -> Reading:
    """The reading of an item, with the names given instead of found."""
    sentences = split_sentences(one.text)
    named = mentions(one.text, names or {})
    return Reading(
        sentences=tuple(sentences),
        mentions=tuple(named + mentions(one.title, names or {}, "title")),
        quotes=tuple(link_speakers(one.text, sentences, find_quotes(one.text, sentences), named)),
        figures=tuple(find_figures(one.text, sentences)),
        dates=tuple(find_dates(one.text, one.published.date())),
    )


def story(items: Sequence[StoredItem], headline: str = "") -> StoryRow:
    """The row of a story made of these items."""
    times = [one.published for one in items] or [NOON]
    outlets = {one.outlet for one in items}
    return StoryRow(7, headline, min(times), max(times), len(items), len(outlets), 1.0, items[0].id if items else 0)


@pytest.fixture
def kit() -> SimpleNamespace:
    """The functions of this module, for tests that build a story."""
    makers: dict[str, Callable[..., object]] = {"item": item, "read": read, "story": story, "mentions": mentions}
    return SimpleNamespace(now=NOON, **makers)
