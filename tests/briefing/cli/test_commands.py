"""The command line as its users call it: exit codes, data on stdout, words on stderr, nothing lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

import seeds
from briefing.cli import COMMANDS, cli

SEEDS = Path(seeds.__file__).parent
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command with a configuration, data and home of its own."""
    monkeypatch.setenv("BRIEFING_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("BRIEFING_DB", str(tmp_path / "own.db"))

    def call(*arguments: object, stdin: str | bytes | None = None, code: int = 0) -> Result:
        result = CliRunner().invoke(cli, [str(a) for a in arguments], input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result

    return call


def objects(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help(run: Run, command: str) -> None:
    assert f"Usage: cli {command}" in run(command, "--help").stdout


def test_the_help_lists_every_command(run: Run) -> None:
    text = run("--help").stdout
    assert all(f"  {command} " in text for command in COMMANDS)


def test_an_unknown_command_is_told_the_nearest(run: Run) -> None:
    assert "Did you mean stories?" in run("storys", code=2).stderr


def test_version(run: Run) -> None:
    from briefing import __version__

    assert run("--version").stdout == f"{__version__}\n"


def test_without_a_terminal_the_edition_comes_as_lines(run: Run) -> None:
    lines = run().stdout.splitlines()
    assert lines[0] == "briefing, Friday 18 July 2025, sample edition"
    assert "1. Nvidia expects US licences to sell H20 chips to China again" in lines


def test_the_seed_article_twice_is_one_item(run: Run) -> None:
    first = run("ingest", SEEDS / "article.txt", "--json")
    second = run("ingest", SEEDS / "article.txt", "--json")
    assert [(o["new"], o["unchanged"]) for o in objects(first) + objects(second)] == [(1, 0), (0, 1)]
    (story,) = objects(run("stories", "--since", "all", "--json"))
    (item,) = story["items"]  # type: ignore[misc]
    assert item["outlet"] == "Seed article"
    assert item["published"] == "2025-07-16T00:00:00Z"


def bad_sources(folder: Path) -> dict[str, Path]:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02" * 100)
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(100 * 2**20)
    (folder / "a-folder").mkdir()
    return {name: folder / name for name in ("empty.txt", "binary.txt", "huge.txt", "a-folder", "missing.txt")}


@pytest.mark.parametrize("name", ["empty.txt", "binary.txt", "huge.txt", "a-folder", "missing.txt"])
def test_a_bad_source_is_told_and_stores_nothing(run: Run, tmp_path: Path, name: str) -> None:
    result = run("ingest", bad_sources(tmp_path)[name], code=1)
    assert name in result.stderr and "Traceback" not in result.output
    assert run("stories", "--since", "all", "--json").stdout == ""


def test_a_bad_source_does_not_stop_the_good_one(run: Run, tmp_path: Path) -> None:
    run("ingest", tmp_path / "missing.txt", SEEDS / "article.txt", code=1)
    assert len(objects(run("stories", "--since", "all", "--json"))) == 1


def test_standard_input_is_a_source(run: Run) -> None:
    run("ingest", "-", stdin=(SEEDS / "feeds" / "harbor-wire.xml").read_bytes())
    assert len(objects(run("stories", "--since", "all", "--json"))) > 5


def test_stories_show_search_on_the_sample(run: Run) -> None:
    stories = objects(run("stories", "--sample", "--since", "all", "--json"))
    chips = next(s for s in stories if "Nvidia" in str(s["headline"]))
    assert {"story", "headline", "first", "last", "outlets", "items", "score", "entities"} <= chips.keys()
    (brief,) = objects(run("show", chips["story"], "--sample", "--json"))
    slots = {"headline", "sentences", "numbers", "quotes", "timeline", "entities", "angles", "sources"}
    assert slots <= brief.keys()
    assert {"text", "citations", "item", "start", "end", "new"} <= brief["sentences"][0].keys()  # type: ignore[index]
    hits = objects(run("search", "nvi", "--sample", "--json"))
    assert {"item", "story", "title", "outlet", "published", "url", "snippet"} == hits[0].keys()
    assert [h["published"] for h in hits] == sorted((h["published"] for h in hits), reverse=True)  # type: ignore[type-var]


@pytest.mark.parametrize("query", ["U.S.", "C++", "it's", "#1", "(", "\x00", '"', "AND", "-", "*"])
def test_no_query_is_an_error(run: Run, query: str) -> None:
    run("search", "--sample", "--json", "--", query)


def test_export_writes_a_note_a_story_and_twice_changes_nothing(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    first = run("export", "--sample", "--since", "all", "-o", folder)
    paths = sorted(folder.iterdir())
    assert (
        len(paths)
        == len(first.stdout.splitlines())
        == len(objects(run("stories", "--sample", "--since", "all", "--json")))
    )
    before = {path: path.read_bytes() for path in paths}
    again = run("export", "--sample", "--since", "all", "-o", folder)
    assert "unchanged" in again.stderr and "new" not in again.stderr
    assert {path: path.read_bytes() for path in sorted(folder.iterdir())} == before
    for text in before.values():
        assert yaml.safe_load(text.decode().split("---\n")[1])["type"] == "brief"


def test_export_to_a_file_is_an_error_for_people(run: Run, tmp_path: Path) -> None:
    (tmp_path / "f").write_text("mine")
    assert "cannot be written" in run("export", "--sample", "-o", tmp_path / "f", code=1).stderr
    assert (tmp_path / "f").read_text() == "mine"


def test_subscriptions_go_in_and_out_as_opml(run: Run, tmp_path: Path) -> None:
    run("packs", "science")
    opml = run("export", "--opml").stdout
    (tmp_path / "out.opml").write_text(opml)
    urls = {o["url"] for o in objects(run("feeds", "--json"))}
    run("import", tmp_path / "out.opml", "--db", tmp_path / "other.db")
    assert {o["url"] for o in objects(run("feeds", "--json", "--db", tmp_path / "other.db"))} == urls
    assert len(urls) >= 12


def test_an_unknown_pack_names_the_known_ones(run: Run) -> None:
    assert "science" in run("packs", "sciense", code=2).stderr


@pytest.mark.parametrize(
    "arguments",
    [("show", "x"), ("show", "999"), ("stories", "--since", "soon"), ("export", "999"), ("import", "missing.opml")],
)
def test_a_mistake_is_told_in_words(run: Run, arguments: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli, [*arguments])
    assert result.exit_code in (1, 2)
    assert result.stderr.startswith("briefing: ") and "Traceback" not in result.output


def test_entities_of_a_text_have_offsets_into_the_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "t.txt"
    file.write_bytes(b"Nvidia in Beijing\r\nJensen Huang praised DeepSeek in Beijing.\n")
    text = file.read_bytes().decode()
    rows = objects(run("entities", "--text", file, "--json"))
    assert all(text[r["start"] : r["end"]] == r["text"] for r in rows)  # type: ignore[misc]
    assert {("Nvidia", "organisation"), ("Beijing", "place"), ("Jensen Huang", "person")} <= {
        (r["text"], r["kind"]) for r in rows
    }


def test_entities_of_the_sample(run: Run) -> None:
    assert "Nvidia" in {o["name"] for o in objects(run("entities", "--sample", "--since", "all", "--json"))}


def test_doctor_looks_at_the_sample_edition(run: Run) -> None:
    run("stories", "--sample")
    found = run("doctor", "--sample").stdout
    assert "sample.db" in found and "69 items, 22 stories" in found


def test_doctor_finds_a_corrupt_database_and_leaves_it(run: Run, tmp_path: Path) -> None:
    assert run("doctor").stdout
    (tmp_path / "own.db").write_bytes(b"SQLite format 3\x00" + b"garbage" * 500)
    before = (tmp_path / "own.db").read_bytes()
    assert "problem" in run("doctor", code=1).stdout
    result = run("stories", code=1)
    assert result.stderr.startswith("briefing: ")
    assert (tmp_path / "own.db").read_bytes() == before


def test_config_tells_where_values_come_from(run: Run, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('theme = "paper"\n')
    rows = {o["setting"]: o for o in objects(run("config", "--json"))}
    assert rows["theme"]["value"] == "paper" and str(rows["theme"]["origin"]).endswith("config.toml")
    assert rows["database"]["origin"] == "BRIEFING_DB"


def test_a_wrong_configuration_is_exit_code_2(run: Run, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("colour = 1\n")
    assert "unknown setting: colour" in run("stories", code=2).stderr


def test_nothing_stored_yet_says_what_to_do(run: Run) -> None:
    assert "briefing add URL" in run("stories").stderr
    assert "briefing add URL" in run("refresh").stderr
