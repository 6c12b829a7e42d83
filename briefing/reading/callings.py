"""An item's mentions -> what its text calls each entity: names and roles, with the keys by which they are found.

Here also stands what the reader's splits do to mentions: both go by the words of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from briefing.model import NAME_KINDS, Mention
from briefing.reading.names import name_key

Called = tuple[str, str, str, str, str]
"""(entity, kind, "name" or "role", key, words)."""

MAX_CHARS = 80
"""Longest name or role kept, in characters; a longer one is a slip of the tagger."""


def callings(title: str, text: str, mentions: Iterable[Mention]) -> list[Called]:
    """What the item calls its entities, each once, sorted. A role that stands for a person is no name of him."""
    found = {called for mention in mentions if mention.kind in NAME_KINDS for called in _called(title, text, mention)}
    first: dict[tuple[str, str, str, str], Called] = {}
    for called in sorted(found):
        first.setdefault(called[:4], called)
    return list(first.values())


def _called(title: str, text: str, mention: Mention) -> Iterator[Called]:
    words, role = " ".join(surface(title, text, mention).split()), " ".join(mention.role.split())
    if name_key(role) and len(role) <= MAX_CHARS:
        yield mention.entity, mention.kind, "role", name_key(role), role
    if name_key(words) and len(words) <= MAX_CHARS and name_key(words) != name_key(role):
        yield mention.entity, mention.kind, "name", name_key(words), words


def surface(title: str, text: str, mention: Mention) -> str:
    """The words of the mention as they stand in the item."""
    return (title if mention.field == "title" else text)[mention.start : mention.end]


def split_off(
    title: str, text: str, mentions: Iterable[Mention], splits: Mapping[tuple[str, str], str]
) -> tuple[Mention, ...]:
    """The mentions with the reader's splits: `splits` maps (entity, key of a name) to what that name is on its own."""
    if not splits:
        return tuple(mentions)
    found = []
    for mention in mentions:
        own = splits.get((mention.entity, name_key(surface(title, text, mention))))
        found.append(replace(mention, entity=own, role="") if own else mention)
    return tuple(found)
