"""Words, stems, stop words and the language of a text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.words import (
    LONG_WORD,
    Remembered,
    content_stems,
    detect_language,
    fold,
    forms,
    row,
    stem,
    stop_words,
    topic_stem,
    topic_stems,
    words,
)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Nvidia's H20 can't go", ["nvidia", "h20", "cant", "go"]),
        ("The U.S. told us, the US said", ["the", "us.", "told", "us", "the", "us.", "said"]),
        ("$5.5 billion, 1,000 jobs, 2.7%", ["$5.5", "billion", "1,000", "jobs", "2.7"]),
        ("COVID-19 in Xi’an", ["covid", "19", "in", "xian"]),
        ("L'accord de l’Assemblée", ["accord", "de", "assemblée"]),
        ("l'Ucraina e dell'Europa", ["ucraina", "e", "europa"]),
        ("中国经济", ["中国", "国经", "经济"]),
        ("字", ["字"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("caf\u00e9 cafe\u0301", ["café", "café"]),
        ("", []),
        ("--- !!! \u200b", []),
    ],
)
def test_words_are_cut_and_normalised(text: str, forms: list[str]) -> None:
    assert [word.form for word in words(text)] == forms


@pytest.mark.parametrize("text", ["Nvidia's U.S. — “H20”", "中国GDP增长5.2%", "Rock ’n’ roll don't", "a\u0301b हिन्दी।"])
def test_spans_lead_back_to_the_text(text: str) -> None:
    for word in words(text):
        assert text[word.start : word.end] == word.raw


@pytest.mark.parametrize(
    ("forms", "language"),
    [
        (("tariffs", "tariff"), "en"),
        (("agencies", "agency"), "en"),
        (("announced", "announce"), "en-GB"),
        (("zölle", "zoll"), "de"),
        (("réformes", "réforme"), "fr"),
        (("elecciones", "elección"), "es"),
        (("governos", "governo"), "pt-BR"),
        (("governi", "governo"), "it"),
        (("regeringen", "regering"), "nl"),
        (("переговорах", "переговоры"), "ru"),
        (("café", "cafe"), "xx"),
    ],
)
def test_two_forms_of_a_word_share_a_stem(forms: tuple[str, str], language: str) -> None:
    assert stem(forms[0], language) == stem(forms[1], language)


def test_stems_of_different_words_stay_apart() -> None:
    assert len({stem(form) for form in ("bus", "crisis", "process", "king", "united", "us.")}) == 6


def test_stop_words_by_language() -> None:
    assert "the" in stop_words("en-US") and "der" in stop_words("de")
    assert "the" not in stop_words("de")
    assert stop_words("xx") == frozenset()


def test_content_stems_keep_order_and_repeats() -> None:
    assert content_stems("The tariff and the tariffs of China") == ["tariff", "tariff", "china"]
    assert content_stems("日本の首相は", "ja")[:1] == ["日本"]


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("The minister said that the talks would go on", "", "en"),
        ("Die Regierung hat die Zölle nicht gesenkt", "", "de"),
        ("Le gouvernement a annoncé une hausse des prix", "", "fr"),
        ("El gobierno anunció una subida de los precios", "", "es"),
        ("O governo anunciou uma alta dos preços em São Paulo", "", "pt"),
        ("Il governo ha annunciato un aumento dei prezzi", "", "it"),
        ("De regering heeft het besluit van vandaag niet genomen", "", "nl"),
        ("Правительство заявило о новых переговорах", "", "ru"),
        ("Уряд оголосив про нові переговори", "", "uk"),
        ("日本の首相は東京で会談した", "", "ja"),
        ("中国经济增长", "", "zh"),
        ("삼성전자 반도체", "", "ko"),
        ("Die Regierung hat die Zölle nicht mit der EU gesenkt", "en-US", "de"),
        ("Apple unveils iPhone", "de", "de"),
        ("Apple unveils iPhone", "", "en"),
        ("中国经济增长", "zh-CN", "zh"),
    ],
)
def test_language_is_detected(text: str, declared: str, language: str) -> None:
    assert detect_language((word.form for word in words(text)), declared) == language


def test_fold_takes_accents_but_leaves_letters() -> None:
    assert fold("Pokémon Straße") == "Pokemon Strasse"
    assert fold("हिन्दी 中国 각") == "हिन्दी 中国 각"


@given(st.text(alphabet="abZ .1,$€'’-_ßéЖ\n", max_size=30))
def test_a_text_has_the_same_words_beside_another_script(text: str) -> None:
    assert words(text + "\n字")[:-1] == words(text)


@given(st.text(alphabet="abZ .1,$€'’-_ßéЖ字の\n\u0301ि\u00a0", max_size=30))
def test_rows_and_forms_are_the_words_without_spans(text: str) -> None:
    found, columns = words(text), row(text)
    assert columns.forms == forms(text) == [word.form for word in found]
    assert columns.raws == [word.raw for word in found]
    gaps = [after.start - before.end for before, after in pairwise(found)]
    assert columns.near[1:] == [gap == 1 for gap in gaps]


@pytest.mark.parametrize("language", ["en", "en-GB", "", "de", "sv", "zh", "tlh", "und"])
def test_many_stems_are_those_of_each_word(language: str) -> None:
    asked = ["the", "ferries", "häuser", "und", "a", "2024", "渡轮", "のは"]
    plain = [one if one not in stop_words(language) and len(one) > 1 and one != "のは" else "" for one in asked]
    expected = [stem(one, language) if one else "" for one in plain]
    assert topic_stems(asked, language) == [topic_stem(one, language) for one in asked] == expected


def test_what_is_asked_for_is_remembered_and_the_rest_forgotten() -> None:
    asked: list[str] = []
    remembered = Remembered(lambda word: asked.append(word) or word.upper(), 10)
    for n in range(100):
        assert (remembered["often"], remembered[f"once{n}"]) == ("OFTEN", f"ONCE{n}")
    assert asked.count("often") == 1
    assert len(remembered) + len(remembered.before) <= 10
    assert remembered["once0"] == "ONCE0" and asked.count("once0") == 2


def test_a_long_word_is_not_remembered() -> None:
    remembered = Remembered(str.upper, 10)
    assert remembered["a" * LONG_WORD] == "A" * LONG_WORD
    assert not remembered
