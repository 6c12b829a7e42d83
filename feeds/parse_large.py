"""The characters of feed XML with very many elements -> a tree that holds the newest items only.

A tree costs up to 300 bytes an element: of 19 MB with 100,000 items, 170 MB (measured). So a large document is read
twice as a stream: for the dates of its items, and for the items whose dates are the newest; every other item is emptied
as soon as it ends. Memory follows what is kept and the largest single item, time the length of the document.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from typing import Any, cast
from xml.etree.ElementTree import Element, XMLPullParser
from xml.etree.ElementTree import ParseError as XmlError

from feeds.errors import ParseError
from feeds.parse_items import left_out, newest
from feeds.parse_tree import bearable_fault, ill_formed

LARGE = 300_000
"""Tags from which a document is read as a stream: below it, its tree has at most about 60 MB."""

MAX_ELEMENTS = 200_000
"""Elements of one item, or outside of all items, above which a document is refused; real items have some hundreds."""

MAX_ITEMS = 300_000
"""Items of one document above which it is refused: even empty, each costs 100 bytes and 6 µs."""

GONE = "gone"
"""The tag of an item that was emptied."""

_CHUNK = 65_536
"""Characters given to expat at once; a chunk of nothing but tags makes 16,000 elements."""


def newest_tree(
    text: str, *, is_item: Callable[[str], bool], date_of: Callable[[Element], datetime | None], max_items: int | None
) -> tuple[Element, tuple[str, ...]]:
    """Return the root element, whose items but the `max_items` newest are empty, and warnings.

    `is_item` says of a tag whether it is an item's, `date_of` when an item was published.

    Raises:
        IllFormedError: the text is not well-formed.
        ParseError: there are too many items, or too many elements in one.
    """
    if max_items is None:
        return _streamed(text, is_item, lambda at, item: True)
    dates: list[datetime | None] = []

    def note(at: int, item: Element) -> bool:
        dates.append(date_of(item))
        return False

    _streamed(text, is_item, note)
    kept: Collection[int] = set(newest(dates, max_items))
    root, warnings = _streamed(text, is_item, lambda at, item: at in kept)
    return root, (*warnings, *left_out(len(dates), len(kept)))


def _streamed(
    text: str, is_item: Callable[[str], bool], keeps: Callable[[int, Element], bool]
) -> tuple[Element, tuple[str, ...]]:
    """Read the document once; an item that `keeps` (of its number and its element) refuses is emptied."""
    root: Element | None = None
    items = elements = 0
    try:
        for event, element in _events(text):
            if event == "end" and is_item(element.tag):
                if not keeps(items, element):
                    element.clear()
                    element.tag = GONE
                items, elements = items + 1, 0
                if items > MAX_ITEMS:
                    raise ParseError(
                        f"The feed has more than {MAX_ITEMS:,} items.", "Split it, or take the newest part."
                    )
            elif event == "start":
                root = element if root is None else root
                elements += 1
                if elements > MAX_ELEMENTS:
                    raise ParseError(
                        f"The feed has more than {MAX_ELEMENTS:,} elements in one place; no real one has so many.",
                        "It is broken, or made to do harm.",
                    )
    except XmlError as error:
        warning = bearable_fault(error)
        if root is None or not warning:
            raise ill_formed(error) from error
        return root, (warning,)
    assert root is not None, "expat accepts no document without an element"
    return root, ()


def _events(text: str) -> Iterator[tuple[str, Element]]:
    """Yield the start and the end of each element; a fault in the document is raised where it stands."""
    parser: XMLPullParser[Any] = XMLPullParser(("start", "end"))
    for at in range(0, len(text), _CHUNK):
        parser.feed(text[at : at + _CHUNK])
        yield from cast(Iterator[tuple[str, Element]], parser.read_events())
    parser.close()
    yield from cast(Iterator[tuple[str, Element]], parser.read_events())
