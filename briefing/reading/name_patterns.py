"""Turns patterns of the text into names that the tagger missed: model numbers, laws and events, listed names."""

from __future__ import annotations

import re
from functools import cache

from briefing.reading.model_files import names as name_lists
from briefing.reading.name_spans import Name, NameSpans
from briefing.reading.names import (
    CAPITALISED,
    alternatives,
    is_display_case,
    line_spans,
    listed_labels,
    word_set,
)


def add_patterns(text: str, names: NameSpans) -> None:
    """Adds what the patterns find; a pattern's name replaces those inside it, a longer name stays."""
    _add_models(text, names)
    _add_events(text, names)
    _add_listed(text, names)
    _add_hyphened(text, names)
    for match in _PLATFORM.finditer(text):
        names.add(Name(*match.span("x"), "ORG"))


# -- model numbers --------------------------------------------------------------------------------------


@cache
def model_pattern() -> re.Pattern[str]:
    """A known family with a number, or one to four capitals with two to four digits ("H20", "F-35", "GPT-5")."""
    families = name_lists()["products"]["families"]
    families = alternatives({*families, *(family.upper() for family in families)})
    return re.compile(
        rf"(?<![\w-])(?:(?:{families})[ -]?[A-Z]{{0,3}}\d{{1,4}}(?:\.\d)?[A-Za-z]{{0,3}}"
        r"(?: (?:Pro|PRO|Max|MAX|Ultra|ULTRA|Mini|MINI|Plus|PLUS|Air|Flash|Turbo|Opus|Sonnet|Haiku|Heavy))*"
        r"|[A-Z]{1,4}-?\d{2,4}[A-Za-z]{0,2}|[A-Z]{2,4}[ ]\d{4}(?<!19\d\d)(?<!20\d\d)"
        r"|(?:MiG|Su|Tu|Il)-\d{2,3})\b(?!-\w)"
    )


@cache
def _no_model() -> re.Pattern[str]:
    return re.compile("|".join(name_lists()["products"]["not_models"]))


SUM = re.compile(r"\s(?:million|billion|trillion|bn|m|tn)\b")
"""What makes a letter with a number a sum of money ("N10 billion")."""


def _add_models(text: str, names: NameSpans) -> None:
    for match in model_pattern().finditer(text):
        before = text[max(0, match.start() - 1) : match.start()]
        if SUM.match(text, match.end()):
            continue
        if not _no_model().fullmatch(match.group()) and before not in ("$", "£", "€"):
            names.put(Name(*match.span(), "MISC"), keep_longer_by=3)


# -- laws and events ------------------------------------------------------------------------------------


@cache
def _event_pattern() -> re.Pattern[str]:
    events = name_lists()["events"]
    word = rf"(?:{CAPITALISED}|[A-Z]{{2,}})\s"
    law = rf"(?:{word}(?:(?:of|on|for|and)\s(?=[A-Z]))?){{1,6}}(?:{alternatives(events['laws'])})"
    gathering = rf"(?:{word}){{1,5}}(?:{alternatives(events['gatherings'])})"
    numbered = rf"(?i:{alternatives(events['numbered'])})\s(?P<year>20\d\d)"
    mission = rf"(?:{alternatives(events['missions'])})-\d{{1,3}}"
    named = rf"(?:Tropical\s)?(?:{alternatives(set(events['before']) - {'Operation'})})\s[A-Z][\w-]+"
    operation = r"Operation(?:\s[A-Z][\w-]+){1,3}"
    return re.compile(rf"(?<![\w’'.-])(?:{law}|{gathering}|{numbered}|{mission}|{named}|{operation})\b(?![-’']?\w)")


def _add_events(text: str, names: NameSpans) -> None:
    """Adds "Digital Services Act" and the like; in display case, where every word has a capital, only after "the"."""
    for start, end in line_spans(text):
        shouted = is_display_case(text[start:end])
        for match in _event_pattern().finditer(text, start, end):
            at = _event_start(text, *match.span(), names)
            if re.search(r"[ -]", text[at : match.end()]) and (
                not shouted or match["year"] or _OPEN.search(text, max(start, at - 5), at)
            ):
                names.put(Name(at, match.end(), "MISC"))


_OPEN = re.compile(r"(?:\bthe|[12]\d{3})\s$")


_OWNER = re.compile(r"['’]s\s")
_NO_OWNER = ("Men", "men", "Women", "women")


def _event_start(text: str, start: int, end: int, names: NameSpans) -> int:
    """Where the event begins: after words that only open a sentence ("The", "On Monday") and after an owner
    ("President Trump's One Big Beautiful Bill Act")."""
    for name in names.over(start, end):
        if _OWNER.match(text, name.end) and not text.endswith(_NO_OWNER, name.start, name.end):
            start = name.end + 3
    stop = word_set("clean", "not_names")
    for word in re.finditer(r"\S+\s*", text[start:end]):
        if word.group().strip() not in stop:
            return start + word.start()
    return end


# -- listed names -----------------------------------------------------------------------------------------


@cache
def _always() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.-])(?:{alternatives(word_set('organisations', 'always'))})(?![\w-])")


@cache
def _listed() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The listed names as they are, and in any case."""
    known = alternatives(listed_labels("known"))
    return re.compile(rf"(?<![\w-])(?:{known})(?!\w)"), re.compile(rf"(?<![\w-])(?:{known})(?!\w)", re.IGNORECASE)


@cache
def _listed_label(name: str) -> str:
    return {known.casefold(): label for known, label in listed_labels("known").items()}[name.casefold()]


def _add_listed(text: str, names: NameSpans) -> None:
    """Adds the names that are names wherever they stand; acronyms ("UN") not in lines of capitals, where they may be
    words, the others there and in Title Case in any case ("TOUR DE FRANCE")."""
    exact, any_case = _listed()
    for start, end in line_spans(text):
        line = text[start:end]
        for match in (any_case if is_display_case(line) else exact).finditer(text, start, end):
            if match.group()[0].isupper() or match.group() in listed_labels("known"):
                names.put(Name(*match.span(), _listed_label(match.group())))
        if not line.isupper():
            for match in _always().finditer(text, start, end):
                names.add(Name(*match.span(), "ORG"))


@cache
def _hyphened_labels() -> dict[str, str]:
    """Countries and listed organisations, with their labels."""
    places = dict.fromkeys([*name_lists()["countries"], "US", "U.S.", "UK", "U.K.", "UAE"], "LOC")
    listed = {name: label for name, label in listed_labels("known").items() if label == "ORG"}
    return places | listed | dict.fromkeys(("EU", "UN", "NATO"), "ORG")


@cache
def _before_hyphen() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.-])(?:{alternatives(_hyphened_labels())})$")


_HYPHEN = re.compile(r"(?<=[A-Za-z.])[-–](?=[a-z])")


def _add_hyphened(text: str, names: NameSpans) -> None:
    """Adds the name before a hyphen and a small word: "United States-imposed", "Hamas-run"."""
    for hyphen in _HYPHEN.finditer(text):
        low = max(0, hyphen.start() - _LONGEST)
        if match := _before_hyphen().search(text[low : hyphen.start()]):
            names.put(Name(low + match.start(), hyphen.start(), _hyphened_labels()[match.group()]))


_LONGEST = 40
"""Characters of the longest such name, and some more."""


_PLATFORM = re.compile(r"(?:(?<![\w’'-])[a-z][\w-]*|[’']s)[ ](?P<x>X)(?=[,.;:!?]|[’']s|\s[a-z]|$)", re.MULTILINE)
"""The platform: "X" after a lower-case word or a possessive, and before a lower-case word or the end of a clause."""
