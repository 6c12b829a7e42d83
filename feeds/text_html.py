"""HTML of an item -> plain paragraphs with light marks, and the links in them as spans.

A feed's HTML is a fragment, often broken, and every refresh brings megabytes of it: so it is read in a few passes of
regular expressions, each of linear time, instead of by a parser (measured on 6,300 bodies of feeds: the standard
library's HTMLParser reads 15 MB a second before it has built anything; this module 25 MB a second in all).
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from html.entities import html5

from feeds.model import PlainText
from feeds.text_junk import is_junk, without_junk
from feeds.text_layout import in_paragraphs, laid_out
from feeds.text_lists import numbered
from feeds.text_marks import (
    BREAK,
    BULLET,
    CELL,
    CODE,
    CODE_LINE,
    CODE_SPACE,
    DROP,
    DROP_END,
    HEADING,
    LINK,
    LINK_END,
    LIST,
    LIST_END,
    ORDERED,
    PARAGRAPH,
    QUOTE,
    QUOTE_END,
    link_marks,
)  # fmt: skip
from feeds.text_safe import one_line, printable, well_joined
from feeds.urls import safe_url

MAX_HTML = 1_000_000
"""Characters of HTML read per item: five times the text that is kept, since markup is rarely more than that."""

_ATTRIBUTES = (
    r"""(?:[^<>"']*+(?:(?:"(?:[^"<]*+"|[^"]*+"(?=[\s/>]))|'(?:[^'<]*+'|[^']*+'(?=[\s/>])))[^<>"']*+)*+|[^<>]*+)"""
)
"""The inside of a tag after its name: "<" and ">" in quotes do not end it, unless the quotes are not closed in order.

Linear: where one tag's scan passes over the next "<", that next tag's ends before the same place."""

_TAG = re.compile(rf"<(/?[a-zA-Z][a-zA-Z0-9:-]*+)(?:>|({_ATTRIBUTES})>)")
_RAW = re.compile(rf"<(script|style)\b{_ATTRIBUTES}(?<!/)>.*?(?:</\1\s*>|\Z)", re.I | re.S)
_COMMENT = re.compile(r"<!(?:--.*?(?:-->|\Z)|\[CDATA\[|[^<>]*>)", re.S)
_INSTRUCTION = re.compile(r"<\?[^<>]*>")
_HREF = re.compile(r"""(?<![\w-])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
_SPECIAL = re.compile("<(?:[!?]|script|style|sup|pre)", re.I)
"""What needs more than a look at each tag: one search for all of it, since most texts have none."""

_PRE = re.compile(rf"<pre\b{_ATTRIBUTES}>(.*?)(?:</pre\s*>|\Z)", re.I | re.S)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TWICE_ESCAPED = re.compile(r"&lt;/(?:p|div|a|em|strong|b|i|ul|ol|li|h[1-6]|blockquote)&gt;", re.I)
_UNFINISHED = re.compile(r"<[a-zA-Z/!][^<>]*\Z")
_RAISED = re.compile(r"<sup\b[^<>]*>([0-9+−-]{1,5})</sup\s*>", re.I)
_RAISE = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_BREAK_TAG = re.compile(r"<br\b[^<>]*>", re.I)
_ODD_SPACE = re.compile("[\x85\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")

_BLOCKS = """p div section article header main figure hr table dl center address fieldset
details summary aside caption body html""".split()
_INLINE = """b strong i em u s span font small big sub sup cite code kbd var abbr mark time img picture source wbr
o:p thead tbody tfoot""".split()
_DROPPED = """script style noscript iframe object applet form button select textarea svg math template head title nav
audio video canvas figcaption footer""".split()
_REPLACED = {
    **{close + name: PARAGRAPH for name in _BLOCKS for close in ("", "/")},
    **{close + name: "" for name in _INLINE for close in ("", "/")},
    **dict.fromkeys(_DROPPED, DROP),
    **{f"/{name}": DROP_END for name in _DROPPED},
    **{f"h{n}": PARAGRAPH + HEADING for n in range(1, 7)},
    **{f"/h{n}": PARAGRAPH for n in range(1, 7)},
    "br": BREAK, "/br": BREAK, "tr": BREAK, "dt": BREAK, "dd": BREAK, "li": BULLET, "ul": PARAGRAPH + LIST,
    "ol": PARAGRAPH + ORDERED, "/ul": PARAGRAPH + LIST_END, "/ol": PARAGRAPH + LIST_END, "td": CELL, "th": CELL,
    "q": "“", "/q": "”", "blockquote": PARAGRAPH + QUOTE, "/blockquote": PARAGRAPH + QUOTE_END, "/a": LINK_END,
}  # fmt: skip
"""What stands for a tag; one that is not here leaves nothing."""

_CLASSED = frozenset(("div", "section", "aside", "ul", "p", "span", "table"))
_SIMPLE = {name: mark for name, mark in _REPLACED.items() if mark != DROP and name != "ol"}
_ONLY_PARAGRAPHS = frozenset(("", PARAGRAPH))
"""The marks of the commonest texts, which need little laying out."""

_DROPS = re.compile(f"([{DROP}{DROP_END}])")


def read_html(html: str, base_url: str = "") -> PlainText:
    """Return the text of an HTML fragment as paragraphs (see `PlainText`) with its http(s) links as spans.

    Relative links are resolved against `base_url`. Scripts, styles, forms, captions, comments and share bars are gone,
    entities are decoded once, unsafe characters removed after that. Linear in the length of `html`; never raises.
    """
    if "<" not in html and "&" not in html:
        paragraphs = (one_line(paragraph) for paragraph in _BLANK_LINE.split(html[:MAX_HTML]))
        return PlainText("\n\n".join(filter(None, paragraphs)))
    html = _prepared(html)
    reader = _TagReader(base_url)
    marked = reader.marked(html)
    if reader.found_junk:
        reader = _TagReader(base_url)
        marked = reader.marked(without_junk(html))
    if DROP in marked:
        marked = _without_dropped(marked)
    text = well_joined(decode_entities(marked))
    return in_paragraphs(text) if reader.only_paragraphs else laid_out(text, reader.urls)


def raised(html: str) -> str:
    """Return `html` with raised figures as such, since "10<sup>6</sup>" is not 106."""
    return _RAISED.sub(lambda m: m[1].translate(_RAISE), html) if "<sup" in html else html


def decode_entities(text: str) -> str:
    """Return `text` with its character references decoded once; a "&" that begins none, or has no ";", stays."""
    return _ENTITY.sub(_decoded, text) if "&" in text else text


class _TagReader:
    """Puts marks in the place of tags, and remembers the addresses of the links in their order."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.urls: list[str] = []
        self.found_junk = False
        self.found_ordered = False
        self.only_paragraphs = False

    def marked(self, html: str) -> str:
        """Return `html` with each tag replaced by what stands for it.

        By splitting and joining: a third of the time of a substitution that calls a function for each tag.
        """
        pieces = _TAG.split(html)
        names, attributes = pieces[1::3], pieces[2::3]
        marks = [_SIMPLE.get(name) for name in names]
        for position, mark in enumerate(marks):
            if mark is None:
                marks[position] = self._mark(names[position].lower(), attributes[position] or "")
        self.only_paragraphs = CODE not in html and _ONLY_PARAGRAPHS.issuperset(marks)
        if self.found_ordered:
            numbered(names, attributes, marks)
        tags = zip(names, attributes, strict=True)
        self.found_junk = any(said and name in _CLASSED and is_junk(said) for name, said in tags)
        pieces[1::3] = marks
        pieces[2::3] = [""] * len(marks)
        return "".join(pieces)

    def _mark(self, name: str, attributes: str) -> str:
        if name == "a":
            self.urls.append(_address(attributes, self.base_url))
            return LINK
        self.found_ordered |= name == "ol"
        mark = _REPLACED.get(name, "")
        return "" if mark == DROP and attributes.endswith("/") else mark


def _prepared(html: str) -> str:
    """One line of HTML without comments and controls; line ends that mean something have become tags or marks."""
    if len(html) > MAX_HTML:
        html = _UNFINISHED.sub("", html[:MAX_HTML])
    if not _TAG.search(html):
        html = unescape(html) if _TWICE_ESCAPED.search(html) else _BLANK_LINE.sub("<p>", html)
    return _without_special(html) if _SPECIAL.search(html) else _plain(html)


def _without_special(html: str) -> str:
    """Take out comments, instructions, scripts and styles; raise figures, and put marks into code."""
    html = _COMMENT.sub("", html).replace("]]>", "") if "<!" in html else html
    html = _INSTRUCTION.sub("", html) if "<?" in html else html
    small = html.lower()  # looked into for words, which is ten times faster than a pattern that knows no case
    if "<script" in small or "<style" in small:
        html = _RAW.sub(" ", html)
    html = raised(html)
    if "<pre" in small and _PRE.search(html):
        return _spaces(_PRE.sub(_code, printable(_ODD_SPACE.sub(" ", html))))
    return _plain(html)


def _plain(html: str) -> str:
    """One line without controls."""
    html = _spaces(html)
    return html if html.isprintable() else printable(_ODD_SPACE.sub(" ", html))


def _spaces(html: str) -> str:
    """Line ends, tabs and no-break spaces as spaces: then a usual text is all printable, which is quickly checked."""
    return html.replace("\n", " ").replace("\r", " ").replace("\t", " ").replace("\xa0", " ")


def _code(pre: re.Match[str]) -> str:
    lines = _BREAK_TAG.sub("\n", pre[1]).expandtabs(4).strip("\r\n").splitlines()
    return f"<p>{CODE}{CODE_LINE.join(line.rstrip().replace(' ', CODE_SPACE) for line in lines)}<p>"


def _address(attributes: str, base_url: str) -> str:
    match = _HREF.search(attributes)
    if not match:
        return ""
    href = (match[1] or match[2] or match[3] or "").strip()
    return safe_url(decode_entities(href), base_url) if href and href[0] != "#" else ""


@lru_cache(maxsize=2048)
def _decode(reference: str) -> str:
    character = unescape(reference) if reference[1] == "#" else html5.get(reference[1:], reference)
    return " " if character.isspace() else printable(character)


def _decoded(match: re.Match[str]) -> str:
    return _decode(match[0])


def _without_dropped(marked: str) -> str:
    """Remove what stands between a drop mark and its end mark, but for link marks; an unclosed one drops nothing."""
    pieces = _DROPS.split(marked)
    starts: list[int] = []
    dropped: list[tuple[int, int]] = []
    for position in range(1, len(pieces), 2):
        if pieces[position] == DROP:
            starts.append(position)
        elif starts:
            dropped.append((starts.pop(), position))
        pieces[position] = " "
    done = -1
    for start, end in sorted(dropped):
        for position in range(max(start, done), end):
            pieces[position] = link_marks(pieces[position])
        done = max(done, end)
    return "".join(pieces)
