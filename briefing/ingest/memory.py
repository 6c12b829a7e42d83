"""Stories whose items the reader moved -> the grouping's terms of them, made again from their items."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from briefing.store import grouping as store
from briefing.stories.candidates import Index
from briefing.stories.features import extract
from briefing.stories.state import GroupItem, LiveStory, State
from briefing.stories.vectors import vector

ITEMS = 100
"""Newest items of a story that are read again: its strongest terms show in far fewer."""

TEXT_CHARS = 2000
"""Characters of each text that grouping sees; it looks at the first 500, behind a dateline."""


def remember_due(con: sqlite3.Connection, state: State) -> tuple[set[int], set[int]]:
    """Put the stories that are due into the state; return those that were made, and those that have no item left.

    The terms are weighted by what is known now, as those of a new item would be.
    """
    made, gone = set[int](), set[int]()
    for story_id, ids in store.stories_due(con, items=ITEMS).items():
        items = group_items(con, ids)
        if items:
            state.stories[story_id] = _story(story_id, items, state)
            made.add(story_id)
        else:
            gone.add(story_id)
    return made, gone


def group_items(con: sqlite3.Connection, ids: Sequence[int]) -> list[GroupItem]:
    """Return items as grouping reads them."""
    texts = store.texts_to_group(con, ids, chars=TEXT_CHARS)
    return [
        GroupItem(key, title, text, published, outlet, url, language, guid)
        for key, title, text, published, outlet, url, language, guid in texts
    ]


def _story(story_id: int, items: Sequence[GroupItem], state: State) -> LiveStory:
    times = [item.published for item in items]
    story = LiveStory(story_id, {}, len(items), min(times), max(times))
    index = Index({story_id: story})
    for item in items:
        index.add(story, vector(extract(item), state))
    return story
