"""Notes of the sample edition: every sentence word for word with its source, and nothing that a feed could add."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import yaml
from markdown_it import MarkdownIt

from briefing import editor
from briefing.export.markdown import render_brief, render_edition, render_item
from briefing.model import Brief, Edition, Passage, Source, StoredItem
from briefing.sample import open_sample
from briefing.store.stories import list_stories

MARKDOWN = MarkdownIt("commonmark").enable("table")
WHEN = datetime(2025, 7, 16, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def briefs(tmp_path_factory: pytest.TempPathFactory) -> list[Brief]:
    con, now = open_sample(tmp_path_factory.mktemp("sample") / "sample.db")
    found = [editor.brief_of(con, row.id, now=now) for row in list_stories(con)]
    con.close()
    return [brief for brief in found if brief]


def texts(markdown: str) -> str:
    """Return all text that a reader of the rendered note sees, on one line."""
    inline = [t for t in MARKDOWN.parse(markdown.split("---\n", 2)[2]) if t.type == "inline"]
    return " ".join("".join(c.content or " " for c in t.children or []) for t in inline)


def passages(brief: Brief) -> list[Passage]:
    lead = [brief.lead] if brief.lead else []
    return [*lead, *brief.points, *(q.passage for q in brief.quotes), *(t.passage for t in brief.timeline)]


def test_every_sentence_stands_in_the_note_word_for_word(briefs: list[Brief]) -> None:
    assert len(briefs) > 20
    for brief in briefs:
        shown = texts(render_brief(brief).text)
        for words in passages(brief):
            pieces, at = [], 0
            for offset, _ in words.inserts:
                pieces.append(words.text[at:offset])
                at = offset
            for piece in [*pieces, words.text[at:]]:
                assert " ".join(piece.split()) in shown


def test_every_citation_is_a_link_to_its_source(briefs: list[Brief]) -> None:
    for brief in briefs:
        tokens = MARKDOWN.parse(render_brief(brief).text.split("---\n", 2)[2])
        links = [c.attrs["href"] for t in tokens for c in t.children or [] if c.type == "link_open"]
        cited = {number for words in passages(brief) for number in words.citations}
        assert cited <= {s.number for s in brief.sources}
        assert {s.url for s in brief.sources if s.url and s.number in cited} <= set(links)


def test_front_matter_loads_and_there_is_no_html(briefs: list[Brief]) -> None:
    for brief in briefs:
        text = render_brief(brief, prefix="sample").text
        front = yaml.safe_load(text.split("---\n")[1])
        assert (front["title"], front["id"]) == (brief.headline, f"sample-{brief.story_id}")
        kinds = {c.type for t in MARKDOWN.parse(text.split("---\n", 2)[2]) for c in [t, *(t.children or [])]}
        assert not {"html_block", "html_inline", "image"} & kinds


HOSTILE = "<img src=x onerror=alert(1)> [a](javascript:x) `b` # c"


def hostile_brief() -> Brief:
    words = Passage(HOSTILE, 1, 0, len(HOSTILE), (1,))
    source = Source(1, 1, "<b>Outlet</b>", f"{HOSTILE}\n---\nid: x", "https://example.org/a b)", WHEN)
    return Brief(7, HOSTILE, 1, WHEN, WHEN, 1, 1, note=HOSTILE, lead=words, points=(words,), sources=(source,))


def test_hostile_text_is_shown_and_does_nothing() -> None:
    note = render_brief(hostile_brief())
    assert note.name == "2025-07-16 img-src-x-onerror-alert-1-a-javascript-x-b-c.md"
    assert yaml.safe_load(note.text.split("---\n")[1])["title"] == HOSTILE
    tokens = MARKDOWN.parse(note.text.split("---\n", 2)[2])
    kinds = {c.type for t in tokens for c in [t, *(t.children or [])]}
    assert not {"html_block", "html_inline", "code_inline", "image"} & kinds
    hrefs = {str(c.attrs["href"]) for t in tokens for c in t.children or [] if c.type == "link_open"}
    assert hrefs == {"https://example.org/a%20b%29"}
    assert texts(note.text).count(HOSTILE) == 5  # headline, note, lead, point, source


def test_empty_slots_are_left_out() -> None:
    text = render_brief(Brief(7, "Headline", 1, WHEN, WHEN, 1, 1)).text
    assert "##" not in text and "people" not in text


def test_the_background_has_a_section_where_the_reader_wants_it() -> None:
    words = Passage("The mine opened in 1898.", 1, 0, 24, (1,))
    brief = replace(Brief(7, "Headline", 1, WHEN, WHEN, 1, 1), background=(words,))
    assert "## Background\n\n- The mine opened in 1898." in render_brief(brief).text
    assert "Background" not in render_brief(brief, slots=("points",)).text


def test_an_edition_holds_its_briefs_in_order(briefs: list[Brief]) -> None:
    from briefing.model import StoryRow

    rows = tuple(StoryRow(b.story_id, b.headline, b.first, b.last, 1, 1, 0.0, 1) for b in briefs[:3])
    note = render_edition(Edition(WHEN, rows, 3, 2), {b.story_id: b for b in briefs})
    shown = texts(note.text)
    places = [shown.index(b.headline) for b in briefs[:3]]
    assert places == sorted(places)
    assert "That is all: 3 stories from 2 outlets." in shown
    assert note.name == "2025-07-16 edition.md"


def test_an_item_is_exported_with_its_text() -> None:
    item = StoredItem(
        3, 1, "g", "Outlet", "Title *x*", "First & last.\n\nSecond <b>.", "https://example.org/3", WHEN, WHEN
    )
    note = render_item(item)
    assert "First & last." in texts(note.text) and "Second <b>." in texts(note.text)
    assert yaml.safe_load(note.text.split("---\n")[1])["source"] == "https://example.org/3"
