"""The quotations of a story's items -> the rows of Quotes: safe rules only, each said once, speakers with roles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.briefs.citations import SAYS
from briefing.briefs.material import SAFE_RULES, Material, stems
from briefing.briefs.novelty import Seen, is_new
from briefing.briefs.passages import rebased
from briefing.briefs.readable import is_balanced, word_count
from briefing.briefs.who import Cast
from briefing.model import BriefQuote, Mention, Passage, Quote, StoredItem

MAX_QUOTES = 6
"""Rows of Quotes."""
MAX_BY_SPEAKER = 2
"""Quotations of one speaker."""
FEW_STEMS = 3
"""Stems up to which a quotation says next to nothing ("I thought it was great")."""
MIN_WORDS, MAX_WORDS = 5, 90
"""Words of a quotation that is shown; 90 are about six lines."""

_NOBODY = re.compile(
    r"(?:the|this|that|these|an?)\s(?:\w+\s){0,3}?(?:statement|post|release|report|letter|groups?|website|document|ministers?|"
    r"ministry|spokes\w+|company|officials?|sources?|paper|study|video|message|book|article|author|lawsuit|complaint|"
    r"filing|memo|email|two|both|agency|organisation|organization|firm|man|woman|others?)\b",
    re.I,
)
"""Speakers that tell a reader nothing without the sentence before ("the statement", "a spokesman")."""
_POINTS_BACK = re.compile(r"(?:It|That|This|These|Those|They|He|She|Them|Which|So|And|But)\b")
"""The beginning of speech that needs the words before it."""
_PRONOUNS = frozenset(["he", "she", "they", "it", "who", "i", "we", "him", "her", "them", "this", "that"])


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation of an item, its stems, and the items that carry it."""

    item: StoredItem
    quote: Quote
    stems: frozenset[str]
    carried_by: tuple[int, ...]

    @property
    def text(self) -> str:
        """The words inside the quotation marks."""
        return self.item.text[self.quote.start : self.quote.end]


def said_quotes(material: Material) -> list[Said]:
    """Return the quotations with a sure speaker, each once, in order of publication; the longest wording stands."""
    said: list[Said] = []
    for item in material.items:
        for quote in material.readings[item.id].quotes if item.id in material.readings else ():
            line = material.line_at(item.id, quote.start)
            if _showable(item, quote) and (line is None or line.on_topic):
                words = frozenset(stems(item.text[quote.start : quote.end], item.language))
                _merge(said, Said(item, quote, words, (item.id,)))
    return said


def _showable(item: StoredItem, quote: Quote) -> bool:
    """Whether the rule is safe, the speaker has a name, and the words are whole."""
    if quote.rule not in SAFE_RULES or not quote.speaker or quote.speaker.lower() in _PRONOUNS:
        return False
    if _NOBODY.fullmatch(quote.speaker) or quote.speaker.removeprefix("The ").islower():
        return False  # "the young woman" is nobody either
    words = item.text[quote.start : quote.end]
    return MIN_WORDS <= word_count(words) <= MAX_WORDS and is_balanced(words)


def _merge(said: list[Said], one: Said) -> None:
    """Add a quotation, or join it with the one before that has the same words."""
    for at, other in enumerate(said):
        shared = len(other.stems & one.stems)
        if shared and shared >= SAYS * min(len(other.stems), len(one.stems)) and _same_speaker(other, one):
            longer = one if len(one.text) > len(other.text) and one.item.id == other.item.id else other
            carried = tuple(dict.fromkeys(other.carried_by + one.carried_by))
            said[at] = Said(longer.item, longer.quote, longer.stems | one.stems, carried)
            return
    said.append(one)


def _same_speaker(one: Said, other: Said) -> bool:
    """Whether two speakers can be one person: the last words agree, or one has no name of his own."""
    a, b = one.quote.speaker.split()[-1].lower(), other.quote.speaker.split()[-1].lower()
    return a == b or one.quote.speaker[:1].islower() or other.quote.speaker[:1].islower()


def quotations(said: Sequence[Said], material: Material, cast: Cast, *, seen: Seen | None) -> tuple[BriefQuote, ...]:
    """Return at most `MAX_QUOTES` rows: of many sources first, then of those whom the story names most.

    Words that begin in the middle of a sentence, say next to nothing or point back are shown only where there are no
    others.
    """

    def weight(one: Said) -> tuple[object, ...]:
        named = cast.counts.get(cast.name(one.quote.speaker), 0)
        return (-len(one.carried_by), -named, one.item.published, one.item.guid, one.item.id, one.quote.start)

    whole = [one for one in said if not one.text[:1].islower()]
    whole = [one for one in whole if len(one.stems) > FEW_STEMS and not _POINTS_BACK.match(one.text)] or whole
    rows: list[Said] = []
    by: Counter[str] = Counter()
    for one in sorted(whole or said, key=weight):
        speaker = cast.name(one.quote.speaker)
        if by[speaker] < MAX_BY_SPEAKER and len(rows) < MAX_QUOTES:
            by[speaker] += 1
            rows.append(one)
    return tuple(
        BriefQuote(passage_of(one, material, seen), cast.name(one.quote.speaker), cast.role(one.quote.speaker))
        for one in rows
    )


def passage_of(one: Said, material: Material, seen: Seen | None) -> Passage:
    """Return the passage of a quotation: the words inside its marks, citing every item that carries it."""
    reading = material.readings[one.item.id]
    names: list[Mention] = [m for m in reading.mentions if m.field == "text"]
    start, end = one.quote.start, one.quote.end
    while end > start and one.item.text[end - 1] in ", ":  # the comma belongs to "…," he said
        end -= 1
    lines = [line for line in material.lines_of(one.item.id) if line.start < end and start < line.end]
    new = any(is_new(line, seen) for line in lines)
    return Passage(
        one.item.text[start:end], one.item.id, start, end, one.carried_by, rebased(names, start, end), new=new
    )
