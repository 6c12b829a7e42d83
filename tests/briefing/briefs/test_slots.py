"""The slots of a brief: numbers, quotes, timeline, who, angles."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from briefing.briefs.make import make_brief
from briefing.briefs.timeline import clip_around, date_label
from briefing.model import DateRef

PEOPLE = {
    "Scott Bessent": "person Scott Bessent/US Treasury Secretary",
    "Jensen Huang": "person Jensen Huang/Nvidia CEO",
}


def brief(kit: SimpleNamespace, *items: object, names: dict[str, str] | None = None) -> object:
    readings = {one.id: kit.read(one, names) for one in items}  # type: ignore[attr-defined]
    return make_brief(kit.story(items), items, readings, now=kit.now)  # type: ignore[arg-type]


# -- numbers -------------------------------------------------------------------------------------------


def test_one_number_of_two_outlets_is_one_row_with_both(kit: SimpleNamespace) -> None:
    made = brief(
        kit,
        kit.item(1, "Firms in China ordered at least $16 billion worth of H20 chips this year, a paper wrote."),
        kit.item(2, "Orders for $16 billion worth of H20 chips came in, said the trade journal of the city.", hours=1),
    )
    (row,) = made.figures
    assert row.value in ("at least $16 billion", "$16 billion")
    assert (row.label, row.kind) == ("worth of H20 chips", "money")
    assert set(row.passage.citations) == {1, 2} and row.value in row.passage.text


def test_kinds_come_in_the_order_of_display(kit: SimpleNamespace) -> None:
    text = (
        "Two US senators wrote to the head of the firm on the last day. The 90-day tariff truce will end in August. "
        "At least 12 people were killed in the old town by a great fire. It cost the city $3 million in repairs."
    )
    assert [row.kind for row in brief(kit, kit.item(1, text)).figures] == ["money", "casualties", "duration", "count"]


def test_the_toll_of_another_day_is_no_number_of_this_story(kit: SimpleNamespace) -> None:
    text = "A man shot at a school in the hills on Monday. In 1989 a gunman killed 14 women at a school in Montreal."
    assert brief(kit, kit.item(1, text)).figures == ()


# -- quotes --------------------------------------------------------------------------------------------


def test_quotes_have_speaker_and_role_and_lose_the_comma(kit: SimpleNamespace) -> None:
    made = brief(kit, kit.item(1, "“We will never go back to that,” Scott Bessent said in Geneva."), names=PEOPLE)
    (row,) = made.quotes
    assert (row.speaker, row.role) == ("Scott Bessent", "US Treasury Secretary")
    assert row.passage.text == "We will never go back to that"


def test_one_quote_of_two_outlets_is_one_row(kit: SimpleNamespace) -> None:
    one = kit.item(1, "“We will never go back to that place,” Scott Bessent said.")
    two = kit.item(2, "Scott Bessent said: “We will never go back to that place.”", hours=1)
    (row,) = brief(kit, one, two, names=PEOPLE).quotes
    assert len(row.passage.citations) == 2


def test_unsure_speakers_are_not_quoted(kit: SimpleNamespace) -> None:
    text = "Scott Bessent met Jensen Huang. “We will never go back to that,” he said. A plan “to end it all” failed."
    assert brief(kit, kit.item(1, text), names=PEOPLE).quotes == ()


def test_nobodys_words_are_not_quoted(kit: SimpleNamespace) -> None:
    text = (
        "“We will never go back to that,” the statement said. “They sold their old houses,” a police spokesman added."
    )
    assert brief(kit, kit.item(1, text)).quotes == ()


def test_half_a_sentence_is_quoted_only_where_there_is_no_whole_one(kit: SimpleNamespace) -> None:
    half = "Jensen Huang said “the plan to build a bridge was dead”."
    whole = "“We will never go back to that,” Scott Bessent said."
    assert [row.speaker for row in brief(kit, kit.item(1, half), names=PEOPLE).quotes] == ["Jensen Huang"]
    both = brief(kit, kit.item(1, f"{half} {whole}"), names=PEOPLE).quotes
    assert [row.speaker for row in both] == ["Scott Bessent"]


def test_at_most_two_quotes_of_one_speaker(kit: SimpleNamespace) -> None:
    said = ["We build a bridge over the river", "They sold their old houses too", "Nobody knew about those letters"]
    text = " ".join(f"“{words},” Scott Bessent said." for words in said)
    assert len(brief(kit, kit.item(1, text), names=PEOPLE).quotes) == 2


# -- timeline ------------------------------------------------------------------------------------------


def test_rows_are_sorted_and_the_future_is_marked(kit: SimpleNamespace) -> None:
    text = (
        "Talks about the tariff truce will go on in London on Friday. On Monday the firm announced its new plan. "
        "In April the export of the chip to China was banned by law."
    )
    rows = brief(kit, kit.item(1, text)).timeline
    assert [(row.label, row.when, row.future) for row in rows] == [
        ("Apr 2025", "April", False), ("Mon 14 Jul", "Monday", False), ("Fri 18 Jul", "Friday", True),
    ]  # fmt: skip
    assert all(row.when in row.passage.text for row in rows)


def test_the_same_event_of_two_outlets_is_one_row(kit: SimpleNamespace) -> None:
    one = kit.item(1, "On Monday Nvidia announced that it would sell its chips to China again.")
    two = kit.item(2, "Nvidia announced on Monday that it would again sell chips to China.", hours=20)
    three = kit.item(3, "The court in Lyon will open its new hall for visitors on Friday.", hours=21)
    monday, friday = brief(kit, one, two, three).timeline
    assert (monday.passage.citations, friday.future) == ((1, 2), True)


def test_one_day_that_the_sentences_tell_is_no_timeline(kit: SimpleNamespace) -> None:
    assert brief(kit, kit.item(1, "On Monday Nvidia announced that it would sell chips to China.")).timeline == ()


def test_a_sentence_is_one_row_however_many_dates_it_has(kit: SimpleNamespace) -> None:
    text = "The talks that began in May and failed in June will open again in London on Friday."
    (row,) = brief(kit, kit.item(1, text)).timeline
    assert row.when == "Friday"


def test_history_fills_no_more_than_four_rows(kit: SimpleNamespace) -> None:
    text = " ".join(
        f"The {n} bridge over the river near Kiruna was opened by king number {n} in {n}." for n in range(1990, 2000)
    )
    assert len(brief(kit, kit.item(1, text)).timeline) == 4


def test_this_year_and_possessive_years_are_no_events(kit: SimpleNamespace) -> None:
    text = "It is his third visit to the country this year. The speech differed from last year’s conference."
    assert brief(kit, kit.item(1, text)).timeline == ()


@pytest.mark.parametrize(
    ("first", "last", "granularity", "when", "label"),
    [
        ((2025, 7, 14), (2025, 7, 14), "day", "Monday", "Mon 14 Jul"),
        ((2024, 7, 14), (2024, 7, 14), "day", "14 July 2024", "14 Jul 2024"),
        ((2025, 7, 7), (2025, 7, 13), "week", "last week", "7-13 Jul"),
        ((2025, 7, 28), (2025, 8, 3), "week", "next week", "28 Jul - 3 Aug"),
        ((2025, 4, 1), (2025, 4, 30), "month", "April", "Apr 2025"),
        ((2025, 1, 1), (2025, 3, 31), "quarter", "the first quarter", "Q1 2025"),
        ((2023, 10, 1), (2023, 12, 31), "part", "the end of 2023", "end 2023"),
        ((2025, 8, 1), (2025, 8, 10), "part", "early August", "early Aug 2025"),
        ((2024, 6, 1), (2024, 8, 31), "part", "last summer", "summer 2024"),
        ((2019, 1, 1), (2019, 12, 31), "year", "2019", "2019"),
        ((1990, 1, 1), (1999, 12, 31), "range", "the 1990s", "Jan 1990 - Dec 1999"),
    ],
)
def test_labels(
    first: tuple[int, int, int], last: tuple[int, int, int], granularity: str, when: str, label: str
) -> None:
    ref = DateRef(0, 1, date(*first), date(*last), granularity)
    assert date_label(ref, when, date(2025, 7, 16)) == label


def test_long_sentences_are_clipped_at_a_clause(kit: SimpleNamespace) -> None:
    from briefing.briefs.material import gather

    text = (
        "Emissaries of both of the governments met in the old palace of Geneva in May, agreeing to reduce the tariff "
        "rates for a while, which pleased the traders in London, Paris and Tokyo, who had feared for their business, "
        "and the farmers in the plains of the west, who sell their crops to the cities on the other coast."
    )
    one = kit.item(1, text)
    (line,) = gather([one], {1: kit.read(one)}).lines
    start, end = clip_around(line, text.index("May"), text.index("May") + 3)
    assert text[start:end].startswith("Emissaries") and "May" in text[start:end] and end < len(text)


# -- who -----------------------------------------------------------------------------------------------


def test_people_come_first_with_fullest_role_and_count(kit: SimpleNamespace) -> None:
    text = "Treasury chief Scott Bessent spoke. US Treasury chief Scott Bessent left Geneva for Nvidia."
    one = kit.item(1, text)
    reading = kit.read(one, {"Geneva": "place Geneva", "Nvidia": "organisation Nvidia"})
    from dataclasses import replace

    people = kit.mentions(text, {"Scott Bessent": "person Scott Bessent"})
    people = [replace(people[0], role="Treasury chief"), replace(people[1], role="US Treasury chief")]
    reading = replace(reading, mentions=tuple(sorted((*reading.mentions, *people), key=lambda m: m.start)))
    made = make_brief(kit.story([one]), [one], {1: reading}, now=kit.now)
    assert [(w.name, w.kind, w.role, w.count) for w in made.who] == [
        ("Scott Bessent", "person", "US Treasury chief", 2),
        ("Nvidia", "organisation", "", 1), ("Geneva", "place", "", 1),
    ]  # fmt: skip


def test_spellings_of_one_name_are_counted_together(kit: SimpleNamespace) -> None:
    one = kit.item(1, "Viktor Orbán spoke. Then Viktor Orban left, and Orbán slept.")
    names = {
        "Viktor Orbán": "person Viktor Orbán",
        "Viktor Orban ": "person Viktor Orban",
        " Orbán slept": "person Orbán",
    }
    (who,) = brief(kit, one, names=names).who
    assert (who.name, who.count) == ("Viktor Orban", 3) or (who.name, who.count) == ("Viktor Orbán", 3)


def test_a_middle_name_makes_nobody_else(kit: SimpleNamespace) -> None:
    one = kit.item(1, "María Corina Machado spoke before María Machado left.")
    names = {"María Corina Machado": "person María Corina Machado", "María Machado": "person María Machado"}
    assert [row.count for row in brief(kit, one, names=names).who] == [2]


def test_a_name_of_the_title_only_is_not_in_a_full_text_story(kit: SimpleNamespace) -> None:
    text = "Scott Bessent spoke of the tariff truce with the many guests from abroad. " * 20
    one = kit.item(1, text, "Besenbacher speaks of tariffs")
    names = PEOPLE | {"Besenbacher": "person Besenbacher"}
    assert [who.name for who in brief(kit, one, names=names).who] == ["Scott Bessent"]


# -- angles --------------------------------------------------------------------------------------------


def test_one_outlet_has_no_angles(kit: SimpleNamespace) -> None:
    one = kit.item(1, "“We will never go back to that,” Scott Bessent said.", outlet="Wire")
    two = kit.item(2, "“Nobody knew about those letters,” Jensen Huang said.", outlet="Wire", hours=1)
    assert brief(kit, one, two, names=PEOPLE).angles == ()


def test_who_quotes_whom(kit: SimpleNamespace) -> None:
    one = kit.item(1, "“We will never go back to that,” Scott Bessent said. “It is over and done,” Scott Bessent said.")
    two = kit.item(2, "“Nobody knew about those letters,” Jensen Huang said.", hours=1)
    labels = [angle.label for angle in brief(kit, one, two, names=PEOPLE).angles if angle.kind == "speakers"]
    assert labels == ["Outlet 1 quotes Scott Bessent ×2", "Outlet 2 quotes Jensen Huang"]


def test_numbers_that_disagree(kit: SimpleNamespace) -> None:
    one = kit.item(1, "At least 12 people were killed in a fire at the market in the old town of Lyon.")
    two = kit.item(2, "A fire at the market in the old town of Lyon left 15 people dead, the police said.", hours=1)
    (angle,) = [angle for angle in brief(kit, one, two).angles if angle.kind == "numbers"]
    assert angle.label == "killed: At least 12, 15"
    assert [passage.item_id for passage in angle.passages] == [1, 2]


def test_numbers_that_agree_are_no_angle(kit: SimpleNamespace) -> None:
    one = kit.item(1, "At least 12 people were killed in a fire at the market in the old town of Lyon.")
    two = kit.item(2, "A fire at the market in the old town of Lyon left 12 people dead, the police said.", hours=1)
    assert [angle for angle in brief(kit, one, two).angles if angle.kind == "numbers"] == []


def test_what_only_one_outlet_has(kit: SimpleNamespace) -> None:
    shared = "Nvidia will sell its H20 chips to China again after the United States promised licences."
    own = "The mayor of Boom wants to rebuild the burnt stage with 300 helpers."
    more = [f"Bees number {n} flew over the garden of the palace on a warm afternoon in the summer." for n in range(6)]
    one = kit.item(1, f"{shared} {' '.join(more)} {own}")
    two = kit.item(2, shared, hours=1)
    only = [angle for angle in brief(kit, one, two).angles if angle.kind == "only"]
    assert [angle.label for angle in only] == ["Only Outlet 1"] or only == []
    for angle in only:
        assert all(passage.item_id == 1 for passage in angle.passages)
