"""Why a story is what it is -> lines for people, and the objects that `show --why --json` adds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefing.store.why import StoryWhy


def why_record(why: StoryWhy) -> dict[str, Any]:
    """Return "why" (an object for each item) and "rank" (the terms of the score; they add up to how it is ordered)."""
    items = [
        {
            "item": one.item_id,
            "outlet": one.outlet,
            "stance": one.stance,
            "title": one.title,
            "p": one.p,
            "words": list(one.words),
            "hours": one.hours,
            "copy_of": one.copy_of,
            "said": one.said,
        }
        for one in why.items
    ]
    return {"why": items, "rank": [{"name": name, "points": round(points, 3)} for name, points in why.parts]}


def why_lines(why: StoryWhy) -> Iterator[str]:
    """Yield Markdown: the rank with its terms, then each item with its reasons."""
    total = sum(points for _, points in why.parts)
    yield f"\n## Why here: {total:+.1f} points\n"
    for name, points in why.parts:
        yield f"- {name}: {points:+.1f}"
    yield "\n## Why these items\n"
    for one in why.items:
        yield f"- {one.title} ({one.outlet}, item {one.item_id}): {'; '.join(one.reasons())}"
