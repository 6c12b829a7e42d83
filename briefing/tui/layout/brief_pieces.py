"""The parts of a brief -> pieces: passages with their names, inserts and clipped ends; citations; where each leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.model import NAME_KINDS
from briefing.tui.highlight import highlight
from briefing.tui.layout.page import OpenItem, OpenName, Piece
from briefing.tui.layout.wrap import NO_BREAK

if TYPE_CHECKING:
    from briefing.model import Brief, Kind, Mention, Passage, Who


@dataclass(slots=True)
class Pieces:
    """Makes pieces for one brief: knows its sources and the kinds of its names."""

    brief: Brief
    opens: dict[int, OpenItem] = field(default_factory=dict)
    """Source number -> that source at the first passage that is shown of it."""
    kinds: dict[str, Kind] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shown: dict[int, OpenItem] = {}
        for passage in passages(self.brief):
            shown.setdefault(passage.item_id, opening(passage))
        self.opens = {s.number: shown.get(s.item_id, OpenItem(s.item_id)) for s in self.brief.sources}
        self.kinds = {who.name: who.kind for who in self.brief.who}

    def passage(self, passage: Passage, role: str = "text") -> list[Piece]:
        """Return the passage's words as they stand in the item, "…" where they are cut, inserts in ‹ ›."""
        parts = list(_words(passage, role, self.kinds))
        if passage.clipped_start:
            parts.insert(0, Piece(f"…{NO_BREAK}", "quiet"))
        if passage.clipped_end:
            parts.append(Piece(f"{NO_BREAK}…", "quiet"))
        return parts

    def citations(self, passage: Passage) -> list[Piece]:
        """Return " [1 2 4]", glued to the words before it.

        Each number leads to its source: the passage's own item at these very words, another at its first passage.
        """
        if not passage.citations:
            return []
        parts = [Piece(f"{NO_BREAK}[", "cite")]
        for number in passage.citations:
            if len(parts) > 1:
                parts.append(Piece(NO_BREAK, "cite"))
            target = self.opens.get(number)
            if target is not None and target.item_id == passage.item_id:
                target = opening(passage)
            parts.append(Piece(str(number), "cite", target=target))
        return [*parts, Piece("]", "cite")]

    def name(self, name: str, role: str = "text") -> Piece:
        """Return a name of the story, coloured by its kind where the brief knows it."""
        kind = self.kinds.get(name)
        return Piece(name, role, kind, OpenName(name)) if kind else Piece(name, role)


def opening(passage: Passage) -> OpenItem:
    """Return what leads to the passage's own words."""
    return OpenItem(passage.item_id, passage.start, passage.end)


def passages(brief: Brief) -> Iterator[Passage]:
    """Yield every passage of the brief in the order in which it is shown."""
    if brief.lead:
        yield brief.lead
    yield from brief.points
    yield from (figure.passage for figure in brief.figures)
    yield from (quote.passage for quote in brief.quotes)
    yield from (row.passage for row in brief.timeline)
    yield from (passage for angle in brief.angles for passage in angle.passages)
    yield from brief.background


def by_kind(who: Sequence[Who]) -> list[tuple[str, list[Who]]]:
    """Return the names that are no persons, kind by kind, with the kind's name for people."""
    named = (
        ("organisation", "Organisations"),
        ("place", "Places"),
        ("product", "Products"),
        ("event", "Events"),
        ("other", "Other"),
    )
    groups = [(title, [one for one in who if one.kind == kind]) for kind, title in named]
    return [(title, group) for title, group in groups if group]


def _words(passage: Passage, role: str, kinds: dict[str, Kind]) -> Iterator[Piece]:
    """Yield the passage's own words, with its inserts where they belong."""
    inserts = sorted(passage.inserts)
    at = 0
    for words, mention in highlight(passage.text, passage.mentions):
        end = at + len(words)
        while inserts and inserts[0][0] <= end:
            offset, insert = inserts.pop(0)
            cut = max(0, offset - at)
            if words[:cut]:
                yield _word(words[:cut], role, mention)
            yield from _insert(insert, kinds)
            words, at = words[cut:], at + cut
        if words:
            yield _word(words, role, mention)
        at = end
    for _, insert in inserts:
        yield from _insert(insert, kinds)


def _insert(words: str, kinds: dict[str, Kind]) -> Iterator[Piece]:
    """Yield a space and words put in for the reader: names of the story and dates in their colours, all else quiet."""
    shown, kind = f"‹{words.replace(' ', NO_BREAK)}›", kinds.get(words)
    yield Piece(" ", "quiet")
    if kind:
        yield Piece(shown, "quiet", kind, OpenName(words))
    else:
        yield Piece(shown, "insert" if any(map(str.isdigit, words)) else "quiet")


def _word(words: str, role: str, mention: Mention | None) -> Piece:
    """Return one run of the passage: a name leads to its entity, an amount or a date is coloured only."""
    if mention is None:
        return Piece(words, role)
    return Piece(words, role, mention.kind, OpenName(mention.entity) if mention.kind in NAME_KINDS else None)
