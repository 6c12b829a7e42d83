"""A title -> what is special about it: round-ups, live pages and templates, which must not steer a story."""

from __future__ import annotations

import re
from typing import Literal

Special = Literal["", "roundup", "live", "template"]

ROUNDUP = re.compile(
    r"\band more\b(?: news| stories| headlines)?(?: to note)?[.!]?$|\bmore news\b|\bthings (?:you need )?to know\b"
    r"|\bthings we learned\b|\b(?:morning|evening|daily|nightly|weekly|news|weekend|midday) "
    r"(?:briefing|briefs?|round-?up|digest|report|newsletter|recap|wrap|headlines|bulletin)\b"
    r"|\b(?:top|main|other) (?:news|stories|headlines)\b|\bheadlines (?:for|of|on|at)\b|\bin brief\b"
    r"|\bnews in (?:brief|pictures)\b"
    r"|\bweek in (?:review|pictures|photos)\b|\b(?:photos|pictures|images) of the (?:day|week)\b|\bnews quiz\b"
    r"|\b(?:front|today's) papers?\b|\bround-?up\b|\bwhat (?:you may have|we're reading)\b|\blinks (?:for|of)\b"
    r"|^(?:die )?nachrichten (?:des|vom|am)\b|\brevue de presse\b|\bresumen (?:de|del)\b|\bwochenrückblick\b"
    r"|\s[-–—|] (?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r" \d{1,2},? (?:19|20)\d\d$",
    re.I,
)
"""Words of round-ups: several events under one headline, or a column with the day behind a dash."""

LIVE = re.compile(
    r"^live\b(?!r)|\blive (?:updates?|blog|coverage|news|thread|ticker)\b|[-–—|:]\s*live$"
    r"|\bas it happened\b|\bliveblog\b"
    r"|\bliveticker\b|\b(?:en direct|en vivo|em direto|ao vivo|in diretta|direct)\s*[:|]|^direct\.|\[live\]",
    re.I,
)
"""Words of pages that are rewritten all day."""

TEMPLATE = re.compile(
    r"\bstocks? (?:market|markets|futures?)? ?(?:today|to watch|end|close|slip|edge)\b"
    r"|\bstock market today\b|\b(?:hot|top) stocks\b"
    r"|\bhow (?:(?:major|us|world) )+(?:stock )?(?:indexes|indices|markets) (?:fared|closed)\b"
    r"|\bhoroscopes?\b|\bweather (?:forecast|report)\b"
    r"|\b(?:wordle|connections|crossword|sudoku)\b|\b(?:winning )?lottery numbers\b"
    r"|\bmedal (?:table|tally|count|tracker)\b"
    r"|\b(?:tv|viewing|broadcast) (?:guide|schedule)\b|\bwhat (?:time|channel)\b.*\b(?:tv|stream)\b|\bhow to watch\b"
    r"|\bon this day\b|\bthis day in history\b|\bword of the day\b|\bletters to the editor\b"
    r"|\b(?:price|rates?) today\b",
    re.I,
)
"""Headlines that return every day with other content."""


SIGNS = frozenset(
    """
    april august brief briefing briefs bulletin channel closed connections crossword day december digest direct
    direto diretta editor fared february guide happened headlines history horoscope horoscopes images january july
    june know learned letters links live liveblog liveticker lottery march may medal more nachrichten news
    newsletter november october paper papers photos pictures presse quiz recap report resumen round roundup schedule
    september stock stocks stories sudoku today vivo watch weather week what wochenrückblick word wordle wrap
    """.split()
)
"""A word of which every title has one that a pattern above finds: the patterns cost 40 us a title, looking here 5."""

_WORD = re.compile(r"[^\W\d_]+")


def special_title(title: str) -> Special:
    """Say whether a title is a round-up's, a live page's or a template's; "" for an ordinary headline."""
    if title.count(";") >= 2:
        return "roundup"
    if SIGNS.isdisjoint(_WORD.findall(title.lower())):
        return ""
    if ROUNDUP.search(title):
        return "roundup"
    if LIVE.search(title):
        return "live"
    return "template" if TEMPLATE.search(title) else ""
