"""The dates of German, French, Spanish, Italian, Portuguese and Dutch news, as patterns with the resolver of each.

Only what cannot be misread: a day with its month, a month with its year. Weekdays and "last week" are left out: the
tense that tells their direction is read in English only, and no date is better than a wrong one.
"""

from __future__ import annotations

import re
from datetime import date

from briefing.reading import date_meaning as meaning
from briefing.reading.date_meaning import Resolver
from briefing.reading.date_words import Interval

_YEAR = r"(?:19|20)\d\d"
_GERMAN = "Januar|Jänner|Februar|Feber|März|Mai|Juni|Juli|Oktober|Dezember"
_GERMAN_AND_ENGLISH = "April|August|September|November"
_FRENCH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_SPANISH = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre"
_PORTUGUESE = "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro"
_ITALIAN = "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
_DUTCH = "januari|februari|maart|mei|juni|juli|augustus|oktober"
_IBERIAN = f"{_SPANISH}|{_PORTUGUESE}"
_BARE = f"{_FRENCH}|{_ITALIAN}|{_DUTCH}"

MAX_DAYS_AWAY = 120
"""A day without a year that lies further from publication may be last year's or this one's."""

TRIGGER = re.compile(rf"\b(?:{_GERMAN}|{_BARE}|{_IBERIAN})\b|\b(?:am|vom|bis|zum|dem|den|der|ab|seit)\s\d\d?\.\s", re.I)
"""What a line must hold for these patterns to be tried."""


def _near_day(m: re.Match[str], published: date, future: bool | None) -> Interval | None:
    """A day without a year, where only one year can be meant."""
    found = meaning.day_of_month(m, published, None)
    return found if found and abs((found[0] - published).days) <= MAX_DAYS_AWAY else None


RULES: tuple[tuple[re.Pattern[str], Resolver], ...] = (
    (re.compile(rf"\b(?P<day>\d{{1,2}})\.\s?(?P<month>{_GERMAN})\s+(?P<year>{_YEAR})\b"), meaning.full_date),
    (
        re.compile(
            rf"\b(?:[Aa]m|[Vv]om|[Bb]is|[Zz]um|[Dd]em|[Dd]en|[Dd]er|[Aa]b|[Ss]eit)\s(?P<date>(?P<day>\d{{1,2}})\.\s?"
            rf"(?P<month>{_GERMAN_AND_ENGLISH})\s+(?P<year>{_YEAR}))\b"
        ),
        meaning.full_date,
    ),
    (re.compile(rf"\b(?P<day>\d{{1,2}})\.\s?(?P<month>{_GERMAN})(?!\w)(?P<last>)"), _near_day),
    (
        re.compile(
            rf"\b(?:[Aa]m|[Vv]om|[Bb]is|[Zz]um|[Dd]em|[Dd]en|[Dd]er|[Aa]b|[Ss]eit)\s(?P<date>(?P<day>\d{{1,2}})\.\s?"
            rf"(?P<month>{_GERMAN_AND_ENGLISH}))\b(?P<last>)"
        ),
        _near_day,
    ),
    (re.compile(rf"\b(?P<day>1er|\d{{1,2}})\s(?P<month>{_BARE})\s+(?P<year>{_YEAR})\b"), meaning.full_date),
    (
        re.compile(rf"\b(?P<day>\d{{1,2}}) de (?P<month>{_IBERIAN}),? del? (?P<year>{_YEAR})\b", re.I),
        meaning.full_date,
    ),
    (re.compile(rf"\b(?P<day>1er|\d{{1,2}})\s(?P<month>{_BARE})(?!\w)(?P<last>)"), _near_day),
    (re.compile(rf"\b(?P<day>\d{{1,2}}) de (?P<month>{_IBERIAN})(?!\w)(?P<last>)", re.I), _near_day),
    (
        re.compile(rf"\b(?P<month>{_GERMAN}|{_BARE}|{_IBERIAN})(?: del?)?\s+(?P<year>{_YEAR})\b(?P<day>)", re.I),
        meaning.full_date,
    ),
)
"""The most explicit first."""
