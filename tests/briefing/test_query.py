"""Search-box text becomes a plan: quoted words for the index, filters, and what to highlight."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.query import SearchPlan, parse_query, unspaced
from briefing.query.plan import SNIPPET_CHARS, folded
from briefing.query.scripts import split_scripts


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("nvi", '("nvi" *)'),
        ("nvi ", '("nvi")'),
        ("n", '("n")'),
        ("chip ta", '("chip") AND ("ta" *)'),
        ('"chip talks"', '("chip talks")'),
        ('"chip ta', '("chip ta" *)'),
        ("“chip talks”", '("chip talks")'),
        ("a OR b c ", '("a" OR "b") AND ("c")'),
        ("chip -truce", '(("chip")) NOT ("truce" *)'),
        ("x-ray ", '("x-ray")'),
        ("title:chip ", '(title : "chip")'),
        ("intitle:chip ", '(title : "chip")'),
        ("col:x ", '("col:x")'),
        ("U.S. ", '(("U.S." OR "US"))'),
        ("EU ", '(("EU" OR "E U"))'),
        ("中国", '(unspaced : "中国")'),
        ("中", '(unspaced : "中" *)'),
        ("中国人", '(unspaced : "中国 国人")'),
        ("H20芯片", '(("H20" AND unspaced : "芯片"))'),
        ("a\x00b\nc ", '("a") AND ("b") AND ("c")'),
        ('( * ^ -- ""', ""),
    ],
)
def test_what_the_index_is_asked(text: str, match: str) -> None:
    assert parse_query(text).match == match


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("-chip ", {"exclude": '"chip"'}),
        ("outlet:harbor", {"outlets": ("harbor",)}),
        ('outlet:"harbor wire" outlet:post', {"outlets": ("harbor wire", "post")}),
        ("feed:bbc", {"feeds": ("bbc",)}),
        ("is:unread", {"is_unread": True}),
        ("is:read", {"is_unread": False}),
        ("IS:SAVED", {"is_saved": True}),
        ("after:2025-07-14", {"after": datetime(2025, 7, 14, tzinfo=UTC)}),
        ("since:2025-07", {"after": datetime(2025, 7, 1, tzinfo=UTC)}),
        ("before:2025", {"before": datetime(2025, 1, 1, tzinfo=UTC)}),
        ("person:Bessent", {"entities": (("person", "bessent"),)}),
        ('org:"The Hague’s" place:us', {"entities": (("organisation", "hague"), ("place", "us"))}),
        ("entity:H20", {"entities": ((None, "h20"),)}),
        ("newer:2d", {"after": timedelta(days=2)}),
        ("older:1w", {"before": timedelta(days=7)}),
        ("after:36h", {"after": timedelta(hours=36)}),
        ("", {}),
        ("(", {}),
    ],
)
def test_filters(text: str, cells: dict[str, object]) -> None:
    assert parse_query(text) == SearchPlan(**cells)  # type: ignore[arg-type]
    assert parse_query(text).empty == (not cells)


@pytest.mark.parametrize(
    "text",
    ["is:new", "after:2025-13", "after:2025-02-30", "newer:x", "outlet:", "person:", "org:&", "-is:unread", "foo:bar"],
)
def test_what_is_no_operator_is_words(text: str) -> None:
    plan = parse_query(text + " ")
    assert plan == SearchPlan(match=plan.match, exclude=plan.exclude, needles=plan.needles)
    assert plan.match or plan.exclude


@pytest.mark.parametrize(
    ("query", "title", "marked"),
    [
        ("nvi", "Nvidia, nvidia's Nvi and envi", ["Nvidia", "nvidia", "Nvi"]),
        ("nvidia ", "Nvidiaville and NVIDIA", ["NVIDIA"]),
        ("muller", "Müller", ["Müller"]),
        ("Müller ", "muller MÜLLER", ["muller", "MÜLLER"]),
        ("U.S. ", "US and U.S. bonds, us", ["US", "U.S", "us"]),
        ('"chip talks"', "chip-talks, chip and talks", ["chip-talks"]),
        ("芯片", "H20芯片 芯", ["芯片"]),
        ("chip chips", "Chips chip", ["Chips", "chip"]),
        ("-chip", "chip", []),
        ("title:chip", "chip", ["chip"]),
        ("is:unread", "unread", []),
    ],
)
def test_what_is_marked_in_a_title(query: str, title: str, marked: list[str]) -> None:
    assert [title[start:end] for start, end in parse_query(query).title_marks(title)] == marked


def test_a_snippet_stands_around_the_first_match() -> None:
    text = "Beginning of it.\n\n" + "Other words here. " * 40 + "Then Bessent spoke of magnets. " + "More of it. " * 40
    snippet, marks = parse_query("bessent").snippet(text)
    assert [snippet[start:end] for start, end in marks] == ["Bessent"]
    assert snippet.startswith("… ") and snippet.endswith(" …")
    assert "\n" not in snippet
    assert parse_query("nothing").snippet("Short text.") == ("Short text.", ())
    assert parse_query("title:bessent").snippet(text)[0].startswith("Beginning of it.")


@given(st.text(max_size=300), st.text(max_size=40))
def test_a_snippet_is_the_text(text: str, query: str) -> None:
    plan = parse_query(query)
    snippet, marks = plan.snippet(text)
    assert snippet.removeprefix("… ").removesuffix(" …") in text.replace("\n", " ")
    assert len(snippet) <= SNIPPET_CHARS + 4
    ends = [0, *[place for mark in marks for place in mark], len(snippet)]
    assert ends == sorted(ends)


@given(st.text(max_size=300))
def test_any_text_is_a_plan(text: str) -> None:
    plan = parse_query(text)
    assert plan == parse_query(text)
    assert plan.match.count('"') % 2 == 0


@given(st.text(max_size=50))
def test_folding_keeps_the_places(text: str) -> None:
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("English only, café", ""),
        ("美中谈判", "美中 中谈 谈判 判"),
        ("H20芯片 (new) 中", "H20 芯片 片 中"),
        ("ไทย", "ไท ทย ย"),
        ("삼성전자", "삼성 성전 전자 자"),
        ("東京タワー", "東京 京タ タワ ワー ー"),
    ],
)
def test_words_of_scripts_without_spaces(text: str, words: str) -> None:
    assert unspaced(text) == words


def test_parts_of_a_word_by_script() -> None:
    assert split_scripts("H20芯片x") == [("H20", False), ("芯片", True), ("x", False)]
