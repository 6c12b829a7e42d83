"""The user's corrections -> where an item must go and must not go.

"Together" and "apart" are said of items, not of stories, so that they hold for ever: stories come and go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefing.stories.state import Constraint


def root(united: Mapping[int, int], story_id: int) -> int:
    """Return the story that a story is part of now; `united` maps the younger of two that were united to the older."""
    while story_id in united:
        story_id = united[story_id]
    return story_id


class Constraints:
    """The corrections of a round. "Apart" wins over "together".

    `homes` gives the story of the stored items among them; `united` is the round's own and may grow.
    """

    def __init__(self, constraints: Iterable[Constraint], homes: Mapping[int, int], united: Mapping[int, int]) -> None:
        self._homes = dict(homes)
        self._united = united
        self._together: dict[int, set[int]] = {}
        self._apart: dict[int, set[int]] = {}
        for one in constraints:
            partners = self._together if one.kind == "together" else self._apart
            partners.setdefault(one.a, set()).add(one.b)
            partners.setdefault(one.b, set()).add(one.a)

    def place(self, item_id: int, story_id: int) -> None:
        """Note where an item went."""
        if item_id in self._together or item_id in self._apart:
            self._homes[item_id] = story_id

    def barred(self, item_id: int) -> set[int]:
        """Return the stories that an item must not join."""
        return set(self._stories(self._apart.get(item_id, ())))

    def wanted(self, item_id: int) -> int | None:
        """Return the story that an item must join, the oldest when there are several; None when it is free."""
        barred = self.barred(item_id)
        return min((key for key in self._stories(self._together.get(item_id, ())) if key not in barred), default=None)

    def kept_apart(self, a: int, b: int) -> bool:
        """Say whether an item of one story must not be with an item of the other."""
        return any(self._home(item_id) == a and b in self._stories(others) for item_id, others in self._apart.items())

    def wanted_unions(self) -> Iterator[tuple[int, int]]:
        """Yield (older, younger) stories whose stored items belong together; what was united before is known."""
        for item_id, others in sorted(self._together.items()):
            for other in sorted(others):
                a, b = self._home(item_id), self._home(other)
                if a is not None and b is not None and a != b and not self.kept_apart(a, b):
                    yield min(a, b), max(a, b)

    def _home(self, item_id: int) -> int | None:
        home = self._homes.get(item_id)
        return None if home is None else root(self._united, home)

    def _stories(self, item_ids: Iterable[int]) -> Iterator[int]:
        for item_id in item_ids:
            home = self._home(item_id)
            if home is not None:
                yield home
