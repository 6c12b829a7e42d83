"""Turns the label scores of a sentence's tokens into the best sequence of labels, exactly.

At each token one label leads. The way to the next token comes from the leader, unless another label has a better
transition to it, and by more than the leader is ahead: so a few comparisons stand for the 81 of the plain algorithm.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from briefing.reading.weights import LANE_BITS, pack

_LIFT = 1 << 29
"""Added to every lane before the bytes are taken, so that none is negative; the same for all, so it decides nothing."""

Rivals = list[tuple[int, int, list[tuple[int, int]]]]
"""Labels with a better transition than the leader's: (label, most that it is better by, [(to, better by)])."""


class Viterbi:
    """The decoder for one set of labels. `transitions[to][from]` are whole numbers in the unit of the scores."""

    def __init__(self, transitions: Sequence[Sequence[int]]) -> None:
        count = len(transitions)
        self._bytes = count * LANE_BITS // 8
        self._unpack = struct.Struct(f"<{count}I").unpack
        self._lift = pack([_LIFT] * count)
        self._steps = [
            (self._lift + pack([row[leader] for row in transitions]), _rivals(transitions, leader))
            for leader in range(count)
        ]

    def decode(self, scores: Sequence[int]) -> list[int]:
        """The best label of each token; `scores` are packed vectors, one a token, at least one."""
        size, unpack, steps = self._bytes, self._unpack, self._steps
        best = list(unpack((scores[0] + self._lift).to_bytes(size, "little")))
        back: list[list[int]] = []
        for score in scores[1:]:
            top = max(best)
            leader = best.index(top)
            rates, rivals = steps[leader]
            row = unpack((score + rates).to_bytes(size, "little"))
            after, links = list(row), [leader] * len(row)
            for source, most, better in rivals:
                behind = top - best[source]
                if behind < most:
                    for to, gain in better:
                        way = row[to] + gain - behind
                        if way > after[to]:
                            after[to] = way
                            links[to] = source
            best = after
            back.append(links)
        label = best.index(max(best))
        path = [label]
        for links in reversed(back):
            label = links[label]
            path.append(label)
        path.reverse()
        return path


def _rivals(transitions: Sequence[Sequence[int]], leader: int) -> Rivals:
    rivals = []
    for source in range(len(transitions)):
        better = [(to, row[source] - row[leader]) for to, row in enumerate(transitions) if row[source] > row[leader]]
        if better:
            rivals.append((source, max(gain for _, gain in better), better))
    return rivals
