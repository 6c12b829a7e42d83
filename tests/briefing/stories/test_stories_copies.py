"""Items that tell the same: by page, by wire text, by headline; and what only looks like it."""

from __future__ import annotations

import pytest

from briefing.stories.copies import copy_keys, find_copy, remember
from briefing.stories.features import extract
from briefing.stories.state import GroupItem, Recent, State
from tests.briefing.stories.made import item, place

HEADLINE = "Glacier fund passes parliament in Bern"
OTHER_HEADLINE = "Swiss lawmakers agree on money for ice"
PAGE = "https://one.example.org/2025/glacier"
WIRE = (
    "The Swiss parliament voted on Monday to set up a fund for villages below melting glaciers, after a slide of rock "
    "and ice had buried most of Blatten in May, and left the details of who pays to the cantons."
)
OWN = "Villages under the ice will get help from a new fund, which both chambers want to see filled by next spring."
SHORT = "Bern said yes to the fund."


def first(title: str = HEADLINE, text: str = "", **more: object) -> GroupItem:
    return item(1, title, text, **({"outlet": "One"} | more))  # type: ignore[arg-type]


def second(title: str = HEADLINE, text: str = "", **more: object) -> GroupItem:
    return item(2, title, text, **({"outlet": "Two", "hours": 1.0} | more))  # type: ignore[arg-type]


def verdict(a: GroupItem, b: GroupItem) -> str:
    """Return what `b` is to `a`: "copy", "told again" (the same story, other words or outlet), or ""."""
    features = extract(a)
    entry = remember(a, features, 1)
    recent: dict[str, Recent] = dict.fromkeys(copy_keys(a, features), entry)
    found = find_copy(b, extract(b), copy_keys(b, extract(b)), recent)
    return "" if found is None else "copy" if found[1] else "told again"


CASES = {
    "same page, other title": (first(url=PAGE), second("Fund for glacier villages", url=PAGE), "copy"),
    "same page, same outlet": (first(url=PAGE), second("Fund for glacier villages", url=PAGE, outlet="One"), "copy"),
    "same page, no title": (first(url=PAGE), second("", url=PAGE), "copy"),
    "one page for everything": (first(url=PAGE), second("Ferry sinks off Norway", url=PAGE), ""),
    "same page after 71 hours": (first(url=PAGE), second("Fund for ice", url=PAGE, hours=71), "copy"),
    "same page after 73 hours": (first(url=PAGE), second("Fund for ice", url=PAGE, hours=73), ""),
    "page told by its query": (
        first(url="https://one.example.org/?p=1"),
        second("Glacier money", url="https://one.example.org/?p=1"),
        "copy",
    ),
    "front page": (
        first(url="https://one.example.org/"),
        second("Glacier money", url="https://one.example.org/"),
        "",
    ),
    "same wire text": (first(text=WIRE), second(OTHER_HEADLINE, WIRE), "copy"),
    "same wire text, cut": (first(text=WIRE), second(OTHER_HEADLINE, WIRE[:-10] + "…"), "copy"),
    "same wire text, dateline": (first(text=WIRE), second(OTHER_HEADLINE, f"BERN (AP) — {WIRE}"), "copy"),
    "same text of one outlet": (first(text=WIRE), second(OTHER_HEADLINE, WIRE, outlet="One"), ""),
    "same text, too short": (first(text=SHORT), second(OTHER_HEADLINE, SHORT), ""),
    "same headline": (first(), second(), "copy"),
    "same headline, one text": (first(text=WIRE), second(), "copy"),
    "same headline, short texts": (first(text=SHORT), second(text="Yes to ice."), "copy"),
    "same headline, own texts": (first(text=WIRE), second(text=OWN), "told again"),
    "same headline, kicker and tail": (first(), second(f"Latest: {HEADLINE} - The Two"), "copy"),
    "same headline, case": (first(), second(HEADLINE.upper()), "copy"),
    "same headline after 71 hours": (first(), second(hours=71), "copy"),
    "same headline after 73 hours": (first(), second(hours=73), ""),
    "same headline, an older item": (first(), second(hours=-71), "copy"),
    "few words": (first("Glacier fund vote"), second("Glacier fund vote"), ""),
    "four words twice over": (first("Goal goal goal Bern"), second("Goal goal goal Bern"), ""),
    "same outlet within 18 hours": (first(), second(outlet="One", hours=17.5), "told again"),
    "same outlet after a day": (first(), second(outlet="One", hours=24), ""),
    "same outlet, template": (
        first("Stock market today: Wall Street waits for Fed"),
        second("Stock market today: Wall Street waits for Fed", outlet="One"),
        "",
    ),
    "other news": (first(text=WIRE), second(OTHER_HEADLINE, OWN), ""),
}


@pytest.mark.parametrize(("a", "b", "expected"), CASES.values(), ids=CASES)
def test_what_an_item_is_to_an_earlier_one(a: GroupItem, b: GroupItem, expected: str) -> None:
    assert verdict(a, b) == expected


def test_an_item_is_no_copy_of_itself() -> None:
    assert verdict(first(url=PAGE, text=WIRE), first(url=PAGE, text=WIRE)) == ""


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case[2]])
def test_it_goes_where_the_other_is(name: str) -> None:
    a, b, expected = CASES[name]
    found = place([a, b])
    late = max(found.values(), key=lambda p: p.story_id * 10 + (p.copy_of or 0))
    assert found[1].story_id == found[2].story_id
    assert late.copy_of == ({1: 2, 2: 1}[late.item_id] if expected == "copy" else None)
    assert all((p.p, p.why) == (1.0, ()) for p in found.values())


def test_a_copy_of_a_copy_names_the_first() -> None:
    found = place(item(n, HEADLINE, hours=n) for n in range(1, 5))
    assert [found[n].copy_of for n in range(1, 5)] == [None, 1, 1, 1]
    assert [found[n].hours for n in range(1, 5)] == [None, 1.0, 2.0, 3.0]


def test_copies_do_not_drag_the_centre() -> None:
    state, copied = State(), State()
    one = first(text=WIRE)
    place([one], state)
    place([one, *(item(n, OTHER_HEADLINE, WIRE, hours=n) for n in range(2, 9))], copied)
    story, other = state.stories[1], copied.stories[1]
    assert (other.n, other.terms, copied.counts) == (1, story.terms, state.counts)
    assert (other.first, (other.last - story.last).total_seconds()) == (story.first, 8 * 3600)


def test_a_column_after_a_day_is_judged_by_its_words() -> None:
    column = "Letters from the garden gate"
    roses = "Roses need water in the evening, and a mulch of straw keeps their roots cool through hot July afternoons."
    beans = "Climbing beans wanted another pole this week; slugs took lettuce seedlings that Martha planted by hand."
    found = place([item(1, column, roses, outlet="One"), item(2, column, beans, outlet="One", hours=24)])
    assert found[2].copy_of is None
    assert found[2].why or found[2].story_id != found[1].story_id


@pytest.mark.parametrize("rounds", [1, 4])
def test_a_headline_that_returns_after_days_is_remembered_anew(rounds: int) -> None:
    items = [
        item(1, HEADLINE, outlet="One"),
        item(2, "Ferry sinks off Norway", hours=60),
        item(3, HEADLINE, outlet="One", hours=100),
        item(4, HEADLINE, outlet="Two", hours=101),
    ]
    state, size = State(), len(items) // rounds
    found = {}
    for at in range(0, len(items), size):
        found |= place(items[at : at + size], state)
    assert (found[3].copy_of, found[4].copy_of) == (None, 3)


def test_openings_are_compared_only_when_they_are_long_enough() -> None:
    assert remember(first(text=SHORT), extract(first(text=SHORT)), 7).opening == ""
    long = remember(first(text=WIRE), extract(first(text=WIRE)), 7)
    assert long.opening and (long.story_id, long.outlet) == (7, "One")
    assert set(long.title) == extract(first()).title
