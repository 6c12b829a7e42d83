"""An item and a story near it -> the probability that the item belongs to the story."""

from __future__ import annotations

import math
from datetime import datetime

from briefing.stories.candidates import Match
from briefing.stories.state import LiveStory

DAY_S = 86_400.0

BIAS = -4.78
WEIGHTS = (1.19, 1.43, -1.74, -0.79, 0.44, 17.89, 3.17)
"""Logistic regression on the pairs of item and near story that a replay of five labelled English streams meets (7,700
items of 2014 and 2021, with empty and with warm counts). BCubed F1, mean of the five, one round each: .8470; without
`owned` .8352; without the cosine of items with a text .8429; with the weights of the six-feature prototype .8268."""

JOIN = 0.28
"""Probability from which an item joins a story. Flat: .28 to .34 give .845 to .843 (mean F1 of five sets)."""

WEAK_JOIN = 0.42
"""The same where the evidence is thin: see `bar`."""

FEW_WORDS = 4
"""Words below which an item's evidence is thin ("Both ways"). +.0005 F1 on title-only items, no set loses."""

SINGLE_TERM = 0.6
SMALL_STORY = 2
"""Part of the cosine that one term carries, in a story of so many items, from which evidence is thin: "moratorium"
joined the booster shots and the evictions. +.0015 mean F1, +.005 on title-only items. For larger stories it costs .01:
a word that many items share ("Titanfall") is the event."""

TEMPLATE_DAYS = 0.75
"""Days after which a headline that returns daily ("Stock market today") cannot join yesterday's story."""


def bar(match: Match, words: int) -> float:
    """Return the probability from which an item of so many different words may join the story of `match`."""
    single = match.single_term > SINGLE_TERM and match.story.n <= SMALL_STORY
    return WEAK_JOIN if single or words < FEW_WORDS else JOIN


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


def probability(values: tuple[float, ...]) -> float:
    """Return the probability for the values of `evidence`."""
    total = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
