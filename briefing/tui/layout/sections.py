"""The edition's stories in their order -> sections: the best under "Top", the others by the folder of their feeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model import StoryRow

TOP_STORIES = 7
"""Stories that stand above the folders; as many as a small window shows at once."""

TOP = "Top"
OTHER = "More"
"""Where stories of no folder stand, when others have one."""


def sections_of(stories: Sequence[StoryRow], kept: Mapping[int, str] | None = None) -> list[tuple[str, list[StoryRow]]]:
    """Return (name, stories): "Top", then the folders in the order of their best story.

    `kept` says where stories stood before: they stay there, so that nothing moves under the reader's eyes. Without
    folders everything is "Top".
    """
    kept = kept or {}
    names = [kept.get(story.id, TOP if n < TOP_STORIES else story.section) for n, story in enumerate(stories)]
    if not any(name not in (TOP, "", OTHER) for name in names):
        return [(TOP, list(stories))]
    sections: dict[str, list[StoryRow]] = {TOP: []}
    for name, story in zip(names, stories, strict=True):
        sections.setdefault(name or OTHER, []).append(story)
    return [(name, rows) for name, rows in sections.items() if rows]
