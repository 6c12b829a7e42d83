"""A sentence -> the numbers that it states, in one form: "14" and "Fourteen" are one number, "Two" is another.

What was read is compared by these: a toll that grew from "two" to "fourteen" is news, however alike the words are.
"""

from __future__ import annotations

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
_POINTING = frozenset("the these those both all other last next first die der les ces los las estos".split())
"""Before a number word: it states nothing new ("the two sides")."""
_MARKS = ".,;:!?()[]“”\"„«»‘’'…—–"


def is_number(stem: str) -> bool:
    """Whether a stem is a number in digits."""
    return stem[0].isdigit() or (stem[0] in "$€£" and len(stem) > 1)


def numbers_in(text: str, stems: Collection[str], language: str) -> frozenset[str]:
    """Return the numbers of a sentence with these `stems`, those in words as digits."""
    found = {stem for stem in stems if is_number(stem)}
    values = _values(base_language(language or "en"))
    if not values:
        return frozenset(found)
    before = ""
    for token in text.lower().split():
        value = values.get(token)
        if value is None and not (token.isalpha() and token.isascii()):  # "two,", "two-day"
            word = token.strip(_MARKS)
            value = values.get(word) or values.get(word.partition("-")[0])
        if value and before not in _POINTING:
            found.add(value)
        before = token
    return frozenset(found)


@cache
def _values(language: str) -> dict[str, str]:
    """A language's number words, "twenty-five" too, with what they say in digits; empty where they are not known."""
    if language not in _UNITS:
        return {}
    tens, units = _TENS[language].split(), _UNITS[language].split()
    values = {word: str(value) for value, word in enumerate(units, 2)}
    values |= {word: str(value * 10) for value, word in enumerate(tens, 2)}
    ones = {"one": 1} | {word: value for value, word in enumerate(units[:8], 2)}
    values |= {f"{ten}-{one}": str(at * 10 + value) for at, ten in enumerate(tens, 2) for one, value in ones.items()}
    return values | {word: word for word in _VAGUE[language].split()}
