"""What the reader marks as read -> what was read, kept; and what came since -> how much of it is new.

A story counts as updated when its brief gains a sentence or a number, not when an item arrives: copies and repetitions
leave it read. The count stands in the story's row, so that lists make no brief.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from briefing import editor
from briefing.model import Brief, Passage
from briefing.store import marks
from briefing.store import seen as store
from briefing.store.actions import redo as redo_action
from briefing.store.actions import undo as undo_action
from briefing.store.connection import atomic
from briefing.store.seen import Read, Shown
from briefing.store.stories import get_story

KEPT_AT_ONCE = 60
"""Stories of which what they say is kept when many are marked at once: twice an edition, and a second or two."""


def mark_read(con: sqlite3.Connection, story_ids: Sequence[int], read: bool, *, now: datetime) -> None:
    """Mark stories and their items as read, with what they say now, or as unread; one action, which can be undone.

    Of many stories at once, what they say is kept of the first ones only; of the others it is what their items that
    are marked as read say, see `editor`.

    Raises:
        StoreError: the database cannot be written.
    """
    stories = [story for story in (get_story(con, one) for one in story_ids) if story]
    unread = [story.id for story in stories if read and not story.read]
    kept = [_what_is_read(con, story_id, now) for story_id in unread[:KEPT_AT_ONCE]]  # before anybody has to wait
    with atomic(con):
        for story_id, what in kept:
            store.save_read(con, story_id, what)
        marks.mark_read(con, story_ids, read, now=now)
        store.save_news(con, [(story_id, 0) for story_id, _ in kept])


def count_news(con: sqlite3.Connection, *, now: datetime, stop: Callable[[], bool] = lambda: False) -> int:
    """Count what is new in the stories that were read and have changed since; return how many were counted.

    Raises:
        StoreError: the database cannot be written.
    """
    done = 0
    for story_id in store.uncounted_stories(con):
        if stop():
            break
        brief = editor.brief_of(con, story_id, now=now)
        with atomic(con):
            store.save_news(con, [(story_id, brief.new if brief else 0)])
        done += 1
    return done


def undo(con: sqlite3.Connection, *, now: datetime) -> str | None:
    """Take the reader's last action back, and count again what is new; return its label, None without one."""
    label = undo_action(con)
    count_news(con, now=now)
    return label


def redo(con: sqlite3.Connection, *, now: datetime) -> str | None:
    """Do again what was undone last, and count again what is new; return its label, None without one."""
    label = redo_action(con)
    count_news(con, now=now)
    return label


def _what_is_read(con: sqlite3.Connection, story_id: int, now: datetime) -> tuple[int, Read]:
    """Return a story's id and what its items say now, together with what was read of it before."""
    known = editor.known_of(con, story_id)
    sentences, facts = known.to_rows()
    brief = editor.brief_of(con, story_id, now=now)
    return story_id, Read(now, tuple(sentences), tuple(facts), tuple(_shown(brief)) if brief else ())


def _shown(brief: Brief) -> Iterator[Shown]:
    """Yield what the brief shows of its items: the first sentence, the points, numbers and quotations."""
    outlets = {source.item_id: source.outlet for source in brief.sources}

    def shown(slot: str, words: Passage, text: str = "") -> Shown:
        return Shown(slot, text or words.text, outlets.get(words.item_id, ""), words.item_id, words.start, words.end)

    if brief.lead:
        yield shown("lead", brief.lead)
    for point in brief.points:
        yield shown("points", point)
    for figure in brief.figures:
        yield shown("numbers", figure.passage, f"{figure.value} {figure.label}")
    for quote in brief.quotes:
        yield shown("quotes", quote.passage)
