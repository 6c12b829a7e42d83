"""The items of a story -> its headline: a span of the most central title, and a note where it misnames."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.stories.naming import MARGIN, Headline, TitledItem, _centrality, choose_headline
from tests.briefing.stories.made import START

TEXT = (
    "Treasury Secretary Scott Bessent confirmed on Tuesday that the permission to sell the chips was part of the talks "
    "with Beijing. Bessent said the licences were a card to play, like a piece of a puzzle, and that talks with his "
    "Chinese colleagues in Geneva and London went on smoothly."
)


def titled(
    n: int, title: str, text: str = "", *, hours: float = 0.0, outlet: str = "", copy: bool = False
) -> TitledItem:
    return TitledItem(n, title, text, START + timedelta(hours=hours), outlet, copy)


def headline(*titles: str, current: int | None = None) -> Headline:
    """Name a story of items without text; ids count from 1, hours too."""
    return choose_headline([titled(n, title, hours=n) for n, title in enumerate(titles, 1)], current=current)


CENTRAL = "Ferry sinks off Bergen coast"
AROUND = (
    "Forty missing after ferry sinks",
    "Norway: ferry sinks off its coast in the worst weather of this unusual summer",
    "Bergen coast guard searches",
)


def test_the_most_central_title_wins() -> None:
    assert headline(*AROUND, CENTRAL) == Headline(4, CENTRAL)
    assert headline(CENTRAL, *AROUND) == Headline(1, CENTRAL)


@pytest.mark.parametrize("case", range(30))
def test_titles_that_say_as_much_are_equal(case: int) -> None:
    pairs = [(f"{letter}one{case}", f"{letter}other{case}") for letter in "abcdefghij"]
    texts = [" ".join(f"{a} {b}" for a, b in pairs[at:]) for at in range(len(pairs))]
    titles = [" ".join(side) for side in zip(*pairs, strict=True)]
    items = [titled(n, title, hours=n) for n, title in enumerate(titles, 1)]
    items += [titled(n, "Odd", text, hours=n) for n, text in enumerate(texts, 3)]
    assert choose_headline(items, current=None).item_id == 1  # not by the order in which a set keeps its words


def test_texts_tell_what_is_central() -> None:
    text = "The ferry sank off Bergen on Monday; the coast guard searches."
    odd, fitting = titled(1, "A night nobody will forget", text), titled(2, CENTRAL, text, hours=1)
    assert choose_headline([odd, fitting], current=None).item_id == 2


@pytest.mark.parametrize(
    ("published", "ids", "expected"), [((0, 1), (7, 3), 7), ((1, 0), (7, 3), 3), ((0, 0), (7, 3), 3)]
)
def test_ties_go_to_the_earlier_then_the_lower_id(published: tuple, ids: tuple, expected: int) -> None:
    items = [titled(n, CENTRAL, hours=hours) for n, hours in zip(ids, published, strict=True)]
    assert choose_headline(items, current=None).item_id == expected
    assert choose_headline(items[::-1], current=None).item_id == expected


@pytest.mark.parametrize(
    ("title", "outlet", "text"),
    [
        ("Live updates: Ferry sinks off Bergen coast", "", CENTRAL),
        ("Ferry sinks off Bergen coast - Harbor Wire", "", CENTRAL),
        ("Video: Ferry sinks off Bergen coast | polar star news", "Polar Star News", CENTRAL),
        ("Ferry sinks off Bergen coast ", "", CENTRAL),
        ("Opinion: ferries", "", "Opinion: ferries"),
    ],
)
def test_kicker_and_outlet_are_cut(title: str, outlet: str, text: str) -> None:
    assert choose_headline([titled(1, title, outlet=outlet)], current=None) == Headline(1, text)


@pytest.mark.parametrize(
    "special",
    [
        "Morning briefing: ferry sinks off Bergen coast",
        "Ferry sinks off Bergen coast, and more",
        "Ferry sinks off Bergen coast – live",
        "How to watch the ferry sinks off Bergen coast",
    ],
)
def test_special_titles_win_only_among_themselves(special: str) -> None:
    assert headline(special, AROUND[0], special).item_id == 2
    assert headline(special).item_id == 1


@pytest.mark.parametrize("opening", ["After", "As", "Amid", "Days after"])
def test_a_sequel_does_not_name_the_event(opening: str) -> None:
    sequel = f"{opening} ferry sinks off Bergen coast, Oslo searches"
    others = ("Ferry sinks off Bergen: search goes on", "Bergen coast: ferry sinks")
    assert headline(sequel, *others).item_id != 1
    assert headline(sequel.replace(",", ""), *others).item_id == 1


def test_copies_do_not_name_unless_nothing_else_does() -> None:
    items = [titled(1, "Bergen waits"), titled(2, CENTRAL, copy=True), titled(3, CENTRAL, copy=True)]
    assert choose_headline(items, current=None).item_id == 1
    assert choose_headline(items[1:], current=None).item_id == 2


@pytest.mark.parametrize("title", ["", "   "])
def test_an_empty_title_names_nothing_unless_all_are(title: str) -> None:
    assert headline(title, "Bergen waits").text == "Bergen waits"
    assert headline(title, title) == Headline(1, "")


def test_no_items_no_headline() -> None:
    with pytest.raises(ValueError, match="without items"):
        choose_headline([], current=None)


# -- names that the texts do not know ----------------------------------------------------------------------

WRONG = "Nvidia authorized to sell chips, Besenbacher: Conditions for talks with Beijing"
NOTE = 'The headline names "Besenbacher", who is in none of the texts (nearest: "Bessent").'


GERMAN = (
    "Der Bundestag hat am Donnerstag nach langer Debatte das Gesetz über neue Heizungen beschlossen. Die Regierung "
    "will damit den Ausstoß senken, und die Opposition kritisiert die Kosten für Familien und Mieter in den Städten, "
    "die schon heute kaum noch wissen, wie sie die Rechnungen bezahlen sollen."
)


def test_an_unknown_name_is_noted() -> None:
    found = choose_headline([titled(1, WRONG, TEXT + " Nvidia agreed.")], current=None)
    assert (found.text, found.note) == (WRONG, NOTE)


@pytest.mark.parametrize(("name", "named"), [("Bessent", 1), ("Besenbacher", 2)])
def test_an_unknown_name_is_avoided(name: str, named: int) -> None:
    plain, told = "Chips, licences and talks with Beijing", "Nvidia was authorized to sell chips under conditions."
    items = [titled(1, WRONG.replace("Besenbacher", name), TEXT + " Nvidia agreed."), titled(2, plain, told, hours=1)]
    found = choose_headline(items, current=None)
    assert (found.item_id, found.note) == (named, "")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (WRONG.replace("Besenbacher", "Bessent"), TEXT + " Nvidia agreed."),
        (WRONG, "Too short a text to say who is in it. Nvidia agreed."),
        (WRONG, TEXT + " Nvidia agreed. So did Mr Besenbacher."),
        ("Chips Were a Card to Play in Bargaining With Beijing", TEXT),
        ("Permission to sell the chips confirmed by BESENBACHER", TEXT),
        ("Secretary’s chips: Bessent’s card in talks", TEXT),
        ("Card in talks with Beijing? Experts say no to chips", TEXT),
        ("Bessent: “Conditions for talks with Beijing” go smoothly", TEXT),
        ("Besenter Says Chips Were Card in Talks With Beijing", TEXT),
        ("Talks with Beijing on chips go smoothly, says Quillfeather", TEXT),
        ("Card in talks of the Beijinger envoys", TEXT),
        ("Bundestag beschließt nach langem Streit ein neues Heizungsgesetz", GERMAN),
    ],
    ids=[
        "known",
        "teaser",
        "in the text",
        "title case",
        "capitals",
        "possessive",
        "after a question",
        "in quotes",
        "a name in title case",
        "unlike any name of a teaser",
        "another ending",
        "German nouns",
    ],
)
def test_no_note(title: str, text: str) -> None:
    assert choose_headline([titled(1, title, text)], current=None).note == ""


def test_a_name_like_no_other_is_noted_without_a_guess() -> None:
    found = choose_headline(
        [titled(1, "Talks with Beijing on chips go smoothly, says Quillfeather", " ".join([TEXT] * 4))], current=None
    )
    assert found.note == 'The headline names "Quillfeather", who is in none of the texts.'


# -- stability ---------------------------------------------------------------------------------------------


def test_names_do_not_flicker() -> None:
    """The current headline stays while the best is at most `MARGIN` more central."""
    stays = changes = 0
    for extra in ("", " today", " near Askoy", " near Askoy island lighthouse", " near Askoy island lighthouse pier"):
        items = [titled(n, title, hours=n) for n, title in enumerate((CENTRAL + extra, CENTRAL, *AROUND), 1)]
        scores = _centrality(items)
        best = max(scores.values())
        kept = best <= MARGIN * scores[1]
        found = choose_headline(items, current=1).item_id
        assert found == (1 if kept else 2)
        stays, changes = stays + kept, changes + (not kept)
    assert stays and changes


@pytest.mark.parametrize("current", [None, 99])
def test_a_current_headline_that_is_gone_is_replaced(current: int | None) -> None:
    assert headline(*AROUND, CENTRAL, current=current).item_id == 4


@given(st.lists(st.tuples(st.text(max_size=60), st.text(max_size=200), st.booleans()), min_size=1, max_size=5))
@settings(max_examples=60)
def test_any_title_is_named_by_a_span_of_it(rows: list[tuple[str, str, bool]]) -> None:
    items = [titled(n, title, text * 8, copy=copy) for n, (title, text, copy) in enumerate(rows)]
    first = choose_headline(items, current=None)
    assert first.text in items[first.item_id].title
    assert choose_headline(items[::-1], current=None) == first
    assert choose_headline(items, current=first.item_id) == first
