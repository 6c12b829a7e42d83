"""Items in no story yet + the stored state of grouping -> placements, stored together with the new state."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import Literal

from briefing.ingest.memory import group_items, remember_due
from briefing.store import grouping as store
from briefing.store.connection import atomic
from briefing.store.meta import load_meta, save_meta
from briefing.store.times import to_text, to_time
from briefing.stories.grouping import group_round
from briefing.stories.state import Constraint, LiveStory, Recent, Round, State

ROUND = 20_000
"""Items grouped between two commits: bounds memory (about 40 MB) and what a killed program has to do again."""

_META = "grouping"


def group_pending(con: sqlite3.Connection, *, tell: Callable[[str, int, int], None], stop: Callable[[], bool]) -> None:
    """Put every item that waits in a story.

    If another program has grouped in the meantime, its result stands and this one's work is done again on top of it.
    """
    waiting = store.items_to_group(con)
    total = len(waiting)
    while waiting and not stop():
        tell("group", total - len(waiting), total)
        waiting = waiting[ROUND:] if _group(con, waiting[:ROUND]) else store.items_to_group(con)
    tell("group", total - len(waiting), total)


def _group(con: sqlite3.Connection, ids: Sequence[int]) -> bool:
    """Group items and store the result; return False, with nothing stored, when another program was faster."""
    rounds, state = load_state(con)
    constraints = [Constraint(_kind(kind), a, b) for kind, a, b in store.load_links(con)]
    state.homes = store.story_ids_of(con, sorted({item for one in constraints for item in (one.a, one.b)}))
    made, gone = remember_due(con, state)
    result = group_round(group_items(con, ids), state, constraints)
    with atomic(con):
        if (load_meta(con, _META) or {}).get("rounds", 0) != rounds:
            return False
        _save(con, state, result, rounds + 1, made, gone)
    return True


def load_state(con: sqlite3.Connection) -> tuple[int, State]:
    """Return the number of rounds so far and what grouping knows after them; live stories only, no item's text."""
    meta = load_meta(con, _META) or {}
    live = {row[0]: LiveStory(*row) for row in store.load_terms(con)}
    state = State(
        stories=live,
        counts=store.load_counts(con),
        documents=meta.get("documents", {}),
        seen=meta.get("seen", 0),
        next_id=meta.get("next_id", 1),
        recent={
            key: Recent(item, story, published, outlet, title, opening)
            for key, item, story, published, outlet, title, opening in store.load_recent(con)
        },
        clock=to_time(meta["clock"]) if meta.get("clock") else None,
    )
    return meta.get("rounds", 0), state


def _save(con: sqlite3.Connection, state: State, result: Round, rounds: int, made: set[int], gone: set[int]) -> None:
    store.save_placements(
        con, [(p.item_id, p.story_id, p.p, p.why, p.hours, p.copy_of) for p in result.placements], result.united
    )
    live = (state.stories[key] for key in sorted(result.touched | made) if key in state.stories)
    store.save_terms(
        con, [(one.id, one.terms, one.n, one.first, one.last) for one in live], sorted(result.expired | gone)
    )
    store.save_counts(con, result.counted, whole=result.recounted)
    remembered = [
        (key, one.item_id, one.story_id, one.published, one.outlet, one.title, one.opening)
        for key, one in result.remembered.items()
    ]
    store.save_recent(con, remembered, result.forgotten)
    meta = {"rounds": rounds, "documents": state.documents, "seen": state.seen, "next_id": state.next_id}
    save_meta(con, _META, {**meta, "clock": to_text(state.clock) if state.clock else ""})


def _kind(kind: str) -> Literal["together", "apart"]:
    return "together" if kind == "together" else "apart"
