"""Highlighted text is, character for character, the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import NAME_KINDS, Mention
from briefing.tui.highlight import AMOUNT_KINDS, HIGHLIGHTS, highlight
from tests.tui.samples import TEXT, mentions_in

SCRIPTS = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("Nvidia’s «Huang» 英伟达 شركة 👩‍💻 é\n\t\x1b")), max_size=80
)
QUICK = settings(deadline=None, max_examples=80)
SPANS = st.lists(st.tuples(st.integers(-5, 90), st.integers(-5, 90)), max_size=12)


@QUICK
@given(SCRIPTS, SPANS)
def test_pieces_joined_are_the_text_whatever_the_spans(text: str, spans: list[tuple[int, int]]) -> None:
    mentions = [Mention("text", a, b, "person", "x") for a, b in spans]
    pieces = list(highlight(text, mentions))
    assert "".join(words for words, _ in pieces) == text
    at = 0
    for words, mention in pieces:
        assert words, "no empty piece"
        if mention:
            assert (mention.start, mention.end) == (at, at + len(words))
        at += len(words)


@QUICK
@given(SCRIPTS, SPANS)
def test_order_of_mentions_does_not_matter(text: str, spans: list[tuple[int, int]]) -> None:
    mentions = [Mention("text", a, b, "person", "x") for a, b in spans]
    assert list(highlight(text, mentions)) == list(highlight(text, mentions[::-1]))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Scott Bessent", "person"),
        ("Nvidia", "organisation"),
        ("H20", "product"),
        ("Geneva", "place"),
        ("$16 billion", "money"),
        ("90-day", "date"),
    ],
)
def test_names_of_the_seed_article(words: str, kind: str) -> None:
    found = [(w, m.kind) for w, m in highlight(TEXT, mentions_in(TEXT)) if m]
    assert (words, kind) in found


def test_the_longer_of_two_mentions_at_one_place_wins() -> None:
    mentions = [Mention("text", 0, 5, "person", "short"), Mention("text", 0, 13, "person", "long")]
    assert [m.entity for _, m in highlight("Scott Bessent said", mentions) if m] == ["long"]


def test_highlights_begin_with_names_and_amounts_and_end_with_nothing() -> None:
    assert HIGHLIGHTS[0].kinds == {*NAME_KINDS, *AMOUNT_KINDS} - {"other"}
    assert any("other" in h.kinds for h in HIGHLIGHTS)
    assert HIGHLIGHTS[-1].kinds == frozenset()
    assert len({h.title for h in HIGHLIGHTS}) == len(HIGHLIGHTS)
