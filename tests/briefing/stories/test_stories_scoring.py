"""An item and a story near it -> the probability that it belongs there."""

from __future__ import annotations

import math
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.stories.candidates import Match
from briefing.stories.scoring import (
    JOIN,
    ONE_WORD,
    WEAK_JOIN,
    WEIGHTS,
    bar,
    days_apart,
    evidence,
    out_of_reach,
    probability,
)
from briefing.stories.state import LiveStory
from tests.briefing.stories.made import START


def story(n: int = 1, days: float = 0.0) -> LiveStory:
    """Return a story of n items over so many days."""
    return LiveStory(1, {"ferry": 1.0}, n, START, START + timedelta(days=days))


def chance(
    cosine: float = 0.3, shared: int = 3, owned: float = 0.3, *, days: float = 0.0, n: int = 1, text: bool = False
) -> float:
    """Return the probability of an item, with one value changed."""
    published = START + timedelta(days=days)
    return probability(evidence(Match(story(n), cosine, shared, owned), published, text))


@pytest.mark.parametrize(
    ("hours", "days"), [(-48.0, 2.0), (-0.001, 0.001 / 24), (0.0, 0.0), (12.0, 0.0), (24.0, 0.0), (60.0, 1.5)]
)
def test_days_outside_a_storys_span(hours: float, days: float) -> None:
    assert days_apart(story(days=1.0), START + timedelta(hours=hours)) == pytest.approx(days, abs=1e-6)


def test_the_evidence_in_order() -> None:
    match = Match(story(4, days=1.0), 0.5, 3, 0.25)
    values = evidence(match, START + timedelta(days=3), True)
    assert values == pytest.approx((0.5, math.log(4), 2.0, math.log(4), 0.5 * math.log(4), 0.25, 0.5))
    assert evidence(match, START + timedelta(days=3), False)[-1] == 0.0
    assert len(values) == len(WEIGHTS)


def test_no_item_is_farther_than_two_weeks() -> None:
    match = Match(story(), 0.5, 3, 0.25)
    assert evidence(match, START - timedelta(days=90), False)[2] == 14.0
    assert evidence(match, START - timedelta(days=90), False)[3] == 0.0


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ({"cosine": 0.5}, {"cosine": 0.2}),
        ({"shared": 4}, {"shared": 1}),
        ({"owned": 0.4}, {"owned": 0.1}),
        ({"days": 0.0}, {"days": 1.0}),
        ({"days": 1.0}, {"days": 5.0}),
        ({"days": 0.0}, {"days": -1.0}),
        ({"n": 20}, {"n": 1}),
        ({"text": True}, {"text": False}),
    ],
)
def test_what_speaks_for_belonging(more: dict[str, float], less: dict[str, float]) -> None:
    assert chance(**more) > chance(**less)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("near", "joins"),
    [
        ({"cosine": 0.6, "shared": 5, "owned": 0.6}, True),
        ({"cosine": 0.6, "shared": 5, "owned": 0.6, "days": 4}, True),
        ({"cosine": 0.3, "shared": 2, "owned": 0.1}, False),
        ({"cosine": 0.3, "shared": 3, "owned": 0.3, "days": 3}, False),
        ({"cosine": 0.05, "shared": 1, "owned": 0.02}, False),
    ],
)
def test_what_joins(near: dict[str, float], joins: bool) -> None:
    assert (chance(**near) >= JOIN) is joins  # type: ignore[arg-type]


@given(st.tuples(*[st.floats(-1e6, 1e6)] * len(WEIGHTS)))
def test_a_probability_is_one_whatever_the_evidence(values: tuple[float, ...]) -> None:
    assert 0.0 < probability(values) < 1.0


def test_every_weight_has_its_value() -> None:
    with pytest.raises(ValueError, match="shorter"):
        probability((0.0,))


@pytest.mark.parametrize(
    ("single_term", "items", "words", "expected"),
    [
        (0.2, 1, 8, JOIN),
        (0.2, 1, 4, JOIN),
        (0.2, 1, 3, WEAK_JOIN),
        (0.2, 30, 1, WEAK_JOIN),
        (0.7, 1, 8, WEAK_JOIN),
        (0.7, 2, 8, WEAK_JOIN),
        (0.7, 3, 8, JOIN),
        (0.6, 1, 8, JOIN),
    ],
)
def test_thin_evidence_must_be_stronger(single_term: float, items: int, words: int, expected: float) -> None:
    assert bar(Match(story(items), 0.5, 3, 0.25, single_term), words) == expected


@pytest.mark.parametrize(
    ("shared", "owned", "items", "words", "expected"),
    [
        (1, 0.25, 1, 8, ONE_WORD),
        (1, 0.25, 2, 3, ONE_WORD),
        (1, 0.25, 2, 2, math.inf),
        (1, 0.25, 3, 8, JOIN),
        (3, 0.029, 1, 8, WEAK_JOIN),
        (3, 0.029, 30, 8, WEAK_JOIN),
        (3, 0.031, 1, 8, JOIN),
    ],
)
def test_few_or_common_words_must_fit_better(
    shared: int, owned: float, items: int, words: int, expected: float
) -> None:
    assert bar(Match(story(items), 0.5, shared, owned, 0.2), words) == expected


@given(
    st.builds(Match, st.builds(story, st.integers(1, 50)), st.floats(0, 1), st.integers(0, 40), st.floats(0, 1)),
    st.floats(-20, 20),
    st.booleans(),
)
def test_what_is_out_of_reach_never_joins(match: Match, days: float, text: bool) -> None:
    if out_of_reach(match, text):
        assert probability(evidence(match, START + timedelta(days=days), text)) < bar(match, 10)
    else:
        assert probability(evidence(match, START, text)) > JOIN - 0.001
