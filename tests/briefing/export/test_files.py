"""Notes in a folder: found again by id, never over foreign or edited files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from briefing.errors import BriefingError
from briefing.export.files import write_notes
from briefing.export.note import Note, make_note, slug


def note(body: str = "words", *, id_: str = "story-1", name: str = "a.md") -> Note:
    return make_note(id_, name, [("title", "A: b"), ("count", 2), ("tags", ["x", "y"]), ("author", "")], body)


def test_front_matter_loads_and_leaves_out_what_is_empty() -> None:
    front = yaml.safe_load(note().text.split("---")[1])
    assert front.pop("checksum")
    assert front == {"id": "story-1", "title": "A: b", "count": 2, "tags": ["x", "y"], "generator": "briefing"}


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    (first,) = write_notes(tmp_path, [note()])
    before = (first.path.read_bytes(), first.path.stat().st_mtime_ns)
    (second,) = write_notes(tmp_path, [note()])
    assert (first.state, second.state) == ("new", "unchanged")
    assert (second.path.read_bytes(), second.path.stat().st_mtime_ns) == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.md"]


def test_a_changed_story_updates_its_note_under_the_old_name(tmp_path: Path) -> None:
    write_notes(tmp_path, [note("old")])
    (written,) = write_notes(tmp_path, [note("new", name="other.md")])
    assert (written.state, written.path.name) == ("updated", "a.md")
    assert "new" in written.path.read_text()


def test_own_notes_survive_an_update(tmp_path: Path) -> None:
    write_notes(tmp_path, [note("old")])
    path = tmp_path / "a.md"
    path.write_text(path.read_text() + "\n## Notes\n\nmine\n")
    (written,) = write_notes(tmp_path, [note("new")])
    assert written.state == "updated"
    assert path.read_text().endswith("\nnew\n\n## Notes\n\nmine\n")
    assert write_notes(tmp_path, [note("new")])[0].state == "unchanged"


def _note(own: str, body: str = "Body.") -> Note:
    return make_note("story-1", "a.md", [("title", "A")], body, own)


def _write(folder: Path, note: Note) -> str:
    write_notes(folder, [note])
    (path,) = folder.glob("*.md")
    return path.read_text(encoding="utf8")


def test_the_app_s_note_stands_below_notes_and_follows_the_app(tmp_path: Path) -> None:
    first = _write(tmp_path, _note("Ask Mara.\n\n- twice"))
    assert first.endswith(" -->\nAsk Mara.\n\n- twice\n<!-- /briefing -->\n") and first.count("## Notes") == 1
    (path,) = tmp_path.glob("*.md")
    path.write_text(first + "\nMine, from the editor.\n", encoding="utf8")
    assert write_notes(tmp_path, [_note("Ask Mara.\n\n- twice")])[0].state == "unchanged"
    second = _write(tmp_path, _note("Ask Jo.", "New body."))
    assert "Ask Jo." in second and "Mara" not in second and "New body." in second
    assert second.endswith("\nMine, from the editor.\n") and second.count("## Notes") == 1
    third = _write(tmp_path, _note(""))
    assert "Jo" not in third and third.endswith("\nMine, from the editor.\n")
    assert _write(tmp_path, _note("Back.")).count("## Notes") == 1


def test_a_note_edited_in_the_file_is_never_lost(tmp_path: Path) -> None:
    text = _write(tmp_path, _note("Ask Mara."))
    (path,) = tmp_path.glob("*.md")
    path.write_text(text.replace("Ask Mara.", "Ask Mara and Jo."), encoding="utf8")
    assert "Ask Mara and Jo." in _write(tmp_path, _note("Ask Mara.", "New body."))
    both = _write(tmp_path, _note("Ask nobody."))
    assert both.index("Ask nobody.") < both.index("Ask Mara and Jo.") and both.count("<!-- briefing") == 1
    assert "Ask Mara and Jo." in _write(tmp_path, _note(""))


def test_a_note_without_words_leaves_no_heading(tmp_path: Path) -> None:
    _write(tmp_path, _note("Ask Mara."))
    assert "## Notes" not in _write(tmp_path, _note(""))


def test_an_edited_note_is_kept_and_the_new_text_goes_beside_it(tmp_path: Path) -> None:
    write_notes(tmp_path, [note("old")])
    path = tmp_path / "a.md"
    edited = path.read_text().replace("old", "my own words")
    path.write_text(edited)
    assert write_notes(tmp_path, [note("new")])[0].state == "beside"
    assert path.read_text() == edited
    assert write_notes(tmp_path, [note("newer")])[0].state == "updated"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a-2.md", "a.md"]


@pytest.mark.parametrize("foreign", ["my diary\n", "---\nid: story-1\n---\nnot made by an export\n", ""])
def test_a_foreign_file_is_never_overwritten(tmp_path: Path, foreign: str) -> None:
    (tmp_path / "a.md").write_text(foreign)
    (written,) = write_notes(tmp_path, [note()])
    assert written.path.name == "a-2.md"
    assert (tmp_path / "a.md").read_text() == foreign


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(note().text)
    folder = tmp_path / "notes"
    folder.mkdir()
    os.symlink(outside, folder / "a.md")
    (written,) = write_notes(folder, [note("changed")])
    assert written.path.name == "a-2.md"
    assert outside.read_text() == note().text


def test_a_folder_that_is_a_file_is_an_error_for_people(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    with pytest.raises(BriefingError, match="cannot be written"):
        write_notes(tmp_path / "f", [note()])


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Nvidia's H20: back?", "nvidias-h20-back"),
        ("../../etc/passwd", "etc-passwd"),
        ("...", "untitled"),
        ("", "untitled"),
        ("-rf *", "rf"),
        ("CON", "con-story"),
        ("中美谈判", "中美谈判"),
        ("a\x00b/c\\d:e", "a-b-c-d-e"),
        ("word " * 60, "-".join(["word"] * 16)),
    ],
)
def test_slug(title: str, name: str) -> None:
    assert slug(title) == name


@pytest.mark.parametrize("title", ["é" * 300, "x" * 300, "🙂" * 300, "ａ-" * 200])
def test_slug_is_short_in_bytes(title: str) -> None:
    assert 0 < len(slug(title).encode()) <= 80
