"""The hostile set on every screen of the app: what Textual writes to the terminal holds nothing that a feed has sent.

The app runs in this process on a driver that keeps every byte. The real program on a real terminal is driven by
`test_terminal_bytes`, which is slow.
"""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
import re
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot
from textual.screen import Screen

from briefing.config import Settings
from briefing.store.connection import open_database
from briefing.store.stories import list_stories
from briefing.tui import screens
from briefing.tui.app import BriefingApp
from briefing.tui.data import Library
from briefing.tui.screens.edition import EditionScreen
from feeds.urls import safe_url
from tests.hostile_set import FOLDER, NOW, store_everything
from tests.terminal import OWN, controls, sequences
from tests.tui.driving import settled

pytestmark = pytest.mark.xdist_group("hostile-bytes")  # one worker drives the app for all of these tests

SIZE = (120, 36)
OPML = FOLDER / "i23_opml_bomb.opml"
LINK = re.compile(rb"\x1b\]8;[^;]*;([^\x1b]+)\x1b")

ROUTES: dict[str, str] = {
    "a brief": "enter down } H G g+g",
    "an item": "enter 1 } G y / =title enter n",
    "why": "w down down",
    "a correction": "w t =title",
    "scores of sentences": "W down",
    "what was read": "m k V",
    "names": "E down down",
    "a name": "E enter down",
    "colours": "g+k down enter",
    "past editions": "P down",
    "feeds": "F down G e r",
    "adding": "a",
    "the first run": "B down",
    "packs": "B 1 down",
    "an import": "B 2 =OPML enter",
    "the log": "g+l",
    "settings": "g+c down",
    "tags of a story": "t =[/x] enter",
    "all tags": "g+t down",
    "stories of a tag": "g+t enter",
    "saving": "s g+s down",
    "hiding": "X down",
    "a hiding rule": "X enter",
    "what is hidden": "g+h down",
    "changes": "g+u down",
    "help": "? =open",
    "the palette": "ctrl+p =open",
    "the command line": ": =open",
    "a search": "/ =title down down",
    "a pipe": "|",
    "a note": "i",
    "marks": "s u m u A u",
    "a copy": "Y",
    "looks": "z z T T",
}
"""Where to go, and the keys that lead there from the list: "=words" are typed, "g+l" are pressed one on the other."""

STORIES = 12
"""Stories looked at in the list, with their briefs beside it."""

NOT_VISITED = {
    "TooSmallScreen": "it shows no feed's words",
    "AskDialog": "it shows no feed's words",
    "LlmScreen": "it needs a model, whose words are checked against the sources",
    "PictureScreen": "it needs a picture from the web and a library that few have",
    "EditionScreen": "it is where the routes begin",
}


@dataclass(slots=True)
class Seen:
    """What a visit left: bytes written, the classes of the screens, and the words that stood on them."""

    written: bytearray = field(default_factory=bytearray)
    screens: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)


async def visit(path: Path) -> Seen:
    """Look at the first stories and at an item of every feed, then go along every route."""
    with closing(open_database(path)) as con:
        one_a_feed = (
            "SELECT MIN(items.id) FROM items JOIN feeds ON feeds.id = feed WHERE feeds.url NOT LIKE ? GROUP BY feed"
        )
        items = [row[0] for row in con.execute(one_a_feed, ("https://u%",))]  # the links u01 to u22 look alike
        (linking,) = con.execute("SELECT id FROM items WHERE links LIKE '%http%' ORDER BY id").fetchone()
    seen = Seen()

    class KeepingDriver(HeadlessDriver):
        """A terminal of fixed size that keeps what is written to it."""

        @property
        def is_headless(self) -> bool:
            return False

        def write(self, data: str) -> None:
            seen.written += data.encode("utf-8", "surrogateescape")

    settings = Settings(edition_hours=1_000_000, edition_size=5000, auto_refresh=False)
    app = BriefingApp(path, settings=settings, library=Library(path, clock=lambda: NOW, settings=settings))
    app.driver_class = KeepingDriver

    async def look(pilot: Pilot[None]) -> None:
        await settled(app, pilot)
        seen.screens.add(type(app.screen).__name__)
        seen.words |= {strip.text.strip() for strip in app.screen._compositor.render_strips()}

    async with app.run_test(headless=False, size=SIZE, notifications=True) as pilot:
        await look(pilot)
        for _ in range(STORIES):
            await pilot.press("J")
            await look(pilot)
        await pilot.press("g", "g")
        for item in items:
            app.show_item(*app.library.item(item))
            await look(pilot)
            await pilot.press("q")
        app.show_item(*app.library.item(linking))
        await look(pilot)
        await pilot.press("semicolon")
        await look(pilot)
        await back(app, pilot)
        for route in ROUTES.values():
            for step in route.replace("=OPML", f"={OPML}").split():
                typed = len(step) > 1 and step[0] == "="
                await pilot.press(*(step[1:] if typed else step.split("+") if step[1:2] == "+" else [step]))
                await look(pilot)
            await back(app, pilot)
    return seen


async def back(app: BriefingApp, pilot: Pilot[None]) -> None:
    """Go back to the list of stories."""
    for _ in range(8):
        await settled(app, pilot)
        if isinstance(app.screen, EditionScreen) and not app.screen.reading:
            return
        await pilot.press("escape")
    raise AssertionError(f"no way back from {app.screen}")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    path = tmp_path_factory.mktemp("hostile") / "briefing.db"
    with closing(open_database(path)) as con:
        store_everything(con, without=("i12", "i13"))  # large, not strange
        assert len(list_stories(con)) > 30
    return asyncio.run(visit(path))


def test_every_screen_of_the_app_was_visited(hostile: Seen) -> None:
    importlib.import_module("briefing.tui.pictures")  # the one screen that lives elsewhere
    for module in pkgutil.iter_modules(screens.__path__):
        importlib.import_module(f"{screens.__name__}.{module.name}")
    known = {
        one.__name__ for one in below(Screen) if one.__module__.startswith("briefing.") and not one.__subclasses__()
    }
    assert known - hostile.screens - set(NOT_VISITED) == set()
    assert set(NOT_VISITED) - known == set()


def below(kind: type) -> set[type]:
    """Return all classes that are made from this one."""
    return {found for one in kind.__subclasses__() for found in {one, *below(one)}}


def test_the_hostile_set_was_on_the_screen(hostile: Seen) -> None:
    shown = "\n".join(hostile.words)
    words = ("Clip ]52;c;cm0gLXJmIH4K end", "a]2;pwn[21t", 'aP$q"p\\b[6n[c', "C1 2J and 52;c;eHg= end", "raw ]0;pwn")
    words += ("[bold red]x[/]", "DROP TABLE items", "Report fdp.exe", "line1 line2 line3", "Safe headline EVIL")
    assert [missing for missing in words if missing not in shown] == []


def test_no_escape_sequence_but_textuals(hostile: Seen) -> None:
    assert len(hostile.written) > 500_000
    assert {one for one in sequences(bytes(hostile.written)) if not OWN.fullmatch(one)} == set()
    for address in LINK.findall(bytes(hostile.written)):
        assert safe_url(address.decode("ascii")) == address.decode("ascii")


def test_no_control_character_between_the_sequences(hostile: Seen) -> None:
    assert controls(bytes(hostile.written)) <= {"\n"}
