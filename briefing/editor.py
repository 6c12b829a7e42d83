"""Stored stories -> the edition, and one story -> its brief; both from what is stored, without network or writing."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from briefing.edition import edition as edition
from briefing.edition import edition_since as edition_since
from briefing.errors import StoreError
from briefing.model import Brief, Reading, StoredItem
from briefing.store.items import get_item, items_of_story
from briefing.store.outlets import count_read_outlets
from briefing.store.readings import load_readings
from briefing.store.related import Related, related_stories
from briefing.store.seen import load_read, seen_at
from briefing.store.stories import get_story

if TYPE_CHECKING:
    from briefing.store.why import StoryWhy

if TYPE_CHECKING:
    from briefing.briefs.novelty import Seen

BRIEF_ITEMS = 100
"""Items of which a brief is made, the newest: bounds the time of a story that runs for weeks."""


def why_of(con: sqlite3.Connection, story_id: int, *, now: datetime) -> StoryWhy | None:
    """Return why a story's items are in it and why it stands where it stands at `now`, None when it is gone."""
    from briefing.store.why import story_why
    from briefing.stories.ranking import age_points

    why = story_why(con, story_id)
    if why is None:
        return None
    age = ("age", age_points(why.story.last, now))
    return replace(why, parts=tuple(age if part[0] == "time" else part for part in why.parts))


def brief_of(con: sqlite3.Connection, story_id: int, *, now: datetime) -> Brief | None:
    """Return a story's brief, None when the story is gone.

    What came since the reader read it is marked as new; in a story that was never read, what goes beyond the earlier
    stories related to it that were.
    """
    from briefing.briefs.make import make_brief

    story = get_story(con, story_id)
    if story is None:
        return None
    items = items_of_story(con, story.id, limit=BRIEF_ITEMS)
    readings = _readings_of(con, items)
    related = related_stories(con, story.id)
    seen = _seen_of(con, story.id, items, readings) or _seen_before(con, related)
    brief = make_brief(story, items, readings, now=now, seen=seen, outlets_read=count_read_outlets(con))
    from briefing.store.notes import note_of  # with the undo log: not on the way to the first frame

    return replace(
        brief,
        related=tuple((other.story_id, other.headline) for other in related),
        tags=story.tags,
        own_note=note_of(con, story.id) if story.noted else "",
    )


def known_of(con: sqlite3.Connection, story_id: int) -> Seen:
    """Return what a reader knows who reads a story now, with what was read of it before."""
    from briefing.briefs.novelty import remember

    items = items_of_story(con, story_id, limit=BRIEF_ITEMS)
    readings = _readings_of(con, items)
    before = _seen_of(con, story_id, items, readings)
    known = remember(items, readings)
    return known | before if before else known


def _seen_of(
    con: sqlite3.Connection, story_id: int, items: Sequence[StoredItem], readings: Mapping[int, Reading]
) -> Seen | None:
    """Return what was read of a story when it was last marked as read, None when it never was.

    Where that was not kept (the mark came from elsewhere), it is what the items that are marked as read say.
    """
    from briefing.briefs.novelty import Seen, remember

    when = seen_at(con, story_id)
    if when is None:
        return None
    kept = load_read(con, story_id)
    seen = Seen()
    for read in kept:
        seen |= Seen.from_rows(read.sentences, read.facts)
    if not any(read.made == when for read in kept):
        seen |= remember([item for item in items if item.read], readings)
    return seen


def _seen_before(con: sqlite3.Connection, related: Sequence[Related]) -> Seen | None:
    """Return what the reader has read in the earlier ones of these stories, None when nothing."""
    from briefing.briefs.novelty import Seen

    reads = [read for other in related if other.before for read in load_read(con, other.story_id)]
    if not reads:
        return None
    seen = Seen()
    for read in reads:
        seen |= Seen.from_rows(read.sentences, read.facts)
    return seen


def item_with_reading(con: sqlite3.Connection, item_id: int) -> tuple[StoredItem, Reading]:
    """Return an item and what it says.

    Raises:
        StoreError: there is no such item.
    """
    item = get_item(con, item_id)
    if item is None:
        raise StoreError(f"There is no item {item_id}.", "`briefing search` and the app list what is stored.")
    return item, _readings_of(con, [item])[item_id]


def said_in(con: sqlite3.Connection, item_id: int, words: str) -> tuple[int, int] | None:
    """Return where an item says what `words`, a sentence of another one, say: a span of its text, None for nowhere."""
    from briefing.briefs.nearest import nearest_sentence

    return nearest_sentence(words, *item_with_reading(con, item_id))


def _readings_of(con: sqlite3.Connection, items: list[StoredItem]) -> dict[int, Reading]:
    """Return item -> reading; an item that is still in the queue is read now, for this once."""
    readings = load_readings(con, [item.id for item in items])
    for item in items:
        if item.id not in readings:
            from briefing.reading.read import read_item  # with the entity model: only when the queue is not done

            readings[item.id] = read_item(item.title, item.text, published=item.published)
    return readings
