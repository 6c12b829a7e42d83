"""The pane beside the brief: what is clicked is said as the brief would say it."""

from __future__ import annotations

import pytest

from briefing.tui.widgets.brief_side import BriefSide
from tests.tui import samples
from tests.tui.stage import BriefStage

WIDE = (160, 50)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Jensen Huang", ("entity", "Jensen Huang")),
        ("Geneva", ("entity", "Geneva")),
        ("2 Harbor", ("source", (2, 0, 0))),
        ("Chinese Vice Premier", ("entity", "He Lifeng")),
    ],
)
async def test_a_click_leads_on(words: str, said: tuple[str, object]) -> None:
    app = BriefStage()
    async with app.run_test(size=WIDE) as pilot:
        side = app.query_one(BriefSide)
        shown = app.lines(side)
        row = max(y for y, line in enumerate(shown) if words in line)
        await pilot.click(BriefSide, offset=(shown[row].index(words) + 1, row))
        await pilot.pause()
    assert app.said == [said]


async def test_a_click_on_an_event_opens_its_sentence() -> None:
    app = BriefStage()
    async with app.run_test(size=WIDE) as pilot:
        shown = app.lines(app.query_one(BriefSide))
        row = next(y for y, line in enumerate(shown) if line.strip().startswith("Tue 15 Jul"))
        await pilot.click(BriefSide, offset=(3, row))
        await pilot.pause()
    passage = samples.passage("In an interview with Bloomberg on Tuesday")
    assert app.said == [("source", (1, passage.start, passage.end))]


async def test_the_side_never_takes_the_keys() -> None:
    app = BriefStage()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.click(BriefSide, offset=(3, 40))
        assert app.focused is app.view


async def test_without_a_brief_it_is_empty() -> None:
    app = BriefStage()
    async with app.run_test(size=WIDE) as pilot:
        side = app.query_one(BriefSide)
        side.show(None, today=samples.TODAY)
        await pilot.pause()
        assert not "".join(app.lines(side)).strip()
