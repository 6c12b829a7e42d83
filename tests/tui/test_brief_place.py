"""The brief keeps its place: per story, over a new width, when it gains a point; and hostile words change nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from briefing.model import Brief
from tests.tui import samples
from tests.tui.stage import BriefStage

SMALL, WIDE = (80, 24), (160, 50)


async def press(app: BriefStage, pilot: Any, *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_the_place_of_each_story_is_kept() -> None:
    one = samples.brief()
    other = replace(one, story_id=8, headline="Another story")
    app = BriefStage(one)
    async with app.run_test(size=SMALL) as pilot:
        view = app.view
        await press(app, pilot, "space")
        top = view.scroll_offset.y
        assert top > 0
        view.show(other, today=samples.TODAY)
        await pilot.pause()
        assert view.scroll_offset.y == 0 and view.stop == -1
        view.show(one, today=samples.TODAY)
        await pilot.pause()
        assert view.scroll_offset.y == top


async def test_the_line_on_top_stays_when_the_brief_gains_a_point() -> None:
    one = samples.brief()
    longer = replace(
        one, points=(samples.passage("Huang is currently visiting Beijing.", new=True), *one.points), new=3
    )
    app = BriefStage(one)
    async with app.run_test(size=SMALL) as pilot:
        view = app.view
        await press(app, pilot, "space")
        before = app.lines(view)[0]
        view.show(longer, today=samples.TODAY)
        await pilot.pause()
        assert app.lines(view)[0] == before
        assert "visiting Beijing" in "".join(p.text for line in view.page.lines for p in line)


async def test_resize_keeps_the_line_and_the_chosen_passage() -> None:
    app = BriefStage()
    async with app.run_test(size=SMALL) as pilot:
        view = app.view
        await press(app, pilot, *"jjjjjj", "space")
        top, chosen = view.top_place(), view.page.stops[view.stop].target
        assert top is not None
        await pilot.resize_terminal(66, 24)
        await pilot.pause()
        assert view.page.stops[view.stop].target == chosen
        now = view.top_place()
        assert now is not None and now.block == top.block


async def test_layout_with_and_without_side() -> None:
    app = BriefStage()
    async with app.run_test(size=SMALL) as pilot:
        view = app.view
        whole = len(view.page.lines)
        view.set_layout(True)
        await pilot.pause()
        assert len(view.page.lines) < whole
        view.set_layout(False)
        await pilot.pause()
        assert len(view.page.lines) == whole


async def test_clear_shows_nothing() -> None:
    app = BriefStage()
    async with app.run_test(size=SMALL) as pilot:
        app.view.clear()
        await press(app, pilot, "j", "enter", "n", "1", "right_curly_bracket")
        assert not "".join(app.lines(app.view)).strip()
    assert app.said == [] and app.answers == [False] * 5


async def test_a_brief_given_while_hidden_is_there_when_shown() -> None:
    app = BriefStage()
    async with app.run_test(size=SMALL) as pilot:
        view = app.view
        await press(app, pilot, "space")
        top = view.scroll_offset.y
        view.display = False
        await pilot.pause()
        view.show(replace(samples.brief(), story_id=8, headline="Another story"), today=samples.TODAY)
        view.show(samples.brief(), today=samples.TODAY)
        view.display = True
        await pilot.pause()
        assert view.scroll_offset.y == top


def hostile_brief() -> Brief:
    brief, bad = samples.brief(), samples.HOSTILE
    passage = replace(samples.passage(samples.LEAD), text=bad, end=len(bad), start=0, mentions=())
    return replace(
        brief,
        headline=bad,
        note=bad,
        lead=passage,
        points=(passage,),
        who=tuple(replace(who, name=bad, role=bad) for who in brief.who),
        sources=tuple(replace(source, outlet=bad) for source in brief.sources),
    )


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_hostile_words_are_shown_as_they_are(size: tuple[int, int]) -> None:
    app = BriefStage(hostile_brief())
    async with app.run_test(size=size) as pilot:
        await press(app, pilot, *"jjj", "right_curly_bracket", "enter")
        shown = "".join(app.lines(app.view))
        assert "[/x] [@click=app.quit]press[/]" in shown
        assert "␛]0;owned␇" in shown and "\x1b" not in shown and "\u202e" not in shown
        "".join(shown).encode()
        assert app.is_running
