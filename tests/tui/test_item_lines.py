"""An article as lines: blocks by their marks, links numbered, every character where it stands in the text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from briefing.model import Mention, StoredItem
from briefing.tui.layout.item_lines import lay_out_item, line_at, line_span
from briefing.tui.layout.page import OpenLink, OpenName, Page
from briefing.tui.layout.visible import visible
from briefing.tui.widgets.item_text import find_words
from feeds.model import Link
from tests.tui import samples


def page_of(item: StoredItem, width: int = 74, mentions: tuple[Mention, ...] = ()) -> Page:
    return lay_out_item(item, mentions, width, samples.TODAY, zone=UTC)


def lines(page: Page) -> list[str]:
    return ["".join(piece.text for piece in line).rstrip() for line in page.lines]


def test_the_head_says_whose_it_is_and_when() -> None:
    shown = lines(page_of(samples.item(2)))
    assert shown[1:3] == [samples.TITLES[2], "Harbor Wire · A. Reporter · Mon 14 Jul 22:10 · news.example.org"]


def test_what_is_not_known_is_left_out() -> None:
    shown = lines(page_of(replace(samples.item(2), author="", url="")))
    assert shown[2] == "Harbor Wire · Mon 14 Jul 22:10"


def test_an_item_without_a_text_says_why_and_what_to_do() -> None:
    shown = " ".join(lines(page_of(replace(samples.item(2), text="", links=()))))
    assert "No text is stored" in shown and "keep_texts_days" in shown and "x fetches it" in shown
    assert "No text" not in " ".join(lines(page_of(samples.item(2))))


def test_blocks_look_like_what_they_are() -> None:
    shown = lines(page_of(samples.rich_item(), 60))
    assert "What is planned" in shown
    start = next(n for n, line in enumerate(shown) if line.startswith("• a second"))
    assert shown[start + 1].startswith("  ")
    assert sum(line.startswith("│ ") for line in shown) == 2
    assert "  def price(chips):" in shown and "      return  chips * 12_000" in shown
    roles = {p.role for line in page_of(samples.rich_item()).lines for p in line}
    assert {"heading", "quotation", "code", "rule", "text link"} <= roles


def test_links_are_numbered_and_listed_once() -> None:
    item = samples.rich_item()
    again = Link(0, 2, item.links[0].url)
    page = page_of(replace(item, links=(again, *item.links)), 90)
    shown = lines(page)
    assert "An [1] opening" in "\n".join(shown) and "the note of the company [1]" in "\n".join(shown)
    assert shown[-3:-1] == ["1 https://example.org/note?id=1", "2 https://example.org/sales"]
    assert [stop.target for stop in page.stops] == [OpenLink(item.links[0].url), OpenLink(item.links[1].url)]


def test_a_name_inside_a_link_is_coloured_and_leads_to_the_page() -> None:
    item = samples.rich_item()
    page = page_of(item, mentions=samples.mentions_in(item.text))
    pieces = [p for line in page.lines for p in line if p.text == "H20"]
    assert pieces[0].target == OpenLink(item.links[1].url) and pieces[0].kind == "product"
    assert pieces[1].target == OpenName("H20")


def test_mentions_of_the_title_do_not_colour_the_text() -> None:
    page = page_of(samples.item(), mentions=(Mention("title", 0, 6, "organisation", "Nvidia"),))
    assert not [p for line in page.lines for p in line if p.kind]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("1. one two\n2. three", 9, ["1. one", "   two", "2. three"]),
        ("• a bcd\n  • e fgh\n    10. i jkl", 20, ["• a bcd", "  • e fgh", "    10. i jkl"]),
        ("          • deep down here it is", 20, ["    • deep down here", "      it is"]),
        ("12345. word", 8, ["12345.", "word"]),
        ("    4 spaces of code", 40, ["  4 spaces of code"]),
    ],
)
def test_items_of_lists_hang_on_their_number(text: str, width: int, shown: list[str]) -> None:
    page = page_of(replace(samples.item(), text=text, links=()), width)
    words = lines(page)
    start = next(n for n, place in enumerate(page.places) if place.block == ("text", 0))
    assert words[start : start + len(shown)] == shown


TEXTS = st.lists(
    st.text(
        alphabet=st.one_of(st.sampled_from("word and, more.  ’英伟达，👩‍💻 é#•>1\t\x1b"), st.characters()), max_size=40
    ),
    max_size=6,
).map("\n".join)


@settings(deadline=None, max_examples=60)
@given(TEXTS, st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120)), max_size=6), st.integers(4, 50))
def test_every_piece_stands_where_it_says(text: str, spans: list[tuple[int, int]], width: int) -> None:
    links = tuple(Link(a, b, f"https://example.org/{a}") for a, b in spans)
    mentions = tuple(Mention("text", b, a, "place", "x") for a, b in spans)
    page = page_of(replace(samples.item(), text=text, links=links), width, mentions)
    shown = visible(text)
    covered = set()
    for line in page.lines:
        for piece in line:
            if piece.at >= 0:
                assert piece.text == shown[piece.at : piece.at + len(piece.text)].replace("\u00a0", " ")
                covered.update(range(piece.at, piece.at + len(piece.text)))
    missing = "".join(c for n, c in enumerate(text) if n not in covered and c != "\n")
    lost = "".join(missing.split()).replace("\u200b", "")
    assert set(lost) <= set("#•>1."), f"only marks and white space are not shown: {lost!r}"
    marked = [mark for line in text.split("\n") if (mark := re.match(r"# | *• |> |    | *1+\. ", line))]
    assert len(lost) <= sum(len(mark[0].replace(" ", "")) for mark in marked)


@pytest.mark.parametrize("width", [20, 40, 74, 200])
def test_nothing_is_wider_than_the_page(width: int) -> None:
    page = page_of(samples.rich_item(), width)
    assert all(cell_len(line) <= min(width, 90) for line in lines(page))


def test_a_line_is_found_by_its_offset_and_back() -> None:
    page = page_of(samples.item())
    for words in (samples.LEAD, samples.TRUCE, samples.ORDERS):
        start = samples.TEXT.index(words)
        line = line_at(page, start)
        assert line is not None
        span = line_span(page, line)
        assert span is not None and span[0] <= start < span[1]
    assert line_at(page, 10**6) is None
    assert line_span(page, 0) is None


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Nvidia’s chip", "nvidia's", ["Nvidia’s"]),
        ("“smooth progress”", '"smooth', ["“smooth"]),
        ("one\n\ntwo", "one two", ["one\n\ntwo"]),
        ("US–China and US-China", "us-china", ["US–China", "US-China"]),
        ("a.b axb", "a.b", ["a.b"]),
        ("[/x] (", "[/x] (", ["[/x] ("]),
        ("anything", "   ", []),
        ("anything", "", []),
    ],
)
def test_find_words(text: str, words: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in find_words(text, words)] == found


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60), st.text(max_size=10))
def test_find_never_raises(text: str, words: str) -> None:
    for start, end in find_words(text, words):
        assert 0 <= start < end <= len(text)
