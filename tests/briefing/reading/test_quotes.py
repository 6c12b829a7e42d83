"""Direct quotations, their speakers, and the names behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Mention, Quote
from briefing.reading.quote_marks import quoted_spans
from briefing.reading.quotes import AFTER_SUBJECT, AFTER_VERB, BEFORE, CARRIED, FRAGMENT, SAFE_RULES, find_quotes
from briefing.reading.sentences import split_sentences
from briefing.reading.speakers import link_speakers


def quotes(text: str) -> list[Quote]:
    return find_quotes(text, split_sentences(text))


@pytest.mark.parametrize(
    ("text", "speaker", "rule"),
    [
        ("“We will not go back to that,” Bessent said on Monday.", "Bessent", AFTER_SUBJECT),
        ("“We will not go back to that,” the secretary later said.", "the secretary", AFTER_SUBJECT),
        (
            '"We will not go back to that," Scott Bessent, the secretary, told reporters.',
            "Scott Bessent",
            AFTER_SUBJECT,
        ),
        ("“We will not go back to that,” Clive Lewis, a lawmaker of Labour told us.", "Clive Lewis", AFTER_SUBJECT),
        ("“Will we ever go back to that?” Trump asked.", "Trump", AFTER_SUBJECT),
        ("“We will not go back to that,” said Scott Bessent in an interview.", "Scott Bessent", AFTER_VERB),
        ("“We will not go back to that,” said Sen. John Q. Smith, a Democrat.", "Sen. John Q. Smith", AFTER_VERB),
        ("“We will not go back to that”, added Smith.", "Smith", AFTER_VERB),
        ("Bessent said, “We will not go back to that.”", "Bessent", BEFORE),
        ("In a statement on Monday, Nvidia said: “We will not go back to that.”", "Nvidia", BEFORE),
        ("Asked why it changed, Bessent replied, “You could say this was a chip.”", "Bessent", BEFORE),
        ("Trump met Xi on Monday and said “we will do great things together.”", "Trump", BEFORE),
        ("Araqchi met the watchdog on Monday, saying: “We will not go back to that.”", "Araqchi", BEFORE),
        ("The words angered Trump, who told an audience that “we will not go back to that”.", "Trump", BEFORE),
        ("Jens Nielsen firmly stated: “We will not go back to that.”", "Jens Nielsen", BEFORE),
    ],
)
def test_speaker_and_rule(text: str, speaker: str, rule: str) -> None:
    (quote,) = quotes(text)
    assert (quote.speaker, quote.rule) == (speaker, rule)
    assert text[quote.speaker_start : quote.speaker_end] == speaker


@pytest.mark.parametrize(
    ("text", "speaker", "rule"),
    [
        ("For example, the paper quotes Berg as saying “As the lake grows, the fish move on.”", "Berg", FRAGMENT),
        ("Quoting Adler, Berg wrote: “To reassure you, we are not closing the dam.”", "Berg", FRAGMENT),
        ("Berg has “no good options when it comes to the dam,” said The Lake Times.", "The Lake Times", FRAGMENT),
        (
            "Karl Oster, the other author of the paper, shared a note and said “I will always abide by that.”",
            "Karl Oster",
            BEFORE,
        ),
        ("For example, nobody said “As the lake grows, the fish move on.”", "nobody", BEFORE),
    ],
)
def test_words_of_somebody_else_and_halves_are_told_apart(text: str, speaker: str, rule: str) -> None:
    (quote,) = quotes(text)
    assert (quote.speaker, quote.rule) == (speaker, rule)


def test_a_quotation_into_which_the_writer_goes_on_is_not_carried() -> None:
    text = "“We stay here,” Berg said. “Most of the boats have a new owner” that has paid for a year."
    assert [quote.rule for quote in quotes(text)] == [""]


@pytest.mark.parametrize(
    "text",
    [
        "„Wir werden das nicht hinnehmen und weiter kämpfen“, sagte Karl Oster in Berlin.",
        "« Nous ne voulons pas de cette guerre chez nous », a déclaré Karl Oster.",
        "«No vamos a aceptar esta decisión del gobierno», dijo Karl Oster.",
    ],
)
def test_other_languages_have_quotations_without_speakers(text: str) -> None:
    (quote,) = quotes(text)
    assert (quote.speaker, quote.rule) == ("", "")


@pytest.mark.parametrize(
    "text",
    [
        "A plan called “the great big beautiful plan for all” was shown.",
        "The minister was told “you cannot do this to us” by voters.",
        "When told “you cannot do this to us”, the crowd left.",
        "Read “The Art of the Deal and More” by him.",
    ],
)
def test_titles_and_hearers_give_no_speaker(text: str) -> None:
    assert [q.rule for q in quotes(text)] == [""]


def test_a_fragment_of_the_writers_clause_is_not_safe() -> None:
    (quote,) = quotes("Smith said the plan was “a very fine thing for us” and left.")
    assert (quote.speaker, quote.rule) == ("Smith", FRAGMENT)
    assert quote.rule not in SAFE_RULES


def test_short_quotes_are_left_out_but_carry_their_speaker() -> None:
    found = quotes("“No,” Smith said. “We will never do that again.”")
    assert [(q.speaker, q.rule) for q in found] == [("Smith", CARRIED)]


def test_a_quote_of_several_sentences_is_one() -> None:
    text = "Bessent replied, “You could say this was a chip. Like a piece of a puzzle. They have what we want.”"
    (quote,) = quotes(text)
    assert text[quote.start : quote.end].startswith("You could") and text[quote.start : quote.end].endswith("we want.")


def test_paragraphs_of_one_speech_share_the_speaker() -> None:
    text = "“We start here and carry on for long\n\n“and here we end it all,” Smith said."
    assert [q.speaker for q in quotes(text)] == ["Smith", "Smith"]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He has "two words" and a 5" pipe.', ["two words"]),
        ("«Мы не сдадимся» — сказал он", ["Мы не сдадимся"]),
        ("„Wir bleiben“, sagte er", ["Wir bleiben"]),
        ("彼は「行きましょう」と言った", ["行きましょう"]),
        ("“open and never closed\nnext line", []),
        ("“outer ‘inner’ words”", ["outer ‘inner’ words"]),
    ],
)
def test_quotation_marks(text: str, inside: list[str]) -> None:
    assert [text[a:b] for a, b in quoted_spans(text)] == inside


def person(text: str, words: str, entity: str, role: str = "", at: int = 0) -> Mention:
    start = text.index(words, at)
    return Mention("text", start, start + len(words), "person", entity, role)


def linked(text: str, *mentions: Mention) -> list[str]:
    sentences = split_sentences(text)
    found = link_speakers(text, sentences, find_quotes(text, sentences), mentions)
    return [q.speaker if q.rule else "" for q in found]


def test_she_is_not_who_spoke_before_somebody_else_was_named() -> None:
    text = (
        "Guy Moreau said: “From the beginning we built a bubble where we helped each other.”\n\n"
        "Ada Berg could not hold back her tears. The silver was bitter. The gold was far away. "
        "“We are really proud of all of it and of the family,” she said."
    )
    people = [person(text, name, name) for name in ("Guy Moreau", "Ada Berg")]
    assert linked(text, *people) == ["Guy Moreau", ""]


def test_speakers_get_their_canonical_name() -> None:
    text = "“We will not go back to that,” Treasury Secretary Bessent said."
    assert linked(text, person(text, "Bessent", "Scott Bessent")) == ["Scott Bessent"]


def test_a_spokesman_is_not_his_master() -> None:
    text = "“We will not go back to that,” a spokesman for Trump said. “We will go on like this,” Trump’s lawyer said."
    trump = person(text, "Trump", "Donald Trump")
    again = person(text, "Trump", "Donald Trump", at=trump.end)
    assert linked(text, trump, again) == ["a spokesman for Trump", "Trump’s lawyer"]


def test_a_role_leads_to_its_only_holder() -> None:
    text = "Scott Bessent spoke. “We will not go back to that,” the Treasury Secretary said."
    assert linked(text, person(text, "Scott Bessent", "Scott Bessent", "US Treasury Secretary")) == ["Scott Bessent"]


def test_he_is_the_only_person_near() -> None:
    text = "Scott Bessent spoke in Geneva. “We will not go back to that,” he said."
    assert linked(text, person(text, "Scott Bessent", "Scott Bessent")) == ["Scott Bessent"]


def test_he_among_two_is_nobody() -> None:
    text = "Scott Bessent met Jensen Huang in Geneva. “We will not go back to that,” he said."
    both = person(text, "Scott Bessent", "Scott Bessent"), person(text, "Jensen Huang", "Jensen Huang")
    assert linked(text, *both) == [""]


def test_he_is_not_somebody_who_was_met() -> None:
    text = "Earlier, the minister had met with Mohammad Yunus. “We will not go back to that,” he said."
    assert linked(text, person(text, "Mohammad Yunus", "Mohammad Yunus")) == [""]


def test_a_name_inside_a_quote_is_not_its_speaker() -> None:
    text = "“I mourn for Alexei Navalny,” a guest said. “We will not go back to that,” she said."
    assert linked(text, person(text, "Alexei Navalny", "Alexei Navalny")) == ["a guest", ""]


def test_he_goes_on_speaking() -> None:
    text = "Xi met Bessent. “We will not go back to that,” Bessent said.\n\n“It is all over now,” he added."
    xi, first = person(text, "Xi", "Xi Jinping"), person(text, "Bessent", "Scott Bessent")
    second = person(text, "Bessent", "Scott Bessent", at=first.end)
    assert linked(text, xi, first, second) == ["Scott Bessent", "Scott Bessent"]


def test_she_is_not_a_king_and_it_is_nobody() -> None:
    text = "King Charles came. “We will not go back to that,” she said. “It is all over now,” it said."
    assert linked(text, person(text, "Charles", "Charles III", "King")) == ["", ""]


@given(st.text(alphabet=st.sampled_from("aB .,!?\n“”\"'’«»„「」:said "), max_size=150))
def test_any_text_gives_quotes_inside_it(text: str) -> None:
    for quote in quotes(text):
        assert 0 <= quote.start < quote.end <= len(text)
        assert quote.speaker == (text[quote.speaker_start : quote.speaker_end] if quote.rule else "")
        assert bool(quote.rule) == bool(quote.speaker)
