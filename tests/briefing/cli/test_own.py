"""Tags, notes, hiding rules and the undo log on the command line, on the sample edition's feeds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

import seeds
from briefing.cli import cli

SEEDS = Path(seeds.__file__).parent
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command on a database with one sample feed."""
    monkeypatch.setenv("BRIEFING_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("BRIEFING_DB", str(tmp_path / "own.db"))

    def call(*arguments: object, code: int = 0, typed: str | None = None) -> Result:
        result = CliRunner().invoke(cli, [str(a) for a in arguments], input=typed)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result

    call("ingest", SEEDS / "feeds" / "harbor-wire.xml")
    return call


def records(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def stories(run: Run, *options: object) -> list[dict[str, Any]]:
    return records(run("stories", "--json", *(options or ("--since", "all"))))


def test_tags_are_set_listed_found_and_exported(run: Run, tmp_path: Path) -> None:
    one, other = (story["story"] for story in stories(run)[:2])
    assert records(run("tag", one, "Chips", "to read", "--json")) == [{"story": one, "tags": ["Chips", "to-read"]}]
    run("tag", other, "chips")
    assert records(run("tag", "--json")) == [{"tag": "Chips", "stories": 2}, {"tag": "to-read", "stories": 1}]
    assert {story["story"] for story in stories(run, "--tag", "CHIPS")} == {one, other}
    assert all("Chips" in story["tags"] for story in stories(run, "--tag", "chips"))
    assert {hit["story"] for hit in records(run("search", "tag:to-read", "--json"))} == {one}
    note = Path(run("export", one, "-o", tmp_path / "notes").stdout.strip()).read_text(encoding="utf8")
    assert yaml.safe_load(note.split("---")[1])["tags"] == ["briefing", "Chips", "to-read"]
    run("tag", "--rename", "chips", "silicon")
    assert "takes it back" in run("tag", "--delete", "to-read").stderr
    assert run("tag").stdout.split() == ["2", "silicon"]
    run("tag", one, "silicon", "--remove")
    assert "no tags" in run("tag", one, "none-such", "--remove").stdout
    run("undo")
    assert stories(run, "--tag", "silicon")[0]["tags"] == ["silicon"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("tag", 1), 2, "Which tags?"),
        (("tag", 1, "a,b"), 1, "cannot be a tag"),
        (("tag", 999, "a"), 1, "There is no story 999"),
        (("tag", 1, "a", "--delete", "b"), 2, "of a tag, not of a story"),
        (("tag", "--delete", "b"), 1, "No story has the tag"),
        (("stories", "--tag", "b"), 1, "No story has the tag"),
        (("hide", "--outlet", "Nobody"), 1, "no outlet"),
        (("hide", "--folder", "Nowhere"), 1, "No feed is in a folder"),
        (("hide", "--feed", "99"), 2, "no feed"),
        (("hide", "--name", "Nobody Such"), 1, "No stored item names"),
        (("hide", "x", "--for", "soon"), 2, "does not understand"),
        (("hide", "…"), 1, "cannot be hidden"),
        (("unhide",), 2, "shown again"),
        (("unhide", "7"), 2, "no hiding rule"),
        (("undo", "--to", 99), 2, "cannot be undone"),
    ],
)
def test_what_is_wrong_is_said(run: Run, arguments: tuple[object, ...], code: int, words: str) -> None:
    assert words in run(*arguments, code=code).stderr


def test_a_note_is_written_shown_exported_and_removed(run: Run, tmp_path: Path) -> None:
    story = stories(run)[0]["story"]
    assert "no note" in run("note", story).stderr
    run("note", story, "-", typed="Ask Mara.\n\n- twice\n")
    assert run("note", story).stdout == "Ask Mara.\n\n- twice\n"
    shown = records(run("show", story, "--json"))[0]
    assert shown["your_note"] == "Ask Mara.\n\n- twice"
    assert "Ask Mara" in run("show", story).stdout
    note = Path(run("export", story, "-o", tmp_path).stdout.strip())
    assert "\n## Notes\n" in note.read_text(encoding="utf8")
    run("note", story, "--remove")
    run("export", story, "-o", tmp_path)
    assert "Mara" not in note.read_text(encoding="utf8")
    assert "Nothing changed" in run("note", story, "--remove").stderr


def test_rules_hide_are_listed_paused_and_removed(run: Run) -> None:
    before = len(stories(run))
    word = max(stories(run)[0]["headline"].split(), key=len)
    run("hide", word, "--for", "7d")
    rule = records(run("mute", "--list", "--json"))[0]
    assert (rule["kind"], rule["value"], rule["status"]) == ("word", word, "active") and rule["until"]
    hidden = stories(run, "--hidden")
    assert all(one["hidden_by"] == {"rule": rule["rule"], "hides": f"stories with “{word}”"} for one in hidden)
    assert f"stories with “{word}”" in run("stories", "--hidden").stdout
    assert len(hidden) == rule["stories"] >= 1 and len(stories(run)) == before - len(hidden)
    run("hide", "--pause", word)
    assert len(stories(run)) == before and "paused" in run("hide").stdout
    run("hide", "--resume", rule["rule"])
    run("unhide", "--story", hidden[0]["story"])
    assert len(stories(run, "--hidden")) == len(hidden) - 1
    run("unmute", word)
    assert len(stories(run)) == before and records(run("hide", "--json")) == []
    run("hide", "--outlet", "harbor wire")
    shown = [story["story"] for story in stories(run)]
    assert shown == [hidden[0]["story"]], "what was shown for good stays"
    assert "hides" in run("hide").stderr
    run("hide", "--feed", "Harbor", "--text", "tariffs")
    assert [one["kind"] for one in records(run("hide", "--json"))] == ["feed", "word", "outlet"]


def test_the_undo_log_is_listed_and_gone_back_in(run: Run) -> None:
    assert "Nothing was changed" in run("undo", "--list").stderr
    for name in ("a", "b", "c"):
        run("tag", 1, name)
    rows = records(run("undo", "--list", "--json"))
    assert [row["undone"] for row in rows] == [False] * 3 and rows[0]["label"].endswith("#c")
    assert records(run("undo", "--to", rows[1]["action"], "--json")) == [{"undone": 2}]
    assert [row["undone"] for row in records(run("undo", "--list", "--json"))] == [True, True, False]
    assert "undone" in run("undo", "--list").stdout and "1,000" in run("undo", "--list").stderr
    run("redo")
    assert [row["tag"] for row in records(run("tag", "--json"))] == ["a", "b"]
