"""The log of the last refreshes -> rows in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from briefing.tui.layout.moment import full, local
from briefing.tui.layout.row_lines import Row
from briefing.tui.widgets.story_rows import count

if TYPE_CHECKING:
    from briefing.store.refresh_log import LoggedFetch, LoggedRefresh

OTHERS = "Other refreshes: Enter opens"


def fetch_row(one: LoggedFetch) -> Row:
    """Return the row of a feed: what it brought, the answer, time and cost; why it failed, or what there is to say."""
    brought = "failed" if one.error else f"{one.new:,} new" if one.new or not one.changed else ""
    changed = f"{one.changed:,} changed" if one.changed else ""
    answer = f"HTTP {one.status}" if one.status else "no answer"
    facts = [brought, changed, answer, one.cost(), f"{local(one.made, None):%H:%M:%S}"]
    return Row(
        one.title, " · ".join(fact for fact in facts if fact), one.error or one.notice, quiet=not (one.new or one.error)
    )


def refresh_row(one: LoggedRefresh, today: date) -> Row:
    """Return the row of a refresh that is not open."""
    return Row(full(one.began, today), refresh_facts(one), section=OTHERS)


def refresh_facts(one: LoggedRefresh, *, running: bool = False) -> str:
    """Return how a refresh went: "24 of 24 feeds · 61 new items · 2 failed · took 14 s"."""
    if running:
        end = "running"
    elif one.ended is None:
        end = "was ended before its end"
    else:
        end = f"{'stopped after' if one.stopped else 'took'} {(one.ended - one.began).total_seconds():,.0f} s"
    failed = f"{one.failed:,} failed" if one.failed else ""
    facts = [f"{one.answered:,} of {count(one.feeds, 'feed')}", count(one.new, "new item"), failed, end]
    return " · ".join(fact for fact in facts if fact)
