"""A sentence that begins with "He" or "She" -> the person that is meant, where only one can be.

A wrong name is worse than a sentence left out: the two sentences before must name one person only, outside of
quotations, and name him as the subject of a clause, not as somebody who was met or told.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Mention, Quote, Sentence

LOOK_BACK = 2
"""Sentences before the pronoun in which exactly one person must be named."""

_CLAUSE_WORDS = frozenset(
    ["said", "says", "added", "told", "and", "but", "while", "as", "that", "when", "because", "if"]
)


def behind_pronoun(
    text: str, sentences: Sequence[Sentence], at: int, names: Sequence[Mention], quotes: Sequence[Quote]
) -> str:
    """Return the name of the person that the pronoun at the start of sentence `at` stands for, "" when in doubt.

    `names` are the mentions of the text, sorted.
    """
    if at == 0 or sentences[at].paragraph - sentences[at - 1].paragraph > 1:
        return ""
    low, high = sentences[max(0, at - LOOK_BACK)].start, sentences[at - 1].end
    people = [m for m in names if m.kind == "person" and low <= m.start and m.end <= high]
    people = [m for m in people if not any(quote.start <= m.start < quote.end for quote in quotes)]
    if len({m.entity for m in people}) != 1:
        return ""
    last = people[-1]
    own = next(s for s in sentences[max(0, at - LOOK_BACK) : at] if s.start <= last.start < s.end)
    return last.entity if _leads_clause(text[own.start : last.start], last.role) else ""


def _leads_clause(lead: str, role: str) -> bool:
    """Whether a name after `lead`, the words of its sentence before it, stands where a subject stands."""
    lead = lead.rstrip()
    lead = lead.removesuffix(role).rstrip() if role else lead
    last = lead.split()[-1] if lead else ""
    return not last or last.endswith((",", ":", "”", '"')) or not last[0].islower() or last in _CLAUSE_WORDS
