"""Text -> words with their spans, stems and stop words: the smallest parts that stories and briefs compare.

Scripts that write without spaces between words (Chinese, Japanese, and Korean with its endings) become overlapping
character bigrams, which search engines use for the same purpose (Lucene's CJKBigramFilter).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from briefing.stop_words import LISTS

if TYPE_CHECKING:
    from snowballstemmer.basestemmer import BaseStemmer


class Word(NamedTuple):
    """A word of a text: `raw == text[start:end]`; `form` is what two spellings of it have in common.

    `form` is lower case and NFC, without possessive 's, apostrophes and the dots of initials; "U.S." and the capital
    "US" become "us." so that they differ from the pronoun. Accents stay (stemmers need them; `stem` folds them).
    """

    form: str
    raw: str
    start: int
    end: int


MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
"""Combining marks of Latin, Cyrillic, Hebrew and Arabic, which `\\w` leaves out and which must not cut a word."""
INDIC = "\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
"""Scripts of India and Thai, whose vowel signs `\\w` leaves out (without the danda, their full stop)."""
CJK = "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
"""Kana, Han and Hangul: split into character bigrams."""

WORD = re.compile(
    rf"(?P<cjk>[{CJK}]+)"
    r"|(?:[A-Za-z]\.){2,}"
    rf"|[$€£]?\d+(?:[.,]\d+)*[^\W_{CJK}]*"
    rf"|(?:[^\W_{CJK}]+|[{MARKS}{INDIC}]+)+(?:['’](?:[^\W_{CJK}]+|[{MARKS}]+)+)*"
)
"""CJK run, initials, number (with currency sign and unit), or letters with inner apostrophes."""

PLAIN_WORD = re.compile(r"(?=[\w$€£])((?:[A-Za-z]\.){2,}|[$€£]?\d+(?:[.,]\d+)*[^\W_]*|[^\W_]+(?:['’][^\W_]+)*)")
NOT_PLAIN = re.compile(f"[{CJK}{MARKS}{INDIC}]")
"""What `WORD` finds in a text without letters of `NOT_PLAIN`, in half the time; a group, so that `split` keeps it."""

ELISION = re.compile(r"^(?:[cdjlmnstv]|qu|jusqu|lorsqu|puisqu|un|all|dell|nell|sull|dall|quest|quell)'(?=\w{2})")
"""French and Italian articles that lean on the next word ("l'accord", "dell'Ucraina")."""

CAPITALS = frozenset({"US", "UK", "EU", "UN", "IT", "AI", "WHO"})
"""Names that in lower case are another word or too short to count."""

SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nl": "dutch", "no": "norwegian",
    "nb": "norwegian", "nn": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
"""ISO 639-1 code -> Snowball algorithm. English has its own light stemmer (see `stem`)."""

REMEMBERED = 64_000
"""Words whose form is remembered, and in each of `LANGUAGES` those whose stem is: Snowball in Python costs 20-60 us.
The news of a day has about as many different words; with 20,000 grouping takes a tenth longer, memory is 2 MB less."""

LANGUAGES = 8
"""Languages whose stems are remembered; all that are neither in `LISTS` nor in `SNOWBALL` are one."""

LONG_WORD = 40
"""Letters from which a word is not remembered: a feed could fill the memory with them."""

KANA = re.compile("^[\u3041-\u309f\u30fc]+$")
"""Hiragana only: endings and particles of Japanese, its function words."""


def words(text: str) -> list[Word]:
    """Return the words of `text` in order, stop words included.

    Spans are half-open character offsets into `text`. Words of spaced scripts never overlap; a run of CJK characters
    gives one word for each pair of neighbours (one for a run of one), and these overlap.
    """
    if NOT_PLAIN.search(text) is None:
        return [Word(normal_form(raw := m[0]), raw, m.start(), m.end()) for m in PLAIN_WORD.finditer(text)]
    found: list[Word] = []
    for match in WORD.finditer(text):
        start, end = match.span()
        if match.lastgroup:
            last = max(end - 1, start + 1)
            found.extend(Word(text[at : at + 2], text[at : at + 2], at, min(at + 2, end)) for at in range(start, last))
            continue
        raw = match[0]
        found.append(Word(normal_form(raw), raw, start, end))
    return found


def forms(text: str) -> list[str]:
    """Return the forms of the words of `text`, in order: what `words` finds, without spans in a third of the time."""
    if NOT_PLAIN.search(text) is None:
        return list(map(normal_form, PLAIN_WORD.findall(text)))
    return [word.form for word in words(text)]


class Row(NamedTuple):
    """The words of a text, in order: what `words` finds, without spans in half the time.

    `near` says of each whether one character parts it from the word before; of the first it means nothing.
    """

    forms: list[str]
    raws: list[str]
    near: list[bool]


def row(text: str) -> Row:
    """Return the words of `text` in columns."""
    if NOT_PLAIN.search(text) is None:
        parts = PLAIN_WORD.split(text)  # what is between the words, and they
        raws = parts[1::2]
        return Row(list(map(normal_form, raws)), raws, [len(gap) == 1 for gap in parts[:-1:2]])
    found = words(text)
    ends = [-2, *(word.end for word in found)]
    near = [word.start == end + 1 for word, end in zip(found, ends, strict=False)]
    return Row([word.form for word in found], [word.raw for word in found], near)


class Remembered(dict[str, str]):
    """A word -> what `make` says of it, asked once for most words: `remembered[word]`.

    When half of `most` are known they become the older half, and what was it is forgotten, but for the words that were
    asked for since. A look takes half the time of one into `lru_cache`, which notes each. Threads may share it.
    """

    def __init__(self, make: Callable[[str], str], most: int) -> None:
        super().__init__()
        self.make, self.most = make, most
        self.before: dict[str, str] = {}

    def __missing__(self, word: str) -> str:
        found = self.before.get(word)
        if found is None:
            found = self.make(word)
        if len(word) >= LONG_WORD:
            return found
        if len(self) >= self.most // 2:
            self.before = dict(self)
            self.clear()
        self[word] = found
        return found


def _normal_form(raw: str) -> str:
    if "." in raw and raw[0].isalpha():
        return raw.replace(".", "").lower() + "."
    if raw in CAPITALS:
        return raw.lower() + "."
    form = raw if raw.isascii() else unicodedata.normalize("NFC", raw)
    form = form.lower().replace("’", "'")
    if "'" not in form:
        return form
    if form.endswith("'s"):
        form = form[:-2]
    return ELISION.sub("", form).replace("'", "")


normal_form = Remembered(_normal_form, REMEMBERED).__getitem__
"""The form of one word as written; see `Word`."""


@lru_cache(maxsize=256)
def base_language(code: str) -> str:
    """Return the ISO 639-1 part of a language tag in lower case ("pt" for "pt-BR"); "" for none."""
    return re.split(r"[-_]", code.strip().lower(), maxsplit=1)[0]


@cache
def stop_words(language: str = "en") -> frozenset[str]:
    """Return the forms that carry no topic in `language` (an ISO 639-1 code or a tag such as "en-GB").

    Empty for a language without a list.
    """
    return frozenset(LISTS.get(base_language(language), "").split())


@lru_cache(maxsize=REMEMBERED)
def stem(word: str, language: str = "en") -> str:
    """Return the stem of a form in `language`, without accents.

    English takes plural, -ing, -ed and -e off (lighter than Porter, so that "news" of different words stay apart);
    the languages of `SNOWBALL` use the Snowball stemmers (snowballstem.org); any other is only folded.
    """
    return _stem(word, base_language(language))


def _stem(word: str, language: str) -> str:
    if not word.isalpha():
        return fold(word)
    if language in ("en", ""):
        return light_english(fold(word))
    stemmer = _stemmer(language)
    return fold(stemmer.stemWord(word) if stemmer else word)


@cache
def _stemmer(language: str) -> BaseStemmer | None:
    """Return the Snowball stemmer of `language`, None when there is none."""
    name = SNOWBALL.get(language)
    if name is None:
        return None
    import snowballstemmer  # 40 modules (20 ms) that readers of English never need

    return snowballstemmer.stemmer(name)


def fold(text: str) -> str:
    """Return `text` without accents and other combining marks (NFKD), except where marks are letters (CJK, Indic)."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text)
    kept = "".join(c for c in parts if not ("\u0300" <= c <= "\u036f"))
    return unicodedata.normalize("NFC", kept).replace("ß", "ss")


def light_english(form: str) -> str:
    """Return an English form without its commonest endings."""
    length = len(form)
    if length > 4 and form.endswith("ies"):
        return form[:-3] + "y"
    if length > 3 and form.endswith("s") and form[-2] not in "sui":
        form, length = form[:-1], length - 1
    if length > 6 and form.endswith("ing"):
        return form[:-3]
    if length > 5 and form.endswith("ed"):
        return form[:-2]
    if length > 5 and form.endswith("e"):
        return form[:-1]
    return form


def is_content(form: str, language: str = "en") -> bool:
    """Say whether a form can carry a topic: no stop word, not one letter, not Japanese endings only."""
    return len(form) > 1 and form not in stop_words(language) and (form.isascii() or not KANA.match(form))


def topic_stem(form: str, language: str = "en") -> str:
    """Return the stem of a form that can carry a topic, "" of any other; remembered, for most words come again."""
    return _topic_stems(language)[form]


def topic_stems(forms: Iterable[str], language: str = "en") -> list[str]:
    """Return `topic_stem` of each form."""
    return list(map(_topic_stems(language).__getitem__, forms))


def _topic_stems(language: str) -> Remembered:
    base = base_language(language)
    return _remembered_stems(base if base in LISTS or base in SNOWBALL or not base else "und")


@lru_cache(maxsize=LANGUAGES)
def _remembered_stems(language: str) -> Remembered:
    return Remembered(lambda form: _stem(form, language) if is_content(form, language) else "", REMEMBERED)


def content_stems(text: str, language: str = "en") -> list[str]:
    """Return the stems of the words of `text` that carry its topic, in order, repeats kept."""
    return [one for one in topic_stems(forms(text), language) if one]


SCRIPTS = (
    (re.compile("[\u3041-\u30ff]"), "ja", 0.1),
    (re.compile("[\uac00-\ud7af]"), "ko", 0.3),
    (re.compile("[\u4e00-\u9fff]"), "zh", 0.3),
    (re.compile("[іїєґ]"), "uk", 0.02),
    (re.compile("[\u0400-\u04ff]"), "ru", 0.3),
    (re.compile("[\u0370-\u03ff]"), "el", 0.3),
    (re.compile("[\u0600-\u06ff]"), "ar", 0.3),
    (re.compile("[\u0590-\u05ff]"), "he", 0.3),
    (re.compile("[\u0900-\u097f]"), "hi", 0.3),
)
"""Letters, the language they speak for, and the share of the text from which they do; the first that does wins."""


def detect_language(forms: Iterable[str], declared: str = "") -> str:
    """Return the language (ISO 639-1) that `forms`, the first words of a text, are most likely in.

    Scripts decide first; among Latin ones the stop words are counted, and a declared language (of the item or feed)
    wins unless another has at least 3 more that are not its own too, or 2 where it has none: many a feed says "en-US"
    because its maker's program did. "en" when nothing speaks for any.
    """
    declared = base_language(declared)
    sample = list(forms)
    joined = "".join(sample)
    if not joined.isascii():
        for script, language, share in SCRIPTS:
            if len(script.findall(joined)) > share * len(joined):
                return language if declared in LATIN or not declared else declared
    counts: dict[str, int] = {}
    index = _stop_index()
    for form in sample:
        for language in index.get(form, ()):
            counts[language] = counts.get(language, 0) + 1
    if not counts:
        return declared or "en"
    best = max(sorted(counts), key=lambda language: (counts[language], language == "en"))
    if declared and best != declared:
        theirs, ours = stop_words(best), stop_words(declared)
        for_best = sum(form in theirs and form not in ours for form in sample)
        against = sum(form in ours and form not in theirs for form in sample)
        return best if for_best >= (against + 3 if against else 2) else declared
    return best


LATIN = frozenset(LISTS) - {"ru"}
"""Languages with a list that are written in Latin letters."""


@cache
def _stop_index() -> dict[str, tuple[str, ...]]:
    """Return form -> the languages in whose lists it stands."""
    index: dict[str, tuple[str, ...]] = {}
    for language in LISTS:
        for form in stop_words(language):
            index[form] = (*index.get(form, ()), language)
    return index


_KEY_EDGES = re.compile(r"^the\s+|'s?$")


def name_key(name: str) -> str:
    """The form under which two spellings are one name: NFKC, no possessive, no leading "the", case-folded."""
    plain = unicodedata.normalize("NFKC", name).replace("’", "'")
    words = _KEY_EDGES.sub("", plain.strip().casefold()).replace("-", " ").split()
    return " ".join(words).strip(" .,")
