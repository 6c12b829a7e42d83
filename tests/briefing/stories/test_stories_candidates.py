"""The live stories as an index: what is near, how near, and that it stays small and consistent."""

from __future__ import annotations

import math
import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.stories.candidates import BUDGET, CANDIDATES, MOST_TERMS, STORY_TERMS, Index
from briefing.stories.state import LiveStory
from tests.briefing.stories.made import START

Vector = dict[str, float]


def indexed(*sums: Vector) -> Index:
    """Return an index of stories 1, 2, ... of one vector each."""
    index = Index({})
    for key, terms in enumerate(sums, 1):
        join(index, key, terms)
    return index


def join(index: Index, key: int, terms: Vector) -> LiveStory:
    story = index.stories.setdefault(key, LiveStory(key, {}, 0, START, START))
    index.add(story, terms)
    story.n += 1
    return story


def check(index: Index) -> None:
    """The postings say what the stories' terms say, and nothing else."""
    told: dict[str, dict[int, float]] = {}
    for term, posting in index.postings.items():
        if isinstance(posting, int):
            told[term] = {posting: index.stories[posting].terms[term]}
        else:
            assert len(posting) > 1
            told[term] = posting
    held: dict[str, dict[int, float]] = {}
    for story in index.stories.values():
        for term, weight in story.terms.items():
            held.setdefault(term, {})[story.id] = weight
        assert len(story.terms) <= MOST_TERMS
        assert index.cosine(story, story) == pytest.approx(1.0)
    assert told == held


def cosine(a: Vector, b: Vector) -> float:
    dot = sum(weight * b.get(term, 0.0) for term, weight in a.items())
    return dot / math.sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))


VECTORS = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.1, 1.0), min_size=1)
MOVES = st.lists(st.tuples(st.integers(1, 5), VECTORS | st.none()), max_size=15)


@given(MOVES, VECTORS)
def test_it_agrees_with_the_sums_after_any_moves(moves: list[tuple[int, Vector | None]], asked: Vector) -> None:
    index = Index({})
    for key, terms in moves:
        if terms is not None:
            join(index, key, terms)
        elif key in index.stories:
            index.remove(index.stories[key])
    check(index)
    length = math.sqrt(sum(weight**2 for weight in asked.values()))
    found = index.nearest({term: weight / length for term, weight in asked.items()}, limit=10)
    expected = {key: cosine(asked, story.terms) for key, story in index.stories.items() if asked.keys() & story.terms}
    assert {match.story.id: match.cosine for match in found} == pytest.approx(expected)
    assert [match.cosine for match in found] == sorted((match.cosine for match in found), reverse=True)
    assert all(match.shared == len(asked.keys() & match.story.terms) for match in found)
    assert all(0.0 <= match.owned <= 1.0 + 1e-9 for match in found)


@given(MOVES)
def test_an_index_made_of_its_stories_is_the_same(moves: list[tuple[int, Vector | None]]) -> None:
    index = Index({})
    for key, terms in moves:
        join(index, key, terms or {"a": 1.0})
    stories = {key: LiveStory(key, dict(one.terms), one.n, START, START) for key, one in index.stories.items()}
    again = Index(stories)
    check(again)
    assert again.postings == index.postings


def test_a_term_of_one_story_is_kept_as_its_bare_id() -> None:
    index = indexed({"ferry": 1.0, "bergen": 1.0}, {"bergen": 0.5})
    assert index.postings == {"ferry": 1, "bergen": {1: 1.0, 2: 0.5}}
    index.remove(index.stories[2])
    assert index.postings == {"ferry": 1, "bergen": 1}
    index.remove(index.stories[1])
    assert (index.postings, index.stories) == ({}, {})


def test_a_few_candidates_the_older_first_among_equals() -> None:
    index = indexed(*[{"ferry": 1.0}] * 9)
    assert [match.story.id for match in index.nearest({"ferry": 1.0})] == list(range(1, CANDIDATES + 1))
    assert [match.story.id for match in index.nearest({"ferry": 1.0}, limit=2)] == [1, 2]
    assert index.nearest({"glacier": 1.0}) == index.nearest({}) == []


def test_pairs_are_no_shared_words() -> None:
    index = indexed({"ferry": 0.6, "bergen": 0.6, "bergen_ferry": 0.5})
    (match,) = index.nearest({"ferry": 0.6, "bergen": 0.6, "bergen_ferry": 0.5})
    assert match.shared == 2


@pytest.mark.parametrize(
    ("sums", "asked", "owned"),
    [
        ([{"ferry": 1.0}], {"ferry": 1.0}, [1.0]),
        ([{"ferry": 1.0}], {"ferry": 0.6, "glacier": 0.8}, [0.6 / 1.4]),
        ([{"ferry": 1.0}, {"ferry": 1.0}], {"ferry": 1.0}, [0.5, 0.5]),
        ([{"ferry": 0.9, "bergen": 0.3}, {"ferry": 0.3}], {"ferry": 1.0}, [0.25 * 0.9, 0.75]),
        ([{"ferry": 0.1, "bergen": 0.9}], {"ferry": 1.0}, [0.3]),
    ],
    ids=["all", "the known part", "half", "by share", "weak in the story"],
)
def test_what_a_story_owns_of_an_item(sums: list[Vector], asked: Vector, owned: list[float]) -> None:
    matches = indexed(*sums).nearest(asked)
    assert sorted(match.owned for match in matches) == pytest.approx(owned)


@pytest.mark.parametrize(
    ("hour", "owned"),
    [(0, [1.0, 0.25, 0.25]), (1, [0.75, 0.25, 0.2]), (2, [0.6, 0.2, 0.2])],
    ids=["before two of them", "before one of them", "after all"],
)
def test_a_later_story_takes_nothing_from_an_earlier_one(hour: int, owned: list[float]) -> None:
    index = indexed({"ferry": 1.2}, {"ferry": 0.4}, {"ferry": 0.4})
    for story in index.stories.values():
        story.first += timedelta(hours=story.id - 1)
    matches = index.nearest({"ferry": 1.0}, before=START + timedelta(hours=hour))
    assert {match.story.id: match.owned for match in matches} == pytest.approx(dict(enumerate(owned, 1)))


def test_a_story_is_matched_like_an_item_with_its_terms() -> None:
    index = indexed({"ferry": 0.8, "bergen": 0.6}, {"ferry": 1.2, "glacier": 1.6}, {"ferry": 0.4})
    for story in index.stories.values():
        story.first += timedelta(hours=story.id - 1)
    match = index.match(index.stories[2], index.stories[1])
    assert (match.story.id, match.shared) == (1, 1)
    assert match.cosine == pytest.approx(0.6 * 0.8)
    assert match.single_term == pytest.approx(1.0)
    assert match.owned == pytest.approx(0.6 / 1.4)  # of "ferry" nothing is its own, nor of a story that begins later


@pytest.mark.parametrize(
    ("story", "asked", "part"),
    [
        ({"ferry": 1.0}, {"ferry": 1.0}, 1.0),
        ({"ferry": 0.6, "bergen": 0.8}, {"ferry": 0.6, "bergen": 0.8}, 0.64),
        ({"ferry": 0.9, "bergen": 0.1}, {"ferry": 0.6, "bergen": 0.6, "coast": 0.5}, 0.9),
        ({"ferry": 0.9, "coast": 9.0}, {"ferry": 1.0}, 1.0),
    ],
)
def test_the_part_that_one_term_carries(story: Vector, asked: Vector, part: float) -> None:
    (match,) = indexed(story, {"glacier": 1.0}).nearest(asked)
    assert match.single_term == pytest.approx(part)


def test_the_budget_is_spent_on_the_rarest_terms() -> None:
    everywhere = [{"says": 0.2, f"name{n}": 0.9} for n in range(BUDGET + 10)]
    index = indexed(*everywhere)
    assert index.nearest({"says": 1.0}) == []
    found = index.nearest({"says": 0.6, "name77": 0.8})
    assert [match.story.id for match in found] == [78]
    (match,) = found
    assert match.cosine == pytest.approx(cosine({"says": 0.6, "name77": 0.8}, everywhere[77]))
    assert match.owned == pytest.approx(0.8 / 1.4)  # nobody owns "says"


def test_a_story_keeps_its_strongest_terms() -> None:
    rng = random.Random(3)
    index = indexed({"core": 1.0})
    for n in range(40):
        join(index, 1, {"core": 0.9, **{f"t{n}-{k}": rng.random() / 2 for k in range(9)}})
        check(index)
    story = index.stories[1]
    assert STORY_TERMS <= len(story.terms) <= MOST_TERMS and story.terms["core"] == pytest.approx(37.0)


def test_the_cosine_of_two_stories() -> None:
    a, b, c = {"ferry": 1.0, "bergen": 2.0}, {"bergen": 1.0, "storm": 3.0, "coast": 1.0}, {"glacier": 1.0}
    index = indexed(a, b, c, {})
    one, two, three, empty = index.stories.values()
    assert index.cosine(one, two) == index.cosine(two, one) == pytest.approx(cosine(a, b))
    assert (index.cosine(one, three), index.cosine(one, empty)) == (0.0, 0.0)
    assert index.cosine(two, two) == pytest.approx(1.0)
