"""What a brief says first, what it cites, and what it leaves out."""

from __future__ import annotations

from types import SimpleNamespace

from briefing.briefs.make import make_brief
from briefing.briefs.material import gather
from briefing.briefs.select import MAX_POINTS

CHIPS = "Nvidia will sell its H20 chips to China again after the United States promised licences."
SAME = "Nvidia will again sell H20 chips to China after the United States promised it licences, the firm said."
TOLL = "At least 12 people were killed in a fire at a market in the old town of Lyon."
OTHER_TOLL = "At least 15 people were killed in a fire at a market in the old town of Lyon."


def brief(kit: SimpleNamespace, *items: object, names: dict[str, str] | None = None) -> object:
    readings = {one.id: kit.read(one, names) for one in items}  # type: ignore[attr-defined]
    return make_brief(kit.story(items), items, readings, now=kit.now)  # type: ignore[arg-type]


def test_the_lead_cites_its_own_source_first_then_those_that_say_it(kit: SimpleNamespace) -> None:
    made = brief(
        kit,
        kit.item(1, "The weather in Paris was fine for most of the long weekend.", hours=-3),
        kit.item(2, CHIPS, "Nvidia to sell H20 chips to China again", hours=-2),
        kit.item(3, SAME, "Nvidia sells chips to China", hours=-1),
    )
    lead = made.lead
    assert lead.item_id == 2 and lead.citations == (1, 2)
    assert [source.item_id for source in made.sources] == [2, 3, 1]
    assert [source.number for source in made.sources] == [1, 2, 3]


def test_another_number_is_another_statement(kit: SimpleNamespace) -> None:
    made = brief(kit, kit.item(1, TOLL), kit.item(2, OTHER_TOLL, hours=1))
    assert made.lead.text in (TOLL, OTHER_TOLL) and len(made.lead.citations) == 1


def test_points_do_not_repeat_the_lead(kit: SimpleNamespace) -> None:
    made = brief(kit, kit.item(1, CHIPS), kit.item(2, SAME, hours=1), kit.item(3, CHIPS, hours=2))
    assert made.points == ()


def test_at_most_five_points(kit: SimpleNamespace) -> None:
    text = (
        "Floods closed the iron mine near Kiruna. Teachers in Lisbon ended their long strike. A new bridge opened over "
        "the Danube in Vienna. Swedish scientists found water below a desert. The orchestra of Berlin chose another "
        "conductor. Wheat prices doubled after a poor harvest. Police caught two men with stolen paintings. "
        "Engineers repaired the satellite from the ground."
    )
    made = brief(kit, kit.item(1, text))
    assert len(made.points) == MAX_POINTS


def test_copies_count_once_and_are_named_beside_their_original(kit: SimpleNamespace) -> None:
    original = kit.item(1, CHIPS, outlet="Wire")
    copies = [kit.item(n, CHIPS, outlet=f"Paper {n}", hours=n, copy_of=1) for n in (2, 3)]
    made = brief(kit, *copies, original)
    assert [source.item_id for source in made.sources] == [1]
    assert made.sources[0].also == ("Paper 2", "Paper 3")
    assert (made.items, made.outlets, made.lead.citations) == (3, 3, (1,))


def test_a_copy_stands_in_for_an_original_that_is_not_there(kit: SimpleNamespace) -> None:
    made = brief(kit, kit.item(2, CHIPS, copy_of=99), kit.item(3, CHIPS, hours=1, copy_of=99))
    assert [source.item_id for source in made.sources] == [2]


def test_copies_in_a_circle_are_still_shown(kit: SimpleNamespace) -> None:
    made = brief(kit, kit.item(1, CHIPS, copy_of=2), kit.item(2, CHIPS, hours=1, copy_of=1))
    assert made.lead is not None and made.sources


def test_a_teaser_of_a_few_words_is_better_than_nothing(kit: SimpleNamespace) -> None:
    assert brief(kit, kit.item(1, "Nvidia sells again")).lead.text == "Nvidia sells again"
    assert brief(kit, kit.item(1, "He said no to that plan.")).lead.text == "He said no to that plan."
    assert brief(kit, kit.item(1, "")).lead is None


def test_an_open_quotation_is_never_shown(kit: SimpleNamespace) -> None:
    made = brief(kit, kit.item(1, "Smith told the court that “the deal was over and that nobody"))
    assert made.lead is None and made.points == ()


def test_a_leading_however_is_cut_and_told(kit: SimpleNamespace) -> None:
    made = brief(kit, kit.item(1, "However, " + CHIPS))
    assert made.lead.text == CHIPS and made.lead.clipped_start and made.lead.start == 9


def test_weekdays_get_their_day_and_pronouns_their_name(kit: SimpleNamespace) -> None:
    first = "Scott Bessent met his guests from China in Stockholm on Monday to speak about tariffs and chips."
    second = "He expects to continue the talks in a third country within the coming weeks of the year."
    made = brief(kit, kit.item(1, f"{first} {second}"), names={"Scott Bessent": "person Scott Bessent"})
    texts = {p.text: p.inserts for p in (made.lead, *made.points)}
    assert texts[first] == ((first.index("Monday") + 6, "14 Jul"),)
    assert texts[second] == ((2, "Scott Bessent"),)


def test_a_pronoun_among_two_people_is_not_resolved(kit: SimpleNamespace) -> None:
    text = (
        "Scott Bessent met He Lifeng in Stockholm to speak about tariffs and chips. "
        "He expects to continue the talks in a third country soon."
    )
    names = {"Scott Bessent": "person Scott Bessent", "He Lifeng": "person He Lifeng"}
    made = brief(kit, kit.item(1, text), names=names)
    assert [p.text for p in made.points] == []


def test_explicit_dates_get_no_insert(kit: SimpleNamespace) -> None:
    made = brief(kit, kit.item(1, "The firm announced on Monday, July 14, that it would sell its chips again."))
    assert made.lead.inserts == ()


def test_sentences_of_another_story_in_a_round_up_are_left_out(kit: SimpleNamespace) -> None:
    items = [kit.item(n, f"Jesse Jackson has died at the age of 84, outlet number {n} said in its {n} o'clock news.",
                      "Jesse Jackson dies at 84", hours=n) for n in range(1, 5)]  # fmt: skip
    stray = "And, Iran will open talks about its nuclear programme in Geneva today."
    items.append(kit.item(9, f"Jesse Jackson has died. {stray}", "Jesse Jackson has died. And, Iran talks", hours=9))
    made = brief(kit, *items)
    assert not any("Iran" in p.text for p in (made.lead, *made.points))


def test_why_adds_up_terms_with_names(kit: SimpleNamespace) -> None:
    why = dict(brief(kit, kit.item(1, CHIPS, "Nvidia to sell H20 chips to China")).lead.why)
    assert {"coverage", "position", "title"} <= why.keys() and "support" not in why
    assert all(isinstance(value, float) for value in why.values())


def test_mentions_are_offset_into_the_passage(kit: SimpleNamespace) -> None:
    made = brief(
        kit, kit.item(1, "Dull words stand here first. " + CHIPS, "Nvidia"), names={"Nvidia": "organisation Nvidia"}
    )
    for passage in (made.lead, *made.points):
        for mention in passage.mentions:
            assert passage.text[mention.start : mention.end] == "Nvidia"
    assert any(p.mentions for p in (made.lead, *made.points))


def test_headline_mentions_are_those_of_its_span(kit: SimpleNamespace) -> None:
    one = kit.item(1, CHIPS, "News: Nvidia sells chips - Outlet Nvidia")
    readings = {1: kit.read(one, {"Nvidia": "organisation Nvidia"})}
    made = make_brief(kit.story([one], "Nvidia sells chips"), [one], readings, now=kit.now)
    assert [(m.start, m.end) for m in made.headline_mentions] == [(0, 6)]


def test_an_item_without_a_reading_is_a_source_without_words(kit: SimpleNamespace) -> None:
    one, two = kit.item(1, CHIPS), kit.item(2, SAME, hours=1)
    made = make_brief(kit.story([one, two]), [one, two], {1: kit.read(one)}, now=kit.now)
    assert [source.item_id for source in made.sources] == [1, 2] and made.lead.item_id == 1


def test_long_stories_take_fewer_sentences_of_each_item(kit: SimpleNamespace) -> None:
    text = " ".join(f"The {n} mine of the old town was closed by the great flood." for n in range(80))
    items = [kit.item(n, text, hours=n) for n in range(1, 31)]
    material = gather(items, {one.id: kit.read(one) for one in items})
    assert len(material.lines) == 600


OPINIONS = (
    "Jackson changed American politics and was a triumph over adversity, says the columnist of the paper. "
    "Moscow’s negotiators are dragging out the peace talks while drones pound Ukraine, says the magazine. "
    "Preventable failures are turning the crossing of the Mediterranean into a graveyard, says the head of the agency. "
    "Pairs is the best discipline in figure skating, says the coach, and nobody watches it in this country. "
    "Streaming services have made the weekly episode fashionable again, says the critic of the same paper. "
    "The price of coffee will not fall before the harvest of next year, says the trader in the market hall. "
) + "It is a long text because it has many such paragraphs, each of which tells of something else entirely. " * 5


def test_of_a_round_up_only_what_is_of_the_story_is_told(kit: SimpleNamespace) -> None:
    roundup = kit.item(1, OPINIONS, "Jackson shaped the party, and other opinions of the day")
    made = brief(
        kit,
        roundup,
        kit.item(2, "Jackson, the civil rights leader, died on Tuesday at 84.", "Jackson dies at 84", hours=1),
    )
    told = " ".join(passage.text for passage in (made.lead, *made.points))
    assert "Jackson" in told and "triumph over adversity" in told
    assert not any(word in told for word in ("Moscow", "Mediterranean", "skating", "coffee", "paragraphs"))
