"""Corrections, past editions and outlets on the command line, on the sample edition's feeds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import seeds
from briefing.cli import cli

SEEDS = Path(seeds.__file__).parent
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command on a database with two sample feeds."""
    monkeypatch.setenv("BRIEFING_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("BRIEFING_DB", str(tmp_path / "own.db"))

    def call(*arguments: object, code: int = 0) -> Result:
        result = CliRunner().invoke(cli, [str(a) for a in arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result

    call("ingest", *(SEEDS / "feeds" / name for name in ("harbor-wire.xml", "meridian-post.xml")))
    return call


def stories(run: Run, *options: object) -> list[dict[str, Any]]:
    options = options or ("--since", "all")
    return [json.loads(line) for line in run("stories", "--json", *options).stdout.splitlines()]


def groups(run: Run) -> set[frozenset[int]]:
    return {frozenset(item["item"] for item in story["items"]) for story in stories(run)}


def big(run: Run) -> dict[str, Any]:
    """Return a story with more than one item."""
    return next(story for story in stories(run) if len(story["items"]) > 1)


def test_split_undo_redo(run: Run) -> None:
    before, story = groups(run), big(run)
    item = story["items"][0]["item"]
    (made,) = [json.loads(line) for line in run("split", item, "--json").stdout.splitlines()]
    assert [one["item"] for one in made["items"]] == [item] and made["headline"]
    after = groups(run)
    assert frozenset({item}) in after and after != before
    assert "Undone: split" in run("undo").stderr
    assert groups(run) == before
    assert "Done again: split" in run("redo").stderr
    assert groups(run) == after


def test_a_correction_outlives_ingesting_again(run: Run) -> None:
    run("split", big(run)["items"][0]["item"])
    after = groups(run)
    run("ingest", SEEDS / "feeds" / "harbor-wire.xml", SEEDS / "feeds" / "meridian-post.xml")
    assert groups(run) == after


def test_unite_move_and_apart(run: Run) -> None:
    first, second, third, *_ = stories(run)
    shown = run("unite", first["story"], second["story"])
    kept = min(first["story"], second["story"])
    assert shown.stdout.startswith(f"{kept}  ") and "undo" in shown.stderr
    run("move", third["items"][0]["item"], kept)
    united = next(story for story in stories(run) if story["story"] == kept)
    assert third["items"][0]["item"] in [item["item"] for item in united["items"]]
    other = stories(run)[-1]["story"]
    assert "said before" not in run("apart", kept, other).stderr
    assert "said before" in run("apart", other, kept).stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("split", 9999), 1, "no item 9999"),
        (("split", "x"), 2, "not an item number"),
        (("move", 1, 9999), 1, "no story 9999"),
        (("unite", 1, 1), 1, "one already"),
        (("apart", 1), 2, "Missing argument"),
        (("stories", "--edition", "yesterday"), 2, "does not understand"),
        (("stories", "--edition", "1999-01-01"), 1, "no edition of 1999-01-01"),
        (("outlets", "--mute", "Nobody"), 1, "no outlet 'Nobody'"),
    ],
)
def test_wrong_words_are_told(run: Run, arguments: tuple[object, ...], code: int, words: str) -> None:
    result = run(*arguments, code=code)
    assert words in result.stderr and "Traceback" not in result.output


def test_undo_without_anything_to_undo(run: Run) -> None:
    assert run("undo").stderr == "There is nothing to undo.\n"
    assert json.loads(run("undo", "--json").stdout) == {"undone": None}


def test_show_why(run: Run) -> None:
    story = big(run)
    record = json.loads(run("show", story["story"], "--why", "--json").stdout)
    assert {one["item"] for one in record["why"]} == {one["item"] for one in story["items"]}
    assert any(one["words"] and 0 < one["p"] <= 1 for one in record["why"])
    names = [part["name"] for part in record["rank"]]
    assert "outlets" in names and names[-1] == "age"
    text = run("show", story["story"], "--why").stdout
    assert "## Why here: " in text and "- outlets: +" in text and "the first of its story" in text and "shares " in text
    assert "why" not in json.loads(run("show", story["story"], "--json").stdout)


def test_the_reader_who_split_is_the_reason(run: Run) -> None:
    item = big(run)["items"][0]["item"]
    made = run("split", item).stdout.split()[0]
    assert "you split it off" in run("show", made, "--why").stdout


def test_editions_by_date(run: Run) -> None:
    assert "No edition was shown yet" in run("editions").stderr
    shown = stories(run, "--edition", "today")
    assert shown and len(shown) <= 30
    assert "That is all: " in run("stories", "--edition", "today").stderr
    (kept,) = [json.loads(line) for line in run("editions", "--json").stdout.splitlines()]
    assert kept["stories"] == [story["story"] for story in shown]
    day = run("editions").stdout[:10]
    assert stories(run, "--edition", day) == shown
    assert len(run("editions").stdout.splitlines()) == 1
    past = run("stories", "--edition", "2025-07-15")
    assert "No edition was shown then" in past.stderr and past.stdout
    assert stories(run, "--edition", "2025-07-15T23:59", "--limit", 1)


def test_outlets_lift_and_sink_stories(run: Run) -> None:
    def order() -> list[int]:
        return [story["story"] for story in stories(run)]

    before = order()
    alone = next(s for s in reversed(stories(run)) if {i["outlet"] for i in s["items"]} == {"Harbor Wire"})["story"]
    assert "muted" in run("outlets", "--mute", "harbor wire").stdout
    assert order().index(alone) > before.index(alone) or before[-1] == alone
    muted = [json.loads(line) for line in run("outlets", "--json").stdout.splitlines()]
    assert {row["outlet"]: row["stance"] for row in muted} == {"Harbor Wire": "muted", "Meridian Post": ""}
    run("undo")
    assert order() == before
    run("outlets", "--prefer", "Harbor Wire")
    names = [part["name"] for part in json.loads(run("show", alone, "--why", "--json").stdout)["rank"]]
    assert "preferred outlets" in names
    run("outlets", "--neither", "Harbor Wire")
    assert order() == before
