"""Stories whose items changed -> headline, rank and the other columns by which lists show them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime

from briefing.ingest.hiding import judge, load_rules
from briefing.store import summaries as store
from briefing.store.connection import atomic
from briefing.store.summaries import Summary, Told
from briefing.stories.naming import TitledItem, choose_headline
from briefing.stories.ranking import RECENT_ITEMS, RECENT_OUTLETS, StoryFacts, rank

BATCH = 200
"""Stories named between two commits, a fraction of a second."""


def name_stories(
    con: sqlite3.Connection, *, now: datetime, tell: Callable[[str, int, int], None], stop: Callable[[], bool]
) -> None:
    """Write the row of every story that is due, and whether a rule of the reader's hides it."""
    done, rules = 0, load_rules(con, now=now)
    while not stop() and (batch := store.stale_stories(con, BATCH)):
        summaries = {story: summary_of(con, story) for story in batch}
        with atomic(con):
            for story, summary in summaries.items():
                store.save_summary(con, story, summary)
            judge(con, batch, rules)
        done += len(batch)
        tell("name", done, done)


def summary_of(con: sqlite3.Connection, story: int) -> Summary | None:
    """Return what a story's row should say, None when no item is left."""
    told = store.items_told(con, story)
    if not told:
        return None
    titles, current = store.titles_told(con, story)
    headline = choose_headline([TitledItem(*title) for title in titles], current=current)
    last = told[-1].published
    result = rank(_facts(told, *store.interest_in(con, story)))
    return Summary(
        headline=headline.text,
        lead_item=headline.item_id,
        note=headline.note,
        first=told[0].published,
        last=last,
        items=len(told),
        outlets=len({item.outlet for item in told}),
        score=result.value,
        parts=result.parts,
        spark=store.coverage([item.published for item in told], last),
    )


def _facts(told: Sequence[Told], followed: int, muted: bool) -> StoryFacts:
    """Return what the ranking looks at: copies are no voice of their own, and muted outlets none beside others."""
    voices = [item for item in told if not item.copy] or list(told)
    heard = [item for item in voices if item.stance >= 0]
    muted, voices = muted or not heard, heard or voices
    last = told[-1].published
    return StoryFacts(
        outlets=len({item.outlet for item in voices}),
        items=len(voices),
        first=told[0].published,
        last=last,
        recent_items=sum(last - item.published <= RECENT_ITEMS for item in voices),
        followed=followed,
        muted=muted,
        preferred=len({item.outlet for item in voices if item.stance > 0}),
        recent_outlets=len({item.outlet for item in voices if last - item.published <= RECENT_OUTLETS}),
    )
