"""What an editor would strike out of a brief: numbers that say nothing, rows out of place, words of nobody."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from briefing.briefs.make import make_brief, passages_of
from briefing.model import Brief

PEOPLE = {"Ada Berg": "person Ada Berg/mayor", "Karl Oster": "person Karl Oster"}
FIRE = "A fire burnt down the old market of Lyon on Monday, and the mayor closed the bridge beside it."


def brief(kit: SimpleNamespace, *items: object) -> Brief:
    readings = {one.id: kit.read(one, PEOPLE) for one in items}  # type: ignore[attr-defined]
    return make_brief(kit.story(items), items, readings, now=kit.now)  # type: ignore[arg-type]


def numbers(made: Brief) -> list[tuple[str, str]]:
    return [(row.value, row.label) for row in made.figures]


# -- numbers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("Two debates about the market of Lyon will follow in the old town hall.", False),
        ("Two Danish engineers will look at the market of Lyon beside the river.", True),
        ("The market of Lyon was the fourth market on the left bank of the river.", False),
        ("More than 300 traders sold fruit at the market of Lyon beside the river.", True),
    ],
)
def test_a_small_count_must_say_of_what(kit: SimpleNamespace, sentence: str, shown: bool) -> None:
    assert bool(numbers(brief(kit, kit.item(1, f"{FIRE} {sentence}")))) is shown


def test_of_other_languages_only_signed_numbers_are_shown(kit: SimpleNamespace) -> None:
    text = "Le tribunal de Lyon a ordonné le 12 juillet la fermeture du vieux pont, qui coûte 30 % de plus."
    assert [value for value, _ in numbers(brief(kit, kit.item(1, text, language="fr")))] in ([], ["30 %"])


def test_two_outlets_vouch_for_a_bare_count(kit: SimpleNamespace) -> None:
    one = kit.item(1, f"{FIRE} Six victims of the fire at the market lie in hospital.")
    two = kit.item(2, f"{FIRE} At the market six victims were found by the firemen.", hours=1)
    assert numbers(brief(kit, one, two))[0][0].lower() == "six"


def test_one_number_of_many_things_is_one_row(kit: SimpleNamespace) -> None:
    one = kit.item(1, "More than 80 actors signed a letter to the festival of Lyon about the fire.")
    two = kit.item(2, "More than 80 film people wrote to the festival, which burnt down in Lyon.", hours=1)
    assert [value for value, _ in numbers(brief(kit, one, two))] == ["More than 80"]


def test_the_toll_of_that_other_fire_is_not_this_ones(kit: SimpleNamespace) -> None:
    old = "In 1994 a theatre burnt down in the same street of Lyon. That fire killed 22 people in the stalls."
    assert numbers(brief(kit, kit.item(1, f"{FIRE} {old}"))) == []


# -- sentences -----------------------------------------------------------------------------------------


def test_a_sentence_from_the_middle_of_a_speech_is_not_shown_as_the_outlets(kit: SimpleNamespace) -> None:
    speech = "“We saw smoke. The market was lost within the first ten minutes of the night. We ran,” Karl Oster said."
    made = brief(kit, kit.item(1, f"{FIRE} {speech}"))
    shown = [words.text for words in (made.lead, *made.points) if words]
    assert not any(text.startswith("The market was lost") for text in shown)
    assert any("The market was lost" in row.passage.text for row in made.quotes)


def test_a_dateline_goes_without_an_ellipsis(kit: SimpleNamespace) -> None:
    made = brief(kit, kit.item(1, f"LYON, July 14 (Agency) - {FIRE}"))
    assert made.lead is not None and made.lead.text == FIRE and not made.lead.clipped_start


def test_the_newest_article_leads_a_story_that_has_moved_on(kit: SimpleNamespace) -> None:
    early = kit.item(1, "Envoys of Norland and Sudland will meet in Lyon on Tuesday for talks on the lake.", hours=-60)
    late = kit.item(2, "Envoys of Norland and Sudland agreed in Lyon to share the water of the lake.", hours=0)
    made = brief(kit, early, late)
    assert made.lead is not None and made.lead.item_id == 2
    assert "latest" in dict(made.lead.why)


def test_what_was_announced_gives_way_when_it_has_come(kit: SimpleNamespace) -> None:
    words = "Envoys of Norland and Sudland will meet in Lyon on Wednesday for talks on the lake."
    more = "Farmers beside the lake wait for an end of the quarrel of Norland and Sudland."
    early, same = kit.item(1, words, hours=-3), kit.item(2, more, hours=-2)
    late = kit.item(3, "Norland and Sudland reached a first agreement on the water of the lake.", hours=9)
    before, after = brief(kit, early, same), brief(kit, early, same, late)
    assert before.lead is not None and before.lead.text == words and "passed" not in dict(before.lead.why)
    assert after.lead is not None and after.lead.text != words
    told = [dict(passage.why) for passage in after.points if passage.text == words]
    assert all(terms["passed"] < 0 for terms in told)


# -- quotations ----------------------------------------------------------------------------------------


def test_words_that_point_back_give_way(kit: SimpleNamespace) -> None:
    back = "“It will help us to build the market of the old town anew,” Karl Oster said."
    firm = "“The market of the old town will be built anew within two years,” Ada Berg said."
    assert [row.speaker for row in brief(kit, kit.item(1, f"{back} {firm}")).quotes] == ["Ada Berg"]
    assert [row.speaker for row in brief(kit, kit.item(1, back)).quotes] == ["Karl Oster"]


@pytest.mark.parametrize("speaker", ["the businessman", "researchers", "the young woman of the market"])
def test_speakers_without_a_name_are_nobody(kit: SimpleNamespace, speaker: str) -> None:
    text = f"{FIRE} “The market of the old town was all that we had left,” {speaker} said."
    assert brief(kit, kit.item(1, text)).quotes == ()


# -- timeline ------------------------------------------------------------------------------------------


def test_what_lies_ahead_is_told_without_what_came_before(kit: SimpleNamespace) -> None:
    text = "The council of Lyon dismissed its mayor on Monday, only weeks before the August 12 election of a new one."
    more = "The council will open the new hall of the market for visitors on Friday."
    rows = [row for row in brief(kit, kit.item(1, f"{text} {more}")).timeline if row.future]
    assert [row.passage.text for row in rows][-1] == "the August 12 election of a new one."
    assert rows[-1].passage.clipped_start


def test_a_month_that_holds_a_told_day_adds_no_row(kit: SimpleNamespace) -> None:
    one = kit.item(1, "The council of Lyon dismissed its mayor weeks before the August 12 election.")
    two = kit.item(2, "The council dismissed the mayor of Lyon months ahead of elections in August.", hours=1)
    assert [row.label for row in brief(kit, one, two).timeline if row.future] == ["Tue 12 Aug"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ten centimetres of rain fell on the market of Lyon in the last 24 hours.",
        "The market of Lyon has been shut to visitors since April.",
        "Fewer people came to the market of Lyon than in 2019.",
    ],
)
def test_states_and_comparisons_are_no_events(kit: SimpleNamespace, sentence: str) -> None:
    ahead = "The council of the town will open another hall for visitors on Friday."
    rows = brief(kit, kit.item(1, f"{sentence} {ahead}")).timeline
    assert [row.label for row in rows] == ["Fri 18 Jul"]


def test_a_long_sentence_is_cut_so_that_its_date_is_seen(kit: SimpleNamespace) -> None:
    text = (
        "Karl Oster, a son of the founder of the market and of the singer of the old theatre, takes over a house that "
        "has to win back its traders and its guests and repair its roof and its cellars and its gates after the long "
        "quarrel that followed the great fire that burnt down the first hall of the market in 2019."
    )
    ahead = "The council of the town will open another hall for visitors on Friday."
    row = brief(kit, kit.item(1, f"{text} {ahead}")).timeline[0]
    assert row.when in row.passage.text and row.passage.clipped_start and len(row.passage.text) <= 220


def test_every_part_keeps_its_promise(kit: SimpleNamespace) -> None:
    one = kit.item(1, f"LYON: {FIRE} However, the bridge opened again weeks before the August 12 election.")
    for words in passages_of(brief(kit, one)):
        assert words.text == one.text[words.start : words.end]
