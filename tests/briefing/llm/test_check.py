"""A model's sentence is shown only when every number, name and quotation of it stands in a sentence that it cites."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.llm.check import checked
from briefing.llm.prompt import Numbered

TOLD = tuple(
    Numbered(number, text, number * 10, 0, len(text))
    for number, text in enumerate(
        (
            "Nvidia said on Monday that it expects export licences for the H20, its AI chip for China.",
            "Scott Bessent called it “a bargaining chip” in talks with Beijing.",
            "Chinese companies ordered at least $16 billion worth of chips, 5.5% more than last year.",
            "Two senators wrote to Huang; the company's shares rose.",
        ),
        1,
    )
)


@pytest.mark.parametrize(
    ("line", "citations"),
    [
        ("Nvidia expects licences to sell its H20 chip to China. [1]", (1,)),
        ("The H20 is an AI chip for China [1].", (1,)),
        ("- Bessent called it “a bargaining chip”. [2]", (2,)),
        ("Orders were worth at least $16 billion, and two senators wrote to Huang. [3][4]", (3, 4)),
        ("Companies ordered 5.5% more than last year [3, 4]", (3, 4)),
        ("Shares of the company rose. [4]", (4,)),
    ],
)
def test_what_its_source_says_stays(line: str, citations: tuple[int, ...]) -> None:
    answer = checked(line, TOLD)
    assert [one.citations for one in answer.sentences] == [citations] and answer.dropped == 0
    assert "[" not in answer.sentences[0].text and answer.sentences[0].text[-1] in ".”"


@pytest.mark.parametrize(
    "line",
    [
        "Nvidia expects licences to sell its H20 chip to China.",
        "Nvidia expects licences for the H20. [9]",
        "Nvidia expects licences for the H20. [0]",
        "Nvidia expects licences for the H200. [1]",
        "Nvidia expects licences for the H20. [2]",
        "AMD expects licences for the H20. [1]",
        "Orders were worth $17 billion. [3]",
        "Orders were worth $16 million. [3]",
        "Orders rose by 55%. [3]",
        "Three senators wrote to Huang. [4]",
        "Bessent called it “a bargaining card”. [2]",
        "Bessent called it ‘a bargaining card’. [2]",
        "Bessent called it 'the best chip'. [2]",
        "Bessent called it “a bargaining chip. [2]",
        "The talks [1] were in Beijing. [2]",
        "[1]",
        "Nvidia " + "very " * 200 + "much. [1]",
        "Nvidia expects it. [" + "1" * 5000 + "]",
    ],
)
def test_what_is_not_borne_out_is_dropped(line: str) -> None:
    answer = checked(line, TOLD)
    assert answer.sentences == () and answer.dropped >= 1


def test_each_sentence_stands_for_itself() -> None:
    answer = checked("Nvidia expects licences. [1] AMD does too. [1]\nTwo senators wrote to Huang. [4]\n\nBye!", TOLD)
    assert [one.citations for one in answer.sentences] == [(1,), (4,)] and answer.dropped == 2


@given(st.text(alphabet=st.sampled_from("ab A1 .[]“”\"'‘’,\n$%") | st.characters(), max_size=200))
def test_any_answer_is_checked_without_failing(words: str) -> None:
    told = " ".join(one.text for one in TOLD).casefold()
    for sentence in checked(words, TOLD).sentences:
        assert sentence.citations
        digits = "".join(sign if sign.isascii() and sign.isdigit() else " " for sign in sentence.text).split()
        assert all(number in told for number in digits)
