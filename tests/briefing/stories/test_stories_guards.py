"""Titles that must not steer a story, and the part of a title that tells the event."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.stories.guards import LIVE, ROUNDUP, TEMPLATE, special_title
from briefing.stories.titles import MIN_WORDS, core_span, core_title


@pytest.mark.parametrize(
    "title",
    [
        "Morning briefing: glacier fund and a ferry",
        "Five things to know this Monday",
        "Glacier fund, ferry rescue and more",
        "Ferry rescue, chip licences and more news to note.",
        "Chips to China; ferry off Bergen; glacier fund",
        "The week in pictures",
        "World news in brief",
        "Weekend round-up",
        "Wochenrückblick: Gletscher und Fähren",
        "Nachrichten des Tages",
        "Revue de presse",
        "Resumen del día",
        "What the front papers say",
        "South African news briefs",
        "All of Africa Today - February 17, 2026",
        "Magazine solutions – February 27 2026",
    ],
)
def test_round_ups(title: str) -> None:
    assert special_title(title) == "roundup"


@pytest.mark.parametrize(
    "title",
    [
        "Live: Ferry sinks off Bergen",
        "Ferry sinks off Bergen - live updates",
        "Bern votes: as it happened",
        "Ferry rescue – live",
        "Fährunglück im Liveticker",
        "En direct : le vote à Berne",
        "En vivo | El voto en Berna",
        "[LIVE] Bern votes",
        "Election liveblog from Bern",
    ],
)
def test_live_pages(title: str) -> None:
    assert special_title(title) == "live"


@pytest.mark.parametrize(
    "title",
    [
        "Stock market today: Wall Street waits",
        "How major US stock indexes fared Monday",
        "Horoscope for 14 July",
        "Weather forecast for the coast",
        "Wordle answer for 14 July",
        "Winning lottery numbers drawn",
        "Medal table after day three",
        "How to watch the Wimbledon final",
        "Letters to the editor",
        "Gold price today",
    ],
)
def test_templates(title: str) -> None:
    assert special_title(title) == "template"


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Ferry sinks off Bergen coast in storm",
        "Liverpool sign goalkeeper from Porto",
        "Where delivery riders live in Oslo",
        "Chips to China; ferry off Bergen",
        "Zoo takes brief look at its moreporks",
        "Director speaks of her Bergen film",
        "Nachrichtendienst warnt vor Spionen",
        "Wordsmiths meet in Bern",
        "Truce with China extended to November 10, 2026",
    ],
)
def test_ordinary_headlines(title: str) -> None:
    assert special_title(title) == ""


_PATTERNS = (ROUNDUP, LIVE, TEMPLATE)
_OF_PATTERNS = sorted(
    {word for one in _PATTERNS for word in re.findall(r"[a-zü]{2,}", re.sub(r"\\.", " ", one.pattern))}
)


@given(st.lists(st.sampled_from([*_OF_PATTERNS, "and", "the", "major", "ferry", ":", "[live]", "today's", "we're"])))
def test_every_special_title_has_a_sign(words: list[str]) -> None:
    title = " ".join(words)
    assert bool(special_title(title)) == any(one.search(title) for one in _PATTERNS)


@pytest.mark.parametrize(
    ("title", "outlet", "core"),
    [
        ("Ferry sinks off Bergen - Harbor Wire", "", "Ferry sinks off Bergen"),
        ("Ferry sinks off Bergen | polar star news", "Polar Star News", "Ferry sinks off Bergen"),
        ("Ferry sinks off Bergen | polar star news", "", "Ferry sinks off Bergen | polar star news"),
        ("Ferry sinks off Bergen — The Long Name Of Something Else", "", None),
        ("Ferry sinks off Bergen - forty are missing", "", None),
        ("Live updates: Ferry sinks off Bergen", "", "Ferry sinks off Bergen"),
        ("Ferry Latest: Forty missing off Bergen", "", "Forty missing off Bergen"),
        ("Opinion | Ferries are not safe enough", "", "Ferries are not safe enough"),
        ("Video – Ferry sinks off Bergen | Harbor Wire", "", "Ferry sinks off Bergen"),
        ("Breaking: ferry sinks", "", None),
        ("Bern: Parliament votes on fund", "", None),
        ("Ferry sinks - Harbor Wire", "", None),
        ("", "Harbor Wire", None),
    ],
)
def test_kicker_and_outlet_are_cut(title: str, outlet: str, core: str | None) -> None:
    assert core_title(title, outlet) == (title if core is None else core)


@given(st.text(max_size=60), st.text(max_size=12))
def test_any_title_has_a_core(title: str, outlet: str) -> None:
    tailed = f"Live updates: {title} - {outlet}"
    for text in (title, tailed):
        start, end = core_span(text, outlet)
        assert 0 <= start <= end <= len(text)
        assert len(text[start:end].split()) >= min(MIN_WORDS, len(text.split()))
        assert special_title(text) in ("", "roundup", "live", "template")
