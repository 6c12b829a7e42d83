"""How the list is arranged: its orders, and how much room a story takes. Names for people and for the settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.tui.layout.sections import sections_of

if TYPE_CHECKING:
    from briefing.model import StoryRow

SORTS = {"rank": "the most important first", "newest": "the newest first", "outlets": "the most outlets first"}
"""Order -> what it is called."""
DENSITIES = {
    "normal": "normal",
    "compact": "compact, a line a story",
    "full": "full, with the first sentence",
    "airy": "airy",
}
"""Density -> what it is called."""


def arranged(
    stories: Sequence[StoryRow], sort: str, kept: Mapping[int, str] | None = None
) -> list[tuple[str, list[StoryRow]]]:
    """Return (section, stories): by rank under their sections, in any other order under one name.

    `kept` says where stories stood before; by rank they stay there.
    """
    if sort == "newest":
        return [("Newest first", sorted(stories, key=lambda story: (-story.last.timestamp(), story.id)))]
    if sort == "outlets":
        return [("Most outlets first", sorted(stories, key=lambda story: (-story.outlets, -story.score, story.id)))]
    return sections_of(stories, kept)


def following(choices: Mapping[str, str], chosen: str) -> str:
    """Return the choice after `chosen`, round the end."""
    names = list(choices)
    return names[(names.index(chosen) + 1) % len(names)] if chosen in choices else names[0]
