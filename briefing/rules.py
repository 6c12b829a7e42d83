"""Hiding rules and what a story says -> the rule that hides it. Pure: no database, no clock.

A story is more than one article, so one article is not enough to hide it. Words hide a story when they stand in its
headline or in the titles of at least half of its items (where the rule says so, in their texts too). A name does when a
title has it and at least half of the items name it. Outlets, feeds and folders do when every item is of hidden ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from briefing.model.rules import Rule, Said, StorySaid
from briefing.query import SearchPlan, parse_query

_SPAN = re.compile(r"(\d{1,6})\s*([hdw])")
_HOURS = {"h": 1, "d": 24, "w": 7 * 24}
_LONGEST_HOURS = 100 * 365 * 24


def phrase(words: str, *, in_text: bool = False) -> SearchPlan:
    """Return the plan that finds words next to each other: whole ones, without regard to capitals and accents.

    U.S. finds US too, as in the search box. Without `in_text` only titles are searched.
    """
    quoted = '"' + words.replace('"', " ") + '"'
    return parse_query(quoted if in_text else f"title:{quoted}")


def span_of(text: str) -> timedelta | None:
    """Return how long "12h", "7d" or "2w" is; None for anything else, and for more than a hundred years."""
    found = _SPAN.fullmatch(text.strip().lower())
    hours = int(found[1]) * _HOURS[found[2]] if found else 0
    return timedelta(hours=hours) if 0 < hours <= _LONGEST_HOURS else None


class Rules:
    """Rules made ready to judge many stories."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.all = list(rules)
        self._plans = {one.id: phrase(one.value, in_text=one.in_text) for one in self.all if one.kind == "word"}
        self.names = {int(one.value) for one in self.all if one.kind == "name"}
        """The entities that any rule asks for."""
        self.texts = any(one.in_text for one in self.all)
        """Whether any rule looks into texts."""

    def hiding(self, story: StorySaid) -> int:
        """Return the id of the rule that hides a story: the first one made, 0 for none."""
        if not story.items:
            return 0
        for rule in self.all:
            if rule.kind == "word" and self._says(rule, story):
                return rule.id
            if rule.kind == "name" and _names(int(rule.value), story.items):
                return rule.id
        return self._sources(story.items)

    def _says(self, rule: Rule, story: StorySaid) -> bool:
        """Return whether the headline, or at least half of the items, say the rule's words."""
        plan = self._plans[rule.id]

        def says(item: Said) -> bool:
            return bool(plan.title_marks(item.title) or (rule.in_text and plan.title_marks(item.text)))

        return bool(plan.title_marks(story.headline)) or 2 * sum(map(says, story.items)) >= len(story.items)

    def _sources(self, items: Sequence[Said]) -> int:
        """Return the rule that hides most of the items, when every item is hidden by where it is from; else 0."""
        found: Counter[int] = Counter()
        for item in items:
            rules = [rule.id for rule in self.all if _from(rule, item)]
            if not rules:
                return 0
            found.update(rules)
        return min(found, key=lambda rule: (-found[rule], rule))


def _names(name: int, items: Sequence[Said]) -> bool:
    return any(name in item.title_names for item in items) and 2 * sum(name in item.names for item in items) >= len(
        items
    )


def _from(rule: Rule, item: Said) -> bool:
    """Return whether an item is of the outlet, feed or folder that a rule hides."""
    if rule.kind == "outlet":
        return rule.value.casefold() == item.outlet.casefold()
    if rule.kind == "feed":
        return int(rule.value) == item.feed
    return rule.kind == "folder" and rule.value == item.folder
