"""Every screen of the app, in the state that a picture is taken of: the keys that lead there, on the still life."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from textual.pilot import Pilot
from textual.widgets import Input

from briefing.config import Settings
from briefing.model import Edition, Reading
from briefing.tui.app import BriefingApp
from briefing.tui.data import Library
from briefing.tui.screens.edition_hints import EditionHints
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


STATES: Mapping[str, State] = {
    "list": State(),
    "list-moved": State(("j", "j")),
    "list-compact": State(("z d",)),
    "list-full": State(("z d", "z d")),
    "list-airy": State(("z d", "z d", "z d")),
    "list-newest": State(("S",)),
    "list-selecting": State(("v", "v", "j")),
    "list-end": State(("plus", "G")),
    "list-prefix": State(("g",)),
    "list-hint": State((), hinting),
    "list-news": State((), lambda app: setattr(app.edition_screen, "news", "● 7 new, press r")),
    "nothing": State(make=lambda path: shelf(())),
    "failure": State(make=failing),
    "sample": State(make=as_sample),
    "brief": State(("enter",)),
    "brief-stop": State(("enter", "j", "j", "right_curly_bracket")),
    "brief-end": State(("enter", "G")),
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
    "why-sentence": State(("W",)),
    "had-read": State(("V",)),
    "editions": State(("g p",)),
    "feeds": State(("g f",)),
    "add": State(("a",)),
    "begin": State(("B",)),
    "packs": State(("B", "1")),
    "saved": State(("g s",)),
    "tags": State(("g t",)),
    "tagged": State(("g t", "enter")),
    "tag-dialog": State(("t",)),
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


async def arrive(app: BriefingApp, pilot: Pilot[None], state: State) -> None:
    """Go to a state and wait until the app is still."""
    await settled(app, pilot)
    if state.prepare:
        state.prepare(app)
    for keys in state.keys:
        await pilot.press(*keys.split())
        await settled(app, pilot)
    await settled(app, pilot)
    for box in app.screen.query(Input):
        box.cursor_blink = False
    await pilot.wait_for_scheduled_animations()


def open_state(state: State, database: Path, *, theme: str = "night") -> BriefingApp:
    """Return the app on a state's library, with settings that depend on nothing."""
    library = state.make(database)
    library.settings = Settings(auto_refresh=False)
    return BriefingApp(library.path, library=library, sample=library.sample, theme=theme)
