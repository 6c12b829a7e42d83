"""`feeds.dates`: what is a date, and which moment it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.dates import in_range, parse_date

NOW = datetime(2026, 2, 18, 6, tzinfo=UTC)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Wed, 18 Feb 2026 04:00:00 GMT", utc(2026, 2, 18, 4)),
        ("Wed, 18 Feb 2026 04:00:00 +0100", utc(2026, 2, 18, 3)),
        ("18 Feb 2026 04:00 EST", utc(2026, 2, 18, 9)),
        ("Wed, 18 Feb 26 04:00:00 Z", utc(2026, 2, 18, 4)),
        ("Sat, 18 Feb 2026 04:00:00 GMT", utc(2026, 2, 18, 4)),  # the weekday is wrong
        ("Tuesday, 17 February 2026 14:05:09 PST", utc(2026, 2, 17, 22, 5, 9)),
        ("Tue, 17 Feb 2026 24:00:00 +0000", utc(2026, 2, 18)),
        ("Tue, 17 Feb 2026 10:00:00 GMT+0100", utc(2026, 2, 17, 9)),
        ("17 Feb 2026", utc(2026, 2, 17)),
        ("Thu, 31 Dec 98 23:59:60 GMT", utc(1998, 12, 31, 23, 59, 59)),
        ("2026-02-18T04:00:00Z", utc(2026, 2, 18, 4)),
        ("2026-02-18t04:00:00z", utc(2026, 2, 18, 4)),
        ("2026-02-18T04:00:00.123456789+05:30", utc(2026, 2, 17, 22, 30)),
        ("2026-02-18 04:00:00.123456789 -0500", None),
        ("2026-02-17 04:00:00.123456789 -0500", utc(2026, 2, 17, 9)),
        ("2026-02-18 04:00", utc(2026, 2, 18, 4)),
        ("2026-02-18T04:00:00+0100", utc(2026, 2, 18, 3)),
        ("2026-02-18", utc(2026, 2, 18)),
        ("20260218", utc(2026, 2, 18)),
        ("2026-02", utc(2026, 2, 1)),
        ("2025", utc(2025, 1, 1)),
        ("Feb 17, 2026 4:05 PM", utc(2026, 2, 17, 16, 5)),
        ("February 17th, 2026", utc(2026, 2, 17)),
        ("Tue Feb 17 04:00:00 UTC 2026", utc(2026, 2, 17, 4)),
        ("Tue Feb 17 04:00:00 2026", utc(2026, 2, 17, 4)),
        ("Вт, 17 фев 2026 04:00:00 +0300", utc(2026, 2, 17, 1)),
        ("17 février 2026 08:30", utc(2026, 2, 17, 8, 30)),
        ("3 juillet 2025", utc(2025, 7, 3)),
        ("17. Dezember 2025", utc(2025, 12, 17)),
        ("17/02/2026", utc(2026, 2, 17)),
        ("02/17/2026 10:00", utc(2026, 2, 17, 10)),
        ("1771300800", utc(2026, 2, 17, 4)),
        (" 2026-02-17T04:00:00Z\n", utc(2026, 2, 17, 4)),
        ("20260217T040506Z", utc(2026, 2, 17, 4, 5, 6)),
        ("2026-02-17T04:00:00+01:00[Europe/Berlin]", utc(2026, 2, 17, 3)),
        ("Tue, 17 Feb 2026 04:00:00 +0100 (CET)", utc(2026, 2, 17, 3)),
        ("Tue, 17 Feb 2026 04:00:00 (PST)", utc(2026, 2, 17, 12)),
        ("Tue, 17 Feb 2026 04:00:00 Atlantis/Capital", utc(2026, 2, 17, 4)),
        ("Tue,17 Feb 2026 04:00:00 GMT", utc(2026, 2, 17, 4)),
        ("1771300800000", utc(2026, 2, 17, 4)),
        ("2026年2月17日 04:00", utc(2026, 2, 17, 4)),
        ("17 de febrero de 2026", utc(2026, 2, 17)),
    ],
)
def test_dates_of_feeds(text: str, moment: datetime | None) -> None:
    if moment and moment > NOW:
        moment = moment if moment - NOW <= timedelta(hours=24) else None
    expected = utc(2026, 2, 18, 9) if text == "2026-02-18 04:00:00.123456789 -0500" else moment
    assert parse_date(text, now=NOW) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "yesterday", "昨天", "Mon, 01 Jan 0001 00:00:00 +0000", "0001-01-01T00:00:00Z", "0",
        "Thu, 01 Jan 1970 00:00:00 GMT", "1989-12-31T23:59:59Z", "Fri, 31 Dec 9999 23:59:59 GMT",
        "Tue, 18 Feb 2036 04:00:00 GMT", "2026-02-30T25:61:61Z", "2026-02-30", "2026-13-01", "02/03/2026",
        "Wed, 18 Feb 2026 04:00:00 +9959", "+292277026596-12-04T15:30:07Z", "2026-02-17T04:61:00Z", "32 Jan 2026",
        "17 Foo 2026", "2026-048", "2026-W08-2", "x" * 500, "2026-02-17T04:00:00Z\x1b[31m", "99999999999999999999",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text, now=NOW) is None


def test_a_day_ahead_is_a_clock_that_is_wrong_and_more_is_no_date() -> None:
    assert parse_date("2026-02-19T06:00:00Z", now=NOW) == utc(2026, 2, 19, 6)
    assert parse_date("2026-02-19T06:00:01Z", now=NOW) is None


def test_in_range() -> None:
    assert in_range(datetime(2025, 7, 16), now=NOW) == utc(2025, 7, 16)
    assert in_range(datetime(2025, 7, 16, 2, tzinfo=timezone(timedelta(hours=3))), now=NOW) == utc(2025, 7, 15, 23)
    assert in_range(datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=3))), now=NOW) is None
    assert in_range(utc(2030, 1, 1), now=NOW) is None


@settings(max_examples=200, deadline=None)
@given(st.datetimes(datetime(1990, 1, 2), datetime(2026, 2, 18)))
def test_dates_survive_both_standard_forms(moment: datetime) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    assert parse_date(moment.isoformat(), now=NOW) == moment
    assert parse_date(moment.strftime("%a, %d %b %Y %H:%M:%S +0000"), now=NOW) == moment


@settings(max_examples=200, deadline=None)
@given(
    st.text() | st.from_regex(r"[0-9]{1,5}[-/ .][0-9A-Za-z]{1,9}[-/ .,][0-9]{1,5}([T ][0-9:.]{1,12}[-+A-Z0-9:]{0,8})?")
)
def test_nothing_makes_it_raise(text: str) -> None:
    moment = parse_date(text, now=NOW)
    assert moment is None or (moment.tzinfo is UTC and moment.year >= 1990 and moment.microsecond == 0)
