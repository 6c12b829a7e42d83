"""A text -> whether it is English, the one language that the tagger reads.

In any other language it would take half of the words for names (German writes every noun with a capital), so what is
not English goes another, narrower way: `foreign.py`. Measured: 1,504 items and the titles of 3,978 of English feeds,
all known as English; 27 short texts in 26 other languages, all known as foreign, and 30 of 34 of their headlines alone
(all 34 where the feed names its language).
"""

from __future__ import annotations

import re
from functools import cache

from briefing.reading.names import word_set
from briefing.reading.tagger import load_tagger
from briefing.stop_words import LISTS
from briefing.words import base_language, stop_words

MAX_CHARS = 700
"""Characters of a text by which its language is told: some 110 words."""
SURE = 0.1
"""Share of English function words from which a text is English; of 1,504 English items 98 % have more, foreign texts
have at most 0.05."""
KNOWN = 0.85
"""Share of the small words of three letters and more that an English text has in the model's vocabulary; measured: at
least 0.88, French 0.97 (which the foreign function words tell), other languages below 0.8."""
LATIN = 0.5
"""Share of the letters that are Latin ones, below which a text is in another script."""

_FUNCTION_WORDS = frozenset(
    """the and that with are were has have from by its his her their will after who which been but not said says this
    these than would could what how when while they you your our of to is was for it be as at more about into against
    over why""".split()
)
"""The commonest English words that are none in the languages around it."""
_ENGLISH_TOO = frozenset(
    """war even man men son comment due met era non direct com plus car sea dies door ed die ad sue ore hay fare hat
    tag dice pour tout con must gut mine den fast bald minus dove tale pure come sole more are our""".split()
)
"""Function words of other languages that are also words of English news."""
_WORD = re.compile(r"(?<![^\W_])(?<![^\W\d_][’'])[^\W\d_]+")
_LATIN_LETTER = re.compile(r"[A-Za-zÀ-ɏ]")


def is_english(text: str, declared: str = "") -> bool:
    """Whether `text` is English; a text without words is. `declared` is the language that the feed names, "" for none.

    English function words decide. Where there are few, as in a headline, it is English unless its small words are
    unknown to the model, or more of them belong to other languages; then what the feed says tips the balance.
    """
    words = _WORD.findall(text[:MAX_CHARS])
    if not words:
        return True
    if is_other_script(text):
        return False
    english = sum([word.lower() in _FUNCTION_WORDS for word in words])
    if english >= SURE * len(words) and english:
        return True
    small = [word for word in words if word.islower()]
    foreign = sum(word in _foreign_words() for word in small)
    if foreign > english:
        return False
    telling = [word for word in small if len(word) > 2]
    known = sum(load_tagger().knows(word) for word in telling)
    if len(telling) > 1 and known < KNOWN * len(telling):
        return False
    return base_language(declared) in ("", "en") or english > 0


def is_other_script(text: str) -> bool:
    """Whether most letters of a text are no Latin ones."""
    if text.isascii():
        return False
    letters = sum(map(str.isalpha, text[:MAX_CHARS]))
    return len(_LATIN_LETTER.findall(text[:MAX_CHARS])) < LATIN * letters


@cache
def _foreign_words() -> frozenset[str]:
    """Function words of other languages; without those that stand in names, too ("Ursula von der Leyen")."""
    others = frozenset(word for language in LISTS if language != "en" for word in stop_words(language))
    kept = others - stop_words("en") - word_set("clean", "small_words") - _FUNCTION_WORDS - _ENGLISH_TOO
    return frozenset(word for word in kept if len(word) > 1)
