"""Text + mentions -> pieces of the text, each with the kind of name it is; and which kinds are coloured.

The pieces of a text are, joined, character for character the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.model import NAME_KINDS, Kind, Mention


@dataclass(frozen=True, slots=True)
class Highlight:
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
