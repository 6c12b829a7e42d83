"""What holds for every brief, whatever the feeds say."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.briefs.make import make_brief, passages_of
from briefing.briefs.novelty import remember
from briefing.briefs.readable import is_balanced
from briefing.model import Brief, StoredItem

WORDS = (
    "Nvidia China the The of H20 chips at least $16 billion 12 people were killed said told Bessent "
    '“We will not go back” “ ” " ( ) , . . . ! ? \n \n\n He However, on Monday last week in April 2025 30% two US '
    "senators "
    "third visit yesterday "
    "since 1999 tariff truce 90-day # • > … — ’ 。 中国 Россия \u0000 next year's"
).split(" ")
texts = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join) | st.text(max_size=80)
stories = st.lists(
    st.tuples(texts, st.sampled_from(["", "Nvidia sells chips", "A fire in Lyon"]), st.integers(1, 4),
              st.integers(-90, 90),               st.none() | st.integers(1, 6)),
    max_size=6,
)  # fmt: skip


def build(kit: SimpleNamespace, drawn: list[tuple[str, str, int, int, int | None]]) -> list[StoredItem]:
    return [
        kit.item(n, text, title, f"Outlet {outlet}", hours, None if copy == n else copy)
        for n, (text, title, outlet, hours, copy) in enumerate(drawn, 1)
    ]


def check(brief: Brief, items: list[StoredItem]) -> None:
    by_id = {one.id: one for one in items}
    numbers = {source.number: source.item_id for source in brief.sources}
    assert sorted(numbers) == list(range(1, len(brief.sources) + 1))
    for passage in passages_of(brief):
        assert passage.text == by_id[passage.item_id].text[passage.start : passage.end] != ""
        assert is_balanced(passage.text), passage.text
        assert "\n" not in passage.text.strip() or passage in [row.passage for row in brief.quotes]
        assert set(passage.citations) <= numbers.keys() and len(set(passage.citations)) == len(passage.citations)
        assert numbers[passage.citations[0]] == passage.item_id
        assert all(0 <= offset <= len(passage.text) for offset, _ in passage.inserts)
        assert all(0 <= m.start < m.end <= len(passage.text) for m in passage.mentions)
    for row in brief.figures:
        assert row.value in passage_text(row.passage) and row.label in passage_text(row.passage)
    assert len(brief.points) <= 5 and (brief.lead is not None or not brief.points)
    assert [row.first for row in brief.timeline] == sorted(row.first for row in brief.timeline)


def passage_text(passage: object) -> str:
    return passage.text  # type: ignore[attr-defined,no-any-return]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=stories, seed=st.integers(0, 99), split=st.integers(0, 6))
def test_any_feed_gives_an_honest_brief_or_none(
    kit: SimpleNamespace, drawn: list[tuple[str, str, int, int, int | None]], seed: int, split: int
) -> None:
    items = build(kit, drawn)
    readings = {
        one.id: kit.read(one, {"Nvidia": "organisation Nvidia", "Bessent": "person Scott Bessent"}) for one in items
    }
    row = kit.story(items, "Nvidia")
    brief = make_brief(row, items, readings, now=kit.now)
    check(brief, items)
    mixed = random.Random(seed).sample(items, len(items))
    assert make_brief(row, mixed, readings, now=kit.now) == brief
    ids = dict(zip((one.id for one in items), random.Random(seed).sample(range(1, 99), len(items)), strict=True))
    moved = [
        replace(one, id=ids[one.id], copy_of=one.copy_of and ids.get(one.copy_of, 1000 + one.copy_of)) for one in items
    ]
    again = make_brief(
        replace(row, lead_item=ids.get(row.lead_item, 0)), moved, {ids[n]: readings[n] for n in ids}, now=kit.now
    )
    assert [p.text for p in passages_of(again)] == [p.text for p in passages_of(brief)]
    later = make_brief(row, mixed, readings, now=kit.now + timedelta(days=400), seen=remember(items[:split], readings))
    check(later, items)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=stories)
def test_what_was_read_whole_has_nothing_new(
    kit: SimpleNamespace, drawn: list[tuple[str, str, int, int, int | None]]
) -> None:
    items = build(kit, drawn)
    readings = {one.id: kit.read(one) for one in items}
    made = make_brief(kit.story(items), items, readings, now=kit.now, seen=remember(items, readings))
    assert made.new == 0 and not any(passage.new for passage in passages_of(made))
