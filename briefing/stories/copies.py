"""An item -> the earlier item whose words it repeats: same page, same wire text, or same headline.

A copy goes where its original is, counts as no voice of its own, and adds nothing to the story's centre.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from hashlib import blake2b
from urllib.parse import urlsplit

from briefing.stories.features import OPENING_WORDS, Features
from briefing.stories.guards import special_title
from briefing.stories.state import GroupItem, Recent

MEMORY = timedelta(hours=72)
"""How long an item's copies are looked for, counted from its publication."""

TOLD_AGAIN = timedelta(hours=18)
"""Time within which one outlet's second item under one headline is the same news; columns return every 24 hours."""

HEADLINE_STEMS = 4
"""Different stems that a headline must have to prove by itself that two items are one; fewer happen by accident."""

OPENING_PROOF = 12
"""Words of a text from which two different openings prove that two items under one headline are no copies."""


def _key(kind: str, words: str) -> str:
    return kind + blake2b(words.encode(), digest_size=9).hexdigest()


def copy_keys(item: GroupItem, features: Features) -> tuple[str, ...]:
    """Return the keys under which an item's copies find it: of its page, its headline and the opening of its text."""
    keys = []
    parts = urlsplit(item.url)
    if parts.path.strip("/") or parts.query:
        keys.append(_key("u", item.url))
    if len(features.title) >= HEADLINE_STEMS:
        keys.append(_key("t", features.headline))
    if features.opening.count(" ") + 1 >= OPENING_WORDS:
        keys.append(_key("w", features.opening))
    return tuple(keys)


def remember(item: GroupItem, features: Features, story_id: int) -> Recent:
    """Return what later copies of an item are compared with."""
    opening = _key("", features.opening) if features.opening.count(" ") + 1 >= OPENING_PROOF else ""
    return Recent(item.id, story_id, item.published, item.outlet, tuple(sorted(features.title)), opening)


def is_boilerplate(item: GroupItem, features: Features, keys: tuple[str, ...], recent: Mapping[str, Recent]) -> bool:
    """Say whether an item's text begins like that of another item of its outlet that has nothing of its headline.

    Then the text tells of the outlet, not of the event: two items of one magazine, on fake videos and on an outage of
    the same day, were one story by the numbers of the podcast that both named.
    """
    other = next((recent[key] for key in keys if key[0] == "w" and key in recent), None)
    return (
        other is not None
        and other.item_id != item.id
        and bool(item.outlet)
        and item.outlet == other.outlet
        and features.title.isdisjoint(other.title)
    )


def _told_again(item: GroupItem, other: Recent) -> bool:
    """Say whether one outlet tells the same news again, rather than fills the same column again."""
    return abs(item.published - other.published) <= TOLD_AGAIN and not special_title(item.title)


def find_copy(
    item: GroupItem, features: Features, keys: tuple[str, ...], recent: Mapping[str, Recent]
) -> tuple[Recent, bool] | None:
    """Return the item of `recent` that tells the same, and whether in the same words; None when there is none.

    - Same page: a copy, unless the titles have no word in common (feeds that link everything to one page).
    - Same opening of the text: a copy, from another outlet (one outlet repeats its own boilerplate).
    - Same headline: the same story; a copy unless both texts are there and begin differently. From the same outlet it
      is the story told again when it comes within hours, no copy; after a day it is a template ("Stock market today")
      and proves nothing.
    """
    for key in keys:
        other = recent.get(key)
        if other is None or other.item_id == item.id or abs(item.published - other.published) > MEMORY:
            continue
        same_outlet = bool(item.outlet) and item.outlet == other.outlet
        if key[0] == "u":
            if not (features.title and other.title) or not features.title.isdisjoint(other.title):
                return other, True
        elif same_outlet and key[0] == "t" and _told_again(item, other):
            return other, False
        elif not same_outlet:
            mine = remember(item, features, 0).opening
            return other, key[0] == "w" or not mine or not other.opening or mine == other.opening
    return None
