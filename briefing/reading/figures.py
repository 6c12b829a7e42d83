"""Plain text and its sentences -> the numbers worth showing, each with its label.

Money and percentages come from `amounts`; casualties, durations ("90-day truce"), counts with a noun ("two US
senators") and ordinals ("third visit to China this year") from the rules below. Numbers that say nothing alone are
dropped: one, the first, "two sides", "a third country", ages, times of day, scores. Measured on 84 articles against
CoreNLP's tags: money 110 of 115 found, percent 128 of 128.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.model import Figure, Sentence
from briefing.reading.amounts import Amount, find_amounts
from briefing.reading.date_words import NUMBERS
from briefing.reading.figure_labels import STOP_WORDS, label_after, label_before, purpose_after

KINDS = ("money", "percent", "casualties", "duration", "count", "ordinal")
"""Kinds in the order of display."""

MAX_SENTENCE = 1500
"""Characters of a sentence that are read; a longer one is a table or an attack, and costs the square of its length."""

CASUALTY_NAMES = {
    "killed": "killed", "dead": "killed", "died": "killed", "killing": "killed", "deaths": "killed", "kill": "killed",
    "fatalities": "killed", "toll": "killed", "dying": "killed", "injured": "injured", "injuring": "injured",
    "wounded": "injured", "wounding": "injured", "hurt": "injured", "injuries": "injured", "missing": "missing",
    "arrested": "arrested", "arresting": "arrested", "detained": "arrested", "arrests": "arrested",
    "displaced": "displaced", "hospitalized": "hospitalised", "hospitalised": "hospitalised",
}  # fmt: skip
"""Words of harm -> the unit under which outlets are compared."""

_QUALIFIER = (
    r"(?:at least|at most|more than|less than|fewer than|about|around|nearly|almost|over|under|up to|as many as|"
    r"as much as|some|roughly|approximately|an estimated|only|just|close to|well over|a record)"
)
_QUALIFIED = re.compile(rf"\b{_QUALIFIER}\s+(?:a\s+)?$", re.I)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SMALL = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen"
)
_WORDNUM = (
    rf"(?:(?:(?:half )?a |two |three |several )?dozen|(?:{_TENS})(?:-(?:one|{_SMALL}))?|{_SMALL}|"
    r"(?:tens|hundreds|dozens|thousands) of (?:thousands|millions|billions)|dozens|"
    r"hundreds|thousands)"
)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"(?:[ -](?:hundred|thousand|million|billion|trillion)(?:s of)?)?"
_NUMBER = rf"(?:(?:{_DIGITS}|{_WORDNUM}){_SCALE}(?: of)?)"
_PEOPLE = (
    r"(?:(?:other |more |young )?(?:people|persons|civilians|soldiers|troops|children|women|men|workers|Palestinians|"
    r"Ukrainians|Russians|Israelis|passengers|protesters|demonstrators|students|migrants|others|officers|residents|"
    r"victims|patients|worshippers|villagers|militants|fighters|police officers|servicemen|members|crew members))"
)
_WHOSE = r"(?:of (?:its|their|his|her|our|the|those) )?"
_HARM = r"(?:killed|dead|died|injured|wounded|hurt|missing|arrested|detained|displaced|hospitali[sz]ed)"
_HARMING = r"(?:kill(?:ed|ing|s)?|injur(?:ed|ing)|wound(?:ed|ing)|arrest(?:ed|ing)|detained|displaced|displacing)"

_CASUALTIES = (
    re.compile(
        rf"\b(?P<value>(?:{_QUALIFIER} )?(?P<n>{_NUMBER}))(?P<label> (?:{_WHOSE}{_PEOPLE} )?"
        rf"(?:(?:were|was|are|have been|had been|have|had|has been) )?(?:confirmed )?(?P<harm>{_HARM}))\b(?! by-)",
        re.I,
    ),
    re.compile(
        rf"\b(?P<harm>{_HARMING}) (?P<value>(?:{_QUALIFIER} )?(?P<n>{_NUMBER}))(?P<label> {_PEOPLE})?\b"
        r"(?! ?(?:%|percent|per cent|days?|years?|weeks?|months?|hours?)|[,.:]\d|-)",
        re.I,
    ),
    re.compile(
        rf"\b(?P<label>(?:death )?(?P<harm>toll)) [^.;]{{0,40}}?\b(?:to|at|of|is|reached|stands at|was) "
        rf"(?P<value>(?:{_QUALIFIER} )?(?P<n>{_NUMBER}))\b(?![,.]\d)",
        re.I,
    ),
    re.compile(
        rf"\b(?P<value>(?:{_QUALIFIER} )?(?P<n>{_NUMBER}))"
        r"(?P<label> (?:\w+ )?(?P<harm>deaths|fatalities|arrests|injuries))\b",
        re.I,
    ),
)
_NUMBERED = re.compile(rf"(?<![\w$€£¥.,:/’'-])(?P<n>{_NUMBER})(?=[ -][A-Za-z“‘])", re.I)
_UNIT = re.compile(
    r"-(?P<unit>day|week|month|year|hour|minute|mile|kilometer|kilometre|km|foot|nation|member|seat|point)\b(?!-old)",
    re.I,
)
_TERM = re.compile(
    r"(?: and a half)? (?P<unit>day|week|month|year|hour)s"
    r"(?P<label> (?:in (?:orbit|space|prison|jail|custody|power|office|captivity|exile|detention|hospital)"
    r"|behind bars|of (?:war|fighting|talks|negotiations|imprisonment|captivity|hard labou?r|community service)"
    r"|at sea|without (?:power|water|electricity)))\b",
    re.I,
)
_ORDINAL = re.compile(
    r"\b(?:his|her|its|their|the|a|for the)\s+(?:\w+[’']s\s+)?(?P<value>(?P<n>second|third|fourth|fifth|sixth|seventh|"
    r"eighth|ninth|tenth|\d+(?:st|nd|rd|th)))\s+(?=[a-z]{3,})"
)
_ORDINALS = {w: n for n, w in enumerate("second third fourth fifth sixth seventh eighth ninth tenth".split(), 2)}
_HARM_WORD = re.compile(rf"\b(?:{_HARM}|{_HARMING}|toll|deaths|fatalities|arrests|injuries)\b", re.I)
_TRIGGER = re.compile(rf"\d|\b(?:{_WORDNUM}|{'|'.join(_ORDINALS)})\b", re.I)

_NO_COUNT = re.compile(
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centuries|times|percent|per cent|o['’]clock|"
    r"a\.m|p\.m|"
    r"am|pm|gmt|et|est|local|or|to|more|other|others|things?|ways?|of|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|th|st|nd|rd|degrees|"
    r"feet|hundred|thousand|million|billion|trillion|kilomet\w+|miles?|km|met(?:re|er)s?|square|acres?|hectares?|inch\w*|"
    r"dollars?|euros?|pounds?|yuan|yen|cents?|x|v|vs|bc|bce|ce|ad|p|m|k|s)\b",
    re.I,
)
_GENERIC = frozenset(
    """
    country countries side sides people person men women man party parties nation nation's leader leaders state
    states month day half part place hand hands case point points week year group groups option options kind
    kinds type types piece decade decades quarter side's time times thing things front fronts reason reasons
    area areas place's world one ones team teams other others company companies capital capitals neighbour
    neighbours neighbor neighbors feet foot eye eyes generation degree floor amendment century reading party's
    round half's term person's largest biggest most-populous highest most straight consecutive
    way phase stage page error grade city town region province village wave edition season item
    """.split()
)
"""Nouns that say nothing with a small number or an ordinal: "the two sides", "a third country"."""
_NOT_BEFORE = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No)\.? $|"
    r"\b(?:article|section|flight|page|chapter|channel|route|group|formula|aged?|number|version|level|phase|type|"
    r"season|episode|room|gate|terminal|highway|interstate|platform|line|unit|block|district|error|"
    r"of the|"
    r"between the|other|these|those) $",
    re.I,
)
FEW = 10
"""Counts up to this with "the" before them are no news: "the two teams", "the firm’s three plants"."""
_KNOWN = re.compile(r"(?:\b(?:the|these|those|both|its|their|his|her)|['’]s)\s$", re.I)
_DETERMINED = re.compile(r"(?:the|its|their|his|her|our|these|those)\b")
_DIRECTION = re.compile(r"\s(?:higher|lower|up|down)\b(?! (?:to|from|at|in|the)\b)")
"""What a percentage is of no use without: "closed 4 per cent | higher"."""
_OF = re.compile(r"\s+(of)\s+$")
_PREVIOUS = re.compile(r"(?<!\S)([A-Z][\w&-]*[A-Za-z]) $")


def find_figures(text: str, sentences: Sequence[Sentence]) -> list[Figure]:
    """Return the figures of `text`, sorted by position, never overlapping.

    Spans are of the value with its qualifier ("at least $16 billion") and of the label; a label without words is an
    empty span at the value's end. `amount` is None where the words give no number ("dozens").
    """
    amounts = find_amounts(text)
    found: list[Figure] = []
    at = 0
    for sentence in sentences:
        high = min(sentence.end, sentence.start + MAX_SENTENCE)
        inside: list[Amount] = []
        while at < len(amounts) and amounts[at].start < sentence.end:
            if amounts[at].start >= sentence.start and amounts[at].end <= high:
                inside.append(amounts[at])
            at += 1
        if inside or _TRIGGER.search(text, sentence.start, high):
            found += _sentence_figures(text, sentence.start, high, inside)
    return found


def _sentence_figures(text: str, low: int, high: int, amounts: Sequence[Amount]) -> list[Figure]:
    """The figures of one sentence: the surest kinds first, each taking its words from the later ones."""
    kept: list[Figure] = []
    for figure in _candidates(text, low, high, amounts):
        if not any(figure.start < other.end and other.start < figure.end for other in kept):
            kept.append(figure)
    return sorted(kept, key=lambda figure: figure.start)


def _candidates(text: str, low: int, high: int, amounts: Sequence[Amount]) -> Iterator[Figure]:
    """All figures of a sentence, in the order in which they win over each other."""
    for amount in amounts:
        if amount.kind in ("money", "percent"):
            yield _of_amount(text, low, high, amount)
    if _HARM_WORD.search(text, low, high):
        yield from _casualties(text, low, high)
    for match in _NUMBERED.finditer(text, low, high):
        yield from _numbered(text, low, high, match)
    for match in _ORDINAL.finditer(text, low, high):
        label = label_after(text, match.end("value"), high, frozenset())
        words = text[label[0] : label[1]].split()
        noun = _head(text[label[0] : label[1]])
        if words and words[0].lower() not in _GENERIC and noun not in _GENERIC:
            yield Figure(*match.span("value"), *label, "ordinal", _value(match["n"]), noun)


def _casualties(text: str, low: int, high: int) -> Iterator[Figure]:
    """Numbers of people who came to harm."""
    for rule in _CASUALTIES:
        for match in rule.finditer(text, low, high):
            if re.fullmatch(r"(?:19|20)\d\d", match["n"]):
                continue
            harm = match["harm"].lower()
            unit = CASUALTY_NAMES.get(harm, harm)
            start, end = match.span("value")
            end -= 3 * match.string.endswith(" of", start, end)
            label = match.span("label") if match["label"] else match.span("harm")
            if match["label"] and match.start("harm") < start < label[0]:  # "killing 12 | people"
                start = match.start("harm")
            label = label[0] + (text[label[0]] == " "), label[1]
            yield Figure(start, end, *label, "casualties", _value(match["n"]), unit)


def _numbered(text: str, low: int, high: int, match: re.Match[str]) -> Iterator[Figure]:
    """What one number counts: "90-day truce", "20 years in prison", "two US senators"; nothing for the rest."""
    start, end = _qualified(text, low, match.start()), match.end()
    amount = _value(match["n"])
    unit = _UNIT.match(text, end, high)
    if unit:
        label = label_after(text, unit.end(), high)
        if label[0] < label[1]:
            yield Figure(match.start(), unit.end(), *label, "duration", amount, unit["unit"].lower())
    elif term := _TERM.match(text, end, high):
        label_start, label_end = term.span("label")
        yield Figure(start, label_start, label_start + 1, label_end, "duration", amount, term["unit"].lower())
    elif text[end] == " " and _may_count(text, low, start, match):
        label = label_after(text, end, high, frozenset())
        noun = _head(text[label[0] : label[1]])
        verb = text.endswith("the ", low, start) and text[label[0] : label[1]].split(" ")[0].endswith("ed")
        few = amount is not None and amount <= FEW and _KNOWN.search(text, max(low, start - 12), start)
        dull = (
            verb
            or few
            or noun in ("one", "year", "old", "")
            or (amount is not None and amount <= 4 and noun in _GENERIC)
        )
        if not dull:
            if text.endswith(" of", start, end):  # "hundreds of" people, but "four" of its soldiers
                end -= 3
                label = (end + 1 if _DETERMINED.match(text, label[0]) else label[0]), label[1]
            yield Figure(start, end, *label, "count", amount, noun)


def _qualified(text: str, low: int, start: int) -> int:
    """The start of the value with its qualifier ("at least")."""
    qualifier = _QUALIFIED.search(text, max(low, start - 20), start)
    return qualifier.start() if qualifier else start


def _may_count(text: str, low: int, start: int, match: re.Match[str]) -> bool:
    """Whether the number can count the noun that follows: no year, no part of a name, date or age."""
    number = match["n"]
    if re.fullmatch(r"(?:19|20)\d\d|[01]", number) or _NO_COUNT.match(text, match.end() + 1):
        return False
    if _NOT_BEFORE.search(text, max(low, start - 14), start) or text.endswith((" a ", " an "), low, start):
        return False  # "a 404 page" counts nothing
    named = number.isdigit() and _PREVIOUS.search(text, max(low, start - 20), start)  # "Boeing 737 planes"
    return not named or named[1].lower() in STOP_WORDS


def _of_amount(text: str, low: int, high: int, amount: Amount) -> Figure:
    """Money or a percentage with its qualifier and its label."""
    start = _qualified(text, low, amount.start)
    way = _DIRECTION.match(text, amount.end, high) if amount.kind == "percent" else None
    end = way.end() if way else amount.end
    label = label_after(text, end, high)
    if label[0] == label[1] and amount.kind == "money":
        label = purpose_after(text, end, high)
    if label[0] == label[1]:
        before = label_before(text, start, low)
        label = before if " " in text[before[0] : before[1]] else label
    elif amount.kind == "percent" and (of := _OF.match(text, end, label[0])):
        label = of.start(1), label[1]  # "21 % | of the country"
    return Figure(start, end, *label, amount.kind, amount.amount, amount.unit)


def _head(label: str) -> str:
    """The noun that a label is about, in lower case and singular: the last word before "of", "to", "in" …"""
    noun = re.split(r"\s(?:of|to|on|in|for|against|per|this|since)\s", label.lower())[0].split()
    word = noun[-1].strip("'’") if noun else ""
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 3 else word


_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}


def _value(number: str) -> float | None:
    """The value of a number in digits or words, None for "dozens" and the like."""
    low = number.lower().removesuffix(" of").replace(",", "").strip()
    if low in _ORDINALS:
        return float(_ORDINALS[low])
    total = 1.0
    for part in re.split(r"\s+|-(?=hundred|thousand|million|billion|trillion)", low):
        if part in _SCALES:
            total *= _SCALES[part]
            continue
        value = _plain_value(part)
        if value is None:
            return None
        total *= value
    return total


def _plain_value(part: str) -> float | None:
    """The value of digits, an ordinal in digits, or one number word with a hyphen at most."""
    digits = re.fullmatch(r"(\d+(?:\.\d+)?)(?:st|nd|rd|th)?", part)
    if digits:
        return float(digits[1])
    tens = {"seventy": 70, "eighty": 80, "ninety": 90}
    values = [tens.get(word) or NUMBERS.get(word) for word in part.split("-")]
    return float(sum(v for v in values if v)) if values and all(values) else None
