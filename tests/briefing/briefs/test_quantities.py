"""Numbers in digits and in words are one number; another number is another statement."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from briefing.briefs.make import make_brief
from briefing.briefs.material import gather
from briefing.briefs.novelty import is_new, remember
from briefing.briefs.quantities import numbers_in


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("Fourteen boats sank.", "en", {"14"}),
        ("Twenty-five boats and two ferries sank.", "en", {"25", "2"}),
        ("Dozens of boats sank.", "", {"dozens"}),
        ("The two ferries sank, both ferries sank, one boat sank.", "en", set()),
        ("Vierzehn Boote und dreißig Fähren sanken.", "de", {"14", "30"}),
        ("Quatorze bateaux ont coulé.", "fr", {"14"}),
        ("Catorce barcos se hundieron.", "es-MX", {"14"}),
        ("Fourteen boats sank.", "fi", set()),
    ],
)
def test_number_words(text: str, language: str, numbers: set[str]) -> None:
    assert numbers_in(text, (), language) == numbers


def test_digits_are_taken_from_the_stems() -> None:
    assert numbers_in("14 boats for $16", {"14", "boat", "$16"}, "en") == {"14", "$16"}


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        ("Two people died in the flood in the valley of the Arno.", "Two people died in the Arno valley flood.", False),
        (
            "Two people died in the flood in the valley of the Arno.",
            "Fourteen people died in the flood in the valley of the Arno.",
            True,
        ),
        (
            "Fourteen people died in the flood in the valley of the Arno.",
            "14 people died in the flood in the valley of the Arno.",
            False,
        ),
    ],
)
def test_a_toll_in_words_that_grew_is_new(kit: SimpleNamespace, before: str, after: str, new: bool) -> None:
    first, second = kit.item(1, before), kit.item(2, after, hours=1)
    seen = remember([first], {1: kit.read(first)})
    (line,) = gather([second], {2: kit.read(second)}).lines
    assert is_new(line, seen) is new


def test_another_number_in_words_is_another_statement(kit: SimpleNamespace) -> None:
    one = kit.item(1, "Two people died in the flood in the valley of the Arno.")
    two = kit.item(2, "Fourteen people died in the flood in the valley of the Arno.", hours=1)
    made = make_brief(kit.story([one, two]), [one, two], {1: kit.read(one), 2: kit.read(two)}, now=kit.now)
    assert made.lead is not None and len(made.lead.citations) == 1
