"""Texts that are not English: none of their words taken for names, the sure names and the amounts found."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from briefing.reading.amounts import find_amounts
from briefing.reading.entities import find_mentions
from briefing.reading.languages import is_english
from briefing.reading.memory import Memory

PUBLISHED = datetime(2026, 2, 18, 9, tzinfo=UTC)
DE = """Der Deutsche Bundestag hat am Donnerstag den Haushalt für das kommende Jahr beschlossen. Die Abgeordneten
stimmten nach einer langen Debatte für den Entwurf, der Ausgaben von 520 Milliarden Euro vorsieht. Kritik kam vom
Rechnungshof. Bundeskanzler Friedrich Merz verteidigte die Pläne in Berlin."""
FR = """Les députés ont voté jeudi le projet de loi de finances. Le Premier ministre a salué un compromis, tandis que
l’opposition dénonce une hausse des impôts de 5 milliards d’euros. Emmanuel Macron doit s’exprimer vendredi à Paris."""
ES = """El Consejo de Ministros ha aprobado este martes el real decreto ley que limita los precios del alquiler. La
ministra de Vivienda ha defendido la medida en Madrid. El paquete cuesta 2 mil millones de euros, un 4,5 % más."""
IT = """Il Senato ha approvato in prima lettura la riforma della giustizia voluta dal governo di Giorgia Meloni. Il
Presidente della Repubblica Sergio Mattarella segue il dibattito. La riforma costa 3,5 miliardi di euro."""
PL = """Sejm uchwalił w piątek ustawę budżetową. Premier Donald Tusk podkreślił, że wydatki na obronność wzrosną.
Prezydent Karol Nawrocki zapowiedział skierowanie ustawy do Trybunału Konstytucyjnego."""
SV = """Regeringen presenterade på torsdagen ett förslag om hårdare straff. Justitieminister Gunnar Strömmer säger att
förslaget ska träda i kraft nästa år. Socialdemokraterna är kritiska."""
RU = """Президент России Владимир Путин провёл переговоры в Пекине. Стороны подписали соглашения на 2 млрд долларов. По
данным Reuters, переговоры длились три часа."""
ZH = "国家主席习近平3日在北京会见俄罗斯总统普京，总额超过20亿美元。Nvidia CEO Jensen Huang 也在北京。"
AR = "استقبل الرئيس المصري عبد الفتاح السيسي وزير الخارجية الأمريكي في القاهرة يوم الأحد، وفقا لشبكة CNN."
KO = "이재명 대통령은 워싱턴에서 트럼프 대통령과 정상회담을 가졌다. 삼성전자 주가는 2% 올랐다."
FINNISH = "Hallitus esittää leikkauksia sosiaaliturvaan. Oppositio arvostelee esitystä jyrkästi Helsingissä."
TURKISH = "Cumhurbaşkanı Recep Tayyip Erdoğan, Rusya Devlet Başkanı ile telefonda görüştü."

FOUND = [
    (DE, {("520 Milliarden Euro", "money"), ("Friedrich Merz", "person"), ("Berlin", "place")}),
    (FR, {("5 milliards d’euros", "money"), ("Emmanuel Macron", "person")}),
    (ES, {("Madrid", "place"), ("2 mil millones de euros", "money"), ("4,5 %", "percent")}),
    (IT, {("Giorgia Meloni", "person"), ("Sergio Mattarella", "person"), ("3,5 miliardi di euro", "money")}),
    (PL, {("Donald Tusk", "person"), ("Karol Nawrocki", "person")}),
    (SV, {("Gunnar Strömmer", "person")}),
    (RU, {("2 млрд долларов", "money"), ("Reuters", "organisation")}),
    (ZH, {("20亿美元", "money"), ("Nvidia", "organisation"), ("Jensen Huang", "person")}),
    (AR, {("CNN", "organisation")}),
    (KO, {("2%", "percent")}),
    (FINNISH, set()),
    (TURKISH, set()),
]


def found_in(title: str, text: str, language: str = "", memory: Memory | None = None) -> set[tuple[str, str]]:
    mentions = find_mentions(title, text, published=PUBLISHED, language=language, memory=memory)
    return {((title if m.field == "title" else text)[m.start : m.end], m.kind) for m in mentions if m.kind != "date"}


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_only_what_is_sure_is_found(text: str, names: set[tuple[str, str]]) -> None:
    assert not is_english(text)
    assert found_in("", text) <= names, "better none than wrong"
    assert len(found_in("", text)) >= len(names) - 1


@pytest.mark.parametrize(
    "headline",
    [
        "Bundestag beschließt Haushalt: Opposition kritisiert Finanzminister scharf",
        "Mieten steigen um 4,5 Prozent",
        "Tempête : trois morts dans le Finistère",
        "Muere un trabajador tras caer de un andamio en Sevilla",
        "Kabinet wil strengere regels voor kortetermijnverhuur",
        "Regeringen vill höja straffen för gängkriminella",
        "Vláda schválila rozpočet na příští rok",
        "習近平會見普京",
    ],
)
def test_headlines_alone_that_are_not_english(headline: str) -> None:
    assert not is_english(headline)


@pytest.mark.parametrize(
    "headline",
    [
        "",
        "2026",
        "Kashmir’s uncertain future",
        "Can golden toilets fix China’s economy?",
        "Ursula von der Leyen survives confidence vote in Strasbourg",
        "France arrests nine in right-wing activist's death",
        "US Senator tells BBC he will 'seriously consider' White House run",
        "TREASURY SECRETARY BESSENT MEETS HE LIFENG",
        "Al Jazeera, El País and Die Zeit win prizes",
        "習近平 meets Scott Bessent in 北京 to talk about the trade of the two countries",
    ],
)
def test_english_stays_english(headline: str) -> None:
    assert is_english(headline) and is_english(headline, "en-GB")


def test_what_the_feed_says_tips_the_balance_only() -> None:
    headline = "Trump trifft Putin in Alaska"
    assert is_english(headline) and not is_english(headline, "de")
    assert is_english("The minister said that the law was passed.", "de")
    assert not is_english(DE, "en-US")


def test_both_scripts_in_one_english_line() -> None:
    title = "習近平 meets Scott Bessent in القاهرة and London"
    found = found_in(title, "")
    assert found >= {("Scott Bessent", "person"), ("London", "place")}
    assert {words for words, _ in found} <= {"Scott Bessent", "London", "القاهرة", "習近平"}


def test_people_whom_earlier_items_named_are_known_in_other_languages() -> None:
    memory = Memory()
    memory.learn("surname", "milei", "Javier Milei", date(2026, 2, 17))
    memory.learn("surname", "merz", "Friedrich Merz", date(2026, 2, 17))
    spanish = "Milei viaja a Washington para reunirse con los empresarios"
    assert ("Milei", "person") in found_in(spanish, "", memory=memory)
    (milei,) = (m for m in find_mentions(spanish, "", published=PUBLISHED, memory=memory) if m.kind == "person")
    assert milei.entity == "Javier Milei"
    german = "Kritik an Merz wegen der Rente wird lauter"
    assert ("Merz", "person") not in found_in(german, "", memory=memory), "in German it may be any noun"


@pytest.mark.parametrize(
    ("text", "words", "amount", "unit"),
    [
        ("kostet 25.000 Euro", "25.000 Euro", 25_000, "EUR"),
        ("1.250,50 € im Monat", "1.250,50 €", 1250.5, "EUR"),
        ("um 0,5 Prozentpunkte", "0,5 Prozentpunkte", 0.5, "pp"),
        ("rund 3 Mrd. Euro mehr", "3 Mrd. Euro", 3e9, "EUR"),
        ("R$ 25 bilhões. O governo", "R$ 25 bilhões", 25e9, "BRL"),
        ("cuesta 30 mil euros", "30 mil euros", 30_000, "EUR"),
        ("株価は5000億円", "5000億円", 5e11, "JPY"),
        ("kost 1 miljard dollar", "1 miljard dollar", 1e9, "USD"),
        ("für 99 Cent", "99 Cent", 0.99, "EUR"),
        ("the $16 billion", "$16 billion", 16e9, "USD"),
    ],
)
def test_amounts_of_other_languages(text: str, words: str, amount: float, unit: str) -> None:
    (found,) = find_amounts(text, english=False)
    assert (text[found.start : found.end], found.unit) == (words, unit)
    assert found.amount == pytest.approx(amount)


@pytest.mark.parametrize("text", ["Im Jahr 2025 kamen 300 Einsätze", "der A380 und die A7", "um 20.15 Uhr", "3. Platz"])
def test_numbers_that_are_no_amounts_there(text: str) -> None:
    assert find_amounts(text, english=False) == []


@pytest.mark.parametrize(
    "word", ["Peter ", "Der Haus ", "A. ", "1 mil ", "1.000", "Post-", "Alpha beta ", "\u0301", "von "]
)
def test_endless_repetition_is_borne(word: str) -> None:
    text = "und der die das nicht " + word * 3000
    for mention in find_mentions("", text, published=PUBLISHED, language="de"):
        assert 0 <= mention.start < mention.end <= len(text)
