"""Rows of the story list: words to cells, whatever the script."""

from __future__ import annotations

from datetime import timedelta

import pytest
from rich.cells import cell_len

from briefing.tui.widgets.story_rows import age, count, cut, ellipsis, row_height, row_lines, sparkline, wrap_headline
from tests.tui.shelf import NOW, morning, story

HEADLINES = [
    "Short",
    "A headline that takes both of the lines that a row has for it, no more",
    "word " * 60,
    "x" * 10_000,
    "中国の輸出規制をめぐる協議が再開、米財務長官は交渉材料だったと認める見通し",
    "👩‍🚀 Axiom-4 crew 🇪🇺 back on Earth 🚀🚀🚀 after 18 days in orbit",
    "المحادثات بين الولايات المتحدة والصين بشأن الرقائق تستأنف في جنيف",
    "[@click=app.quit]free[/] [/x] [bold]",
    "a\x1b[2Jb\nc\u202ed\u2066e",
    "",
]


@pytest.mark.parametrize("headline", HEADLINES)
@pytest.mark.parametrize("width", [24, 45, 58, 100])
def test_every_line_of_a_row_is_exactly_as_wide_as_the_row(headline: str, width: int) -> None:
    lines = row_lines(story(1, headline, new=2, saved=True, spark=(1, 2, 3)), width, NOW)
    assert len(lines) == row_height(headline, width)
    for line in lines:
        assert sum(cell_len(words) for words, _ in line) == width - 1
        assert not any(ord(char) < 32 or char in "\u202e\u2066" for words, _ in line for char in words)


def test_markup_in_a_headline_is_words() -> None:
    lines = row_lines(story(1, "[@click=app.quit]free[/]"), 45, NOW)
    assert lines[0][1][0].startswith("[@click=app.quit]free[/]")


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("one two three", 13, ["one two three"]),
        ("one two three", 9, ["one two", "three"]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three four five", 9, ["one two", "three fo…"]),
        ("unbreakable", 6, ["unbrea", "kable"]),
        ("日本語の見出し", 6, ["日本語", "の見…"]),
        ("  spaces   between  ", 30, ["spaces between"]),
    ],
)
def test_headlines_break_at_spaces(text: str, room: int, lines: list[str]) -> None:
    assert [line for line in wrap_headline(text, room) if line] == lines


def test_a_wide_character_is_never_halved() -> None:
    assert cut("日本語", 5) == "日本"
    assert ellipsis("日本語", 5) == "日本…"
    assert ellipsis("日本", 4) == "日本"


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(minutes=5), "5 min"),
        (timedelta(minutes=119), "1 h"),
        (timedelta(hours=23), "23 h"),
        (timedelta(hours=25), "1 d"),
        (timedelta(days=400), "400 d"),
        (timedelta(hours=-2), "now"),
    ],
)
def test_ages(ago: timedelta, words: str) -> None:
    assert age(NOW - ago, NOW) == words


@pytest.mark.parametrize(
    ("hours", "bars"),
    [((), ""), ((1,), ""), ((1, 1), "▁▁▁▁██"), ((0, 7, 1), "▁▁▁▁█▂"), ((4,) + (0,) * 22 + (2,), "█▁▁▁▁▅")],
)
def test_coverage_by_hour(hours: tuple[int, ...], bars: str) -> None:
    assert sparkline(hours) == bars


def test_counts_are_grammar() -> None:
    assert [count(1, "story"), count(2, "story"), count(1, "outlet"), count(1204, "item")] == [
        "1 story",
        "2 stories",
        "1 outlet",
        "1,204 items",
    ]


def test_the_facts_of_a_row() -> None:
    first, third = morning()[0], morning()[2]
    facts = "".join(words for words, _ in row_lines(first, 45, NOW)[-1])
    assert facts.startswith("  6 outlets · 2 h") and facts.endswith("2 new ")
    assert "".join(words for words, _ in row_lines(third, 45, NOW)[-1]).startswith("★ 4 outlets · 8 h")


def test_facts_give_way_when_there_is_no_room() -> None:
    narrow = "".join(words for words, _ in row_lines(morning()[0], 30, NOW)[-1])
    assert "2 new" in narrow and "█" not in narrow
