"""The legend of colours: kinds put on and off one by one, seen at once everywhere, and kept for the next time."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefing.model import NAME_KINDS, Kind
from briefing.sample import open_sample
from briefing.tui.app import BriefingApp
from briefing.tui.data import Library
from briefing.tui.highlight import AMOUNT_KINDS, HIGHLIGHTS, OWN, Colours
from briefing.tui.layout.legend_lines import MEANINGS, lay_out_legend
from briefing.tui.screens.legend import LegendScreen
from briefing.tui.widgets.page_view import PageView
from tests.tui.driving import settled


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("legend") / "sample.db"
    open_sample(path)[0].close()
    return path


@pytest.fixture
def library(made: Path, tmp_path: Path) -> Library:
    return Library(Path(shutil.copy(made, tmp_path / "sample.db")), sample=True)


def test_a_choice_of_ones_own_is_one_more_in_the_round() -> None:
    own = Colours().toggled("date")
    assert own.title == OWN and own.kinds == HIGHLIGHTS[0].kinds - {"date"}
    titles, at = [], own
    for _ in range(len(HIGHLIGHTS) + 1):
        at = at.next()
        titles.append(at.title)
    assert titles == [*(one.title for one in HIGHLIGHTS), OWN]
    assert own.toggled("date") == Colours(own=own.kinds), "what is in the list already makes no further choice"


@pytest.mark.parametrize("colours", [Colours(), Colours().toggled("person"), Colours().toggled("other").next()])
def test_what_is_kept_is_what_comes_back(colours: Colours) -> None:
    assert Colours.from_json(colours.to_json()) == colours


@pytest.mark.parametrize(
    ("kept", "kinds"),
    [
        (None, HIGHLIGHTS[0].kinds),
        (1, HIGHLIGHTS[1].kinds),
        (99, HIGHLIGHTS[99 % len(HIGHLIGHTS)].kinds),
        ({"kinds": ["person", "planet"], "own": 3}, {"person"}),
        ({"kinds": "person"}, HIGHLIGHTS[0].kinds),
        ("nonsense", HIGHLIGHTS[0].kinds),
    ],
)
def test_what_others_have_kept_is_borne(kept: object, kinds: set[Kind]) -> None:
    assert Colours.from_json(kept).kinds == kinds


def test_the_legend_has_a_row_for_each_kind_with_a_sign_that_is_no_colour() -> None:
    page = lay_out_legend(Colours().toggled("person"), 72)
    rows = {stop.target.entity: "".join(piece.text for piece in page.lines[stop.first]) for stop in page.stops}  # type: ignore[union-attr]
    assert set(rows) == {*NAME_KINDS, *AMOUNT_KINDS} == set(MEANINGS)
    assert rows["person"].startswith("[ ] person") and rows["money"].startswith("[x] money")
    for kind, (_, look) in MEANINGS.items():
        (rule,) = (line for line in PageView.DEFAULT_CSS.splitlines() if f".page--{kind} " in line)
        assert f"text-style: {'underline' if look == 'underlined' else look};" in rule


async def test_kinds_are_put_on_and_off_seen_at_once_and_kept(library: Library) -> None:
    app = BriefingApp(library.path, library=library)
    async with app.run_test(size=(160, 50)) as pilot:
        await settled(app, pilot)
        await pilot.press("g", "k")
        await settled(app, pilot)
        assert isinstance(app.screen, LegendScreen) and app.screen.is_modal
        await pilot.press("j", "space", "j", "enter")
        await settled(app, pilot)
        wanted = HIGHLIGHTS[0].kinds - {"organisation", "place"}
        views = list(app.edition_screen.query(PageView))
        assert len(views) > 1 and {view.coloured.kinds for view in views} == {wanted}
        await pilot.press("escape", "enter")
        await settled(app, pilot)
        await pilot.press("1")
        await settled(app, pilot)
        assert {view.coloured.kinds for view in app.screen.query(PageView)} == {wanted}
        app.show_entity("Nvidia")
        await settled(app, pilot)
        assert {view.coloured.kinds for view in app.screen.query(PageView)} == {wanted}
    again = BriefingApp(library.path, library=library)
    async with again.run_test(size=(160, 50)) as pilot:
        await settled(again, pilot)
        assert again.edition_screen.brief_view.coloured.kinds == wanted
        await pilot.press("g", "k", "H")
        await settled(again, pilot)
        assert again.coloured.kinds == HIGHLIGHTS[0].kinds and again.coloured.own == wanted
        await pilot.press("g", "k")
        await settled(again, pilot)
        assert not isinstance(again.screen, LegendScreen)
