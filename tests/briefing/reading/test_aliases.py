"""Linking: one entity under all its names, roles, and what earlier items taught."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from briefing.model import Mention
from briefing.reading import memory as memory_module
from briefing.reading.aliases import Memory
from briefing.reading.entities import find_mentions
from briefing.reading.names import name_key

DAY = datetime(2025, 7, 16, tzinfo=UTC)


def mentions(text: str, memory: Memory | None = None, when: datetime = DAY) -> list[tuple[str, str, str]]:
    """(words, entity, role) of every name in `text`."""
    found = find_mentions("", text, published=when, memory=memory)
    return [(text[m.start : m.end], m.entity, m.role) for m in found if m.kind not in ("date", "money", "percent")]


def entities(text: str, memory: Memory | None = None) -> dict[str, str]:
    return {words: entity for words, entity, _ in mentions(text, memory)}


@pytest.mark.parametrize(
    ("text", "words", "entity"),
    [
        ("Scott Bessent spoke. Bessent’s remarks helped.", "Bessent", "Scott Bessent"),
        ("He met Xi Jinping on Friday. Later Xi left.", "Xi", "Xi Jinping"),
        ("Vice Premier He Lifeng came; He’s visit was short.", "He Lifeng", "He Lifeng"),
        ("Mr. Trump and Donald Trump", "Trump", "Donald Trump"),
        ("Apple Inc. fell; Apple recovered.", "Apple Inc.", "Apple"),
        ("The European Investment Bank lends. The EIB said so.", "EIB", "European Investment Bank"),
        ("the Federal Reserve, or the Fed", "Fed", "Federal Reserve"),
        ("The Wall Street Journal reported", "Wall Street Journal", "The Wall Street Journal"),
        ("The Information reported", "The Information", "The Information"),
        ("U.S. officials", "U.S.", "United States"),
        ("the UK and Britain", "Britain", "United Kingdom"),
        ("Chinese officials", "Chinese", "China"),
        ("the 2026 Winter Olympics in Milan", "2026 Winter Olympics", "Winter Olympics"),
    ],
)
def test_entity(text: str, words: str, entity: str) -> None:
    assert entities(text)[words] == entity


def test_names_in_capitals_are_the_same_person() -> None:
    assert entities("SCOTT BESSENT SPOKE IN GENEVA\nScott Bessent said so.")["SCOTT BESSENT"] == "Scott Bessent"


def test_likeness_joins_nobody() -> None:
    found = entities("Scott Bessent met Peter Besenbacher and Lutnik, not Howard Lutnick. Besenbacher left for London.")
    assert found["Besenbacher"] == "Peter Besenbacher"
    assert found["Lutnik"] == "Lutnik"


def test_two_people_of_one_surname_stay_two() -> None:
    found = entities("Donald Trump and Melania Trump arrived. Donald Trump spoke, and Trump waved.")
    assert (found["Melania Trump"], found["Trump"]) == ("Melania Trump", "Donald Trump")


@pytest.mark.parametrize(
    ("text", "person", "role"),
    [
        ("The US Treasury Secretary Scott Bessent spoke.", "Scott Bessent", "US Treasury Secretary"),
        ("Nvidia CEO Jensen Huang left.", "Jensen Huang", "Nvidia CEO"),
        ("Jensen Huang, chief executive of Nvidia, left.", "Jensen Huang", "chief executive of Nvidia"),
        ("He met Chinese Vice Premier He Lifeng there.", "He Lifeng", "Chinese Vice Premier"),
        ("Then President Trump arrived.", "Trump", "President"),
        ("Ukraine’s president, Volodymyr Zelensky, agreed.", "Volodymyr Zelensky", "Ukraine’s president"),
        ("US civil rights leader Jesse Jackson died.", "Jesse Jackson", "US civil rights leader"),
        ("US Secretary of State Marco Rubio visited Hungary’s Prime Minister Viktor Orban.", "Viktor Orban",
         "Hungary’s Prime Minister"),
        ("US Secretary of State Marco Rubio visited.", "Marco Rubio", "US Secretary of State"),
        ("Two senators – Republican Jim Banks and others – wrote.", "Jim Banks", "Republican"),
        ("Under pressure from Donald Trump, Venezuela's new president has an ace.", "Donald Trump", ""),
        ("Janet Yellen, who was asked, said no.", "Janet Yellen", ""),
    ],
)  # fmt: skip
def test_role(text: str, person: str, role: str) -> None:
    assert {found_role for words, _, found_role in mentions(text) if words == person} == {role}


def test_a_role_without_a_name_is_its_holder() -> None:
    text = "US Treasury Secretary Scott Bessent spoke. The Treasury Secretary also said the talks went on."
    assert ("Treasury Secretary", "Scott Bessent", "Treasury Secretary") in mentions(text)


def test_a_role_of_two_people_is_nobody() -> None:
    text = "French President Emmanuel Macron met US President Donald Trump. The president smiled."
    assert "president" not in entities(text)


# -- from item to item -----------------------------------------------------------------------------------


def taught(*texts: str) -> Memory:
    memory = Memory()
    for text in texts:
        find_mentions("", text, published=DAY, memory=memory)
    return memory


def test_a_surname_is_completed_from_earlier_items() -> None:
    memory = taught("US Treasury Secretary Scott Bessent spoke in Geneva.")
    assert entities("Bessent says talks go on", memory)["Bessent"] == "Scott Bessent"


def test_a_surname_of_two_common_people_is_not() -> None:
    memory = taught("Actor Will Smith spoke in London.", "Senator Tina Smith spoke in Paris.")
    assert entities("Mr. Smith says talks go on", memory)["Smith"] == "Smith"


def test_a_surname_is_not_completed_after_months() -> None:
    memory = taught("US Treasury Secretary Scott Bessent spoke in Geneva.")
    late = datetime(2025, 12, 1, tzinfo=UTC)
    assert ("Bessent", "Bessent", "") in mentions("Mr. Bessent says talks go on", memory, late)


def test_a_role_is_carried_over_where_its_country_is_named() -> None:
    memory = taught("US Treasury Secretary Scott Bessent spoke in Geneva.")
    assert "Scott Bessent" in entities("In the US, the Treasury Secretary said no.", memory).values()
    assert "Scott Bessent" not in entities("In Chile, the Treasury Secretary said no.", memory).values()


def test_an_acronym_is_carried_over() -> None:
    memory = taught("The European Investment Bank lends. The EIB said so.")
    assert entities("A loan by the EIB was signed.", memory)["EIB"] == "European Investment Bank"


def test_rows_hold_all_that_was_learnt() -> None:
    memory = taught("US Treasury Secretary Scott Bessent spoke in Geneva.", "The EIB, the European Investment Bank.")
    rows = memory.to_rows()
    assert {row.sort for row in rows} == {"surname", "role", "alias"}
    assert Memory.from_rows(rows).to_rows() == rows
    assert entities("Bessent says", Memory.from_rows(rows)) == entities("Bessent says", memory)


def test_rows_with_a_broken_day_are_refused() -> None:
    with pytest.raises(ValueError, match="Invalid isoformat"):
        Memory.from_rows([("surname", "bessent", "Scott Bessent", "", 1, "yesterday")])


def test_a_full_memory_forgets_what_was_not_seen_for_longest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_module, "MAX_ENTRIES", 10)
    memory = Memory()
    for day in range(1, 29):
        memory.learn("surname", f"name{day}", f"Full Name{day}", date(2025, 7, day))
    kept = {row.key for row in memory.to_rows()}
    assert len(kept) <= 11
    assert "name28" in kept
    assert "name1" not in kept


def test_learning_needs_no_order() -> None:
    forwards, backwards = Memory(), Memory()
    facts = [("surname", "lee", f"{first} Lee", date(2025, 7, day)) for day, first in enumerate("ABCAB", 1)]
    for fact in facts:
        forwards.learn(*fact)
    for fact in reversed(facts):
        backwards.learn(*fact)
    assert forwards.to_rows() == backwards.to_rows()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The Hague", "hague"),
        ("Bessent’s", "bessent"),
        ("U.S.", "u.s"),
        ("Lee Jae-myung", "lee jae myung"),
        ("ＡＰ", "ap"),
    ],
)
def test_name_key(name: str, key: str) -> None:
    assert name_key(name) == key


def test_mentions_are_plain_data() -> None:
    (found,) = find_mentions("", "Macron spoke.", published=DAY)
    assert found == Mention("text", 0, 6, "person", "Macron", "")


def test_initials_keep_their_capitals() -> None:
    found = entities("U.S. Vice President J.D. Vance spoke, and J.D. VANCE left.")
    assert found["J.D. Vance"] == "J.D. Vance"


def test_a_place_that_is_known_as_a_full_name_is_a_person() -> None:
    memory = taught("President Prabowo Subianto spoke in Jakarta.")
    found = find_mentions("Prabowo Subianto’s economic policy is weakening", "", published=DAY, memory=memory)
    assert [m.kind for m in found if m.entity == "Prabowo Subianto"] == ["person"]
