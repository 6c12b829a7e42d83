"""Mentions of whole items: the seed article, overlaps, fields, and spans in every script."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Mention
from briefing.reading.entities import find_mentions

PUBLISHED = datetime(2025, 7, 16, 12, tzinfo=UTC)
PIECES = """Scott Bessent|US-China|Bessent’s|Nvidia’s Huang|H20|$16 billion|3.6 %|on Monday|X|The Treasury Secretary
US Treasury Secretary|Chinese|Москва|Путин|北京|習近平|القاهرة|\u200fمصر|🎉|👩🏽\u200d🚀|e\u0301|ﬁ|İstanbul|ß|He Lifeng
GPT-5|Digital Services Act|SCOTT BESSENT|“|”|‘|’|(|)|–|...|.|,|:|\t|\u00a0""".replace("\n", "|").split("|")
TEXTS = st.lists(st.one_of(st.sampled_from([*PIECES, "\n", "\n\n"]), st.text(max_size=6)), max_size=25).map(" ".join)


def seed_article() -> tuple[str, str]:
    text = resources.files("seeds").joinpath("article.txt").read_text(encoding="utf-8")
    title, _, body = text.partition("\n\n")
    return title, body


def seed_mentions() -> list[tuple[str, Mention]]:
    title, body = seed_article()
    found = find_mentions(title, body, published=PUBLISHED)
    return [((title if m.field == "title" else body)[m.start : m.end], m) for m in found]


@pytest.mark.parametrize(
    ("person", "role"),
    [
        ("Scott Bessent", "US Treasury Secretary"),
        ("Jensen Huang", "Nvidia CEO"),
        ("Trump", "President"),
        ("He Lifeng", "Chinese Vice Premier"),
        ("Howard Lutnick", "US Commerce Secretary"),
        ("Jim Banks", "Republican"),
        ("Elizabeth Warren", "Democrat"),
    ],
)
def test_seed_article_people_with_their_roles(person: str, role: str) -> None:
    assert role in {m.role for _, m in seed_mentions() if m.kind == "person" and m.entity == person}


def test_seed_article_has_these_people_and_no_others() -> None:
    people = {m.entity for _, m in seed_mentions() if m.kind == "person"}
    seven = {"Scott Bessent", "Jensen Huang", "Trump", "He Lifeng", "Howard Lutnick", "Jim Banks", "Elizabeth Warren"}
    assert people == {"Besenbacher", *seven}


@pytest.mark.parametrize(
    ("words", "kind", "entity"),
    [
        ("Nvidia", "organisation", "Nvidia"),
        ("ByteDance", "organisation", "ByteDance"),
        ("Alibaba", "organisation", "Alibaba"),
        ("Tencent", "organisation", "Tencent"),
        ("The Information", "organisation", "The Information"),
        ("Bloomberg", "organisation", "Bloomberg"),
        ("Wall Street Journal", "organisation", "The Wall Street Journal"),
        ("Commerce Department", "organisation", "Commerce Department"),
        ("Geneva", "place", "Geneva"),
        ("London", "place", "London"),
        ("US", "place", "United States"),
        ("H20", "product", "H20"),
        ("Blackwell", "product", "Blackwell"),
        ("$16 billion", "money", "16000000000 USD"),
        ("Treasury Secretary", "person", "Scott Bessent"),
        ("Chinese", "other", "China"),
    ],
)
def test_seed_article_entity(words: str, kind: str, entity: str) -> None:
    assert {(m.kind, m.entity) for text, m in seed_mentions() if text == words} == {(kind, entity)}


def test_seed_article_links_every_surname() -> None:
    found = seed_mentions()
    assert [m.entity for text, m in found if text == "Bessent"] == ["Scott Bessent"] * 6
    assert [m.entity for text, m in found if text == "Huang"] == ["Jensen Huang"] * 4
    assert sum(text == "H20" for text, _ in found) == 5


def test_fields_come_apart_again() -> None:
    found = find_mentions("Bessent in Geneva", "Scott Bessent met He Lifeng.", published=PUBLISHED)
    assert [(m.field, m.start, m.end, m.entity) for m in found] == [
        ("title", 0, 7, "Scott Bessent"),
        ("title", 11, 17, "Geneva"),
        ("text", 0, 13, "Scott Bessent"),
        ("text", 18, 27, "He Lifeng"),
    ]


def test_a_name_never_runs_from_title_to_text() -> None:
    found = find_mentions("A talk with Angela", "Merkel was there.", published=PUBLISHED)
    assert all(m.end <= len("A talk with Angela") for m in found if m.field == "title")


def test_amounts_win_over_names_and_longer_names_over_dates() -> None:
    text = "The $5 million Tuesday Group met on Tuesday."
    found = find_mentions("", text, published=PUBLISHED)
    kinds = {text[m.start : m.end]: m.kind for m in found}
    assert kinds["$5 million"] == "money"
    assert kinds["Tuesday"] == "date"


def test_dates_carry_their_day_or_interval() -> None:
    found = find_mentions("", "On Monday it said that talks in April 2025 failed.", published=PUBLISHED)
    assert [m.entity for m in found if m.kind == "date"] == ["2025-07-14", "2025-04-01/2025-04-30"]


def test_an_item_without_words_has_no_mentions() -> None:
    assert find_mentions("", "", published=PUBLISHED) == ()


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_spans_cut_every_text_into_pieces_that_make_it_up_again(title: str, text: str) -> None:
    title = title.replace("\n", " ")
    mentions = find_mentions(title, text, published=PUBLISHED)
    assert list(mentions) == sorted(mentions, key=lambda m: (m.field == "text", m.start))
    for field, whole in (("title", title), ("text", text)):
        pieces, at = [], 0
        for mention in (m for m in mentions if m.field == field):
            assert at <= mention.start < mention.end <= len(whole)
            assert whole[mention.start : mention.end].strip()
            pieces += [whole[at : mention.start], whole[mention.start : mention.end]]
            at = mention.end
        assert "".join([*pieces, whole[at:]]) == whole
