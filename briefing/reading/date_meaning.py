"""A matched date expression -> its interval, given the day of publication and whether it lies ahead.

One resolver a family of expressions: it takes the match, the day of publication, and what `is_future` says; it
returns None for what tells no date, and raises ValueError for an impossible one (30 February).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from briefing.reading import date_words as words
from briefing.reading.date_words import Interval

MONTH_AHEAD = 1
"""A month without year up to this many months ahead is the coming one even without a cue ("in early August", said in
July); any later one is last year's."""

MONTHS_AHEAD_UNSURE = 4
"""The same where no verb tells the tense: the nearer of the two."""

CUE_REACH = 130
"""Characters before the date in which its verb is looked for."""

Resolver = Callable[[re.Match[str], date, bool | None], Interval | None]

_NAMES = {"beginning": "early", "start": "early", "end": "late", "middle": "mid"}
_VERBS = re.compile(
    r"\b(?:(?P<future>will|would|scheduled|set to|due|plan(?:s|ned)? (?:to|for)|planned|expect(?:s|ed)?|upcoming|"
    r"going to|until|deadline|start(?:s|ing)|begin(?:s|ning)?|ahead of|slated|hop(?:es?|ing) to|aims? to|is to|are to|"
    r"(?:days|weeks|months) before|next|takes? effect|coming|shall|would|by\s+(?:the\s+)?$|ends? (?:in|on)\s+$)"
    r"|(?P<past>said|says|told|was|were|had|did|has|have|met|held|made|took|went|came|left|saw|led|won|lost|began|"
    r"spoke|gave|wrote|fell|rose|shot|hit|struck|since|ago|after|following|\w{3,}ed)\b)",
    re.I,
)
_CLAUSE_END = re.compile(r"(?<=[a-z0-9%)”\"])[.;](?:\s|$)|\n|,\s+(?:and|but|while)\s")


def is_future(text: str, start: int, end: int) -> bool | None:
    """Whether the nearest verb or cue puts the date ahead: the one before it, else (at a sentence's start) after it.

    None where there is none: the present tense of news may mean either ("The fair opens in October").
    """
    low = max(0, start - CUE_REACH)
    for stop in _CLAUSE_END.finditer(text, low, start):
        low = stop.end()
    cues = list(_VERBS.finditer(text, low, start))
    nearest = cues[-1] if cues else None
    if nearest is None:
        high = min(end + CUE_REACH, len(text))
        border = _CLAUSE_END.search(text, end, high)
        nearest = _VERBS.search(text, end, border.start() if border else high)
    return nearest["future"] is not None if nearest else None


def _month_number(name: str) -> int:
    return words.MONTHS[name.lower().rstrip(".")]


def full_date(m: re.Match[str], published: date, future: bool | None) -> Interval:
    month = m["month"]
    number = int(month) if month.isdigit() else _month_number(month)
    year = int(m["year"])
    if not m["day"]:
        return words.month(year, number)
    return _days(m, date(year, number, int(re.sub(r"\D", "", m["day"]))))


def day_of_month(m: re.Match[str], published: date, future: bool | None) -> Interval | None:
    number, day = _month_number(m["month"]), int(re.sub(r"\D", "", m["day"]))
    near = [published.year - 1, published.year, published.year + 1]
    if future and (named := _named_year(m)):  # "the 2030 Winter Olympics are set for Feb. 1-17"
        near = [named]
    days = [date(year, number, day) for year in near if day <= words.month(year, number)[1].day]
    ahead = [at for at in days if at >= published]
    if future and ahead:
        first = ahead[0]
    else:
        first = min(days, key=lambda at: abs((at - published).days) + (40 if at > published else 0))
    return _days(m, first)


def _days(m: re.Match[str], first: date) -> Interval:
    """One day, or the days up to the second one of "Feb. 1-17"."""
    last = m.groupdict().get("last")
    if last and int(last) > first.day:
        return first, first.replace(day=int(last)), "range"
    return words.day(first)


def _named_year(m: re.Match[str]) -> int | None:
    """The year that stands before a proper name in the same sentence, before the date."""
    low = max(0, m.start() - CUE_REACH)
    for stop in _CLAUSE_END.finditer(m.string, low, m.start()):
        low = stop.end()
    years = re.findall(r"\b(20\d\d) (?=[A-Z])", m.string[low : m.start()])
    return int(years[-1]) if years else None


def _bare_month(number: int, published: date, future: bool | None) -> int:
    """The year of a month without one."""
    ahead = MONTHS_AHEAD_UNSURE if future is None else MONTH_AHEAD
    if future:
        return published.year + (number < published.month)
    wraps = number + 12 - published.month  # January, said in December
    if number < published.month and wraps <= ahead:
        return published.year + 1
    return published.year - (number > published.month + ahead)


def month_alone(m: re.Match[str], published: date, future: bool | None) -> Interval:
    number = _month_number(m["month"])
    return words.month(_bare_month(number, published, future), number)


def month_related(m: re.Match[str], published: date, future: bool | None) -> Interval:
    number = _month_number(m["month"])
    which = m["which"].lower()
    year = published.year
    if which == "next":
        year += number <= published.month
    elif "last" in which or "past" in which:
        year -= number >= published.month
    return words.month(year, number)


def month_of_year(m: re.Match[str], published: date, future: bool | None) -> Interval:
    """ "June last year", "spring of next year"."""
    year = published.year + {"last": -1, "next": 1}.get(m["which"].lower(), 0)
    name = m["month"].lower()
    return words.season(year, name) if name in words.SEASONS else words.month(year, words.MONTHS[name])


def part(m: re.Match[str], published: date, future: bool | None) -> Interval:
    name = m["part"].lower().removeprefix("the ").split()[0]
    part = _NAMES.get(name, name)
    year = int(m["year"]) if m["year"] else None
    if month := m["month"]:
        number = _month_number(month)
        return words.part_of_month(part, year or _bare_month(number, published, future), number)
    return words.part_of_year(part, year or published.year)


def end_of_period(m: re.Match[str], published: date, future: bool | None) -> Interval | None:
    unit, late = m["unit"].lower(), not m["part"].lower().startswith(("early", "beginning", "start"))
    if unit == "year":
        first, last, _ = words.month(published.year, 12 if late else 1)
        return first, last, "part"
    if unit == "month":
        return words.part_of_month("late" if late else "early", published.year, published.month)
    sunday = words.week(published)[1]
    return sunday - timedelta(days=2), sunday, "range"


def quarter(m: re.Match[str], published: date, future: bool | None) -> Interval | None:
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}.get((m["nth"] or "").lower()) or int(m["q"])
    if m["year"]:
        return words.quarter(int(m["year"]), number)
    ahead = number * 3 - 2 > published.month
    return words.quarter(published.year - (ahead and not future), number)


def weekday(m: re.Match[str], published: date, future: bool | None) -> Interval:
    which = (m["which"] or "").lower()
    number = words.WEEKDAYS[m["weekday"].lower()]
    back, ahead = (published.weekday() - number) % 7, (number - published.weekday()) % 7
    if which in ("next", "this coming", "coming"):
        return words.day(published + timedelta(days=ahead or 7))
    if which in ("last", "this past", "past"):
        return words.day(published - timedelta(days=back or 7))
    if which == "this":
        near = ahead if future or ahead <= back else -back
        return words.day(published + timedelta(days=near))
    if (future and ahead) or ahead == 1:
        return words.day(published + timedelta(days=ahead))
    return words.day(published - timedelta(days=back))


def named_day(m: re.Match[str], published: date, future: bool | None) -> Interval:
    name = m[0].lower()
    step = -1 if name in ("yesterday", "last night") else 1 if name == "tomorrow" else 0
    return words.day(published + timedelta(days=step))


def away(m: re.Match[str], published: date, future: bool | None) -> Interval | None:
    """ "three days ago", "in two weeks", "five years from now"."""
    number = words.number_of(m["number"])
    ahead = m["way"] != "ago"
    if number is None or (m["way"] == "in" and not future):  # "the deadliest in 80 years" looks back
        return None
    step = number if ahead else -number
    unit = m["unit"].lower()
    if unit in ("hour", "day"):
        return words.day(published + timedelta(days=step if unit == "day" else round(step / 24)))
    if unit == "week":
        around = published + timedelta(days=7 * step)
        return around - timedelta(days=3), around + timedelta(days=3), "week"
    if unit == "month":
        return words.month(*words.add_months(published.year, published.month, step))
    return words.year(published.year + step * (10 if unit == "decade" else 1))


_UNIT_DAYS = {"hour": 1, "day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}


def stretch(m: re.Match[str], published: date, future: bool | None) -> Interval | None:
    """ "the past three weeks", "the coming days", "next few months": from or to the day of publication."""
    unit = m["unit"].lower()
    open_end = {"day": 7, "week": 6, "month": 6, "year": 5}  # "the coming weeks" are six
    number = words.number_of(m["number"]) if m["number"] else open_end.get(unit, 1)
    if number is None:
        return None
    length = timedelta(days=max(1, round(number / 24)) if unit == "hour" else number * _UNIT_DAYS[unit])
    if m["way"].lower() in ("next", "coming"):
        return published, published + length, "range"
    return published - length, published, "range"


def period(m: re.Match[str], published: date, future: bool | None) -> Interval | None:
    """ "last week", "this month", "later this year", "next summer"."""
    which, unit = m["which"].lower(), m["unit"].lower()
    step = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(which.split()[-1], 0)
    if unit == "week":
        interval = words.week(published + timedelta(days=7 * step))
    elif unit == "weekend":
        passed = step == 0 and published.weekday() < 3 and not future
        interval = words.weekend(published + timedelta(days=7 * (step - passed)))
    elif unit == "month":
        interval = words.month(*words.add_months(published.year, published.month, step))
    elif unit == "year":
        interval = words.year(published.year + step)
    elif unit == "quarter":
        year, month = words.add_months(published.year, published.month, 3 * step)
        interval = words.quarter(year, (month + 2) // 3)
    else:
        interval = _season(unit, published, step)
    if which == "later this" and published <= interval[1]:
        return max(interval[0], published), interval[1], "part"
    if which == "earlier this" and published >= interval[0]:
        return interval[0], min(interval[1], published), "part"
    return interval


def _season(name: str, published: date, step: int) -> Interval:
    start = words.SEASONS[name]
    year = published.year
    if step < 0 and published.month <= start + 2:
        year -= 1
    if step > 0 and published.month >= start:
        year += 1
    return words.season(year, name)


def year(m: re.Match[str], published: date, future: bool | None) -> Interval:
    return words.year(int(m["year"]))


def decade(m: re.Match[str], published: date, future: bool | None) -> Interval:
    first = int(m["year"]) * 10
    return date(first, 1, 1), date(first + 9, 12, 31), "range"
