"""Where stories stand in the list: every line belongs to one block, whatever the sections and widths."""

from __future__ import annotations

import pytest

from briefing.tui.widgets.story_places import Places
from tests.tui.shelf import morning, story

LONG = "A headline that is too long for one line of a list in a pane"


def placed(*sections: int, width: int = 45) -> Places:
    """Return the places of sections of so many stories; every second one takes two lines."""
    places = Places(width)
    for size in sections:
        places.add([story(n, LONG if n % 2 else "Short") for n in range(size)], section=True)
    return places


def test_lines_of_a_section() -> None:
    places = placed(2)
    assert [places.block_at(line) for line in range(8)] == [
        (-1, 0),
        (0, 0),
        (0, 1),
        (1, 0),
        (1, 1),
        (1, 2),
        (2, 0),
        (2, 1),
    ]
    assert places.height == 1 + 2 + 3 + 4
    assert (places.top_of(0), places.top_of(1)) == (3, 6)
    assert (places.height_of(0), places.height_of(1)) == (3, 4)


@pytest.mark.parametrize("sections", [(1,), (3, 2), (1, 1, 1), (40, 30)])
def test_every_story_is_found_on_all_its_lines(sections: tuple[int, ...]) -> None:
    places = placed(*sections)
    for row in range(sum(sections)):
        top = places.top_of(row)
        for line in range(top, top + places.height_of(row)):
            block, inside = places.block_at(line)
            assert places.story_in(block) == row and inside == line - top
            assert places.row_near(line) == row
            assert places.section_in(block) is None


def test_section_names_and_what_is_outside() -> None:
    places = placed(2, 1)
    names = [places.section_in(places.block_at(line)[0]) for line in range(places.height + 2)]
    assert [number for number in names if number is not None] == [0, 0, 1, 1]
    assert places.row_near(-5) == 0 and places.row_near(1) == 0
    assert places.row_near(places.height + 50) == 2
    assert places.story_in(-1) is None and places.section_in(99) is None


def test_adding_pages_moves_nothing_above() -> None:
    places, whole = placed(3), placed(3)
    before = [places.top_of(row) for row in range(3)]
    places.add(morning(), section=True)
    places.add(morning(), section=False)
    assert [places.top_of(row) for row in range(3)] == before
    whole.add([*morning(), *morning()], section=True)
    assert [places.top_of(row) for row in range(19)] == [whole.top_of(row) for row in range(19)]
    assert places.height == whole.height
