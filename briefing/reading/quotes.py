"""Plain text and its sentences -> direct quotations with their speakers.

Rules of where a verb of speech and its subject stand around a quotation. Measured on the test half of PolNeAR
(84 articles, 644 quoted spans of 5 words or more) for rules of this kind: right speaker, when one is given, 92.8 %;
`"…," X said` 97.6 %, `"…," said X` 98.2 %, `X said: "…"` 89 %, carried on from the quotation before 90 %.
A fragment inside the writer's own clause (`X said it was "…"`) is told apart and not shown, nor is a quotation whose
only speaker is the subject of the sentence (67 %).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from briefing.model import Quote, Sentence
from briefing.reading.quote_marks import quoted_spans

MIN_WORDS = 5
"""Words in the shortest quotation returned: below it titles and scare quotes outnumber speech (97.9 % at 5)."""
MIN_CHARACTERS_CJK = 10
"""The same for text without spaces between words, in characters."""

MAX_REACH = 500
"""Characters around a quotation in which its speaker is looked for; the search costs the square of them."""

AFTER_SUBJECT, AFTER_VERB, BEFORE, CARRIED = "Q SP verb", "Q verb SP", "SP verb Q", "carried"
SAFE_RULES = frozenset({AFTER_SUBJECT, AFTER_VERB, BEFORE, CARRIED})
"""Rules that were right in 89 % and more: a quotation found by another one, or by none, is not shown."""
FRAGMENT = "fragment"
"""Rule of words quoted within the writer's own clause."""

VERB = (
    r"(?:said|says|saying|told|tells|telling|added|adds|adding|wrote|writes|writing|tweeted|posted|asked|asks|asking|"
    r"argued|argues|arguing|warned|warns|warning|noted|notes|noting|explained|explains|explaining|insisted|insists|"
    r"declared|declares|declaring|stated|states|stating|announced|replied|replies|responded|responds|continued|"
    r"continues|recalled|recalls|claimed|claims|claiming|suggested|suggests|acknowledged|conceded|testified|joked|"
    r"quipped|urged|predicted|vowed|promised|concluded|concludes|remarked|commented|observed|reiterated|emphasi[sz]ed|"
    r"stressed|stresses|complained|lamented|maintained|contended|admitted|admits|confirmed|repeated|shouted|yelled|"
    r"reads|called|calls|calling|described|describes|describing|dismissed|criticized|criticised|mocked|praised|"
    r"reasoned|blasted|slammed|mused|boasted|countered|exclaimed|answered|pointed out)"
)
NAMING = frozenset(
    "called calls calling described describes describing dismissed praised criticized criticised".split()
)
"""Verbs that need an object before the quotation ("called it “…”"): "a plan called “…”" names, it does not quote."""

_SPEECH = re.compile(rf"(?<![-\w]){VERB}\b")
_ADVERB = r"(?:also|later|then|recently|once|previously|repeatedly|has|had|have|again|further|simply|only|even|still)"
_VERB_FIRST = re.compile(rf"\s*,?\s*(?:{_ADVERB}\s+)?({VERB})\b")
_ADVERB_END = re.compile(
    rf"[ ,](?:{_ADVERB}|[a-z]+(?<!fami)(?<!al)ly|often|would|will|did|went on to|"
    r"was quoted as|is quoted as|"
    r"were quoted as|has been quoted as|in a statement|on \w+day|,? however)\s*,?\s*$"
)
_PASSIVE = re.compile(
    r"\b(?:(?:was|were|is|are|be|been|being|so|widely|often)\s+(?:\w+ly\s+)?|(?:[Ww]hen|[Ii]f|[Oo]nce)\s+)$"
)
_QUOTED_AS = re.compile(r"\bquoted\s+(?:\S+\s+){0,4}as\s+$")
_QUOTES_AS = re.compile(r"\bquot(?:es|ed|ing)\s+((?:[^\s,;:]+\s+){1,6}?)as\s+$")
_RELAYING = re.compile(r"\b(?:[Qq]uoting|[Cc]iting|[Rr]eciting|[Pp]araphrasing|[Rr]eading from|[Ee]choing)\b")
"""Before a verb of speech: the words are somebody else's."""
_INTRODUCES = re.compile(r"(?:\s+[^\s,:;]+){0,12}?\s*(?:[,:]|\bthat)?\s*")
_AND = re.compile(r"(?:\b(?:and|but|or|then)|,)\s*$")
_CLAUSE = re.compile(
    r"[,;:—–(]\s+|\b(?:that|as|but|when|while|because|after|before|where|which|if|though|although|since|so)\s+"
    r"|[“”\"»]\s*|\band\s+(?=(?:he|she|they|it|the|an?)\b)"
)
_OPENER = re.compile(r"\s*(?:And|But|So|Still|Then|Now|Yet|Meanwhile|Later|However|Instead|Earlier)\s*,?\s+")
_APPOSITIVE = re.compile(
    r"(.*?)(,\s*(?:the|an?|who|whose|which|his|her|their|its|former|chief|head|president|CEO|director|minister|R-|D-|"
    r"[a-z0-9])[^“”\"]*)$",
    re.S,
)
_SUBORDINATE = re.compile(r"\b(?:that|which|while|after|because|when|if|as|but|and then)\b")
_NOUN_AFTER = re.compile(r"\s*([^,.;:“”\"«»()—\n]{2,90})")
_ADJUNCT = re.compile(
    r"\s(?:in|on|at|during|after|before|when|while|as|about|last|this|earlier|later|\w+day|to|with|via|from|by|who|"
    r"led|following|ahead|outside|through|over)\b"
)
_HONORIFIC_END = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Lt|Gen|Col|Sgt|St|Prof|Rev|[A-Z])$")
_NAME_AFTER_DOT = re.compile(r"\.\s+((?:[A-Z][\w’'-]*(?:\s|\b)(?!\.\s+(?:The|A|In|On|He|She)\b)){1,4})")
_HEARER = re.compile(r"(?:that|the crowd|reporters|supporters|me|him|her|us|them|it)\b")
_LEADING_NAME = re.compile(
    r"\s*(?:(?:While|As|When|Although|Though|After|Before|But|And)\s+)?"
    r"(The (?:[A-Z][\w’'.-]*\s){0,3}[a-z]+\b|(?:The |An? )?(?:[A-Z][\w’'.-]*[\w’'](?:\s|$|(?=,))){1,6}|"
    r"(?:He|She|They|It)\b)"
)
_LAST_NAME = re.compile(r"((?:[A-Z][\w’'.-]*\s){0,5}[A-Z][\w’'.-]*)\s*$")
_FULL_NAME = re.compile(r"(?:[A-Z][\w’'.-]*\s){1,4}[A-Z][\w’'.-]*")
_NO_SUBJECT = re.compile(
    r"(?:In|On|At|For|With|As|When|While|According|After|Before|Since|By|If|But|And|This|That|What|There|Because|"
    r"Although|Though|Despite|Until|During|From|To|Of|Not|None|So|Asked|Speaking|Then|Here|How|Why)\b"
    r"|(?:in|on|at|for|with|as|when|while|which|that|to|of|by|but|and|or|if|also|not|then|so|there|what|[a-z]+ing|\w+ly)\b"
)
_FINITE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|would|could|will|did|does|do|been|be|not|who|which|keep|sparked)\b"
)
_TRIM = ' \t,;:—–-“”"«»('


def find_quotes(text: str, sentences: Sequence[Sentence]) -> list[Quote]:
    """Return the direct quotations of `text` with at least `MIN_WORDS` words, in order.

    A quotation of several sentences comes whole. `speaker` is the speaker's words in the text at
    `[speaker_start, speaker_end)`, pronouns included (see `speakers.link_speakers`); `rule` is one of `SAFE_RULES`, or
    "" where no speaker was found. Verbs of speech are English; in other languages quotations have no speaker.
    """
    found: list[Quote] = []
    last: tuple[int, int] | None = None
    spans = quoted_spans(text)
    previous_end = -1
    for number, (start, end) in enumerate(spans):
        low, high = _window(text, sentences, start, end)
        low = max(low, previous_end)
        if number + 1 < len(spans):
            high = min(high, max(end + 1, spans[number + 1][0] - 1))
        speaker, rule = _attribute(text, start, end, low, high)
        if speaker is None and last and _floats(text, previous_end, start, low) and not _goes_on(text, end, high):
            speaker, rule = last, CARRIED
        if _long_enough(text[start:end]):
            at, to = speaker or (-1, -1)
            found.append(Quote(start, end, text[at:to] if speaker else "", at, to, rule))
        last = speaker or last
        previous_end = end + 1
    return _carry_back(text, found)


def _carry_back(text: str, quotes: list[Quote]) -> list[Quote]:
    """Give the paragraphs of one long quotation, which do not close, the speaker named after its last."""
    for at in range(len(quotes) - 2, -1, -1):
        quote, following = quotes[at], quotes[at + 1]
        open_ended = text[quote.end : quote.end + 1] == "\n" and not text[quote.end : following.start - 1].strip(" \n>")
        if open_ended and not quote.rule and following.rule:
            who = following.speaker, following.speaker_start, following.speaker_end
            quotes[at] = Quote(quote.start, quote.end, *who, CARRIED)
    return quotes


def _long_enough(words: str) -> bool:
    """Whether the quoted words are long enough to be speech."""
    return len(words.split()) >= MIN_WORDS or (len(words) >= MIN_CHARACTERS_CJK and words[0] > "\u3040")


def _window(text: str, sentences: Sequence[Sentence], start: int, end: int) -> tuple[int, int]:
    """From the start of the sentence that opens the quotation to the end of the one that closes it."""
    opening = bisect_right(sentences, start, key=lambda s: s.start) - 1
    closing = bisect_right(sentences, end - 1, key=lambda s: s.start) - 1
    low = sentences[opening].start if opening >= 0 else 0
    high = max(sentences[closing].end, end + 1) if closing >= 0 else end + 1
    return max(low, start - MAX_REACH), min(high, end + MAX_REACH, len(text))


def _floats(text: str, previous_end: int, start: int, low: int) -> bool:
    """Whether the quotation stands on its own, in the paragraph of an attributed one or in the next."""
    if text[low : start - 1].strip(_TRIM):
        return False
    between = text[previous_end : start - 1]
    if "\n" not in between:
        return True
    return len(between.strip(' \n”".>')) < 90 and between.count("\n") <= 2


def _goes_on(text: str, end: int, high: int) -> bool:
    """Whether the writer's words go on behind the quotation: `“…” that “has held”`."""
    return text[end + 1 : high].lstrip()[:1].islower()


def _attribute(text: str, start: int, end: int, low: int, high: int) -> tuple[tuple[int, int] | None, str]:
    """The speaker's span and the rule for the quotation `[start, end)` within the window `[low, high)`."""
    inner = text[start:end].rstrip(" ’'")
    half = text[start].islower() and any(map(str.isalpha, text[low : start - 1]))  # words of the writer's own sentence
    goes_on = inner[-1:] in ",?!—–" or text[end + 1 : high].lstrip().startswith(",")
    if goes_on:
        first = _VERB_FIRST.match(text, end + 1, high)
        if first and (speaker := _subject_after(text, first.end(), high)):
            return speaker, FRAGMENT if half else AFTER_VERB
        verb = _SPEECH.search(text, end + 1, min(high, end + 161))
        if verb and (speaker := _subject_between(text, end + 1, verb.start())):
            return speaker, FRAGMENT if half else AFTER_SUBJECT
    return _introduced(text, low, start - 1)


def _introduced(text: str, low: int, mark: int) -> tuple[tuple[int, int] | None, str]:
    """The speaker and the rule by the nearest verb of speech between `low` and the opening mark."""
    for verb in reversed(list(_SPEECH.finditer(text, low, mark))):
        lead, gap = text[low : verb.start()], text[verb.end() : mark]
        if _PASSIVE.search(lead) and not _QUOTED_AS.search(lead):
            continue
        if verb[0] in NAMING and not gap.strip(" ,:as"):
            continue
        speaker = _quoted_person(text, low, lead) or _subject_of(text, low, verb)
        if speaker:
            direct = verb[0] not in NAMING and (gap.rstrip().endswith((",", ":", " that")) or not gap.strip())
            direct = direct and not _RELAYING.search(lead) and not _QUOTES_AS.search(lead)
            return speaker, BEFORE if direct and _INTRODUCES.fullmatch(gap) else FRAGMENT
    return None, ""


def _quoted_person(text: str, low: int, lead: str) -> tuple[int, int] | None:
    """The person whom the sentence quotes: "the article quotes Smith as saying" gives "Smith"."""
    found = _QUOTES_AS.search(lead)
    return _trim(text, low + found.start(1), low + found.end(1)) if found else None


def _subject_of(text: str, low: int, verb: re.Match[str]) -> tuple[int, int] | None:
    """The subject of a verb that may be the second of its sentence: "X met Y, saying", "X denied it and said"."""
    start = verb.start()
    shared = verb[0].endswith("ing") and not _LAST_NAME.search(text, low, start)
    if shared or _AND.search(text, low, start):
        named = _LAST_NAME.search(text, low, start - 1) if text[low:start].rstrip().endswith(",") else None
        if named and not shared and (subject := _subject_before(text, low, start)):
            return subject  # "Scott Bessent, the Treasury secretary, said"
        for earlier in reversed(list(_SPEECH.finditer(text, low, start))):
            if subject := _subject_before(text, low, earlier.start()):
                return subject
        name = _LEADING_NAME.match(text, low, start)
        span = _trim(text, name.start(1), name.end(1)) if name else None
        return span if span and not _NO_SUBJECT.match(text, *span) else None  # "For example, the article …"
    return _subject_before(text, low, start)


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without punctuation at its ends; None when nothing is left."""
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return (start, end) if end - start >= 1 and any(map(str.isalpha, text[start:end])) else None


def _subject_between(text: str, start: int, verb: int) -> tuple[int, int] | None:
    """The subject that stands between the closing mark and its verb: `"…," Scott Bessent, the secretary, said`."""
    lead = text[start:verb]
    head = lead.strip(_TRIM).split(",")[0]
    if _SUBORDINATE.search(head) or len(head.split()) > 10:
        return None
    if "," in lead.strip(_TRIM) and _FULL_NAME.fullmatch(head):  # "Clive Lewis, a lawmaker of Labour told us"
        at = text.index(head, start)
        return at, at + len(head)
    return _subject_before(text, start, verb)


def _subject_before(text: str, low: int, verb: int) -> tuple[int, int] | None:
    """The noun phrase that ends before the verb, without its appositive: "X, the chief of Y, said" gives "X"."""
    end = verb
    while adverb := _ADVERB_END.search(text, low, end):
        end = adverb.start() + 1
    segment = text[low:end].rstrip()
    if segment.endswith((" who", ",who")):
        name = _LAST_NAME.search(segment[:-4].rstrip(" ,"))
        return (low + name.start(1), low + name.end(1)) if name else None
    if segment.endswith(","):
        body = segment[:-1]
        appositive = _APPOSITIVE.match(body)
        segment = appositive[1] if appositive and appositive[1].strip() else body
    start = low
    for cut in _CLAUSE.finditer(segment):
        if cut.end() < len(segment):
            start = low + cut.end()
    if opener := _OPENER.match(text, start, low + len(segment)):
        start = opener.end()
    span = _trim(text, start, low + len(segment))
    return span if span and _can_be_subject(text[span[0] : span[1]]) else None


def _can_be_subject(words: str) -> bool:
    """Whether the words can be the subject of a verb of speech: no adverbial, no clause with a verb of its own."""
    return len(words.split()) <= 12 and not _NO_SUBJECT.match(words) and not _FINITE.search(words)


def _subject_after(text: str, start: int, high: int) -> tuple[int, int] | None:
    """The noun phrase after the verb: `"…," said Scott Bessent in an interview` gives "Scott Bessent"."""
    noun = _NOUN_AFTER.match(text, start, high)
    if not noun:
        return None
    begin, end = noun.span(1)
    adjunct = _ADJUNCT.search(text, begin + 1, end)
    if adjunct:
        end = adjunct.start()
    while text[end : end + 1] == "." and _HONORIFIC_END.search(text, begin, end):
        rest = _NAME_AFTER_DOT.match(text, end, high)
        if not rest:
            break
        end = rest.end(1)
    span = _trim(text, begin, end)
    if span is None or _HEARER.match(text, span[0], span[1]):
        return None
    return span if _can_be_subject(text[span[0] : span[1]]) else None
