"""Hiding rules, and what they look at in stories, as plain data; judged by `briefing.rules`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

RuleKind = Literal["word", "name", "outlet", "feed", "folder"]

RULE_WORDS: dict[RuleKind, str] = {
    "word": "stories with “{}”",
    "name": "stories about {}",
    "outlet": "stories of {}",
    "feed": "stories from the feed {}",
    "folder": "stories from the folder {}",
}
"""Kind of a rule -> what it hides, for people."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that counts. `value` is words, an outlet, a folder, or the id of a name or a feed."""

    id: int
    kind: RuleKind
    value: str
    in_text: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """An item as far as rules look at it; `names` are ids of entities, `title_names` of those in its title."""

    title: str
    text: str = ""
    outlet: str = ""
    feed: int = 0
    folder: str = ""
    names: frozenset[int] = frozenset()
    title_names: frozenset[int] = frozenset()


@dataclass(slots=True)
class StorySaid:
    """A story as far as rules look at it."""

    headline: str
    items: list[Said] = field(default_factory=list)
