"""Text in scripts that are written without spaces -> words that a full-text index can find.

SQLite's `unicode61` tokenizer takes a whole run of Chinese for one word, so that no part of it is found. Overlapping
pairs of characters are the classic way out (Lucene's CJKAnalyzer does the same): 美中谈判 is indexed as
"美中 中谈 谈判 判", and a query of two or more characters is the phrase of its pairs.
"""

from __future__ import annotations

import re

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao; Burmese; Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana and the marks that stand in for characters
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\u1100-\u11ff\uac00-\ud7af"  # Hangul: has spaces, but glues particles to its nouns
)
"""Character ranges of those scripts, for a regular expression's brackets."""

_RUN = re.compile(f"[{UNSPACED}]+")
_MIXED = rf"[^\W_]*[{UNSPACED}](?:[^\W_]|[{UNSPACED}])*"
_PART = rf"[{UNSPACED}]+|[^\W_{UNSPACED}]+"
"""Patterns that most refreshes never need: `re` compiles them, which takes 5 ms, when the first such run comes."""


def unspaced(text: str) -> str:
    """Return the search words of the runs of such scripts in `text`, space-separated; "" for other texts.

    Words of other scripts that are glued to such a run ("H20芯片") come out whole. The last character of a run
    stands alone too, so that a search for one character finds it everywhere.
    """
    if text.isascii() or not _RUN.search(text):
        return ""
    found: list[str] = []
    for run in re.findall(_MIXED, text):
        for part in re.findall(_PART, run):
            found += [*pairs(part), part[-1]] if _RUN.match(part) else [part]
    return " ".join(found)


def pairs(run: str) -> list[str]:
    """Return the overlapping pairs of characters of a run."""
    return [run[n : n + 2] for n in range(len(run) - 1)]


def split_scripts(word: str) -> list[tuple[str, bool]]:
    """Return the parts of a query word, (part, is of a script without spaces), in their order."""
    return [(part, bool(_RUN.match(part))) for part in re.findall(rf"[{UNSPACED}]+|[^{UNSPACED}]+", word)]
