"""The reader's locale -> streams that such a terminal can show: signs it does not know become others, as wide as they.

A terminal that does not read UTF-8 would show three strange signs for each line, dot and quotation mark, and Python
would end the program with UnicodeEncodeError, or print backslashes.
"""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Mapping
from io import TextIOWrapper

_HANDLER = "briefing-signs"
_SIGNS = {
    sign: other
    for other, signs in {
        "-": "─━═·–—−‐‑", "|": "│┃║▌▐", "*": "●•◆★☆▇", "o": "○°", "+": "✓▆", "x": "×", "/": "÷", "~": "…",
        '"': "“”„«»", "'": "‘’‚", "<": "‹←", ">": "›→", "^": "↑", "v": "↓", "?": "✎", "#": "█", "=": "▅",
        ":": "▄", ".": "▁▂▃", "E": "€", "L": "£Ł", "Y": "¥", "s": "ß", "a": "æ", "O": "ØŒ", "A": "Æ", "l": "ł",
        "d": "đ", "D": "Đ", "i": "ı", " ": "\u00a0\u202f\u2009",
    }.items()
    for sign in signs
} | {"œ": "o", "ø": "o"}  # fmt: skip
"""Sign -> what stands for it in ASCII; letters with an accent lose it, everything else is a question mark."""
_COERCED = ("C.UTF-8", "C.utf8", "UTF-8")
"""What Python puts into LC_CTYPE by itself where the locale is C (PEP 538)."""


def locale_charset(environ: Mapping[str, str]) -> str:
    """Return the character set that the locale names in so many words, in small letters; "" when it names none."""
    named = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    if named in _COERCED and not environ.get("LC_ALL") and environ.get("LANG") in ("C", "POSIX"):
        named = environ["LANG"]
    if named in ("C", "POSIX"):
        return "ascii"
    return named.partition(".")[2].partition("@")[0].lower().replace("utf8", "utf-8")


def fit_streams(environ: Mapping[str, str] = os.environ) -> None:
    """Let standard output and standard error show what they can: also the app draws through one of them.

    What goes into a pipe or a file stays UTF-8, whatever the locale: other programs read it.
    """
    codecs.register_error(_HANDLER, _others)
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, TextIOWrapper):  # there is none, or it is somebody's own
            continue
        if not _is_utf8(stream.encoding):
            stream.reconfigure(errors=_HANDLER)
        elif stream.isatty() and locale_charset(environ) not in ("", "utf-8"):
            stream.reconfigure(encoding="ascii", errors=_HANDLER)


def in_ascii(text: str) -> str:
    """Return `text` in ASCII, as many cells wide."""
    from unicodedata import category, east_asian_width, normalize

    def of(sign: str) -> str:
        if sign in _SIGNS or sign.isascii():
            return _SIGNS.get(sign, sign)
        if category(sign) in ("Mn", "Me", "Cf"):
            return ""
        if east_asian_width(sign) in "WF":
            return "??"
        plain = normalize("NFKD", sign)[:1]
        return plain if plain.isascii() else "?"

    return "".join(map(of, text))


def _is_utf8(encoding: str) -> bool:
    return codecs.lookup(encoding).name == "utf-8"


def _others(error: UnicodeError) -> tuple[str, int]:
    """Return what stands for signs that a stream cannot encode, and where to go on (see `codecs.register_error`)."""
    assert isinstance(error, UnicodeEncodeError)
    return in_ascii(error.object[error.start : error.end]), error.end
