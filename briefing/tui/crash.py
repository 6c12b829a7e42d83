"""An exception that nobody foresaw -> a report that may be shown to anybody: places in the code, nothing of a feed.

No local variables and no words of the exception: both may hold what a feed said or what the reader searched for.
"""

from __future__ import annotations

import os
import platform
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

_TOLD = ("TERM", "COLORTERM", "TERM_PROGRAM", "NO_COLOR", "LANG")
"""What of the environment a report names: how the terminal says it can draw."""


def crash_report(error: BaseException, *, now: datetime, environ: Mapping[str, str] | None = None) -> str:
    """Return the report: versions, the terminal, and for each exception of the chain its class and its places."""
    from importlib.metadata import version

    from briefing import __version__

    env = os.environ if environ is None else environ
    terminal = ", ".join(f"{name}={env[name]}" for name in _TOLD if name in env)
    lines = [
        f"briefing {__version__}, {now:%Y-%m-%d %H:%M:%S %z}",
        f"Python {platform.python_version()}, Textual {version('textual')}, Rich {version('rich')}",
        f"{platform.system()} {platform.machine()}; {terminal}",
    ]
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        lines += ["", f"{type(at).__module__}.{type(at).__qualname__}", *_places(at)]
        at = at.__cause__ or at.__context__
    return "\n".join(lines) + "\n"


def place_of(error: BaseException) -> str:
    """Return where an exception came from, for people: "story_list.py:120", "" when nothing is known."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""


def failure_words(error: BaseException, folder: Path | None = None, *, now: datetime | None = None) -> str:
    """Return the words for an exception that nobody foresaw, after writing a report of it into `folder`."""
    path = write_crash(folder, error, now=now or datetime.now(UTC)) if folder else None
    told = f" What to report is in {path}: it holds nothing of your feeds." if path else ""
    return f"A mistake in the program: {where(error)}. Nothing that was stored is lost.{told}"


def where(error: BaseException) -> str:
    """Return the class of an exception and where it came from, for people: "ValueError in story_list.py:120"."""
    return f"{type(error).__name__} in {place_of(error)}"


def write_crash(folder: Path, error: BaseException, *, now: datetime) -> Path | None:
    """Write the report into `folder` as crash-DATE.txt, below those of the day; return its path, None when it fails."""
    path = folder / f"crash-{now:%Y-%m-%d}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf8") as file:
            file.write(crash_report(error, now=now) + "\n")
    except OSError:
        return None
    return path


def _places(error: BaseException) -> list[str]:
    """Return "  folder/file.py:12 in function" for each frame, paths cut to what is below a folder of the path."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames]


def _short(name: str) -> str:
    """Return a file's path below the longest folder of `sys.path` that holds it: no name of the reader's home."""
    roots = [root for root in sys.path if root and name.startswith(root.rstrip(os.sep) + os.sep)]
    return name[len(max(roots, key=len)) :].lstrip(os.sep) if roots else Path(name).name
