"""Turns a text into spans of names with the tagger's four labels: PER, ORG, LOC and MISC."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from briefing.reading.clusters import load_clusters
from briefing.reading.lexicons import Lexicons, load_lexicons
from briefing.reading.tag_features import Scorer
from briefing.reading.tokens import Tokens, cut_tokens
from briefing.reading.viterbi import Viterbi
from briefing.reading.weights import load_weights


class Span(NamedTuple):
    """A name: half-open character offsets and a label (PER, ORG, LOC, MISC)."""

    start: int
    end: int
    label: str


class Tagger:
    """A linear-chain CRF over the features of `tag_features`; makes no difference between threads' calls and order."""

    def __init__(self) -> None:
        weights = load_weights()
        self.lexicons: Lexicons = load_lexicons()
        self._labels = weights.labels
        self._clusters = load_clusters()
        self._scorer = Scorer(weights, self.lexicons, self._clusters)
        self._viterbi = Viterbi(weights.transitions)

    def knows(self, word: str) -> bool:
        """Whether the model's vocabulary has the word."""
        return self._clusters.find(word) is not None

    def tag(self, text: str) -> list[Span]:
        """The names of `text`, sorted, never overlapping, never across a line break."""
        spans: list[Span] = []
        for sentence in cut_tokens(text, self.lexicons.places):
            path = self._viterbi.decode(self._scorer.scores(sentence[0]))
            spans += _spans(sentence, [self._labels[label] for label in path])
        return spans


def _spans(sentence: Tokens, labels: list[str]) -> Iterator[Span]:
    """Runs of B-X I-X I-X as one span; an I-X that follows nothing of its kind begins one too."""
    words, starts = sentence
    at = 0
    while at < len(labels):
        first, kind = at, labels[at][2:]
        at += 1
        if not kind:
            continue
        while at < len(labels) and labels[at] == f"I-{kind}":
            at += 1
        yield Span(starts[first], starts[at - 1] + len(words[at - 1]), kind)


@cache
def load_tagger() -> Tagger:
    """The tagger with the shipped model, loaded on the first call (about 0.1 s) and kept for the process.

    Raises:
        BriefingError: if a model file is missing or damaged.
    """
    return Tagger()
