"""The app by its keys: every command of the edition does what the table says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.ingest import Outcome
from briefing.tui.data import Library
from briefing.tui.screens.help import HelpScreen
from briefing.tui.screens.item import ItemScreen
from briefing.tui.screens.search import SearchScreen
from briefing.tui.screens.too_small import TooSmallScreen
from feeds.errors import FetchError
from tests.tui.driving import opened
from tests.tui.shelf import morning, shelf, story

WIDE, NARROW, THREE = (120, 35), (80, 24), (160, 50)


# -- moving ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        ("j", 2),
        ("j j k", 2),
        ("down down up", 2),
        ("G", 8),
        ("G g", 1),
        ("G g g", 1),
        ("end home", 1),
        ("J J", 3),
        ("J J K", 2),
        ("n", 2),
        ("n n p", 2),
        ("n n N", 2),
        ("k", 1),
    ],
)
async def test_keys_move_in_the_list(keys: str, selected: int) -> None:
    async with opened() as driver:
        await driver.press(*keys.split())
        assert driver.selected == selected


@pytest.mark.parametrize("keys", ["pagedown", "ctrl+f", "ctrl+d", "pagedown pagedown", "space"])
async def test_pages_move_in_the_list(keys: str) -> None:
    async with opened(size=NARROW) as driver:
        await driver.press(*keys.split())
        assert driver.selected > 1


@pytest.mark.parametrize("keys", ["G b", "G ctrl+b ctrl+b", "G pageup", "G ctrl+u ctrl+u"])
async def test_pages_move_back(keys: str) -> None:
    async with opened(size=NARROW) as driver:
        await driver.press(*keys.split())
        assert driver.selected < 8


async def test_the_selected_storys_brief_is_shown() -> None:
    async with opened() as driver:
        await driver.press("j", "j")
        assert driver.screen.brief and driver.screen.brief.story_id == 3
        await driver.press("k")
        assert driver.screen.brief.story_id == 2


async def test_the_next_unread_story_is_looked_for_below_only() -> None:
    async with opened() as driver:
        await driver.press("G", "n")
        assert driver.selected == 8 and driver.word == "Nothing unread below."
        await driver.press("home", "p")
        assert driver.word == "Nothing unread above."


async def test_a_brief_that_comes_late_is_not_shown_for_another_story() -> None:
    async with opened() as driver:
        brief = driver.library.brief(3)
        driver.screen.show_brief(3, brief)
        assert driver.screen.brief and driver.screen.brief.story_id == 1


# -- panes ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "panes"),
    [
        (NARROW, (True, False, False)),
        ((109, 30), (True, False, False)),
        ((110, 30), (True, True, False)),
        ((149, 30), (True, True, False)),
        ((150, 30), (True, True, True)),
    ],
)
async def test_panes_by_width(size: tuple[int, int], panes: tuple[bool, bool, bool]) -> None:
    async with opened(size=size) as driver:
        screen = driver.screen
        assert (screen.story_list.display, screen.brief_view.display, screen.brief_side.display) == panes


@pytest.mark.parametrize(
    ("there", "back"), [("enter", "q"), ("l", "h"), ("right", "left"), ("tab", "escape"), ("shift+tab", "tab")]
)
async def test_one_pane_at_a_time_in_a_narrow_window(there: str, back: str) -> None:
    async with opened(size=NARROW) as driver:
        screen = driver.screen
        await driver.press("j", there)
        assert screen.brief_view.display and screen.brief_view.has_focus and not screen.story_list.display
        assert screen.brief and screen.brief.story_id == 2
        await driver.press(back)
        assert screen.story_list.display and screen.story_list.has_focus and not screen.brief_view.display
        assert driver.selected == 2


async def test_stories_change_while_reading() -> None:
    async with opened(size=NARROW) as driver:
        await driver.press("enter", "J")
        assert driver.screen.reading and driver.screen.brief and driver.screen.brief.story_id == 2
        assert driver.screen.top_bar.facts and driver.screen.top_bar.facts.position == 2


async def test_zen_gives_the_brief_everything_and_back() -> None:
    async with opened(size=THREE) as driver:
        screen = driver.screen
        await driver.press("z")
        assert screen.brief_view.has_focus
        assert not (screen.story_list.display or screen.brief_side.display or screen.top_bar.display)
        await driver.press("z")
        assert screen.story_list.display and screen.brief_side.display and screen.reading
        await driver.press("z", "q")
        assert not screen.zen and screen.reading
        await driver.press("z", "left")
        assert not screen.zen and not screen.reading


async def test_the_place_survives_every_size() -> None:
    async with opened(size=THREE) as driver:
        await driver.press("j", "j", "j", "enter")
        for size in (NARROW, (60, 15), WIDE, (40, 10), (200, 60), NARROW):
            await driver.pilot.resize_terminal(*size)
            await driver.still()
            assert driver.selected == 4 and driver.screen.reading
            assert driver.screen.brief and driver.screen.brief.story_id == 4


async def test_clicks_select_and_open() -> None:
    async with opened(size=NARROW) as driver:
        await driver.pilot.click("#list", offset=(10, 7))
        await driver.still()
        assert driver.selected == 2 and driver.screen.reading
    async with opened(size=WIDE) as driver:
        await driver.pilot.click("#list", offset=(10, 8))
        await driver.still()
        assert driver.selected == 2 and not driver.screen.reading
        await driver.pilot.click("#brief", offset=(30, 20))
        await driver.still()
        assert driver.screen.reading
        await driver.pilot.click("#list", offset=(10, 8))
        await driver.still()
        assert driver.screen.reading, "a second click on the selected story opens it"


async def test_the_foot_bar_can_be_clicked() -> None:
    async with opened() as driver:
        await driver.pilot.click("#foot", offset=(3, 0))
        await driver.still()
        assert driver.selected == 2
        await driver.pilot.click("#foot", offset=(13, 0))
        await driver.still()
        assert driver.screen.reading


# -- marks ----------------------------------------------------------------------------------------------


async def test_m_marks_read_goes_on_and_can_be_undone() -> None:
    async with opened() as driver:
        await driver.press("m")
        assert driver.library.calls == [("read", (1,), True)]
        assert driver.selected == 2 and driver.word == "Read.   u undo"
        first = driver.screen.story_list.stories[0]
        assert first.read and not first.new, "what was read stays where it is"
        await driver.press("u")
        assert driver.word == "Undone: the last change"
        assert not driver.screen.story_list.stories[0].read and driver.selected == 2
        await driver.press("U")
        assert driver.screen.story_list.stories[0].read
        await driver.press("ctrl+r")
        assert driver.word == "Nothing to do again."


async def test_m_on_a_read_story_marks_it_unread() -> None:
    async with opened() as driver:
        await driver.press("G", "m")
        assert driver.library.calls == [("read", (8,), False)] and driver.selected == 8
        assert driver.word == "Unread.   u undo"


async def test_marks_are_written_in_the_order_of_the_keys() -> None:
    async with opened() as driver:
        await driver.press(*"msmds")
        assert driver.library.calls == [
            ("read", (1,), True),
            ("save", (2,), True),
            ("read", (2,), True),
            ("dismiss", (3,)),
            ("save", (4,), True),
        ]


async def test_a_reload_lets_what_was_read_sink() -> None:
    async with opened() as driver:
        await driver.press("m", "r")
        ids = [row.id for row in driver.screen.story_list.stories]
        assert ids == [2, 3, 4, 5, 6, 1, 7, 8] and driver.selected == 2


async def test_everything_is_read_with_one_key_and_unread_with_another() -> None:
    async with opened() as driver:
        await driver.press("A")
        assert driver.library.calls == [("read", (1, 2, 3, 4, 5, 6), True)]
        assert driver.word == "6 stories marked read.   u undo"
        await driver.press("A")
        assert driver.word == "Everything is read."
        await driver.press("u")
        assert sum(row.read for row in driver.screen.story_list.stories) == 2


async def test_s_saves_and_lets_go() -> None:
    async with opened() as driver:
        await driver.press("s")
        assert driver.screen.story_list.stories[0].saved and driver.word == "Saved.   u undo"
        await driver.press("s")
        assert not driver.screen.story_list.stories[0].saved
        assert driver.library.calls == [("save", (1,), True), ("save", (1,), False)]


@pytest.mark.parametrize(("at", "then"), [(0, 2), (3, 5), (7, 7)])
async def test_d_takes_a_story_out_and_u_brings_it_back(at: int, then: int) -> None:
    async with opened() as driver:
        await driver.press(*["j"] * at, "d")
        assert at + 1 not in [row.id for row in driver.screen.story_list.stories]
        assert driver.selected == then
        await driver.press("u")
        assert [row.id for row in driver.screen.story_list.stories] == list(range(1, 9))
        assert driver.selected == then


async def test_the_last_story_can_be_dismissed() -> None:
    async with opened(shelf(morning()[:1])) as driver:
        await driver.press("d")
        assert driver.selected == 0 and driver.screen.brief is None
        await driver.press("m", "s", "d", "e", "o", "O", "y", "Y", "1", "z", "enter", "j", "n", "space")
        assert driver.library.calls == [("dismiss", (1,))]


async def test_space_reads_through_the_edition() -> None:
    async with opened(shelf(tuple(replace(row, new=0) for row in morning()))) as driver:
        await driver.press("enter")
        for _ in range(8):
            await driver.press("space", "space")
        assert all(row.read for row in driver.screen.story_list.stories)
        assert driver.word == "That is all: nothing unread below."


# -- out of the app -------------------------------------------------------------------------------------


async def test_e_exports() -> None:
    async with opened() as driver:
        await driver.press("j", "e")
        assert ("export", 2) in driver.library.calls
        assert driver.word == "Written: /notes/2.md"


async def test_links_go_to_the_browser_and_the_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as driver:
        visited: list[str] = []
        monkeypatch.setattr(driver.app, "open_url", visited.append)
        await driver.press("o")
        assert visited == ["https://harbor.example.org/1"] and driver.selected == 1
        await driver.press("O")
        assert len(visited) == 2 and driver.selected == 2 and driver.library.calls == [("read", (1,), True)]
        await driver.press("y")
        assert driver.app.clipboard == "https://harbor.example.org/2"
        await driver.press("Y")
        assert driver.app.clipboard.startswith("# EU ministers") and "## Sources" in driver.app.clipboard


async def test_unsafe_addresses_are_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    row = morning()[0]
    library = shelf()
    brief = library.brief(1)
    assert brief
    sources = tuple(replace(source, url="javascript:alert(1)") for source in brief.sources)
    library.briefs[1] = replace(brief, sources=sources)
    async with opened(library) as driver:
        visited: list[str] = []
        monkeypatch.setattr(driver.app, "open_url", visited.append)
        await driver.press("o", "y")
        assert visited == [] and driver.app.clipboard == "" and row.id == driver.selected
        assert driver.word == "No source of this story has a web address."


# -- other screens --------------------------------------------------------------------------------------


async def test_a_number_opens_that_source() -> None:
    async with opened() as driver:
        await driver.press("2")
        assert isinstance(driver.app.screen, ItemScreen)
        await driver.press("q")
        assert driver.app.screen is driver.screen
        await driver.press("9")
        assert driver.word == "This story has 2 sources."


async def test_enter_opens_the_story_and_then_the_selected_sentence() -> None:
    async with opened() as driver:
        await driver.press("enter")
        assert driver.screen.reading and driver.app.screen is driver.screen
        await driver.press("j", "enter")
        assert isinstance(driver.app.screen, ItemScreen)
        await driver.press("q", "h", "l")
        assert driver.screen.reading


async def test_items_are_stepped_through() -> None:
    async with opened() as driver:
        await driver.press("1")
        await driver.press("J")
        assert isinstance(driver.app.screen, ItemScreen) and driver.app.screen.item.id == 11
        await driver.press("K", "K")
        assert driver.app.screen.item.id == 10
        assert len(driver.app.screen_stack) == 2


async def test_search_opens_the_item_in_its_story() -> None:
    async with opened() as driver:
        await driver.press("slash")
        assert isinstance(driver.app.screen, SearchScreen)
        await driver.press(*"tomorrow")
        await driver.press("enter")
        assert isinstance(driver.app.screen, ItemScreen) and driver.app.screen.item.id == 80
        await driver.press("q")
        assert driver.selected == 8
        await driver.press("slash", "escape")
        assert driver.app.screen is driver.screen


async def test_a_hit_outside_the_edition_joins_the_list() -> None:
    async with opened(shelf(further=(story(40, "A small matter of wool"),))) as driver:
        await driver.press("slash", *"wool")
        await driver.press("enter", "q")
        assert driver.selected == 40
        assert driver.screen.story_list.stories[-1].id == 40


async def test_plus_shows_what_did_not_make_the_edition() -> None:
    further = tuple(story(n, f"Further story {n}") for n in range(100, 230))
    async with opened(shelf(further=further)) as driver:
        await driver.press("plus")
        assert len(driver.screen.story_list.stories) == 58
        for _ in range(5):
            await driver.press("G")
        assert len(driver.screen.story_list.stories) == 138 and driver.selected == 229
        await driver.press("plus")
        assert driver.word == "That is everything."
        assert driver.screen.top_bar.facts and driver.screen.top_bar.facts.stories == 8


async def test_further_stories_are_marked_and_undone_like_others() -> None:
    async with opened(shelf(further=(story(40, "Further"), story(41, "Furthest")))) as driver:
        await driver.press("plus", "G", "s", "K", "s")
        assert [row.id for row in driver.screen.story_list.stories if row.saved] == [3, 40, 41]
        driver.library.further = (story(40, "Further"), story(41, "Furthest", saved=True))
        await driver.press("u")
        assert [row.id for row in driver.screen.story_list.stories if row.saved] == [3, 41]
        assert driver.selected == 40
        await driver.press("d")
        assert driver.selected == 41
        await driver.press("r")
        assert driver.screen.story_list.stories[-1].id == 8


async def test_the_palette_offers_every_command() -> None:
    async with opened() as driver:
        titles = {command.title for command in driver.app.get_system_commands(driver.screen)}
        assert "Read brief" in titles and "Open" not in titles
        assert {"Mark read", "Export", "Next new", "Refresh feeds", "Light or dark", "Help", "Theme"} <= titles
        await driver.press("ctrl+p")
        await driver.press(*"dismiss")
        await driver.press("enter", "enter")
        assert ("dismiss", (1,)) in driver.library.calls


async def test_help_opens_and_closes() -> None:
    async with opened() as driver:
        await driver.press("question_mark")
        assert isinstance(driver.app.screen, HelpScreen)
        await driver.press("escape")
        assert driver.app.screen is driver.screen


# -- fetching -------------------------------------------------------------------------------------------


async def test_a_refresh_announces_and_moves_nothing() -> None:
    library = shelf(outcomes=(Outcome("https://a.example.org/feed", "A", new=3), Outcome("b", "B", new=4)))
    async with opened(library) as driver:
        library.stories = (story(50, "Newest of all"), *library.stories)
        await driver.press("R")
        assert driver.screen.news == "● 7 new, press r" and driver.screen.story_list.stories[0].id == 1
        await driver.press("r")
        assert driver.screen.news == "" and driver.screen.story_list.stories[0].id == 50
        assert driver.selected == 1


async def test_the_first_refresh_of_an_empty_list_shows_what_came() -> None:
    library = shelf((), outcomes=(Outcome("a", "A", new=3),))
    async with opened(library) as driver:
        library.stories = morning()
        await driver.press("R")
        assert driver.selected == 1


@pytest.mark.parametrize(
    ("outcomes", "word"),
    [((), "Nothing to fetch: no feed is due."), ((Outcome("a", "A", unchanged=9),), "Nothing new.")],
)
async def test_a_refresh_without_news(outcomes: tuple[Outcome, ...], word: str) -> None:
    async with opened(shelf(outcomes=outcomes)) as driver:
        await driver.press("R")
        assert driver.word == word and driver.screen.news == ""


async def test_feeds_that_fail_are_named() -> None:
    error = FetchError("The feed [/x] did not answer.")
    library = shelf(outcomes=(Outcome("a", "Harbor [/b]", error=error), Outcome("b", "B", error=error)))
    async with opened(library) as driver:
        await driver.press("R")
        (notice,) = driver.app._notifications
        assert "Harbor [/b]: The feed [/x] did not answer." in notice.message and "1 feed more" in notice.message


async def test_the_sample_says_how_to_add_feeds() -> None:
    async with opened(shelf(sample=True)) as driver:
        assert driver.screen.query_one("#hint").display
        assert driver.screen.top_bar.facts and driver.screen.top_bar.facts.sample
        await driver.press("R")
        assert "briefing add URL" in driver.word


# -- when things go wrong -------------------------------------------------------------------------------


async def test_failures_are_shown_in_words_and_the_app_goes_on() -> None:
    async with opened() as driver:
        driver.library.broken = True
        await driver.press("j", "m", "e", "u", "R", "r", "2", "slash", "n", "escape")
        assert all(notice.severity == "error" for notice in driver.app._notifications)
        assert any("[/x]. Try again [@click=app.quit]." in notice.message for notice in driver.app._notifications)
        driver.library.broken = False
        await driver.press("r")
        assert [row.read for row in driver.screen.story_list.stories[:6]] == [False] * 6


async def test_a_mark_that_was_not_written_is_taken_back() -> None:
    async with opened() as driver:
        mark = driver.library._change
        driver.library.broken = True
        await driver.press("s")
        driver.library.broken = False
        await driver.press("r")
        assert not driver.screen.story_list.stories[0].saved and callable(mark)


async def test_a_bug_does_not_end_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Library, story_id: int, into: str = "") -> str:
        raise RuntimeError("no [/x] such thing")

    async with opened() as driver:
        monkeypatch.setattr(type(driver.library), "export", broken)
        await driver.press("e", "j")
        assert driver.selected == 2
        assert "RuntimeError" in next(iter(driver.app._notifications)).message


async def test_an_edition_that_cannot_be_read_leaves_an_app_that_can() -> None:
    async with opened(shelf(broken=True)) as driver:
        await driver.press("j", "enter", "m", "z")
        driver.library.broken = False
        await driver.press("r")
        assert driver.selected == 1


@pytest.mark.parametrize("size", [(40, 10), (59, 30), (100, 14), (1, 1)])
async def test_a_small_window_says_what_it_needs(size: tuple[int, int]) -> None:
    async with opened() as driver:
        await driver.press("j")
        await driver.pilot.resize_terminal(*size)
        await driver.still()
        assert isinstance(driver.app.screen, TooSmallScreen)
        await driver.press("j", "m", "question_mark", "T")
        await driver.pilot.resize_terminal(60, 15)
        await driver.still()
        assert driver.app.screen is driver.screen and driver.selected == 2


async def test_a_small_window_from_the_start_can_be_left() -> None:
    async with opened(size=(40, 10)) as driver:
        assert isinstance(driver.app.screen, TooSmallScreen)
        await driver.pilot.press("q")
    assert driver.app.return_code == 0


@pytest.mark.parametrize("keys", ["q", "Q", "ctrl+q", "z q q q", "m Q", "question_mark ctrl+q"])
async def test_quitting(keys: str) -> None:
    async with opened() as driver:
        for key in keys.split():
            await driver.pilot.press(key)
        await driver.pilot.pause()
        assert not driver.app.is_running or driver.app._exit
    assert driver.app.return_code == 0
    if keys.startswith("m"):
        assert driver.library.calls == [("read", (1,), True)]
