"""The characters of feed XML -> an element tree, and the text or HTML that an element holds.

Strict: nothing is guessed here. A DOCTYPE is refused, so no entity can be defined, and none can grow or fetch
("billion laughs", XXE); a document that merely ends too early gives the tree up to there, and what a server hangs
behind the end (a counter's script, a warning) is left out.
"""

from __future__ import annotations

import re
from html import escape
from xml.etree.ElementTree import Element, TreeBuilder, XMLParser
from xml.etree.ElementTree import ParseError as XmlError

from feeds.parse_names import local_name
from feeds.urls import safe_url

BASE = "{http://www.w3.org/XML/1998/namespace}base"
"""The attribute xml:base as ElementTree names it."""

MAX_DEPTH = 100
"""Depth to which markup inside an element is kept; below it only its text is (browsers stop at 512)."""

_CHUNK = 1_000_000
"""Characters given to expat at once: a whole large feed would be copied twice on the way."""

_LEADING = re.compile(r"(?:\s|\ufeff|<!--.*?-->)++(?=<)", re.S)
_DECLARATION = re.compile(r"<\?xml\b[^>]*\?>", re.I)
_DOCTYPE = re.compile(r"<!DOCTYPE|<!ENTITY")
CUT_OFF = "The feed is cut off; what stands before the cut was read."
JUNK_BEHIND = "Something stands behind the feed's end."
_BEARABLE = {3: CUT_OFF, 5: CUT_OFF, 9: JUNK_BEHIND}
"""expat's error codes of faults that lose nothing before them (XML_ERROR_NO_ELEMENTS, _UNCLOSED_TOKEN and
_JUNK_AFTER_DOC_ELEMENT), and the warning for each."""


class IllFormedError(Exception):
    """The XML cannot be read strictly; `str()` says why, as a sentence for the feed's warnings."""


def prolog(text: str) -> tuple[int, tuple[str, ...]]:
    """Return where the elements of a document begin, behind its XML declaration, and warnings.

    Raises:
        IllFormedError: the text has a DOCTYPE.
    """
    leading = _LEADING.match(text)
    start = leading.end() if leading else 0
    declaration = _DECLARATION.match(text, start)
    warnings: tuple[str, ...] = ()
    if leading and declaration:
        warnings = ("Something stands before the feed's XML declaration.",)
    if _DOCTYPE.search(text, start, start + 10_000):
        raise IllFormedError("The feed has a document type declaration.")
    return declaration.end() if declaration else start, warnings


def tree(text: str, start: int = 0) -> tuple[Element, tuple[str, ...]]:
    """Return the root element of the document that begins at `start`, and warnings.

    Raises:
        IllFormedError: the text is not well-formed, or has no element at all.
    """
    builder = TreeBuilder()
    parser = XMLParser(target=builder, encoding="utf-8")
    try:
        for position in range(start, len(text), _CHUNK):
            parser.feed(text[position : position + _CHUNK])
        return parser.close(), ()
    except XmlError as error:
        warning = bearable_fault(error)
        root = builder.close() if warning else None
        if root is None:
            raise ill_formed(error) from error
        return root, (warning,)


def ill_formed(error: XmlError) -> IllFormedError:
    """Return what to raise for expat's error."""
    return IllFormedError(f"The feed is not well-formed XML ({error}).")


def bearable_fault(error: XmlError) -> str:
    """Return the warning for a fault behind which the document can still be used, "" for any other one."""
    return _BEARABLE.get(error.code, "")


def element_text(element: Element) -> str:
    """Return the text of an element; markup inside it counts as its text without tags."""
    return (element.text or "").strip() if len(element) == 0 else "".join(element.itertext()).strip()


def inner_html(element: Element, base: str = "") -> str:
    """Return what is inside an element as HTML: character data as it is (escaped HTML or CDATA), elements as tags.

    Addresses below an xml:base come out absolute; `base` is what the first of them is relative to. Iterative, since a
    hostile feed nests 100,000 elements.
    """
    if len(element) == 0:
        return element.text or ""
    parts = [element.text or ""]
    stack = [(element, iter(element), "")]
    while stack:
        parent, children, own_base = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if stack:
                parts += (_end_tag(parent) if len(stack) < MAX_DEPTH else "", parent.tail or "")
            continue
        if said := child.get(BASE):
            own_base = safe_url(said, own_base or base) or own_base
        parts += (_start_tag(child, own_base) if len(stack) < MAX_DEPTH else "", child.text or "")
        stack.append((child, iter(child), own_base))
    return "".join(parts)


def xhtml(element: Element, base: str = "") -> str:
    """Return the inside of an Atom `xhtml` construct as HTML: its text is no markup, so it is escaped."""
    for node in element.iter():
        node.text = escape(node.text, quote=False) if node.text else node.text
        if node is not element:
            node.tail = escape(node.tail, quote=False) if node.tail else node.tail
    return inner_html(element, base)


def _start_tag(element: Element, base: str) -> str:
    attributes = "".join(
        f' {name}="{escape((safe_url(value, base) or "#") if base and name in ("href", "src") else value)}"'
        for name, value in ((local_name(name), value) for name, value in element.items())
        if name in _KEPT
    )
    return f"<{local_name(element.tag)}{attributes}>"


def _end_tag(element: Element) -> str:
    return f"</{local_name(element.tag)}>"


_KEPT = frozenset(("href", "src", "class", "id", "alt", "title"))
"""Attributes that the text cleaner looks at."""
