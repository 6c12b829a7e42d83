"""A sentence -> whether it leans on what stands before it in its article, or on who wrote it; then it is not shown.

A pronoun without its name, a noun with "the" that was told of earlier ("The country has also hosted …"), a question,
the writer's own "I": each misleads or says nothing where the sentence before is not there.
"""

from __future__ import annotations

import re

_POINTERS = (
    r"In (?:return|response|turn|addition|contrast|comparison|reply)\b|"
    r"(?:With|In|At|After|Despite|Because of|Amid|Following|During|Of|For|By|Like|Under|From|To) "
    r"(?:this|that|these|those|such|them|him|her|it|all this)\b(?! (?:week|year|month|morning|weekend|season|summer|"
    r"winter|spring|autumn|fall|evening|afternoon|time|day|century|decade)\b)|"
    r"(?:If|When|While|As|Although|Though|Because|Since|After|Before|Until|Once|Unless|Whether|Even (?:if|though|as)) "
    r"(?:he|she|they|it|this|that|these|those)\b|"
    r"According to the (?:sources?|report|statement|agency|ministry|document|study|officials?|letter|paper)\b|"
    r"(?:Ironically|Tellingly|Interestingly|Surprisingly|Unsurprisingly|Curiously|Strikingly|Worse|Even worse|"
    r"Then|Next|Plus|Also|Sure enough|No wonder|Not surprisingly|Of those|Yes|No|Well|True|Sure|Oh)(?=[,:])|"
)
_PRONOUNS = (
    r"He|She|It|They|We|I|You|This|That|These|Those|His|Her|Hers|Their|Theirs|Its|Our|My|Him|Them|Such|"
    r"Both|Neither|Others?|Another|Some of (?:them|these|those)|One of (?:them|these|those)|Each|There|Here|So|Which|"
    r"Who|What"
)
_TOLD_BEFORE = (
    r"call|calls|move|decision|report|announcement|incident|statement|latter|former|two|pair|trio|sources?|"
    r"group|agency|company|firm|ministry|official|spokes\w+|attack|figure|comments?|remarks?|document|study|letter|"
    r"post|video|footage|development|news|deal|agreement|plan|measure|bill|law|ruling|verdict|case|suspect|victim|"
    r"man|woman|couple|team|duo|paper|newspaper|outlet|authors?|researchers?|findings?|same|others?|rest|"
    r"organi[sz]ation|(?:latest|new|direct|earlier|previous|recent|alleged|proposed) "
    r"(?:talks|post|move|attack|meeting|ban|deal|plan|law|decision|statement)"
)
"""Nouns that with "the" mean something told before, wherever they stand."""
_TOLD_ABOVE = (
    r"country|nation|city|town|village|region|province|island|club|band|film|movie|book|show|series|song|album|airline|"
    r"bank|school|university|hospital|museum|jury|trial|vote|strikes?|blast|explosion|crash|accident|shooting|killing|"
    r"raid|protests?|rally|meeting|summit|visit|trip|conference|event|ceremony|match|game|victory|defeat|ship|vessel|"
    r"plane|aircraft|boat|car|vehicle|bus|train|driver|pilot|victims|survivors|patient|student|teacher|child|children|"
    r"boy|girl|teenager|mother|father|family|parents|husband|wife|son|daughter|gunman|attacker|shooter|accused|"
    r"defendant|hostages?|actor|actress|singer|writer|director|player|coach|politician|lawmaker|senator|diplomat|"
    r"ambassador|envoy|officer|executive|founder|billionaire|project|programme|program|device|product|app|site|website|"
    r"platform|fund|loan|ban|order|decree|proposal|idea|initiative|scheme|scandal|dispute|row|situation|problem|results?|"
    r"outcome|total|increase|decline|rise|drop|changes?|trend|effect|impact|reason|goal|aim"
)
"""Nouns of the same sort that at the start of an article mean what its headline tells."""

_LEANS = re.compile(rf"(?:{_POINTERS}[“\"'‘(]*(?:{_PRONOUNS}|The (?:{_TOLD_BEFORE})))\b(?!['’]s\b)")
_LEANS_LATER = re.compile(rf"[“\"'‘(]*The (?:{_TOLD_ABOVE})\b(?!['’]s\b)")
_NOUN_IS_TOLD = re.compile(
    r",?\s*(?:of|in|on|between|by|against|to|from|that|which|with|for)\b|,?\s+[“‘\"(]?(?!\w+day\b)[A-Z]"
)
_ELSEWHERE = {
    "de": re.compile(
        r"[„“\"»]?(?:Er|Sie|Es|Dies(?:e[rsmn]?)?|Ihre?|Seine?|Dabei|Dazu|Damit|Dadurch|Deshalb|Daher|Dort)\s"
    ),
    "fr": re.compile(
        r"[«“\"]?\s?(?:Ils?|Elles?|Cela|Ça|Ce(?:t|tte|s)? derni[eè]re?s?|Celui-ci|Celle-ci|Ceux-ci|Leurs?)\s"
    ),
    "es": re.compile(r"[«“\"]?(?:Él|Ellas?|Ellos|Esto|Eso|Éste|Ésta|Sus?|Este último|Esta última)\s"),
    "it": re.compile(r"[«“\"]?(?:Egli|Lui|Lei|Essi|Esse|Ciò|Questo|Questa|Quest'ultim[oa])\s"),
    "pt": re.compile(r"[«“\"]?(?:Eles?|Elas?|Isso|Isto|Este último)\s"),
    "nl": re.compile(r"[“\"]?(?:Hij|Zij|Ze|Dit|Deze|Daarmee|Daarna|Hun)\s"),
}
"""Language -> what a sentence begins with that leans on the one before."""
_ENOUGH = ("There ", "This week", "This year", "This month", "Some of the", "One of the")
_SUBJECT_PRONOUN = re.compile(r"\b(?:he|she|him)\b", re.I)
_ANY_PERSON = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.I)
_LIKENED = re.compile(r"(?:Like|Unlike|As with|As for)\s[^,“\"]{3,110},\s(?:it|they|he|she)\s")
_OPENED = re.compile(r"(?:In|At|On|With|After|Before|During|For|Among|Despite|Under)\s[^,“\"]{3,90},\s(?:it|they)\s")
_QUOTED = re.compile(r"[“\"«„][^“”\"«»„]*[”\"»“]")
_NARRATOR = re.compile(r"(?<![\w’'.-])(?:I(?:['’](?:m|ve|d|ll))?|[Mm]y|[Mm]e|[Ww]e(?:['’](?:re|ve|d|ll))?)(?![\w’'.-])")
_SELF = ("I ", "I'", "I’", "my ", "My ", " me", "we ", "We ", "we'", "we’", "We'", "We’")
"""One of these stands in every sentence of a narrator: looked for first, since the pattern is slow."""
_NUMERAL = re.compile(r"\S\s[A-Z][\w’'.-]*\s$")


def leans(sentence: str, *, first: bool = True, language: str = "en") -> bool:
    """Whether a sentence begins with a word that points to what stands before it.

    `first` is the first sentence of an article: "The strike" is there what the headline tells. Of languages other than
    English only pronouns are known.
    """
    if other := _ELSEWHERE.get(language[:2]):
        return other.match(sentence) is not None
    sentence = sentence[:1].upper() + sentence[1:]
    match = _LEANS.match(sentence) or (None if first else _LEANS_LATER.match(sentence))
    if match is None:
        return False
    words = match[0].lstrip("“\"'‘(")
    if not words.startswith("The "):  # an adverbial, a pronoun; "There" and "This week" say enough
        return not sentence.startswith(_ENOUGH)
    return not _NOUN_IS_TOLD.match(sentence, match.end())


def lacks_name(sentence: str, named_at: int, *, names: bool) -> bool:
    """Whether a pronoun of the sentence has nobody, or nothing, in it to stand for.

    `named_at` is where the first person is named, -1 for nowhere; `names` says whether anything else has a name. "In
    his first speech, Smith …" explains itself, "When she left, Smith …" does not.
    """
    if named_at < 0 and _ANY_PERSON.search(sentence):
        return True
    if named_at >= 0 and _SUBJECT_PRONOUN.search(sentence, 0, named_at):
        return True
    return _LIKENED.match(sentence) is not None or (not names and _OPENED.match(sentence) is not None)


def is_narrated(sentence: str, language: str) -> bool:
    """Whether an English sentence speaks of its writer ("When I checked"), outside of quotation marks."""
    if not (language or "en").startswith("en") or not any(word in sentence for word in _SELF):
        return False
    bare = _QUOTED.sub("“”", sentence)
    found = _NARRATOR.search(bare)
    return found is not None and not (found[0] == "I" and _NUMERAL.search(bare[: found.start()]))


def asks(sentence: str) -> bool:
    """Whether a sentence is a question: it says nothing yet."""
    return sentence.rstrip("”’\"')»").endswith(("?", "？", "؟"))
