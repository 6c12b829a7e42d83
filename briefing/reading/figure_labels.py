"""The words around a number -> its label: the noun phrase after it, or what it belongs to before it.

Labels are spans of the text. A noun phrase ends at a preposition, a verb or a mark; one phrase with "of", "to", "on"
or "in" is taken along when it belongs to the noun ("third | visit to China this year").
"""

from __future__ import annotations

import re

MAX_WORDS = 6
"""Words in a noun phrase of a label; names of programmes and committees fit, clauses do not."""

_WORD = re.compile(r"\s*([^\s,.;:()“”\"«»!?—–]+(?:\.[a-zA-Z]\.?)*)")
STOP_WORDS = frozenset(
    """
    in on at of to for from by with as and or but that which who whom whose was were is are be been being had
    have has said says when after before during since into against under over would will could may might can
    should about than the a an this these those his her their its our between because while if scheduled worth
    so such up down through across among around near per via within without amid until it they he she we you i
    not also do does did made make took go went came come left including following despite both each more less
    where there then now according almost ago later earlier today yesterday tomorrow monday tuesday wednesday
    thursday friday saturday sunday january february march april june july august september october november
    december whether how why all just still only even out off away back again too yet told saw won lost fell
    rose began led held met gave got hit struck say see know think want need get take live lives living serve
    serves remain remains pass passes show shows call calls work works makes help last next wrote fled shook
    drove broke spoke chose ran sat stood died drew grew flew threw caught brought taught thought became ends
    end begins begin cost costs once twice every higher lower ordered purchased bought sold comes goes fall rise
    face faces aged set return returned above below tall wide deep away believe believes agree disagree approve oppose
    uses wants needs spends requires includes offers owns holds sees gets gives keeps knows means seems becomes cannot
    continues runs aims due though enter support extrajudicially
    """.split()
)
"""Words that cannot stand inside the noun phrase of a label."""
_LINKS = frozenset("of to on in for against per worth".split())
_NOT_LABEL = frozenset(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday am pm a.m p.m gmt est et local o'clock it them him her us me you that which this
    these those total fact order favour favor all addition return exchange comparison percent per""".split()
)
_DETERMINERS = frozenset("the a an its their his her our this these those all".split())
_NO_ADVERBS = frozenset("family supply assembly ally reply rally elderly daily weekly monthly early only".split())
"""Words on -ly that stand inside noun phrases."""
_AUXILIARIES = frozenset(
    "is are was were be been have has had having will would can could may might should must do does did not".split()
)
"""Words that make a clause of what stands before a number; a label is no clause cut off before its end."""
_PURPOSES = frozenset("to for in on from per".split())
"""Words that say what an amount is for: "$1 billion | for the fund", "€3 million | in damage"."""
_AMOUNT_SIGN = re.compile("[$€£¥%]")
_ADDRESS = re.compile(r"(?:[A-Z][\w’'-]*\s){1,3}(?:Street|Avenue|Road|Boulevard|Lane|Drive|Square)\b|d[eu] ")
"""What follows the number of a house, or a number in a name ("12 de Octubre")."""
_SPEAKER = re.compile(r"(?:you|we|i|they|he|she|it|there|let)(?:['’]\w+)?$", re.I)
MAX_LABEL_WORDS = 8
"""Words of a label with the phrase that belongs to it; a longer one has taken in a clause."""
_AGED = re.compile(r"\s+aged (?:between )?\d+(?:(?: to | and |[-–])\d+)?")
_WHEN = re.compile(
    r"\s+(?:this (?:year|month|week|season)|in (?:\w+ ){1,2}(?:years|months)|since (?:\w+ )?(?:19|20)\d\d)\b"
)
_AND = re.compile(r"\s+(?:and|or)(?=\s)")
_COUNTED = re.compile(r"(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?)\b")
_WHEN_WORDS = re.compile(r"\b(?:earlier|later|ago|week|month|year|today|again|down|up)\b")
_CLAUSE_START = re.compile(
    r"[,;:(“”\"«»!?]\s*|[—–]\s*|\.\s+|\b(?:that|and|but|as|while|when|which|who|after|because|if|said|says|than)\s+"
)
_TRAILING = re.compile(
    r"(?:\s+|^)(?:further|another|additional|perhaps|by|to|of|at|about|a|an|the|from|with|for|in|on|up to|and|or|is|"
    r"was|are|were|than|nearly|some|it|just)$",
    re.I,
)


def label_after(text: str, end: int, limit: int, links: frozenset[str] = frozenset({"of", "worth"})) -> tuple[int, int]:
    """Return the span of the label that follows `end`, within `limit`; `(end, end)` when there is none.

    `links` are the words with which the label may begin ("of", "worth of"); they stay in the label except "of".
    """
    start, stop = _label_after(text, end, limit, links)
    label = text[start:stop]
    verb = " " not in label and label.endswith(("ed", "ing"))  # "hundreds gathered", "16 beginning in May"
    if start == stop or verb or _AMOUNT_SIGN.search(label) or _ADDRESS.match(label):
        return end, end
    aged = _AGED.match(text, stop, limit)
    return start, aged.end() if aged else stop


def purpose_after(text: str, end: int, limit: int) -> tuple[int, int]:
    """Return the span of the phrase after an amount that says what it is for; `(end, end)` when there is none."""
    link = _WORD.match(text, end, limit)
    if link is None or link[1] not in _PURPOSES or text[end : link.start(1)].strip():
        return end, end
    more = _noun_phrase(text, link.end(), limit)
    if (
        more is None
        or _WHEN_WORDS.search(text, *more)
        or (link[1] == "to" and text[more[0]].islower() and " " not in text[slice(*more)])
    ):
        return end, end
    stop = _extended(text, more[1], limit)
    return link.start(1), stop


def _label_after(text: str, end: int, limit: int, links: frozenset[str]) -> tuple[int, int]:
    """The label that follows, without what is said of ages."""
    at = end
    word = _WORD.match(text, at, limit)
    begin = -1
    while word and word[1].lower() in links:
        if word[1].lower() != "of" and begin < 0:
            begin = word.start(1)
        at = word.end()
        word = _WORD.match(text, at, limit)
    first = _noun_phrase(text, at, limit)
    if first is None:
        return end, end
    start = begin if begin >= 0 else first[0]
    stop = _extended(text, first[1], limit) if at == end else first[1]
    if stop == first[1] and " " not in text[first[0] : stop] and (pair := _AND.match(text, stop, limit)):
        other = _noun_phrase(text, pair.end(), limit)  # "34 women and children"
        if other and text[other[0]].islower() and not _COUNTED.match(text, other[0]):
            stop = stop if text.endswith("ing", *other) else other[1]  # not "1.5 billion users and counting"
    when = _WHEN.match(text, stop, limit)
    return start, when.end() if when else stop


def _extended(text: str, end: int, limit: int) -> int:
    """The end of the label with one phrase that belongs to it ("of H20 chips", "on EU goods")."""
    link = _WORD.match(text, end, limit)
    if link is None or link[1] not in _LINKS or text[end : link.start(1)].strip():
        return end
    more = _noun_phrase(text, link.end(), limit)
    if more is None or (link[1] == "in" and not text[more[0]].isupper()):
        return end
    if len(text[more[0] : more[1]].split()) >= MAX_LABEL_WORDS - 2:
        return end
    bare = text[more[0]].islower() and text[more[0] : more[1]].split()[0] not in _DETERMINERS
    return end if link[1] == "to" and bare else more[1]  # "the fourth city to host"


def _noun_phrase(text: str, at: int, limit: int) -> tuple[int, int] | None:
    """The span of the noun phrase that begins at `at` (a determiner is taken along), None when there is none."""
    start = end = -1
    count = 0
    modified = False  # an adverb stands before: "highly enriched uranium"
    while count < MAX_WORDS:
        word = _WORD.match(text, at, limit)
        if word is None or (count and text[at : word.start(1)].strip()):
            break
        low = word[1].lower().strip("'’")
        adverb = low.endswith("ly") and low not in _NO_ADVERBS and word[1].islower()
        if count and adverb:  # "two sides recently resumed": the verb comes next
            break
        if low in _DETERMINERS and count == 0 and start < 0:
            start = word.start(1)
        elif _ends_phrase(low, word[1], count and not modified):
            break
        else:
            start = word.start(1) if start < 0 else start
            count += 1
            if not adverb:
                end = word.end(1)
            modified = adverb
        at = word.end()
    while end > start >= 0 and text[start:end].endswith(("'s", "’s", "s'", "s’")):
        end = text.rfind(" ", start, end)  # "officials close to the board’s" has lost its noun
    if text[start:end].rsplit(" ", 1)[-1] in _DETERMINERS:
        end = text.rfind(" ", start, end)
    return (start, end) if end > start >= 0 else None


def _ends_phrase(low: str, word: str, count: int) -> bool:
    """Whether the word cannot belong to the noun phrase: a function word, a number alone, a verb after the noun."""
    if low in STOP_WORDS or (count == 0 and low in _NOT_LABEL and word != "US") or not any(map(str.isalpha, low)):
        return True
    if low.endswith(("n't", "n’t")):
        return True
    verb = low.endswith(("ed", "ing")) and len(low) > 4 and not re.search(r"[-‑]", low)
    return count > 0 and word.islower() and verb


def label_before(text: str, start: int, low: int) -> tuple[int, int]:
    """Return the span of the words of the clause before `start` ("US prices rose" 2.7 %); `(start, start)` for none."""
    begin = low
    for cut in _CLAUSE_START.finditer(text, low, start):
        begin = cut.end()
    end = start
    while end > begin and text[end - 1].isspace():
        end -= 1
    while trailing := _TRAILING.search(text, begin, end):
        end = trailing.start()
    words = [(m.start(1), m[1]) for m in _WORD.finditer(text, begin, end)]
    while words and words[0][1].lower() in STOP_WORDS - _DETERMINERS:
        del words[0]
    if _WHEN_WORDS.search(text, words[0][0] if words else end, end):
        return start, start
    if len(words) > MAX_WORDS or not any(word.lower() not in STOP_WORDS for _, word in words):
        return start, start
    if any(word.lower() in _AUXILIARIES for _, word in words[:-1]) or any(_SPEAKER.match(word) for _, word in words):
        return start, start
    if words and words[-1][1].lower() in ("equivalent", "total", "sum", "amount"):
        return start, start
    if all(word[0].isupper() for _, word in words) or _AMOUNT_SIGN.search(text, words[0][0] if words else end, end):
        return start, start  # a name alone does not say what it has so much of
    return (words[0][0], end) if words else (start, start)
