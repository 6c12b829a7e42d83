"""Events told by several outlets in one language -> a story each, with texts as feeds carry them."""

from __future__ import annotations

import pytest

from briefing.stories.features import extract
from tests.briefing.stories.made import item, partition, place

Told = tuple[tuple[tuple[str, str], ...], ...]
"""Events of three outlets each: (title, text)."""

EVENTS: dict[str, Told] = {
    "de": (
        (
            (
                "Trump droht EU mit Zöllen von 30 Prozent",
                "Der US-Präsident hat einen Brief an Brüssel veröffentlicht. Die Zölle sollen ab August gelten.",
            ),
            (
                "EU setzt auf Verhandlungen: Trump kündigt 30-Prozent-Zölle an",
                "BRÜSSEL (dpa) - Die Kommission will reden.",
            ),
            (
                "Zollbrief aus Washington: Wie die EU auf Trumps Drohung antwortet",
                "Von August an sollen 30 Prozent Zoll auf Waren aus der EU anfallen.",
            ),
        ),
        (
            (
                "Raumkapsel mit vier Astronauten im Pazifik gelandet",
                "Die Crew der Mission Axiom-4 ist nach 18 Tagen auf der ISS zurück.",
            ),
            ("Axiom-4: Astronauten von der ISS zurückgekehrt", "Die Kapsel wasserte vor San Diego im Pazifik."),
            ("Nach 18 Tagen auf der ISS: Axiom-Kapsel wassert vor Kalifornien", "Vier Astronauten sind an Bord."),
        ),
    ),
    "fr": (
        (
            (
                "Incendie à Marseille : l’aéroport fermé, des quartiers confinés",
                "Le feu parti des Pennes-Mirabeau a atteint les quartiers nord de Marseille.",
            ),
            (
                "Marseille : l'incendie des Pennes-Mirabeau atteint la ville",
                "L'aéroport de Marseille est fermé ; les habitants sont confinés.",
            ),
            (
                "À Marseille, un incendie aux portes des quartiers nord",
                "Les pompiers luttent contre le feu parti des Pennes-Mirabeau, l’aéroport a fermé.",
            ),
        ),
        (
            (
                "Le budget de François Bayrou prévoit deux jours fériés en moins",
                "Le premier ministre veut supprimer le lundi de Pâques et le 8 mai.",
            ),
            ("Budget : Bayrou veut supprimer deux jours fériés", "Le 8-Mai et le lundi de Pâques seraient travaillés."),
            (
                "Deux jours fériés supprimés : le plan budgétaire de Bayrou",
                "Le gouvernement cherche 44 milliards d’euros pour le budget 2026.",
            ),
        ),
    ),
    "es": (
        (
            (
                "Un apagón deja sin luz a España y Portugal",
                "El corte eléctrico masivo paraliza trenes, semáforos y aeropuertos en la Península.",
            ),
            ("Apagón masivo en España y Portugal", "Red Eléctrica investiga las causas del corte de luz."),
            (
                "Red Eléctrica, sobre el apagón: «La luz volverá en horas»",
                "El apagón ha dejado sin electricidad a la Península.",
            ),
        ),
        (
            (
                "El Barcelona conquista la Liga ante el Espanyol",
                "El equipo azulgrana gana por 0-2 en Cornellà y es campeón de Liga.",
            ),
            ("El Barça, campeón de Liga en Cornellà", "Los azulgrana ganaron al Espanyol por 0-2."),
            ("Campeones: el Barça gana al Espanyol y se lleva la Liga", "El título llega en Cornellà con un 0-2."),
        ),
    ),
    "pt": (
        (
            (
                "Trump anuncia tarifa de 50% sobre produtos do Brasil",
                "A carta cita o processo contra Bolsonaro no STF.",
            ),
            (
                "Brasil vai responder à tarifa de 50% de Trump, diz governo",
                "A tarifa sobre produtos brasileiros começa em agosto.",
            ),
            (
                "Tarifa de Trump: entenda a taxa de 50% sobre o Brasil",
                "O presidente americano enviou a carta em que anuncia a tarifa sobre produtos brasileiros.",
            ),
        ),
        (
            (
                "Elevador da Glória descarrila em Lisboa e faz mortos",
                "O ascensor turístico de Lisboa descarrilou na Calçada da Glória.",
            ),
            ("Lisboa: descarrilamento do Elevador da Glória", "Há mortos e feridos; o cabo do ascensor soltou-se."),
            (
                "Acidente no Elevador da Glória: o que se sabe",
                "O ascensor descarrilou e embateu num edifício em Lisboa.",
            ),
        ),
    ),
    "it": (
        (
            (
                "Dazi, Trump annuncia il 30% sulle merci europee",
                "La lettera all'Unione europea: i dazi scattano ad agosto.",
            ),
            (
                "Dazi al 30%, la lettera di Trump all'Europa",
                "(ANSA) - BRUXELLES, 12 LUG - Von der Leyen: pronti a trattare.",
            ),
            (
                "Von der Leyen sui dazi di Trump: l'Europa tratta fino ad agosto",
                "La lettera del presidente parla del 30% sulle merci europee.",
            ),
        ),
        (
            (
                "Sinner vince Wimbledon: battuto Alcaraz in finale",
                "Primo italiano a vincere il torneo di Londra in singolare.",
            ),
            ("Wimbledon è di Sinner: Alcaraz ko in quattro set", "L'azzurro è il primo italiano a vincere Wimbledon."),
            ("Sinner nella storia: trionfo a Wimbledon contro Alcaraz", "La finale di Londra finisce in quattro set."),
        ),
    ),
    "nl": (
        (
            (
                "Kabinet-Schoof gevallen: PVV stapt uit de coalitie",
                "Wilders trekt de stekker uit het kabinet wegens het asielbeleid.",
            ),
            ("PVV verlaat coalitie, kabinet valt over asielbeleid", "DEN HAAG (ANP) - Schoof biedt zijn ontslag aan."),
            ("Wilders blaast kabinet op: PVV uit de coalitie", "Premier Schoof dient het ontslag van het kabinet in."),
        ),
        (
            (
                "Grote brand in loods in de haven van Rotterdam",
                "De brandweer blust met boten; rook trekt over de stad.",
            ),
            ("Brand in Rotterdamse haven: loods verwoest", "De brandweer waarschuwt voor rook uit de loods."),
            ("Rook boven Rotterdam door brand in loods", "In de haven brandt een loods; de brandweer is ter plaatse."),
        ),
    ),
    "ru": (
        (
            (
                "У берегов Камчатки произошло землетрясение магнитудой 8,8",
                "МОСКВА, 30 июл — Объявлена угроза цунами на Курилах.",
            ),
            ("Землетрясение на Камчатке: объявлена угроза цунами", "Магнитуда составила 8,8, на Курилах ждут волну."),
            (
                "Цунами дошло до Курил после землетрясения у Камчатки",
                "Мощное землетрясение стало сильнейшим с 1952 года.",
            ),
        ),
        (
            (
                "Центробанк снизил ключевую ставку до 18 процентов",
                "Совет директоров Банка России снизил ставку на два пункта.",
            ),
            ("Банк России снизил ключевую ставку до 18%", "Центробанк объяснил решение замедлением инфляции."),
            ("Ключевая ставка снижена до 18%: что это значит", "Центробанк снизил ставку из-за замедления инфляции."),
        ),
    ),
    "zh": (
        (
            ("堪察加半岛附近发生8.8级地震", "地震引发海啸预警，日本沿岸居民撤离。"),
            ("俄罗斯堪察加8.8级强震触发海啸预警", "太平洋沿岸多国发布海啸预警。"),
            ("堪察加强震：日本夏威夷发布海啸预警", "地震震级为8.8级，是近年来最强地震。"),
        ),
        (
            ("英伟达将恢复对华销售H20芯片", "黄仁勋表示，美国政府已承诺发放许可证。"),
            ("黄仁勋：H20芯片获准恢复对华销售", "英伟达称美国政府将发放许可证。"),
            ("美国批准英伟达向中国销售H20芯片", "英伟达恢复对华销售，股价创新高。"),
        ),
    ),
    "ja": (
        (
            ("カムチャツカ半島沖で地震、津波警報", "気象庁は太平洋沿岸に津波警報を発表した。"),
            ("津波警報、太平洋沿岸に カムチャツカ半島沖の地震で", "マグニチュードは8.8と推定される。"),
            ("カムチャツカ地震で津波警報 各地で避難", "気象庁が太平洋沿岸の各地に警報を出した。"),
        ),
        (
            ("参院選、与党が過半数割れ", "自民・公明の与党は参議院で過半数を失った。"),
            ("与党、参議院選挙で過半数を割り込む", "自民党総裁は続投の意向を示した。"),
            ("参院選で与党過半数割れ、首相は続投表明", "自民・公明の議席は参議院の過半数に届かなかった。"),
        ),
    ),
    "ko": (
        (
            ("캄차카 반도 인근서 규모 8.8 강진", "일본과 하와이에 쓰나미 경보가 발령됐다."),
            ("캄차카 강진에 쓰나미 경보 발령", "규모 8.8 지진으로 일본 주민들이 대피했다."),
            ("일본·하와이 쓰나미 경보, 캄차카 규모 8.8 지진", "러시아 캄차카 반도 인근에서 강진이 일어났다."),
        ),
        (
            ("한국은행, 기준금리 2.50% 동결", "금융통화위원회는 기준금리를 동결하기로 했다."),
            ("기준금리 2.50%로 동결, 한국은행 금통위", "가계부채와 집값 때문에 금리를 동결했다."),
            ("한은 금통위 기준금리 동결 결정", "한국은행은 기준금리를 연 2.50%로 유지했다."),
        ),
    ),
}


def _items(language: str, first: int = 0, declared: str = "") -> list:
    told = [one for outlets in zip(*EVENTS[language], strict=True) for one in outlets]
    return [item(first + n, title, text, hours=n / 2, language=declared) for n, (title, text) in enumerate(told)]


@pytest.mark.parametrize("language", EVENTS)
def test_three_outlets_one_story(language: str) -> None:
    found = place(_items(language))
    assert partition(found.values()) == {frozenset({0, 2, 4}), frozenset({1, 3, 5})}


def test_events_stay_whole_and_apart_among_other_languages() -> None:
    items = [one for n, language in enumerate(EVENTS) for one in _items(language, 10 * n)]
    stories = partition(place(items).values())
    for n in range(len(EVENTS)):
        first, second = ({10 * n + turn for turn in turns} for turns in ((0, 2, 4), (1, 3, 5)))
        assert not any(story & first and story & second for story in stories)
        assert any(first <= story for story in stories) and any(second <= story for story in stories)


@pytest.mark.parametrize("language", EVENTS)
@pytest.mark.parametrize("declared", ["", "en", "same"])
def test_the_language_is_told_by_the_words(language: str, declared: str) -> None:
    for one in _items(language, declared=language if declared == "same" else declared):
        assert extract(one).language == language
