"""A time -> the few characters that people read it by, relative to the day on which it is read."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEK_DAYS = 6
"""Days back that a weekday's name alone names without doubt."""


def local(moment: datetime, zone: tzinfo | None) -> datetime:
    """Return `moment` in `zone`; None is the machine's own zone."""
    return moment.astimezone(zone)


def short(moment: datetime, today: date, zone: tzinfo | None = None) -> str:
    """Return a column's form: "08:40" today, "Mon 22:10" in the last days, "3 Jul 22:10" this year, "3 Jul 2024"."""
    there = local(moment, zone)
    days = (today - there.date()).days
    if days == 0:
        return f"{there:%H:%M}"
    if 0 < days <= WEEK_DAYS:
        return f"{WEEKDAYS[there.weekday()]} {there:%H:%M}"
    if there.year == today.year:
        return f"{there.day} {MONTHS[there.month - 1]} {there:%H:%M}"
    return f"{there.day} {MONTHS[there.month - 1]} {there.year}"


def full(moment: datetime, today: date, zone: tzinfo | None = None) -> str:
    """Return a sentence's form: "Mon 14 Jul 22:10", with the year where it is not this one."""
    there = local(moment, zone)
    year = "" if there.year == today.year else f" {there.year}"
    return f"{WEEKDAYS[there.weekday()]} {there.day} {MONTHS[there.month - 1]}{year} {there:%H:%M}"


def long_date(moment: datetime) -> str:
    """Return "Wednesday 16 July 2025": English whatever the locale, like every other word of the app."""
    return f"{_WEEKDAYS[moment.weekday()]} {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
