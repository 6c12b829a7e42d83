"""A brief -> the page that says why each sentence was chosen; and what was read of a story -> its page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo

from briefing.model import Brief, Passage
from briefing.store.seen import Read, Shown
from briefing.tui.layout.moment import full
from briefing.tui.layout.page import MAX_WIDTH, OpenItem, Page, PageBuilder, Piece

TERMS = {
    "coverage": "the story's words that it tells and the sentences before it do not",
    "position": "how near the start of its article it stands",
    "title": "words of the articles' headlines",
    "names": "names that the story names most",
    "support": "how many of the articles use its words",
    "recent": "how late its article came",
    "short": "it is short",
    "quotation": "mostly speech, which belongs among the quotations",
    "fit": "it leans on what stands before it",
    "date": "a date of these days",
    "figure": "a number with what it counts",
    "pronoun": "its pronoun had to be explained",
    "new": "you have not read it before",
    "passed": "what it announces has come to pass since",
    "headline": "near the headline, which the first sentence tells in full",
    "latest": "how late its article came, for the sentence on top",
}
"""A term of a sentence's score -> what it counts, for people."""

SLOT_TITLES = {"lead": "In one sentence", "points": "What happened", "numbers": "Numbers", "quotes": "Quotes"}
"""Part of a brief -> its name for people."""


def lay_out_sentences(brief: Brief, width: int) -> Page:
    """Return the page: each sentence of the brief with the terms of its score, a stop each."""
    page = PageBuilder(max(1, min(width, MAX_WIDTH)))
    page.blank("top")
    page.flow([Piece(brief.headline, "headline")], key="headline")
    outlets = {source.item_id: source.outlet for source in brief.sources}
    for title, passages in (("In one sentence", [brief.lead] if brief.lead else []), ("What happened", brief.points)):
        if passages:
            page.section(title)
        for words in passages:
            _sentence(page, words, outlets.get(words.item_id, ""))
    page.blank("end")
    return page.page()


def sentences_of(brief: Brief) -> list[Passage]:
    """Return the passages that the page of `lay_out_sentences` has, in the order of its stops."""
    return [*([brief.lead] if brief.lead else []), *brief.points]


def _sentence(page: PageBuilder, words: Passage, outlet: str) -> None:
    key = ("sentence", words.item_id, words.start)
    start = page.flow([Piece(" ".join(words.text.split()))], key=key)
    total = sum(points for _, points in words.why)
    page.flow([Piece(f"{outlet} · {total:+.2f}", "faint")], key=(key, "outlet"))
    column = max((len(name) for name, _ in words.why), default=0) + 2
    for name, points in sorted(words.why, key=lambda term: (-abs(term[1]), term[0])):
        lead = (Piece(f"  {name.ljust(column)}"), Piece(f"{points:+.2f}  ", "figure"))
        page.flow([Piece(TERMS.get(name, ""), "quiet")], first=lead, rest=(Piece(" " * (column + 9)),), key=(key, name))
    page.stop(start, OpenItem(words.item_id, words.start, words.end))
    page.blank((key, "after"))


def lay_out_read(reads: Sequence[Read], headline: str, width: int, today: date, *, zone: tzinfo | None = None) -> Page:
    """Return the page of what the brief showed when it was last read, a stop for each sentence, number and quotation.

    `reads` is newest first: further ones belong to stories that were united with this one.
    """
    page = PageBuilder(max(1, min(width, MAX_WIDTH)))
    page.blank("top")
    page.flow([Piece(headline, "headline")], key="headline")
    for number, read in enumerate(reads):
        page.flow([Piece(f"As you read it on {full(read.made, today, zone)}", "quiet")], key=("when", number))
        for slot, title in SLOT_TITLES.items():
            shown = [one for one in read.shown if one.slot == slot]
            if shown:
                page.section(title)
            for one in shown:
                _shown(page, one, number)
    page.blank("end")
    return page.page()


def _shown(page: PageBuilder, one: Shown, number: int) -> None:
    words = " ".join(one.text.split())
    start = page.flow(
        [Piece(f"“{words}”" if one.slot == "quotes" else words)],
        first=(Piece("· ", "faint"),),
        rest=(Piece("  "),),
        tail=(Piece(f" {one.outlet}", "faint"),),
        key=("read", number, one.slot, one.item_id, one.start, words),
    )
    page.stop(start, OpenItem(one.item_id, one.start, one.end))
