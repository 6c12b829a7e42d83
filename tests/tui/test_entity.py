"""The page of a name and the overview: what stands on them, where they lead, and the reader's word on names."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from briefing.sample import open_sample
from briefing.store.connection import open_database
from briefing.tui.app import BriefingApp
from briefing.tui.data import Library
from briefing.tui.highlight import HIGHLIGHTS
from briefing.tui.layout.entity_lines import lay_out_overview, lay_out_profile
from briefing.tui.layout.page import cells
from briefing.tui.screens.entities import EntitiesScreen
from briefing.tui.screens.entity import EntityScreen
from briefing.tui.screens.names_screen import NamesScreen
from briefing.tui.widgets.story_rows import row_lines
from tests.tui.driving import settled
from tests.tui.name_samples import NOW, OVERVIEW, TODAY, FakeNames, fake_names, hostile, profile, stories
from tests.tui.stage import Stage

SMALL, MIDDLE, WIDE = (80, 24), (120, 35), (160, 50)


class NamesStage(Stage):
    """One of the two screens on the samples; keeps where it led."""

    def __init__(self, names: FakeNames, name: str = "Scott Bessent", *, theme: str = "night") -> None:
        super().__init__(theme=theme)
        self.names = names
        self.page: NamesScreen = EntityScreen(names, name, today=TODAY, zone=UTC) if name else EntitiesScreen(names)

    def on_mount(self) -> None:
        """Open it."""
        self.push_screen(self.page)

    @contextmanager
    def failures_shown(self) -> Iterator[None]:
        """Keep failures in words, as the app shows them."""
        try:
            yield
        except Exception as error:
            self.said.append(("error", str(error)))

    def show_story(self, story_id: int) -> None:
        self.said.append(("story", story_id))

    def show_entity(self, name: str) -> None:
        self.said.append(("entity", name))

    def names_changed(self) -> None:
        self.said.append(("changed", None))

    def shown(self) -> str:
        return "\n".join(self.lines(self.page.view))


async def press(app: NamesStage, pilot: Pilot[Any], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(app, pilot)


# -- the page -------------------------------------------------------------------------------------------


def words(page: Any) -> str:
    return "\n".join("".join(piece.text for piece in line) for line in page.lines)


def test_what_the_page_says() -> None:
    said = words(lay_out_profile(profile(), stories(5), 80, TODAY, zone=UTC))
    for part in (
        "Scott Bessent\nperson · 12 items in 5 stories · newest 07:12 · ◆ followed",
        "Also       Bessent, Secretary Bessent",
        "Merged in  Besenbacher",
        "Roles      US Treasury Secretary  13 Jul to 16 Jul",
        "           hedge fund manager  11 Jun 2024 to 16 Jul 2025",
        "30 days, at most 4 items a day",
        "With       China 8, Nvidia 5, H20 3",
    ):
        assert part in said
    assert [number for number in range(1, 6) if f"Story {number} " in said] == [1, 2, 3, 4, 5]


def test_what_is_not_known_takes_no_line() -> None:
    bare = replace(profile(), names=(), roles=(), merged=(), days=(0,) * 30, company=())
    said = words(lay_out_profile(bare, (), 80, TODAY, zone=UTC))
    assert not [label for label in ("Also", "Roles", "Merged", "Days", "With") if label in said]
    assert "No story names it now." in said


@pytest.mark.parametrize("width", [20, 58, 90, 200])
def test_every_line_fits_and_hostile_words_are_harmless(width: int) -> None:
    for page in (
        lay_out_profile(hostile(), hostile().stories, width, TODAY, zone=UTC),
        lay_out_overview(replace(OVERVIEW, most=(hostile().entity,)), width),
    ):
        assert max(cells(line) for line in page.lines) <= max(width, 58)
        assert not [c for c in words(page) if ord(c) < 0x20 and c != "\n"]


def test_the_overview_has_a_row_for_each() -> None:
    page = lay_out_overview(OVERVIEW, 90)
    said = words(page)
    assert [stop.target.entity for stop in page.stops] == [  # type: ignore[union-attr]
        "Nvidia", "Scott Bessent", "China", "Nvidia", "Scott Bessent", "Scott Bessent", "Breaking News",
    ]  # fmt: skip
    assert "7 items today, usually 1.3" in said and "3 items today, new this week" in said
    assert "◆ Scott Bessent" in said and "× Breaking News" in said


# -- keys -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("enter", ("story", 1)),
        ("j j enter", ("story", 2)),
        ("right_curly_bracket right_curly_bracket enter", ("entity", "Nvidia")),
    ],
)
async def test_rows_and_names_lead_on(keys: str, said: tuple[str, object]) -> None:
    app = NamesStage(fake_names())
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(app, pilot)
        await press(app, pilot, *keys.split())
        assert app.said == [said]


@pytest.mark.parametrize(
    ("keys", "call"),
    [
        ("f", ("follow", "Scott Bessent")),
        ("M", ("mute", "Scott Bessent")),
        ("x", ("hide", "Scott Bessent")),
        ("r X enter", ("rename", "Scott Bessent", "Scott BessentX")),
        ("t p r enter", ("retype", "Scott Bessent", "product")),
        ("equals_sign T r u m p enter", ("merge", "Scott Bessent", "Trump")),
        ("minus A enter", ("split", "Scott Bessent", "A")),
        ("u", ("undo",)),
    ],
)
async def test_the_readers_word_is_written(keys: str, call: tuple[object, ...]) -> None:
    names = fake_names()
    app = NamesStage(names)
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(app, pilot)
        await press(app, pilot, *keys.split())
        assert call in names.calls
        assert names.calls.count(("profile", "Scott Bessent")) >= 2
        assert ("changed", None) in app.said and app.page.foot.word
        assert app.page.view.has_focus


@pytest.mark.parametrize("keys", ["r escape", "t q enter", "minus enter", "equals_sign enter", "U"])
async def test_nothing_is_written_without_an_answer(keys: str) -> None:
    names = fake_names()
    app = NamesStage(names)
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(app, pilot)
        await press(app, pilot, *keys.split())
        assert [call[0] for call in names.calls] == ["profile"]
        assert app.screen is app.page and app.page.view.has_focus


async def test_a_failure_is_told_and_the_page_stays() -> None:
    app = NamesStage(fake_names(broken=True))
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "f")
        assert app.said == [("error", "The database is locked [/x]. Try again.")]
        assert "Scott Bessent" in app.shown()


async def test_further_stories_come_as_one_goes_on() -> None:
    names = fake_names(pages={"Scott Bessent": replace(profile(stories=14), stories=stories(9))})
    app = NamesStage(names)
    async with app.run_test(size=SMALL) as pilot:
        await settled(app, pilot)
        for _ in range(3):
            await press(app, pilot, "G")
        assert [call for call in names.calls if call[0] == "more"] == [("more", 73, 9), ("more", 73, 12)]
        assert "Story 12 " in app.shown()


async def test_a_name_that_nobody_has() -> None:
    app = NamesStage(fake_names(), "Nobody [/x]")
    async with app.run_test(size=SMALL) as pilot:
        await settled(app, pilot)
        assert "No stored item names “Nobody [/x]” now." in app.shown()
        await press(app, pilot, "f", "r", "t", "x", "minus", "enter", "j", "G")
        assert [call[0] for call in app.names.calls] == ["profile"]


async def test_the_overview_by_its_keys() -> None:
    names = fake_names()
    app = NamesStage(names, "")
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "enter", "j", "j", "f", "enter")
        assert [said for said in app.said if said[0] == "entity"] == [("entity", "Nvidia"), ("entity", "China")]
        assert names.calls == [("follow", "China")]
        await press(app, pilot, "escape")
        assert app.screen is not app.page


# -- in the app -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, datetime]:
    """The sample edition's database and its clock; tests work on copies."""
    path = tmp_path_factory.mktemp("names") / "sample.db"
    con, now = open_sample(path)
    con.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    con.close()
    return path, now


@pytest.fixture
def library(stored: tuple[Path, datetime], tmp_path: Path) -> Library:
    """A copy of that database, as the reader's own."""
    path = tmp_path / "own.db"
    shutil.copy(stored[0], path)
    return Library(path, clock=lambda: stored[1])


async def test_from_a_brief_to_a_page_to_a_story(library: Library) -> None:
    app = BriefingApp(library.path, library=library)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(app, pilot)
        await pilot.press("enter", "right_curly_bracket", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, EntityScreen) and app.screen.entity
        first = app.screen.entity
        await pilot.press("f")
        await settled(app, pilot)
        assert app.screen.entity and app.screen.entity.followed
        await pilot.press("enter")
        await settled(app, pilot)
        story = app.edition_screen.story_list.selected
        assert app.screen is app.edition_screen and story and story.followed
        con = open_database(library.path)
        assert con.execute("SELECT name FROM entities WHERE followed = 1").fetchall() == [(first.name,)]
        con.close()
        await pilot.press("E")
        await settled(app, pilot)
        assert isinstance(app.screen, EntitiesScreen | EntityScreen)
        assert not app._notifications


async def test_a_renamed_name_stands_in_the_brief_until_undone(library: Library) -> None:
    app = BriefingApp(library.path, library=library)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(app, pilot)
        app.show_entity("Nvidia")
        await settled(app, pilot)
        await pilot.press("r", *"XYZ", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, EntityScreen) and app.screen.called == "NvidiaXYZ"
        await pilot.press("u")
        await settled(app, pilot)
        assert app.screen.called == "Nvidia"
        await pilot.press("slash")
        await settled(app, pilot)
        assert type(app.screen).__name__ == "SearchScreen"


async def test_the_choice_of_colours_is_kept(library: Library) -> None:
    for before, after in (HIGHLIGHTS[:2], HIGHLIGHTS[1:3]):
        app = BriefingApp(library.path, library=library)
        async with app.run_test(size=WIDE) as pilot:
            await settled(app, pilot)
            assert app.edition_screen.brief_view.coloured.kinds == before.kinds
            await pilot.press("H")
            await settled(app, pilot)
            assert app.edition_screen.brief_view.coloured.kinds == after.kinds


async def test_what_other_rules_have_read_is_read_again_behind_the_screen(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.tui.screens.edition.CATCH_UP_S", 0.01)
    monkeypatch.setattr("briefing.tui.names.FEW", 1000)
    monkeypatch.setattr("briefing.reading.version.READING_VERSION", 1000)
    app = BriefingApp(library.path, library=library)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(app, pilot)
        await pilot.pause(0.05)
        await settled(app, pilot)
        assert not app._notifications
    con = open_database(library.path)
    assert con.execute("SELECT DISTINCT version FROM readings").fetchall() == [(1000,)]
    con.close()


def test_a_story_with_a_followed_name_has_a_mark() -> None:
    row = replace(stories(1)[0], followed=True)
    facts = "".join(words for words, _ in row_lines(row, 46, NOW)[-1])
    assert facts.split()[0] == "◆" and "outlets" in facts
    assert "◆" not in "".join(words for words, _ in row_lines(replace(row, followed=False), 46, NOW)[-1])
