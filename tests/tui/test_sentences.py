"""News, sentences and their sources by key, on the sample's two sets of feeds in a real database."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.config import Settings
from briefing.ingest import ingest_sources
from briefing.ingest.seen import mark_read
from briefing.model import SLOTS
from briefing.store.connection import open_database
from briefing.store.stories import list_stories
from briefing.tui.app import BriefingApp
from briefing.tui.data import Library
from briefing.tui.layout.brief_lines import lay_out_brief, lay_out_side
from briefing.tui.screens.had_read import NOTHING, HadReadScreen
from briefing.tui.screens.item import ItemScreen
from briefing.tui.screens.panel import Panel
from briefing.tui.screens.why_sentence import WhySentenceScreen
from tests.tui import samples
from tests.tui.driving import settled

SEEDS = Path(__file__).parents[2] / "seeds"
READ_AT = datetime(2025, 7, 19, 8, tzinfo=UTC)
NOW = datetime(2025, 7, 20, 8, tzinfo=UTC)
CHIPS = "Nvidia expects US licences to sell H20 chips to China again"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which all of the first feeds was read, and one item of the later ones came since."""
    folder = tmp_path_factory.mktemp("news")
    path = folder / "briefing.db"
    later = (SEEDS / "feeds-later" / "harbor-wire.xml").read_text(encoding="utf8")
    parts = later.split("<item>")
    (folder / "later.xml").write_text("<item>".join([parts[0], *[p for p in parts[1:] if "19 Jul" in p]]), "utf8")
    feeds = sorted(str(path) for path in (SEEDS / "feeds").iterdir())
    with closing(open_database(path)) as con:
        ingest_sources(con, [*feeds, str(SEEDS / "article.txt")], now=READ_AT)
        mark_read(con, [story.id for story in list_stories(con)], True, now=READ_AT)
        ingest_sources(con, [str(folder / "later.xml")], now=NOW)
    return path


class Reader:
    """The app with short ways to what is on the screen."""

    def __init__(self, app: BriefingApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot
        self.edition = app.edition_screen

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await settled(self.app, self.pilot)

    async def go_to(self, headline: str) -> None:
        """Select a story and read it."""
        row = next(n for n, story in enumerate(self.edition.story_list.stories) if story.headline == headline)
        self.edition.story_list.move_to(row)
        await settled(self.app, self.pilot)
        await self.press("enter")

    @property
    def chosen(self) -> str:
        """Words of the chosen sentence."""
        view = self.edition.brief_view
        stop = view.stop_at(view.stop)
        lines = view.page.lines[stop.first : stop.last + 1] if stop else ()
        return " ".join("".join(piece.text for piece in line).strip() for line in lines)

    @property
    def panel(self) -> str:
        assert isinstance(self.app.screen, Panel)
        return "\n".join("".join(piece.text for piece in line) for line in self.app.screen.choices.page.lines)

    @property
    def cited(self) -> str:
        """Words that are highlighted in the article that is on the screen."""
        assert isinstance(self.app.screen, ItemScreen)
        text = self.app.screen.text
        return text.item.text[slice(*text.span)] if text.span else ""


@asynccontextmanager
async def reading(made: Path, tmp_path: Path, settings: Settings | None = None) -> AsyncIterator[Reader]:
    path = tmp_path / "briefing.db"
    shutil.copy(made, path)
    settings = settings or Settings(edition_hours=24 * 14)
    app = BriefingApp(path, library=Library(path, clock=lambda: NOW, settings=settings))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(app, pilot)
        yield Reader(app, pilot)


async def test_n_goes_to_the_new_sentence_and_then_one_is_up_to_date(made: Path, tmp_path: Path) -> None:
    async with reading(made, tmp_path) as reader:
        assert [story.headline for story in reader.edition.story_list.stories if story.new] == [CHIPS]
        await reader.go_to(CHIPS)
        await reader.press("n")
        assert "limited supplies of the H20 chip" in reader.chosen and reader.chosen.startswith("●")
        await reader.press("m", "n")
        assert reader.edition.foot_bar.word == "You are up to date."


async def test_n_in_a_brief_goes_to_the_first_new_sentence_of_the_next_story(made: Path, tmp_path: Path) -> None:
    async with reading(made, tmp_path) as reader:
        (chips,) = reader.edition.story_list.stories
        other = reader.app.library.story(chips.id + 1)
        assert other is not None
        reader.edition.story_list.show([("Top", [other, chips])], "", now=NOW)
        reader.edition.story_list.move_to(0)
        await settled(reader.app, reader.pilot)
        await reader.press("enter", "n")
        assert reader.edition.brief and reader.edition.brief.story_id == chips.id
        assert "limited supplies of the H20 chip" in reader.chosen


async def test_a_number_opens_the_source_at_the_very_sentence_and_back(made: Path, tmp_path: Path) -> None:
    async with reading(made, tmp_path) as reader:
        await reader.go_to(CHIPS)
        brief = reader.edition.brief
        assert brief is not None
        shared = next(one for one in brief.points if len(one.citations) > 1)
        while " ".join(shared.text.split()[:6]) not in reader.chosen:
            await reader.press("j")
        before = reader.chosen
        own, other = shared.citations[:2]
        await reader.press(str(own))
        assert reader.cited == shared.text
        await reader.press("escape")
        assert reader.chosen == before
        await reader.press(str(other))
        assert isinstance(reader.app.screen, ItemScreen)
        assert reader.app.screen.item.id == next(s.item_id for s in brief.sources if s.number == other)
        wanted = set(shared.text.lower().split())
        assert len(wanted & set(reader.cited.lower().split())) >= 4
        await reader.press("q")
        assert reader.app.screen is reader.edition and reader.chosen == before


async def test_why_this_sentence(made: Path, tmp_path: Path) -> None:
    async with reading(made, tmp_path) as reader:
        await reader.go_to(CHIPS)
        await reader.press("n", "W")
        screen = reader.app.screen
        assert isinstance(screen, WhySentenceScreen) and reader.edition.brief
        point = reader.edition.brief.points[0] if not reader.edition.brief.lead.new else reader.edition.brief.lead  # type: ignore[union-attr]
        assert all(f"{points:+.2f}" in reader.panel for _, points in point.why)
        assert "you have not read it before" in reader.panel
        await reader.press("enter")
        assert "limited supplies of the H20 chip" in reader.cited
        await reader.press("q", "q")
        assert reader.app.screen is reader.edition


async def test_what_one_had_read_stands_word_for_word(made: Path, tmp_path: Path) -> None:
    async with reading(made, tmp_path) as reader:
        await reader.go_to(CHIPS)
        await reader.press("V")
        assert isinstance(reader.app.screen, HadReadScreen)
        assert "As you read it on" in reader.panel and "limited supplies" not in reader.panel
        assert "Seed article" in reader.panel
        await reader.press("enter")
        assert reader.cited
        await reader.press("q", "q", "m", "m", "m", "V")
        assert isinstance(reader.app.screen, HadReadScreen)


async def test_a_story_that_was_never_read_says_so(made: Path, tmp_path: Path) -> None:
    async with reading(made, tmp_path) as reader:
        await reader.go_to(CHIPS)
        story = reader.edition.story_list.selected
        assert story is not None
        reader.app.library.mark_read([story.id], False)
        await reader.press("V")
        assert NOTHING in " ".join(reader.panel.split())


# -- the reader's choice of parts -----------------------------------------------------------------------------


def _sections(page: object) -> list[str]:
    lines = page.lines  # type: ignore[attr-defined]
    return [line[0].text.strip() for line in lines if line and line[0].role == "section"]


def test_slots_are_shown_in_the_readers_order() -> None:
    brief = samples.brief()
    every = _sections(lay_out_brief(brief, 74, samples.TODAY, zone=UTC))
    chosen = _sections(lay_out_brief(brief, 74, samples.TODAY, zone=UTC, slots=("sources", "points")))
    assert chosen == ["SOURCES", "WHAT HAPPENED"] and set(chosen) < set(every)
    turned = lay_out_brief(brief, 74, samples.TODAY, zone=UTC, slots=SLOTS[::-1])
    assert _sections(turned) == every[::-1]


def test_the_side_shows_its_part_of_the_choice() -> None:
    brief = samples.brief()
    assert _sections(lay_out_side(brief, 44, samples.TODAY, zone=UTC)) == ["TIMELINE", "WHO", "NUMBERS", "SOURCES"]
    side = lay_out_side(brief, 44, samples.TODAY, zone=UTC, slots=("numbers", "points", "who"))
    assert _sections(side) == ["NUMBERS", "WHO"]
    main = lay_out_brief(brief, 74, samples.TODAY, side=True, zone=UTC, slots=("numbers", "points", "who"))
    assert _sections(main) == ["WHAT HAPPENED"]


async def test_the_app_shows_the_chosen_parts(made: Path, tmp_path: Path) -> None:
    settings = replace(Settings(edition_hours=24 * 14), slots=("sources", "points"))
    async with reading(made, tmp_path, settings) as reader:
        await reader.go_to(CHIPS)
        assert _sections(reader.edition.brief_view.page) == ["SOURCES", "WHAT HAPPENED"]
