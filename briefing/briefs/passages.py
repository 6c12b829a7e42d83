"""A line, or a part of it -> a passage: the words, where they stand, who says them, and what a reader must be told.

Citations are item ids here; `make` turns them into the numbers of the sources. The only words put in are days ("On
Monday ‹14 Jul›", "last week ‹7-13 Jul›"), since the reader does not read on the day of publication, and the name
behind a "He".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from briefing.briefs.citations import Citations
from briefing.briefs.material import Line
from briefing.model import DateRef, Mention, Passage

_NAMED_DAY = re.compile(
    r"(?:\w+ )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow|tonight|this \w+|last night)",
    re.I,
)
"""Days that only tell their date to somebody who knows the day of publication."""
_NAMED_WEEK = re.compile(r"(?:last|next|this) week(?:end)?", re.I)
"""Weeks of the same sort."""


def whole_line(
    line: Line, cited: Citations, *, now: date, new: bool = False, why: Sequence[tuple[str, float]] = ()
) -> Passage:
    """Return the passage of a whole line."""
    return part_of_line(line, line.start, line.end, cited, now=now, new=new, why=why)


def part_of_line(
    line: Line,
    start: int,
    end: int,
    cited: Citations,
    *,
    now: date,
    new: bool = False,
    inserts: bool = True,
    why: Sequence[tuple[str, float]] = (),
) -> Passage:
    """Return the passage `[start, end)` of a line's item; `inserts` puts days beside words such as "Monday"."""
    return Passage(
        text=line.item.text[start:end],
        item_id=line.item.id,
        start=start,
        end=end,
        citations=cited.of(line),
        mentions=rebased(line.mentions, start, end),
        inserts=(*_name_inserts(line, start), *(_day_inserts(line, start, end, now) if inserts else ())),
        new=new,
        clipped_start=start > line.start or line.clipped,
        clipped_end=end < line.end,
        why=tuple(why),
    )


def rebased(mentions: Iterable[Mention], start: int, end: int) -> tuple[Mention, ...]:
    """Return the mentions inside `[start, end)` with offsets that count from `start`."""
    inside = (mention for mention in mentions if start <= mention.start and mention.end <= end)
    return tuple(replace(m, start=m.start - start, end=m.end - start) for m in inside)


def _name_inserts(line: Line, start: int) -> tuple[tuple[int, str], ...]:
    """The name behind the pronoun that begins the line: "He ‹Scott Bessent› expects"."""
    return ((line.text.index(" "), line.told_name),) if line.told_name and start == line.start else ()


def _day_inserts(line: Line, start: int, end: int, now: date) -> tuple[tuple[int, str], ...]:
    """What to put in after each day that is named but not dated, once for each day."""
    inserts: list[tuple[int, str]] = []
    told: set[date] = set()
    for ref in line.dates:
        if start <= ref.start and ref.end <= end and needs_date(line.item.text, ref) and ref.first not in told:
            told.add(ref.first)
            inserts.append((ref.end - start, short_days(ref.first, ref.last, now)))
    return tuple(inserts)


def needs_date(text: str, ref: DateRef) -> bool:
    """Whether a date is a day or a week told by a word that only the day of publication explains."""
    if text.startswith(("'s", "’s"), ref.end):
        return False
    if ref.granularity == "day":
        return _NAMED_DAY.fullmatch(text, ref.start, ref.end) is not None
    return _NAMED_WEEK.fullmatch(text, ref.start, ref.end) is not None


def short_days(first: date, last: date, now: date) -> str:
    """Return "14 Jul", "7-13 Jul" or "28 Jul - 3 Aug", with the year where it is not this one."""
    year = "" if last.year == now.year else f" {last.year}"
    end = f"{last.day} {MONTH_NAMES[last.month - 1]}{year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{end}"
    return f"{first.day} {MONTH_NAMES[first.month - 1]} - {end}"


MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Short names of the months, whatever the locale: a brief is the same everywhere."""
DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""Short names of the days, Monday first."""
