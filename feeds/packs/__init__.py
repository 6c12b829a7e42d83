"""The OPML files beside this one into starter packs: eight fields of news, each told by outlets that overlap.

Every feed is public, free of charge and has had its address for years; the same event then reaches a reader from
several newsrooms, which is what stories are made of.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from xml.etree import ElementTree

from feeds.opml import Subscription, read_opml

ORDER = ("world", "business", "technology", "science", "climate", "sport", "culture", "health")
"""The packs' names in the order in which they are offered, the most general first."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A starter pack: a `name` to type, a `title` and one sentence to show, and its feeds in a folder of that title."""

    name: str
    title: str
    description: str
    subscriptions: tuple[Subscription, ...]


def list_packs() -> list[Pack]:
    """Return all starter packs in the order in which they are offered."""
    return [_read(name) for name in ORDER]


def _read(name: str) -> Pack:
    data = resources.files(__name__).joinpath(f"{name}.opml").read_bytes()
    folder = ElementTree.fromstring(data).find("./body/outline")
    if folder is None:
        raise ValueError(f"the pack {name} holds no folder")
    return Pack(name, folder.get("text", ""), folder.get("description", ""), read_opml(data).subscriptions)
