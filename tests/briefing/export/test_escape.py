"""Feed text in Markdown and YAML: what a reader of the note sees is the text, character for character."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.export.escape import link, markdown_text, one_line, yaml_text

HOSTILE = [
    "plain words",
    "<script>alert(1)</script>",
    "*bold* _it_ `code` [x](javascript:alert(1)) ![i](http://example.org/x.png)",
    "# not a heading",
    "1. not a list",
    "- not a list",
    "+ not a list",
    "a | b | c",
    "&lt;b&gt; &#60; AT&T",
    "==mark== %%hidden%% $x$ #tag ~~gone~~",
    "back\\slash and `",
    "> not a quotation",
    "=== rule",
    "--- rule",
    "[[wiki]] [^1] [1]: http://example.org",
    "<http://example.org> <a@example.org>",
]


def shown(tokens: list[Token]) -> str:
    """Return the text that a reader of the rendered Markdown sees; fail on anything but plain text."""
    assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {t.type for t in children} <= {"text", "text_special", "softbreak"}, children
    return "".join("\n" if t.type == "softbreak" else t.content for t in children)


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_exactly_the_text(text: str) -> None:
    assert shown(MarkdownIt("commonmark").enable("strikethrough").enable("table").parse(one_line(text))) == text


words = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Z"], exclude_characters="\u00ad"), min_size=1, max_size=12
)


@given(st.lists(words, min_size=1, max_size=8).map(" ".join))
def test_any_words_survive_markdown(text: str) -> None:
    assert shown(MarkdownIt("commonmark").parse(one_line(text))) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_yaml(text: str) -> None:
    assert yaml.safe_load(f"title: {yaml_text(text)}") == {"title": text}


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://example.org/a b)c", "https://example.org/a%20b%29c"),
        ("https://example.org/?q=(x)&y=1", "https://example.org/?q=%28x%29&y=1"),
        ('https://example.org/"onclick=x', "https://example.org/%22onclick=x"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
    ],
)
def test_link_keeps_the_address_in_one_piece(url: str, href: str) -> None:
    inline = MarkdownIt("commonmark").parse(link("words [x]", url))[1].children or []
    assert inline[0].attrs["href"] == href
    assert "".join(t.content for t in inline) == "words [x]"


def test_markdown_text_keeps_line_breaks() -> None:
    assert markdown_text("a\n- b") == "a\n\\- b"
