"""Turns the name of a shipped model file into its checked bytes, and `names.toml` into its lists.

The files lie in `briefing/reading/model/`: weights (`newsner.bin.gz`), word clusters, name lists; `manifest.toml` holds
the model's version and a SHA-256 for each. `MODEL_CARD.md` and `ATTRIBUTION.md` beside them say what they are made of.
"""

from __future__ import annotations

import gzip
import hashlib
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from briefing.errors import BriefingError


def _raw(name: str) -> bytes:
    return (resources.files("briefing.reading") / "model" / name).read_bytes()


@cache
def _manifest() -> dict[str, Any]:
    return tomllib.loads(_raw("manifest.toml").decode("utf-8"))


def model_version() -> int:
    """The number of the shipped model; it changes whenever one of its files does."""
    return int(_manifest()["version"])


def read_model_file(name: str) -> bytes:
    """The unpacked bytes of the gzip file `name` of the model.

    Raises:
        BriefingError: if the file is missing or its SHA-256 is not the one in `manifest.toml`.
    """
    try:
        packed = _raw(name)
    except OSError as error:
        raise BriefingError(f"The entity model's file {name} cannot be read: {error}.", _REINSTALL) from error
    if hashlib.sha256(packed).hexdigest() != _manifest()["sha256"].get(name):
        raise BriefingError(f"The entity model's file {name} is damaged (its checksum is wrong).", _REINSTALL)
    return gzip.decompress(packed)


@cache
def names() -> dict[str, Any]:
    """The lists of `names.toml` by section: what the clean-up and the linking know of names. Read once per process."""
    return tomllib.loads(_raw("names.toml").decode("utf-8"))


_REINSTALL = "Install briefing again; its package files were changed or are incomplete."
