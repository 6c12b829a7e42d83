"""A model's checked summary -> its page: its sentences under its name, each with the sentences that it rests on."""

from __future__ import annotations

from briefing.llm.summary import Summary
from briefing.tui.layout.page import MAX_WIDTH, OpenItem, Page, PageBuilder, Piece

NOTHING_HELD = "Nothing in its answer was borne out by the sentences that it cited."


def lay_out_summary(summary: Summary, headline: str, width: int) -> Page:
    """Return the page; the cited sentences are stops that lead to their place."""
    page = PageBuilder(max(1, min(width, MAX_WIDTH)))
    told = {one.number: one for one in summary.told}
    page.blank("top")
    page.flow([Piece(headline, "headline")], key="headline")
    page.section(f"Written by {summary.model}, not by the outlets")
    if not summary.answer.sentences:
        page.flow([Piece(NOTHING_HELD, "quiet")], key="nothing")
    for number, sentence in enumerate(summary.answer.sentences):
        page.flow([Piece(sentence.text)], key=("sentence", number))
        for cited in (told[one] for one in sentence.citations):
            first = (Piece(f"  [{cited.number}] ", "cite"),)
            rest = (Piece(" " * (len(str(cited.number)) + 5)),)
            start = page.flow([Piece(cited.text, "quiet")], first=first, rest=rest, key=("told", number, cited.number))
            page.stop(start, OpenItem(cited.item_id, cited.start, cited.end))
        page.blank(("after", number))
    if dropped := summary.answer.dropped:
        words = f"{dropped} of its sentences left out: not borne out by what they cite."
        page.flow([Piece(words, "quiet")], key="dropped")
    page.blank("end")
    return page.page()
