"""The hostile set in the app: what is shown, opened and said of each case; and that no line of EXPECT.tsv is forgotten.

The app runs on a real database with the whole set, headless; what its bytes do to a terminal is the business of
`tests/test_terminal_bytes.py`.
"""

from __future__ import annotations

import asyncio
import re
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.cells import cell_len

from briefing.store.connection import open_database
from briefing.store.items import get_item
from briefing.tui.app import BriefingApp
from briefing.tui.data import Library
from briefing.tui.screens.item import ItemScreen
from briefing.tui.screens.search import SearchScreen
from tests.briefing import test_hostile_store as store
from tests.feeds import test_fetch_answers as http
from tests.feeds import test_hostile as parsing
from tests.hostile_set import NOW, expectations, store_everything
from tests.tui.driving import settled

pytestmark = pytest.mark.xdist_group("hostile-app")  # one worker: the program is driven once for all of these tests

SIZE = (120, 36)


@dataclass(frozen=True, slots=True)
class Shown:
    """One item in the app: its lines in the reader and in the search, its title, and what the browser was given."""

    lines: tuple[str, ...]
    found: tuple[str, ...]
    title: str
    opened: tuple[str, ...]
    clipboard: str


def title_is(title: str) -> Callable[[Shown], None]:
    """Expect this title, letter by letter, on one line in the reader."""

    def check(shown: Shown) -> None:
        assert shown.title == title
        assert any(title in line for line in shown.lines)
        assert shown.clipboard in ("", *shown.opened)

    return check


def opens(url: str) -> Callable[[Shown], None]:
    """Expect that the item is shown, and that the browser gets this address as it stands: "" for nothing at all."""

    def check(shown: Shown) -> None:
        assert any(shown.title in line for line in shown.lines), "the item is shown"
        assert shown.opened == ((url,) if url else ())
        assert shown.clipboard == url
        assert url == "" or url.startswith(("http://", "https://"))

    return check


def host_is_named(host: str, url: str) -> Callable[[Shown], None]:
    """Expect that the reader names the real host before anything is opened."""

    def check(shown: Shown) -> None:
        opens(url)(shown)
        assert any(line.rstrip().endswith(f"· {host}") for line in shown.lines)

    return check


def no_links(shown: Shown) -> None:
    assert not any("LINKS" in line for line in shown.lines)
    assert not any("javascript" in line or "data:" in line for line in shown.lines)


def zero_width(shown: Shown) -> None:
    title_is("Apple")(shown)
    assert sum("Apple" in line for line in shown.found) == 2, "both are found by the plain word"


def arabic(shown: Shown) -> None:
    assert "[عاجل]" in shown.title and any("2026" in line for line in shown.lines)


CHECKS: dict[str, Callable[[Shown], None]] = {
    "t01_json_osc52_clipboard.json": title_is("Clip ]52;c;cm0gLXJmIH4K end"),
    "t02_json_osc8_retarget.json": opens("https://example.test/1"),
    "t03_json_title_report.json": title_is("a]2;pwn[21t"),
    "t04_json_decrqss_dcs.json": title_is(r'aP$q"p\b[6n[c'),
    "t06_json_bs_cr_overwrite.json": title_is("Safe headline EVIL"),
    "t11_rich_markup.xml": title_is(
        "[bold red]x[/] [link=file:///etc/passwd]y[/link] [/] [@click=app.quit]q[/] [00] [$primary]"
    ),
    "t13_bidi_override.xml": host_is_named("example.test", "https://example.test/%E2%80%AEgpj.exe"),
    "t14_zero_width_tags.xml": zero_width,
    "t16_newlines_tabs_title.xml": title_is("line1 line2 line3 x y z"),
    "x15_gbk.xml": title_is("中美谈判 英伟达 H20 芯片"),
    "x20_arabic_rtl.xml": arabic,
    "u01_link.xml": opens(""),
    "u02_link.xml": opens(""),
    "u04_link.xml": opens("https://example.test/-oProxyCommand=x"),
    "u05_link.xml": opens("https://example.test/--version"),
    "u06_link.xml": opens(""),
    "u08_link.xml": opens(""),
    "u09_link.xml": opens("https://example.test/$(touch%20x);%60id%60%7C&&%22'"),
    "u10_link.xml": opens(""),
    "u12_link.xml": host_is_named("evil.test", "https://evil.test/x"),
    "u13_link.xml": host_is_named("evil.test", "http://evil.test/"),
    "u14_link.xml": host_is_named("xn--exmple-4nf.test", "http://xn--exmple-4nf.test/"),
    "u16_link.xml": opens(""),
    "u17_link.xml": opens(""),
    "u18_link.xml": opens("http://127.0.0.1:631/"),
    "u20_link.xml": opens(""),
    "u21_link.xml": opens("https://example.test/lead"),
    "u22_link.xml": opens("https://example.test:443/Upper"),
    "i18_xss_attrs.xml": no_links,
}


@pytest.fixture(scope="module")
def app_shows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shown]:
    """Open the app on the whole set and look at the first item of every case in `CHECKS`."""
    path = tmp_path_factory.mktemp("app") / "briefing.db"
    con = open_database(path)
    store_everything(con, without=("i12", "i13"))  # large, not strange
    ids = {}
    for name in CHECKS:
        feed = f"%//{name.partition('.')[0].replace('_', '-')}.%"
        query = (
            "SELECT items.id FROM items JOIN feeds ON feeds.id = items.feed WHERE feeds.url LIKE ? ORDER BY items.id"
        )
        (ids[name],) = con.execute(query, (feed,)).fetchone()
    titles = {name: get_item(con, item).title for name, item in ids.items()}  # type: ignore[union-attr]
    con.close()
    opened: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(webbrowser, "open", lambda url, *_, **__: opened.append(url))
        return asyncio.run(_look(path, ids, titles, opened))


async def _look(path: Path, ids: dict[str, int], titles: dict[str, str], opened: list[str]) -> dict[str, Shown]:
    app = BriefingApp(path, library=Library(path, clock=lambda: NOW))
    seen = {}
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settled(app, pilot)
        for name, item in ids.items():
            opened.clear()
            app._clipboard = ""  # Textual has no other way to empty it
            app.show_item(*app.library.item(item))
            await settled(app, pilot)
            assert isinstance(app.screen, ItemScreen)
            lines = _lines(app)
            await pilot.press("o", "y")
            await settled(app, pilot)
            app.notify(titles[name], title="Said", markup=False, timeout=0.01)
            await pilot.press("q")
            await settled(app, pilot)
            found = ()
            if name.startswith("t14"):
                await pilot.press("slash", *"apple")
                await settled(app, pilot)
                assert isinstance(app.screen, SearchScreen)
                found = _lines(app)
                await pilot.press("escape")
                await settled(app, pilot)
            assert app._exception is None and app.title == "briefing"
            seen[name] = Shown(lines, found, titles[name], tuple(opened), app.clipboard)
    return seen


def _lines(app: BriefingApp) -> tuple[str, ...]:
    """Return the screen as a terminal would show it, line by line; each is as wide as the screen, whatever is in it."""
    strips = app.screen._compositor.render_strips()
    assert {strip.cell_length for strip in strips} == {SIZE[0]}
    assert all(cell_len(strip.text) == SIZE[0] for strip in strips)
    assert not any(re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", strip.text) for strip in strips)
    return tuple(strip.text for strip in strips)


@pytest.mark.parametrize("name", CHECKS)
def test_expectation(name: str, app_shows: dict[str, Shown]) -> None:
    CHECKS[name](app_shows[name])


# -- no line is forgotten ----------------------------------------------------------------------------------


def test_every_line_of_the_hostile_set_has_its_test() -> None:
    named = set(expectations())
    assert len(named) == 99
    answered = {name for name in named if re.search(rf"test_(?:h\d\d_)*{name[5:8]}_", "\n".join(vars(http)))}
    beyond = [*CHECKS, *store.CHECKS]
    assert len(beyond) == len(set(beyond)), "a case is the app's or the store's, not both"
    parsed_only = set(parsing.CHECKS) - set(beyond)
    tables = [parsed_only, set(CHECKS), set(store.CHECKS), answered]
    times = {name: sum(name in table for table in tables) for name in named}
    assert times == dict.fromkeys(named, 1), "every case is in exactly one table"
    assert set().union(*tables) == named


def test_what_parsing_leaves_to_others_is_in_their_tables() -> None:
    beyond = {*CHECKS, *store.CHECKS}
    left = [
        name for name in expectations() if name.startswith(tuple(parsing.ELSEWHERE)) and not name.startswith("http")
    ]
    assert [name for name in left if name not in beyond] == []
