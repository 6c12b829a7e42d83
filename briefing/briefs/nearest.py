"""A sentence of one item + another item -> the sentence there that says the same, so that its citation leads to it."""

from __future__ import annotations

from briefing.model import Reading, StoredItem
from briefing.words import content_stems

NEAR = 0.4
"""Share of the sentence's stems that the other must hold; the citation has said already that the item says it."""


def nearest_sentence(text: str, item: StoredItem, reading: Reading) -> tuple[int, int] | None:
    """Return the span of the sentence of `item` that shares most stems with `text`, the earlier of equals.

    None when no sentence shares enough: the item says it in its title only, or in several sentences.
    """
    language = item.language or "en"
    wanted = set(content_stems(text, language))
    best: tuple[float, tuple[int, int] | None] = (0.0, None)
    for sentence in reading.sentences:
        found = wanted & set(content_stems(item.text[sentence.start : sentence.end], language))
        share = len(found) / len(wanted) if wanted else 0.0
        if share >= NEAR and share > best[0]:
            best = (share, (sentence.start, sentence.end))
    return best[1]
