"""An edition -> the words that end it; and what stands in the place of stories while there are none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from briefing.tui.keys.keymap import DEFAULT, Keymap
from briefing.tui.keys.labels import with_keys
from briefing.tui.layout.moment import short
from briefing.tui.widgets.story_rows import count

if TYPE_CHECKING:
    from briefing.model import Edition

NO_STORIES = (
    "No stories yet.\n\nPress {view.begin} to begin with feeds of your own: starter packs, an import, an address.\n\n"
    "Or add one in the shell, and press {view.refresh} here:\nbriefing add URL"
)
LAST_FAILURES = 5
"""Feeds that could not be read which the first refresh names; the list of feeds has them all."""


WAITING = "No stories yet.\n\n{feeds} subscribed. {view.refresh} fetches what is due, {feeds.open} says how they are."


def no_stories(keymap: Keymap = DEFAULT, feeds: int = 0) -> str:
    """Return what stands in the place of stories before there are any, with the reader's keys.

    `feeds` is how many are subscribed to; without one it says how to begin.
    """
    words = (
        WAITING.replace("{feeds}", f"{count(feeds, 'feed')} {'is' if feeds == 1 else 'are'}") if feeds else NO_STORIES
    )
    return with_keys(words, keymap)


def first_refresh(feeds: int, of: int, items: int, step: str, failures: Sequence[str], keymap: Keymap = DEFAULT) -> str:
    """Return what stands in the place of stories while the first ones are fetched: so many feeds have answered.

    `step` says what comes after the fetching, "" before; `failures` name the feeds that could not be read.
    """
    answered = f"{feeds:,} of {count(of, 'feed')} have answered" if of else "Asking your feeds"
    lines = ["Your first edition is being made.", "", f"{answered}.", f"{count(items, 'item')} so far."]
    lines += [f"Now {step} …" if step else "Stories stand here as soon as all are in."]
    if failures:
        more = len(failures) - LAST_FAILURES
        lines += ["", with_keys("Not read ({feeds.open} says why):", keymap), *failures[:LAST_FAILURES]]
        lines += [f"and {more:,} more"] if more > 0 else []
    return "\n".join(lines)


def ending(edition: Edition, today: date, *, keymap: Keymap = DEFAULT, more: str = "{view.more} shows them") -> str:
    """Return what stands below the last story: how much it was, when it was fetched, how much is left out.

    `more` says how to see what is left out.
    """
    if not edition.stories and edition.hidden:
        hidden = f"Nothing to show: {count(edition.hidden, 'story')} hidden by your rules."
        return hidden + with_keys("\n\n{own.hidden} shows them.", keymap)
    if not edition.stories:
        return no_stories(keymap)
    words = f"That is all: {count(len(edition.stories), 'story')} from {count(edition.outlets, 'outlet')}"
    times = (("updated", edition.updated), ("next", edition.next_update))
    words = ", ".join([words, *(f"{word} {short(time, today)}" for word, time in times if time)]) + "."
    left = [f"{count(edition.more, 'smaller story')} did not make it:  {more}."] if edition.more else []
    left += [f"{edition.hidden:,} hidden by your rules ({{own.hidden}})."] if edition.hidden else []
    return with_keys("\n".join([words, *left]), keymap)
