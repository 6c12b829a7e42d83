"""`briefing entities`: lists, one entity's page, and the reader's word on names from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import seeds
from briefing.cli import cli

ARTICLE = Path(seeds.__file__).parent / "article.txt"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs `briefing entities` on a database with the seed article."""
    monkeypatch.setenv("BRIEFING_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("BRIEFING_DB", str(tmp_path / "own.db"))

    def call(*arguments: object, code: int = 0, command: str = "entities") -> Result:
        result = CliRunner().invoke(cli, [command, *(str(a) for a in arguments)])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result

    call(ARTICLE, command="ingest")
    return call


def page(run: Run, *arguments: object) -> dict[str, object]:
    """Return the JSON of an entity's page."""
    found: dict[str, object] = json.loads(run(*arguments, "--json").stdout)
    return found


def listed(run: Run, *arguments: object) -> set[str]:
    """Return the names of a list."""
    lines = run("--since", "all", "--limit", 100, "--json", *arguments).stdout.splitlines()
    return {json.loads(line)["name"] for line in lines}


def test_the_page_of_one(run: Run) -> None:
    text = run("bessent").stdout
    assert text.startswith("Scott Bessent  (person, 1 item in 1 story)\n")
    assert "also  Bessent" in text and "US Treasury Secretary (2025-07-16)" in text
    found = page(run, "bessent")
    assert (found["name"], found["kind"], found["names"]) == ("Scott Bessent", "person", ["Bessent"])
    assert found["roles"] and len(found["story_list"]) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wish", "key", "value"),
    [
        (("--follow",), "followed", True),
        (("--mute",), "muted", True),
        (("--hide",), "hidden", True),
        (("--kind", "product"), "kind", "product"),
        (("--rename", "Nvidia Corp"), "name", "Nvidia Corp"),
    ],
)
def test_what_is_said_of_one_is_kept(run: Run, wish: tuple[str, ...], key: str, value: object) -> None:
    before = page(run, "Nvidia")[key]
    assert page(run, "Nvidia", *wish)[key] == value != before
    assert page(run, "nvidia")[key] == value


def test_hidden_ones_are_listed_apart_and_can_be_shown(run: Run) -> None:
    run("H20", "--hide", "--follow")
    assert "H20" not in listed(run) and listed(run, "--hidden") == {"H20"}
    assert "followed, hidden" in run("--hidden").stdout
    run("H20", "--show", "--unfollow")
    assert "H20" in listed(run) and not listed(run, "--hidden")


def test_merging_and_splitting(run: Run) -> None:
    assert page(run, "Besenbacher", "--same-as", "bessent")["merged"] == ["Besenbacher"]
    assert "Besenbacher" not in listed(run)
    assert page(run, "Bessent", "--split", "Besenbacher")["merged"] == []
    page(run, "Scott Bessent", "--split", "bessent")
    assert {"Besenbacher", "Bessent", "Scott Bessent"} <= listed(run)


def test_rising_ones_say_by_how_much(run: Run) -> None:
    assert run("--rising", "--json").stdout == ""


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("Nobody",), 1, "No stored item names “Nobody”."),
        (("--follow",), 2, "Of which entity?"),
        (("Nvidia", "--kind", "money"), 2, "Invalid value for '--kind'"),
        (("Nvidia", "--same-as", "nvidia"), 1, "the same entity already"),
        (("Nvidia", "--split", "Geneva"), 1, "It has no name “Geneva”."),
        (("Nvidia", "--rename", "ByteDance"), 1, "Another entity is called “ByteDance”."),
    ],
)
def test_wrong_wishes_are_told(run: Run, arguments: tuple[str, ...], code: int, words: str) -> None:
    assert words in run(*arguments, code=code).stderr


def test_an_engine_that_is_not_installed_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_ENTITY_ENGINE", "missing")
    assert "There is no entity engine 'missing'." in run("--text", ARTICLE, code=1).stderr
    assert "There is no entity engine 'missing'." in run("--all", command="refresh", code=1).stderr
