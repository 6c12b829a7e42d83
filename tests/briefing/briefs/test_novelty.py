"""What is new since the reader last looked."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from briefing.briefs.make import make_brief
from briefing.briefs.novelty import Seen, remember

OLD = "At least 12 people were killed in a fire at the market in the old town of Lyon on Monday."
PARAPHRASE = "A fire at the market in the old town of Lyon killed 12 people on Monday."
PART = "A fire broke out at the market in Lyon."


def marked(kit: SimpleNamespace, before: list[str], after: list[str]) -> list[tuple[str, bool]]:
    read = [kit.item(n, text) for n, text in enumerate(before, 1)]
    fresh = [kit.item(100 + n, text, hours=n) for n, text in enumerate(after, 1)]
    readings = {one.id: kit.read(one) for one in (*read, *fresh)}
    seen = remember(read, readings)
    made = make_brief(kit.story([*read, *fresh]), [*read, *fresh], readings, now=kit.now, seen=seen)
    return [(p.text, p.new) for p in (made.lead, *made.points)]


def test_on_the_first_reading_nothing_is_marked(kit: SimpleNamespace) -> None:
    one = kit.item(1, OLD)
    made = make_brief(kit.story([one]), [one], {1: kit.read(one)}, now=kit.now)
    assert made.new == 0 and not made.lead.new


@pytest.mark.parametrize("text", [OLD, PARAPHRASE, PART, OLD.replace("killed", "dead and killed")])
def test_what_was_read_is_not_new(kit: SimpleNamespace, text: str) -> None:
    assert not any(new for _, new in marked(kit, [OLD], [text]))


@pytest.mark.parametrize(
    "text",
    [
        OLD.replace("12", "15"),
        OLD.replace("Monday", "15 July"),
        "The owner of the market in Lyon was arrested by the police in the evening.",
    ],
)
def test_another_number_day_or_event_is_new(kit: SimpleNamespace, text: str) -> None:
    assert (text, True) in marked(kit, [OLD], [text])


def test_another_name_is_new(kit: SimpleNamespace) -> None:
    read, fresh = (
        kit.item(1, "The mayor of the town spoke to the families."),
        kit.item(2, "The mayor of the town Ann Lee spoke to the families.", hours=1),
    )
    readings = {1: kit.read(read), 2: kit.read(fresh, {"Ann Lee": "person Ann Lee"})}
    made = make_brief(kit.story([read, fresh]), [read, fresh], readings, now=kit.now, seen=remember([read], readings))
    assert made.lead.text == fresh.text and made.lead.new


def test_new_points_come_first_and_are_counted(kit: SimpleNamespace) -> None:
    before = [OLD, "The prefect of Lyon opened a school for the children of the market people."]
    after = [
        "The owner of the market in Lyon was arrested by the police.",
        "Twenty fire engines of Lyon came to the market too late.",
    ]
    found = marked(kit, before, after)
    points = [new for _, new in found[1:]]
    assert points == sorted(points, reverse=True) and any(points)


def test_numbers_are_new_by_value_and_unit(kit: SimpleNamespace) -> None:
    read = kit.item(1, "The firm closed 15 shops and announced losses of $3 million on the island.")
    fresh = kit.item(2, "The firm will pay 15 per cent of its revenue from chips to the government.", hours=1)
    readings = {1: kit.read(read), 2: kit.read(fresh)}
    made = make_brief(kit.story([read, fresh]), [read, fresh], readings, now=kit.now, seen=remember([read], readings))
    assert {row.value: row.passage.new for row in made.figures} == {
        "$3 million": False,
        "15 per cent": True,
        "15": False,
    }


def test_seen_survives_storage_and_can_be_joined(kit: SimpleNamespace) -> None:
    items = [kit.item(1, OLD), kit.item(2, "Twenty fire engines came too late.")]
    readings = {one.id: kit.read(one) for one in items}
    one, two = (remember([each], readings) for each in items)
    both = remember(items, readings)
    again = Seen.from_rows(*json.loads(json.dumps(both.to_rows())))
    assert again.to_rows() == both.to_rows() == (one | two).to_rows()
    assert again.holds(dict.fromkeys(both.sentences[0], 1))


def test_copies_are_known_through_their_originals(kit: SimpleNamespace) -> None:
    items = [kit.item(1, OLD), kit.item(2, OLD, copy_of=1)]
    assert len(remember(items, {one.id: kit.read(one) for one in items}).sentences) == 1
