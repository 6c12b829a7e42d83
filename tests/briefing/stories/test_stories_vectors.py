"""Terms -> a vector of length 1, and the counts that weigh it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.stories import vectors
from briefing.stories.features import Features, extract
from briefing.stories.state import State
from briefing.stories.vectors import HALVE_AFTER, PAIR_WEIGHT, count, halve, vector
from tests.briefing.stories.made import item, place


def features(single: dict[str, float], pairs: dict[str, float] | None = None, language: str = "en") -> Features:
    return Features(single, pairs or {}, frozenset(single), language, {}, "", "")


@given(st.text(min_size=1, max_size=80))
def test_a_vector_has_length_one(title: str) -> None:
    terms = vector(extract(item(1, title)), State())
    assert not terms or math.isclose(sum(weight**2 for weight in terms.values()), 1.0)
    assert all(weight > 0 for weight in terms.values())


def test_no_terms_no_vector() -> None:
    assert vector(features({}), State()) == {}


def test_rare_terms_weigh_more() -> None:
    state = State(counts={"common": 400.0, "known": 20.0}, documents={"en": 1000.0})
    terms = vector(features({"common": 1.0, "known": 1.0, "new": 1.0}), state)
    assert terms["new"] > terms["known"] > terms["common"] > 0


def test_frequency_weighs_by_its_logarithm() -> None:
    terms = vector(features({"once": 1.0, "often": 4.0}), State())
    assert terms["often"] / terms["once"] == pytest.approx(1 + math.log(4))


def test_a_pair_weighs_half_a_word() -> None:
    terms = vector(features({"a1": 1.0}, {"a1_b1": 1.0, "b1_c1": 0.5}), State())
    assert terms["a1_b1"] / terms["a1"] == pytest.approx(PAIR_WEIGHT)
    assert terms["b1_c1"] / terms["a1"] == pytest.approx(PAIR_WEIGHT / 2)


def test_a_language_is_weighed_by_its_own_stories() -> None:
    """A term in 40 stories is rare among many, common among few."""
    state = State(counts={"nvidia": 40.0}, documents={"en": 10_000.0})
    by_language = {
        code: vector(features({"nvidia": 1.0, "new": 1.0}, language=code), state)["nvidia"] for code in ("en", "de")
    }
    assert by_language["en"] > by_language["de"]


def test_stories_are_counted_not_items() -> None:
    state = State()
    count(["ferry", "bergen"], state, "en", new_story=True)
    count(["rescue"], state, "en", new_story=False)
    assert (state.counts, state.documents) == ({"ferry": 1.0, "bergen": 1.0, "rescue": 1.0}, {"en": 1.0})
    state = State()
    place([item(n, f"Ferry sinks off Bergen {n}", hours=n) for n in range(20)], state)
    assert (state.counts["ferry"], state.documents, state.seen) == (1.0, {"en": 1.0}, 20)


@pytest.mark.parametrize(("seen", "halved"), [(HALVE_AFTER - 1, False), (HALVE_AFTER, True)])
def test_counts_are_halved_in_time(seen: int, halved: bool) -> None:
    state = State(counts={"a": 1.0, "b": 1.9, "c": 2.0, "d": 9.0}, documents={"en": 5.0}, seen=seen)
    assert halve(state) is halved
    if halved:
        assert (state.counts, state.documents, state.seen) == ({"c": 1.0, "d": 4.5}, {"en": 2.5}, 0)
    else:
        assert (len(state.counts), state.documents, state.seen) == (4, {"en": 5.0}, seen)


def test_grouping_goes_on_across_a_halving(monkeypatch: pytest.MonkeyPatch) -> None:
    items = [item(n, title, hours=n) for n, title in enumerate(["Ferry sinks off Bergen", "Bern votes on ice"] * 4)]
    monkeypatch.setattr(vectors, "HALVE_AFTER", 3)
    found = place(items)
    assert {found[n].story_id for n in (0, 2, 4, 6)} == {1}
    assert {found[n].story_id for n in (1, 3, 5, 7)} == {2}
