"""Numbers worth showing, and their labels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.figures import KINDS, find_figures
from briefing.reading.sentences import split_sentences


def figures(text: str) -> list[tuple[str, str, str]]:
    found = find_figures(text, split_sentences(text))
    return [(f.kind, text[f.start : f.end], text[f.label_start : f.label_end]) for f in found]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("They want at least $16 billion worth of H20 chips.", ("money", "at least $16 billion", "worth of H20 chips")),
        ("A $100 million corruption probe shook it.", ("money", "$100 million", "corruption probe")),
        ("Trump announced tariffs of 30% on the European Union.", ("percent", "30%", "Trump announced tariffs")),
        ("Consumer prices rose 2.7% in June.", ("percent", "2.7%", "Consumer prices rose")),
        ("Nvidia closed about 4 per cent higher.", ("percent", "about 4 per cent higher", "Nvidia closed")),
        ("About 20 percent of global oil passes here.", ("percent", "About 20 percent", "of global oil")),
        ("The 90-day US-China tariff truce ends.", ("duration", "90-day", "US-China tariff truce")),
        ("He got 20 years in prison.", ("duration", "20 years", "in prison")),
        ("They returned after 18 days in orbit.", ("duration", "18 days", "in orbit")),
        ("Then two US senators wrote to him.", ("count", "two", "US senators")),
        ("It holds 440 kg of highly enriched uranium.", ("count", "440", "kg of highly enriched uranium")),
        ("They hit three alleged drug‑running boats there.", ("count", "three", "alleged drug‑running boats")),
        ("Around three million Palestinians live there.", ("count", "Around three million", "Palestinians")),
        ("Some tens of thousands of people fled.", ("count", "Some tens of thousands", "people")),
        ("It has pledged $1 billion to the Board of Lakes.", ("money", "$1 billion", "to the Board of Lakes")),
        ("The flood did €3 million in damage.", ("money", "€3 million", "in damage")),
        ("Oil fell to $85 per barrel.", ("money", "$85", "per barrel")),
        ("Polls show that 21% of the farmers left.", ("percent", "21%", "of the farmers")),
        ("They met five students aged 12 to 13 there.", ("count", "five", "students aged 12 to 13")),
        ("At least four of its soldiers were killed.", ("casualties", "At least four", "of its soldiers were killed")),
        ("Hundreds of millions of birds fly south.", ("count", "Hundreds of millions", "birds")),
        ("It lost at least four of its soldiers.", ("count", "at least four", "of its soldiers")),
        ("This is his third visit to China this year.", ("ordinal", "third", "visit to China this year")),
        ("At least 12 people were killed.", ("casualties", "At least 12", "people were killed")),
        ("The blast killed 14 women there.", ("casualties", "killed 14", "women")),
        ("The attack left 11 people dead.", ("casualties", "11", "people dead")),
        ("The death toll rose to 1,234 overnight.", ("casualties", "1,234", "death toll")),
        ("It caused 145 deaths.", ("casualties", "145", "deaths")),
    ],
)  # fmt: skip
def test_one_figure(text: str, figure: tuple[str, str, str]) -> None:
    assert figures(text) == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "They met in a third country.",
        "Trade between the two countries and the two sides goes on.",
        "One man came first in 2024.",
        "A 45-year-old man, 34, left at 5 p.m. on July 14.",
        "Boeing 737 planes and the April 12 vote.",
        "They won 3-0 and stood on two feet.",
        "It took two weeks and five times the effort.",
        "The two sides recently resumed indirect talks.",
        "Hundreds gathered in the square.",
        "The link led to a 404 page.",
        "It is the fourth city to host them, in the second phase.",
        "He lives at 10 Harbour Street.",
        "The two reviewed their plans.",
        "The two teams train together, as do the firm’s three crews.",
        "Some 16 beginning in May.",
    ],
)
def test_numbers_that_say_nothing_are_dropped(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("It costs $16 billion in chips.", 16e9, "USD"),
        ("It rose by 2.5 percent of output.", 2.5, "%"),
        ("At least 12 people were killed.", 12, "killed"),
        ("It injured twenty-five people.", 25, "injured"),
        ("It employs 2,500 workers.", 2500, "worker"),
        ("Two dozen ships left.", 24, "ship"),
        ("Dozens of ships left.", None, "ship"),
        ("It is the 13th election there.", 13, "election"),
    ],
)
def test_amounts_and_units(text: str, amount: float | None, unit: str) -> None:
    (figure,) = find_figures(text, split_sentences(text))
    assert (figure.amount, figure.unit) == (amount, unit)


@given(
    st.lists(
        st.sampled_from(
            "12 two $16 billion 30% killed people dozens of 90-day third visit to the , . ( at least years in prison"
            " toll rose 1,234 ’s - \n US ships hundreds -ing 2024 July".split(" ")
        ),
        max_size=30,
    )
)
def test_any_words_give_figures_inside_one_sentence(parts: list[str]) -> None:
    text = " ".join(parts)
    sentences = split_sentences(text)
    end = 0
    for figure in find_figures(text, sentences):
        assert figure.kind in KINDS and end <= figure.start < figure.end
        end = figure.end
        inside = [s for s in sentences if s.start <= figure.start and figure.end <= s.end]
        assert len(inside) == 1
        assert inside[0].start <= figure.label_start <= figure.label_end <= inside[0].end
        assert figure.label_end <= figure.start or figure.end <= figure.label_start
