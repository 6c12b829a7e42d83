"""The reader's own things in the app, on a real database: selecting, tags, notes, saved stories, hiding, undoing."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from briefing.config import Settings
from briefing.errors import BriefingError
from briefing.ingest import process
from briefing.store.arrivals import NewItem, store_items
from briefing.store.connection import open_database
from briefing.store.entities import find_entity, follow_entities
from briefing.store.feeds import add_feed
from briefing.store.kept import Kept, kept_stories
from briefing.store.marks import history
from briefing.store.notes import note_of
from briefing.store.rules import list_rules
from briefing.store.stories import get_story, list_stories
from briefing.store.tags import list_tags, tag_stories
from briefing.tui.app import BriefingApp
from briefing.tui.keys import sequences
from briefing.tui.notices import by_command, notice_text, through_terminal
from briefing.tui.screens.edition import EditionScreen
from briefing.tui.screens.hidden import HiddenScreen
from briefing.tui.screens.hiding import HidingScreen
from briefing.tui.screens.history import HistoryScreen
from briefing.tui.screens.note import NoteDialog, editor_command, in_editor
from briefing.tui.screens.panel import Panel
from briefing.tui.screens.shelf import SavedScreen, TaggedScreen
from briefing.tui.screens.tag_dialog import TagDialog
from briefing.tui.screens.tags import TagsScreen
from tests.tui.driving import settled

NOW = datetime(2025, 7, 18, 12, tzinfo=UTC)
HEADLINES = (
    "Football: Norwich win the derby in extra time",
    "Parliament votes on the railway budget tonight",
    "Comet [/x] passes the orbit of Mars in silence",
    "Café that outlived four mayors closes its doors",
    "Glacier in Patagonia calves an island of ice",
)


def put(con: sqlite3.Connection, *headlines: str, hours: int = 0) -> None:
    """Store and group items, the first one the newest."""
    feed = add_feed(con, "https://harbor.example.org/rss", title="Harbor", outlet="Harbor", now=NOW)
    made = [
        NewItem(
            guid=headline,
            title=headline,
            text=f"{headline}.",
            hash=headline,
            outlet="Harbor",
            published=NOW - timedelta(hours=hours + n),
        )
        for n, headline in enumerate(headlines)
    ]
    store_items(con, feed, made, now=NOW)
    process(con, now=NOW)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a database with five stories of one item each."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setattr(sequences, "PREFIX_WAIT_S", 60)  # a slow machine is no reason to take g g for two keys
    con = open_database(tmp_path / "b.db")
    put(con, *HEADLINES)
    con.close()
    return tmp_path / "b.db"


class Running:
    """The app with short ways to what is looked at."""

    def __init__(self, app: BriefingApp, pilot: Pilot[None], path: Path) -> None:
        self.app, self.pilot, self.path = app, pilot, path

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await settled(self.app, self.pilot)
        await settled(self.app, self.pilot)  # what came back may have opened a screen, which asks again

    async def type(self, words: str, *keys: str) -> None:
        self.app.screen.query_one(Input).value = words
        await self.pilot.pause()
        await self.press(*keys)

    @property
    def edition(self) -> EditionScreen:
        return self.app.edition_screen

    @property
    def word(self) -> str:
        return self.edition.foot_bar.word

    @property
    def selected(self) -> str:
        story = self.edition.story_list.selected
        return story.headline.split()[0] if story else ""

    def panel(self) -> str:
        """Return the words of the panel on top."""
        screen = self.app.screen
        assert isinstance(screen, Panel)
        return "\n".join("".join(piece.text for piece in line) for line in screen.choices.page.lines)

    def stored(self, look: Callable[[sqlite3.Connection], object]) -> object:
        con = open_database(self.path)
        try:
            return look(con)
        finally:
            con.close()

    def headlines(self, **options: bool) -> list[str]:
        rows = self.stored(lambda con: list_stories(con, order="newest", **options))
        return [row.headline.split()[0] for row in rows]  # type: ignore[attr-defined]


@asynccontextmanager
async def running(path: Path, **settings: object) -> AsyncIterator[Running]:
    chosen = replace(Settings(database=str(path), auto_refresh=False, sort="newest"), **settings)  # type: ignore[arg-type]
    app = BriefingApp(path, settings=chosen, now=lambda: NOW)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await settled(app, pilot)
        yield Running(app, pilot, path)


# -- selecting ---------------------------------------------------------------------------------------------


async def test_selected_stories_are_changed_as_one(path: Path) -> None:
    async with running(path) as run:
        await run.press("v", "j", "v")
        foot = run.edition.foot_bar.render().plain
        assert run.edition.picked and foot.startswith("2 stories selected   m read   s save") and "Esc none" in foot
        assert "✓" in "".join(run.edition.story_list.render_line(y).text for y in range(8))
        await run.press("s")
        assert run.headlines(saved=True) == ["Football:", "Comet"]
        assert not run.edition.picked and run.word == "2 stories saved.   u undo"
        await run.press("u")
        assert run.headlines(saved=True) == []
        await run.press("g", "g", "asterisk", "m")
        assert all(story.read for story in run.edition.story_list.stories)
        await run.press("u")
        assert not any(story.read for story in run.edition.story_list.stories)
        await run.press("g", "g", "v", "j", "ampersand", "d")
        assert run.headlines() == ["Café", "Glacier"] and run.selected in ("Café", "Glacier")
        await run.press("u")
        assert len(run.headlines()) == 5


async def test_a_selection_is_given_up_and_turned_round(path: Path) -> None:
    async with running(path) as run:
        await run.press("v", "v")
        run.edition.action_select_invert()
        assert len(run.edition.picked) == 3
        await run.press("escape")
        assert not run.edition.picked and run.word == "" and len(run.headlines()) == 5
        await run.press("asterisk", "asterisk")
        assert not run.edition.picked


async def test_above_below_and_older_are_marked_read(path: Path) -> None:
    def read(run: Running) -> list[str]:
        return [story.headline.split()[0] for story in run.edition.story_list.stories if story.read]

    async with running(path) as run:
        await run.press("j", "j")
        run.edition.action_read_above()
        await settled(run.app, run.pilot)
        assert read(run) == ["Football:", "Parliament"] and run.word == "2 stories marked read.   u undo"
        run.edition.action_read_below()
        await settled(run.app, run.pilot)
        assert len(read(run)) == 4 and run.selected == "Comet"
        await run.press("u", "u")
        run.edition.action_read_older("3h")
        await settled(run.app, run.pilot)
        assert read(run) == ["Glacier"]
        run.edition.action_read_older("soon")
        assert "is no time" in run.word
        run.edition.action_read_older()
        await run.pilot.pause()
        await run.type("2h", "enter")
        assert read(run) == ["Café", "Glacier"]


async def test_the_command_line_tags_hides_and_marks(path: Path) -> None:
    async with running(path) as run:
        for line in ("tag sport #win", "hide railway", "read older 3h"):
            await run.press("colon")
            await run.type(line, "enter")
        assert get_tags(run, "Football:") == ("sport", "win") and "Parliament" not in run.headlines()
        assert [story.read for story in run.edition.story_list.stories] == [False, False, False, True]
        await run.press("colon")
        await run.type("tag a,b", "enter")
        assert get_tags(run, "Football:") == ("sport", "win")
        assert run.edition.story_list.selected.tags == ("sport", "win")  # type: ignore[union-attr]


# -- reading -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "after_open", "after_leave"), [("end", False, False), ("open", True, True), ("leave", False, True)]
)
async def test_a_brief_counts_as_read_by_the_chosen_rule(
    path: Path, rule: str, after_open: bool, after_leave: bool
) -> None:
    async with running(path, mark_read=rule) as run:
        await run.press("enter")
        rows = run.edition.story_list.stories
        assert rows[0].read == after_open
        await run.press("escape")
        assert run.edition.story_list.stories[0].read == after_leave
        assert run.selected == "Football:", "what was just read stays until one leaves"
        await run.press("r")
        shown = [story.headline.split()[0] for story in run.edition.story_list.stories]
        assert shown.index("Football:") == (4 if after_leave else 0)


async def test_never_means_only_by_hand_and_seconds_wait(path: Path) -> None:
    async with running(path, mark_read="never") as run:
        await run.press("enter", *["space"] * 4)
        assert not any(story.read for story in run.edition.story_list.stories) and run.selected != "Football:"
        await run.press("m")
        assert sum(story.read for story in run.edition.story_list.stories) == 1
    async with running(path, mark_read="1s") as run:
        await run.press("enter", "escape")
        first = run.edition._reading_timer
        assert first is not None and not run.edition.story_list.selected.read  # type: ignore[union-attr]
        await run.press("enter")
        await run.pilot.pause(1.2)
        await settled(run.app, run.pilot)
        assert run.edition.story_list.selected.read  # type: ignore[union-attr]


# -- tags and notes ----------------------------------------------------------------------------------------


async def test_tags_are_made_found_and_taken_off(path: Path) -> None:
    async with running(path) as run:
        await run.press("t")
        assert isinstance(run.app.screen, TagDialog)
        await run.type("to read", "enter")
        assert run.edition.story_list.selected.tags == ("to-read",)  # type: ignore[union-attr]
        assert "#to-read" in "".join(run.edition.story_list.render_line(y).text for y in range(8))
        await run.press("j", "v", "v", "t")
        await run.type("ice", "space")
        await run.type("TO-R", "space", "enter")
        assert [(row.name, row.stories) for row in run.stored(list_tags)] == [("ice", 2), ("to-read", 3)]  # type: ignore[attr-defined]
        await run.press("g", "g", "t", "space", "enter")
        assert get_tags(run, "Football:") == ()
        await run.press("u")
        assert get_tags(run, "Football:") == ("to-read",)
        await run.press("t", "escape", "t", "enter")
        assert get_tags(run, "Football:") == ("to-read",)


def get_tags(run: Running, word: str) -> tuple[str, ...]:
    rows = run.stored(lambda con: [row for row in list_stories(con) if row.headline.startswith(word)])
    return rows[0].tags  # type: ignore[index]


async def test_the_tag_screen_renames_deletes_and_leads_to_stories(path: Path) -> None:
    con = open_database(path)
    tag_stories(con, [1, 2], ["ice"], now=NOW)
    tag_stories(con, [3], ["snow"], now=NOW)
    con.close()
    async with running(path) as run:
        await run.press("g", "t")
        assert isinstance(run.app.screen, TagsScreen) and "#ice" in run.panel() and "2 stories" in run.panel()
        await run.press("r")
        await run.type("snow", "enter")
        assert [(row.name, row.stories) for row in run.stored(list_tags)] == [("snow", 3)]  # type: ignore[attr-defined]
        await run.press("u", "j", "x")
        assert [row.name for row in run.stored(list_tags)] == ["ice"]  # type: ignore[attr-defined]
        await run.press("g", "g", "enter")
        assert isinstance(run.app.screen, TaggedScreen) and len(run.app.screen.list.stories) == 2
        await run.press("enter")
        assert isinstance(run.app.screen, EditionScreen) and run.edition.reading


async def test_a_note_is_written_in_the_box_and_stands_in_the_brief(path: Path) -> None:
    async with running(path) as run:
        await run.press("i")
        assert isinstance(run.app.screen, NoteDialog)
        run.app.screen.query_one(TextArea).text = "Ask Mara [/x]\nabout extra time."
        await run.press("escape")
        assert run.word == "Note kept.   u undo"
        words = "\n".join("".join(p.text for p in line) for line in run.edition.brief_view.page.lines)
        assert "YOUR NOTE" in words and "▏ Ask Mara [/x]" in words
        assert "✎" in "".join(run.edition.story_list.render_line(y).text for y in range(8))
        await run.press("i", "escape", "u")
        assert run.edition.brief and run.edition.brief.own_note == ""


class Stood:
    """Stands in for the app that steps aside."""

    @contextmanager
    def suspend(self) -> object:  # type: ignore[misc]
        yield


def test_the_editor_gets_the_note_and_gives_it_back(tmp_path: Path) -> None:
    script = "import sys; p = sys.argv[-1]; t = open(p).read(); open(p, 'w').write(t.upper() + 'more')"
    assert in_editor(Stood(), [sys.executable, "-c", script], "one") == "ONE\nmore"  # type: ignore[arg-type]
    for command, words in (
        ([sys.executable, "-c", "raise SystemExit(3)"], "ended with code 3"),
        (["no-such-editor"], "cannot be started"),
        ([sys.executable, "-c", "import os, sys; os.remove(sys.argv[-1])"], "cannot be read"),
        ([sys.executable, "-c", "import sys; open(sys.argv[-1], 'w').write('x' * 300_000)"], "too long"),
    ):
        with pytest.raises(BriefingError, match=words):
            in_editor(Stood(), command, "one")  # type: ignore[arg-type]


def test_which_editor_is_the_reader_s() -> None:
    assert editor_command({"VISUAL": "code --wait", "EDITOR": "vi"}) == ["code", "--wait"]
    assert editor_command({"EDITOR": "vi"}) == ["vi"]
    assert editor_command({}) == []
    with pytest.raises(BriefingError, match="cannot be started"):
        editor_command({"EDITOR": '"vi'})


# -- saved stories -----------------------------------------------------------------------------------------


async def test_saved_stories_are_filtered_noted_and_let_go(path: Path) -> None:
    async with running(path) as run:
        await run.press("g", "s")
        assert isinstance(run.app.screen, SavedScreen) and "Nothing is saved yet" in run.app.screen.list._ending
        await run.press("escape", "asterisk", "s", "g", "s")
        screen = run.app.screen
        assert isinstance(screen, SavedScreen) and len(screen.list.stories) == 5
        await run.press("slash")
        await run.type("cafe doors")
        await settled(run.app, run.pilot)
        assert [story.headline.split()[0] for story in screen.list.stories] == ["Café"]
        await run.press("enter", "t")
        await run.type("old", "enter")
        assert screen.list.stories[0].tags == ("old",)
        await run.press("s")
        assert len(run.headlines(saved=True)) == 4 and len(screen.list.stories) == 1, "it stays until one leaves"
        await run.press("u", "escape")
        assert len(screen.list.stories) == 5 and screen.list.stories[3].saved
        await run.press("slash")
        await run.type("nothing such")
        await settled(run.app, run.pilot)
        assert "Nothing here has" in screen.list._ending
        await run.press("escape", "escape")
        assert isinstance(run.app.screen, EditionScreen)


async def test_saved_stories_come_page_by_page(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.tui import marks
    from briefing.tui.screens import shelf

    monkeypatch.setattr(marks, "PAGE", 2)
    monkeypatch.setattr(shelf, "PAGE", 2)
    async with running(path) as run:
        await run.press("asterisk", "s", "g", "s")
        screen = run.app.screen
        assert isinstance(screen, SavedScreen)
        for _ in range(4):
            await run.press("G")
        assert len({story.id for story in screen.list.stories}) == len(screen.list.stories) == 5


# -- hiding ------------------------------------------------------------------------------------------------


async def test_stories_are_hidden_counted_shown_and_unhidden(path: Path) -> None:
    async with running(path) as run:
        await run.press("X")
        assert isinstance(run.app.screen, HidingScreen) and "WITH THE WORD" in run.panel()
        assert "Football" in run.panel() and "TOLD BY NOBODY BUT" in run.panel()
        await run.press("enter")
        assert isinstance(run.app.screen, EditionScreen)
        assert run.word == "Hidden: stories with “Football”.   u undo" and "Football:" not in run.headlines()
        assert "1 hidden by your rules (gh)." in run.edition.story_list._ending
        await run.press("g", "h")
        assert isinstance(run.app.screen, HiddenScreen)
        assert "Stories with “Football”" in run.panel() and "hides 1 story" in run.panel()
        await run.press("G", "s")
        assert "Football:" in run.headlines() and "hides 0 stories" in run.panel()
        await run.press("u", "g", "g", "r")
        await run.type("comet", "enter")
        assert "Comet" not in run.headlines() and "Football:" in run.headlines()
        await run.press("p")
        assert len(run.headlines()) == 5 and "paused" in run.panel()
        await run.press("p", "e")
        await run.type("7d", "enter")
        assert "until Fri 25 Jul" in run.panel()
        await run.press("f")
        assert "in texts too" in run.panel()
        await run.press("x")
        assert len(run.headlines()) == 5 and run.stored(list_rules) == []
        await run.press("u")
        assert len(run.headlines()) == 4
        await run.press("escape")
        assert len(run.edition.story_list.stories) == 4


async def test_a_rule_of_words_for_a_week_and_of_a_whole_selection(path: Path) -> None:
    async with running(path) as run:
        await run.press("v", "v", "X")
        assert "Like 2 stories" in run.panel() and "Parliament" in run.panel()
        await run.press("g", "g", "w")
        await run.type("railway budget", "enter")
        assert "for a week" in run.word and "Parliament" not in run.headlines() and not run.edition.picked
        (rule,) = run.stored(list_rules)  # type: ignore[misc]
        assert rule.until == NOW + timedelta(days=7)
        await run.press("g", "h", "a")
        await run.type("…", "enter")
        (notice,) = run.app._notifications
        assert "cannot be hidden" in notice.message


async def test_a_hidden_story_can_be_read_and_a_rule_s_stories_listed(path: Path) -> None:
    async with running(path) as run:
        await run.press("X", "enter", "g", "h", "enter")
        assert isinstance(run.app.screen, TaggedScreen) and len(run.app.screen.list.stories) == 1
        await run.press("escape", "G", "enter")
        assert run.edition.reading and run.selected == "Football:"


# -- undoing -----------------------------------------------------------------------------------------------


async def test_many_changes_are_undone_down_to_one_and_done_again(path: Path) -> None:
    async with running(path) as run:
        await run.press("s", "j", "s", "j", "m", "g", "u")
        assert isinstance(run.app.screen, HistoryScreen) and "Marked “Comet [/x]" in run.panel()
        await run.press("j", "enter")
        assert run.app.screen.foot.word.startswith("2 changes will be undone.")
        assert len(run.headlines(saved=True)) == 2
        await run.press("enter")
        assert run.app.screen.foot.word == "2 changes undone." and run.headlines(saved=True) == ["Football:"]
        assert "UNDONE" in run.panel()
        await run.press("g", "g", "enter", "enter")
        assert len(run.headlines(saved=True)) == 2 and not any(line.undone for line in run.stored(history))  # type: ignore[attr-defined]
        await run.press("u", "u", "U", "escape")
        assert run.headlines(saved=True) == ["Football:", "Parliament"]


async def test_changes_outlive_the_app(path: Path) -> None:
    async with running(path) as run:
        await run.press("s", "d")
    async with running(path) as run:
        assert len(run.headlines()) == 4
        await run.press("u", "u")
        assert len(run.headlines()) == 5 and run.headlines(saved=True) == []


# -- notices -----------------------------------------------------------------------------------------------


def test_a_notice_is_text_and_nothing_else(tmp_path: Path) -> None:
    hostile = [("Nvidia", "A\x1b]9;x\x07 $(touch x) `y` \u202e4;1;50")]
    text = notice_text([*hostile, ("B", "other")])
    assert "\x1b" not in text and "\x07" not in text and "\u202e" not in text and text.endswith("(and 1 more)")
    sent: list[str] = []
    through_terminal(text, sent.append)
    assert sent[0].startswith("\x1b]9;briefing: ") and sent[0].count("\x1b") == sent[0].count("\x07") == 1
    out = tmp_path / "sent"
    script = f"import sys, json; open({str(out)!r}, 'w').write(json.dumps(sys.argv[1:]))"
    by_command([sys.executable, "-c", script], text)
    assert json.loads(out.read_text()) == ["briefing", text]
    assert notice_text([]) == "" and len(notice_text([("A", "word " * 99)])) <= 201
    for command in (["no-such-program"], [sys.executable, "-c", "raise SystemExit(2)"]):
        with pytest.raises(BriefingError, match="notice"):
            by_command(command, text)


async def test_news_of_a_followed_name_is_told_once_it_is_wanted(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "sent"
    script = f"import sys; open({str(out)!r}, 'a').write(sys.argv[-1] + chr(10))"
    con = open_database(path)
    put(con, "Angela Merkel speaks in Leipzig on trust", hours=1)
    entity = find_entity(con, "Angela Merkel")
    assert entity
    follow_entities(con, [entity.id], True, now=NOW)
    con.close()
    async with running(path) as run:
        run.edition.tell_followed(NOW)
        await settled(run.app, run.pilot)
        assert not out.exists()
    async with running(path, notify=True, notify_command=(sys.executable, "-c", script)) as run:
        run.edition.tell_followed(NOW + timedelta(hours=1))
        await settled(run.app, run.pilot)
        assert not out.exists(), "nothing has come since"
        run.edition._began, run.edition._ready = NOW, 1
        run.edition._refreshed([])
        await settled(run.app, run.pilot)
        assert out.read_text() == "Angela Merkel: Angela Merkel speaks in Leipzig on trust\n"
    async with running(path, notify=True) as run:
        sent: list[str] = []
        assert run.app._driver
        monkeypatch.setattr(run.app._driver, "write", sent.append)
        run.edition.tell_followed(NOW)
        await settled(run.app, run.pilot)
        assert "\x1b]9;briefing: Angela Merkel: Angela Merkel speaks in Leipzig on trust\x07" in sent


def test_what_is_kept_reads_the_same_when_nothing_fits(path: Path) -> None:
    con = open_database(path)
    assert kept_stories(con, Kept(saved=True)) == [] and note_of(con, 99) == "" and get_story(con, 99) is None
    con.close()
