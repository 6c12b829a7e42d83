"""A sentence -> how fit it is to be read on its own, and what is cut from its start.

Deletion is the only edit: a leading "However," goes, nothing is put in its place. A sentence that leans on the one
before it (a pronoun, "The move") is not shown; neither is one with an open quotation mark or bracket. On 660 event
summaries of WCEP these filters cost nothing (R1 29.54 without, 29.57 with them).
"""

from __future__ import annotations

import re
from enum import IntEnum

from briefing.briefs.boilerplate import is_boilerplate
from briefing.briefs.leaning import asks, is_narrated, lacks_name, leans

MIN_WORDS, MAX_WORDS = 7, 70
"""Words of a sentence that can stand alone in a brief."""
MIN_WORDS_RELAXED = 3
"""Words that are still shown of an item which has nothing longer."""


FULL_TEXT_WORDS = 150
"""Words from which an item's text is a full text, not a teaser."""


class Fit(IntEnum):
    """How fit a sentence is; a lower value is taken only where an item has no higher one."""

    UNFIT = 0
    LEANING = 1  # begins with a pronoun or names nobody for "he": needs the sentence before
    SHORT = 2  # a fragment or a teaser without a full stop
    GOOD = 3


_LEAD_IN = re.compile(
    r"(?:However|Meanwhile|Moreover|Furthermore|Additionally|In addition|Nevertheless|Nonetheless|Still|Also|Instead|"
    r"Besides|Likewise|Similarly|Therefore|Thus|Consequently|Indeed|Of course|In fact|For example|For instance|"
    r"By contrast|In contrast|On the other hand|At the same time|As a result|In other words|That said|Even so|"
    r"Separately|Elsewhere|Otherwise|Then|Earlier|Later|Finally|Notably|Importantly|Crucially|And|But|Yet|So|"
    r"Und|Aber|Mais|Pero|(?:With|In|At|After|Despite|Because of|Amid|Following) (?:this|that|these|those)"
    r"(?: (?!week|year|month|morning)\w+){0,2}),\s+|(?:And|But|Yet|Still|So|Nor)\s+(?=[\w“\"'‘])(?!far\b|be it\b)",
)
_DATELINE = re.compile(
    r"(?:By [A-Z][^.;–—]{3,160}?\s)?(?:"
    r"[A-Z][A-Z.’'/ -]{2,40}(?:,\s[A-Z][\w. ]{1,25})?(?:,\s(?:\w{3,9}\.?\s\d{1,2}|\d{1,2}\s\w{3,9}))?\s*"
    r"(?:\([^)]{2,30}\)\s*)?(?:[-–—]+|:)\s+"
    r"|[A-Z]\w[\w. ]{1,25}(?:,\s[A-Z][\w. ]{1,25})?\s\([^)]{2,20}\)\s*[-–—]+\s+"
    r"|(?:\[[^\]]{2,30}\]|\([^)]{2,20}\))\s*(?:\w[\w ]{1,25}\s)?[-–—]+\s+)(?=[A-Z“\"])"
)
"""Place, day and agency at the start of a report: "GENEVA, Feb 17 (Reuters) - ", "JERUSALEM: "."""

_WIDE = re.compile("[\u3040-\u9fff]")
_CLOSED = ".!?…。！？؟।"
_AFTER_CLOSE = "\"”’')]»」』"


def cut_lead_in(text: str, start: int, end: int) -> tuple[int, bool]:
    """Return where the sentence `text[start:end]` begins without its dateline and its leading "However," or "But".

    The second value says whether words of the sentence went: a dateline is none of its words.
    """
    dateline = _DATELINE.match(text, start, end)
    if dateline:
        start = dateline.end()
    lead_in = _LEAD_IN.match(text, start, end)
    return (lead_in.end(), True) if lead_in and end - lead_in.end() > 20 else (start, False)


def begins_with_person(sentence: str) -> bool:
    """Whether a sentence begins with "He" or "She"."""
    return sentence.startswith(("He ", "She "))


def fitness(
    sentence: str,
    *,
    named_at: int = -1,
    names: bool = False,
    resolved: bool = False,
    first: bool = True,
    language: str = "en",
) -> Fit:
    """Return how fit a sentence is to be shown alone.

    `named_at` is where it names the first person (-1: nowhere), `names` whether anything else has a name in it;
    `resolved` says that the name behind its first pronoun will be put in, `first` that it begins its article.
    """
    count = word_count(sentence)
    if count < MIN_WORDS_RELAXED or count > MAX_WORDS or not is_balanced(sentence) or is_boilerplate(sentence):
        return Fit.UNFIT
    letters = sum(map(str.isalpha, sentence))
    if letters < 0.6 * (len(sentence) - sentence.count(" ")) or sum(map(str.isupper, sentence)) > 0.4 * letters:
        return Fit.UNFIT
    if not resolved and leans(sentence, first=first, language=language):
        return Fit.LEANING
    if not resolved and (language or "en").startswith("en") and lacks_name(sentence, named_at, names=names):
        return Fit.LEANING
    if is_narrated(sentence, language) or asks(sentence):
        return Fit.LEANING
    if count < MIN_WORDS or sentence.rstrip(_AFTER_CLOSE)[-1:] not in _CLOSED or sentence.endswith(("...", "…")):
        return Fit.SHORT
    return Fit.GOOD


def word_count(text: str) -> int:
    """Return the number of words; two characters count as a word where words are not spaced (CJK)."""
    spaced = len(text.split())
    if spaced * 7 > len(text) or text.isascii():
        return spaced
    return max(spaced, len(_WIDE.findall(text)) // 2)


def is_full_text(text: str) -> bool:
    """Return whether an item's text is its full text, not a teaser."""
    return word_count(text) >= FULL_TEXT_WORDS


def is_balanced(text: str) -> bool:
    """Whether every quotation mark and bracket of the text is closed in it."""
    if text.count('"') % 2 or text.count("(") != text.count(")") or text.count("[") != text.count("]"):
        return False
    if text.isascii():
        return True
    low, high, close = text.count("„"), text.count("“"), text.count("”")
    if (low != high + close) if low else (high != close):
        return False
    if not low and high and text.index("“") > text.index("”"):
        return False
    pairs = ("«»", "「」", "『』", "（）", "【】")
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in pairs) and text.count("‘") <= text.count("’")
