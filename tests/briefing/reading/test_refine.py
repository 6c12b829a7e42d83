"""The clean-up: borders, titles, model numbers, events, one sense per item."""

from __future__ import annotations

from itertools import pairwise

import pytest

from briefing.model import NAME_KINDS
from briefing.reading.kinds import kind_of
from briefing.reading.refine import refine
from briefing.reading.tagger import Span, load_tagger

KINDS = dict(zip(("person", "organisation", "place", "product", "event", "other"), "POLMEX", strict=True))


def names_of(text: str, known: dict[str, str] | None = None) -> list[str]:
    tagger = load_tagger()
    names = refine(text, tagger.tag(text), tagger.lexicons, known)
    assert all(earlier.end <= later.start for earlier, later in pairwise(names))
    return [f"{KINDS[kind_of(text[a:b], label)]} {text[a:b]}" for a, b, label in names]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # borders
        ("Nvidia’s Huang met reporters.", "O Nvidia; P Huang"),
        ("Bessent’s remarks may help, Scott Bessent said.", "P Bessent; P Scott Bessent"),
        ("“Reuters” and ‘Bloomberg’ said so.", "O Reuters; O Bloomberg"),
        ("the US-China trade talks", "L US; L China"),
        ("The Information reported it, and The Hague agreed.", "O The Information; L The Hague"),
        ("Sotheby’s in New York sold it.", "O Sotheby’s; L New York"),
        ("a ceasefire in eastern Ukraine", "L Ukraine"),
        # roles are no names, and what follows a title is one
        ("US Commerce Secretary Howard Lutnick spoke.", "L US; P Howard Lutnick"),
        ("Chinese Vice Premier He Lifeng spoke.", "X Chinese; P He Lifeng"),
        ("She hopes to meet He Lifeng in Geneva.", "P He Lifeng; L Geneva"),
        ("The Treasury Secretary also said so.", ""),
        (
            "Republican Jim Banks and Democrat Elizabeth Warren",
            "X Republican; P Jim Banks; X Democrat; P Elizabeth Warren",
        ),
        # products
        ("The H20, the MI308 and GPT-5 are new; Q3 and COVID-19 are not.", "M H20; M MI308; M GPT-5"),
        ("the Boeing 737 MAX and the F-35", "M Boeing 737 MAX; M F-35"),
        ("memory used in Nvidia’s Blackwell series", "O Nvidia; M Blackwell"),
        # laws and events
        ("The Digital Services Act binds X and Meta.", "E Digital Services Act; O X; O Meta"),
        ("President Trump’s One Big Beautiful Bill Act passed.", "P Trump; E One Big Beautiful Bill Act"),
        ("She won gold at the Winter Olympics.", "E Winter Olympics"),
        ("They met at the Alaska Peace Summit on Friday.", "E Alaska Peace Summit"),
        ("Euro 2025 ended in Basel.", "E Euro 2025; L Basel"),
        # acronyms and the platform
        ("A new UN report was posted on X.", "O UN; O X"),
        ("Why Gen X is the loser", ""),
        # more than one script in a line
        ("Nvidia 英伟达 and Huawei في الصين", "O Nvidia; O Huawei"),
    ],
)
def test_names(text: str, expected: str) -> None:
    assert "; ".join(names_of(text)) == expected


def test_a_full_name_in_the_text_explains_the_headline() -> None:
    text = "Mandelson faces questions\nThe former ambassador Peter Mandelson was asked about it in London."
    assert names_of(text)[0] == "P Mandelson"


def test_a_headline_in_capitals_takes_names_from_the_text() -> None:
    text = "LIFENG AND ALBANESE TALK\nVice Premier He Lifeng met Anthony Albanese in Canberra."
    assert {"P LIFENG", "P ALBANESE"} <= set(names_of(text))


def test_a_misspelt_name_before_a_colon_is_a_person() -> None:
    text = "Nvidia authorized to sell chips, Besenbacher: Conditions for US-China negotiations.\nBessent said so."
    assert "P Besenbacher" in names_of(text)


def test_what_earlier_items_settled_weighs_in() -> None:
    text = "Epstein files released"
    assert "P Epstein" in names_of(text, {"Epstein": "PER"})


@pytest.mark.parametrize("text", ["", " ", "\n", "…", "’s", "“”", "The", "A\n\nB", "X", "a" * 5000, "US-" * 50])
def test_odd_texts_give_sound_spans(text: str) -> None:
    for name in names_of(text):
        assert name[2:].strip()


def test_every_kind_is_a_kind_of_name() -> None:
    kinds = {
        kind_of(surface, label)
        for surface in ("H20", "Paris Accord", "Chinese")
        for label in ("PER", "ORG", "LOC", "MISC")
    }
    assert kinds == set(NAME_KINDS)


def cleaned(text: str, words: str, label: str) -> str:
    """What the clean-up makes of `words`, which the tagger is said to have taken for one name."""
    start = text.index(words)
    lexicons = load_tagger().lexicons
    names = refine(text, [Span(start, start + len(words), label)], lexicons)
    return "; ".join(f"{KINDS[kind_of(text[a:b], given)]} {text[a:b]}" for a, b, given in names)


@pytest.mark.parametrize(
    ("text", "words", "label", "expected"),
    [
        # borders that the tagger draws too wide
        ("His popularity rises post-Davos again", "post-Davos", "MISC", "X Davos"),
        ("the trial of ex-KLA commanders", "ex-KLA", "ORG", "O KLA"),
        ("a leader of the Alternative for Germany party", "Alternative for Germany party", "ORG",
         "O Alternative for Germany"),
        ("the House of Representatives—Japan’s lower one", "House of Representatives—Japan", "ORG",
         "O House of Representatives"),
        ("How Cosa Nostra hit the league", "How Cosa Nostra", "ORG", "O Cosa Nostra"),
        ("• Ruffalo and others", "• Ruffalo", "PER", "P Ruffalo"),
        ("invited to the 52nd G7 talks", "52nd G7", "ORG", "O G7"),
        ("talks between the Israel-Hamas sides", "Israel-Hamas", "LOC", "L Israel; O Hamas"),
        ("the House and Senate weigh it", "House and Senate", "ORG", "O House; O Senate"),
        ("said Republican US Representative Randy", "Republican US", "ORG", "X Republican; L US"),
        ("a bloc of the People’s Party", "People’s Party", "ORG", "O People’s Party"),
        # and too narrow
        ("the USS Gerald R. Ford sailed", "Gerald R.", "MISC", "X USS Gerald R. Ford"),
        ("after World War I. To the north", "World War I", "MISC", "E World War I"),
        # parts of government belong to the role beside them
        ("Secretary of Commerce Howard Lutnick came", "Commerce Howard Lutnick", "ORG", "P Howard Lutnick"),
        ("the US Secretary of State is on a trip", "State", "ORG", ""),
        ("White House Press Secretary Karoline Leavitt", "White House Press", "ORG", "L White House"),
        ("Department of Homeland Security Secretary", "Department of Homeland Security", "ORG",
         "O Department of Homeland Security"),
        # labels that its own words or the words around it give away
        ("Adeliia Petrosian, 18, is a skater", "Adeliia Petrosian", "LOC", "P Adeliia Petrosian"),
        ("the founder, Jimmy Wales of London", "Jimmy Wales", "MISC", "P Jimmy Wales"),
        ("from Hong Kong to Rome", "Hong Kong", "LOC", "L Hong Kong"),
        ("the view of Seymour Mountain there", "Seymour Mountain", "LOC", "L Seymour Mountain"),
        ("his Peace Council for the strip", "Peace Council", "MISC", "O Peace Council"),
        # no names
        ("“Social media has failed,” said a man on social media", "Social", "MISC", ""),
        ("and we share our thoughts", "we", "ORG", ""),
        ("The end of Capitalism is near", "Capitalism", "MISC", ""),
        ("spent N10 million on cleaning", "N10", "LOC", ""),
        # storms and operations are events; a name with a hyphen after it is one
        ("Tropical Cyclone Gezani made landfall", "Tropical Cyclone Gezani", "ORG", "E Tropical Cyclone Gezani"),
        ("part of Operation Southern Spear there", "Operation Southern Spear", "MISC", "E Operation Southern Spear"),
        ("a United States-imposed blockade", "United", "ORG", "L United States"),
        ("the Hamas-run ministry", "Hamas", "ORG", "O Hamas"),
    ],
)  # fmt: skip
def test_what_the_tagger_gets_wrong_is_mended(text: str, words: str, label: str, expected: str) -> None:
    assert cleaned(text, words, label) == expected
