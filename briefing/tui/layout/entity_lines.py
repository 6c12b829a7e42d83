"""An entity's profile, or the overview of entities -> a page: facts, sparkline, company, stories; each row leads on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from rich.cells import cell_len

from briefing.model import Calling, EntityRow, StoryRow
from briefing.tui.layout.moment import MONTHS, local, short
from briefing.tui.layout.page import MAX_WIDTH, OpenName, OpenStory, Page, PageBuilder, Piece
from briefing.tui.layout.wrap import NO_BREAK, clip
from briefing.tui.widgets.story_rows import count

if TYPE_CHECKING:
    from briefing.profiles import Profile
    from briefing.tui.names import Overview

BARS = "▁▂▃▄▅▆▇█"
LABEL = 9
"""Cells for the labels of the facts; the longest is "Merged in"."""
KIND = 14
"""Cells for a kind in the overview; the longest is "organisation"."""
FACTS = 29
"""Cells for the numbers in the overview; the longest are like "12 items today, usually 10.3"."""


def lay_out_profile(
    profile: Profile, stories: Sequence[StoryRow], width: int, today: date, *, zone: tzinfo | None = None
) -> Page:
    """Return an entity's page; `stories` are its stories as far as they are loaded, newest first, each a stop."""
    page = PageBuilder(max(1, min(width, MAX_WIDTH)))
    entity = profile.entity
    page.blank("top")
    page.flow([Piece(entity.name, "headline")], key="name")
    facts = [entity.kind, _numbers(entity)]
    if entity.newest:
        facts.append(f"newest {short(entity.newest, today, zone)}")
    page.flow([Piece(" · ".join(facts), "quiet"), *_marks(entity)], key="facts")
    page.blank("names")
    _fact(page, "Also", [Piece(", ".join(profile.names))] if profile.names else [])
    _fact(page, "Merged in", [Piece(", ".join(profile.merged))] if profile.merged else [])
    for number, role in enumerate(profile.roles):
        _fact(page, "Roles" if number == 0 else "", [Piece(role.words), Piece(f"  {_when(role, zone)}", "quiet")])
    if top := max(profile.days, default=0):
        bars = "".join(BARS[-(-7 * n // top)] for n in profile.days)
        said = f"  {len(profile.days)} days, at most {count(top, 'item')} a day"
        _fact(page, "Days", [Piece(bars, "ink"), Piece(said, "quiet")])
    _fact(page, "With", list(_company(profile)))
    page.section("Stories")
    for story in stories:
        _story(page, story, today, zone)
    if not stories:
        page.flow([Piece("No story names it now.", "quiet")])
    page.blank("end")
    return page.page()


def lay_out_overview(overview: Overview, width: int) -> Page:
    """Return the overview: rising, most mentioned, and whom the reader follows, mutes or hides; each row a stop."""
    page = PageBuilder(max(1, min(width, MAX_WIDTH)))
    page.blank("top")
    page.flow([Piece("Who is in the news", "headline")], key="head")
    if overview.rising:
        page.section("Rising today")
    for risen in overview.rising:
        usual = f", usually {risen.usual:.1f}" if risen.usual else ", new this week"
        _entity(page, risen.entity, f"{count(risen.today, 'item')} today{usual}", "rising")
    page.section("Most mentioned")
    if not overview.most:
        page.flow([Piece("Nobody in the latest news. Names are found once items are stored.", "quiet")])
    for title, rows in (
        ("", overview.most),
        ("Followed", overview.followed),
        ("Muted", overview.muted),
        ("Hidden", overview.hidden),
    ):
        if title and rows:
            page.section(title)
        for entity in rows:
            _entity(page, entity, _numbers(entity), title or "most")
    page.blank("end")
    return page.page()


def _numbers(entity: EntityRow) -> str:
    """Return "12 items in 3 stories", without the stories where they are not counted (yet)."""
    items = count(entity.items, "item")
    return items if entity.stories is None else f"{items} in {count(entity.stories, 'story')}"


def _marks(entity: EntityRow) -> Iterable[Piece]:
    """Yield what the reader has marked the entity as."""
    for word, on in (("◆ followed", entity.followed), ("muted", entity.muted), ("hidden", entity.hidden)):
        if on:
            yield Piece(f" · {word}", "ink")


def _fact(page: PageBuilder, label: str, pieces: list[Piece]) -> None:
    """Add a labelled fact, wrapped under itself; without words nothing."""
    if pieces:
        first = (Piece(label.ljust(LABEL + 2), "quiet"),)
        page.flow(pieces, first=first, rest=(Piece(" " * (LABEL + 2)),), key=("fact", label, pieces[0].text))


def _company(profile: Profile) -> Iterable[Piece]:
    """Yield the entities that appear with this one, each leading to its page, with the number of common items."""
    for number, (name, kind, items) in enumerate(profile.company):
        if number:
            yield Piece(", ", "quiet")
        yield Piece(name, "text", kind, OpenName(name))
        yield Piece(f"{NO_BREAK}{items}", "faint")


def _story(page: PageBuilder, story: StoryRow, today: date, zone: tzinfo | None) -> None:
    page.blank(("before", story.id))
    mark = Piece("● " if story.new or not story.read else "  ", "new")
    role = "quiet" if story.read and not story.new else "headline"
    indent = (Piece("  "),)
    start = page.flow([Piece(story.headline, role)], first=(mark,), rest=indent, key=("story", story.id), max_lines=2)
    facts = f"{count(story.outlets, 'outlet')} · {short(story.last, today, zone)}"
    page.flow([Piece(facts, "faint")], first=indent, key=("facts", story.id), max_lines=1)
    page.stop(start, OpenStory(story.id))


def _entity(page: PageBuilder, entity: EntityRow, facts: str, where: str) -> None:
    """Add one row: mark, name, kind, numbers; what has no room is cut."""
    target = OpenName(entity.name)
    mark = "◆ " if entity.followed else "× " if entity.muted or entity.hidden else "  "
    room = max(8, page.width - 4 - KIND - FACTS)
    name = clip(entity.name, room)
    gap = " " * (room - cell_len(name) + 2)
    tail = clip(f"{entity.kind:<{KIND}}{facts}", max(1, page.width - 4 - room))
    pieces = [Piece(mark, "ink"), Piece(name, "text", entity.kind, target), Piece(gap), Piece(tail, "quiet")]
    start = page.line(*pieces, key=(where, entity.id))
    page.stop(start, target)


def _when(role: Calling, zone: tzinfo | None) -> str:
    """Return "14 Jul" or "14 Jul to 16 Jul"; years where they differ from each other."""
    first, last = local(role.first, zone), local(role.last, zone)
    if first.date() == last.date():
        return _day(last)
    years = (f" {first.year}", f" {last.year}") if first.year != last.year else ("", "")
    return f"{_day(first)}{years[0]} to {_day(last)}{years[1]}"


def _day(moment: datetime) -> str:
    return f"{moment.day} {MONTHS[moment.month - 1]}"
