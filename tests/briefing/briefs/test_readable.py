"""Which sentences can be read alone."""

from __future__ import annotations

import pytest

from briefing.briefs.leaning import leans
from briefing.briefs.readable import Fit, cut_lead_in, fitness, is_balanced, word_count


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("However, starting from April this chip was banned.", "starting from April this chip was banned."),
        ("Meanwhile, the court said that it would rule soon.", "the court said that it would rule soon."),
        ("But the court said that it would rule soon.", "the court said that it would rule soon."),
        ("GENEVA, Feb 17 (Reuters) - Negotiators from Ukraine met here.", "Negotiators from Ukraine met here."),
        ("JERUSALEM: The Israeli government has approved a plan.", "The Israeli government has approved a plan."),
        ("(AP) — A strike on a market killed many people.", "A strike on a market killed many people."),
        ("[Capital FM] Nairobi -- Pilots have warned of possible fatigue.", "Pilots have warned of possible fatigue."),
        ("With these words, his wife announced the death of the actor.", "his wife announced the death of the actor."),
        ("Butter prices rose to a new height in July.", "Butter prices rose to a new height in July."),
        ("NATO said that it would meet in Ankara in July.", "NATO said that it would meet in Ankara in July."),
        ("But no.", "But no."),
    ],
)
def test_lead_ins_are_cut(text: str, rest: str) -> None:
    assert text[cut_lead_in(text, 0, len(text))[0] :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "He expects to continue the talks in a third country.",
        "The move angered many people in both of the countries.",
        "“This is the end,” said the old man of the sea.",
        "According to the sources, the chief tried to convince him.",
        "In return the two companies receive licences for their chips.",
        "Despite this setback, the talks will go on in a third country.",
        "Both were taken to hospital with serious injuries on Monday.",
    ],
)
def test_sentences_that_lean_on_the_one_before(text: str) -> None:
    assert leans(text)
    assert fitness(text, named_at=0) is Fit.LEANING


@pytest.mark.parametrize(
    "text",
    [
        "The decision of the court in Geneva angered many people.",
        "The company, which makes chips for phones, said so on Monday.",
        "During this year the talks went on in a third country in Europe.",
        "This week saw the first heat of the long summer in Spain.",
        "Heather Smith expects to continue the talks in a third country.",
    ],
)
def test_sentences_that_stand_alone(text: str) -> None:
    assert fitness(text, named_at=0) is Fit.GOOD


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("Two words", Fit.UNFIT),
        ("Three short words", Fit.SHORT),
        ("A teaser without a full stop that ends in the middle…", Fit.SHORT),
        ("He said that “the quotation mark is never closed here.", Fit.UNFIT),
        ("The bracket (as so often in feeds is never closed.", Fit.UNFIT),
        ("Sign up for our newsletter to get the news every day.", Fit.UNFIT),
        ("READ ALL ABOUT IT IN OUR NEW PAPER FROM TODAY.", Fit.UNFIT),
        ("In the interview on Monday he confirmed the deal with China.", Fit.LEANING),
        ("word " * 71 + ".", Fit.UNFIT),
    ],
)
def test_other_fits(text: str, fit: Fit) -> None:
    assert fitness(text.strip(), named_at=-1) is fit


@pytest.mark.parametrize(
    ("text", "balanced"),
    [
        ("“a” (b) [c]", True), ("don’t ‘x’", True), ("„Wir“ und «nous»", True), ("「はい」", True),
        ('"a" and "b"', True),
        ("“a", False), ("a”", False), ("”a“", False), ("(a", False), ('"a', False), ("‘a", False), ("«a", False),
    ],
)  # fmt: skip
def test_balance(text: str, balanced: bool) -> None:
    assert is_balanced(text) is balanced


def test_words_of_unspaced_scripts_are_counted_by_characters() -> None:
    assert word_count("今日は晴れでした") == 4
    assert word_count("one two three") == 3
