"""What rows and briefs show of the reader's own: tags and notes, as far as there is room, never as markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

import pytest
from rich.cells import cell_len

from briefing.config import load, read_after_s
from briefing.errors import UsageError
from briefing.tui.layout.brief_lines import lay_out_brief, lay_out_side
from briefing.tui.layout.ending import ending
from briefing.tui.widgets.story_rows import row_lines
from tests.tui import samples
from tests.tui.shelf import NOW, shelf, story


def facts(width: int, **changes: object) -> str:
    lines = row_lines(story(1, "A headline", **changes), width, NOW)
    assert all(cell_len("".join(words for words, _ in line)) == width - 1 for line in lines)
    return "".join(words for words, _ in lines[-1])


def test_a_row_shows_tags_and_a_note_as_far_as_there_is_room() -> None:
    own = {"tags": ("chips", "[/x]"), "noted": True}
    assert "1 outlet · 2 h · ✎ #chips #[/x]" in facts(60, **own)
    assert "1 outlet · 2 h · ✎ #chi…" in facts(28, **own)
    assert "✎" not in facts(20, **own)
    assert "\x1b" not in facts(60, tags=("a\x1bb",))
    with_spark = facts(46, tags=("a-very-long-tag-indeed",), spark=(1, 2, 3), new=2)
    assert "…" in with_spark and "2 new" in with_spark


@pytest.mark.parametrize("width", [30, 60, 90])
def test_a_note_stands_in_the_brief_as_it_was_written(width: int) -> None:
    brief = replace(samples.brief(), own_note="One line [/x].\n\n- a list\n" + "long " * 40, tags=("chips",))
    page = lay_out_brief(brief, width, samples.TODAY, zone=UTC)
    lines = ["".join(piece.text for piece in line) for line in page.lines]
    start = lines.index(next(line for line in lines if line.startswith("YOUR NOTE")))
    assert lines[start + 1 : start + 4] == ["▏ One line [/x].", "▏ ", "▏ - a list"]
    assert all(cell_len(line) <= width for line in lines) and "#chips" in lines
    side = lay_out_side(brief, width, samples.TODAY, zone=UTC)
    assert not any("YOUR NOTE" in piece.text for line in side.lines for piece in line)


def test_the_edition_s_end_counts_what_is_hidden() -> None:
    edition = replace(shelf().edition(), hidden=3)
    assert "\n3 hidden by your rules (gh)." in ending(edition, NOW.date())
    assert "hidden" not in ending(replace(edition, hidden=0), NOW.date())
    assert "1 story hidden by your rules" in ending(replace(edition, stories=(), hidden=1), NOW.date())


@pytest.mark.parametrize("rule", ["end", "open", "leave", "never", "5s", "120s"])
def test_when_a_brief_counts_as_read_is_a_choice(rule: str) -> None:
    settings, _ = load({"BRIEFING_CONFIG": "none.toml", "BRIEFING_MARK_READ": rule})
    assert settings.mark_read == rule and read_after_s(rule) == (int(rule[:-1]) if rule[0].isdigit() else 0)


@pytest.mark.parametrize("rule", ["sometimes", "0s", "5", "s", "-3s", "1.5s"])
def test_there_is_no_such_choice(rule: str) -> None:
    with pytest.raises(UsageError, match=r"mark_read .* there is not"):
        load({"BRIEFING_CONFIG": "none.toml", "BRIEFING_MARK_READ": rule})
