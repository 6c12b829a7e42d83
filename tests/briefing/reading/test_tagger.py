"""The tagger: exact decoding, fixed answers of the shipped model, damaged model files."""

from __future__ import annotations

import itertools
import random

import pytest

from briefing.errors import BriefingError
from briefing.reading import model_files
from briefing.reading.tagger import load_tagger
from briefing.reading.viterbi import Viterbi
from briefing.reading.weights import load_weights, pack

TAGGED = [
    ("Nvidia CEO Jensen Huang met President Trump.", "Nvidia/ORG Jensen Huang/PER Trump/PER"),
    ("The US Treasury Secretary Scott Bessent spoke to Bloomberg.", "US Treasury/ORG Scott Bessent/PER Bloomberg/ORG"),
    ("Macron and Merz met in Berlin on Tuesday.", "Macron/PER Merz/PER Berlin/LOC"),
    ("BERLIN: GERMANY AND FRANCE AGREE", "BERLIN/LOC GERMANY/LOC FRANCE/LOC"),
    ("the US-China talks", "US/LOC China/LOC"),
    ("Angela\nMerkel", "Angela/PER Merkel/PER"),
    ("nothing to see here", ""),
    ("东京 and القاهرة and Москва", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TAGGED)
def test_shipped_model_gives_these_names(text: str, expected: str) -> None:
    found = " ".join(f"{text[start:end]}/{label}" for start, end, label in load_tagger().tag(text))
    assert found == expected


def test_tagging_does_not_depend_on_what_came_before() -> None:
    tagger = load_tagger()
    texts = [text for text, _ in TAGGED]
    forwards = [tagger.tag(text) for text in texts]
    assert [tagger.tag(text) for text in reversed(texts)] == forwards[::-1]


def test_a_long_line_without_stops_is_tagged() -> None:
    text = "Bob Smith of Paris, " * 2000
    spans = load_tagger().tag(text)
    assert len(spans) > 2000
    assert all(earlier.end <= later.start for earlier, later in itertools.pairwise(spans))


def best_by_trying(rows: list[list[int]], transitions: list[list[int]]) -> int:
    """The score of the best path, found by trying every path."""
    labels = range(len(transitions))
    return max(score(list(path), rows, transitions) for path in itertools.product(labels, repeat=len(rows)))


def score(path: list[int], rows: list[list[int]], transitions: list[list[int]]) -> int:
    steps = sum(transitions[to][source] for source, to in itertools.pairwise(path))
    return steps + sum(row[label] for row, label in zip(rows, path, strict=True))


@pytest.mark.parametrize("seed", range(60))
def test_decoding_finds_the_best_path(seed: int) -> None:
    chance = random.Random(seed)
    spread = chance.choice([5, 100, 3000])
    transitions = [[chance.randint(-1000, 1000) for _ in range(4)] for _ in range(4)]
    rows = [[chance.randint(-spread, spread) for _ in range(4)] for _ in range(chance.randint(1, 6))]
    path = Viterbi(transitions).decode([pack(row) for row in rows])
    assert score(path, rows, transitions) == best_by_trying(rows, transitions)


def test_packed_rows_add_up_lane_by_lane() -> None:
    assert pack([1, -2, 3]) + pack([-5, 7, -9]) == pack([-4, 5, -6])
    weights = load_weights()
    assert weights.named("no such feature, ever") == 0
    assert weights.named("b") != 0


def test_a_damaged_model_file_is_an_error_for_people(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = model_files._raw("clusters.bin.gz")
    manifest = model_files._raw("manifest.toml")
    model_files._manifest.cache_clear()
    monkeypatch.setattr(model_files, "_raw", lambda name: manifest if name == "manifest.toml" else whole[:-1] + b"x")
    with pytest.raises(BriefingError, match=r"clusters\.bin\.gz is damaged") as error:
        model_files.read_model_file("clusters.bin.gz")
    assert error.value.hint


def test_a_missing_model_file_is_an_error_for_people() -> None:
    with pytest.raises(BriefingError, match="cannot be read"):
        model_files.read_model_file("nothing.bin.gz")


def test_the_model_has_a_version() -> None:
    assert model_files.model_version() >= 1
