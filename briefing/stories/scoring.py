"""An item and a story near it -> the probability that the item belongs to the story."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime

from briefing.stories.candidates import Match
from briefing.stories.countries import countries_in
from briefing.stories.features import Features
from briefing.stories.state import LiveStory

DAY_S = 86_400.0

BIAS = -4.78
WEIGHTS = (1.19, 1.43, -1.74, -0.79, 0.44, 17.89, 3.17)
"""Logistic regression on the pairs of item and near story that a replay of five labelled English streams meets (7,700
items of 2014 and 2021, with empty and with warm counts). BCubed F1, mean of the five, one round each: .8569 with the
guards below, .8470 before them (then without `owned` .8352, without the cosine of items with a text .8429, with the
weights of the six-feature prototype .8268)."""

JOIN = 0.28
"""Probability from which an item joins a story. Mean F1 of five sets: .25 .851, .28 .855, .31 .853, .34 .849."""

LEAST = math.log(JOIN / (1 - JOIN)) - 1e-6
"""Log odds a little below that."""

WEAK_JOIN = 0.42
"""The same where the evidence is thin: see `bar`."""

FEW_WORDS = 4
"""Words below which an item's evidence is thin ("Both ways"). +.0005 F1 on title-only items, no set loses."""

ONE_WORD = 0.9
SURE_WORDS = 3
"""The same where a story of at most `SMALL_STORY` items and the item have one word in common: "better" joined Sri Lanka
and a report on jobs. With fewer than `SURE_WORDS` words it never joins: "Ways" is no "Both ways". Together +.0007 mean
F1; no set loses. For larger stories it costs .028 on UCI: the one word is what all of their items are about."""

CLASH = 2.0
TITLE_CLASH = 4.0
"""Taken off the log odds when item and story name countries, but none in common; the second when the item names its own
in the title ("Kenya's central bank cuts its key rate", "Uganda's central bank holds its key rate"). Without: OG2021
.7855 to .7723, its thinned half .8897 to .8844, the mixture .8995 to .8968, AllSides and UCI the same. With 2 for both
the mean is the same within .0005, but Kenya and Uganda come together. To let "Ukrainian" count as the word "Ukraine" in
the vector as well costs .005 on AllSides."""

COUNTRY_WEIGHT = 0.1
"""Weight of a country against the story's strongest term from which the story is about it: a round-up named Iran in a
story of eleven items on a man's death, and would have barred Palestine from it."""

OWNED = 0.03
"""Part of an item that belongs to the story before all others below which what they share is common vocabulary, and
the evidence thin: medals, mascots and the next Games joined as "Winter Olympics". AllSides +.0051 F1, the mixture
+.0018, titles alone the same; .05 gives .0042 and .0001, and parts more of what 33 real feeds told of one event."""

SINGLE_TERM = 0.6
SMALL_STORY = 2
"""Part of the cosine that one term carries, in a story of so many items, from which evidence is thin: "moratorium"
joined the booster shots and the evictions. +.0015 mean F1, +.005 on title-only items. For larger stories it costs .01:
a word that many items share ("Titanfall") is the event."""

TEMPLATE_DAYS = 0.75
"""Days after which a headline that returns daily ("Stock market today") cannot join yesterday's story."""


def out_of_reach(match: Match, has_text: bool) -> bool:
    """Say whether an item could not join the story of `match` whatever its time: most could not."""
    cosine, text = match.cosine, match.cosine if has_text else 0.0
    values = (cosine, math.log1p(match.shared), 0.0, 0.0, cosine * math.log(match.story.n), match.owned, text)
    return BIAS + _weighed(values) < LEAST


def bar(match: Match, words: int) -> float:
    """Return the probability from which an item of so many different words may join the story of `match`."""
    small = match.story.n <= SMALL_STORY
    if small and match.shared < 2:
        return ONE_WORD if words >= SURE_WORDS else math.inf
    thin = words < FEW_WORDS or match.owned < OWNED or (small and match.single_term > SINGLE_TERM)
    return WEAK_JOIN if thin else JOIN


def clash(features: Features, story: LiveStory) -> float:
    """Return what an English item loses in log odds because it tells of other countries than a story; 0 for nothing."""
    if features.language != "en" or not names_others(features.single, story):
        return 0.0
    return TITLE_CLASH if countries_in(features.title) else CLASH


def names_others(terms: Iterable[str], story: LiveStory) -> bool:
    """Say whether English terms name countries, and a story names some, but none in common."""
    named = countries_in(terms)
    if not named:
        return False
    least = COUNTRY_WEIGHT * max(story.terms.values(), default=0.0)
    others = countries_in(term for term, weight in story.terms.items() if weight >= least)
    return bool(others) and named.isdisjoint(others)


def days_apart(story: LiveStory, published: datetime) -> float:
    """Return the days between an item and the nearest time within a story's span; 0 inside it."""
    if published > story.last:
        return (published - story.last).total_seconds() / DAY_S
    return max(0.0, (story.first - published).total_seconds() / DAY_S)


def evidence(match: Match, published: datetime, has_text: bool) -> tuple[float, ...]:
    """Return the values that `probability` weighs, in the order of `WEIGHTS`."""
    story = match.story
    span = max(0.0, (published - story.first).total_seconds() / DAY_S)
    return (
        match.cosine,
        math.log1p(match.shared),
        min(days_apart(story, published), 14.0),
        math.log1p(span),
        match.cosine * math.log(story.n),
        match.owned,
        match.cosine if has_text else 0.0,
    )


def probability(values: tuple[float, ...], against: float = 0.0) -> float:
    """Return the probability for the values of `evidence`; `against` is taken off the log odds."""
    total = BIAS - against + _weighed(values)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _weighed(values: tuple[float, ...]) -> float:
    return sum([weight * value for weight, value in zip(WEIGHTS, values, strict=True)])
