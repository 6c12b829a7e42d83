"""Measure the store on a generated database: edition, search as one types, entity pages, marks, bulk storing.

    python tests/bench/bench_store.py [--items 100000] [--folder DIR]

The database is made in a temporary folder, or kept in DIR and used again. Words follow Zipf's law over a made-up
vocabulary with the prefixes of English; stories have three items on average and are placed, not grouped, so that the
archive can be large. All figures are CPU milliseconds of this process; compare them as ratios.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefing import profiles
from briefing.editor import brief_of, edition
from briefing.ingest.hiding import judge_due
from briefing.model import Mention, Reading, Sentence
from briefing.query import parse_query
from briefing.store import grouping, readings, summaries
from briefing.store.arrivals import NewItem, store_items
from briefing.store.connection import atomic, open_database
from briefing.store.entities import count_stories_of, get_entity, most_mentioned, rising, stories_of
from briefing.store.feeds import add_feed
from briefing.store.index import index_pending
from briefing.store.items import count_items
from briefing.store.kept import Kept, kept_stories
from briefing.store.marks import dismiss_stories, mark_read
from briefing.store.rules import add_rule, change_rule
from briefing.store.search import search_items
from briefing.store.stories import list_stories
from briefing.store.tags import delete_tag, tag_stories

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FEEDS = 200
DAYS = 120
CONSONANTS, VOWELS = "bcdfghjklmnprstvwz", "aeiou"
NAMES = [f"Name{n} Surname{n}" for n in range(5000)]


class Words:
    """A vocabulary of 60,000 made-up words and Zipf's law over it."""

    def __init__(self, rng: random.Random) -> None:
        found: dict[str, None] = {}
        while len(found) < 60_000:
            syllables = rng.choice((1, 2, 2, 3, 3, 4))
            found["".join(rng.choice(CONSONANTS) + rng.choice(VOWELS) for _ in range(syllables))] = None
        self.rng, self.all = rng, list(found)
        self.sums: list[float] = []
        total = 0.0
        for n in range(len(self.all)):
            total += 1 / (n + 2.7)
            self.sums.append(total)

    def text(self, n: int) -> str:
        """Return n words."""
        return " ".join(self.rng.choices(self.all, cum_weights=self.sums, k=n))


def build(path: Path, items: int) -> dict[str, float]:
    """Make the database; return CPU seconds by step."""
    rng, spent = random.Random(1), {"store": 0.0, "index": 0.0, "place": 0.0, "read": 0.0, "name": 0.0}
    words, con = Words(rng), open_database(path)

    def timed(step: str, work: Callable[[], object]) -> None:
        start = time.process_time()
        work()
        spent[step] += time.process_time() - start

    for n in range(FEEDS):
        feed = add_feed(con, f"https://feed{n}.example.org/rss", title=f"Feed {n}", outlet=f"Outlet {n // 2}", now=NOW)
        batch = [_item(rng, words, n, k) for k in range(items // FEEDS)]
        timed("store", lambda feed=feed, batch=batch: store_items(con, feed, batch, now=NOW))
    timed("index", lambda: index_pending(con))
    waiting = grouping.items_to_group(con)
    with atomic(con):
        placed = [(item, n // 3 + 1, 0.9, ("word",), 1.0, None) for n, item in enumerate(waiting)]
        timed("place", lambda: grouping.save_placements(con, placed, {}))
    for _ in range(0, items, 5000):
        batch = readings.items_to_read(con, 5000)
        made = {key: _reading(rng, text) for key, _, text, *_ in batch}
        with atomic(con):
            timed("read", lambda made=made: readings.save_readings(con, made, 1))
    timed("name", lambda: _name(con))
    con.close()
    return spent


def _page(con: sqlite3.Connection, entity: int) -> object:
    row = get_entity(con, entity, count_stories=False)
    assert row
    return profiles.profile_of(con, row, now=NOW)


def _item(rng: random.Random, words: Words, feed: int, k: int) -> NewItem:
    published = NOW - timedelta(seconds=rng.randrange(DAYS * 86400))
    url = f"https://feed{feed}.example.org/{k}"
    return NewItem(
        guid=f"{feed}-{k}",
        title=words.text(10).capitalize(),
        text=words.text(rng.choice((20, 30, 60, 100, 400))),
        hash=f"{feed}-{k}",
        outlet=f"Outlet {feed // 2}",
        published=published,
        url=url,
        canonical_url=url,
    )


def _reading(rng: random.Random, text: str) -> Reading:
    """Return a reading with twelve names; the commonest is in half of the items."""
    names = {NAMES[min(int(rng.paretovariate(0.35)) - 1, len(NAMES) - 1)] for _ in range(12)}
    mentions = tuple(Mention("text", n, n + 1, "person", name) for n, name in enumerate(sorted(names)))
    return Reading(sentences=(Sentence(0, len(text)),), mentions=mentions)


def _name(con: object) -> None:
    while batch := summaries.stale_stories(con, 1000):
        with atomic(con):
            for story in batch:
                told = summaries.items_told(con, story)
                titles, _ = summaries.titles_told(con, story)
                score = told[-1].published.timestamp() / 28800 + len(told) / 7
                row = summaries.Summary(
                    titles[0][1], titles[0][0], "", told[0].published, told[-1].published, len(told),
                    len({item.outlet for item in told}), score, (), (1,) * len(told),
                )  # fmt: skip
                summaries.save_summary(con, story, row)


def keystrokes(words: Words) -> Iterator[str]:
    """Yield what stands in the search box after each key of 60 searches: common words, rare ones, two words."""
    rng = random.Random(2)
    for n in range(60):
        first = words.all[int(60_000 ** rng.random()) - 1]
        query = first if n % 3 else f"{first} {words.all[int(60_000 ** rng.random()) - 1]}"
        yield from (query[:end] for end in range(1, len(query) + 1))


def measure(name: str, work: Callable[[], object], times: int = 20) -> None:
    """Print the median and the 95th percentile of a piece of work, in milliseconds of CPU."""
    spent = []
    for _ in range(times):
        start = time.process_time_ns()
        work()
        spent.append((time.process_time_ns() - start) / 1e6)
    report(name, spent)


def report(name: str, spent: list[float]) -> None:
    """Print one line of the table."""
    p95 = sorted(spent)[int(len(spent) * 0.95) - 1] if len(spent) > 1 else spent[0]
    print(f"{name:44} median {statistics.median(spent):8.2f} ms   p95 {p95:8.2f} ms   max {max(spent):8.2f} ms")


def run(path: Path) -> None:
    """Measure on the database at `path`."""
    start = time.process_time_ns()
    con = open_database(path)
    report("open", [(time.process_time_ns() - start) / 1e6])
    measure("edition of 30", lambda: edition(con, now=NOW))
    page = list_stories(con, limit=50)
    measure("first page of stories", lambda: list_stories(con, limit=50))
    deep = list_stories(con, limit=20_000)[-1]
    measure("page after 20,000 stories", lambda: list_stories(con, limit=50, after=deep))
    common = con.execute("SELECT id FROM entities ORDER BY items DESC LIMIT 1").fetchone()[0]
    measure("commonest entity, first page of stories", lambda: stories_of(con, common))
    measure("commonest entity, its page", lambda: _page(con, common))
    measure("commonest entity, its stories counted", lambda: count_stories_of(con, common))
    measure("rising today", lambda: rising(con, now=NOW))
    measure("most mentioned, two days", lambda: most_mentioned(con, since=NOW - timedelta(days=2)))
    words, spent = Words(random.Random(1)), []
    for query in keystrokes(words):
        start = time.process_time_ns()
        search_items(con, parse_query(query))
        spent.append((time.process_time_ns() - start) / 1e6)
    report(f"search as one types ({len(spent)} keys)", spent)
    for query in (
        words.all[0],
        f'outlet:"Outlet 57" {words.all[0]}',
        f"is:saved {words.all[0]}",
        f"-{words.all[0]}",
        "is:unread",
    ):
        measure(f"search {query!r}", lambda query=query: search_items(con, parse_query(query)), 5)
    measure("brief", lambda: brief_of(con, page[0].id, now=NOW), 5)
    measure(
        "mark a story read and unread", lambda: [mark_read(con, [page[1].id], read, now=NOW) for read in (True, False)]
    )
    measure("mark 1,000 stories read and unread", lambda: _toggle(con), 3)
    measure("dismiss and bring back", lambda: [dismiss_stories(con, [page[2].id], on, now=NOW) for on in (True, False)])
    measure_own(con, words)
    print(f"{count_items(con)} items, {path.stat().st_size / 1e6:.0f} MB")
    con.close()


def measure_own(con: sqlite3.Connection, words: Words) -> None:
    """Measure hiding rules over all stored stories, the edition with them, tags and saved stories."""
    for name, word, in_text in (("a rare word", 3000, False), ("a common word", 20, False), ("in texts too", 5, True)):
        rule = add_rule(con, "word", words.all[word], in_text=in_text, now=NOW)
        measure(f"hide by {name}, once over all stories", lambda: judge_due(con, now=NOW), 1)
        measure("edition with that rule", lambda: edition(con, now=NOW))
        change_rule(con, rule, status="removed", now=NOW)
        measure("remove the rule", lambda: judge_due(con, now=NOW), 1)
    stories = [story.id for story in list_stories(con, limit=1000)]
    measure("tag 1,000 stories", lambda: tag_stories(con, stories, ["bench"], now=NOW), 1)
    measure("first page of a tag", lambda: kept_stories(con, Kept(tag="bench")))
    measure("search 'tag:bench'", lambda: search_items(con, parse_query("tag:bench")))
    delete_tag(con, "bench", now=NOW)


def _toggle(con: object) -> None:
    stories = [story.id for story in list_stories(con, limit=1000)]
    for read in (True, False):
        mark_read(con, stories, read, now=NOW)


def main() -> None:
    """Build where needed, then measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        path = (options.folder or Path(temporary)) / f"bench-{options.items}.db"
        if not path.exists():
            spent = build(path, options.items)
            for step, seconds in spent.items():
                print(f"{step:8} {seconds:7.2f} s CPU, {options.items / seconds:9.0f} items a second")
        run(path)


if __name__ == "__main__":
    main()
