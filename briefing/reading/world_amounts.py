"""Money and percentages in texts that are not English: "520 Milliarden Euro", "R$ 25 bilhões", "4,5 Prozent".

Numbers are read as on the European continent: a comma is a decimal mark, full stops and spaces stand between thousands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from briefing.reading.currencies import SIGNS

_SCALES = """
1e3 tausend duizend tusen тысяч тыс
1e6 million millionen mio millions millón millones milione milioni milhão milhões miljoen miljoner millioner mln
 milionów milionů миллион миллиона миллионов млн мільйонів
1e9 milliarde milliarden mrd milliard milliards miliardo miliardi mld bilhão bilhões miljard miljarder milliarder
 miliardów miliard миллиард миллиарда миллиардов млрд мільярдів
1e12 billion billionen billón billones bilione biljoen trilhão trilhões триллион триллионов трлн
"""
"""A factor, and the words for it. "billion" is a million millions wherever it is no English word."""
_UNITS = """
EUR euro euros eur евро євро cent cents centimes céntimos centesimi
USD dollar dollars dólar dólares dollaro dollari usd доллар доллара долларов доларів
GBP pfund libra libras sterline pond
CHF franken francs
JPY yen yenes
CNY yuan yuans yuanes
BRL real reais
RUB rubel roubles rublos рубль рубля рублей
PLN zł zloty złotych
SEK kronor
NOK kroner
CZK korun
"""
_HUNDREDTHS = ("cent", "cents", "centimes", "céntimos", "centesimi")
"""Words for a hundredth of the currency's unit."""
_FAR_SCALES = {"万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "兆": 1e12, "만": 1e4, "억": 1e8, "조": 1e12}
_FAR_UNITS = {
    "美元": "USD", "美金": "USD", "ドル": "USD", "달러": "USD", "欧元": "EUR", "歐元": "EUR", "ユーロ": "EUR",
    "유로": "EUR", "人民币": "CNY", "元": "CNY", "円": "JPY", "日元": "JPY", "엔": "JPY", "원": "KRW",
    "港元": "HKD", "英镑": "GBP",
}  # fmt: skip
_PERCENT = (
    r"(?:%|٪|％|prozent|prozentpunkte|procent|prosent|por\sciento|por\scento|per\scento|pour\scent|proc\.|процент\w*)"
)
_NUMBER = r"\d{1,3}(?:[.\u00a0\u202f\s]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"


class Found(NamedTuple):
    """A money or percent amount, with the meaning of `amounts.Amount`."""

    start: int
    end: int
    kind: Literal["money", "percent"]
    amount: float
    unit: str


def _table(rows: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in rows.replace("\n ", " ").strip().splitlines():
        value, *words = line.split()
        found |= dict.fromkeys(words, value)
    return found


@cache
def _words() -> tuple[dict[str, float], dict[str, str]]:
    """The factor of each scale word, and the code of each currency's word."""
    return {word: float(factor) for word, factor in _table(_SCALES).items()}, _table(_UNITS)


def _either(words: dict[str, float] | dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    scales, units = _words()
    signs = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True) if not sign.isalpha())
    return re.compile(
        rf"(?<![\d.,A-Za-zÀ-ɏ\u0400-\u04ff])(?:(?P<sign>{signs})\s?)?(?P<number>{_NUMBER})"
        rf"(?:(?P<far>[{''.join(_FAR_SCALES)}])?(?P<farunit>{_either(_FAR_UNITS)})"
        rf"|\s?(?P<percent>{_PERCENT})(?![^\W\d_])"
        rf"|(?:\s(?P<thousand>mil)\b)?(?:\s(?P<scale>{_either(scales)})\b(?:(?<=mrd|mio|mln|mld|тыс)\.(?=\s))?)?"
        rf"(?:(?:\s(?:de|di|d['’]))?\s?(?:US[-\s]?)?(?P<unit>{_either(units)})\b|\s?(?P<mark>[€£₽₴$]))?)",
        re.IGNORECASE,
    )


def find_world_amounts(text: str) -> Iterator[Found]:
    """The money and percent amounts of a text, sorted, never overlapping. Line breaks are to be no white space."""
    scales, units = _words()
    for match in _pattern().finditer(text):
        number = _value(match["number"])
        if match["percent"]:
            yield Found(*match.span(), "percent", number, "pp" if "punkt" in match["percent"].lower() else "%")
            continue
        if match["farunit"]:
            factor = _FAR_SCALES.get(match["far"] or "", 1.0)
            yield Found(*match.span(), "money", number * factor, _FAR_UNITS[match["farunit"]])
            continue
        unit = _currency(match, units)
        if unit:
            yield Found(*match.span(), "money", number * _factor(match, scales), unit)


def _factor(match: re.Match[str], scales: dict[str, float]) -> float:
    word = (match["scale"] or "").lower()
    factor = 1e9 if match["sign"] and word == "billion" else scales.get(word, 1.0)  # "$16 billion" is English anywhere
    return factor * (1000 if match["thousand"] else 1) / (100 if (match["unit"] or "").lower() in _HUNDREDTHS else 1)


def _currency(match: re.Match[str], units: dict[str, str]) -> str:
    if match["sign"]:
        return SIGNS[match["sign"].lower()]
    if match["unit"]:
        return units[match["unit"].lower()]
    return SIGNS[match["mark"]] if match["mark"] else ""


def _value(number: str) -> float:
    """The value of a number as written there; a full stop before other than three digits is a decimal point."""
    plain = re.sub(r"[.\s](?=\d{3}(?!\d))", "", number)
    return float(plain.replace(",", "."))
