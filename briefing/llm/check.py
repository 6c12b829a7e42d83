"""What a model answered + the sentences it was told -> those of its sentences that can be trusted so far (pure).

A sentence is dropped unless it cites, and every number, name and quotation in it stands in a sentence that it cites.
What is left may still be wrong in what it joins; it is shown apart from the brief, under the model's name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.llm.prompt import Numbered
from briefing.words import stem, stop_words

MAX_CHARS = 600
"""Longest sentence that is shown, in characters; models that run on are cut off."""

MAX_SENTENCES = 8
"""Sentences that are kept; five are asked for, and a model that never ends is no summary."""

_CITED = re.compile(r"\s*((?:\[\d{1,4}(?:\s*,\s*\d{1,4})*\]\s*)+)[.!?]?\s*$")
_PARTS = re.compile(r"(?<=\])\s*[.!?]?\s+(?=[A-ZÀ-ÞΑ-ΩА-Я0-9$€£“„«‘\"'*•-])|\n+")
_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
_AMOUNT = re.compile(r"(?:[$€£¥₹]\s?\d[\d.,]*\d|[$€£¥₹]\s?\d|[-−]\d[\d.,]*|\d[\d.,]*\s?[%‰€£¥₹°])")
"""A number with a sign that makes it another one: "$16", "16 %", "-3"."""
_QUOTED = re.compile(r"[“„«「『\"]([^“”„«»「」『』\"]*)[”“»」』\"]")
_QUOTED_SINGLE = re.compile(r"‘([^‘]*?)’(?!\w)|(?<!\w)'([^']+)'(?!\w)")
_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety couple dozen dozens hundred hundreds thousand "
    "thousands million millions billion billions trillion trillions half third quarter quarters twice double doubled "
    "triple tripled tenfold first second fourth fifth sixth seventh eighth ninth tenth percent".split()
)
"""Words that state an amount: they must be the source's too."""
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|$)", re.S)
"""What some models write to themselves before they answer."""
_EMPHASIS = re.compile(r"(?<!\w)(?:\*{1,3}|_{1,3}|`+|#{1,6}\s)(?=\S)|(?<=\S)(?:\*{1,3}|_{1,3}|`+)(?!\w)")
"""Marks of Markdown around words."""
_NO_SENTENCE = re.compile(r"https?://|www\.|<\/?\w|\]\(|[{}|\\]")
"""Links, tags, tables: no part of a sentence of news."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence of the model without its citations; `citations` are numbers of the sentences that it was told."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is left of a model's answer, and how many sentences were dropped."""

    sentences: tuple[Checked, ...] = ()
    dropped: int = 0


def checked(answer: str, told: Sequence[Numbered]) -> Answer:
    """Return the sentences of `answer` that hold, in their order."""
    known = {one.number: one.text for one in told}
    kept: list[Checked] = []
    dropped = 0
    for part in _PARTS.split(_THOUGHT.sub("", answer)):
        line = _EMPHASIS.sub("", part.strip().lstrip("-*• ")).strip()
        if not line:
            continue
        one = _checked(line, known) if len(line) <= 2 * MAX_CHARS and len(kept) < MAX_SENTENCES else None
        if one:
            kept.append(one)
        else:
            dropped += 1
    return Answer(tuple(kept), dropped)


def _checked(line: str, known: Mapping[int, str]) -> Checked | None:
    found = _CITED.search(line)
    if not found:
        return None
    numbers = tuple(dict.fromkeys(int(number) for number in re.findall(r"\d+", found[1])))
    text = line[: found.start()].strip()
    if (
        not text
        or len(text) > MAX_CHARS
        or "[" in text
        or _NO_SENTENCE.search(text)
        or not all(number in known for number in numbers)
    ):
        return None
    sources = [known[number] for number in numbers]
    return Checked(_finished(text), numbers) if _stands_in(text, sources) else None


def _stands_in(text: str, sources: Sequence[str]) -> bool:
    """Whether every number, name and quotation of `text` stands in one of the sources."""
    spoken = {word.casefold() for source in sources for word in _WORD.findall(source)}
    first = True
    for word in _WORD.findall(text):
        bare = word.casefold().removesuffix("'s").removesuffix("’s")
        plain = first and bare.isalpha() and (bare in stop_words("en") or stem(bare) in map(stem, spoken))
        must = any(sign.isdigit() for sign in word) or any(sign.isupper() for sign in word) or bare in _NUMBER_WORDS
        if must and not plain and not _spoken(bare, spoken):
            return False
        first = False
    if not all(any(_bare(amount) in _bare(source) for source in sources) for amount in _AMOUNT.findall(text)):
        return False
    if sum(text.count(sign) for sign in "“„«「『") + (text.count('"') + 1) // 2 != len(_QUOTED.findall(text)):
        return False
    single = [one or other for one, other in _QUOTED_SINGLE.findall(text)]
    return all(_in_one(quoted, sources) for quoted in [*_QUOTED.findall(text), *single])


def _bare(words: str) -> str:
    """The words without spaces, so that "16 %" is "16%"."""
    return "".join(words.split()).replace("−", "-")


def _spoken(word: str, spoken: set[str]) -> bool:
    return word in spoken or f"{word}'s" in spoken or f"{word}’s" in spoken


def _in_one(quoted: str, sources: Sequence[str]) -> bool:
    """Whether the words in quotation marks stand in one source as they are, but for a comma or a stop at the end."""
    words = " ".join(quoted.split()).rstrip(".,")
    return bool(words) and any(words in source for source in sources)


def _finished(text: str) -> str:
    return text if text.endswith((".", "!", "?", "”", '"', "»")) else f"{text}."
