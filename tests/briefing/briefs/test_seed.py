"""The seed article: what its brief must say, against a brief made of it by hand."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from importlib.resources import files

import pytest

from briefing.briefs.make import make_brief
from briefing.model import Brief, Reading, StoredItem, StoryRow
from briefing.reading.read import read_item

ORACLE = (
    "The US Treasury Secretary Scott Bessent confirmed",
    "On Monday, Nvidia announced",
    "starting from April 2025, this chip",
    "In an interview with Bloomberg on Tuesday",
    "The Treasury Secretary also stated that the 90-day",
    "According to the US tech news media outlet “The Information,”",
)
"""Beginnings of the sentences that an editor chose for the brief: the one on top and five points."""

TIMELINE = [
    ("2023-10-01", "2023-12-31"), ("2024-01-01", "2024-12-31"), ("2025-01-01", "2025-03-31"),
    ("2025-01-01", "2025-12-31"), ("2025-04-01", "2025-04-30"), ("2025-04-01", "2025-04-30"),
    ("2025-05-01", "2025-05-31"), ("2025-06-01", "2025-06-30"), ("2025-07-01", "2025-07-31"),
    ("2025-07-07", "2025-07-13"), ("2025-07-07", "2025-07-13"), ("2025-07-14", "2025-07-14"),
    ("2025-07-14", "2025-07-14"), ("2025-07-15", "2025-07-15"), ("2025-07-16", "2025-08-27"),
    ("2025-08-01", "2025-08-10"), ("2025-08-01", "2025-08-31"),
]  # fmt: skip
"""All 17 date expressions of the article, resolved by hand."""


@pytest.fixture(scope="module")
def seed() -> StoredItem:
    folder = files("seeds")
    about = tomllib.loads((folder / "article.toml").read_text(encoding="utf-8"))
    title, _, text = (folder / "article.txt").read_text(encoding="utf-8").partition("\n")
    day: date = about["published"]
    when = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return StoredItem(1, 1, "seed", about["outlet"], title.strip(), text.strip(), "", when, when, language="en")


@pytest.fixture(scope="module")
def reading(seed: StoredItem) -> Reading:
    return read_item(seed.title, seed.text, published=seed.published)


@pytest.fixture(scope="module")
def brief(seed: StoredItem, reading: Reading) -> Brief:
    story = StoryRow(1, seed.title, seed.published, seed.published, 1, 1, 1.0, 1)
    return make_brief(story, [seed], {1: reading}, now=seed.published)


def test_thirty_one_sentences(reading: Reading) -> None:
    assert len(reading.sentences) == 31


def test_all_dates(reading: Reading) -> None:
    assert sorted((ref.first.isoformat(), ref.last.isoformat()) for ref in reading.dates) == TIMELINE


def test_the_sentence_on_top_and_four_of_the_editors_six(brief: Brief) -> None:
    assert brief.lead is not None and brief.lead.text.startswith(ORACLE[0])
    shown = [brief.lead, *brief.points]
    assert sum(any(p.text.startswith(start) for p in shown) for start in ORACLE) >= 4


def test_both_quotes_whole_with_their_speaker(brief: Brief) -> None:
    assert [quote.speaker for quote in brief.quotes] == ["Scott Bessent", "Scott Bessent"]
    first, second = (quote.passage.text for quote in brief.quotes)
    assert first.startswith("Because I can tell you") and first.endswith("American chip manufacturers.")
    assert second.startswith("You could say this was") and second.endswith("a very advantageous position.")


def test_the_four_key_numbers_and_no_other(brief: Brief) -> None:
    assert [(row.value, row.label) for row in brief.figures] == [
        ("at least $16 billion", "worth of H20 chips"),
        ("90-day", "US-China tariff truce period"),
        ("two", "US senators"),
        ("third", "visit to China this year"),
    ]


def test_what_comes_next(brief: Brief) -> None:
    assert [(row.when, row.label) for row in brief.timeline if row.future] == [
        ("the coming weeks", "next weeks"), ("early August", "early Aug 2025"), ("August", "Aug 2025"),
    ]  # fmt: skip


def test_seven_people_with_their_roles(brief: Brief) -> None:
    people = {row.name: row.role for row in brief.who if row.kind == "person"}
    assert people == {
        "Scott Bessent": "US Treasury Secretary", "Jensen Huang": "Nvidia CEO", "Trump": "President",
        "He Lifeng": "Chinese Vice Premier", "Howard Lutnick": "US Commerce Secretary",
        "Jim Banks": "Republican", "Elizabeth Warren": "Democrat",
    }  # fmt: skip
    assert brief.who[0].name == "Scott Bessent"


def test_one_source_is_cited_everywhere_and_nothing_is_new(brief: Brief) -> None:
    assert [source.number for source in brief.sources] == [1] and brief.sources[0].full_text
    assert brief.angles == () and brief.new == 0
