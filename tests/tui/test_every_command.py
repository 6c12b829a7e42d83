"""Every command, by its own key, where it works, on the sample edition: something is seen, stored, opened or copied."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from briefing.config import Settings
from briefing.sample import open_sample
from briefing.tui import themes
from briefing.tui.app import BriefingApp
from briefing.tui.keys import COMMANDS, Command
from briefing.tui.keys.command import TYPING
from briefing.tui.keys.dispatch import pane_of
from briefing.tui.widgets.foot_bar import FootBar
from tests.tui.driving import settled

WAYS: dict[str, tuple[str, ...]] = {
    "app": (),
    "list": (),
    "brief": ("enter",),
    "item": ("enter", "1"),
    "entities": ("E",),
    "entity": ("enter", "right_curly_bracket", "enter"),
    "legend": ("g k",),
    "why": ("w",),
    "editions": ("P",),
    "sentences": ("W",),
    "search": ("slash", "n v i"),
    "page": ("question_mark", "s t o r y"),
    "feeds": ("F",),
    "log": ("g l",),
    "found": ("a", "n o w h e r e", "enter"),
    "packs": ("B", "1"),
    "start": ("B",),
    "imported": ("B", "2", "enter"),
    "saved": ("s", "g s"),
    "tags": ("t", "c h i p s", "enter", "g t"),
    "hidden": ("X", "enter", "g h"),
    "hiding": ("X",),
    "history": ("s", "g u"),
}
"""The keys that lead from the list to each pane."""

FIRST: dict[str, tuple[str, ...]] = {
    "move.up": ("3 j",),
    "move.page_up": ("G",),
    "move.half_up": ("G",),
    "move.top": ("G",),
    "story.previous": ("3 j",),
    "story.previous_new": ("G", "m", "G"),
    "change.undo": ("s",),
    "change.redo": ("s", "u"),
    "select.to_here": ("v", "3 j"),
    "select.invert": ("v",),
    "read.above": ("G",),
    "read.below": ("home",),
    "view.more": ("plus",),
    "name.next": ("enter",),
    "name.previous": ("enter", "right_curly_bracket", "right_curly_bracket"),
    "item.choose": ("right_curly_bracket",),
    "item.find_next": ("slash", "t h e", "enter"),
    "item.find_previous": ("slash", "t h e", "enter"),
    "search.up": ("down", "down"),
    "search.page_up": ("pagedown",),
    "hide.show": ("down",),
}
"""What is pressed before, where a command needs something to work on."""

SEEN = {
    "move.leave": "left",
    "story.read": "Read.",
    "story.read_all": "stories marked read",
    "story.save": "aved.",
    "story.dismiss": "Dismissed.",
    "story.why": "WhyScreen",
    "story.had_read": "HadReadScreen",
    "brief.source": "ItemScreen",
    "brief.browser": "opened https://",
    "brief.browser_read": "opened https://",
    "brief.why": "WhySentenceScreen",
    "brief.llm": "LlmScreen",
    "brief.copy_link": "copied https://",
    "brief.copy": "## What happened",
    "brief.export": "notes/2025-07",
    "brief.pipe": "AskLine",
    "view.search": "SearchScreen",
    "view.editions": "EditionsScreen",
    "view.more": "That is everything.",
    "view.refresh": "no feeds to fetch",
    "view.begin": "FirstRunScreen",
    "view.sort": "Order:",
    "view.density": "The list is",
    "change.undo": "Undone: ",
    "change.redo": "Done again: ",
    "change.list": "HistoryScreen",
    "change.to": "ndone",
    "read.above": "read",
    "read.below": "read",
    "read.older": "AskDialog",
    "own.tag": "TagDialog",
    "own.note": "NoteDialog",
    "own.hide": "HidingScreen",
    "own.saved": "SavedScreen",
    "own.tags": "TagsScreen",
    "own.hidden": "HiddenScreen",
    "own.save": "aved",
    "hide.for_ever": "Hidden: stories with",
    "hide.for_a_week": "Hidden for a week: stories with",
    "name.highlight": "Coloured: ",
    "name.legend": "LegendScreen",
    "name.page": "EntitiesScreen",
    "name.follow": "Followed",
    "name.mute": "Muted",
    "name.split": "no other name",
    "name.hide": "Hidden: ",
    "item.choose": "EntityScreen",
    "item.hints": "no link on this screen",
    "item.link": "no link 1",
    "why.split": "Split off",
    "why.move": "CorrectScreen",
    "why.unite": "CorrectScreen",
    "why.apart": "CorrectScreen",
    "why.prefer": "stands higher",
    "why.mute": "counts no more",
    "search.choose": "ItemScreen",
    "search.close": "EditionScreen",
    "feeds.open": "FeedsScreen",
    "feeds.add": "AddScreen",
    "feeds.site": "opened https://",
    "feeds.pause": "read from a file",
    "feeds.full_text": "read from a file",
    "feeds.remove": "Unsubscribed",
    "feeds.next_error": "No feed is in trouble.",
    "feeds.previous_error": "No feed is in trouble.",
    "feeds.subscribe": "Nothing to subscribe to",
    "feeds.log": "RefreshLogScreen",
    "start.packs": "PacksScreen",
    "start.address": "AddScreen",
    "start.stay": "EditionScreen",
    "start.report": "EditionScreen",
    "app.help": "HelpScreen",
    "app.palette": "Palette",
    "app.type": "CommandLine",
    "app.settings": "SettingsScreen",
    "app.suspend": "suspended",
    "app.redraw": "drawn",
    "app.quit": "left",
}
"""What each leads to: a screen, a word that is said, what is opened or copied. The others change the picture."""

NOT_HERE = {"view.stop"}
"""Commands that need something that the sample has not: a running refresh (see test_feeds)."""


class Watched(BriefingApp):
    """The app, with what it gives to the outside kept here."""

    CSS_PATH = Path(themes.__file__).with_name("app.tcss")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outside: list[str] = []

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        self.outside.append(f"opened {url}")

    def copy_to_clipboard(self, text: str) -> None:
        self.outside.append(f"copied {text}")

    def action_suspend_process(self) -> None:
        self.outside.append("suspended")

    def action_redraw(self) -> None:
        super().action_redraw()
        self.outside.append("drawn")

    def exit(self, *args: Any, **kwargs: Any) -> None:
        self.outside.append("left")

    def picture(self) -> list[Any]:
        """Return everything that is on the screen, with its colours."""
        return [[(part.text, part.style) for part in strip] for strip in self.screen._compositor.render_strips()]


@asynccontextmanager
async def running(path: Path) -> AsyncIterator[tuple[Watched, Pilot[None]]]:
    settings = Settings(
        export_folder=str(path.parent / "notes"), auto_refresh=False, database=str(path.with_name("own.db"))
    )
    app = Watched(path, sample=True, settings=settings)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settled(app, pilot)
        yield app, pilot


async def press(app: Watched, pilot: Pilot[None], *keys: str) -> None:
    """Press keys, those with blanks between quickly one after the other."""
    for quickly in keys:
        await pilot.press(*quickly.split())
        await settled(app, pilot)


async def go_to(pane: str, app: Watched, pilot: Pilot[None]) -> None:
    """Go to a pane from wherever one is."""
    if isinstance(app.focused, Input) and pane_of(app.screen) == pane and pane not in TYPING:
        await press(app, pilot, "escape")
    if pane_of(app.screen) == pane and pane not in ("search", "found"):
        return
    while len(app.screen_stack) > 1:
        app.pop_screen()
    app.edition_screen.reading = False
    await settled(app, pilot)
    await press(app, pilot, "home", *WAYS[pane])
    assert pane_of(app.screen) == pane


def heard(app: Watched) -> str:
    """Return the name of the screen, and everything that was said, opened or copied."""
    words = [bar.word for bar in app.screen.query(FootBar)]
    told = [note.message for note in app._notifications]
    return " | ".join([type(app.screen).__name__, *words, *told, *app.outside])


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample edition's database, made once."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    open_sample(path)[0].close()
    return path


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what the machine of the test has: settings, an editor, the reader's own database."""
    for name in ("VISUAL", "EDITOR", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    urls = tmp_path / ".newsboat" / "urls"
    urls.parent.mkdir()
    urls.write_text("https://nowhere.example.org/feed\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("BRIEFING_CONFIG", str(tmp_path / "none.toml"))
    monkeypatch.setenv("BRIEFING_DB", str(tmp_path / "own.db"))


ROOMS = (
    ("app", "brief", "item", "entities", "entity", "legend"),
    ("list",),
    ("why", "editions", "sentences", "search", "page", "log", "hiding"),
    ("saved", "tags", "hidden", "history", "feeds", "found", "packs", "start", "imported"),
)
"""Panes that are visited one after the other, in one run of the app."""


def test_every_pane_is_visited() -> None:
    assert {pane for room in ROOMS for pane in room} >= {command.where[0] for command in COMMANDS}


@pytest.mark.parametrize("panes", ROOMS, ids=lambda panes: panes[0])
async def test_every_command_does_something(panes: tuple[str, ...], sample: Path, tmp_path: Path, alone: None) -> None:
    path = tmp_path / "sample.db"
    shutil.copy(sample, path)
    async with running(path) as (app, pilot):
        for pane in panes:
            for command in COMMANDS:
                if command.where[0] == pane and command.id not in NOT_HERE:
                    await does_something(command, "list" if pane == "app" else pane, app, pilot)


async def does_something(command: Command, pane: str, app: Watched, pilot: Pilot[None]) -> None:
    """Press the command's key in its pane, or type its name where it has no key, and look what has happened."""
    await go_to(pane, app, pilot)
    await press(app, pilot, *FIRST.get(command.id, ()))
    for bar in app.screen.query(FootBar):
        bar.word = ""
    app.outside.clear()
    app._notifications.clear()
    await settled(app, pilot)
    before = app.picture()
    if command.sequences:
        await press(app, pilot, " ".join(command.sequences[0]))
    else:
        await press(app, pilot, "colon")
        app.screen.query_one(Input).value = command.id
        await press(app, pilot, "enter")
    if command.id in SEEN:
        assert SEEN[command.id] in heard(app), command.id
    else:
        assert app.picture() != before, command.id
