"""Turns the signs and words of currencies into ISO 4217 codes."""

from __future__ import annotations

_TABLE = """
USD us$ usd $ | dollar cent usd
EUR € eur | euro eur
GBP £ gbp | pound pence gbp
JPY ¥ jp¥ jpy | yen jpy
CNY cn¥ cny rmb | yuan renminbi cny rmb
AUD a$ au$ aud
CAD c$ ca$ cad
HKD hk$ hkd
TWD nt$ twd
SGD s$ sgd
NZD nz$ nzd
BRL r$ brl | reais
MXN mx$ mxn | peso
INR ₹ inr rs. rs | rupee inr
PKR pkr
KRW ₩ krw | won
RUB ₽ rub | ruble rouble
TRY ₺ try | lira
UAH ₴ uah | hryvnia
CHF chf | franc chf
SEK sek | kronor krona
NOK nok | kroner krone
DKK dkk
PLN pln | zloty
HUF huf | forint
AED aed | dirham
SAR sar | riyal
IRR irr | rial
KWD kwd | dinar
ILS ₪ ils | shekel
ZAR zar | rand
NGN ₦ ngn | naira
KES kes
EGP egp
PHP ₱ php
THB ฿ thb | baht
MYR rm | ringgit
IDR idr | rupiah
VND ₫ vnd | dong
BDT tk bdt | taka
BTC ₿ btc | bitcoin
"""
"""A code, the signs that stand before a number, and after the bar the words that stand behind one, all lower case."""

_NATION_TABLE = """
australian dollar AUD, canadian dollar CAD, hong kong dollar HKD, taiwan dollar TWD, taiwanese dollar TWD,
singapore dollar SGD, new zealand dollar NZD, egyptian pound EGP, sudanese pound SDG, syrian pound SYP,
lebanese pound LBP, pakistani rupee PKR, sri lankan rupee LKR, philippine peso PHP, argentine peso ARS,
colombian peso COP, chilean peso CLP, danish krone DKK, danish kroner DKK, swedish krona SEK, iraqi dinar IQD,
omani rial OMR, cfa franc XOF
"""

HUNDREDTHS = ("cent", "pence")
"""Words for a hundredth of the currency's unit."""


def _columns() -> list[tuple[str, list[str], list[str]]]:
    rows = []
    for line in _TABLE.strip().splitlines():
        signs, _, words = line.partition(" | ")
        code, *marks = signs.split()
        rows.append((code, marks, words.split()))
    return rows


SIGNS = {sign: code for code, signs, _ in _columns() for sign in signs}
"""ISO 4217 code of what stands before a number; a bare "$" is a US dollar, "¥" a yen."""
WORDS = {word: code for code, _, words in _columns() for word in words}
"""ISO 4217 code of a word behind a number, in the singular where it has one."""
NATIONS = {
    (words[-2], " ".join(words[:-2])): words[-1] for words in (entry.split() for entry in _NATION_TABLE.split(","))
}
"""ISO 4217 code of a word with a nation before it: ("dollar", "hong kong") is HKD."""
