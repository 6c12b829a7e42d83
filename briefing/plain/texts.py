"""Edition, brief, item, hits -> plain lines: no colours, no rules, nothing that only the eye can tell.

The pages are those of the app, so that the words are the same; what is drawn there (lines, sparklines, colours) is left
out, and a mark is a word here ("new", "saved").
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from briefing.model import SLOTS
from briefing.tui.layout.ending import ending
from briefing.tui.layout.moment import long_date, short
from briefing.tui.layout.sections import sections_of
from briefing.tui.layout.visible import visible
from briefing.tui.widgets.story_rows import age, count

if TYPE_CHECKING:
    from briefing.model import Brief, Edition, Hit, Reading, StoredItem, StoryRow
    from briefing.tui.layout.page import Page, Piece

WIDTH = 78
"""Cells of a line: what eighty columns hold beside a terminal's own margin."""
NOTHING = "No stories yet. `briefing add URL` subscribes to a feed, `briefing packs` lists feeds to begin with."


def edition_lines(edition: Edition, now: datetime, *, sample: bool = False, more: str = "+ shows them") -> list[str]:
    """Return the edition: a line on top, the stories numbered under their sections, the line that ends it.

    `more` says how to see what the edition leaves out.
    """
    here = now.astimezone()
    top = f"briefing, {long_date(here)}{', sample edition' if sample else ''}"
    lines = [top]
    if edition.stories:
        facts = (count(len(edition.stories), "story"), count(edition.items, "item"), count(edition.outlets, "outlet"))
        lines.append(", ".join(facts))
    number = 0
    for name, stories in sections_of([story for story in edition.stories if not is_over(story)]):
        if stories:
            lines += ["", name]
        for story in stories:
            number += 1
            lines += story_lines(story, number, now)
    over = [story for story in edition.stories if is_over(story)]
    if over:
        lines += ["", "Read"]
        for story in over:
            number += 1
            lines += story_lines(story, number, now)
    end = ending(edition, here.date(), more=more) if edition.stories else NOTHING
    return [*lines, "", *end.splitlines()]


def in_order(edition: Edition) -> list[StoryRow]:
    """Return the stories in the order in which `edition_lines` numbers them."""
    fresh = sections_of([story for story in edition.stories if not is_over(story)])
    return [story for _, stories in fresh for story in stories] + [s for s in edition.stories if is_over(s)]


def is_over(story: StoryRow) -> bool:
    """Return whether a story is read and has nothing new."""
    return story.read and not story.new


def story_lines(story: StoryRow, number: int, now: datetime) -> list[str]:
    """Return "3. Headline" and below it the facts and marks in words."""
    facts = [count(story.outlets, "outlet"), age(story.last, now)]
    facts += [f"{story.new} new"] if story.new else []
    facts += [word for word, on in (("saved", story.saved), ("followed", story.followed)) if on]
    return [f"{number}. {visible(story.headline)}", f"   {', '.join(facts)}"]


def brief_lines(brief: Brief, today: date, *, slots: Sequence[str] = SLOTS, zone: tzinfo | None = None) -> list[str]:
    """Return a brief: the app's, in one column; what is new begins with "new:"."""
    from briefing.tui.layout.brief_lines import lay_out_brief

    return page_lines(lay_out_brief(brief, WIDTH, today, slots=slots, zone=zone))


def item_lines(item: StoredItem, reading: Reading, today: date, *, zone: tzinfo | None = None) -> list[str]:
    """Return an item in full."""
    from briefing.tui.layout.item_lines import lay_out_item

    return page_lines(lay_out_item(item, reading.mentions, WIDTH, today, zone=zone))


def hit_lines(hits: Sequence[Hit], today: date) -> list[str]:
    """Return the hits of a search, numbered."""
    lines = []
    for number, hit in enumerate(hits, 1):
        lines += [f"{number}. {visible(hit.title)}", f"   {visible(hit.outlet)}, {short(hit.published, today)}"]
    return lines or ["Nothing has all of these words."]


def page_lines(page: Page) -> list[str]:
    """Return a page of the app as lines, without what is only drawn and without empty lines around it."""
    lines = []
    for line in page.lines:
        words = "".join(_words(piece) for piece in line).rstrip()
        lines.append(words.replace("●", "new:", 1) if any(piece.role == "new" for piece in line) else words)
    return "\n".join(lines).strip("\n").split("\n")


def _words(piece: Piece) -> str:
    """Return a piece's words: a section's name in small letters, as it is read aloud; nothing for a rule."""
    if piece.role == "rule":
        return "" if "─" in piece.text else piece.text
    return piece.text.capitalize() if piece.role == "section" else piece.text
