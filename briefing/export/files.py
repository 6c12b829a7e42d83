"""Notes -> files in one folder: updated in place by their id, never over a file that is not ours or was edited."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import BriefingError
from briefing.export.note import Note, checksum

NOTES_HEADING = "\n## Notes\n"
"""Everything from this heading on is the reader's own; a later export keeps it."""

_FRONT = re.compile(r"\A---\n(id: \"([^\"\n]+)\"\n.*?\ngenerator: briefing)\nchecksum: ([0-9a-f]{16})\n---\n", re.S)
_MARK, _END = "<!-- briefing: your note {} -->", "<!-- /briefing -->"
_WRITTEN = re.compile(r"<!-- briefing: your note ([0-9a-f]{16}) -->\n(.*?)\n<!-- /briefing -->", re.S)
"""The note that was written in the app, with the checksum by which an edit in the file is known."""
_HEAD_BYTES = 16_384
"""How much of a file is read to learn whether it is a note of ours; front matter with many sources stays below this."""


@dataclass(frozen=True, slots=True)
class Written:
    """What happened to one note: "new", "updated", "unchanged", or "beside" (the old file had been edited by hand)."""

    path: Path
    state: str


def write_notes(folder: Path, notes: Sequence[Note]) -> list[Written]:
    """Write `notes` into `folder` (made if missing) and return what happened to each, in order.

    A note that is already there, by id, is updated in place and keeps the reader's "## Notes"; where its generated part
    was edited by hand, the new text goes to a file beside it. Files of other origin are never touched.
    Raises BriefingError when the folder cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ours: dict[str, list[Path]] = {}
        for path in sorted(folder.glob("*.md")):
            if note_id := _note_id(path):
                ours.setdefault(note_id, []).append(path)
        return [_write(folder, note, ours.get(note.id, [])) for note in notes]
    except OSError as error:
        raise BriefingError(
            f"The notes cannot be written to {folder}: {error.strerror or error}.", "Choose another folder with -o."
        ) from error


def _write(folder: Path, note: Note, known: Sequence[Path]) -> Written:
    """Write one note; `known` are the files that already carry its id."""
    for path in known:
        old = path.read_text(encoding="utf8")
        generated, own = _split(old)
        text = with_own(note.text, own, note.own)
        if text == old:
            return Written(path, "unchanged")
        if _untouched(generated):
            _replace(path, text)
            return Written(path, "updated")
    path = next(p for p in _free_names(folder, note.name) if not os.path.lexists(p))
    _replace(path, with_own(note.text, "", note.own))
    return Written(path, "beside" if known else "new")


def with_own(text: str, own: str, written: str) -> str:
    """Return a note's text with the reader's part below it.

    That is `own`, what the file has from "## Notes" on, with their words `written` in the app between two marks right
    below the heading. What is between the marks is brought up to date; where it was edited in the file, it stays: as
    it is while the app's words are the old ones, else as text of the file's below the new ones.
    """
    block = f"{_MARK.format(checksum('', written))}\n{written}\n{_END}" if written else ""
    match = _WRITTEN.search(own)
    if match and checksum("", match[2]) == match[1]:
        own = own[: match.start()] + block + own[match.end() :]
    elif not (match and match[1] == checksum("", written)):
        own = _WRITTEN.sub(lambda found: found[2], own)
        if block:
            own = f"{NOTES_HEADING}\n{block}\n{own.removeprefix(NOTES_HEADING)}"
    own = "" if own.strip() == NOTES_HEADING.strip() else own
    return text.rstrip("\n") + "\n" + own


def _free_names(folder: Path, name: str) -> Iterator[Path]:
    """Yield folder/name, then name-2, name-3, ..."""
    stem = name.removesuffix(".md")
    yield folder / name
    number = 2
    while True:
        yield folder / f"{stem}-{number}.md"
        number += 1


def _replace(path: Path, text: str) -> None:
    """Write `text` to `path` in one step: a reader (or a power cut) sees the old file or the new one, never a part."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".briefing-", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf8", newline="\n") as file:
            file.write(text)
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _note_id(path: Path) -> str:
    """Return the id of a note that an export made, "" for every other file, link or folder."""
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES).decode("utf8", errors="replace")
    match = _FRONT.match(head)
    return match[2] if match else ""


def _split(text: str) -> tuple[str, str]:
    """Return (what the export made, the reader's own part from "## Notes" on)."""
    at = text.find(NOTES_HEADING)
    return (text, "") if at < 0 else (text[:at].rstrip("\n") + "\n", text[at:])


def _untouched(generated: str) -> bool:
    """Whether nobody has changed what an export wrote."""
    match = _FRONT.match(generated)
    return match is not None and checksum(match[1], generated[match.end() :]) == match[3]
