"""What the README says is what the code does: its tables, its commands, its pictures."""

from __future__ import annotations

import pytest

from tests.readme import README, TABLES, section

TEXT = README.read_text(encoding="utf8")


@pytest.mark.parametrize("name", list(TABLES))
def test_the_table_is_the_code_s_own(name: str) -> None:
    match = section(name).search(TEXT)
    assert match, f"README.md lacks the marks of {name}"
    assert match[0] == f"{TABLES[name]()}\n", "run: python -m tests.readme"


def test_the_commands_to_start_and_to_test_stand_in_the_readme() -> None:
    lines = TEXT.splitlines()
    (start,) = [line for line in lines if line.startswith("    python3 -m venv") and line.endswith("bin/briefing")]
    (test,) = [line for line in lines if line.startswith("    python3 -m venv") and line.endswith("-m tests")]
    assert "pip install" in start and "pip install" in test


def test_every_picture_is_there() -> None:
    pictures = [part.split(")")[0] for part in TEXT.split("](")[1:] if part.startswith(".github/")]
    assert pictures
    assert all((README.parent / picture).is_file() for picture in pictures)
