"""Text + mentions -> pieces of the text, each with the kind of name it is; and which kinds are coloured.

The pieces of a text are, joined, character for character the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from briefing.model import NAME_KINDS

if TYPE_CHECKING:
    from briefing.model import Kind, Mention


class Highlight(NamedTuple):
    """A choice of kinds to colour; `title` names it for people."""

    title: str
    kinds: frozenset[Kind]


AMOUNT_KINDS: tuple[Kind, ...] = ("money", "percent", "date")
NAMES = frozenset(NAME_KINDS) - {"other"}
HIGHLIGHTS: tuple[Highlight, ...] = (
    Highlight("names, amounts and dates", NAMES | frozenset(AMOUNT_KINDS)),
    Highlight("names", NAMES),
    Highlight("names, nationalities and works", frozenset(NAME_KINDS)),
    Highlight("people and organisations", frozenset(("person", "organisation"))),
    Highlight("amounts and dates", frozenset(AMOUNT_KINDS)),
    Highlight("nothing", frozenset()),
)
"""What `H` goes through, in this order; the first is what the app starts with."""
OWN = "your own choice"
"""What a choice of kinds is called that the reader has made one by one."""


class Colours(NamedTuple):
    """Which kinds are coloured now, and the reader's own choice of them, None when there is none."""

    kinds: frozenset[Kind] = HIGHLIGHTS[0].kinds
    own: frozenset[Kind] | None = None

    @property
    def title(self) -> str:
        """The choice in words."""
        return next((one.title for one in self._choices() if one.kinds == self.kinds), OWN)

    def next(self) -> Colours:
        """Return the choice after this one, the reader's own one last."""
        choices = [one.kinds for one in self._choices()]
        at = choices.index(self.kinds) + 1 if self.kinds in choices else 0
        return self._replace(kinds=choices[at % len(choices)])

    def toggled(self, kind: Kind) -> Colours:
        """Return the choice with a kind more or less; where it is none of the list, it is the reader's own one."""
        kinds = self.kinds ^ {kind}
        listed = any(one.kinds == kinds for one in HIGHLIGHTS)
        return Colours(kinds, self.own if listed else kinds)

    def to_json(self) -> dict[str, list[str] | None]:
        """Return the choice as the database keeps it."""
        return {"kinds": sorted(self.kinds), "own": None if self.own is None else sorted(self.own)}

    @classmethod
    def from_json(cls, kept: object) -> Colours:
        """Return the choice that was kept: what `to_json` gave, or the number of one; else what the app starts with.

        Kinds that this version does not know are left out.
        """
        if isinstance(kept, int):
            return cls(HIGHLIGHTS[kept % len(HIGHLIGHTS)].kinds)
        if not isinstance(kept, dict) or not isinstance(kept.get("kinds"), list):
            return cls()
        own = kept.get("own")
        return cls(_kinds(kept["kinds"]), _kinds(own) if isinstance(own, list) else None)

    def _choices(self) -> tuple[Highlight, ...]:
        return HIGHLIGHTS if self.own is None else (*HIGHLIGHTS, Highlight(OWN, self.own))


def _kinds(names: list[object]) -> frozenset[Kind]:
    return frozenset(kind for kind in (*NAME_KINDS, *AMOUNT_KINDS) if kind in names)


def highlight(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[str, Mention | None]]:
    """Yield the pieces of `text` in order: a mention's words with the mention, what lies between with None.

    Spans are offsets into `text`. A mention that is empty, reaches outside the text or overlaps the one before it is
    left out, so that nothing is ever doubled or lost.
    """
    at = 0
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not at <= mention.start < mention.end <= len(text):
            continue
        if mention.start > at:
            yield text[at : mention.start], None
        yield text[mention.start : mention.end], mention
        at = mention.end
    if at < len(text):
        yield text[at:], None
