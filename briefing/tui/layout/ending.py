"""An edition -> the words that end it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from briefing.tui.layout.moment import short
from briefing.tui.widgets.story_rows import count

if TYPE_CHECKING:
    from briefing.model import Edition

NO_STORIES = (
    "No stories yet.\n\nPress B to begin with feeds of your own,\n"
    "or add one in the shell:\nbriefing add URL\n\nthen press R here."
)


def ending(edition: Edition, today: date, *, more: str = "+ shows them") -> str:
    """Return what stands below the last story: how much it was, when it was fetched, how much is left out.

    `more` says how to see what is left out.
    """
    if not edition.stories and edition.hidden:
        return f"Nothing to show: {count(edition.hidden, 'story')} hidden by your rules.\n\ng h shows them."
    if not edition.stories:
        return NO_STORIES
    words = f"That is all: {count(len(edition.stories), 'story')} from {count(edition.outlets, 'outlet')}"
    times = (("updated", edition.updated), ("next", edition.next_update))
    words = ", ".join([words, *(f"{word} {short(time, today)}" for word, time in times if time)]) + "."
    left = [f"{count(edition.more, 'smaller story')} did not make it:  {more}."] if edition.more else []
    left += [f"{edition.hidden:,} hidden by your rules (g h)."] if edition.hidden else []
    return "\n".join([words, *left])
