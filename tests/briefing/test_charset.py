"""Terminals that do not read UTF-8: what a locale names, signs in ASCII, streams that never fail."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping

import pytest
from rich.cells import cell_len

from briefing.charset import fit_streams, in_ascii, locale_charset


@pytest.mark.parametrize(
    ("environ", "charset"),
    [
        ({}, ""),
        ({"LANG": "C"}, "ascii"),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "ascii"),  # Python has put LC_CTYPE there
        ({"LANG": "C", "LC_CTYPE": "de_DE.UTF-8"}, "utf-8"),
        ({"LC_CTYPE": "C.UTF-8"}, "utf-8"),
        ({"LANG": "C.UTF-8"}, "utf-8"),
        ({"LANG": "en_GB.utf8"}, "utf-8"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "POSIX"}, "ascii"),
        ({"LANG": "de_DE.ISO-8859-15@euro"}, "iso-8859-15"),
        ({"LANG": "de_DE"}, ""),
    ],
)
def test_what_a_locale_names(environ: Mapping[str, str], charset: str) -> None:
    assert locale_charset(environ) == charset


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“A – b…” · ‹Mon›", '"A - b~" - <Mon>'),
        ("▌● ▁▂▅▇█ ── │", "|* ..=*# -- |"),
        ("Pogačar, Łódź, naïve, Ø", "Pogacar, Lodz, naive, O"),
        ("e\u0301 \u200d\ufe0f", "e "),
        ("芯片 5 €", "???? 5 E"),
        ("Москва", "??????"),
    ],
)
def test_signs_in_ascii_are_as_wide(text: str, expected: str) -> None:
    assert in_ascii(text) == expected
    assert len(expected) == cell_len(text)


class Stream(io.TextIOWrapper):
    """A stream on memory that may say it is a terminal."""

    terminal = True

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("encoding", "locale", "terminal", "expected"),
    [
        ("utf-8", "C.UTF-8", True, "“é 芯”".encode()),
        ("utf-8", "C", True, b'"e ??"'),
        ("utf-8", "C", False, "“é 芯”".encode()),
        ("iso-8859-1", "de_DE.ISO-8859-1", True, '"é ??"'.encode("iso-8859-1")),
        ("iso-8859-1", "de_DE.ISO-8859-1", False, '"é ??"'.encode("iso-8859-1")),
        ("ascii", "C", True, b'"e ??"'),
    ],
)
def test_a_stream_shows_what_its_terminal_can(
    monkeypatch: pytest.MonkeyPatch, encoding: str, locale: str, terminal: bool, expected: bytes
) -> None:
    streams = []
    for name in ("stdout", "stderr"):
        streams.append(stream := Stream(io.BytesIO(), encoding=encoding))
        stream.terminal = terminal
        monkeypatch.setattr(sys, name, stream)
    fit_streams({"LANG": locale})
    for stream in streams:
        stream.write("“é 芯”")
        stream.flush()
        assert stream.buffer.getvalue() == expected  # type: ignore[attr-defined]


def test_no_streams_at_all_are_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    fit_streams({"LANG": "C"})
