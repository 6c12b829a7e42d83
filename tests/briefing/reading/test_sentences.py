"""Where sentences end, in the scripts that news is written in."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.sentences import split_sentences


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith met Dr. Jones vs. the board in St. Louis.",
        "Gov. Abbott and Sen. Cruz spoke to Lt. Gen. Mark A. Milley.",
        "The company, Apple Inc. of Cupertino, paid $3.5 billion.",
        "U.S. President Trump spoke in the U.S. Senate.",
        "It happened on Jan. 5 at 5 p.m. Tuesday in Washington, D.C. headquarters.",
        "He won No. 5 and Roe v. Wade was cited, e.g. by Alito.",
        "“We will win!” Trump said. ".strip(),
        "“Why now?” he asked.",
        "Tim Cook of Apple... said nothing.",
        "Am 3. Oktober feiert z.B. Berlin.",
        "В 2020 г. он жил на ул. Ленина.",
        "Visit example.org or Amazon.com today.",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It ended. Nobody left.", ["It ended.", "Nobody left."]),
        ("He lives in the U.S. The rest do not.", ["He lives in the U.S.", "The rest do not."]),
        ("He voted no. Gov. Abbott left.", ["He voted no.", "Gov. Abbott left."]),
        ("They chose plan B. The end came.", ["They chose plan B.", "The end came."]),
        ("He said “Stop.” Then he left.", ["He said “Stop.”", "Then he left."]),
        ("Talks ended (without result). Both left.", ["Talks ended (without result).", "Both left."]),
        ("Really?! Yes… Maybe.", ["Really?!", "Yes…", "Maybe."]),
        ("He spoke to officials.The next day he left.", ["He spoke to officials.", "The next day he left."]),
        ("Он сказал: да. Потом ушёл.", ["Он сказал: да.", "Потом ушёл."]),
        ("Τι κάνεις; Καλά είμαι.", ["Τι κάνεις;", "Καλά είμαι."]),
        ("今日は晴れ。明日は雨！本当？", ["今日は晴れ。", "明日は雨！", "本当？"]),
        ("他说：“我们走吧。”然后离开了。", ["他说：“我们走吧。”", "然后离开了。"]),
        ("هل وصل؟ نعم وصل.", ["هل وصل؟", "نعم وصل."]),
        ("यह ठीक है। वह गया।", ["यह ठीक है।", "वह गया।"]),
    ],
)
def test_sentences_end(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


def test_lines_are_paragraphs_and_light_marks_belong_to_no_sentence() -> None:
    text = "# What happened\n\nFirst one. Second\none.\n\n• item one\n• item two\n\n> a quoted line.\n\n    code here"
    found = split_sentences(text)
    assert [text[s.start : s.end] for s in found] == [
        "What happened", "First one.", "Second", "one.", "item one", "item two", "a quoted line.", "code here",
    ]  # fmt: skip
    assert [s.paragraph for s in found] == [0, 1, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1. The bridge opens. It was late.\n2. Trains run.", ["The bridge opens.", "It was late.", "Trains run."]),
        ("• Trams\n  1. Line one\n    12. Line two\n  • Line three", ["Trams", "Line one", "Line two", "Line three"]),
        ("> 1. Yes\n> 2. No", ["Yes", "No"]),
        ("1984. Boom\n1985. Bust", ["Boom", "Bust"]),
        ("1. FC Köln won. Fans sang.", ["1. FC Köln won.", "Fans sang."]),
        ("First.\n\n2. What happened?\n\nMuch.", ["First.", "2. What happened?", "Much."]),
        ("It began in\n2019. Then it grew.", ["It began in", "2019.", "Then it grew."]),
        ("Three:\n1. One", ["Three:", "1. One"]),
        ("1. \n2. Two", ["Two"]),
        ("7.", ["7."]),
    ],
)
def test_the_number_of_an_item_is_no_sentence(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


@pytest.mark.parametrize("text", ["", "   \n\n ", "...", "?! .\n—", "# \n• "])
def test_nothing_to_say_gives_no_sentence(text: str) -> None:
    assert split_sentences(text) == []


@given(st.text(alphabet=st.sampled_from("aB .!?\n“”\"'’()。；;А;5#•>-\u0590"), max_size=120))
def test_spans_are_ordered_trimmed_and_hold_every_letter(text: str) -> None:
    found = split_sentences(text)
    covered = "".join(text[s.start : s.end] for s in found)
    outside = str.isalpha if re.search(r"\d\. ", text) else str.isalnum  # the number of an item is in no sentence
    assert [c for c in covered if outside(c)] == [c for c in text if outside(c)]
    for one, other in pairwise(found):
        assert one.end <= other.start and one.paragraph <= other.paragraph
    for s in found:
        inside = text[s.start : s.end]
        assert inside == inside.strip() and "\n" not in inside
