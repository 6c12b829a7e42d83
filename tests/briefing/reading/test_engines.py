"""Another package's engine finds the names; clean-up, amounts and linking stay ours, and its failures become words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import EntryPoint, EntryPoints
from typing import Any

import pytest

from briefing.errors import BriefingError
from briefing.reading import engines
from briefing.reading.callings import callings, split_off
from briefing.reading.engines import load_engine, tag_names, version_of
from briefing.reading.entities import find_mentions
from briefing.reading.read import read_item
from briefing.reading.tagger import Span
from briefing.reading.version import READING_VERSION

TITLE = "Bessent defends Nvidia’s chips"
TEXT = "US Treasury Secretary Scott Bessent said on Monday that Nvidia may sell $16 billion of chips. Bessent left."
PUBLISHED = datetime(2025, 7, 16, tzinfo=UTC)


class Shouting:
    """A small engine: it knows two names, says sloppy borders, kinds of its own, and some nonsense."""

    version = "1"

    def tag(self, text: str) -> list[tuple[int, int, str]]:
        found = []
        for name, kind in (("Scott Bessent", "PERSON"), ("Bessent", "person"), ("Nvidia’s", "ORG"), ("Nvidia", "ORG")):
            start = text.find(name)
            while start >= 0:
                found.append((start, start + len(name), kind))
                start = text.find(name, start + 1)
        return [*found, (0, 0, "ORG"), (-3, 4, "ORG"), (5, 10**9, "ORG"), (3, 9, "CARDINAL"), (0, len(text), "ORG")]


class Broken:
    def tag(self, text: str) -> list[tuple[int, int, str]]:
        raise ZeroDivisionError("no names today")


def unmakeable() -> object:
    raise ImportError("its model is missing")


@pytest.fixture(autouse=True)
def offered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Offer the engines of this module as an installed package would."""
    here = EntryPoints(
        EntryPoint(name, f"{__name__}:{value}", engines.GROUP)
        for name, value in (("shouting", "Shouting"), ("broken", "Broken"), ("unmakeable", "unmakeable"))
    )
    for point, made in zip(here, (Shouting, Broken, unmakeable), strict=True):
        monkeypatch.setitem(_MADE, point.name, made)
    monkeypatch.setattr(EntryPoint, "load", lambda self: _MADE[self.name])
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: here.select(group=group))
    load_engine.cache_clear()
    yield
    load_engine.cache_clear()


_MADE: dict[str, Any] = {}


def test_usable_spans_come_sorted_and_never_overlap() -> None:
    spans = tag_names(f"{TITLE}\n{TEXT}", "shouting")
    assert spans == sorted(spans)
    words = [(f"{TITLE}\n{TEXT}"[span.start : span.end], span.label) for span in spans]
    assert words == [
        ("Bessent", "PER"),
        ("Nvidia’s", "ORG"),
        ("Scott Bessent", "PER"),
        ("Nvidia", "ORG"),
        ("Bessent", "PER"),
    ]


def test_what_comes_after_is_ours() -> None:
    mentions = find_mentions(TITLE, TEXT, published=PUBLISHED, engine="shouting")
    found = {((TITLE if m.field == "title" else TEXT)[m.start : m.end], m.kind, m.entity) for m in mentions}
    assert {
        ("Bessent", "person", "Scott Bessent"),
        ("Nvidia", "organisation", "Nvidia"),
        ("$16 billion", "money", "16000000000 USD"),
        ("Monday", "date", "2025-07-14"),
    } <= found
    assert {m.role for m in mentions} >= {"US Treasury Secretary"}
    assert read_item(TITLE, TEXT, published=PUBLISHED, engine="shouting").mentions == mentions


@pytest.mark.parametrize(
    ("engine", "words"),
    [
        ("missing", "There is no entity engine 'missing'. Set entity_engine to one of: broken, newsner, shouting"),
        ("broken", "The entity engine 'broken' failed: ZeroDivisionError: no names today."),
        ("unmakeable", "The entity engine 'unmakeable' failed: ImportError: its model is missing."),
    ],
)
def test_failures_in_words(engine: str, words: str) -> None:
    with pytest.raises(BriefingError) as caught:
        tag_names("Nvidia rose.", engine)
    assert str(caught.value).startswith(words)


def test_another_engine_or_version_has_another_number(monkeypatch: pytest.MonkeyPatch) -> None:
    assert version_of("newsner", READING_VERSION) == READING_VERSION
    first = version_of("shouting", READING_VERSION)
    assert first not in (
        READING_VERSION,
        version_of("broken", READING_VERSION),
        version_of("shouting", READING_VERSION + 1),
    )
    monkeypatch.setattr(Shouting, "version", "2")
    assert version_of("shouting", READING_VERSION) != first
    assert first < 2**63


def test_the_built_in_engine_is_an_engine() -> None:
    assert Span(0, 6, "ORG") in load_engine().tag("Nvidia said on Monday that it hopes to sell chips in Geneva.")  # type: ignore[operator]


def test_what_a_text_calls_its_entities() -> None:
    mentions = find_mentions(TITLE, TEXT, published=PUBLISHED, engine="shouting")
    assert callings(TITLE, TEXT, mentions) == [
        ("Nvidia", "organisation", "name", "nvidia", "Nvidia"),
        ("Scott Bessent", "person", "name", "bessent", "Bessent"),
        ("Scott Bessent", "person", "name", "scott bessent", "Scott Bessent"),
        ("Scott Bessent", "person", "role", "us treasury secretary", "US Treasury Secretary"),
    ]


def test_a_name_that_was_split_off_stands_alone() -> None:
    mentions = find_mentions(TITLE, TEXT, published=PUBLISHED, engine="shouting")
    parted = split_off(TITLE, TEXT, mentions, {("Scott Bessent", "bessent"): "Bessent"})
    people = [m.entity for m in parted if m.kind == "person"]
    assert people == ["Bessent", "Scott Bessent", "Bessent"]
    assert split_off(TITLE, TEXT, mentions, {}) == mentions
