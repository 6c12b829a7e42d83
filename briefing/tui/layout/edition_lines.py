"""Past editions, and the stories of one -> their pages, a stop each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo

from briefing.model import StoryRow
from briefing.store.editions import PastEdition
from briefing.tui.layout.moment import full, local, short
from briefing.tui.layout.page import MAX_WIDTH, OpenStory, Page, PageBuilder, Piece
from briefing.tui.widgets.story_rows import count

TITLE_LINES = 2


def lay_out_editions(editions: Sequence[PastEdition], width: int, today: date, *, zone: tzinfo | None = None) -> Page:
    """Return the editions under their days, newest first; the target of a stop is the edition's number."""
    page = PageBuilder(max(1, min(width, MAX_WIDTH)))
    day: date | None = None
    for edition in editions:
        made = local(edition.made, zone)
        if made.date() != day:
            day = made.date()
            page.section("Today" if day == today else full(edition.made, today, zone).rpartition(" ")[0])
        stopped = f", you stopped at {edition.stopped_place}" if edition.stopped_place else ""
        facts = (Piece(f"{made:%H:%M}   "), Piece(count(len(edition.stories), "story") + stopped, "quiet"))
        page.stop(page.line(*facts, key=("edition", edition.id)), OpenStory(edition.id))
    page.blank("end")
    return page.page()


def lay_out_stories(
    title: str, stories: Sequence[StoryRow], width: int, today: date, *, zone: tzinfo | None = None
) -> Page:
    """Return stories under a title, each with its facts."""
    page = PageBuilder(max(1, min(width, MAX_WIDTH)))
    page.blank("top")
    page.flow([Piece(title, "headline")], key="title")
    page.blank("below")
    for story in stories:
        key = ("story", story.id)
        start = page.flow([Piece(story.headline, "quiet" if story.read else "text")], key=key, max_lines=TITLE_LINES)
        facts = [count(story.outlets, "outlet"), short(story.last, today, zone)]
        facts += [f"{story.new} new"] if story.new else ["read"] if story.read else []
        page.flow([Piece(" · ".join(facts), "faint")], key=(key, "facts"), max_lines=1)
        page.stop(start, OpenStory(story.id))
        page.blank((key, "after"))
    page.blank("end")
    return page.page()
