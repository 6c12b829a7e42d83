"""The live stories as an inverted index: an item's vector -> the few stories that are nearest to it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from heapq import nsmallest
from operator import itemgetter, mul

from briefing.stories.state import LiveStory

STORY_TERMS = 40
MOST_TERMS = 60
"""Strongest terms that a story keeps; it is cut to them whenever it has more than `MOST_TERMS`. Mean F1 .847 with any
number from 40 to 80, .845 with 30; a live window of 35,000 items takes 60 MB less than with 80."""

BUDGET = 400
"""Index entries read for one item, rarest terms first; 150 to 600 give the same F1 within .0001 (five sets)."""

CANDIDATES = 6
"""Stories that are scored for one item."""

COMMON = 3.0
"""A term counts in full for a story when its mean weight in the story's items is at least 1/3."""


@dataclass(slots=True)
class Match:
    """A story near an item, and what they share.

    `cosine` of the item and the story's sum; `shared` words; `owned`, the part of the item's weight (0..1) on terms
    that belong to this story before all others; `single_term`, the part of the cosine (0..1) that one term carries.
    """

    story: LiveStory
    cosine: float = 0.0
    shared: int = 0
    owned: float = 0.0
    single_term: float = 0.0

    def add(self, weight: float, other: float, share: float, single: bool) -> None:
        """Take a shared term in: its weight in item and story, the story's share of it, whether it is a word."""
        product = weight * other
        self.cosine += product
        if product > self.single_term:
            self.single_term = product
        self.shared += single
        self.owned += weight * share * min(1.0, other * COMMON / self.story.n)


Hit = tuple[int, str, float, int | dict[int, float]]
"""Size of the posting, term, weight in the item, posting."""


class Index:
    """Term -> stories that hold it. The only writer of `LiveStory.terms`.

    Most terms stand in one story: those are kept as its bare id, the others as {story: weight}.
    """

    def __init__(self, stories: dict[int, LiveStory]) -> None:
        self.stories = stories
        self.postings: dict[str, int | dict[int, float]] = {}
        self.lengths: dict[int, float] = {}
        for story in stories.values():
            self._post(story, story.terms)
            self.lengths[story.id] = _length(story.terms)

    def add(self, story: LiveStory, vector: dict[str, float]) -> None:
        """Add a vector to a story's sum, which keeps its strongest terms."""
        old = story.terms
        terms = old | vector
        for term in old.keys() & vector.keys():
            terms[term] += old[term]
        if len(terms) > MOST_TERMS:
            terms = _strongest(terms)
            for term in old.keys() - terms.keys():
                self._unpost(term, story)
        story.terms = terms
        self._post(story, terms.keys() & vector.keys())
        self.lengths[story.id] = _length(terms)

    def remove(self, story: LiveStory) -> None:
        """Take a story out of the index and of the live stories."""
        for term in story.terms:
            self._unpost(term, story)
        self.lengths.pop(story.id, None)
        del self.stories[story.id]

    def nearest(
        self, vector: dict[str, float], limit: int = CANDIDATES, *, before: datetime | None = None
    ) -> list[Match]:
        """Return the stories nearest to a vector of length 1, nearest first; ties: the older story.

        With `before` a story that begins later takes nothing from what another owns.
        """
        hits = self._hits(vector)
        dots, read = self._gather(hits)
        best = nsmallest(limit, [(-dot / self.lengths[key], key) for key, dot in dots.items()])
        matches = {key: Match(self.stories[key]) for _, key in best}
        self._compare(hits, read, matches, before)
        self._scale(matches.values(), sum(vector.values()))
        return sorted(matches.values(), key=lambda match: (-match.cosine, match.story.id))

    def match(self, other: LiveStory, story: LiveStory) -> Match:
        """Return what `story` and an item with the terms of `other` share, by what was published before that."""
        length = self.lengths[other.id] or 1.0
        vector = {term: weight / length for term, weight in other.terms.items()}
        hits, match = self._hits(vector), Match(story)
        self._compare(hits, _within_budget(hits), {story.id: match}, other.first, other.id)
        self._scale((match,), sum(vector.values()))
        return match

    def _hits(self, vector: dict[str, float]) -> list[Hit]:
        """Return the terms of a vector that stories hold, rarest first."""
        hits: list[Hit] = []
        for term in vector.keys() & self.postings.keys():
            posting = self.postings[term]
            hits.append((1 if isinstance(posting, int) else len(posting), term, vector[term], posting))
        hits.sort(key=itemgetter(0, 1))
        return hits

    def _scale(self, matches: Iterable[Match], whole: float) -> None:
        """Bring the sums of `Match.add` to parts of an item of the weight `whole`."""
        for match in matches:
            match.single_term /= match.cosine or 1.0
            match.cosine /= self.lengths[match.story.id] or 1.0
            match.owned /= whole or 1.0

    def _gather(self, hits: list[Hit]) -> tuple[dict[int, float], int]:
        """Return dot products by story from the rarest terms, and how many of the hits the budget was enough for."""
        dots: dict[int, float] = defaultdict(float)
        stories, left = self.stories, BUDGET
        for done, (size, term, weight, posting) in enumerate(hits):
            left -= size
            if left < 0:
                return dots, done
            if isinstance(posting, int):
                dots[posting] += weight * stories[posting].terms[term]
            else:
                for key, other in posting.items():
                    dots[key] += weight * other
        return dots, len(hits)

    def _compare(
        self, hits: list[Hit], read: int, matches: dict[int, Match], before: datetime | None, own: int = 0
    ) -> None:
        """Fill in what the stories of `matches` share with the item.

        A story owns a term by its share of the term's weight over all live stories, if most of its own items have it.
        Terms beyond the budget are in so many stories that no one owns them. Stories that begin after `before` do not
        count among all, nor does `own`.
        """
        for number, (_, term, weight, posting) in enumerate(hits):
            single = "_" not in term
            if isinstance(posting, int):
                if match := matches.get(posting):
                    match.add(weight, match.story.terms[term], 1.0, single)
                continue
            found = posting.keys() & matches.keys()
            if not found:
                continue
            share = 1.0 / sum(posting.values()) if number < read else 0.0
            earlier = self._earlier(posting, before, own) if before and number < read else 0.0
            for key in found:
                match, other = matches[key], posting[key]
                if before and number < read:
                    share = 1.0 / (earlier if match.story.first <= before else earlier + other)
                match.add(weight, other, other * share, single)

    def _earlier(self, posting: dict[int, float], before: datetime, own: int) -> float:
        """Return the weight of a term in the stories that begin no later than `before`, without the story `own`."""
        stories = self.stories
        return sum([weight for key, weight in posting.items() if stories[key].first <= before and key != own])

    def cosine(self, a: LiveStory, b: LiveStory) -> float:
        """Return the cosine of two stories' sums."""
        if len(b.terms) < len(a.terms):
            a, b = b, a
        dot = sum(weight * b.terms.get(term, 0.0) for term, weight in a.terms.items())
        return dot / (self.lengths[a.id] * self.lengths[b.id] or 1.0)

    def _post(self, story: LiveStory, terms: Iterable[str]) -> None:
        """Note the weight that some of a story's terms have in it now."""
        postings, key, weights = self.postings, story.id, story.terms
        for term in terms:
            posting = postings.get(term)
            if posting is None:
                postings[term] = key
            elif not isinstance(posting, int):
                posting[key] = weights[term]
            elif posting != key:
                postings[term] = {posting: self.stories[posting].terms[term], key: weights[term]}

    def _unpost(self, term: str, story: LiveStory) -> None:
        posting = self.postings[term]
        if isinstance(posting, int):
            del self.postings[term]
            return
        del posting[story.id]
        if len(posting) == 1:
            (self.postings[term],) = posting


def _within_budget(hits: list[Hit]) -> int:
    """Return how many of the hits, rarest first, the budget is enough for."""
    left = BUDGET
    for done, hit in enumerate(hits):
        left -= hit[0]
        if left < 0:
            return done
    return len(hits)


def _strongest(terms: dict[str, float]) -> dict[str, float]:
    """Return the `STORY_TERMS` terms of the greatest weight, strongest first; ties: by name."""
    least = sorted(terms.values())[-STORY_TERMS]  # numbers are sorted three times as fast as pairs
    strong = sorted([(-weight, term) for term, weight in terms.items() if weight >= least])
    return {term: -weight for weight, term in strong[:STORY_TERMS]}


def _length(terms: dict[str, float]) -> float:
    return math.sqrt(sum(map(mul, terms.values(), terms.values())))
