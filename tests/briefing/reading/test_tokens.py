"""Tokens: borders, offsets, sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.tokens import cut_tokens

PLACES = frozenset({"US", "China", "EU"})
SCRIPTS = st.text(alphabet="aZé Жя中文 عربي🎉👍🏽'’“”.,!?-–$\n\t\u00a0U.S.12", max_size=120)


def words(text: str) -> list[str]:
    return [word for sentence in cut_tokens(text, PLACES) for word in sentence[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bessent’s remarks", ["Bessent", "’s", "remarks"]),
        ("the US-China talks", ["the", "US", "-", "China", "talks"]),
        ("a well-known US-based firm", ["a", "well-known", "US-based", "firm"]),
        ("US–EU", ["US", "–", "EU"]),
        ("AT&T and Q&A", ["AT&T", "and", "Q&A"]),
        ("the U.S. and J. D. Vance", ["the", "U.S.", "and", "J.", "D.", "Vance"]),
        ("Mr. Xi said $16bn, 3.6%", ["Mr.", "Xi", "said", "$", "16bn", ",", "3.6", "%"]),
        ("see https://example.org/a-b?c=1 now", ["see", "https://example.org/a-b?c=1", "now"]),
        ("don’t @name #tag", ["don’t", "@name", "#tag"]),
        ("东京 Москва القاهرة", ["东京", "Москва", "القاهرة"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_sentences_end_at_stops_quotes_and_line_breaks() -> None:
    text = "“Stop.” He left. No\nnew line! Yes?"
    assert [sentence[0] for sentence in cut_tokens(text)] == [
        ["“", "Stop", ".", "”"],
        ["He", "left", "."],
        ["No"],
        ["new", "line", "!"],
        ["Yes", "?"],
    ]


@given(SCRIPTS)
def test_tokens_and_the_space_between_them_are_the_text(text: str) -> None:
    rebuilt, at = [], 0
    for words_, starts in cut_tokens(text, PLACES):
        for word, start in zip(words_, starts, strict=True):
            rebuilt.append(text[at:start])
            rebuilt.append(word)
            assert text[start : start + len(word)] == word
            at = start + len(word)
    rebuilt.append(text[at:])
    assert "".join(rebuilt) == text
    assert all(not between.strip() for between in rebuilt[::2])
