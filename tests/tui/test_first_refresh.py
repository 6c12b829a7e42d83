"""What stands in the place of stories before there are any: how to begin, and how the first refresh goes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import briefing.tui
from briefing.config import Settings
from briefing.store.connection import open_database
from briefing.store.feeds import add_feed
from briefing.tui.keys import by_id
from briefing.tui.keys.keymap import DEFAULT
from briefing.tui.keys.labels import with_keys
from briefing.tui.keys.user import user_keymap
from briefing.tui.layout.ending import LAST_FAILURES, first_refresh, no_stories
from tests.tui import samples
from tests.tui.driving import opened
from tests.tui.shelf import NOW, shelf
from tests.tui.test_feeds import running


def test_words_name_the_keys_of_the_reader() -> None:
    own = user_keymap(Settings(keys=(("view.begin", ("ctrl+n",)), ("feeds.open", ()))))
    assert "Press B to begin" in no_stories() and "Press Ctrl-N to begin" in no_stories(own)
    assert "1 feed is subscribed. R fetches" in no_stories(DEFAULT, 1) and "3 feeds are" in no_stories(DEFAULT, 3)
    assert with_keys("{feeds.open} lists them", DEFAULT) == "F lists them"
    assert with_keys("{feeds.open} lists them", own) == ":feeds.open lists them"


def test_words_that_name_no_command_stay_as_they_are() -> None:
    assert with_keys("{what.ever} {} {0} a {b", DEFAULT) == "{what.ever} {} {0} a {b"


def test_every_command_named_in_our_words_is_one() -> None:
    named = [
        name
        for path in Path(briefing.tui.__file__).parent.rglob("*.py")
        for name in re.findall(
            r"(?<!f)\{([a-z]+\.[a-z_]+)\}+ (?:in|on|to|shows|lists|says|saves|brings|finds)\b", path.read_text("utf8")
        )
    ]
    groups = {name.partition(".")[0] for name in by_id()}
    commands = {name for name in named if name.partition(".")[0] in groups}
    assert len(commands) > 8 and commands <= set(by_id())


def test_the_first_refresh_counts_and_names_what_could_not_be_read() -> None:
    words = first_refresh(7, 16, 1, "", ["Harbor Wire"])
    assert "7 of 16 feeds have answered.\n1 item so far." in words
    assert words.endswith("Not read (F says why):\nHarbor Wire")
    many = first_refresh(16, 16, 1200, "grouping", [f"Feed {n}" for n in range(LAST_FAILURES + 3)])
    assert "Now grouping …" in many and many.endswith("and 3 more") and f"Feed {LAST_FAILURES}" not in many
    assert "Asking your feeds" in first_refresh(0, 0, 0, "", [])


async def test_an_empty_list_says_what_can_be_done_and_then_what_goes_on() -> None:
    async with opened(shelf(())) as driver:
        screen = driver.app.edition_screen
        assert screen.foot_bar.pane == "empty" and "No stories yet." in screen.story_list._ending
        screen._fetching, screen._of = True, 2
        feed = {
            "event": "feed",
            "new": 40,
            "error": "It answered with 503.",
            "title": "",
            "source": "https://u:p@a.example.org/f",
        }
        screen._count(feed)
        screen._tell_progress()
        words = screen.story_list._ending
        assert "1 of 2 feeds have answered.\n40 items so far." in words
        assert "a.example.org/f" in words and "u:p@" not in words, "a name and a password are for nobody's eyes"


async def test_stories_that_are_there_stay_while_a_refresh_goes_on() -> None:
    async with opened() as driver:
        screen = driver.app.edition_screen
        before = screen.story_list.stories
        screen._fetching, screen._of, screen._feeds = True, 2, 1
        screen._tell_progress()
        assert screen.story_list.stories == before and screen.news == "fetched 1 of 2 feeds"
        assert screen.foot_bar.pane == "list"


async def test_where_there_is_a_teaser_only_the_keys_offer_the_full_text() -> None:
    async with opened() as driver:
        for text, extracted, pane in (
            ("Short.", False, "teaser"),
            ("Short.", True, "item"),
            ("word " * 200, False, "item"),
        ):
            driver.app.show_item(replace(samples.item(1), text=text, extracted=extracted), samples.reading(1))
            await driver.still()
            assert driver.app.screen.foot.pane == pane  # type: ignore[attr-defined]
            await driver.press("q")


async def test_feeds_that_were_never_fetched_are_told_of(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    con = open_database(path)
    for n in range(2):
        add_feed(con, f"https://f{n}.example.org/feed", now=NOW)
    con.close()
    async with running(path) as (app, _):
        assert "2 feeds are subscribed. R fetches what is due" in app.edition_screen.story_list._ending
