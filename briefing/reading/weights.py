"""Turns the name of a feature into its weights for the nine labels, packed into one integer.

A vector of weights is kept as one Python integer with a lane of 32 bits a label, so that adding two vectors is one
addition of integers. This is what makes the tagger fast without a library.
"""

from __future__ import annotations

import json
import struct
import sys
from array import array
from bisect import bisect_left
from zlib import crc32

from briefing.reading.model_files import read_model_file

LANE_BITS = 32


def pack(values: list[int]) -> int:
    """One integer for a vector of whole numbers, each below 2**30 in size.

    Sums and whole multiples of packed vectors are the packed sums and multiples, negative lanes included.
    """
    return sum(value << (LANE_BITS * lane) for lane, value in enumerate(values))


class Weights:
    """The feature weights and label transitions of a linear-chain CRF, as `newsner.bin.gz` holds them.

    Features are known by the CRC-32 of their name; `row(crc)` gives the packed weights in whole units, 0 for a feature
    that training never saw. `transitions[to][from]` are rounded to whole units too (a label's score has about 500,000).
    """

    def __init__(self, data: bytes) -> None:
        if data[:4] != b"NNR2":
            raise ValueError("not a newsner model")
        (size,) = struct.unpack_from("<I", data, 4)
        header = json.loads(data[8 : 8 + size])
        self.labels: tuple[str, ...] = tuple(header["labels"])
        count, features, at = len(self.labels), int(header["n"]), 8 + size
        rates = struct.unpack_from(f"<{count * count}f", data, at)
        unit = float(header["scale"])
        self.transitions = [
            [round(rates[source * count + to] / unit) for source in range(count)] for to in range(count)
        ]
        at += 4 * count * count
        parts = memoryview(data)[at:]
        self._hashes = array("I")
        self._hashes.frombytes(parts[: 4 * features])
        if sys.byteorder == "big":
            self._hashes.byteswap()
        self._rows = bytes(parts[4 * features :])
        self._narrow = struct.Struct(f"<{count}h")
        self._wide = struct.Struct(f"<{count}i")
        self._signs = pack([1 << (LANE_BITS - 1)] * count)

    def row(self, crc: int) -> int:
        """The packed weights of the feature whose name has this CRC-32."""
        at = bisect_left(self._hashes, crc)
        if at == len(self._hashes) or self._hashes[at] != crc:
            return 0
        lanes = self._wide.pack(*self._narrow.unpack_from(self._rows, at * self._narrow.size))
        packed = int.from_bytes(lanes, "little")
        return packed - ((packed & self._signs) << 1)  # a negative lane borrows from the one above it

    def named(self, feature: str) -> int:
        """The packed weights of the feature with this name."""
        return self.row(crc32(feature.encode()))


def load_weights() -> Weights:
    """The shipped weights. Raises BriefingError when the file is missing or damaged."""
    return Weights(read_model_file("newsner.bin.gz"))
