"""Quotations and mentions of one text -> quotations whose speakers carry canonical names.

"Bessent" becomes "Scott Bessent"; "the Treasury Secretary" the person who is introduced so; "he" the person that the
text was speaking of, where only one can be meant. A quotation whose speaker stays a pronoun loses its rule and is not
shown: a wrong speaker is worse than none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.model import Mention, Quote, Sentence

PRONOUNS = frozenset("he she they it who i we him her them this that these those one some others many another".split())
"""Speakers that name nobody, in lower case."""

LOOK_BACK = 2
"""Sentences before the quotation in which the person behind "he" or "she" is looked for."""

NEAR_QUOTES = 8
"""Quotations before a pronoun among which its person may have spoken."""

MAX_LINES_APART = 4
"""Line breaks between two quotations of one speaker, the second with a pronoun."""

MAX_MENTIONS = 30
"""Mentions of a person that are asked for his or her sex."""

SPEAKERS = ("person", "organisation", "place")
"""Kinds of entities that speak; places stand for governments ("Tehran said")."""

MAX_SPEAKER_WORDS = 8
"""Words in the longest speaker shown in the text's own words ("a spokeswoman for the ministry")."""

_FEMALE = re.compile(
    r"\b(?:Mrs|Ms|Miss|Mme|Queen|Princess|Lady|Dame|\w*woman|actress|mother|sister|wife|daughter|Senora)\b"
)
_MALE = re.compile(r"\b(?:Mr|King|Prince|Lord|Sir|Pope|\w*[^o]man|chairman|actor|father|brother|husband|son)\b")
_OTHER_HEAD = re.compile(
    r"\b(?:spokes\w+|lawyers?|attorneys?|office|aides?|advisers?|campaign|team|deputy|wife|husband|son|daughter|father|"
    r"mother|brother|sister|ministry|report|statement|letter|representatives?|officials?|family|critics|allies)\b",
    re.I,
)
_CLAUSE_WORDS = frozenset(
    ["said", "says", "added", "told", "and", "but", "while", "as", "that", "when", "because", "if"]
)
"""Words after which a name begins a clause; after any other small word it is an object ("met with Yunus")."""
_BELONGING = re.compile(r"\b(?:for|of|at|from|with|in|by|on|to)\s+(?:the\s+)?$")
_NEW_CLAUSE = re.compile(r"[.!?]\s")


@dataclass(frozen=True)
class _Names:
    """The names of one text, ready to be asked: in order of position, and by entity."""

    text: str
    sentences: Sequence[Sentence]
    ordered: Sequence[Mention]
    people: Mapping[str, Sequence[Mention]]

    def between(self, low: int, high: int) -> list[Mention]:
        """The names that lie inside `[low, high)`."""
        first = bisect_left(self.ordered, low, key=lambda m: m.start)
        last = bisect_left(self.ordered, high, first, key=lambda m: m.start)
        return [mention for mention in self.ordered[first:last] if mention.end <= high]

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds `offset`, or the last one before it."""
        return max(0, bisect_right(self.sentences, offset, key=lambda s: s.start) - 1)


def link_speakers(
    text: str, sentences: Sequence[Sentence], quotes: Sequence[Quote], mentions: Sequence[Mention]
) -> list[Quote]:
    """Return `quotes` with `speaker` made canonical by the mentions of the text; nothing else is changed.

    `mentions` may hold those of the title too; they are left out. `speaker_start` and `speaker_end` stay where the
    speaker's words stand.
    """
    ordered = sorted((m for m in mentions if m.field == "text" and m.kind in SPEAKERS), key=lambda m: m.start)
    people: dict[str, list[Mention]] = {}
    for mention in ordered:
        if mention.kind == "person":
            people.setdefault(mention.entity, []).append(mention)
    names = _Names(text, sentences, ordered, people)
    linked: list[Quote] = []
    for quote in quotes:
        linked.append(_linked(quote, names, linked[-NEAR_QUOTES:]) if quote.rule else quote)
    return linked


def _linked(quote: Quote, names: _Names, before: Sequence[Quote]) -> Quote:
    """The quotation with its speaker resolved, or without a rule where nobody can be named."""
    words = names.text[quote.speaker_start : quote.speaker_end]
    if not words:
        return quote
    if words.lower() in PRONOUNS:
        name = _behind_pronoun(words.lower(), quote, names, before)
        return replace(quote, speaker=name) if name else replace(quote, rule="")
    named = _named(words, quote, names) or _by_role(words, names)
    if named:
        return replace(quote, speaker=named)
    fit = len(words.split()) <= MAX_SPEAKER_WORDS and not _NEW_CLAUSE.search(words)
    return replace(quote, speaker=words) if fit else replace(quote, rule="")


def _named(words: str, quote: Quote, names: _Names) -> str:
    """The entity that is the head of the speaker's phrase; "" for "a spokesman for Trump", whose head is no name."""
    inside = names.between(quote.speaker_start, quote.speaker_end)
    people = [m for m in inside if m.kind == "person"]
    for mention in people or inside:
        lead = words[: mention.start - quote.speaker_start]
        tail = words[mention.end - quote.speaker_start :]
        if tail.startswith(("'s", "’s", "'", "’")) or _BELONGING.search(lead):
            continue
        if mention.kind == "person" and not _OTHER_HEAD.search(tail):
            return mention.entity
        if mention.kind != "person" and not tail.strip():  # not "Nvidia executives", "the White House official"
            return mention.entity
    return ""


def _by_role(words: str, names: _Names) -> str:
    """The one person who is introduced by the role that the phrase names ("the Treasury Secretary")."""
    wanted = words.lower().removeprefix("the ").strip()
    if not words.lower().startswith("the ") or not wanted:
        return ""
    fitting = [
        name for name, about in names.people.items() if any(m.role.lower().endswith(wanted) for m in about if m.role)
    ]
    return fitting[0] if len(fitting) == 1 else ""


def _behind_pronoun(pronoun: str, quote: Quote, names: _Names, before: Sequence[Quote]) -> str:
    """The person meant by "he" or "she": the speaker just before, else the only one named nearby; "" when in doubt."""
    if pronoun not in ("he", "she", "who"):
        return ""
    near = names.between(_look_back(quote, names, before), quote.speaker_start)
    people = [m for m in near if m.kind == "person" and not any(q.start <= m.start < q.end for q in (*before, quote))]
    spoken = next((q for q in reversed(before) if q.rule and q.speaker in names.people and q.end < quote.start), None)
    if spoken and names.text.count("\n", spoken.end, quote.start) <= MAX_LINES_APART:
        since = {m.entity for m in names.between(spoken.end, quote.speaker_start) if m.kind == "person"}
        if since <= {spoken.speaker} and _agrees(pronoun, spoken.speaker, names):
            return spoken.speaker
    if len({m.entity for m in people}) != 1 or not _leads_clause(people[-1], names):
        return ""
    name = people[-1].entity
    return name if _agrees(pronoun, name, names) else ""


def _look_back(quote: Quote, names: _Names, before: Sequence[Quote]) -> int:
    """Where the search for the person behind a pronoun begins: two sentences back, quoted ones not counted."""
    own = names.sentence_at(min(quote.start, quote.speaker_start))
    left = LOOK_BACK
    while own > 0 and left:
        own -= 1
        left -= not any(q.start <= names.sentences[own].start < q.end for q in before)
    return names.sentences[own].start if names.sentences else 0


def _leads_clause(mention: Mention, names: _Names) -> bool:
    """Whether the name stands where a subject stands: first in its sentence or clause, its role left aside."""
    start = names.sentences[names.sentence_at(mention.start)].start if names.sentences else 0
    lead = names.text[start : mention.start].rstrip()
    lead = lead.removesuffix(mention.role).rstrip() if mention.role else lead
    last = lead.split()[-1] if lead else ""
    return not last or last.endswith((",", ":", "”", '"')) or not last[0].islower() or last in _CLAUSE_WORDS


def _agrees(pronoun: str, entity: str, names: _Names) -> bool:
    """Whether nothing the text says of the person contradicts "he" or "she" ("Ms", "spokeswoman", "King")."""
    against = {"he": _FEMALE, "she": _MALE}.get(pronoun)
    if against is None:
        return True
    about = names.people[entity][:MAX_MENTIONS]
    return not any(against.search(m.role) or against.search(names.text[max(0, m.start - 6) : m.start]) for m in about)
