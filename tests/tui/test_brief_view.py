"""The brief on the screen: keys lead to passages, sources and names; the place is kept."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from textual.color import Color

from briefing.tui import themes
from briefing.tui.widgets.brief_view import BriefView
from tests.tui import samples
from tests.tui.stage import BriefStage

SMALL, MIDDLE, WIDE = (80, 24), (120, 35), (160, 50)


def span(words: str, item: int = 1) -> tuple[int, int, int]:
    passage = samples.passage(words, item=item)
    return (item, passage.start, passage.end)


def barred(view: BriefView) -> str:
    """The words of the lines that have the bar."""
    page = view.page
    return " ".join("".join(p.text for p in line) for n, line in enumerate(page.lines) if view.bar(n))


async def press(app: BriefStage, pilot: Any, *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_nothing_is_chosen_at_first_and_enter_opens_the_lead() -> None:
    app = BriefStage()
    async with app.run_test(size=SMALL) as pilot:
        assert barred(app.view) == ""
        await press(app, pilot, "enter")
    assert app.said == [("source", span(samples.LEAD))]


async def test_j_and_k_choose_passages_and_enter_opens_them() -> None:
    app = BriefStage()
    async with app.run_test(size=SMALL) as pilot:
        await press(app, pilot, "j", "j", "j")
        assert barred(app.view).startswith("● The Treasury Secretary also stated")
        await press(app, pilot, "enter", "k", "enter")
    assert app.said == [("source", span(samples.TRUCE)), ("source", span(samples.MONDAY))]


async def test_the_chosen_passage_is_always_in_view() -> None:
    app = BriefStage()
    async with app.run_test(size=SMALL) as pilot:
        view = app.view
        seen = []
        while view.next_passage():
            await pilot.pause()
            stop = view.page.stops[view.stop]
            assert view.scroll_offset.y <= stop.first and stop.last < view.scroll_offset.y + view.size.height
            seen.append(view.stop)
            if len(seen) > 99:
                pytest.fail("j never comes to the end")
        assert sorted(set(seen)) == list(range(len(view.page.stops)))
        while view.prev_passage():
            await pilot.pause()
        assert view.scroll_offset.y == 0


async def test_after_paging_j_goes_on_from_what_is_in_view() -> None:
    app = BriefStage()
    async with app.run_test(size=SMALL) as pilot:
        await press(app, pilot, "j", "space", "space", "j")
        view = app.view
        stop = view.page.stops[view.stop]
        assert view.scroll_offset.y <= stop.first < view.scroll_offset.y + view.size.height


async def test_space_pages_and_says_at_the_end_that_it_is_the_end() -> None:
    app = BriefStage()
    async with app.run_test(size=SMALL) as pilot:
        view = app.view
        tops = [view.scroll_offset.y]
        while not app.said:
            await press(app, pilot, "space")
            tops.append(view.scroll_offset.y)
        assert app.said == [("end", None)]
        assert tops[-1] == tops[-2] == view.max_scroll_y
        steps = [b - a for a, b in pairwise(tops)]
        assert all(0 < step < view.size.height for step in steps[:-1]), "no line is skipped"


async def test_a_brief_that_fits_ends_at_once() -> None:
    short = replace(samples.brief(), points=(), figures=(), quotes=(), timeline=(), who=(), angles=())
    app = BriefStage(short)
    async with app.run_test(size=MIDDLE) as pilot:
        await press(app, pilot, "space")
    assert app.said == [("end", None)]


async def test_number_keys_open_sources_at_their_first_passage() -> None:
    app = BriefStage()
    async with app.run_test(size=SMALL) as pilot:
        await press(app, pilot, "1", "2", "4", "9")
        assert app.said[:2] == [("source", span(samples.LEAD)), ("source", (2, 0, 0))]
        assert app.said[2] == ("source", (4, 0, len(samples.CIRCUIT.split(". ")[0]) + 1))
        assert app.answers[-1] is False and len(app.said) == 3


async def test_a_number_opens_its_source_at_the_chosen_passage() -> None:
    app = BriefStage()
    async with app.run_test(size=SMALL) as pilot:
        await press(app, pilot, "j", "j", "j", "1")
    assert app.said == [("source", span(samples.TRUCE))]


async def test_n_goes_through_what_is_new() -> None:
    app = BriefStage()
    async with app.run_test(size=WIDE) as pilot:
        await press(app, pilot, "n")
        assert barred(app.view).startswith("● The Treasury")
        await press(app, pilot, "n")
        assert barred(app.view).startswith("● Chinese companies")
        await press(app, pilot, "n")
    assert app.answers == [True, True, False]


async def test_braces_go_from_name_to_name_and_enter_chooses() -> None:
    app = BriefStage()
    async with app.run_test(size=SMALL) as pilot:
        await press(app, pilot, "right_curly_bracket", "enter", "right_curly_bracket", "enter")
        await press(app, pilot, "left_curly_bracket", "enter", "left_curly_bracket")
    assert app.said == [("entity", "Scott Bessent"), ("entity", "Nvidia"), ("entity", "Scott Bessent")]
    assert app.answers[-1] is False


async def test_every_name_can_be_reached_and_is_in_view() -> None:
    app = BriefStage()
    async with app.run_test(size=SMALL) as pilot:
        view = app.view
        count = 0
        while view.next_mention():
            await pilot.pause()
            line = view.page.names[view.name_cursor]
            assert view.scroll_offset.y <= line < view.scroll_offset.y + view.size.height
            count += 1
        assert count == len(view.page.names)


async def test_j_after_a_name_goes_on_from_its_passage() -> None:
    app = BriefStage()
    async with app.run_test(size=SMALL) as pilot:
        await press(app, pilot, "right_curly_bracket", "j")
        assert app.view.name_cursor == -1
        assert barred(app.view).startswith("· On Monday")


async def test_clicks_on_a_citation_a_name_and_a_passage() -> None:
    app = BriefStage()
    async with app.run_test(size=SMALL) as pilot:
        view = app.view
        row = next(y for y, line in enumerate(app.lines(view)) if "[1 2 4]" in line)
        column = app.lines(view)[row].index("[1 2 4]")
        await pilot.click(BriefView, offset=(column + 5, row))
        await pilot.pause()
        row = next(y for y, line in enumerate(app.lines(view)) if "Scott Bessent" in line)
        column = app.lines(view)[row].index("Scott")
        await pilot.click(BriefView, offset=(column + 1, row))
        await pilot.pause()
        assert app.said == [("source", (4, 0, 82)), ("entity", "Scott Bessent")]
        await pilot.click(BriefView, offset=(4, row))
        await pilot.pause()
        assert barred(view).startswith("The US Treasury Secretary")
        await pilot.click(BriefView, offset=(4, row), times=2)
        await pilot.pause()
        assert app.said[-1] == ("source", span(samples.LEAD))


async def test_related_stories_lead_to_their_story() -> None:
    app = BriefStage()
    async with app.run_test(size=WIDE) as pilot:
        view = app.view
        view.choose(len(view.page.stops) - 1)
        await press(app, pilot, "enter")
    assert app.said == [("story", 9)]


async def test_highlight_goes_round_and_changes_the_look() -> None:
    app = BriefStage()
    async with app.run_test(size=SMALL) as pilot:

        def colours() -> set[str]:
            return {
                segment.style.color.name
                for y in range(app.view.size.height)
                for segment in app.view.render_line(y)
                if segment.style and segment.style.color
            }

        person, date = themes.NIGHT["entity-person"], themes.NIGHT["entity-date"]
        assert {person, date} <= colours()
        await press(app, pilot, "H", "H", "H")
        assert person in colours() and themes.NIGHT["entity-place"] not in colours()
        await press(app, pilot, "H", "H")
        assert person not in colours()
        await press(app, pilot, "H")
        assert {person, date} <= colours()
    assert app.answers[2] == "people and organisations" and len(set(app.answers)) == 6


async def test_kinds_differ_without_colour() -> None:
    app = BriefStage()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        look = {}
        for y in range(app.view.size.height):
            for segment in app.view.render_line(y):
                if segment.style:
                    look[segment.text] = (segment.style.underline, segment.style.bold)
        assert look["Nvidia"][0] and look["Scott Bessent"][0]
        assert look["$16 billion"][1] and look["H20"][1]
        assert not any(look["China"])


@pytest.mark.parametrize("theme", ["night", "paper", "textual-light", "ansi-dark"])
async def test_every_theme_has_the_colours(theme: str) -> None:
    app = BriefStage(theme=theme)
    async with app.run_test(size=MIDDLE) as pilot:
        await pilot.pause()
        assert Color.parse(app.theme_variables["ink"])
        assert "Scott Bessent" in "".join(app.lines(app.view))


async def test_a_change_of_theme_changes_the_colours() -> None:
    app = BriefStage()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        app.theme = "paper"
        await pilot.pause()
        styles = [s.style for s in app.view.render_line(1) if s.style]
        assert styles[0].bgcolor and styles[0].bgcolor.name == themes.PAPER["background"]


async def test_the_mouse_can_select_words_and_that_is_no_click() -> None:
    app = BriefStage()
    async with app.run_test(size=SMALL) as pilot:
        row = next(y for y, line in enumerate(app.lines(app.view)) if "Scott Bessent" in line)
        name = app.lines(app.view)[row].index("Scott")
        await pilot.mouse_down(BriefView, offset=(3, row))
        await pilot.hover(BriefView, offset=(name + 5, row))
        await pilot.mouse_up(BriefView, offset=(name + 5, row))
        await pilot.pause()
        chosen = app.screen.get_selected_text()
        background = {s.style.bgcolor for s in app.view.render_line(row) if s.style}
    assert chosen and chosen.startswith("The US Treasury Secretary Scott")
    assert len(background) == 2, "what is selected is seen"
    assert app.said == []


async def test_a_double_click_does_not_select_the_whole_text() -> None:
    app = BriefStage()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.click(BriefView, offset=(4, 6), times=2)
        await pilot.pause()
        assert not app.screen.get_selected_text()
