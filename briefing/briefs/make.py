"""A story, its items and their readings -> its brief: the order of the steps, and the numbers of the sources.

Every word shown stands in an item; the brief is the same whatever the order of the items.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from briefing.briefs.angles import angles, coverage
from briefing.briefs.background import background
from briefing.briefs.citations import Citations
from briefing.briefs.material import Material, gather
from briefing.briefs.novelty import Seen
from briefing.briefs.numbers import numbers, told_figures
from briefing.briefs.passages import rebased, whole_line
from briefing.briefs.quotations import quotations, said_quotes
from briefing.briefs.readable import is_full_text
from briefing.briefs.select import Chosen, choose, in_reading_order
from briefing.briefs.timeline import timeline
from briefing.briefs.who import cast_of, who
from briefing.model import Brief, Mention, Passage, Reading, Source, StoredItem, StoryRow


def make_brief(
    story: StoryRow,
    items: Sequence[StoredItem],
    readings: Mapping[int, Reading],
    *,
    now: datetime,
    seen: Seen | None = None,
    outlets_read: int = 0,
) -> Brief:
    """Return the brief of `story`, made of `items` and of what they say (`readings`, by item id).

    `seen` is what the reader has read of it (`novelty.remember`); what is not in it is marked and comes first among the
    points. None stands for a first reading: nothing is marked. `now` decides what lies ahead in the timeline and where
    a year is told. `outlets_read` is how many outlets the reader follows, 0 when that is not known. Empty slots are
    empty; without any text fit to be shown `lead` is None.
    """
    today = now.date()
    material = gather(items, readings)
    cited = Citations(material)
    chosen = choose(material, story.headline, seen)
    lines = [one.line for one in chosen]
    said = said_quotes(material)
    told = list(told_figures(material))
    cast = cast_of(material)
    outlets = {item.outlet for item in items}
    rows = timeline(material, cited, lines, now=today, seen=seen)
    differing = angles(material, cited, said, told, lines, cast, now=today, seen=seen)
    elsewhere = [*(row.passage for row in rows), *(words for angle in differing for words in angle.passages)]
    brief = Brief(
        story_id=story.id,
        headline=story.headline,
        headline_item=story.lead_item,
        first=story.first,
        last=story.last,
        items=len(items),
        outlets=len(outlets),
        headline_mentions=_headline_mentions(story, items, readings),
        note=story.note,
        lead=_passage(chosen[0], cited, today) if chosen else None,
        points=tuple(_passage(one, cited, today) for one in in_reading_order(chosen[1:])),
        figures=numbers(told, cited, lines, now=today, seen=seen),
        quotes=quotations(said, material, cast, seen=seen),
        timeline=rows,
        who=who(cast, without=frozenset(outlet.lower() for outlet in outlets)),
        angles=(*coverage(items, outlets_read), *differing),
        background=background(material, cited, lines, elsewhere, now=today, seen=seen),
    )
    return _with_sources(brief, material)


def _passage(chosen: Chosen, cited: Citations, today: date) -> Passage:
    return whole_line(chosen.line, cited, now=today, new=chosen.new, why=chosen.why)


def _headline_mentions(
    story: StoryRow, items: Sequence[StoredItem], readings: Mapping[int, Reading]
) -> tuple[Mention, ...]:
    """The mentions of the lead item's title that stand in the headline, which is a span of that title."""
    lead = next((item for item in items if item.id == story.lead_item), None)
    if lead is None or lead.id not in readings or not story.headline:
        return ()
    start = lead.title.find(story.headline)
    if start < 0:
        return ()
    titled = [mention for mention in readings[lead.id].mentions if mention.field == "title"]
    return rebased(titled, start, start + len(story.headline))


def _with_sources(brief: Brief, material: Material) -> Brief:
    """The brief with its sources numbered by first citation, then by time, and every citation turned into a number."""
    cited = [item_id for passage in passages_of(brief) for item_id in passage.citations]
    order = list(dict.fromkeys([*cited, *(item.id for item in material.items)]))
    numbers_of = {item_id: number for number, item_id in enumerate(order, 1)}
    items = {item.id: item for item in material.items}

    def renumbered(passage: Passage) -> Passage:
        return replace(passage, citations=tuple(numbers_of[item_id] for item_id in passage.citations))

    numbered = _mapped(brief, renumbered)
    sources = tuple(_source(numbers_of[item_id], items[item_id], material) for item_id in order)
    new = {(p.item_id, p.start) for p in _news(numbered) if p.new}
    return replace(numbered, sources=sources, new=len(new))


def _source(number: int, item: StoredItem, material: Material) -> Source:
    full = is_full_text(item.text)
    also = material.copies.get(item.id, ())
    return Source(number, item.id, item.outlet, item.title, item.url, item.published, full, also)


def _news(brief: Brief) -> Iterator[Passage]:
    """The passages that are counted when new: sentences and numbers, not the rows drawn from them."""
    if brief.lead:
        yield brief.lead
    yield from brief.points
    yield from (row.passage for row in brief.figures)


def passages_of(brief: Brief) -> Iterator[Passage]:
    """Yield every passage of a brief in the order of display."""
    if brief.lead:
        yield brief.lead
    yield from brief.points
    yield from (row.passage for row in brief.figures)
    yield from (row.passage for row in brief.quotes)
    yield from (row.passage for row in brief.timeline)
    for angle in brief.angles:
        yield from angle.passages
    yield from brief.background


def _mapped(brief: Brief, change: Callable[[Passage], Passage]) -> Brief:
    """The brief with every passage changed."""
    return replace(
        brief,
        lead=change(brief.lead) if brief.lead else None,
        points=tuple(map(change, brief.points)),
        figures=tuple(replace(row, passage=change(row.passage)) for row in brief.figures),
        quotes=tuple(replace(row, passage=change(row.passage)) for row in brief.quotes),
        timeline=tuple(replace(row, passage=change(row.passage)) for row in brief.timeline),
        angles=tuple(replace(angle, passages=tuple(map(change, angle.passages))) for angle in brief.angles),
        background=tuple(map(change, brief.background)),
    )
