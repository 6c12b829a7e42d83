"""A database that stands still: the stories of one morning with everything that a reader can have, and fixed briefs.

What the app shows of it depends on the app and the store alone, not on how well items are grouped, named or told.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from briefing.model import Brief, Mention, Reading, Sentence, StoredItem
from briefing.reading.version import READING_VERSION
from briefing.store.arrivals import NewItem, store_items
from briefing.store.connection import atomic, open_database
from briefing.store.editions import record_edition
from briefing.store.entities import find_entity, follow_entities
from briefing.store.feeds import Fetched, add_feed, record_fetch
from briefing.store.grouping import items_to_group, save_placements
from briefing.store.index import index_pending
from briefing.store.marks import mark_read, save_stories
from briefing.store.readings import items_to_read, save_readings
from briefing.store.refresh_log import LoggedFetch, begin_log, end_log, log_fetch
from briefing.store.seen import save_news
from briefing.store.summaries import Summary, items_told, save_summary, stale_stories, titles_told
from briefing.tui.data import Library
from briefing.tui.marks import Marks
from tests.tui import samples
from tests.tui.shelf import NOW, brief_for, morning

FEEDS = (
    ("Harbor Wire", "World"),
    ("Meridian Post", "World"),
    ("Circuit Daily", "Technology"),
    ("Polar Star News", "Science"),
    ("Ledger & Coast", "Business"),
    ("Northfield Review", "Business"),
)
NAMES = (("Nvidia", "organisation"), ("China", "place"), ("Scott Bessent", "person"), ("EU", "organisation"))
TEXT = "Nvidia may sell its chips to China again, Scott Bessent said. Others are waiting for what comes of it."
OF_THE_EU = "Ministers of the EU weigh an answer to the tariffs. China has given its own."


class StillLife(Library):
    """The library of the database: its briefs and items are written by hand."""

    def brief(self, story_id: int) -> Brief | None:
        story = self.story(story_id)
        if story is None:
            return None
        if story_id == 1:
            return replace(samples.brief(), story_id=1, headline=story.headline)
        return brief_for(story)

    def item(self, item_id: int) -> tuple[StoredItem, Reading]:
        number = item_id if item_id in samples.TEXTS else 2
        return replace(samples.item(number), id=item_id), samples.reading(number)


def still_life(path: Path) -> StillLife:
    """Make the database at `path` where it is missing and return its library."""
    library = StillLife(path, clock=lambda: NOW)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        con = open_database(path)
        _feeds_and_items(con)
        _readings(con)
        _stories(con)
        _refreshes(con)
        record_edition(con, replace(library.edition(), made=NOW - timedelta(days=1, hours=2)))
        record_edition(con, library.edition())
        _readers_own(con, library)
        con.close()
    library.visit = None
    return library


def _feeds_and_items(con: sqlite3.Connection) -> None:
    for number, (outlet, folder) in enumerate(FEEDS):
        host = outlet.lower().replace(" ", "").replace("&", "and")
        feed = add_feed(con, f"https://{host}.example.org/rss", title=outlet, outlet=outlet, folder=folder, now=NOW)
        made = [
            NewItem(
                guid=f"{number}-{row.id}",
                title=row.headline,
                text=OF_THE_EU if row.id == 2 else TEXT,
                hash=f"{number}-{row.id}",
                outlet=outlet,
                published=row.last - timedelta(hours=3 * number),
                url=f"https://{host}.example.org/{row.id}",
                canonical_url=f"https://{host}.example.org/{row.id}",
            )
            for row in morning()
            if number < row.outlets
        ]
        store_items(con, feed, made, now=NOW)
        error = "It answered with 503 (service unavailable)." if number == 3 else ""
        due = NOW + timedelta(minutes=30 + number)
        record_fetch(
            con,
            feed,
            Fetched(due, status=503 if error else 200, error=error, ms=120 + number, wire_bytes=9000),
            now=NOW,
        )
    index_pending(con)


def _readings(con: sqlite3.Connection) -> None:
    def reading(text: str) -> Reading:
        mentions = tuple(
            Mention("text", text.index(name), text.index(name) + len(name), kind, name)  # type: ignore[arg-type]
            for name, kind in NAMES
            if name in text
        )
        return Reading((Sentence(0, len(text)),), tuple(sorted(mentions, key=lambda mention: mention.start)))

    with atomic(con):
        save_readings(con, {item: reading(text) for item, _, text, *_ in items_to_read(con, 1000)}, READING_VERSION)


def _stories(con: sqlite3.Connection) -> None:
    numbers = {row.headline: row.id for row in morning()}
    titles = dict(con.execute("SELECT id, title FROM items"))
    with atomic(con):
        places = [(item, numbers[titles[item]], 0.9, ("chips", "china"), 2.0, None) for item in items_to_group(con)]
        save_placements(con, places, {})
        for story in stale_stories(con, 100):
            told, row = items_told(con, story), morning()[story - 1]
            lead = titles_told(con, story)[0][0]
            save_summary(
                con,
                story,
                Summary(
                    row.headline, lead[0], "", told[0].published, told[-1].published, len(told), row.outlets,
                    20.0 - story, (("outlets", 2.0), ("items", 1.5)), row.spark,
                ),
            )  # fmt: skip


def _refreshes(con: sqlite3.Connection) -> None:
    log = begin_log(con, len(FEEDS), now=NOW - timedelta(minutes=40))
    for number, (outlet, _) in enumerate(FEEDS):
        error = "It answered with 503 (service unavailable)." if number == 3 else ""
        log_fetch(
            con,
            log,
            LoggedFetch(number + 1, outlet, NOW, 503 if error else 200, number % 3, 0, 120 + number, 9000, error),
        )
    end_log(con, log, now=NOW - timedelta(minutes=39), stopped=False)


def _readers_own(con: sqlite3.Connection, library: Library) -> None:
    marks = Marks(library)
    mark_read(con, [1], True, now=NOW - timedelta(hours=1))
    mark_read(con, [7, 8], True, now=NOW)
    save_news(con, [(1, 2)])
    save_stories(con, [3, 4], True, now=NOW)
    marks.tag([3], ["money", "to-read"], [])
    marks.tag([4, 5], ["space"], [])
    marks.write_note(3, "Compare with the figures of May.\n")
    marks.hide("word", "pentagon")
    found = find_entity(con, "EU")
    if found is not None:
        follow_entities(con, [found.id], True, now=NOW)
