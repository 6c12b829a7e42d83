"""Wrapping loses no character, keeps to the width in terminal cells, and never cuts a grapheme."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from briefing.tui.layout.visible import visible
from briefing.tui.layout.wrap import chop, clip, wrap
from tests.tui.samples import HOSTILE

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("abc de, fgh. -–’“”( ) "),
        st.sampled_from("英伟达，销售。芯片「」ー한국어かな"),
        st.sampled_from("شركةא\u0301\u200d\ufe0f👩💻❤🇨🇭\u00a0\u3000"),
        st.characters(),
    ),
    max_size=120,
).map(visible)
QUICK = settings(deadline=None, max_examples=60)
WIDTHS = st.integers(1, 40)


@QUICK
@given(TEXTS, WIDTHS, st.integers(1, 40))
def test_nothing_but_white_space_is_lost(text: str, width: int, first: int) -> None:
    at = 0
    for start, end in wrap(text, width, first):
        assert at <= start <= end
        assert not text[at:start].replace("\u200b", "").strip()
        at = end
    assert not text[at:].strip() or not text[at:].strip(" \u200b")


@QUICK
@given(TEXTS, WIDTHS)
def test_lines_keep_to_the_width_unless_a_single_grapheme_cannot(text: str, width: int) -> None:
    for start, end in wrap(text, width):
        line = text[start:end]
        graphemes = [g for g in split_graphemes(line)[0] if g[2]]
        assert cell_len(line) <= width or len(graphemes) == 1


@QUICK
@given(TEXTS, WIDTHS)
def test_no_line_starts_inside_a_grapheme(text: str, width: int) -> None:
    starts = {start for start, _, _ in split_graphemes(text)[0]}
    assert all(start in starts for start, _ in wrap(text, width))


@QUICK
@given(TEXTS, WIDTHS)
def test_chopped_code_is_whole(text: str, width: int) -> None:
    spans = chop(text, width)
    assert "".join(text[a:b] for a, b in spans) == text


@QUICK
@given(TEXTS, WIDTHS)
def test_clipped_text_fits(text: str, width: int) -> None:
    short = clip(text, width)
    assert cell_len(short) <= max(width, 3)
    assert short == text or short.endswith("…")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one  two", 20, ["one  two"]),
        ("  lead and trail  ", 8, ["lead and", "trail"]),
        ("30\u00a0% of all", 8, ["30\u00a0% of", "all"]),
        ("https://example.org/a/very/long/path", 12, ["https://exam", "ple.org/a/ve", "ry/long/path"]),
        ("英伟达将恢复向中国销售", 8, ["英伟达将", "恢复向中", "国销售"]),
        ("英伟达，将恢复。", 6, ["英伟", "达，将", "恢复。"]),
        ("他说「好」了", 6, ["他说", "「好」", "了"]),
        ("H20芯片在2025年销售", 8, ["H20芯片", "在2025年", "销售"]),
        ("a 👩‍💻👩‍💻 b", 4, ["a 👩‍💻", "👩‍💻 b"]),
        ("", 10, []),
        ("   ", 10, []),
    ],
)
def test_lines(text: str, width: int, lines: list[str]) -> None:
    assert [text[a:b] for a, b in wrap(text, width)] == lines


def test_the_first_line_may_have_less_room() -> None:
    text = "label and its words"
    assert [text[a:b] for a, b in wrap(text, 12, 5)] == ["label", "and its", "words"]
    assert wrap("wonderful day", 12, 4)[0] == (0, 0)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a␛[31mb"),
        ("a\x00b\x07", "a␀b␇"),
        ("tab\tand\nline\u2028end", "tab and line end"),
        ("\x7f\x9b", "␡\ufffd"),
        ("\u202egnp\u2066", "\ufffdgnp\ufffd"),
        ("\ud800", "\ufffd"),
        ("plain — “text” 英伟达 👩‍💻 شركة", "plain — “text” 英伟达 👩‍💻 شركة"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@QUICK
@given(st.text())
def test_visible_keeps_offsets_and_is_stable(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert visible(shown) == shown
    shown.encode()


def test_hostile_text_has_no_control_left() -> None:
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in visible(HOSTILE))
