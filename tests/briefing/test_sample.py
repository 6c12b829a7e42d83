"""The sample edition: made once, a database of its own, and the stories that its facts make."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

import briefing.sample as sample
from briefing.editor import brief_of, edition, item_with_reading
from briefing.errors import StoreError
from briefing.export.markdown import brief_body
from briefing.model import Brief, StoryRow
from briefing.query import parse_query
from briefing.sample import open_sample, sample_path
from briefing.store.connection import check_integrity, open_database
from briefing.store.items import count_items, items_of_story
from briefing.store.marks import mark_read
from briefing.store.search import search_items
from briefing.store.stories import get_story, list_stories


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "cache" / "sample.db"
    open_sample(path)[0].close()
    return path


@pytest.fixture
def con(made: Path) -> Iterator[sqlite3.Connection]:
    con, _ = open_sample(made)
    yield con
    con.close()


def _talks(con: sqlite3.Connection) -> StoryRow:
    return max(list_stories(con), key=lambda story: story.items)


def _brief(con: sqlite3.Connection, story: StoryRow) -> Brief:
    brief = brief_of(con, story.id, now=datetime(2025, 7, 19, tzinfo=UTC))
    assert brief is not None
    return brief


def test_the_clock_is_the_newest_item(made: Path) -> None:
    con, now = open_sample(made)
    newest = con.execute("SELECT MAX(published) FROM items").fetchone()[0]
    assert (now.isoformat(), now.tzinfo) == (datetime.fromisoformat(newest).isoformat(), UTC)
    assert check_integrity(con) == []
    assert count_items(con) >= 45
    con.close()


def test_the_chip_talks_are_one_story_of_all_outlets(con: sqlite3.Connection) -> None:
    items = items_of_story(con, _talks(con).id)
    assert len(items) >= 12
    assert len({item.outlet for item in items} - {"Seed article"}) == 6
    assert any("Besenbacher" in item.title for item in items)


@pytest.mark.parametrize(
    ("words", "least"),
    [
        (("Meta", "gigawatt"), 3),
        (("Mexico", "30"), 3),
        (("China", "5.2"), 3),
        (("consumer prices", "2.7"), 3),
        (("UK inflation", "3.6"), 3),
        (("Anthropic", "xAI"), 3),
        (("Axiom", "station"), 3),
        (("Sinner", "Alcaraz"), 3),
        (("Chelsea", "Paris"), 3),
        (("Tomorrowland", "stage"), 3),
    ],
)
def test_the_neighbours_are_stories_of_their_own(con: sqlite3.Connection, words: tuple[str, str], least: int) -> None:
    talks = _talks(con).id
    found: dict[int | None, int] = {}
    for story, text in con.execute("SELECT story, title || ' ' || text FROM items"):
        if all(word.lower() in text.lower() for word in words):
            found[story] = found.get(story, 0) + 1
    story, _ = max(found.items(), key=lambda pair: pair[1])
    assert story is not None and story != talks
    row = get_story(con, story)
    assert row is not None and row.items >= least


def test_the_brief_of_the_talks(con: sqlite3.Connection) -> None:
    story = _talks(con)
    assert "Besenbacher" not in story.headline
    brief = _brief(con, story)
    named = {
        mention.entity
        for item in items_of_story(con, story.id)
        for mention in item_with_reading(con, item.id)[1].mentions
    }
    assert {"Scott Bessent", "Nvidia", "H20", "Jensen Huang", "He Lifeng", "Geneva", "London", "ByteDance"} <= named
    assert brief.lead is not None and len(brief.points) >= 3
    texts = {item.id: item.text for item in items_of_story(con, story.id)}
    passages = [brief.lead, *brief.points, *[row.passage for row in (*brief.figures, *brief.quotes, *brief.timeline)]]
    assert all(passage.text == texts[passage.item_id][passage.start : passage.end] for passage in passages)
    assert "Bessent" in brief_body(brief)


def test_every_story_has_a_brief_of_its_own_words(con: sqlite3.Connection) -> None:
    for story in list_stories(con):
        texts = {item.id: item.text for item in items_of_story(con, story.id)}
        brief = _brief(con, story)
        for passage in (brief.lead, *brief.points):
            assert passage is None or passage.text == texts[passage.item_id][passage.start : passage.end]


def test_search_as_one_types(con: sqlite3.Connection) -> None:
    hits = search_items(con, parse_query("nvi"))
    assert len(hits) >= 12
    assert [hit.published for hit in hits] == sorted((hit.published for hit in hits), reverse=True)
    assert all(hit.marks or hit.title_marks for hit in hits)
    assert {hit.story_id for hit in hits} >= {_talks(con).id}


def test_marks_stay_until_it_is_made_again(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    con, now = open_sample(made)
    story = _talks(con).id
    mark_read(con, [story], True, now=now)
    con.close()
    with closing(open_sample(made)[0]) as con:
        assert get_story(con, story).read  # type: ignore[union-attr]
    monkeypatch.setattr(sample, "_signature", lambda: "other seeds")
    with closing(open_sample(made)[0]) as con:
        assert not get_story(con, story).read  # type: ignore[union-attr]
        assert check_integrity(con) == []
    monkeypatch.undo()
    open_sample(made)[0].close()
    assert [path.name for path in made.parent.iterdir()] == ["sample.db"]


def test_the_readers_database_is_no_sample(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    open_database(path).close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is not the sample edition"):
        open_sample(path)
    assert path.read_bytes() == before


def test_it_stands_in_the_cache_folder() -> None:
    assert sample_path().name == "sample.db"


def test_the_edition_has_an_end(made: Path) -> None:
    con, now = open_sample(made)
    whole = edition(con, now=now, since_hours=24 * 14)
    assert (whole.more, whole.items) == (0, sum(story.items for story in whole.stories))
    assert whole.outlets == 7
    cut = edition(con, now=now, since_hours=24 * 14, limit=5)
    assert cut.stories == whole.stories[:5]
    assert cut.more == len(whole.stories) - 5
    con.close()
