"""What the app gives to other programs: addresses to a browser, briefs to a command, links by letters and by OSC 8."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefing.config import Settings
from briefing.errors import BriefingError
from briefing.tui import outside
from briefing.tui.outside import browser_command, open_with, pipe, pipe_silently
from briefing.tui.screens.hints import LETTERS, HintScreen, hints_for
from briefing.tui.screens.item import ItemScreen
from briefing.tui.widgets.page_view import link_to
from feeds.model import Link
from tests.tui import samples
from tests.tui.driving import Driver, opened
from tests.tui.shelf import shelf

URL = "https://example.org/a?b=c&d=$(x)"


@pytest.mark.parametrize(
    ("browser", "command"),
    [
        (("firefox",), ["firefox", URL]),
        (("firefox", "--new-window", "%u"), ["firefox", "--new-window", URL]),
        (("open", "-u=%u", "-x"), ["open", f"-u={URL}", "-x"]),
    ],
)
def test_the_browser_gets_the_address_as_one_argument(browser: tuple[str, ...], command: list[str]) -> None:
    assert browser_command(browser, URL) == command


def test_a_browser_that_there_is_not_is_named() -> None:
    with pytest.raises(BriefingError, match="no-such-browser"):
        open_with(("no-such-browser",), URL)


async def test_the_configured_browser_opens_safe_addresses_only(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(outside.subprocess, "Popen", lambda command, **_: started.append(command))
    async with opened(shelf(settings=Settings(browser=("www", "%u")))) as driver:
        for url in (URL, "file:///etc/passwd", "javascript:x", "https://example.org/\x1b]0;x"):
            driver.app.open_url(url)
    assert [command[0] for command in started] == ["www"] * len(started)
    assert started[0] == ["www", URL] and all(command[1].startswith("https://") for command in started)


ECHO = f'{sys.executable} -c "import sys; print(len(sys.stdin.read()), 1)"'


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("cat", "done. # Brief of “x”"),
        ("exit 3", "ended with code 3."),
        ("no-such-command-here", "there is no such command."),
    ],
)
def test_a_command_reads_the_brief(command: str, expected: str) -> None:
    assert expected in pipe_silently("# Brief of “x”\n", command)


def test_a_command_has_the_terminal_until_enter(capfd: pytest.CaptureFixture[str]) -> None:
    asked: list[str] = []
    assert pipe("# Brief", "cat", ask=lambda words: asked.append(words) or "") == "cat: done."
    assert capfd.readouterr().out == "# Brief" and "Enter goes back" in asked[0]


async def test_the_brief_is_piped_to_what_is_typed(tmp_path: Path) -> None:
    async with opened(shelf(settings=Settings(pipe_command=f"cat > {tmp_path / 'b.md'}"))) as driver:
        await driver.press("vertical_line", "enter")
        assert "done." in driver.word
        assert (tmp_path / "b.md").read_text(encoding="utf8").startswith("# Nvidia may sell H20 chips")
        await driver.press("vertical_line", "escape")
        assert driver.app.screen is driver.screen


# -- links -------------------------------------------------------------------------------------------------


def test_letters_are_many_enough_and_none_begins_another() -> None:
    for number in (0, 1, 26, 27, 200):
        hints = hints_for([f"https://example.org/{n}" for n in range(number)])
        assert len(hints) == len(set(hints.values())) == number
        assert not any(a != b and b.startswith(a) for a in hints.values() for b in hints.values())
    assert set("".join(hints_for(["a", "b"]).values())) <= set(LETTERS)


async def shown_item(driver: Driver, links: int) -> ItemScreen:
    """Show an item with so many links."""
    text = " ".join(f"word{n}" for n in range(links)) or "no link"
    spans = [Link(text.index(f"word{n}"), text.index(f"word{n}") + 5, f"https://example.org/{n}") for n in range(links)]
    driver.app.show_item(replace(samples.item(), text=text, links=tuple(spans)), samples.Reading())
    await driver.still()
    assert isinstance(driver.app.screen, ItemScreen)
    return driver.app.screen


@pytest.mark.parametrize(
    ("key", "opens"), [("a", ["https://example.org/0"]), ("s", ["https://example.org/1"]), ("z", [])]
)
async def test_the_letters_at_a_link_open_it(key: str, opens: list[str]) -> None:
    async with opened() as driver:
        taken: list[str] = []
        driver.app.open_url = lambda url, **_: taken.append(url)  # type: ignore[method-assign]
        screen = await shown_item(driver, 3)
        await driver.press("semicolon")
        assert isinstance(driver.app.screen, HintScreen)
        assert "[a]" in "\n".join(screen.text.render_line(y).text for y in range(8))
        await driver.press(key)
        assert taken == opens and driver.app.screen is screen
        assert "[1]" in "\n".join(screen.text.render_line(y).text for y in range(8))


async def test_many_links_get_two_letters_and_none_says_so() -> None:
    async with opened(size=(120, 35)) as driver:
        taken: list[str] = []
        driver.app.open_url = lambda url, **_: taken.append(url)  # type: ignore[method-assign]
        await shown_item(driver, 40)
        await driver.press("semicolon", "a", "s")
        assert taken == ["https://example.org/1"]
        await driver.press("q")
        screen = await shown_item(driver, 0)
        await driver.press("semicolon")
        assert driver.app.screen is screen and "no link" in screen.foot.word


def test_the_terminal_is_told_of_safe_addresses_only() -> None:
    assert link_to(URL).link == URL
    for url in ("file:///x", "javascript:x", "", "https://"):
        assert link_to(url).link is None
    hostile: Any = link_to("https://example.org/\x1b]8;;x\x07").link
    assert hostile is None or ("\x1b" not in hostile and "\x07" not in hostile)
