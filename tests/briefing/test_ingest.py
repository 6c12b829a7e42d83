"""The pipeline on real files and a real database: each thing stored once, in any order, whatever is killed when."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import briefing.ingest.grouping as grouping_step
import briefing.ingest.reading as reading_step
from briefing.editor import brief_of
from briefing.ingest import Outcome, ingest_sources, process
from briefing.model import Brief, Reading
from briefing.store.connection import check_integrity, open_database
from briefing.store.feeds import list_feeds
from briefing.store.freshness import newest_published
from briefing.store.index import count_pending
from briefing.store.items import count_items, get_item, items_of_story
from briefing.store.readings import load_readings
from briefing.store.stories import list_stories

NOW = datetime(2025, 7, 19, tzinfo=UTC)
SEEDS = Path(__file__).parents[2] / "seeds"
FEEDS = sorted(str(path) for path in (SEEDS / "feeds").iterdir() if path.suffix != ".py")
ARTICLE = str(SEEDS / "article.txt")

Open = Callable[[str], sqlite3.Connection]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Open databases by name in the test's folder."""
    opened: list[sqlite3.Connection] = []

    def open_named(name: str) -> sqlite3.Connection:
        opened.append(open_database(tmp_path / f"{name}.db"))
        return opened[-1]

    yield open_named
    for con in opened:
        con.close()


def _stories(con: sqlite3.Connection) -> list[tuple[str, frozenset[str], float]]:
    """Return (headline, guids, score) of each story, in the edition's order."""
    return [
        (story.headline, frozenset(item.guid for item in items_of_story(con, story.id)), story.score)
        for story in list_stories(con)
    ]


# -- each thing once ---------------------------------------------------------------------------------------


def test_the_same_sources_twice_store_nothing_twice(opened: Open) -> None:
    con = opened("a")
    first = ingest_sources(con, [*FEEDS, ARTICLE], now=NOW)
    stories, items = _stories(con), count_items(con)
    again = ingest_sources(con, [*FEEDS, ARTICLE], now=NOW)
    assert sum(outcome.new for outcome in first) == items >= 45
    assert [(outcome.new, outcome.changed) for outcome in again] == [(0, 0)] * 7
    assert sum(outcome.unchanged for outcome in again) == items
    assert (count_items(con), _stories(con)) == (items, stories)


def test_an_article_has_what_its_sidecar_says(opened: Open) -> None:
    con = opened("a")
    (outcome,) = ingest_sources(con, [ARTICLE], now=NOW)
    assert (outcome.new, outcome.error) == (1, None)
    item = get_item(con, 1)
    assert item is not None
    assert (item.outlet, item.published) == ("Seed article", datetime(2025, 7, 16, tzinfo=UTC))
    assert item.text.startswith("The US Treasury Secretary Scott Bessent confirmed")
    assert [feed.status for feed in list_feeds(con)] == ["local"]


def test_a_mended_sidecar_mends_the_item(opened: Open, tmp_path: Path) -> None:
    con, note = opened("a"), tmp_path / "note.txt"
    note.write_text("Talks end\n\nThe talks ended.")
    sidecar = note.with_suffix(".toml")
    sidecar.write_text('outlet = "Harbor Wire"\npublished = 2025-07-14')
    ingest_sources(con, [str(note)], now=NOW)
    sidecar.write_text('outlet = "Harbor Wire"\npublished = 2025-07-15')
    (outcome,) = ingest_sources(con, [str(note)], now=NOW)
    assert (outcome.changed, newest_published(con)) == (1, datetime(2025, 7, 15, tzinfo=UTC))
    assert check_integrity(con) == []


def test_files_of_one_name_in_two_folders_are_two_items(opened: Open, tmp_path: Path) -> None:
    con, paths = opened("a"), [tmp_path / name / "note.txt" for name in ("one", "two")]
    for path in paths:
        path.parent.mkdir()
        path.write_text(f"About folder {path.parent.name}\n\nSome words on it.")
    ingest_sources(con, [str(path) for path in paths], now=NOW)
    assert count_items(con) == 2


def test_standard_input_is_a_source(opened: Open) -> None:
    con, feed = opened("a"), Path(FEEDS[0]).read_bytes()
    for data, new in ((feed, True), (feed, False), (b"A title\n\nA text.", True), (b"A title\n\nA text.", False)):
        (outcome,) = ingest_sources(con, ["-"], now=NOW, stdin=data)
        assert bool(outcome.new) == new
    (outcome,) = ingest_sources(con, ["-"], now=NOW)
    assert "nothing on standard input" in str(outcome.error)


@pytest.mark.parametrize("name", ["folder", "empty.txt", "binary.bin", "huge.txt", "missing.txt", "sidecar.txt"])
def test_a_bad_source_stores_nothing_and_stops_nobody(opened: Open, tmp_path: Path, name: str) -> None:
    con, path = opened("a"), tmp_path / name
    if name == "folder":
        path.mkdir()
    elif name == "huge.txt":
        with path.open("wb") as file:
            file.truncate(100_000_000)
    elif name == "sidecar.txt":
        path.write_text("Title\n\nText.")
        path.with_suffix(".toml").write_text("this is no toml")
    elif name != "missing.txt":
        path.write_bytes(b"" if name == "empty.txt" else bytes(range(256)) * 9)
    heard: list[Outcome] = []
    bad, good = ingest_sources(con, [str(path), ARTICLE], now=NOW, on_outcome=heard.append)
    assert heard == [bad, good]
    assert bad.error is not None and bad.error.message
    assert (good.error, count_items(con), len(list_feeds(con))) == (None, 1, 1)


# -- in any order, killed at any moment --------------------------------------------------------------------


def _brief_without_numbers(con: sqlite3.Connection) -> Brief:
    """Return the brief of the largest story, with guids in the place of the numbers that a database gives."""
    story = max(list_stories(con), key=lambda story: story.items)
    brief = brief_of(con, story.id, now=NOW)
    assert brief is not None
    text = repr(brief)
    for item in items_of_story(con, story.id):
        text = text.replace(f"item_id={item.id},", f"item_id={item.guid!r},")
        text = text.replace(f"headline_item={item.id},", f"headline_item={item.guid!r},")
    return text  # type: ignore[return-value]


def _shuffled(feed: Path, seed: int) -> None:
    """Put the items of a JSON feed file into another order."""
    data = json.loads(feed.read_text())
    random.Random(seed).shuffle(data["items"])
    feed.write_text(json.dumps(data))


@pytest.mark.parametrize("seed", [1, 2])
def test_any_order_gives_the_same_stories_and_briefs(opened: Open, tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "feeds"
    shutil.copytree(SEEDS / "feeds", folder, ignore=shutil.ignore_patterns("__pycache__"))
    sources = [*sorted(str(path) for path in folder.iterdir()), ARTICLE]
    one, other = opened("one"), opened("other")
    ingest_sources(one, sources, now=NOW)
    for path in folder.glob("*.json"):
        _shuffled(path, seed)
    random.Random(seed).shuffle(sources)
    ingest_sources(other, sources, now=NOW)
    assert _stories(one) == _stories(other)
    assert _brief_without_numbers(one) == _brief_without_numbers(other)


def test_the_same_rounds_again_give_the_same_stories(opened: Open) -> None:
    results = []
    for name in ("one", "other"):
        con = opened(name)
        for start in range(0, 6, 2):
            ingest_sources(con, FEEDS[start : start + 2], now=NOW)
        results.append([(story.id, *rest) for story, rest in zip(list_stories(con), _stories(con), strict=True)])
    assert results[0] == results[1]


@pytest.mark.parametrize("pieces", [0, 1, 2, 3, 5, 8])
def test_stopped_anywhere_the_next_call_goes_on(opened: Open, monkeypatch: pytest.MonkeyPatch, pieces: int) -> None:
    whole, broken = opened("whole"), opened("broken")
    ingest_sources(whole, FEEDS, now=NOW)
    monkeypatch.setattr(reading_step, "BATCH", 7)
    monkeypatch.setattr("briefing.ingest.sources.process", lambda con, now: None)
    ingest_sources(broken, FEEDS, now=NOW)
    asked = iter(range(100))
    process(broken, now=NOW, should_stop=lambda: next(asked) >= pieces)
    assert count_pending(broken, "read") + count_pending(broken, "group") + count_pending(broken, "index") > 0
    process(broken, now=NOW)
    assert _stories(broken) == _stories(whole)
    assert count_pending(broken, "read") == 0
    assert check_integrity(broken) == []


def test_killed_in_the_middle_of_a_step(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, broken = opened("whole"), opened("broken")
    ingest_sources(whole, FEEDS, now=NOW)
    for target in (
        "briefing.store.grouping.save_recent",
        "briefing.store.summaries.save_summary",
        "briefing.ingest.reading.refresh_names",
    ):
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(target, _killed)
            ingest_sources(broken, FEEDS, now=NOW)
        assert not broken.in_transaction
    process(broken, now=NOW)
    assert _stories(broken) == _stories(whole)
    assert check_integrity(broken) == []


def _killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_two_programs_that_group_at_once(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    con, other = opened("a"), opened("a")
    monkeypatch.setattr("briefing.ingest.sources.process", lambda con, now: None)
    ingest_sources(con, FEEDS, now=NOW)
    real, calls = grouping_step.group_round, []

    def interrupted(*args: object) -> object:
        calls.append(1)
        if len(calls) == 1:
            process(other, now=NOW)
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(grouping_step, "group_round", interrupted)
    process(con, now=NOW)
    whole = opened("whole")
    monkeypatch.undo()
    ingest_sources(whole, FEEDS, now=NOW)
    assert _stories(con) == _stories(whole)


def test_the_readers_corrections_win(opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    con, paths = opened("a"), [tmp_path / f"{name}.txt" for name in ("harbor", "meridian", "polar")]
    for path, title in zip(paths, ["Fire destroys stage", "Fire destroys stage in Boom", "Vote in Bern"], strict=True):
        path.write_text(f"{title}\n\nA fire destroyed the main stage of the Tomorrowland festival in Boom, Belgium.")
        path.with_suffix(".toml").write_text(f'outlet = "{path.stem}"\npublished = 2025-07-16')
    monkeypatch.setattr("briefing.ingest.sources.process", lambda con, now: None)
    ingest_sources(con, [str(path) for path in paths], now=NOW)
    con.execute("INSERT INTO links(kind, a, b, made) VALUES ('apart', 1, 2, ''), ('together', 1, 3, '')")
    process(con, now=NOW)
    one, two, three = (get_item(con, key).story_id for key in (1, 2, 3))  # type: ignore[union-attr]
    assert one == three != two


def test_what_comes_later_is_marked_as_new(opened: Open) -> None:
    from briefing.store.marks import mark_read

    con = opened("a")
    ingest_sources(con, [*FEEDS, ARTICLE], now=NOW)
    story = max(list_stories(con), key=lambda story: story.items)
    mark_read(con, [story.id], True, now=NOW)
    later = datetime(2025, 8, 20, tzinfo=UTC)
    ingest_sources(con, [str(path) for path in sorted((SEEDS / "feeds-later").iterdir())], now=later)
    assert count_items(con) > 60
    with_new = [row for row in list_stories(con) if row.id == story.id and row.new]
    if with_new:
        brief = brief_of(con, story.id, now=later)
        assert brief is not None and brief.new > 0


def test_a_text_that_cannot_be_read_stops_no_other(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    import briefing.reading.read as reader

    real = reader.read_item

    def fails_on_the_article(title: str, text: str, **kwargs: object) -> object:
        if "Besenbacher" in title:
            raise KeyError("a bug")
        return real(title, text, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(reader, "read_item", fails_on_the_article)
    con = opened("a")
    ingest_sources(con, [*FEEDS[:2], ARTICLE], now=NOW)
    stored = load_readings(con, [row[0] for row in con.execute("SELECT id FROM items")])
    assert len(stored) == count_items(con) and count_pending(con, "read") == 0
    (article,) = [key for key in stored if "Besenbacher" in get_item(con, key).title]  # type: ignore[union-attr]
    assert [key for key, reading in stored.items() if reading == Reading()] == [article]
