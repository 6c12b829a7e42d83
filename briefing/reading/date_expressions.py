"""The expressions of dates in news, as patterns with the resolver of each.

Families stand behind a cheap trigger, the most explicit first; the first pattern that matches takes the words. A
group named `date` is the expression where the pattern needs more around it.
"""

from __future__ import annotations

import re

from briefing.reading import date_languages as languages
from briefing.reading import date_meaning as meaning
from briefing.reading import date_words as words
from briefing.reading.date_meaning import Resolver

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_SHORT = rf"(?:{_MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_YEAR = r"(?:19|20)\d\d"
_NUMBER = r"(?:\d{1,3}|a couple of|a few|few|several|" + "|".join(words.NUMBERS) + ")"
_DATE = r"\d{1,2}(?:st|nd|rd|th)?"
_PART = r"early|mid|late|the beginning of|the start of|the end of|end of|the middle of|beginning of|start of"
_UNITS = r"hour|day|week|month|year|decade"
_PREPOSITION = (
    r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Ff]rom|[Dd]uring|[Oo]f|[Ff]or|[Tt]o|[Tt]hrough|[Aa]fter|[Bb]efore|"
    r"[Bb]etween|and|or|around|about|than|into|[Ee]arly|[Ll]ate|[Mm]id|over|versus|vs|like)\s+(?:fiscal\s+)?"
)

_NO_DAY = r"(?<!Good )(?<!Black )(?<!Bloody )(?<!Super )(?<!Ash )(?<!Cyber )(?<!Giving )(?<!Mail on )(?<!Fat )"
"""Before a weekday: it is part of a name."""

RULES: tuple[tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], Resolver], ...]], ...] = (
    (
        re.compile(r"\d\d\.(?:19|20)\d\d|(?:19|20)\d\d[-年]"),
        (
            (re.compile(rf"(?<![\d-])(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])"), meaning.full_date),
            (re.compile(rf"(?<![\d.])(?P<day>\d{{1,2}})\.(?P<month>\d\d)\.(?P<year>{_YEAR})(?!\d)"), meaning.full_date),
            (re.compile(rf"(?P<year>{_YEAR})年(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日)?"), meaning.full_date),
        ),
    ),
    (languages.TRIGGER, languages.RULES),
    (
        re.compile(rf"\b{_SHORT}"),
        (
            (
                re.compile(
                    rf"\b(?:{_DAY},?\s+)?(?P<month>{_SHORT})\s+(?P<day>{_DATE})"
                    rf"(?:(?:\s?[-–]\s?| and | to )(?P<last>\d{{1,2}}))?\s*,?\s+(?P<year>{_YEAR})\b"
                ),
                meaning.full_date,
            ),
            (
                re.compile(
                    rf"\b(?:{_DAY},?\s+)?(?:the\s+)?(?P<day>{_DATE})\s+(?:of\s+)?(?P<month>{_SHORT}),?\s+(?P<year>{_YEAR})\b"
                ),
                meaning.full_date,
            ),
            (
                re.compile(rf"\b(?P<part>{_PART})[\s-]+(?P<month>{_SHORT})(?:,?\s+(?P<year>{_YEAR}))?\b", re.I),
                meaning.part,
            ),
            (re.compile(rf"\b(?P<month>{_SHORT})(?:\s+of|,)?\s+(?P<year>{_YEAR})(?P<day>)\b"), meaning.full_date),
            (
                re.compile(
                    rf"\b(?:{_DAY}\s*,?\s+)?(?P<month>{_SHORT})\s+(?P<day>{_DATE})"
                    r"(?:(?:\s?[-–]\s?| to )(?P<last>\d{1,2}))?\b"
                    r"(?!\s*(?:million|billion|percent|per cent|%)|[.,:]\d)"
                ),
                meaning.day_of_month,
            ),
            (
                re.compile(
                    rf"\b(?:{_DAY}\s*,?\s+)?(?<![$€£.,:])(?:the\s+)?(?P<day>{_DATE})(?:\s?[-–]\s?(?P<last>\d{{1,2}}))?"
                    rf"\s+(?:of\s+)?(?P<month>{_SHORT})(?!\w)"
                ),
                meaning.day_of_month,
            ),
            (
                re.compile(rf"\b(?P<which>last|next|this past|this coming|this)\s+(?P<month>{_MONTH})\b", re.I),
                meaning.month_related,
            ),
            (
                re.compile(rf"\b(?P<month>{_MONTH}),?\s+(?:of\s+)?(?P<which>last|this|next) year\b", re.I),
                meaning.month_of_year,
            ),
            (
                re.compile(rf"(?:{_PREPOSITION}|,\s+|\bends? in\s+)(?P<date>(?P<month>{_MONTH}))\b(?!\s+\d|\s+[A-Z])"),
                meaning.month_alone,
            ),
        ),
    ),
    (
        re.compile(rf"\b{_DAY}"),
        (
            (
                re.compile(
                    r"\b(?:(?P<which>last|next|this past|this coming|coming|past|this)\s+)?"
                    rf"{_NO_DAY}(?P<weekday>{_DAY})\b(?!s| prayers|[ -](?:Times|Mirror|Telegraph|Express|Mail|Post|"
                    r"Herald|World|Independent|Night|Agreement|Mass|School)\b)",
                    re.I,
                ),
                meaning.weekday,
            ),
        ),
    ),
    (
        re.compile(
            r"\b(?:days?|weeks?|weekend|months?|years?|decades?|hours?|quarter|summer|winter|spring|autumn|fall)\b",
            re.I,
        ),
        (
            (
                re.compile(
                    r"\b(?:the\s+)?(?P<month>summer|winter|spring|fall|autumn) of (?P<which>last|this|next) year\b",
                    re.I,
                ),
                meaning.month_of_year,
            ),
            (re.compile(rf"\b(?P<number>{_NUMBER})\s+(?P<unit>{_UNITS})s?\s+(?P<way>ago)\b", re.I), meaning.away),
            (
                re.compile(
                    rf"\b(?P<way>in)\s+(?P<number>{_NUMBER})\s+(?P<unit>{_UNITS})s?(?:['’]? time)?(?=[.,;])", re.I
                ),
                meaning.away,
            ),
            (re.compile(rf"\b(?P<number>{_NUMBER})\s+(?P<unit>{_UNITS})s?\s+(?P<way>from now)\b", re.I), meaning.away),
            (
                re.compile(
                    rf"\b(?:the\s+)?(?P<way>past|last|next|coming)\s+(?P<number>{_NUMBER})\s+(?P<unit>{_UNITS})s?\b",
                    re.I,
                ),
                meaning.stretch,
            ),
            (
                re.compile(
                    r"\b(?:the\s+)?(?P<way>next|coming|past|last|recent)(?P<number>)\s+(?P<unit>day|week|month|year)s\b",
                    re.I,
                ),
                meaning.stretch,
            ),
            (
                re.compile(
                    r"\b(?P<part>early|beginning of|start of|end of|late)[\s-]+"
                    r"(?:the\s+|this\s+)(?P<unit>year|month|week)\b",
                    re.I,
                ),
                meaning.end_of_period,
            ),
            (
                re.compile(
                    r"\b(?P<which>last|this past|this coming|later this|earlier this|the past|the coming|"
                    r"this|next)\s+(?P<unit>week|weekend|month|year|quarter|summer|winter|spring|fall|autumn)\b(?!-)",
                    re.I,
                ),
                meaning.period,
            ),
            (
                re.compile(
                    r"\b(?:the\s+)?(?P<nth>first|second|third|fourth|final)[\s-]quarter(?P<q>)"
                    rf"(?:\s+(?:of\s+)?(?:fiscal\s+)?(?P<year>{_YEAR}))?\b",
                    re.I,
                ),
                meaning.quarter,
            ),
        ),
    ),
    (
        re.compile(r"\bQ[1-4]"),
        ((re.compile(rf"\b(?P<nth>)Q(?P<q>[1-4])(?:[\s,]+(?P<year>{_YEAR}))?\b"), meaning.quarter),),
    ),
    (
        re.compile(_YEAR),
        (
            (re.compile(rf"\b(?P<part>{_PART})[\s-]+(?P<month>)(?P<year>{_YEAR})\b", re.I), meaning.part),
            (re.compile(r"\b(?:the\s+)?(?P<year>(?:19|20)\d)0s\b"), meaning.decade),
            (
                re.compile(
                    rf"(?:{_PREPOSITION}|\(|[–-]\s?)(?P<date>(?P<year>{_YEAR}))\b"
                    r"(?![-–,.:]\d|%|\s*(?:[a-z]\w+s\b(?<!was)(?<!has)(?<!is)(?<!as)|million|billion|percent|km))"
                ),
                meaning.year,
            ),
        ),
    ),
    (
        re.compile(r"(?:yester|to)day\b|tomorrow|tonight|this (?:morning|afternoon|evening)|last night", re.I),
        (
            (
                re.compile(
                    r"\b(?:[Yy]esterday|today|tomorrow|tonight|[Tt]his (?:morning|afternoon|evening)|[Ll]ast night"
                    r"|(?:^|(?<=[.!?:“\"] )|(?<=[“\"‘\n]))(?:Today|Tomorrow|Tonight)(?![”\"’]))\b(?!['’]s)"
                ),
                meaning.named_day,
            ),
        ),
    ),
)
"""Families of expressions behind a cheap trigger, most explicit first."""
