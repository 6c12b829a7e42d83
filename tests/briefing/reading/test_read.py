"""A whole reading: every part is there, and speakers carry their entity's name."""

from __future__ import annotations

from datetime import UTC, datetime

from briefing.reading.aliases import Memory
from briefing.reading.read import read_item
from briefing.reading.version import READING_VERSION

PUBLISHED = datetime(2025, 7, 16, 12, tzinfo=UTC)
TITLE = "Bessent on chips"
TEXT = (
    "US Treasury Secretary Scott Bessent spoke on Monday. The deal is worth $16 billion.\n\n"
    "“You could say this was a bargaining chip we used in the negotiations,” Bessent said. "
    "More than 500 people listened."
)


def test_a_reading_has_all_its_parts() -> None:
    reading = read_item(TITLE, TEXT, published=PUBLISHED)
    assert len(reading.sentences) == 4
    assert {m.entity for m in reading.mentions if m.kind == "person"} == {"Scott Bessent"}
    assert [TEXT[d.start : d.end] for d in reading.dates] == ["Monday"]
    assert any("$16 billion" in TEXT[f.start : f.end] for f in reading.figures)


def test_speakers_are_linked() -> None:
    (quote,) = read_item(TITLE, TEXT, published=PUBLISHED).quotes
    assert TEXT[quote.start : quote.end].startswith("You could say")
    assert quote.speaker == "Scott Bessent"


def test_the_memory_is_used_and_taught() -> None:
    memory = Memory()
    read_item(TITLE, TEXT, published=PUBLISHED, memory=memory)
    later = read_item("Bessent says talks go on", "", published=PUBLISHED, memory=memory)
    assert [m.entity for m in later.mentions] == ["Scott Bessent"]


def test_an_empty_item_reads_as_nothing() -> None:
    assert read_item("", "", published=PUBLISHED) == read_item("", "", published=PUBLISHED, memory=Memory())
    assert READING_VERSION >= 1
