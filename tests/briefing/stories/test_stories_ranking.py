"""The facts of a story -> its place in the edition, whatever the hour."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.stories.ranking import FOLLOWED, MUTED, TAU, StoryFacts, age_points, rank
from tests.briefing.stories.made import START


def facts(outlets: int = 1, items: int = 1, *, hours: float = 0.0, **more: int | bool) -> StoryFacts:
    last = START + timedelta(hours=hours)
    return StoryFacts(outlets, items, last - timedelta(hours=3), last, **more)  # type: ignore[arg-type]


FACTS = st.builds(
    facts,
    st.integers(0, 300),
    st.integers(0, 3000),
    hours=st.floats(-1000, 1000),
    recent_items=st.integers(0, 3000),
    followed=st.integers(0, 9),
    muted=st.booleans(),
    recent_outlets=st.integers(0, 400),
    preferred=st.integers(0, 9),
)


@given(FACTS)
def test_parts_sum_to_the_value(one: StoryFacts) -> None:
    found = rank(one)
    assert found.value == pytest.approx(sum(points for _, points in found.parts), rel=1e-12)
    assert found.parts[-1][0] == "time"
    assert all(points for _, points in found.parts[:-1])
    assert len({name for name, _ in found.parts}) == len(found.parts)


@given(FACTS, FACTS, st.floats(1000, 5000), st.floats(1000, 5000))
def test_the_order_does_not_depend_on_now(a: StoryFacts, b: StoryFacts, early: float, late: float) -> None:
    """Points without the time, less what the age costs at some hour, are in the order of the values."""

    def at(one: StoryFacts, hours: float) -> float:
        weight = sum(points for name, points in rank(one).parts if name != "time")
        return weight + age_points(one.last, START + timedelta(hours=hours))

    expected = pytest.approx(rank(a).value - rank(b).value, abs=1e-6)
    assert at(a, early) - at(b, early) == expected
    assert at(a, late) - at(b, late) == expected


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        (facts(5, 5), facts(4, 4)),
        (facts(3, 3), facts(1, 30)),
        (facts(2, 8), facts(2, 2)),
        (facts(2, 4, recent_items=4), facts(2, 4, recent_items=1)),
        (facts(4, 4, recent_outlets=4), facts(4, 4, recent_outlets=1)),
        (facts(4, 4, recent_outlets=1), facts(1, 1)),
        (facts(hours=1), facts()),
        (facts(4, 4), facts(hours=24)),
        (facts(hours=24), facts(2, 2)),
        (facts(followed=1), facts(2, 2)),
        (facts(followed=2), facts(followed=1)),
        (facts(preferred=1), facts()),
        (facts(followed=1), facts(preferred=1)),
        (facts(), facts(60, 300, muted=True)),
        (facts(followed=2, hours=1), facts(followed=2)),
    ],
)
def test_what_stands_higher(higher: StoryFacts, lower: StoryFacts) -> None:
    assert rank(higher).value > rank(lower).value


def test_a_story_of_one_item_has_its_time_only() -> None:
    found = rank(facts())
    assert found.parts == (("time", START.timestamp() / TAU.total_seconds()),)


@pytest.mark.parametrize(
    ("one", "name", "points"),
    [
        (facts(4, 4), "outlets", 3.0),
        (facts(4, 4, recent_outlets=2), "outlets", 1.5 + 0.75),
        (facts(4, 4, recent_outlets=9), "outlets", 3.0),
        (facts(2, 8), "items", 0.5),
        (facts(2, 4, recent_items=4), "growth", 1.0),
        (facts(followed=1), "followed", FOLLOWED),
        (facts(followed=3), "followed", 2 * FOLLOWED),
        (facts(preferred=1), "preferred outlets", 0.5),
        (facts(muted=True), "muted", MUTED),
    ],
)
def test_points_by_part(one: StoryFacts, name: str, points: float) -> None:
    assert dict(rank(one).parts)[name] == pytest.approx(points)


@pytest.mark.parametrize(("outlets", "items"), [(0, 0), (1, 1), (3, 2), (5, 0)])
def test_missing_facts_cost_nothing(outlets: int, items: int) -> None:
    assert "items" not in dict(rank(facts(outlets, items)).parts)
    assert dict(rank(facts(outlets, items)).parts).get("outlets", 0.0) >= 0.0


@pytest.mark.parametrize(("hours", "points"), [(0, 0.0), (12, -1.0), (36, -3.0), (-5, 0.0)])
def test_age_in_points(hours: int, points: float) -> None:
    assert age_points(START, START + timedelta(hours=hours)) == points
