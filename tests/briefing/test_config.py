"""Settings: which source wins, and what a mistake is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.config import load
from briefing.errors import UsageError


def write(tmp_path: Path, text: str) -> dict[str, str]:
    path = tmp_path / "config.toml"
    path.write_text(text)
    return {"BRIEFING_CONFIG": str(path)}


def test_a_missing_file_means_defaults(tmp_path: Path) -> None:
    settings, rows = load({"BRIEFING_CONFIG": str(tmp_path / "none.toml")})
    assert settings.edition_size == 30
    assert {row.origin for row in rows} == {"default"}


def test_flag_beats_environment_beats_file(tmp_path: Path) -> None:
    environ = write(tmp_path, 'theme = "paper"\ndatabase = "file.db"\nedition_size = 5\n')
    settings, rows = load(environ | {"BRIEFING_DB": "env.db", "BRIEFING_EDITION_SIZE": "7"}, db="flag.db")
    assert (settings.theme, settings.database, settings.edition_size) == ("paper", "flag.db", 7)
    origin = {row.name: row.origin for row in rows}
    assert (origin["theme"], origin["database"]) == (environ["BRIEFING_CONFIG"], "--db")
    assert (origin["edition_size"], origin["edition_hours"]) == ("BRIEFING_EDITION_SIZE", "default")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('tehme = "paper"', "unknown setting: tehme.*Did you mean theme"),
        ("theme = 3", "theme in .* must be a text"),
        ('edition_size = "many"', "must be a whole number"),
        ("edition_size = 0", "must be 1 or more"),
        ("edition_size = true", "must be a whole number"),
        ('allow_private = "host"', "must be a list"),
        ('slots = ["points", "qotes"]', "no brief has: qotes.*Did you mean quotes"),
        ('slots = ["weather"]', "Known parts: points, numbers"),
        ("theme = ", "not valid TOML"),
    ],
)
def test_a_mistake_names_file_key_and_what_is_expected(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=f"(?s){message}"):
        load(write(tmp_path, text))


def test_a_bad_number_in_the_environment(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="BRIEFING_EDITION_SIZE must be a whole number"):
        load({"BRIEFING_CONFIG": str(tmp_path / "x"), "BRIEFING_EDITION_SIZE": "few"})


def test_a_list_in_the_environment_is_parted_by_commas(tmp_path: Path) -> None:
    settings, _ = load({"BRIEFING_CONFIG": str(tmp_path / "x"), "BRIEFING_ALLOW_PRIVATE": "a.lan, b.lan"})
    assert settings.allow_private == ("a.lan", "b.lan")


def test_the_parts_of_a_brief_are_a_choice(tmp_path: Path) -> None:
    environ = write(tmp_path, 'slots = ["sources", "points", "sources"]')
    assert load(environ)[0].slots == ("sources", "points")
    assert load({**environ, "BRIEFING_SLOTS": "who, quotes"})[0].slots == ("who", "quotes")
    with pytest.raises(UsageError, match="BRIEFING_SLOTS names a part"):
        load({**environ, "BRIEFING_SLOTS": "who, what"})
