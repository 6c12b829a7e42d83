"""Made items, the stories they come out as, and a state that has been to the store and back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from briefing.stories.grouping import group_round
from briefing.stories.state import Constraint, GroupItem, LiveStory, Placement, Recent, Round, State

START = datetime(2025, 7, 14, 8, tzinfo=UTC)

EVENTS = (
    (
        "Ferry sinks off Bergen coast in storm",
        "Storm off Bergen coast: ferry sinks with 40 aboard",
        "Bergen ferry sinks, coast guard searches in storm",
    ),
    (
        "Nvidia wins licence to sell H20 chips in China",
        "US lets Nvidia sell H20 chips to China again",
        "Nvidia H20 chips return to China under new licence",
    ),
    (
        "Earthquake near Kamchatka triggers Pacific tsunami alert",
        "Tsunami alert after earthquake near Kamchatka",
        "Kamchatka earthquake: tsunami alert lifted across Pacific",
    ),
    (
        "Parliament in Bern votes on glacier fund",
        "Glacier fund passes parliament in Bern",
        "Bern parliament says yes to glacier fund",
    ),
)
"""Three titles on each of four events, a story each."""


def item(n: int, title: str, text: str = "", *, hours: float = 0.0, outlet: str = "", **more: str) -> GroupItem:
    """Return an item; without an outlet it has one of its own."""
    return GroupItem(
        id=n,
        title=title,
        text=text,
        published=START + timedelta(hours=hours),
        outlet=outlet or f"Outlet {n}",
        guid=more.pop("guid", f"guid-{n:04}"),
        **more,
    )


def stream() -> list[GroupItem]:
    """Return the items of `EVENTS`, in turns and an hour apart; item n tells event n % 4."""
    titles = [titles[turn] for turn in range(3) for titles in EVENTS]
    return [item(n, title, hours=n) for n, title in enumerate(titles)]


def place(items: Iterable[GroupItem], state: State | None = None, *links: Constraint) -> dict[int, Placement]:
    """Group items and return item id -> its placement."""
    done = group_round(list(items), State() if state is None else state, links)
    return {placement.item_id: placement for placement in done.placements}


def partition(placements: Iterable[Placement]) -> set[frozenset[int]]:
    """Return which items are together, whatever the stories' ids."""
    together: dict[int, set[int]] = {}
    for placement in placements:
        together.setdefault(placement.story_id, set()).add(placement.item_id)
    return {frozenset(ids) for ids in together.values()}


def stored(state: State) -> State:
    """Return the state as it comes back from text: nothing shared with the old one, stories in order of id."""
    told = json.loads(json.dumps(asdict(state), default=datetime.isoformat))
    stories = sorted(told["stories"].values(), key=lambda row: row["id"])
    return State(
        stories={row["id"]: LiveStory(**_timed(row, "first", "last")) for row in stories},
        counts=dict(sorted(told["counts"].items())),
        documents=told["documents"],
        seen=told["seen"],
        next_id=told["next_id"],
        recent={
            key: Recent(**_timed(row, "published") | {"title": tuple(row["title"])})
            for key, row in sorted(told["recent"].items())
        },
        homes={int(key): story for key, story in told["homes"].items()},
        clock=datetime.fromisoformat(told["clock"]) if told["clock"] else None,
    )


def _timed(row: dict[str, object], *names: str) -> dict[str, object]:
    return row | {name: datetime.fromisoformat(str(row[name])) for name in names}


def told(done: Round) -> list[tuple[int, int, float, tuple[str, ...], int | None]]:
    """Return what a round says of its items, with p rounded: sums are added up in another order after storing."""
    return [(p.item_id, p.story_id, round(p.p, 9), p.why, p.copy_of) for p in done.placements]
