"""Turns the words of a sentence into one packed score vector a token: the sum of the weights of its features.

A token's features are its own form, its cluster and name lists, the same of its four neighbours, and the shapes around
it. What depends on one word only is summed once and kept, for the word itself and for each place beside another token;
so most tokens cost six look-ups and as many additions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar
from zlib import crc32

from briefing.reading.clusters import Clusters
from briefing.reading.lexicons import Lexicons, Phrase
from briefing.reading.weights import Weights

MAX_WORDS = 24_000
"""Words kept with their score vectors, about 0.7 kB each."""
MAX_ROWS = 10_000
"""Weights kept of features that many words share (endings, clusters, shapes), about 0.2 kB each."""
MAX_SHAPES = 12_000
"""Shape triples kept, about 0.3 kB each."""

_PLAIN = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."}
_SHAPES = {
    code: "X" if re.match(r"[A-ZÀ-ÖØ-Þ]", chr(code)) else "x" if re.match(r"[a-zß-öø-ÿ]", chr(code)) else "d"
    for code in range(256)
    if re.match(r"[A-Za-zÀ-ÖØ-öø-ÿ0-9]", chr(code))
}
_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"(.)\1{2,}")
_NO_COARSE = 64
_LETTERS, _CAPITALS, _SMALL = 1, 1 << 20, 1 << 40
"""What a word adds to the count of its sentence: it begins with a letter, with a capital, it is not all capitals."""

K = TypeVar("K")
V = TypeVar("V")


class _Kept(dict[K, V], Generic[K, V]):
    """A dictionary that makes what it lacks and forgets what was not asked for lately.

    It holds two generations of `limit / 2` keys: when the younger is full it becomes the older, and what is asked for
    again moves back. So a hit costs no more than in a plain dictionary.
    """

    def __init__(self, make: Callable[[K], V], limit: int) -> None:
        super().__init__()
        self._make = make
        self._limit = limit // 2
        self._older: dict[K, V] = {}

    def __missing__(self, key: K) -> V:
        value = self._older[key] if key in self._older else self._make(key)
        if len(self) >= self._limit:
            self._older = dict(self)
            self.clear()
        self[key] = value
        return value


class _Word(NamedTuple):
    """One word's packed scores for its own place and for the tokens 2 and 1 before, 1 and 2 after which it stands."""

    own: int
    two_before: int
    one_before: int
    one_after: int
    two_after: int
    shape: str
    coarse: int
    case: int
    plain: str
    phrases: tuple[Phrase, ...]


def shape_of(word: str) -> str:
    """ "Xxx" for "Bessent": capitals, small letters and digits as X, x and d, runs cut to two."""
    shape = word.translate(_SHAPES)
    return _RUN.sub(r"\1\1", shape if word.isascii() else _DIGIT.sub("d", shape))


class Scorer:
    """Gives sentences their scores; holds the model's parts and what it has worked out so far."""

    def __init__(self, weights: Weights, lexicons: Lexicons, clusters: Clusters) -> None:
        self._weights = weights
        self._lexicons = lexicons
        self._clusters = clusters
        self._rows = _Kept(weights.named, MAX_ROWS)
        self._words = _Kept(self._make_word, MAX_WORDS)
        self._around = {mode: _Kept(self._shape_scorer(mode), MAX_SHAPES) for mode in "CTn"}
        self._pairs = _Kept(self._pair, (_NO_COARSE + 1) ** 2)
        self._opening: _Kept[str, int] = _Kept(lambda shape: self._sum("first", f"first|{shape}"), 1_000)
        two_before, one_before, one_after, two_after = (weights.named(f"{offset}END") for offset in (-2, -1, 1, 2))
        self._edge = _Word(0, two_before, one_before, one_after, two_after, "", _NO_COARSE, 0, "", ())

    def scores(self, words: Sequence[str]) -> list[int]:
        """One packed vector a token, for the words of one sentence."""
        tokens = [self._words[word] for word in words]
        edge, pairs = self._edge, self._pairs
        around = self._around[_case_mode(tokens)]
        padded = [edge, edge, *tokens, edge, edge]
        windows = zip(padded, padded[1:], tokens, padded[3:], padded[4:], strict=False)
        totals = [
            token[0]
            + far_left[1]
            + left[2]
            + right[3]
            + far_right[4]
            + around[left[5], token[5], right[5]]
            + pairs[left[6], token[6]][0]
            + pairs[token[6], right[6]][1]
            for far_left, left, token, right, far_right in windows
        ]
        totals[0] += self._opening[tokens[0].shape]
        if len(tokens) > 1 and tokens[0].plain in ('"', "'", "("):
            totals[1] += self._opening[tokens[1].shape]
        if any(token[9] for token in tokens):
            self._add_phrases(tokens, totals)
        return totals

    def _sum(self, *features: str) -> int:
        return sum(self._rows[feature] for feature in features)

    def _make_word(self, raw: str) -> _Word:
        word = _PLAIN.get(raw, raw).replace("’", "'")
        cluster = self._clusters.find(word)
        coarse = _NO_COARSE if cluster is None else self._clusters.coarse[cluster]
        lists = self._lexicons.single.get(word, ())
        shape = shape_of(word)
        far_left, left, right, far_right = (
            self._beside(offset, word, shape, cluster, lists) for offset in (-2, -1, 1, 2)
        )
        own = self._own(word, shape) + self._sum("b", *(f"g={name}" for name in lists))
        own += self._sum("c=?") if cluster is None else self._sum(f"c={cluster}", f"C={coarse}")
        phrases = tuple(self._lexicons.phrases.get(word.lower(), ())) if word[:1].isupper() else ()
        return _Word(own, far_left, left, right, far_right, shape, coarse, _case_of(word), word, phrases)

    def _own(self, word: str, shape: str) -> int:
        low, named = word.lower(), self._weights.named
        total = named(f"w={low}") + (named(f"x4={low[-4:]}") if len(low) > 4 else 0)
        shared = [f"s={shape}"]
        shared += [f"x{size}={low[-size:]}" for size in (1, 2, 3) if len(low) > size]
        shared += [f"p{size}={low[:size]}" for size in (2, 3) if len(low) > size]
        if "-" in word:
            shared.append("hy")
        if not word.isalpha() and any(letter.isdigit() for letter in word):
            shared.append("dg")
        return total + self._sum(*shared)

    def _beside(self, offset: int, word: str, shape: str, cluster: int | None, lists: Sequence[str]) -> int:
        """What the word adds to the score of a token from which it stands `offset` tokens away."""
        row = self._weights.row
        total = row(crc32(word.lower().encode(), crc32(f"{offset}w=".encode())))
        if cluster is not None:
            total += self._rows[f"{offset}c={cluster}"]
        if abs(offset) == 1:
            total += self._rows[f"{offset}s={shape}"]
        return total + self._sum(*(f"{offset}g={name}" for name in lists))

    def _shape_scorer(self, mode: str) -> Callable[[tuple[str, str, str]], int]:
        def score(shapes: tuple[str, str, str]) -> int:
            left, own, right = shapes
            features = [f"m={mode}", f"m={mode}|{own}"]
            if right:
                features.append(f"ss={own}|{right}")
            if left:
                features.append(f"-ss={left}|{own}")
            if left and right:
                features.append(f"sss={left}|{own}|{right}")
            return sum(map(self._weights.named, features))

        return score

    def _pair(self, coarse: tuple[int, int]) -> tuple[int, int]:
        """What two neighbours' coarse clusters add to the right one and to the left one."""
        left, right = coarse
        if _NO_COARSE in coarse:
            return 0, 0
        return self._sum(f"-1CC={left}|{right}"), self._sum(f"1CC={right}|{left}")

    def _add_phrases(self, tokens: Sequence[_Word], totals: list[int]) -> None:
        """Adds what names of several words ("New York Times") say about their tokens and the tokens around."""
        for at, mark in self._phrase_marks(tokens):
            for offset in (-2, -1, 0, 1, 2):
                if 0 <= at - offset < len(totals):
                    totals[at - offset] += self._rows[f"{offset or ''}g={mark}"]

    def _phrase_marks(self, tokens: Sequence[_Word]) -> Iterator[tuple[int, str]]:
        for at, token in enumerate(tokens):
            for phrase, name in token.phrases:
                end = at + len(phrase)
                if tuple(word.plain.lower() for word in tokens[at:end]) == phrase:
                    yield at, f"b-{name}"
                    yield from ((inner, f"i-{name}") for inner in range(at + 1, end))
                    break


def _case_of(word: str) -> int:
    if not word[:1].isalpha():
        return 0
    capital = _CAPITALS if word[0].isupper() else 0
    return _LETTERS + capital + (_SMALL if len(word) > 1 and not word.isupper() else 0)


def _case_mode(tokens: Sequence[_Word]) -> str:
    """C = ALL CAPS, T = Title Case (more than 0.6 of at least five words with a capital), n = as usual."""
    total = sum([token[7] for token in tokens])
    letters, capitals, small = total % _CAPITALS, total % _SMALL // _CAPITALS, total // _SMALL
    if letters and not small:
        return "C"
    return "T" if letters > 4 and capitals > 0.6 * letters else "n"
