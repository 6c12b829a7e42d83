"""Turns a span that the tagger drew too wide or too narrow into the names that stand in it."""

from __future__ import annotations

import re
from functools import cache

from briefing.reading.lexicons import Lexicons
from briefing.reading.name_spans import Name
from briefing.reading.names import alternatives, listed_labels, word_set

_TAIL = re.compile(r"['’][sS]?$|[\s\"“”‘’'.,:;–—-]+$")
_ARTICLE = re.compile(r"^(?:the|The|THE|a|an|A|An)\s+|^[\s\"“‘'()•,:*#>–—-]+")
_PREFIX = re.compile(
    r"^(?:(?:[Pp]ost|[Pp]re|[Aa]nti|[Pp]ro|[Nn]on|[Ee]x|[Mm]id|[Nn]eo)-(?=[A-Z])|\d{1,3}(?:st|nd|rd|th)\s+(?=[A-Z]+\d))"
)
"""What stands before a name with a hyphen, and "52nd" before "G7"."""
_YEAR = re.compile(r"^(?:19|20)\d\d\s+(?=[A-Z])")
_QUESTION = re.compile(
    r"^(?:How|Why|What|When|Where|Who|If|Is|Are|Was|Were|Does|Did|After|Before|With|But|And|Amid)"
    r"\s+(?=[A-Z])"
)
"""Words that begin a headline, and no name but a work's."""
_SMALL_END = re.compile(r"(?:\s[a-z]+)+$|\s?—.*$|–(?=[a-z]).*$|:\s.*$", re.DOTALL)
"""Small words at the end, and what follows a dash or a colon; works keep both."""
_INITIAL = re.compile(r"(?<=\s[A-HJ-UWYZ]\.)\s[A-Z][\w’'-]+")
_DIRECTION = re.compile(
    r"^(?:(?:north|south|east|west|central)(?:-?(?:eastern|western|ern|east|west))?|mid)\s+(?=[A-Z])"
)
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|Inc|Corp|Co|Ltd|Jr|Sr)\.$")


def trimmed(text: str, name: Name) -> Name:
    """The span without a leading article, "eastern" or "pro-", and without quotation marks, possessive or punctuation;
    with the surname after an initial ("Gerald R. | Ford")."""
    start, end, label = name
    initial = _INITIAL.match(text, end)
    if initial and initial.group().strip() not in word_set("clean", "not_names"):
        end = initial.end()
    if label != "MISC" and (small := _SMALL_END.search(text[start:end])) and small.start():
        end = start + small.start()
    while start < end:
        surface = text[start:end]
        lead = _ARTICLE.match(surface) or _DIRECTION.match(surface) or _PREFIX.match(surface)
        lead = lead or ((_QUESTION.match(surface) or _YEAR.match(surface)) if label != "MISC" else None)
        tail = _TAIL.search(surface)
        if lead and lead.end() < len(surface) and not _keeps_article(surface):
            start += lead.end()
        elif tail and tail.start() > 0 and not _ABBREVIATED.search(surface):
            end = start + tail.start()
        else:
            break
    return Name(start, end, label)


@cache
def _articled() -> re.Pattern[str]:
    return re.compile(rf"The (?:{alternatives(word_set('clean', 'the_names'))})\b")


def _keeps_article(surface: str) -> bool:
    return _articled().match(surface) is not None


_PLAIN_WORD = re.compile(
    r"\s+['‘\"“]?[a-z]{4,}(?:\s+[a-z]+)*(?=\s|$)|\s+[a-z]+$"
    r"|(?<!\bof)(?<!\bin)(?<!\bon)(?<!\bfor)(?<!\band)(?<!\bto)(?<!\bfrom)\s+the(?=\s)"
)


def cut_at_words(text: str, name: Name, lexicons: Lexicons) -> list[Name]:
    """A MISC span cut at its lower-case words ("SpaceX Dragon | spacecraft atop a | Falcon 9"); of a person or a place
    without a headline's noun at its end ("Gaza | Cease-Fire"); "US-China" and "Israel-Hamas" as two names."""
    surface = text[name.start : name.end]
    first, _, second = surface.replace("–", "-").partition("-")
    labels = [_known_label(part, lexicons) for part in (first, second)]
    if all(labels):
        return [Name(name.start, name.start + len(first), labels[0]), Name(name.end - len(second), name.end, labels[1])]
    if surface.count(" ") == 1 and (pair := _party_and_country(name, surface, lexicons)):
        return pair
    if name.label == "MISC":
        cuts = [match.span() for match in _PLAIN_WORD.finditer(surface)]
        starts = [0, *(end for _, end in cuts)]
        ends = [*(start for start, _ in cuts), len(surface)]
        return [
            trimmed(text, Name(name.start + start, name.start + end, "MISC"))
            for start, end in zip(starts, ends, strict=True)
            if surface[start:end].strip()
        ]
    if name.label == "ORG" and (pair := _two_offices(name, surface)):
        return pair
    head, _, last = surface.rpartition(" ")
    if head and name.label in ("PER", "LOC") and last.lower() in word_set("clean", "never_last"):
        return cut_at_words(text, name._replace(end=name.start + len(head.rstrip())), lexicons)
    return [name]


def _known_label(word: str, lexicons: Lexicons) -> str:
    """The label of a place or a listed name, "" for any other word."""
    return (
        "LOC" if word in lexicons.places else listed_labels("known").get(word) or listed_labels("tagged").get(word, "")
    )


def _two_offices(name: Name, surface: str) -> list[Name]:
    """ "Columbia University and New York University", "House and Senate" as two names; of other words nothing."""
    left, joined, right = surface.partition(" and ")
    heads = word_set("organisations", "heads") | {"House", "Senate"}
    if not joined or left.split()[-1] not in heads or right.split()[-1] not in heads:
        return []
    return [Name(name.start, name.start + len(left), "ORG"), Name(name.end - len(right), name.end, "ORG")]


def _party_and_country(name: Name, surface: str, lexicons: Lexicons) -> list[Name]:
    """ "Republican US" before "Representative" as two names; of other words nothing."""
    party, _, country = surface.partition(" ")
    if party not in ("Republican", "Democratic", "Democrat") or country not in lexicons.countries:
        return []
    return [Name(name.start, name.start + len(party), "MISC"), Name(name.end - len(country), name.end, "LOC")]


# -- government ---------------------------------------------------------------------------------------------

_OFFICE_OF = re.compile(r"\b(?:[Ss]ecretar(?:y|ies)|[Mm]inisters?|MINISTER|SECRETARY)\s(?:of|for)\s(?:the\s)?$")


def without_office(text: str, name: Name, role_follows: bool) -> Name:
    """A span without the parts of government that belong to a role beside it: "Secretary of | Commerce | Howard
    Lutnick" (then a person), "White House | Press | Secretary"; empty when nothing else is in it."""
    departments = word_set("clean", "departments")
    words = text[name.start : name.end].split(" ")
    if _OFFICE_OF.search(text[max(0, name.start - 30) : name.start]):
        count = next((n for n, word in enumerate(words) if word not in departments), len(words))
        start = min(name.end, name.start + sum(len(word) + 1 for word in words[:count]))
        if count and text[start : start + 1].islower():
            start = name.end
        return Name(start, name.end, "PER" if count else name.label)
    if role_follows and name.label != "PER" and len(words) > 1:
        kept = len(words)
        while kept and words[kept - 1] in departments:
            kept -= 1
        if kept and words[kept - 1].islower():  # "Department of | Homeland Security"
            return name
        return name._replace(end=name.start + max(0, len(" ".join(words[:kept]))))
    return name
