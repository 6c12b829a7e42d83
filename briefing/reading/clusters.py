"""Turns a word into the number of its word cluster: words that occur in like contexts share one."""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_left
from zlib import crc32

from briefing.reading.model_files import read_model_file


class Clusters:
    """Sorted CRC-32 hashes of words, each with one of 1,000 clusters; `coarse[cluster]` is one of 64."""

    def __init__(self, data: bytes) -> None:
        count, clusters = struct.unpack_from("<II", data)
        parts = memoryview(data)[8:]
        self._hashes, self._clusters = array("I"), array("H")
        self._hashes.frombytes(parts[: 4 * count])
        self._clusters.frombytes(parts[4 * count : 6 * count])
        if sys.byteorder == "big":
            self._hashes.byteswap()
            self._clusters.byteswap()
        self.coarse = bytes(parts[6 * count : 6 * count + clusters])

    def find(self, word: str) -> int | None:
        """The cluster of `word`, of its lower-case or of its capitalised form; None when none is known."""
        for form in (word, word.lower(), word.capitalize()):
            key = crc32(form.encode())
            at = bisect_left(self._hashes, key)
            if at < len(self._hashes) and self._hashes[at] == key:
                return self._clusters[at]
        return None


def load_clusters() -> Clusters:
    """The shipped word clusters. Raises BriefingError when the file is missing or damaged."""
    return Clusters(read_model_file("clusters.bin.gz"))
