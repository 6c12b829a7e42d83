"""Turns a text into the tagger's tokens with their offsets, cut into sentences.

These are the borders that the model was trained with; sentences for people come from `sentences.py`.
"""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import accumulate, pairwise

Tokens = tuple[list[str], list[int]]
"""Words of one sentence and the offset of each word's first character."""

_PIECE = re.compile(
    r"""(?:[^\S\n]+|\n\s*                               # space; a piece with a line break ends the sentence
 |[A-Za-z]?[a-z]+(?=[\s,])                              # most words; a shortcut, same result as the general rule below
 |https?://\S+|www\.\S+|[@#]\w+
 |(?:[A-Z]\.){2,}                                       # U.S. U.K.
 |(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt|Adm|St|Jr|Sr|Inc|Corp|Co|Ltd|No|vs
    |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.(?=\s|$)
 |[A-Z]\.(?=[^\S\n]?[A-Z])                              # initials
 |[$€£¥₹]
 |\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|bn|m|k|%)?\b
 |[^\W\d_]+(?:&[^\W\d_]+)+                              # AT&T
 |(?:['’]s|['’]S)\b
 |\w+(?:[-–]\w+)*(?:['’](?!s\b|S\b)\w+)*
 |\.\.\.|--|\S)""",
    re.X,
)
_HYPHEN = re.compile(r"([-–])")
_END = frozenset({".", "!", "?", "..."})
_CLOSING = frozenset({'"', "”", "’", "'"})
_QUOTE_AFTER_END = frozenset({'"', "”", "’"})


def cut_tokens(text: str, places: Container[str] = frozenset()) -> list[Tokens]:
    """The tokens of `text`, one pair of lists (words, starts) per sentence; white space is no token.

    A word with hyphens falls apart when every part is in `places` ("US-China" is three tokens). A sentence ends at
    . ! ? or ..., taking a closing quotation mark with it, and at every line break. Each start is an offset into `text`;
    a token ends at its start plus its length.
    """
    pieces = _PIECE.findall(text)
    sentences: list[Tokens] = []
    words: list[str] = []
    starts: list[int] = []
    for piece, start in zip(pieces, accumulate(map(len, pieces), initial=0), strict=False):
        if piece == " ":
            continue
        if piece.isspace():
            if "\n" in piece:
                sentences += _cut_sentences(words, starts)
                words, starts = [], []
        elif ("-" in piece or "–" in piece) and len(piece) > 2:
            for part, at in _split_pair(piece, start, places):
                words.append(part)
                starts.append(at)
        else:
            words.append(piece)
            starts.append(start)
    return sentences + _cut_sentences(words, starts)


def _split_pair(word: str, start: int, places: Container[str]) -> list[tuple[str, int]]:
    """ "US-China" as three tokens when both halves are places, else the word as it is."""
    parts = _HYPHEN.split(word)
    if len(parts) < 3 or not all(part in places for part in parts[::2]):
        return [(word, start)]
    offsets = accumulate(map(len, parts), initial=start)
    return list(zip(parts, offsets, strict=False))


def _cut_sentences(words: list[str], starts: list[int]) -> list[Tokens]:
    if not words:
        return []
    cuts = [0]
    last = len(words) - 1
    for i, word in enumerate(words):
        if word in _END:
            if i == last or words[i + 1] not in _CLOSING:
                cuts.append(i + 1)
        elif word in _QUOTE_AFTER_END and i > cuts[-1] and words[i - 1] in _END:
            cuts.append(i + 1)
    if cuts[-1] <= last:
        cuts.append(last + 1)
    return [(words[a:b], starts[a:b]) for a, b in pairwise(cuts)]
