"""Amounts: money, percentages and counts with their values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.amounts import find_amounts

MONEY = [
    ("at least $16 billion worth of chips", "$16 billion", 16e9, "USD"),
    ("a $100bn plan", "$100bn", 100e9, "USD"),
    ("it lost £5m", "£5m", 5e6, "GBP"),
    ("€3.2 bn in aid", "€3.2 bn", 3.2e9, "EUR"),
    ("a $1.2T company", "$1.2T", 1.2e12, "USD"),
    ("$1.5-2 billion", "$1.5-2 billion", 1.5e9, "USD"),
    ("$10,000 to $20,000 each", "$10,000 to $20,000", 10_000, "USD"),
    ("US$ 3,400.50 a day", "US$ 3,400.50", 3400.5, "USD"),
    ("HK$200 million", "HK$200 million", 200e6, "HKD"),
    ("Rs 1,00,000 crore", "Rs 1,00,000 crore", 1e12, "INR"),
    ("2.5 million Canadian dollars", "2.5 million Canadian dollars", 2.5e6, "CAD"),
    ("half a million pounds", "half a million pounds", 5e5, "GBP"),
    ("a billion dollars", "a billion dollars", 1e9, "USD"),
    ("twenty-five euros", "twenty-five euros", 25, "EUR"),
    ("for 50 cents", "50 cents", 0.5, "USD"),
    ("7.2 yuan", "7.2 yuan", 7.2, "CNY"),
    ("costs 100 € now", "100 €", 100, "EUR"),
    ("CHF 5", "CHF 5", 5, "CHF"),
    ("a 100-dollar bill", "100-dollar", 100, "USD"),
    ("hundreds of millions of dollars", "hundreds of millions of dollars", None, "USD"),
    ("1.5 trillion won", "1.5 trillion won", 1.5e12, "KRW"),
]
PERCENT = [
    ("up 3.6 % in June", "3.6 %", 3.6, "%"),
    ("about 30 per cent", "30 per cent", 30, "%"),
    ("five percent", "five percent", 5, "%"),
    ("fell -2.1%", "-2.1%", -2.1, "%"),
    ("a 20-30% cut", "20-30%", 20, "%"),
    ("25 basis points", "25 basis points", 25, "bp"),
    ("0.5 percentage points", "0.5 percentage points", 0.5, "pp"),
]
COUNTS = [
    ("killed 13 people", "13 people", 13, "people"),
    ("2,000 flights were cut", "2,000 flights", 2000, "flights"),
    ("3 million chips", "3 million chips", 3e6, "chips"),
    ("two senators", "two senators", 2, "senators"),
]
CASES = [(*row, kind) for kind, rows in (("money", MONEY), ("percent", PERCENT), ("count", COUNTS)) for row in rows]


@pytest.mark.parametrize(("text", "words", "amount", "unit", "kind"), CASES)
def test_amount(text: str, words: str, amount: float | None, unit: str, kind: str) -> None:
    (found,) = find_amounts(text)
    assert (text[found.start : found.end], found.kind, found.unit) == (words, kind, unit)
    assert found.amount == (None if amount is None else pytest.approx(amount))


@pytest.mark.parametrize(
    "text",
    [
        "two pounds of sugar",
        "he had 3 won",
        "$AAPL rose",
        "in 2025 sales rose",
        "three weeks ago, at 10 am",
        "version 1.2.3",
        "Try 3 times",
        "like a dollar",
        "Real 5 things",
        "the euro",
        "$5\nbillion".replace("$5", "five"),
    ],
)
def test_no_amount(text: str) -> None:
    assert [a for a in find_amounts(text) if a.kind != "count"] == []


def test_amounts_stay_on_their_line() -> None:
    (found,) = find_amounts("It paid $5\nmillion people watched")
    assert (found.start, found.end, found.amount) == (8, 10, 5)


@given(st.text(alphabet="$€£¥%.,-–0123456789 abmnt\nbillionpercentto", max_size=80))
def test_amounts_are_sorted_and_never_overlap(text: str) -> None:
    end = 0
    for amount in find_amounts(text):
        assert end <= amount.start < amount.end <= len(text)
        assert "\n" not in text[amount.start : amount.end]
        end = amount.end
