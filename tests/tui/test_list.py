"""The story list as a widget: selection, places, the mouse, and a hundred thousand rows."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import App, ComposeResult

from briefing.model import StoryRow
from briefing.tui.themes import NIGHT_THEME
from briefing.tui.widgets.story_list import StoryList
from tests.tui.shelf import NOW, morning, story


class ListApp(App[None]):
    """Nothing but a list; remembers what it posted."""

    CSS_PATH = "../../briefing/tui/app.tcss"

    def __init__(self, stories: Sequence[StoryRow]) -> None:
        super().__init__()
        self.register_theme(NIGHT_THEME)
        self.theme = "night"
        self.list = StoryList()
        self.first = stories
        self.posted: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.list

    def on_mount(self) -> None:
        read = [row for row in self.first if row.read]
        self.list.show([("Top", [row for row in self.first if not row.read]), ("Read", read)], "That is all.", now=NOW)

    def on_story_list_selected(self, message: StoryList.Selected) -> None:
        self.posted.append(f"selected {message.story.id}")

    def on_story_list_pressed(self, message: StoryList.Pressed) -> None:
        self.posted.append(f"pressed {message.story.id} {message.again}")

    def on_story_list_end_near(self) -> None:
        self.posted.append("end")


def shown(app: ListApp) -> list[str]:
    """Return the list's lines as they stand on the screen."""
    return [app.list.render_line(y).text.rstrip() for y in range(app.list.size.height)]


async def test_sections_and_end() -> None:
    app = ListApp(morning())
    async with app.run_test(size=(46, 60)) as pilot:
        await pilot.pause()
        lines = shown(app)
        assert lines[1] == "   Top"
        assert lines[3].startswith("▌● Nvidia may sell H20")
        assert "   Read" in lines and "   That is all." in lines
        assert lines.index("   Read") < lines.index("   That is all.")


async def test_moving_stops_at_both_ends() -> None:
    app = ListApp(morning())
    async with app.run_test(size=(46, 20)) as pilot:
        app.list.move(-1)
        assert app.list.cursor == 0
        app.list.move(100)
        assert app.list.cursor == 7
        app.list.move_to(3)
        await pilot.pause()
        assert app.posted[-1] == "selected 4"


async def test_the_selected_row_is_always_in_view() -> None:
    app = ListApp([story(n, f"Headline {n} " + "of two lines, with many words in it " * (n % 2)) for n in range(1, 60)])
    async with app.run_test(size=(46, 20)) as pilot:
        for step in (7, 13, -9, 20, 40, -60):
            app.list.move(step)
            await pilot.pause()
            selected = app.list.selected
            assert selected
            lines = shown(app)
            assert any(line.startswith("▌") and f"Headline {selected.id} " in line + " " for line in lines)


async def test_pages_move_by_what_is_on_the_screen() -> None:
    app = ListApp([story(n, f"Headline {n}") for n in range(1, 100)])
    async with app.run_test(size=(46, 30)):
        app.list.move_pages(1)
        assert app.list.cursor == 10
        app.list.move_pages(-1)
        assert app.list.cursor == 0
        app.list.move_pages(0.5)
        assert app.list.cursor == 5


async def test_unread_stories_are_found_in_both_directions() -> None:
    rows = [story(n, f"Headline {n}", read=n not in (3, 5)) for n in range(1, 8)]
    app = ListApp(())
    async with app.run_test(size=(46, 30)):
        app.list.show([("Top", rows)], "", now=NOW)
        assert app.list.move_to_unread(1) and app.list.cursor == 2
        assert app.list.move_to_unread(1) and app.list.cursor == 4
        assert not app.list.move_to_unread(1) and app.list.cursor == 4
        assert app.list.move_to_unread(-1) and app.list.cursor == 2


async def test_what_arrives_does_not_move_the_selected_line() -> None:
    rows = [story(n, f"Headline {n}") for n in range(1, 60)]
    app = ListApp(rows)
    async with app.run_test(size=(46, 30)) as pilot:
        app.list.move_to(20)
        await pilot.pause()
        before = [line for line in shown(app) if line.startswith("▌")]
        at = shown(app).index(before[0])
        newer = [story(n, f"Newer {n} with a headline that goes on for two lines") for n in range(100, 120)]
        app.list.show([("Top", [*newer, *rows])], "", now=NOW)
        await pilot.pause()
        assert shown(app).index(before[0]) == at
        assert app.posted.count("selected 21") == 1


async def test_a_story_that_is_gone_hands_the_selection_to_the_first() -> None:
    rows = [story(n, f"Headline {n}") for n in range(1, 5)]
    app = ListApp(rows)
    async with app.run_test(size=(46, 30)) as pilot:
        app.list.move_to(3)
        app.list.show([("Top", rows[:3])], "", now=NOW)
        await pilot.pause()
        assert app.list.cursor == 0 and app.posted[-1] == "selected 1"


async def test_pages_are_added_below() -> None:
    app = ListApp([story(n, f"Headline {n}") for n in range(1, 31)])
    async with app.run_test(size=(46, 20)) as pilot:
        app.list.move_to(29)
        await pilot.pause()
        assert "end" in app.posted
        lines = shown(app)
        app.list.extend(("Further", [story(n, f"Headline {n}") for n in range(31, 61)]), "The end.")
        await pilot.pause()
        assert [line for line in shown(app) if line.startswith("▌")] == [line for line in lines if line.startswith("▌")]
        app.list.move(1)
        assert app.list.selected and app.list.selected.id == 31


async def test_a_story_changes_in_its_place() -> None:
    app = ListApp([story(1, "One", new=2), story(2, "Two")])
    async with app.run_test(size=(46, 20)) as pilot:
        app.list.update_story(story(1, "One", read=True, saved=True))
        await pilot.pause()
        assert shown(app)[3] == "▌  One" and shown(app)[4].startswith("▌★ 1 outlet")


async def test_the_mouse_selects_presses_and_scrolls() -> None:
    app = ListApp([story(n, f"Headline {n}") for n in range(1, 40)])
    async with app.run_test(size=(46, 20)) as pilot:
        await pilot.click(StoryList, offset=(5, 7))
        assert app.posted[-2:] == ["pressed 2 False", "selected 2"] or app.posted[-2:] == [
            "selected 2",
            "pressed 2 False",
        ]
        await pilot.click(StoryList, offset=(5, 7))
        assert app.posted[-1] == "pressed 2 True"
        await pilot.click(StoryList, offset=(5, 1))
        assert app.posted[-1] == "pressed 2 True"
        app.list.scroll_relative(y=30, animate=False)
        await pilot.pause()
        assert app.list.scroll_offset.y == 30 and app.list.cursor == 1


async def test_another_width_keeps_the_place() -> None:
    rows = [story(n, f"Headline {n} with enough words for two lines in a pane") for n in range(1, 60)]
    app = ListApp(rows)
    async with app.run_test(size=(46, 30)) as pilot:
        app.list.move_to(40)
        await pilot.pause()
        for width in (90, 60, 46):
            await pilot.resize_terminal(width, 30)
            await pilot.pause()
            assert any(line.startswith("▌  Headline 41 ") for line in shown(app))


async def test_a_hundred_thousand_rows_draw_only_what_is_seen() -> None:
    rows = [story(n, f"Headline number {n} in a very long list") for n in range(1, 100_001)]
    app = ListApp(())
    async with app.run_test(size=(46, 30)) as pilot:
        app.list.show([("Top", rows)], "", now=NOW)
        await pilot.pause()
        drawn: list[int] = []
        draw = app.list._draw_story
        app.list._draw_story = lambda row: (drawn.append(row), draw(row))[1]  # type: ignore[method-assign]
        app.list.move_to(70_000)
        await pilot.pause()
        assert 0 < len(drawn) < 30
        drawn.clear()
        app.list.move(-1)
        await pilot.pause()
        assert sorted(set(drawn)) == [69_999, 70_000]
        assert any("Headline number 70000 " in line + " " for line in shown(app))


async def test_an_empty_list_says_what_to_do() -> None:
    app = ListApp(())
    async with app.run_test(size=(46, 20)) as pilot:
        app.list.show([], "No stories yet.\n\nAdd a feed.", now=NOW)
        await pilot.pause()
        app.list.move(1)
        app.list.move_pages(-1)
        assert app.list.selected is None and not app.list.move_to_unread(1)
        assert shown(app)[1:4] == ["   No stories yet.", "", "   Add a feed."]


async def test_hostile_headlines_are_words() -> None:
    rows = [story(1, "[/x] [@click=app.quit]quit[/] \x1b[2J\x9b2J"), story(2, "A" * 10_000), story(3, "")]
    app = ListApp(rows)
    async with app.run_test(size=(46, 20)) as pilot:
        await pilot.pause()
        text = "\n".join(shown(app))
        assert "[/x] [@click=app.quit]quit[/]" in text and "\x1b" not in text and "\x9b" not in text
