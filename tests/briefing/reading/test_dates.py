"""Dates of a text, anchored at its publication (a Wednesday)."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import DateRef
from briefing.reading.dates import find_dates

WEDNESDAY = date(2025, 7, 16)


def only(text: str, published: date = WEDNESDAY) -> tuple[str, str, str, str]:
    (ref,) = find_dates(text, published)
    return text[ref.start : ref.end], ref.first.isoformat(), ref.last.isoformat(), ref.granularity


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("On Monday, Nvidia announced it.", "Monday", "2025-07-14"),
        ("It said on Wednesday that it is over.", "Wednesday", "2025-07-16"),
        ("The talks, held on Friday, failed.", "Friday", "2025-07-11"),
        ("The court will rule on Friday.", "Friday", "2025-07-18"),
        ("On Friday the court will rule.", "Friday", "2025-07-18"),
        ("They must answer by Monday.", "Monday", "2025-07-21"),
        ("He arrived on Thursday evening local time.", "Thursday", "2025-07-17"),
        ("Last Monday it was over.", "Last Monday", "2025-07-14"),
        ("It ends next Wednesday.", "next Wednesday", "2025-07-23"),
        ("The visit this Monday was short.", "this Monday", "2025-07-14"),
        ("She said yesterday that it works.", "yesterday", "2025-07-15"),
        ("The vote takes place tomorrow.", "tomorrow", "2025-07-17"),
        ("It struck three days ago.", "three days ago", "2025-07-13"),
        ("It came on July 4, 1976.", "July 4, 1976", "1976-07-04"),
        ("It came on Friday, July 4.", "Friday, July 4", "2025-07-04"),
        ("It came on 4th of July.", "4th of July", "2025-07-04"),
        ("It is planned for 12 August.", "12 August", "2025-08-12"),
        ("It came on Dec. 30.", "Dec. 30", "2024-12-30"),
        ("On 9 April it needed a licence, and on 15 April the company paid.", None, None),
        ("Stand: 2025-03-01.", "2025-03-01", "2025-03-01"),
        ("Erschienen am 05.03.2025.", "05.03.2025", "2025-03-05"),
        ("发布于2025年3月1日。", "2025年3月1日", "2025-03-01"),
    ],
)
def test_days(text: str, words: str | None, day: str | None) -> None:
    if words is None:
        assert [ref.first.isoformat() for ref in find_dates(text, WEDNESDAY)] == ["2025-04-09", "2025-04-15"]
    else:
        assert only(text) == (words, day, day, "day")


@pytest.mark.parametrize(
    ("text", "words", "first", "last", "granularity"),
    [
        ("from April 2025, this chip", "April 2025", "2025-04-01", "2025-04-30", "month"),
        ("banned in April by law", "April", "2025-04-01", "2025-04-30", "month"),
        ("It fell in November by a tenth.", "November", "2024-11-01", "2024-11-30", "month"),
        ("The comet passes the Sun at the end of October.", "the end of October", "2025-10-21", "2025-10-31", "part"),
        ("It will end in November.", "November", "2025-11-01", "2025-11-30", "month"),
        ("a meeting in early August", "early August", "2025-08-01", "2025-08-10", "part"),
        ("talks in mid-May", "mid-May", "2025-05-11", "2025-05-20", "part"),
        ("talks in late February 2024", "late February 2024", "2024-02-21", "2024-02-29", "part"),
        ("at the end of 2023", "the end of 2023", "2023-10-01", "2023-12-31", "part"),
        ("since early 2024", "early 2024", "2024-01-01", "2024-04-30", "part"),
        ("by the end of the year", "end of the year", "2025-12-01", "2025-12-31", "part"),
        ("in the first quarter of 2025", "the first quarter of 2025", "2025-01-01", "2025-03-31", "quarter"),
        ("revenue in Q4 2024 rose", "Q4 2024", "2024-10-01", "2024-12-31", "quarter"),
        ("a bestseller since 2024.", "2024", "2024-01-01", "2024-12-31", "year"),
        ("in the 1990s", "the 1990s", "1990-01-01", "1999-12-31", "range"),
        ("Last week, two senators wrote", "Last week", "2025-07-07", "2025-07-13", "week"),
        ("They met last month.", "last month", "2025-06-01", "2025-06-30", "month"),
        ("his third visit this year", "this year", "2025-01-01", "2025-12-31", "year"),
        ("earlier this month it fell", "earlier this month", "2025-07-01", "2025-07-16", "part"),
        ("later this year it may end", "later this year", "2025-07-16", "2025-12-31", "part"),
        ("bombed in June last year", "June last year", "2024-06-01", "2024-06-30", "month"),
        ("in the spring of last year", "the spring of last year", "2024-03-01", "2024-05-31", "part"),
        ("in the coming weeks", "the coming weeks", "2025-07-16", "2025-08-27", "range"),
        ("over the next three days", "the next three days", "2025-07-16", "2025-07-19", "range"),
        ("held from Feb. 1-17 there", "Feb. 1-17", "2025-02-01", "2025-02-17", "range"),
        ("shot on Sept. 29 and 30, 1941, there", "Sept. 29 and 30, 1941", "1941-09-29", "1941-09-30", "range"),
        ("The 2030 Winter Games will run from Feb. 1-17.", "Feb. 1-17", "2030-02-01", "2030-02-17", "range"),
        ("removed weeks before elections in October.", "October", "2025-10-01", "2025-10-31", "month"),
        ("deals it struck with the U.K. in May", "May", "2025-05-01", "2025-05-31", "month"),
        ("Following a meeting in September, he will go.", "September", "2024-09-01", "2024-09-30", "month"),
        ("in the past two weeks", "the past two weeks", "2025-07-02", "2025-07-16", "range"),
        ("It will open in two weeks.", "in two weeks", "2025-07-27", "2025-08-02", "week"),
        ("It began five years ago.", "five years ago", "2020-01-01", "2020-12-31", "year"),
    ],
)
def test_intervals(text: str, words: str, first: str, last: str, granularity: str) -> None:
    assert only(text) == (words, first, last, granularity)


@pytest.mark.parametrize(
    "text",
    [
        "He was 45 years old and served 15 years in prison.",
        "the deadliest war in 80 years.",
        "less than a month, a day earlier",
        "It may end; she may go. March on! The may have sold.",
        "2,025 people paid $2024 for 2025 units.",
        "Police guard Friday prayers.",
        "2025-13-45 and February 30 are none.",
        "The 1500 miles to 2000 metres",
    ],
)
def test_durations_and_impossible_days_are_left_out(text: str) -> None:
    assert find_dates(text, WEDNESDAY) == []


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("It runs between March 5 and March 30, 2026 there.", "March 5 and March 30, 2026", "2026-03-05", "2026-03-30"),
        ("It lists cases between 2019 and 2025 there.", "2019 and 2025", "2019-01-01", "2025-12-31"),
        ("It ran from 9 April to 15 April here.", "9 April to 15 April", "2025-04-09", "2025-04-15"),
        ("The road was shut Monday through Tuesday.", "Monday through Tuesday", "2025-07-14", "2025-07-15"),
        ("Vom 3. März 2025 bis 9. März 2025 war es zu.", "3. März 2025 bis 9. März 2025", "2025-03-03", "2025-03-09"),
    ],
)
def test_the_two_ends_of_a_stretch_are_one_range(text: str, words: str, first: str, last: str) -> None:
    assert only(text) == (words, first, last, "range")


@pytest.mark.parametrize(
    ("text", "words", "first", "granularity"),
    [
        ("Am 5. Mai 2025 begann es.", "5. Mai 2025", "2025-05-05", "day"),
        ("Seit dem 3. April 2025 gilt es.", "3. April 2025", "2025-04-03", "day"),
        ("Am 12. Juli trat er zurück.", "12. Juli", "2025-07-12", "day"),
        ("Im März 2024 war es kalt.", "März 2024", "2024-03-01", "month"),
        ("Le 1er mai 2025, il a plu.", "1er mai 2025", "2025-05-01", "day"),
        ("Le 14 juillet, il a plu.", "14 juillet", "2025-07-14", "day"),
        ("En août 2024, il a plu.", "août 2024", "2024-08-01", "month"),
        ("El 3 de mayo de 2025 llovió.", "3 de mayo de 2025", "2025-05-03", "day"),
        ("Em 12 de junho choveu.", "12 de junho", "2025-06-12", "day"),
        ("Il 25 aprile 2025 pioveva.", "25 aprile 2025", "2025-04-25", "day"),
        ("Op 3 maart 2025 regende het.", "3 maart 2025", "2025-03-03", "day"),
    ],
)
def test_dates_of_other_languages(text: str, words: str, first: str, granularity: str) -> None:
    found = only(text)
    assert (found[0], found[1], found[3]) == (words, first, granularity)


@pytest.mark.parametrize(
    "text",
    [
        "The host of the “Today” show left, and USA Today wrote of it.",
        "Black Friday and Bloody Sunday are names, as is the Sunday Times.",
        "The 12 mars bars and the mai tai were his.",
        "Am 12. Januar trat er zurück.",
        "On page 16. April came.",
    ],
)
def test_names_and_days_of_an_unsure_year_are_left_out(text: str) -> None:
    assert find_dates(text, WEDNESDAY) == []


def test_today_begins_a_sentence_or_stands_small() -> None:
    for text in ("Today it rains.", "It rains today.", "“Today it rains,” he said."):
        assert only(text)[1] == "2025-07-16"


def test_joined_weekdays_follow_each_other() -> None:
    text = "He will travel to New Delhi for a summit on Wednesday and Thursday."
    assert [ref.first.isoformat() for ref in find_dates(text, date(2026, 2, 17))] == ["2026-02-18", "2026-02-19"]


def test_turn_of_the_year() -> None:
    assert only("It begins in January.", date(2025, 12, 20))[1] == "2026-01-01"
    assert only("It ended in December.", date(2026, 1, 10))[1] == "2025-12-01"
    assert only("It came on 28 December.", date(2026, 1, 3))[1] == "2025-12-28"


@given(
    st.lists(
        st.sampled_from(
            "Monday|last|next|week|31|February|of|2025|in|the|end|Q1|early|May|ago|three|days|to|,|.|quarter|will|\n"
            "|this|year|9999|coming|weeks|0|first|years|from now|summer|today|winter".split("|")
        ),
        max_size=25,
    ),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
)
def test_any_words_give_ordered_intervals(parts: list[str], published: date) -> None:
    text = " ".join(parts)
    found: list[DateRef] = find_dates(text, published)
    assert all(ref.first <= ref.last for ref in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("number", ["two", "99", "9999", "999999999", "several", "half a", "1.5"])
@pytest.mark.parametrize("unit", ["hours", "days", "weeks", "months", "years", "decades", "centuries", "quarters"])
@pytest.mark.parametrize("words", ["over the past {} {}", "in the next {} {}", "{} {} ago", "in {} {} it will"])
def test_no_stretch_of_time_is_too_long_to_be_read(words: str, number: str, unit: str) -> None:
    text = words.format(number, unit)
    for found in find_dates(text, date(2026, 2, 18)):
        assert 0 <= found.start < found.end <= len(text)
        assert found.first <= found.last
