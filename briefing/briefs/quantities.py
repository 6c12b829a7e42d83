"""A sentence -> the numbers that it states, in one form: "14" and "Fourteen" are one number, "Two" is another.

What was read is compared by these: a toll that grew from "two" to "fourteen" is news, however alike the words are.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from briefing.words import base_language

_UNITS = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve",
}
"""Language -> its words for 2 to 19; "one" is an article as often as a number."""
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
}
"""Language -> its words for 20, 30, …"""
_VAGUE = {
    "en": "dozens scores hundreds thousands millions", "de": "dutzende hunderte tausende",
    "fr": "dizaines centaines milliers", "es": "decenas cientos miles",
}  # fmt: skip
"""Words that stand for themselves."""
_POINTING = re.compile(r"\b(?:the|these|those|both|all|other|last|next|first|die|der|les|ces|los|las|estos)\s$", re.I)
"""Before a number word: it states nothing new ("the two sides")."""


def is_number(stem: str) -> bool:
    """Whether a stem is a number in digits."""
    return stem[0].isdigit() or (stem[0] in "$€£" and len(stem) > 1)


def numbers_in(text: str, stems: Collection[str], language: str) -> frozenset[str]:
    """Return the numbers of a sentence with these `stems`, those in words as digits."""
    found = {stem for stem in stems if is_number(stem)}
    language = base_language(language or "en")
    if language in _UNITS:
        rule, values = _words_of(language)
        for match in rule.finditer(text):
            if not _POINTING.search(text, max(0, match.start() - 8), match.start()):
                found.add(_value(match, values))
    return frozenset(found)


@cache
def _words_of(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern of a language's number words, and their values."""
    tens, units = _TENS[language].split(), _UNITS[language].split()
    values = {word: str(value) for value, word in enumerate(units, 2)}
    values |= {word: str(value * 10) for value, word in enumerate(tens, 2)}
    values |= {word: word for word in _VAGUE[language].split()}
    either = "|".join(sorted(values, key=len, reverse=True))
    joined = rf"(?P<tens>{'|'.join(tens)})-(?P<unit>one|{'|'.join(units[:8])})|"
    return re.compile(rf"\b(?:{joined}(?P<word>{either}))\b", re.I), values


def _value(match: re.Match[str], values: dict[str, str]) -> str:
    """The number that a match states: "twenty-five" is 25."""
    if match["word"]:
        return values[match["word"].lower()]
    return str(int(values[match["tens"].lower()]) + int(values.get(match["unit"].lower(), "1")))
