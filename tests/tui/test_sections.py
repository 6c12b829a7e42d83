"""Sections of the edition: the best on top, the others by folder, and nothing moves while one reads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.model import StoryRow
from briefing.tui.layout.sections import OTHER, TOP, TOP_STORIES, sections_of
from tests.tui.driving import opened
from tests.tui.shelf import shelf, story


def rows(*folders: str) -> list[StoryRow]:
    """Return that many stories in the order of rank; those behind the top ones are in these folders."""
    behind = [story(TOP_STORIES + n, f"Behind {n}", section=folder) for n, folder in enumerate(folders, 1)]
    return [*(story(n, f"Top {n}", section="World") for n in range(1, TOP_STORIES + 1)), *behind]


@pytest.mark.parametrize(
    ("folders", "expected"),
    [
        ((), [(TOP, TOP_STORIES)]),
        (("", ""), [(TOP, TOP_STORIES + 2)]),
        (("Tech", "World", "Tech"), [(TOP, TOP_STORIES), ("Tech", 2), ("World", 1)]),
        (("", "World", ""), [(TOP, TOP_STORIES), (OTHER, 2), ("World", 1)]),
    ],
)
def test_sections(folders: tuple[str, ...], expected: list[tuple[str, int]]) -> None:
    assert [(name, len(stories)) for name, stories in sections_of(rows(*folders))] == expected


def test_a_story_stays_in_its_section() -> None:
    before = rows("Tech", "World")
    kept = {one.id: name for name, stories in sections_of(before) for one in stories}
    now = [*before[1:], replace(before[0], read=True)]
    assert {one.id: name for name, stories in sections_of(now, kept) for one in stories} == kept


def test_no_stories_no_sections() -> None:
    assert sections_of([]) == [(TOP, [])]


async def test_the_list_shows_them_and_the_end_says_how_fresh_it_is() -> None:
    library = shelf(tuple(rows("Tech", "World", "Tech")))
    async with opened(library, size=(120, 60)) as driver:
        view = driver.screen.story_list
        lines = [view.render_line(y).text.strip() for y in range(view.size.height)]
        names = [line for line in lines if line in ("Top", "TOP", "Tech", "World")]
        assert [name.title() for name in names] == ["Top", "Tech", "World"]
        end = " ".join(lines[lines.index(next(line for line in lines if line.startswith("That is all"))) :])
        assert "10 stories from 23 outlets, updated " in end and ", next " in end
        order = [row.id for row in view.stories]
        await driver.press("m")
        await driver.press("u")
        assert [row.id for row in view.stories] == order
