"""What a brief tells of earlier times, and how many of the reader's outlets carry a story."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from briefing.briefs.make import make_brief, passages_of
from briefing.model import Brief

NEWS = (
    "The council of Kiruna closed the iron mine on Monday. Miners blocked the only road to the north with trucks. "
    "The owner promised to pay wages until the end of the summer. Shops in the town stayed shut during the protest. "
    "A court in Luleå will hear the case of the union on Friday. Trains carried no ore to the harbour of Narvik. "
)
OLD = "Iron was dug in the hills for the first time in 1898, when the railway reached the lake."
LONG = "Engineers have long warned that the church and the school stand on hollow ground."


def brief(kit: SimpleNamespace, *items: object, outlets_read: int = 0) -> Brief:
    readings = {one.id: kit.read(one) for one in items}  # type: ignore[attr-defined]
    return make_brief(kit.story(items), items, readings, now=kit.now, outlets_read=outlets_read)  # type: ignore[arg-type]


def test_what_looks_back_stands_in_the_background_and_nowhere_else(kit: SimpleNamespace) -> None:
    made = brief(kit, kit.item(1, f"{NEWS}{LONG} {OLD}"))
    told = [passage.text for passage in passages_of(made)]
    assert all(told.count(words.text) == 1 for words in made.background)
    assert LONG in told and len(made.background) <= 3


def test_a_story_without_a_past_has_none(kit: SimpleNamespace) -> None:
    assert brief(kit, kit.item(1, NEWS)).background == ()


@pytest.mark.parametrize(
    ("read", "label"),
    [
        (0, None),
        (5, None),
        (6, "Only 2 of your 6 outlets carry this, Outlet 1 was first"),
        (9, "Only 2 of your 9 outlets carry this, Outlet 1 was first"),
    ],
)
def test_how_many_of_the_readers_outlets_carry_it(kit: SimpleNamespace, read: int, label: str | None) -> None:
    made = brief(kit, kit.item(2, NEWS, hours=2), kit.item(1, NEWS, hours=1), outlets_read=read)
    labels = [angle.label for angle in made.angles if angle.kind == "coverage"]
    assert labels == ([label] if label else [])


def test_one_outlet_has_no_share(kit: SimpleNamespace) -> None:
    assert brief(kit, kit.item(1, NEWS), outlets_read=9).angles == ()


def test_a_teasers_silence_is_no_difference(kit: SimpleNamespace) -> None:
    """Only a full text has room for what stands deep in another one."""
    own = "The mayor of Boom hired 300 helpers to build the stage anew beside the canal."
    more = " ".join(f"Bees of hive {n} flew over garden {n} of palace {n} on warm afternoon {n}." for n in range(20))
    full = kit.item(1, f"{NEWS}{more} {own}")
    teaser = kit.item(2, "The council of Kiruna closed the iron mine on Monday.", hours=1)
    shown = [words.text for angle in brief(kit, full, teaser).angles for words in angle.passages]
    assert own not in shown


def test_what_all_tell_is_nobodys_own(kit: SimpleNamespace) -> None:
    one = kit.item(1, "Ada Berg was sworn in as prime minister of Norland on Tuesday in the old palace.")
    two = kit.item(2, "Ada Berg was sworn in as prime minister, a turn for Norland after years of quarrels.", hours=1)
    three = kit.item(3, "Norland has a prime minister: Ada Berg was sworn in on Tuesday before guests.", hours=2)
    only = [angle for angle in brief(kit, one, two, three).angles if angle.kind == "only"]
    assert only == []
