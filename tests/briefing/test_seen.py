"""What was read, kept: exactly the new developments are new, and every mark can be taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.editor import brief_of
from briefing.ingest import ingest_sources, process
from briefing.ingest.seen import count_news, mark_read, redo, undo
from briefing.model import Brief, StoryRow
from briefing.store.arrivals import NewItem, store_items
from briefing.store.connection import open_database
from briefing.store.feeds import add_feed
from briefing.store.seen import KEPT_ROWS, load_read
from briefing.store.stories import get_story, list_stories

SEEDS = Path(__file__).parents[2] / "seeds"
FIRST = [*sorted(str(path) for path in (SEEDS / "feeds").iterdir()), str(SEEDS / "article.txt")]
LATER = sorted(str(path) for path in (SEEDS / "feeds-later").iterdir())
READ_AT = datetime(2025, 7, 19, 8, tzinfo=UTC)
NOW = datetime(2025, 8, 12, 18, tzinfo=UTC)
FIRE = (
    "A fire destroyed the main stage of the Tomorrowland festival in Boom on Wednesday evening. "
    "The fire service of Antwerp said that 2 people were hurt and brought to a hospital. "
    "The organisers want to open the festival on Friday with another stage."
)


@pytest.fixture(scope="module")
def summer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The sample's first feeds, all read on 19 July, and what its outlets wrote until 12 August."""
    with closing(open_database(tmp_path_factory.mktemp("summer") / "briefing.db")) as con:
        ingest_sources(con, FIRST, now=READ_AT)
        mark_read(con, [story.id for story in list_stories(con)], True, now=READ_AT)
        ingest_sources(con, LATER, now=NOW)
        yield con


@pytest.fixture
def con(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_database(tmp_path / "briefing.db")) as con:
        yield con


def _named(con: sqlite3.Connection, *words: str) -> StoryRow:
    """Return the story whose headline holds the words."""
    (story,) = [one for one in list_stories(con) if all(word in one.headline for word in words)]
    return story


def _told(brief: Brief | None) -> tuple[list[str], list[str]]:
    """Return the sentences of a brief that are new, and those that are not."""
    assert brief is not None
    told = [one for one in (brief.lead, *brief.points) if one]
    return [one.text for one in told if one.new], [one.text for one in told if not one.new]


def _put(con: sqlite3.Connection, guid: str, title: str, text: str, when: datetime = READ_AT) -> None:
    """Store one item of an outlet of its own and process it."""
    feed = add_feed(con, f"https://{guid}.example.org/feed", title=guid.title(), now=when)
    store_items(con, feed, [NewItem(guid, title, text, title + text, guid.title(), when)], now=when)
    process(con, now=when)


# -- the sample's second set of feeds -------------------------------------------------------------------------


def test_the_chip_talks_show_what_came_and_nothing_else(summer: sqlite3.Connection) -> None:
    story = _named(summer, "Nvidia expects US licences")
    new, known = _told(brief_of(summer, story.id, now=NOW))
    assert new == [
        "Nvidia has told customers in China that it has only limited supplies of the H20 chip, "
        "The Information reported on Saturday."
    ]
    assert len(known) == 5
    assert (story.new, story.read) == (1, False)


@pytest.mark.parametrize(
    ("headline", "known"),
    [
        ("regulator summons Nvidia", "two weeks after Nvidia said that the US would license exports"),
        ("15 per cent of revenue", "Nvidia had said in July that it expected to sell the H20"),
        ("Meta narrows", "Prometheus and Hyperion"),
    ],
)
def test_a_sequel_marks_what_goes_beyond_the_story_that_was_read(
    summer: sqlite3.Connection, headline: str, known: str
) -> None:
    story = _named(summer, headline)
    brief = brief_of(summer, story.id, now=NOW)
    new, old = _told(brief)
    assert len(old) == 1 and known in old[0]
    assert new and brief is not None and brief.related


def test_a_story_without_a_forerunner_marks_nothing(summer: sqlite3.Connection) -> None:
    brief = brief_of(summer, _named(summer, "Bank of England").id, now=NOW)
    assert brief is not None and _told(brief)[1] and brief.new == 0


def test_related_stories_are_about_the_same(summer: sqlite3.Connection) -> None:
    stories = list_stories(summer)
    briefs = [brief_of(summer, story.id, now=NOW) for story in stories]
    pairs = {frozenset((brief.story_id, other)) for brief in briefs if brief for other, _ in brief.related}
    subjects = (
        ("H20", "chip", "truce"),
        ("30%", "Mexico", "EU and the US", "tariff truce"),
        ("Meta",),
        ("England", "UK inflation"),
        ("consumer prices",),
        ("Stockholm", "truce"),
    )
    headlines = {story.id: story.headline for story in stories}
    for pair in pairs:
        one, other = (headlines[story] for story in pair)
        assert any(any(w in one for w in words) and any(w in other for w in words) for words in subjects), (one, other)
    assert len(pairs) >= 8
    for one, other in (("Stockholm", "truce to 10 November"), ("prices rise 2.7% in July", "up 2.7% in June")):
        assert frozenset((_named(summer, one).id, _named(summer, other).id)) in pairs


def test_what_brought_nothing_stays_read(summer: sqlite3.Connection) -> None:
    assert [one.headline for one in list_stories(summer) if one.new] == [
        _named(summer, "Nvidia expects US licences").headline
    ]
    assert sum(one.read for one in list_stories(summer)) == 21


# -- marks ----------------------------------------------------------------------------------------------------


def test_a_repetition_leaves_a_story_read_and_news_do_not(con: sqlite3.Connection) -> None:
    _put(con, "harbor", "Fire destroys main stage of Tomorrowland", FIRE)
    mark_read(con, [1], True, now=READ_AT)
    later = READ_AT + timedelta(hours=1)
    _put(
        con,
        "meridian",
        "Fire destroys main stage of the Tomorrowland festival",
        FIRE.replace("The fire service", "The local fire service"),
        later,
    )
    story = get_story(con, 1)
    assert story is not None and (story.items, story.read, story.new) == (2, True, 0)
    toll = "The fire that destroyed the main stage of the Tomorrowland festival in Boom hurt 14 people."
    _put(con, "polar", "Fire at main stage of Tomorrowland festival hurt 14", toll, later)
    story = get_story(con, 1)
    assert story is not None and (story.items, story.read) == (3, False) and story.new >= 1
    assert toll in _told(brief_of(con, 1, now=later))[0]


def test_an_edit_that_changes_the_toll_is_news(con: sqlite3.Connection) -> None:
    _put(con, "harbor", "Fire destroys main stage of Tomorrowland", FIRE)
    mark_read(con, [1], True, now=READ_AT)
    _put(con, "harbor", "Fire destroys main stage of Tomorrowland", FIRE.replace("2 people", "14 people"))
    story = get_story(con, 1)
    assert story is not None and (story.items, story.read) == (1, False)
    assert _told(brief_of(con, 1, now=READ_AT))[0] == [
        "The fire service of Antwerp said that 14 people were hurt and brought to a hospital."
    ]


def test_undo_and_redo_find_what_was_read_then(con: sqlite3.Connection) -> None:
    _put(con, "harbor", "Fire destroys main stage of Tomorrowland", FIRE)
    mark_read(con, [1], True, now=READ_AT)
    later = READ_AT + timedelta(hours=1)
    opens = "The Tomorrowland festival opened in Boom with a main stage that 400 workers built in two nights."
    _put(con, "polar", "Tomorrowland opens with a new main stage after the fire", opens, later)
    before = get_story(con, 1)
    assert before is not None and before.new >= 1
    mark_read(con, [1], True, now=later)
    assert _told(brief_of(con, 1, now=later))[0] == []
    undo(con, now=later)
    assert get_story(con, 1) == before
    assert opens in _told(brief_of(con, 1, now=later))[0]
    redo(con, now=later)
    story = get_story(con, 1)
    assert story is not None and (story.read, story.new) == (True, 0)
    mark_read(con, [1], False, now=later)
    assert load_read(con, 1) == []


def test_what_the_brief_showed_is_kept_word_for_word(con: sqlite3.Connection) -> None:
    _put(con, "harbor", "Fire destroys main stage of Tomorrowland", FIRE)
    mark_read(con, [1], True, now=READ_AT)
    _put(con, "harbor", "Stage of Tomorrowland burns", "Everything was written anew.")
    (read,) = load_read(con, 1)
    assert read.made == READ_AT
    assert [(one.slot, one.outlet) for one in read.shown][:2] == [("lead", "Harbor"), ("points", "Harbor")]
    assert all(one.text == FIRE[one.start : one.end] for one in read.shown if one.slot != "numbers")


def test_old_rows_go(con: sqlite3.Connection) -> None:
    _put(con, "harbor", "Fire destroys main stage of Tomorrowland", FIRE)
    for day in range(KEPT_ROWS + 3):
        mark_read(con, [1], False, now=READ_AT)
        mark_read(con, [1], True, now=READ_AT + timedelta(days=day))
    assert con.execute("SELECT COUNT(*) FROM seen").fetchone() == (KEPT_ROWS,)
    _put(con, "bern", "Vote on diesel tax in Bern", "The parliament in Bern voted.", READ_AT + timedelta(days=90))
    mark_read(con, [2], True, now=READ_AT + timedelta(days=90))
    assert con.execute("SELECT story FROM seen").fetchall() == [(2,)]


def test_of_many_at_once_what_is_not_kept_is_what_their_items_say(
    con: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.ingest.seen.KEPT_AT_ONCE", 1)
    _put(con, "harbor", "Fire destroys main stage of Tomorrowland", FIRE)
    _put(con, "bern", "Vote on diesel tax in Bern", "The parliament in Bern voted.")
    mark_read(con, [1, 2], True, now=READ_AT)
    assert [len(load_read(con, story)) for story in (1, 2)] == [1, 0]
    assert [(story.read, story.new) for story in list_stories(con)] == [(True, 0)] * 2
    assert _told(brief_of(con, 2, now=READ_AT))[0] == []


def test_counting_again_changes_nothing(summer: sqlite3.Connection) -> None:
    rows = list_stories(summer)
    assert count_news(summer, now=NOW) == 0
    summer.execute("UPDATE stories SET news = NULL")
    assert count_news(summer, now=NOW) == 22
    assert list_stories(summer) == rows
    summer.rollback()
