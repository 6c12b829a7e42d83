"""Sixty headlines as they are, in Title Case and in ALL CAPS: what of them the entities must find, as a floor on F1.

The expected names are what a careful reader would mark, not what the program finds; kinds count; amounts and dates are
left out. The lists of names were mended with this table open, so it guards what was reached; it is no blind measure.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from briefing.model import NAME_KINDS
from briefing.reading.entities import find_mentions

PUBLISHED = datetime(2025, 7, 16, 9, tzinfo=UTC)
KINDS = {"P": "person", "O": "organisation", "L": "place", "M": "product", "E": "event", "X": "other"}

HEADLINES = """
Macron meets Modi in New Delhi to discuss Rafale jets | P Macron; P Modi; L New Delhi; M Rafale
Nvidia's Huang visits Beijing as H20 sales to China resume | O Nvidia; P Huang; L Beijing; M H20; L China
Bessent says US-China tariff truce could be extended | P Bessent; L US; L China
Treasury Secretary Scott Bessent meets He Lifeng in Geneva | P Scott Bessent; P He Lifeng; L Geneva
EU fines Apple and Meta under the Digital Markets Act | O EU; O Apple; O Meta; E Digital Markets Act
Keir Starmer and Friedrich Merz sign friendship treaty in London | P Keir Starmer; P Friedrich Merz; L London
Zelenskyy asks NATO for more Patriot systems | P Zelenskyy; O NATO; M Patriot
UN Security Council meets over Gaza | O UN Security Council; L Gaza
Powell’s Federal Reserve leaves interest rates unchanged | P Powell; O Federal Reserve
Bank of England cuts rates as UK inflation slows | O Bank of England; L UK
OpenAI releases GPT-5 to all ChatGPT users | O OpenAI; M GPT-5; M ChatGPT
Google unveils Gemini 2.5 Pro at its conference in Mountain View | O Google; M Gemini 2.5 Pro; L Mountain View
Tesla recalls thousands of Cybertruck pickups in the United States | O Tesla; M Cybertruck; L United States
Boeing 737 MAX deliveries rise, says Ryanair | M Boeing 737 MAX; O Ryanair
SpaceX launches Starship from Texas | O SpaceX; M Starship; L Texas
Indian astronaut Shubhanshu Shukla returns to Earth from orbit | X Indian; P Shubhanshu Shukla; L Earth
Russia and Ukraine swap prisoners after talks in Istanbul | L Russia; L Ukraine; L Istanbul
Putin, Xi and Kim attend military parade in Beijing | P Putin; P Xi; P Kim; L Beijing
Japan's Prime Minister Shigeru Ishiba loses upper house majority | L Japan; P Shigeru Ishiba
South Korea elects Lee Jae-myung as president | L South Korea; P Lee Jae-myung
Brazil hosts BRICS leaders in Rio de Janeiro | L Brazil; O BRICS; L Rio de Janeiro
Argentina's Javier Milei wins support from the IMF | L Argentina; P Javier Milei; O IMF
Mexico sends water to Texas under 1944 Water Treaty | L Mexico; L Texas; E Water Treaty
Canada's Mark Carney calls off digital services tax | L Canada; P Mark Carney
Wildfires force evacuations near Athens and in southern Turkey | L Athens; L Turkey
Earthquake strikes off the coast of Kamchatka | L Kamchatka
Sinner beats Alcaraz to win Wimbledon for the first time | P Sinner; P Alcaraz; E Wimbledon
England beat Spain on penalties to win Euro 2025 in Basel | L England; L Spain; E Euro 2025; L Basel
Chelsea beat Paris Saint-Germain to win the Club World Cup | O Chelsea; O Paris Saint-Germain; E Club World Cup
Tadej Pogačar wins the Tour de France for a fourth time | P Tadej Pogačar; E Tour de France
Milan and Cortina prepare for the Winter Olympics | L Milan; L Cortina; E Winter Olympics
Supreme Court backs Trump on Education Department layoffs | O Supreme Court; P Trump; O Education Department
Senate Republicans pass the One Big Beautiful Bill Act | O Senate; X Republicans; E One Big Beautiful Bill Act
Elizabeth Warren and Jim Banks write to Nvidia | P Elizabeth Warren; P Jim Banks; O Nvidia
Mayor Sadiq Khan opens new Thames crossing in east London | P Sadiq Khan; L Thames; L London
Pope Leo celebrates Mass in Castel Gandolfo | P Leo; L Castel Gandolfo
Samsung and TSMC expand chip plants in Texas and Arizona | O Samsung; O TSMC; L Texas; L Arizona
Toyota, Honda and Nissan feel the pain of US tariffs | O Toyota; O Honda; O Nissan; L US
Goldman Sachs and JPMorgan beat profit forecasts | O Goldman Sachs; O JPMorgan
Huawei’s Ascend 910C challenges Nvidia in China | O Huawei; M Ascend 910C; O Nvidia; L China
AMD to restart MI308 shipments to China | O AMD; M MI308; L China
ByteDance plans new AI glasses, The Information reports | O ByteDance; O The Information
Elon Musk's X sues Apple and OpenAI | P Elon Musk; O X; O Apple; O OpenAI
Reuters: Volkswagen weighs plant closures in Germany | O Reuters; O Volkswagen; L Germany
Chinese exports grow faster than expected despite tariffs | X Chinese
French farmers block roads to Paris over Mercosur deal | X French; L Paris; O Mercosur
Dutch election won by the D66 party of Rob Jetten | X Dutch; O D66; P Rob Jetten
Hezbollah leader Naim Qassem rejects disarmament in Lebanon | O Hezbollah; P Naim Qassem; L Lebanon
Iran suspends cooperation with the IAEA after strikes on Fordow | L Iran; O IAEA; L Fordow
Syrian troops withdraw from Sweida after Israeli strikes | X Syrian; L Sweida; X Israeli
Congo and M23 rebels sign declaration in Doha | L Congo; O M23; L Doha
Kenya police fire at protesters in Nairobi, says Amnesty International | L Kenya; L Nairobi; O Amnesty International
Nigeria mourns former president Muhammadu Buhari | L Nigeria; P Muhammadu Buhari
Australia’s Albanese meets Xi Jinping in Shanghai | L Australia; P Albanese; P Xi Jinping; L Shanghai
Thailand and Cambodia agree ceasefire in Malaysia | L Thailand; L Cambodia; L Malaysia
Ursula von der Leyen survives confidence vote in Strasbourg | P Ursula von der Leyen; L Strasbourg
Lutnick, Greer and Bessent meet Chinese officials in Stockholm | P Lutnick; P Greer; P Bessent; X Chinese; L Stockholm
Novo Nordisk shares fall as Wegovy loses ground to Eli Lilly | O Novo Nordisk; M Wegovy; O Eli Lilly
AT&T, Verizon and T-Mobile raise prices | O AT&T; O Verizon; O T-Mobile
UK’s Rachel Reeves defends spending review at Mansion House | L UK; P Rachel Reeves; L Mansion House
"""

SMALL = {
    "a",
    "an",
    "and",
    "as",
    "at",
    "by",
    "for",
    "from",
    "in",
    "of",
    "off",
    "on",
    "over",
    "the",
    "to",
    "under",
    "with",
}


def rows() -> list[tuple[str, set[tuple[str, str]]]]:
    table = []
    for line in HEADLINES.strip().splitlines():
        headline, names = line.split(" | ")
        table.append((headline, {(name[2:], KINDS[name[0]]) for name in names.split("; ")}))
    return table


def as_is(headline: str) -> str:
    return headline


def title_case(headline: str) -> str:
    words = headline.split(" ")
    return " ".join(word if i and word in SMALL else word[:1].upper() + word[1:] for i, word in enumerate(words))


def found_in(headline: str) -> set[tuple[str, str]]:
    mentions = find_mentions(headline, "", published=PUBLISHED)
    return {(headline[m.start : m.end], m.kind) for m in mentions if m.kind in NAME_KINDS}


def as_written(name: str, text: str) -> str:
    """The name in the case that it has in `text`."""
    at = text.casefold().index(name.casefold())
    return text[at : at + len(name)]


def test_the_table_has_sixty_headlines() -> None:
    assert len(rows()) == 60
    assert all(name in headline for headline, names in rows() for name, _ in names)


@pytest.mark.parametrize(
    ("written", "floor"),
    [(as_is, 0.95), (title_case, 0.89), (str.upper, 0.85)],
    ids=["as is", "Title Case", "ALL CAPS"],
)
def test_names_of_headlines(written: Callable[[str], str], floor: float) -> None:
    right = wrong = missed = 0
    misses = []
    for headline, names in rows():
        text = written(headline)
        expected = {(as_written(name, text), kind) for name, kind in names}
        found = found_in(text)
        right += len(expected & found)
        wrong += len(found - expected)
        missed += len(expected - found)
        misses += [f"{text}: {sorted(found ^ expected)}"] if found != expected else []
    f1 = 2 * right / (2 * right + wrong + missed)
    assert f1 >= floor, f"F1 {f1:.3f}\n" + "\n".join(misses)
