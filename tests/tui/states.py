"""Every screen of the app, in the state that a picture is taken of: the keys that lead there, on the still life."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from briefing.config import Settings
from briefing.ingest.adding import Preview
from briefing.ingest.importing import Imported
from briefing.llm.check import checked
from briefing.llm.prompt import Numbered
from briefing.llm.summary import Summary
from briefing.model import Edition, Reading
from briefing.tui.app import BriefingApp
from briefing.tui.data import Library
from briefing.tui.screens.add import AddScreen
from briefing.tui.screens.edition_hints import EditionHints
from briefing.tui.screens.imported import ImportedScreen
from briefing.tui.screens.llm import LlmScreen
from briefing.tui.screens.note import NoteDialog
from feeds.discover import FoundFeed
from feeds.errors import FetchError
from feeds.subscriptions import Subscription
from tests.tui import samples
from tests.tui.driving import settled
from tests.tui.shelf import NOW, shelf
from tests.tui.still_life import StillLife, still_life

SIZES = ((160, 50), (120, 35), (80, 24))
THEMES = ("night", "paper")


class State(NamedTuple):
    """Keys to press, those of one command together; `prepare` is done before, `make` gives another library."""

    keys: tuple[str, ...] = ()
    prepare: Callable[[BriefingApp], object] | None = None
    make: Callable[[Path], Library] = still_life
    anew: bool = False
    """Whether it is come to anew in each theme: Textual's palette keeps the colours in which it was opened."""
    again: tuple[str, ...] = ()
    """Keys to press again in each size."""


class Sample(StillLife):
    """The still life under the name of the sample edition."""

    def _open(self) -> sqlite3.Connection:
        from briefing.store.connection import open_database

        return open_database(self.path)


def as_sample(path: Path) -> Library:
    """Return the still life as the sample edition."""
    still_life(path)
    return Sample(path, True, clock=lambda: NOW)


class Failing(StillLife):
    """A library that cannot read its stories."""

    def edition(self) -> Edition:
        from briefing.errors import StoreError

        raise StoreError("The database morning.db is damaged.", "Restore it from a backup; nothing was changed.")


def failing(path: Path) -> Library:
    """Return a library that cannot read its stories."""
    still_life(path)
    return Failing(path, clock=lambda: NOW)


def hinting(app: BriefingApp) -> None:
    """Give the first hint."""
    screen = app.edition_screen
    assert isinstance(screen, EditionHints)
    screen._learned({"off": False, "given": []})


def rich(app: BriefingApp) -> None:
    """Show an item with every kind of block."""
    item = samples.rich_item()
    app.show_item(item, Reading((), samples.mentions_in(item.text)))


def with_note(app: BriefingApp) -> None:
    """Open the box to write a note in, as where no editor is named."""
    app.push_screen(
        NoteDialog("Compare with the figures of May.\n\nWho pays the 15 percent: the firm, or its customers?\n")
    )


class Told(StillLife):
    """The still life with the answer of a language model."""

    def summary(self, story_id: int, should_stop: Callable[[], bool]) -> Summary | None:
        told = []
        for number, words in enumerate((samples.LEAD, samples.TRUCE, samples.ORDERS), 1):
            start = samples.TEXT.index(words)
            told.append(Numbered(number, words, 1, start, start + len(words)))
        answer = (
            "Scott Bessent confirmed that China had asked for the H20 chips in its talks with Washington [1]. "
            "Chinese companies including ByteDance, Alibaba, and Tencent ordered H20 chips worth at least $16 billion "
            "in the first quarter of 2025 [3]. Everybody is content with that [2]."
        )
        return Summary("tiny-3b", checked(answer, told), tuple(told))


def told(path: Path) -> Library:
    """Return the still life with a language model."""
    still_life(path)
    return Told(path, clock=lambda: NOW)


def summarised(app: BriefingApp) -> None:
    """Ask the language model."""
    library = app.edition_screen.library
    library.settings = replace(library.settings, llm_url="http://127.0.0.1:1/v1", llm_model="tiny-3b")
    story = app.edition_screen.story_list.selected
    assert story is not None
    app.push_screen(LlmScreen(library, story, today=library.now().date()))


def imported(app: BriefingApp) -> None:
    """Show what became of a file of subscriptions."""
    done = [
        Imported(Subscription("https://harborwire.example.org/rss", "Harbor Wire", "World", line=3), 1, False),
        Imported(Subscription("https://tides.example.org/feed", "Tides", "Science/Sea", ("slow", "sea"), 9), 8, True),
        Imported(Subscription("https://a-feed-without-a-title.example.org/atom.xml", line=12), 9, True),
    ]
    problems = ("Line 5: exec:~/bin/weather was left out: it is a program.", "Line 7: the name “…” is not closed.")
    library = app.edition_screen.library
    app.push_screen(ImportedScreen(library, done, problems, "/home/reader/urls.opml", today=library.now().date()))


def found(app: BriefingApp) -> None:
    """Show what was found at addresses: a feed with another beside it, one that is subscribed already, an error."""
    library = app.edition_screen.library
    screen = AddScreen(library, today=library.now().date())
    others = (FoundFeed("https://tides.example.org/sport/rss", "Tides: sport"),)
    feeds = [
        Preview(
            "tides.example.org", "https://tides.example.org/feed", "Tides", 40, 17.4, NOW - timedelta(hours=3),
            others=others,
        ),
        Preview("harborwire.example.org", "https://harborwire.example.org/rss", "Harbor Wire", 8, known=1),
        Preview(
            "nothing.example.org",
            error=FetchError("nothing.example.org has no address on the internet.", "Is the name written correctly?"),
        ),
    ]  # fmt: skip

    def look_up(words: str) -> None:
        screen.subscribed = {"https://harborwire.example.org/rss": "Harbor Wire"}
        screen.found = [found for one in feeds for found in (one, *one.others)]
        screen._show(0)

    screen.look_up = look_up  # type: ignore[method-assign]
    screen.address = "tides.example.org"
    app.push_screen(screen)


STATES: Mapping[str, State] = {
    "list": State(),
    "list-moved": State(("j", "j")),
    "list-compact": State(("z d",)),
    "list-full": State(("z d", "z d")),
    "list-airy": State(("z d", "z d", "z d")),
    "list-newest": State(("S",)),
    "list-selecting": State(("v", "v", "j")),
    "list-end": State(("plus",), again=("G",)),
    "list-prefix": State(("g",)),
    "list-hint": State((), hinting),
    "list-news": State((), lambda app: setattr(app.edition_screen, "news", "● 7 new, press r")),
    "nothing": State(make=lambda path: shelf(())),
    "failure": State(make=failing),
    "sample": State(make=as_sample),
    "brief": State(("enter",)),
    "brief-stop": State(("enter", "j", "j", "right_curly_bracket")),
    "brief-end": State(("enter",), again=("G",)),
    "zen": State(("z z",)),
    "item": State(("enter", "1")),
    "item-rich": State((), rich),
    "item-hints": State(("semicolon",), rich),
    "item-find": State(("slash", *"line", "enter"), rich),
    "search": State(("slash",)),
    "search-hits": State(("slash", *"chi")),
    "search-nothing": State(("slash", *"zebra")),
    "entities": State(("g e",)),
    "entity": State((), lambda app: app.show_entity("Nvidia")),
    "why": State(("w",)),
    "move": State(("w", "m")),
    "unite": State(("w", "j", "t", *"chi")),
    "why-sentence": State(("W",)),
    "llm": State((), summarised, told),
    "had-read": State(("V",)),
    "editions": State(("g p",)),
    "edition-past": State(("g p", "j", "enter")),
    "feeds": State(("g f",)),
    "add": State(("a",)),
    "add-found": State((), found),
    "begin": State(("B",)),
    "imported": State((), imported),
    "packs": State(("B", "1")),
    "saved": State(("g s",)),
    "tags": State(("g t",)),
    "tagged": State(("g t", "enter")),
    "tag-dialog": State(("t",)),
    "note-dialog": State((), with_note),
    "hidden": State(("g h",)),
    "hiding": State(("X",)),
    "history": State(("g u",)),
    "log": State(("g l",)),
    "settings": State(("g c",)),
    "legend": State((), lambda app: app.run_action_now("legend")),
    "help": State(("question_mark",)),
    "help-searched": State(("question_mark", *"brief")),
    "palette": State(("ctrl+p",), anew=True),
    "command-line": State(("colon", *"ma")),
    "pipe": State(("vertical_line", *"wc")),
}
"""Name of a picture -> how to come there."""


async def press(app: BriefingApp, pilot: Pilot[None], keys: tuple[str, ...]) -> None:
    """Press keys, waiting after each command."""
    for command in keys:
        await pilot.press(*command.split())
        await settled(app, pilot)


async def arrive(app: BriefingApp, pilot: Pilot[None], state: State) -> None:
    """Go to a state and wait until the app is still."""
    await settled(app, pilot)
    if state.prepare:
        state.prepare(app)
    await press(app, pilot, state.keys)
    await settled(app, pilot)
    for box in (*app.screen.query(Input), *app.screen.query(TextArea)):
        box.cursor_blink = False
    await pilot.wait_for_scheduled_animations()


def open_state(state: State, database: Path, *, theme: str = "night") -> BriefingApp:
    """Return the app on a state's library, with settings that depend on nothing."""
    library = state.make(database)
    library.settings = Settings(auto_refresh=False)
    return BriefingApp(library.path, library=library, sample=library.sample, theme=theme)
