"""Corrections by the user are obeyed, now and later; and stories that one item ties together become one."""

from __future__ import annotations

import pytest

from briefing.stories.grouping import group_round
from briefing.stories.state import Constraint, State
from tests.briefing.stories.made import EVENTS, item, partition, place, stored, stream

# -- corrections --------------------------------------------------------------------------------------------


def test_together_and_apart_in_one_round() -> None:
    together, apart = Constraint("together", 0, 5), Constraint("apart", 2, 6)
    found = place(stream(), None, together, apart)
    assert found[5].story_id == found[0].story_id
    assert found[6].story_id != found[2].story_id
    assert (found[5].p, found[5].copy_of) == (1.0, None)


@pytest.mark.parametrize("reverse", [False, True])
def test_corrections_hold_in_later_rounds(reverse: bool) -> None:
    def link(kind: str, a: int, b: int) -> Constraint:
        return Constraint(kind, b, a) if reverse else Constraint(kind, a, b)  # type: ignore[arg-type]

    state = State()
    first = place(stream()[:4], state)
    state.homes = {n: first[n].story_id for n in (0, 1, 2)}
    later = place(stream()[4:], stored(state), link("together", 4, 1), link("apart", 2, 6), link("apart", 2, 10))
    assert later[4].story_id == first[1].story_id
    assert first[2].story_id not in (later[6].story_id, later[10].story_id)
    assert later[6].story_id == later[10].story_id
    assert later[7].story_id == first[3].story_id


def test_apart_wins_over_together() -> None:
    links = (Constraint("together", 0, 4), Constraint("apart", 0, 4))
    found = place(stream()[:5], None, *links)
    assert found[0].story_id != found[4].story_id


def test_corrections_win_over_copies() -> None:
    items = [item(n, EVENTS[0][0], hours=n) for n in range(3)] + [item(3, EVENTS[1][0])]
    assert {p.story_id for p in place(items).values()} == {1, 2}
    found = place(items, None, Constraint("apart", 0, 1), Constraint("together", 2, 3))
    assert found[1].copy_of is None and found[1].story_id != found[0].story_id
    assert found[2].copy_of is None and found[2].story_id == found[3].story_id


def test_together_reaches_a_story_that_has_expired() -> None:
    state = State()
    first = place([item(1, EVENTS[0][0])], state)
    state.homes = {1: first[1].story_id}
    done = group_round([item(2, EVENTS[1][0], hours=24 * 20)], state, [Constraint("together", 1, 2)])
    assert done.placements[0].story_id == first[1].story_id
    assert (done.expired, set(state.stories)) == (frozenset(), {first[1].story_id})


@pytest.mark.parametrize("live", [True, False])
def test_stored_items_put_together_unite_their_stories(live: bool) -> None:
    state = State()
    state.homes = {p.item_id: p.story_id for p in place(stream()[:4], state).values()}
    if not live:
        del state.stories[1]
    done = group_round([item(9, EVENTS[2][1], hours=9)], state, [Constraint("together", 2, 0)])
    assert (done.united, done.placements[0].story_id, set(state.stories)) == ({3: 1}, 1, {1, 2, 4})
    assert done.touched == {1}


# -- unions -------------------------------------------------------------------------------------------------

FERRY = (
    item(1, "Ferry sinks off Bergen coast in storm"),
    item(2, "Dozens missing as rescuers search fjord near Bergen", hours=2),
    item(3, "Bergen ferry sinks in storm: rescuers search fjord, dozens missing", hours=3),
)


def test_an_item_of_two_stories_unites_them_and_the_older_id_survives() -> None:
    state = State()
    assert partition(place(FERRY[:2], state).values()) == {frozenset({1}), frozenset({2})}
    done = group_round(FERRY[2:], state)
    assert (done.united, done.placements[0].story_id, set(state.stories)) == ({2: 1}, 1, {1})
    one = state.stories[1]
    assert (one.n, one.first, one.last) == (3, FERRY[0].published, FERRY[2].published)
    assert done.touched == {1}


def test_placements_of_the_same_round_follow_the_union() -> None:
    done = group_round(FERRY, State())
    assert {p.story_id for p in done.placements} == {1}
    assert (done.united, done.touched) == ({2: 1}, {1})


def test_a_correction_prevents_the_union() -> None:
    state = State()
    state.homes = {p.item_id: p.story_id for p in place(FERRY[:2], state).values()}
    done = group_round(FERRY[2:], state, [Constraint("apart", 1, 2)])
    assert not done.united and set(state.stories) == {1, 2}


def test_copies_of_a_united_story_go_where_it_is_now() -> None:
    state = State()
    group_round(FERRY[:2], state)
    group_round(FERRY[2:], state)
    copy = item(4, FERRY[1].title, hours=4)
    assert (place([copy], state)[4].story_id, place([copy], state)[4].copy_of) == (1, 2)
