"""An item -> its terms, their frequencies, and the words by which copies are told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.stories.features import OPENING_WORDS, TEXT_CHARS, extract
from tests.briefing.stories.made import item


def test_a_title_word_counts_twice_and_a_text_word_once() -> None:
    features = extract(item(1, "Ferry sinks", "The ferry left Bergen. A ferry!"))
    assert features.single == {"ferry": 4.0, "sink": 2.0, "left": 1.0, "bergen": 1.0}
    assert features.title == {"ferry", "sink"}


def test_pairs_are_neighbours() -> None:
    features = extract(item(1, "Bergen ferry sinks", "Bergen ferry rescue"))
    assert features.pairs == {"bergen_ferry": 1.0, "ferry_sink": 1.0, "ferry_rescu": 0.5}


@pytest.mark.parametrize("title", ["Ferry, Bergen", "Ferry of Bergen", "Ferry. Bergen", "Ferry  Bergen"])
def test_stop_words_and_punctuation_part_neighbours(title: str) -> None:
    assert extract(item(1, title)).pairs == {}


def test_pairs_do_not_reach_from_the_title_into_the_text() -> None:
    assert extract(item(1, "Ferry", "Bergen")).pairs == {}


def test_the_surface_is_the_first_spelling() -> None:
    features = extract(item(1, "FERRIES sink", "A ferry sinks. The Bergen coast."))
    assert features.surface == {"ferry": "FERRIES", "sink": "sink", "bergen": "Bergen", "coast": "coast"}


def test_kicker_and_outlet_are_no_terms() -> None:
    features = extract(item(1, "Video: Ferry sinks off Bergen - Harbor Wire", outlet="Harbor Wire"))
    assert features.headline == "ferry sinks off bergen"
    assert features.title == {"ferry", "sink", "bergen"}


@pytest.mark.parametrize(
    ("before", "found"), [(TEXT_CHARS - 9, True), (TEXT_CHARS - 7, False), (TEXT_CHARS - 3, False)]
)
def test_the_text_is_cut_between_words(before: int, found: bool) -> None:
    features = extract(item(1, "Ferry", "x " * (before // 2) + " " * (before % 2) + " Bergen coast"))
    assert ("bergen" in features.single) is found
    assert not {"berg", "berge", "be", "coast", "coas"} & set(features.single)


@pytest.mark.parametrize("text", ["\n" * 2 * TEXT_CHARS, "BERGEN (AP) — " + " " * 2 * TEXT_CHARS])
def test_a_text_of_blanks_is_none(text: str) -> None:
    assert extract(item(1, "Ferry", text)).single == {"ferry": 2.0}


def test_a_text_without_spaces_is_not_cut_at_its_only_one() -> None:
    features = extract(item(1, "渡轮沉没", "卑尔根。\n" + "搜救人员在海岸附近寻找失踪乘客。" * 50, language="zh"))
    assert "失踪" in features.single


@pytest.mark.parametrize(
    ("title", "declared", "language", "stem"),
    [
        ("Die Regierung hat die Zölle nicht gesenkt", "", "de", "zoll"),
        ("Le gouvernement a annoncé une réforme pour les villages", "", "fr", "villag"),
        ("El gobierno anunció las elecciones para la primavera", "", "es", "eleccion"),
        ("Правительство заявило о новых переговорах", "", "ru", "переговор"),
        ("国务院公布方案", "", "zh", "国务"),
        ("Apple iPhone", "sv-SE", "sv", "iphon"),
    ],
)
def test_stems_are_those_of_the_language(title: str, declared: str, language: str, stem: str) -> None:
    features = extract(item(1, title, language=declared))
    assert features.language == language
    assert stem in features.single


LONG = "The ferry left Bergen at noon with forty people on board and sank an hour later near the island of Askoy."


@pytest.mark.parametrize(
    "dateline",
    [
        "",
        "BERGEN (AP) — ",
        "BERGEN, Norway (Reuters) - ",
        "OSLO — ",
        "(NTB) — ",
        "[Harbor Wire] ",
        "[Wire] Oslo — ",
        "Oslo (dpa) - ",
        "OSLO (dpa/tmn) – ",
        "OSLO, 17 feb (EFE) - ",
        "Oslo, 17 feb (EFE).- ",
        "(ANSA) - OSLO, 17 FEB - ",
        "ÅLESUND (NTB) - ",
        "Oslo (AFP) – ",
        "ОСЛО, 17 фев — ",
    ],
)
def test_the_opening_starts_behind_the_dateline(dateline: str) -> None:
    features = extract(item(1, "Ferry", dateline + LONG))
    assert features.opening.startswith("the ferry left bergen at noon")
    gone = {"ap", "reuter", "ntb", "harbor", "wire", "oslo", "norway", "dpa", "efe", "feb", "ansa"}
    assert not gone & set(features.single)


@pytest.mark.parametrize("text", ["A ferry - one of three - sank.", "Two sisters (and a dog) - all safe."])
def test_a_dash_makes_no_dateline(text: str) -> None:
    assert extract(item(1, "Ferry", text)).opening.split()[0] == text.split()[0].lower()


def test_the_opening_has_an_end() -> None:
    assert extract(item(1, "Ferry", LONG * 3)).opening.count(" ") == OPENING_WORDS - 1


@pytest.mark.parametrize(
    ("text", "expected"), [("", False), ("Ferry sinks.", False), ("Bergen, Askoy, noon", False), (LONG, True)]
)
def test_a_text_is_more_than_the_title_again(text: str, expected: bool) -> None:
    assert extract(item(1, "Ferry sinks", text)).has_text is expected


@given(st.text(max_size=60), st.text(max_size=200))
def test_surfaces_are_words_of_the_item(title: str, text: str) -> None:
    features = extract(item(1, title, text))
    assert set(features.surface) == set(features.single)
    assert all(raw in title or raw in text for raw in features.surface.values())
    assert all(frequency in (0.5, 1.0) for frequency in features.pairs.values())
