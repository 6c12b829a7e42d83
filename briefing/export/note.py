"""A note: the Markdown text of one story, edition or item, with the id by which a later export finds it again."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.export.escape import yaml_text

MAX_NAME_BYTES = 80
"""Longest slug in a file name, in bytes of UTF-8; file systems allow 255, sync services and people less."""

_RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(1, 10))}
"""Names that Windows reserves, whatever their ending."""


@dataclass(frozen=True, slots=True)
class Note:
    """`name` is the file name with its ending; `text` starts with a front matter that holds `id` and a checksum.

    `own` is what the reader wrote on it in the app; in a file it stands below "## Notes".
    """

    id: str
    name: str
    text: str
    own: str = ""


def make_note(
    id: str,  # noqa: A002
    name: str,
    front: Sequence[tuple[str, object]],
    body: str,
    own: str = "",
) -> Note:
    """Return the note: front matter, then `body`.

    `front` values are texts, numbers, or lists of texts; empty ones are left out. The checksum covers everything
    else, so that a later export can tell a note that a person has edited.
    """
    lines = [f"{key}: {_yaml(value)}" for key, value in front if value not in ("", None, (), [])]
    head = "\n".join([f"id: {yaml_text(id)}", *lines, "generator: briefing"])
    body = body.rstrip("\n") + "\n"
    return Note(id, name, f"---\n{head}\nchecksum: {checksum(head, body)}\n---\n{body}", own)


def checksum(head: str, body: str) -> str:
    """Return 16 hex digits over the front matter's other lines and the body."""
    return hashlib.sha256(f"{head}\n{body.rstrip()}".encode()).hexdigest()[:16]


def slug(text: str, *, default: str = "untitled") -> str:
    """Return `text` as a safe file name without ending: lower case letters, digits and hyphens, at most 80 bytes.

    Letters of any script stay; everything else parts words. Never empty or reserved, no leading dot or hyphen.
    """
    folded = unicodedata.normalize("NFC", text.lower())
    name = re.sub(r"[\W_]+", "-", folded.replace("'", "").replace("’", "")).strip("-")
    if len(name.encode()) > MAX_NAME_BYTES:
        cut = name.encode()[:MAX_NAME_BYTES].decode(errors="ignore")
        name = (cut.rsplit("-", 1)[0] if "-" in cut[20:] else cut).strip("-")
    return f"{name}-story" if name in _RESERVED else name or default


def _yaml(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(yaml_text(str(v)) for v in value) + "]"
    return str(value) if isinstance(value, int) else yaml_text(str(value))
