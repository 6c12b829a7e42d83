"""A story's items and their readings -> its lines: every sentence with what is needed to choose and to cite it.

Copies are set aside here, so that words repeated by many outlets count once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from briefing.briefs.boilerplate import is_about_itself
from briefing.briefs.pronouns import behind_pronoun
from briefing.briefs.quantities import numbers_in
from briefing.briefs.readable import Fit, begins_with_person, cut_lead_in, fitness, is_full_text, word_count
from briefing.model import NAME_KINDS, DateRef, Figure, Mention, Quote, Reading, Sentence, StoredItem
from briefing.words import content_stems

MAX_LINES = 60
"""Sentences taken of one item, from its start; the news stands at the top (inverted pyramid)."""
MAX_LINES_STORY = 600
"""Sentences taken of one story; where its items have more, fewer of the longest."""
MIN_LINES = 6
"""Sentences taken of each item, however many items there are."""
MIN_ITEMS_FOR_TOPIC = 4
"""Items from which the key words of a story can be told."""
KEY_SHARE = 0.6
"""Share of the items with the commonest word that must have another one for it to be a key word too."""
EVERYWHERE = frozenset(["us.", "uk.", "eu.", "un.", "president", "minister", "government", "world"])
"""Stems that are in the news of any story, and key to none."""
TOPIC_REACH = 1
"""Sentences beside a line of a full text in which a key word keeps it on the topic; a teaser has no room for others."""
ROUNDUP_SHARE = 0.5
"""Share of a full text's lines near a key word below which it is a round-up of several stories."""
SAFE_RULES = frozenset({"Q SP verb", "Q verb SP", "SP verb Q", "carried"})
"""Rules of quotation that found the right speaker in 89 % and more; others are not shown."""


Spanned = TypeVar("Spanned", Mention, DateRef, Figure)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an original item, `item.text[start:end]` without its lead-in.

    `position` counts the sentences of the item that are fit to be shown before it; `quoted` is the share of its
    characters inside quotation marks; `told_name` is the person meant by the pronoun it begins with, to be put in;
    `on_topic` is False in the parts of a round-up that tell another story; `numbers` are those that it states.
    """

    number: int
    """Place in `Material.lines`."""
    item: StoredItem
    start: int
    end: int
    clipped: bool
    text: str
    stems: dict[str, int]
    words: int
    fit: Fit
    position: int
    mentions: tuple[Mention, ...]
    dates: tuple[DateRef, ...]
    figures: tuple[Figure, ...]
    quoted: float
    told_name: str = ""
    on_topic: bool = True
    numbers: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[object, ...]:
        """What decides between equals: time, guid (ids depend on the order of arrival), and place in the text."""
        return (self.item.published, self.item.guid, self.item.id, self.start)


@dataclass(frozen=True, slots=True)
class Material:
    """The originals of a story in order of publication, their lines (`by_item`: the same), and the outlets that repeat
    each original."""

    items: tuple[StoredItem, ...]
    copies: Mapping[int, tuple[str, ...]]
    readings: Mapping[int, Reading]
    lines: tuple[Line, ...]
    by_item: Mapping[int, Sequence[Line]]

    def line_at(self, item_id: int, offset: int) -> Line | None:
        """Return the line of an item that holds a character, None where it was left out."""
        lines = self.lines_of(item_id)
        at = bisect_right(lines, offset, key=lambda line: line.start) - 1
        return lines[at] if at >= 0 and offset < lines[at].end else None

    def lines_of(self, item_id: int) -> Sequence[Line]:
        """Return the lines of one item, in order."""
        return self.by_item.get(item_id, ())


def gather(items: Iterable[StoredItem], readings: Mapping[int, Reading]) -> Material:
    """Return the material of a story, whatever the order of `items`; an item without a reading has no lines."""
    ordered = sorted(items, key=lambda item: (item.published, item.guid, item.id))
    originals, copies = _set_copies_aside(ordered)
    limit = _limit([len(readings[item.id].sentences) for item in originals if item.id in readings])
    lines: list[Line] = []
    for item in originals:
        _add_lines(lines, item, readings.get(item.id, Reading()), limit)
    marked = tuple(_on_topic(lines, originals))
    by_item: dict[int, list[Line]] = {}
    for line in marked:
        by_item.setdefault(line.item.id, []).append(line)
    return Material(tuple(originals), copies, readings, marked, by_item)


def _limit(lengths: Sequence[int]) -> int:
    """The sentences to take of each item, so that all together are no more than a story may have."""
    limit = MAX_LINES
    while limit > MIN_LINES and sum(min(limit, length) for length in lengths) > MAX_LINES_STORY:
        limit -= 1
    return limit


def _on_topic(lines: Sequence[Line], items: Sequence[StoredItem]) -> Iterable[Line]:
    """The lines, those marked that share no key word with the story, in a full text with the sentences beside them.

    Key words are those of the titles and first sentences of `KEY_SHARE` as many items as the commonest. Fewer than
    `MIN_ITEMS_FOR_TOPIC` items agree on too little to judge an article by, but enough to know a round-up: a full text
    most of which is not near any key word. Of that, only the lines with one are of the story.
    """
    if len(items) < 2:
        return lines
    holding: dict[str, set[int]] = {}
    for item in items:
        for stem in stems(item.title, item.language):
            holding.setdefault(stem, set()).add(item.id)
    for line in lines:
        if line.position == 0:
            for stem in line.stems:
                holding.setdefault(stem, set()).add(line.item.id)
    most = max(map(len, holding.values()), default=0)
    keys = {stem for stem, ids in holding.items() if len(ids) >= max(2, most * KEY_SHARE)} - EVERYWHERE
    full = {item.id: is_full_text(item.text) for item in items}
    with_key = [bool(keys & line.stems.keys()) for line in lines]

    def told_near(at: int) -> bool:
        reach = TOPIC_REACH if full[lines[at].item.id] else 0
        around = range(max(0, at - reach), min(len(lines), at + reach + 1))
        return any(with_key[other] for other in around if lines[other].item.id == lines[at].item.id)

    near = [told_near(at) for at in range(len(lines))]
    roundups = _roundups(lines, near, full)
    judged = len(items) >= MIN_ITEMS_FOR_TOPIC

    def told(at: int) -> bool:
        return with_key[at] if lines[at].item.id in roundups else near[at] or not judged

    return [line if told(at) else replace(line, on_topic=False) for at, line in enumerate(lines)]


def _roundups(lines: Sequence[Line], near: Sequence[bool], full: Mapping[int, bool]) -> set[int]:
    """The items with full texts in which some lines, but only a small part, are `near` what the story is about."""
    of_item: dict[int, list[bool]] = {}
    for line, is_near in zip(lines, near, strict=True):
        of_item.setdefault(line.item.id, []).append(is_near)
    return {
        item for item, marks in of_item.items() if full[item] and any(marks) and sum(marks) < ROUNDUP_SHARE * len(marks)
    }


def _set_copies_aside(items: Sequence[StoredItem]) -> tuple[list[StoredItem], dict[int, tuple[str, ...]]]:
    """The originals, and for each the other outlets that carry its words.

    A copy whose original is not among the items stands for it; chains of copies end at their first link.
    """
    present = {item.id: item for item in items}
    stands_for: dict[int, int] = {}

    def root(item: StoredItem) -> int:
        seen = {item.id}
        while item.copy_of is not None and item.copy_of in present and item.copy_of not in seen:
            item = present[item.copy_of]
            seen.add(item.id)
        if item.copy_of is None:
            return item.id
        if item.copy_of in seen:  # copies in a circle: the first of them stands for all
            return next(one.id for one in items if one.id in seen)
        return stands_for.setdefault(item.copy_of, item.id)

    outlets: dict[int, list[str]] = {}
    originals: list[StoredItem] = []
    for item in items:
        home = root(item)
        if home == item.id:
            originals.append(item)
        elif item.outlet != present[home].outlet and item.outlet not in outlets.setdefault(home, []):
            outlets[home].append(item.outlet)
    return originals, {home: tuple(names) for home, names in outlets.items()}


def _add_lines(lines: list[Line], item: StoredItem, reading: Reading, limit: int) -> None:
    """Add the first `limit` sentences of an item."""
    names = sorted((m for m in reading.mentions if m.field == "text"), key=lambda m: m.start)
    dates = sorted(reading.dates, key=lambda ref: ref.start)
    figures = sorted(reading.figures, key=lambda figure: figure.start)
    title = frozenset(stems(item.title, item.language))
    position = 0
    for at, sentence in enumerate(reading.sentences[:limit]):
        start, clipped = cut_lead_in(item.text, sentence.start, sentence.end)
        text = item.text[start : sentence.end]
        inside = _within(names, start, sentence.end)
        name = ""
        if begins_with_person(text):
            name = behind_pronoun(item.text, reading.sentences, at, names, reading.quotes)
        fit = fitness(
            text,
            named_at=min((m.start - start for m in inside if m.kind == "person"), default=-1),
            names=any(m.kind in NAME_KINDS for m in inside),
            resolved=bool(name),
            first=at == 0,
            language=item.language,
        )
        counts = _count(stems(text, item.language))
        speech = any(quote.start < start and sentence.end < quote.end for quote in reading.quotes)
        if speech or _repeats_title(counts, title, sentence) or is_about_itself(text, item.outlet):
            fit = Fit.UNFIT  # speech without its marks would pass for the outlet's own words
        line = Line(
            number=len(lines),
            item=item,
            start=start,
            end=sentence.end,
            clipped=clipped,
            text=text,
            stems=counts,
            words=word_count(text),
            fit=fit,
            position=position,
            mentions=inside,
            dates=_within(dates, start, sentence.end),
            figures=_within(figures, start, sentence.end),
            quoted=_quoted(reading.quotes, start, sentence.end),
            told_name=name,
            numbers=numbers_in(text, counts, item.language),
        )
        position += fit is Fit.GOOD
        lines.append(line)


def _repeats_title(counts: Mapping[str, int], title: frozenset[str], sentence: Sentence) -> bool:
    """Whether the first line of a text is its title once more."""
    return sentence.paragraph == 0 and len(title) > 2 and len(title & counts.keys()) >= 0.9 * len(title | counts.keys())


def _within(spans: Sequence[Spanned], start: int, end: int) -> tuple[Spanned, ...]:
    """The spans inside `[start, end)`; `spans` are sorted by start."""
    low = bisect_left(spans, start, key=lambda span: span.start)
    high = bisect_left(spans, end, low, key=lambda span: span.start)
    return tuple(span for span in spans[low:high] if span.end <= end)


def _quoted(quotes: Sequence[Quote], start: int, end: int) -> float:
    """The share of `[start, end)` that stands inside quotations."""
    inside = sum(max(0, min(end, quote.end) - max(start, quote.start)) for quote in quotes)
    return inside / max(1, end - start)


def _count(words: Sequence[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def names_of(line: Line) -> set[str]:
    """Return the entities that a line names."""
    return {mention.entity for mention in line.mentions if mention.kind in NAME_KINDS}


def stems(text: str, language: str) -> list[str]:
    """Return the stems of the words that carry the topic of `text`, in order."""
    language = language or "en"
    return [stem for word in text.split() for stem in _word_stems(word, language)]


SPELLINGS = {
    "licence": "license", "licenc": "licens", "programme": "program", "programm": "program", "defence": "defense",
    "defenc": "defens", "offence": "offense", "offenc": "offens", "centre": "center", "centr": "center",
    "labour": "labor", "favour": "favor", "harbour": "harbor", "neighbour": "neighbor", "behaviour": "behavior",
    "tonne": "ton", "cheque": "check", "travell": "travel", "cancell": "cancel", "aluminium": "aluminum",
    "chines": "china", "chinese": "china", "russian": "russia", "israeli": "israel", "ukrainian": "ukraine",
    "iranian": "iran", "american": "us.", "percent": "cent",
}  # fmt: skip
"""British stem -> American, and people -> country: one claim in two newsrooms' spelling."""


@lru_cache(maxsize=32_768)
def _word_stems(word: str, language: str) -> tuple[str, ...]:
    """The stems of one word with its punctuation: a story has few different ones, and a look-up is ten times faster."""
    found = content_stems(word, language)
    return tuple(SPELLINGS.get(stem, stem) for stem in found) if language.startswith("en") else tuple(found)
