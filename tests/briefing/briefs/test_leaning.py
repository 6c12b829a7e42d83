"""Sentences that say nothing, or something else, without what stands before them; and the paper's own business."""

from __future__ import annotations

import pytest

from briefing.briefs.boilerplate import is_about_itself, is_boilerplate
from briefing.briefs.leaning import asks, is_narrated, lacks_name, leans
from briefing.briefs.readable import Fit, fitness


@pytest.mark.parametrize(
    "text",
    [
        "If he did decide to close the dam, the valley would be dry by June.",
        "When they reached the lake, the ice had gone.",
        "Ironically, the letter was written by a machine too.",
        "Then: what the first farmers of the delta ate for breakfast.",
        "that sentence does not stand in the letter.",
        "The latest talks came as the river rose again.",
        "The call comes as the port cuts its night shifts.",
    ],
)
def test_leaning_wherever_they_stand(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "The country has also hosted four boat races.",
        "The strikes killed three people near the harbour.",
        "The ambassador met a minister on Tuesday.",
    ],
)
def test_a_noun_told_before_leans_but_not_at_the_start_of_its_article(text: str) -> None:
    assert leans(text, first=False) and not leans(text, first=True)


@pytest.mark.parametrize(
    ("text", "language", "leaning"),
    [
        ("Er will die Brücke bis Juni schließen.", "de", True),
        ("Das Gericht will die Brücke bis Juni schließen.", "de-AT", False),
        ("Elle veut fermer le pont avant juin.", "fr", True),
        ("Le tribunal veut fermer le pont avant juin.", "fr", False),
        ("Ella quiere cerrar el puente antes de junio.", "es", True),
        ("El tribunal quiere cerrar el puente antes de junio.", "es", False),
        ("Zij wil de brug voor juni sluiten.", "nl", True),
    ],
)
def test_pronouns_of_other_languages(text: str, language: str, leaning: bool) -> None:
    assert leans(text, language=language) is leaning
    assert fitness(text, named_at=-1, language=language) is (Fit.LEANING if leaning else Fit.GOOD)


@pytest.mark.parametrize(
    "text",
    [
        "The ambassador, Ada Berg, met a minister on Tuesday.",
        "The country of lakes has hosted four boat races.",
        "The museum’s director defended the show.",
        "The film “Nordlicht” opens the festival.",
    ],
)
def test_a_noun_that_is_told_does_not_lean(text: str) -> None:
    assert not leans(text, first=False)


@pytest.mark.parametrize(
    ("text", "named_at", "names", "lacks"),
    [
        ("In his first speech, Berg spoke of the lake.", 21, True, False),
        ("He left before Berg spoke of the lake.", 15, True, True),
        ("The mayor thanked her for the bread.", -1, False, True),
        ("Like many of the tales of the lake, it sounded odd, but Berg believed it.", 60, True, True),
        ("In the small hours of that night, they left.", -1, False, True),
        ("In the small hours of that night, they left Oslo.", -1, True, False),
        ("Farmers left the valley before the flood.", -1, False, False),
    ],
)
def test_pronouns_without_a_name(text: str, named_at: int, names: bool, lacks: bool) -> None:
    assert lacks_name(text, named_at, names=names) is lacks


@pytest.mark.parametrize(
    ("text", "language", "narrated"),
    [
        ("When I checked the link a few hours ago, it was gone.", "en", True),
        ("As we wrote last week, the lake is dry.", "", True),
        ("“When I checked the link, it was gone,” Berg said.", "en", False),
        ("The bridge was built after World War I by the army.", "en", False),
        ("I ministri hanno votato la legge a Roma.", "it", False),
    ],
)
def test_the_writers_own_voice(text: str, language: str, narrated: bool) -> None:
    assert is_narrated(text, language) is narrated


def test_questions_say_nothing_yet() -> None:
    assert asks("Who will pay for the new bridge over the river?") and not asks("“Who pays?” asked Berg.")
    assert fitness("Who will pay for the new bridge over the river?", named_at=-1) is Fit.LEANING


@pytest.mark.parametrize(
    "text",
    [
        "Get the news of the lake in our newsletter every day.",
        "Photo: a boat on the lake at night",
        "File photo of the harbour in the north of the town.",
        "Become a paid subscriber for bonus content about boats.",
        "Ada Berg has more on the story of the lake.",
        "Ada Berg reports from Oslo.",
        "This is a developing story about the flood in the valley.",
        "With inputs from other agencies of the north.",
        "Lesen Sie auch: Was der See uns sagt",
        "Suscríbete para leer más sobre el lago y sus barcos",
        "À lire aussi : le lac et ses bateaux",
    ],
)
def test_the_papers_own_business(text: str) -> None:
    assert is_boilerplate(text) and fitness(text, named_at=0) is Fit.UNFIT


@pytest.mark.parametrize(
    "text",
    [
        "The court ruled that the copyright of the song had ended.",
        "Police gave no more details of the crash on the lake.",
        "The bakery sold cookies in the shape of boats to visitors.",
        "The minister reports to the parliament twice a year on the lake.",
    ],
)
def test_news_about_papers_is_news(text: str) -> None:
    assert not is_boilerplate(text)


@pytest.mark.parametrize(
    ("text", "outlet", "own"),
    [
        ("Lakeside speaks with Ada Berg, who built the dam.", "Lakeside Radio", True),
        ("Lakeside's Ada Berg explains why the dam broke.", "Lakeside Radio", True),
        ("The Harbour Times takes a look at the new ferry.", "Harbour Times", True),
        ("Lakeside voted for the bridge on Tuesday.", "Lakeside Radio", False),
        ("Ada Berg speaks with the mayor of Oslo today.", "Lakeside Radio", False),
        ("Ada Berg speaks with the mayor of Oslo today.", "", False),
    ],
)
def test_what_an_outlet_says_of_itself(text: str, outlet: str, own: bool) -> None:
    assert is_about_itself(text, outlet) is own
