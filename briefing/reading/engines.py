"""A name in the settings -> the engine that finds names in a text: the built-in one, or one of another package.

A package offers an engine under the entry-point group `briefing.engines`: an object without arguments to make (a class
or a function) whose `tag(text)` gives spans. What comes after (clean-up, amounts, linking) is the same behind each.

    # pyproject.toml of such a package              # its module
    [project.entry-points."briefing.engines"]       class Engine:
    mine = "my_package:Engine"                          def tag(self, text: str) -> list[tuple[int, int, str]]: ...

    # config.toml
    entity_engine = "mine"
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Protocol
from zlib import crc32

from briefing.errors import BriefingError
from briefing.reading.tagger import Span, load_tagger
from briefing.reading.version import BUILT_IN

GROUP = "briefing.engines"
"""The entry-point group."""
LABELS = {
    "person": "PER",
    "organisation": "ORG",
    "organization": "ORG",
    "place": "LOC",
    "product": "MISC",
    "event": "MISC",
    "other": "MISC",
    "per": "PER",
    "org": "ORG",
    "loc": "LOC",
    "misc": "MISC",
    "gpe": "LOC",
    "fac": "LOC",
    "norp": "MISC",
    "work_of_art": "MISC",
    "law": "MISC",
}
"""Kinds that an engine may give (ours, CoNLL's and OntoNotes' names, in any case) -> the tagger's label; others are
dropped, amounts and dates too: these are found by rules."""


class Engine(Protocol):
    """What finds names. It may have a `version` (a text or number); another one has all items read again."""

    def tag(self, text: str) -> Iterable[tuple[int, int, str]]:
        """The names of `text` as (start, end, kind): half-open character offsets, and a kind of `LABELS`."""


@cache
def load_engine(name: str = BUILT_IN) -> Engine:
    """The engine of that name, made on the first call and kept for the process.

    Raises:
        BriefingError: no installed package offers it, it cannot be made, or the built-in model is damaged.
    """
    if name == BUILT_IN:
        return load_tagger()
    from importlib.metadata import entry_points  # with its mail parser and sockets: only for other engines

    offered = {point.name: point for point in entry_points(group=GROUP)}
    if name not in offered:
        known = ", ".join(sorted({BUILT_IN, *offered}))
        raise BriefingError(f"There is no entity engine {name!r}.", f"Set entity_engine to one of: {known}.")
    try:
        engine: Engine = offered[name].load()()
    except Exception as error:  # another package's code: whatever it raises, the reader is told whose it is
        raise _failed(name, error) from error
    return engine


def tag_names(text: str, engine: str = BUILT_IN) -> list[Span]:
    """The names that an engine finds in `text`, sorted, never overlapping, in the text and not empty.

    Raises:
        BriefingError: the engine cannot be had, or failed on the text.
    """
    if engine == BUILT_IN:
        return load_tagger().tag(text)
    loaded = load_engine(engine)
    try:
        found = [Span(int(start), int(end), LABELS.get(str(kind).lower(), "")) for start, end, kind in loaded.tag(text)]
    except Exception as error:  # as above
        raise _failed(engine, error) from error
    return _clean(text, found)


def _clean(text: str, spans: Iterable[Span]) -> list[Span]:
    """The usable spans: of known labels, on one line, the longer of two that overlap."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start - one.end, one.start)):
        inside = 0 <= span.start < span.end <= len(text) and "\n" not in text[span.start : span.end]
        if span.label and inside and all(span.end <= one.start or one.end <= span.start for one in kept):
            kept.append(span)
    return sorted(kept)


def version_of(engine: str, rules: int) -> int:
    """The number stored with a reading that was made by `rules` and an engine: another number is read again.

    Raises:
        BriefingError: the engine cannot be had.
    """
    if engine == BUILT_IN:
        return rules
    version = getattr(load_engine(engine), "version", "")
    return rules + 1000 * (1 + crc32(f"{engine} {version}".encode()))


def _failed(name: str, error: Exception) -> BriefingError:
    return BriefingError(
        f"The entity engine {name!r} failed: {type(error).__name__}: {error}.",
        f'Tell its makers, or set entity_engine to "{BUILT_IN}".',
    )
