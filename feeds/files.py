"""A path or standard input -> a feed or an item, by what the bytes are, not by the file's name."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from feeds.article import Sidecar, read_page, read_text
from feeds.dates import in_range, parse_date
from feeds.errors import ParseError
from feeds.kinds import looks_like, refuse_foreign
from feeds.model import Item, ParsedFeed
from feeds.parse import parse_feed
from feeds.parse_bytes import is_wide, page_text
from feeds.text import clean_line

MAX_FILE_BYTES = 50_000_000
"""Largest local file read; ten times the largest feed that is fetched."""

MAX_ITEMS = 20_000
"""Items of a local feed that are taken in, the newest.

Measured: 19 MB with 100,000 items take 122 MB and 17 s of CPU so, names read and stories made; all of them 309 MB."""

_SIDECAR_KEYS = ("title", "outlet", "published", "url")


def read_local(path: Path, *, now: datetime) -> ParsedFeed | Item:
    """Return what the file holds: a feed (RSS, Atom, JSON Feed), an HTML page, or a text (with its sidecar NAME.toml).

    Raises:
        ParseError: no such file, a directory, not readable, empty, binary, over 50 MB, or a sidecar that is wrong.
    """
    data = _bytes_of(path)
    modified = datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(microsecond=0)
    sidecar = path.with_suffix(".toml") if path.suffix != ".toml" else None
    return _read(data, name=path.name, sidecar=sidecar, modified=min(modified, now), now=now)


def read_stdin(data: bytes, *, now: datetime) -> ParsedFeed | Item:
    """Return what the bytes from standard input hold; a text has no sidecar and is published `now`.

    Raises:
        ParseError: as `read_local`.
    """
    if len(data) > MAX_FILE_BYTES:
        raise ParseError(_too_large("Standard input", len(data)), "Give it in parts.")
    return _read(data, name="standard input", sidecar=None, modified=now, now=now)


def read_sidecar(path: Path, *, now: datetime) -> Sidecar:
    """Return what a sidecar says: `title`, `outlet`, `published` (a TOML date or date-time, or a string), `url`.

    Raises:
        ParseError: no TOML, an unknown key, a value of the wrong type, or a date that cannot be.
    """
    name = clean_line(path.name)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ParseError(f'The sidecar "{name}" cannot be read: {error.strerror}.') from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ParseError(f'The sidecar "{name}" is not TOML: {clean_line(str(error), 200)}.', _EXAMPLE) from error
    unknown = [clean_line(key, 60) for key in table if key not in _SIDECAR_KEYS]
    if unknown:
        raise ParseError(
            f'The sidecar "{name}" has unknown keys: {", ".join(unknown)}.', f"Known are: {', '.join(_SIDECAR_KEYS)}."
        )
    for key in ("title", "outlet", "url"):
        if not isinstance(table.get(key, ""), str):
            raise ParseError(f'"{key}" in the sidecar "{name}" is not a string.', _EXAMPLE)
    published = _published(table["published"], name, now) if "published" in table else None
    return Sidecar(table.get("title", ""), table.get("outlet", ""), published, table.get("url", ""))


_EXAMPLE = (
    'It looks like: title = "…", outlet = "…", published = 2025-07-16, url = "https://…" (one a line, all optional).'
)


def _read(data: bytes, *, name: str, sidecar: Path | None, modified: datetime, now: datetime) -> ParsedFeed | Item:
    """Read `data` by its kind; `sidecar` is where a text's sidecar would be."""
    try:
        refuse_foreign(data, "a feed, a page or a text")
        kind = looks_like(page_text(data if is_wide(data) else data[:8192].replace(b"\x00", b"")))
        if kind in ("feed", "json", "xml"):
            return parse_feed(data, now=now, max_items=MAX_ITEMS)
        if kind == "html":
            return read_page(data, now=now)
        said = read_sidecar(sidecar, now=now) if sidecar and sidecar.is_file() else None
        return read_text(data, name=name, sidecar=said, modified=modified)
    except ParseError as error:
        raise ParseError(f'"{clean_line(name, 120)}" was not taken in. {error.message}', error.hint) from error


def _bytes_of(path: Path) -> bytes:
    shown = clean_line(str(path), 200)
    try:
        if path.is_dir():
            raise ParseError(f'"{shown}" is a directory.', "Name the files in it: briefing ingest DIRECTORY/*")
        if not path.exists():
            raise ParseError(
                f'There is no file "{shown}".', "Check the spelling; relative paths start at the current directory."
            )
        if not path.is_file():
            raise ParseError(f'"{shown}" is not a regular file.', "Use - to read from standard input.")
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise ParseError(_too_large(f'"{shown}"', size), "Split it, or take the newest part.")
        return path.read_bytes()
    except OSError as error:
        raise ParseError(f'"{shown}" cannot be read: {error.strerror or error}.', "Check its permissions.") from error


def _too_large(what: str, size: int) -> str:
    return f"{what} has {size / 1e6:.0f} MB; at most {MAX_FILE_BYTES // 1_000_000} MB are read."


def _published(value: Any, name: str, now: datetime) -> datetime:
    found: datetime | None = None
    if isinstance(value, datetime):
        found = in_range(value, now=now)
    elif isinstance(value, date):
        found = in_range(datetime(value.year, value.month, value.day, tzinfo=UTC), now=now)
    elif isinstance(value, str):
        found = parse_date(value, now=now)
    if found is None:
        raise ParseError(f'"published" in the sidecar "{name}" is no date between 1990 and now.', _EXAMPLE)
    return found
