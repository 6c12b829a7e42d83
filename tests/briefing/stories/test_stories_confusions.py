"""Items that real feeds hold side by side: what must not become one story, and what must, by the kind of mistake."""

from __future__ import annotations

import pytest

from briefing.stories.copies import copy_keys, is_boilerplate
from briefing.stories.countries import countries_in
from briefing.stories.features import extract
from briefing.stories.scoring import CLASH, ONE_WORD, evidence, probability
from briefing.stories.state import State
from briefing.words import content_stems
from tests.briefing.stories.made import item, partition, place, stream

PODCAST = (
    "The Brief, 20 October. Podcast ID, short length: 634ac04c-b43b-4247-a7d3-e83a8f5c0fe9. Podcast ID, long length: "
    "634ac04c-b43b-4247-a7d3-e83a8f5c0fe9. Subscribe wherever you listen, and tell a friend of our daily programme. "
)

APART = {
    "two countries, one template": (
        ("Uganda’s Central Bank Holds Key Lending Rate at 9.75%", "Officials in Kampala kept the benchmark rate."),
        ("Kenya’s Central Bank Cuts Key Lending Rate", "Policymakers in Nairobi lowered the benchmark rate."),
    ),
    "two countries, one kind of ship": (
        ("France releases suspected 'shadow fleet' tanker after fine paid", "The Grinch had been held near Marseille."),
        ("India Seizes Sanctioned Shadow Fleet Tankers", "The coast guard held three vessels off Mumbai."),
    ),
    "one word with two meanings": (
        ("What to know about the better-than-expected report.", ""),
        ("Led by a Marxist, battered by a storm, Sri Lanka is doing better", ""),
    ),
    "one common word": (
        ("The Demise of the Post Is a Global Problem", ""),
        ("The Problem With Representative Democracy", "What if elections are not the be-all and end-all?"),
    ),
    "one-word titles": (("Ways", ""), ("Both ways", "")),
    "a one-word title and a long one": (("Recall", ""), ("Carmaker widens recall of family cars", "")),
    "one agency": (
        ("Zug entgleist bei Ulm", "BERLIN (dpa) - Verletzt wurde niemand."),
        ("Museum zeigt alte Karten", "BERLIN (dpa) - Die Schau ist bis Mai zu sehen."),
    ),
    "two round-ups of a day": (
        ("Morning briefing - February 17, 2026", "Talks, floods, and more."),
        ("Africa: evening news in brief - February 17, 2026", "Strikes, cups, and more."),
    ),
    "two essays of one place": (
        ("Ghana: No Bed Syndrome in Our Hospitals Must End Now", "Patients die while they look for a bed."),
        ("Ghana: Embassy Responds to Alleged Misconduct", "The statement followed a video on social media."),
    ),
    "one outlet's boilerplate": (
        ("When Everything Is Fake, What Is the Point of Watching?", PODCAST + "A heartwarming clip went round."),
        ("Major Outage Hits Shops and Airlines", PODCAST + "Several popular pages were disrupted early."),
    ),
}
"""Why somebody might join them -> two items that are not one event."""

TOGETHER = {
    "a country and its people": (
        ("Peru ousts interim president over corruption probe", "Congress voted to remove him after four months."),
        ("Peruvian Congress removes interim president in corruption probe", "Lawmakers voted on Tuesday."),
    ),
    "one country beside another": (
        ("France's Macron holds talks with India's Modi in Mumbai", "The two spoke of Rafale jets."),
        ("Macron eyes Rafale fighter jet deal in India", "The French president met Modi in Mumbai."),
    ),
    "a dateline and none": (
        ("Zug entgleist bei Ulm: Strecke nach Stuttgart gesperrt", "ULM (dpa/lsw) - Verletzt wurde niemand."),
        ("Nach Zugunglück bei Ulm: Strecke nach Stuttgart bleibt gesperrt", "Ein Zug war am Morgen entgleist."),
    ),
    "a live page and its event": (
        ("Ferry sinks off Bergen coast in storm", "Forty were aboard the ferry."),
        ("Live updates: ferry sinks off Bergen, forty aboard", "The coast guard searches in the storm."),
    ),
}
"""Why somebody might part them -> two items of one event."""


BACKGROUND = (
    "Federal Reserve leaves key interest rate alone",
    "Bank of England warns of lending risks",
    "Central bank of Brazil raises rate again",
    "Key rate to fall, economists of a big bank expect",
    "Mortgage lending slows as banks tighten",
    "Insurers leave the shadow fleet",
    "Oil tanker runs aground in the Red Sea",
    "Navy escorts tankers through strait",
    "Fleet of electric buses for Oslo",
    "Shadow banks grow in size",
)
"""News of other days in which the common words of `APART` stand too, as they do in any week."""


def _placed(pair: tuple[tuple[str, str], tuple[str, str]], outlet: str = "") -> bool:
    """Say whether two items an hour apart are one story, in a stream that knows other news."""
    state = State()
    place([*stream(), *(item(50 + n, title, hours=-60 + n) for n, title in enumerate(BACKGROUND))], state)
    items = [item(100 + n, title, text, hours=12 + n, outlet=outlet) for n, (title, text) in enumerate(pair)]
    return len(partition(place(items, state).values())) == 1


@pytest.mark.parametrize("why", APART)
def test_what_stays_apart(why: str) -> None:
    assert not _placed(APART[why], "One Magazine" if why == "one outlet's boilerplate" else "")


@pytest.mark.parametrize("why", TOGETHER)
def test_what_comes_together(why: str) -> None:
    assert _placed(TOGETHER[why])


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Kenyan runners beat Ugandans", {"kenya", "uganda"}),
        ("Ukraine's grain; Ukrainians' homes", {"ukraine"}),
        ("The UK and Britain", {"britain"}),
        ("US and American shares", set()),
        ("Georgia and Jordan in the pole vault", set()),
        ("", set()),
    ],
)
def test_countries(text: str, countries: set[str]) -> None:
    assert countries_in(content_stems(text)) == countries


def test_a_clash_is_taken_off_the_log_odds() -> None:
    values = (0.3, 1.0, 0.0, 0.0, 0.0, 0.3, 0.0)
    likely, clash = probability(values), probability(values, against=CLASH)
    assert 0 < clash < likely < 1
    assert evidence.__doc__ and 0 < ONE_WORD < 1


def test_boilerplate_is_of_one_outlet_under_another_headline() -> None:
    first = item(1, *APART["one outlet's boilerplate"][0], outlet="One Magazine")
    state = State()
    place([first], state)
    for outlet, title, expected in (
        ("One Magazine", "Major Outage Hits Shops and Airlines", True),
        ("One Magazine", "When everything is fake, nothing is worth watching", False),
        ("Other Magazine", "Major Outage Hits Shops and Airlines", False),
    ):
        again = item(2, title, APART["one outlet's boilerplate"][1][1], outlet=outlet)
        features = extract(again)
        assert is_boilerplate(again, features, copy_keys(again, features), state.recent) is expected
