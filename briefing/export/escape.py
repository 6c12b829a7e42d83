"""Feed text -> Markdown and YAML that show exactly that text and nothing else."""

from __future__ import annotations

import json
import re
from urllib.parse import quote

_MARKDOWN = re.compile(r"[\\`*_\[\]<>|~#$]|==|%%|&(?=[#\w])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d{1,9}[.)])", re.M)
_YAML_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_URL_SAFE = "/:?#@!$&'*+,;=%~-._"


def markdown_text(text: str) -> str:
    """Return `text` so that a Markdown reader shows these characters, with no markup, HTML, tag or entity in it.

    Follows CommonMark 0.31 (backslash escapes), plus what Obsidian adds (`==`, `%%`, `#tag`, `$`).
    """
    escaped = _MARKDOWN.sub(lambda m: "".join("\\" + c for c in m[0]), text)
    return _LINE_START.sub(_escape_marker, escaped)


def _escape_marker(match: re.Match[str]) -> str:
    marker = match[2]
    return match[1] + (marker[:-1] + "\\" + marker[-1] if len(marker) > 1 else "\\" + marker)


def one_line(text: str) -> str:
    """Return `text` on one line, escaped for Markdown."""
    return markdown_text(" ".join(text.split()))


def link(words: str, url: str) -> str:
    """Return an inline link; `words` is escaped here, `url` is percent-encoded where Markdown would stumble."""
    return f"[{one_line(words)}]({quote(url, safe=_URL_SAFE)})"


def yaml_text(text: str) -> str:
    """Return `text` as a double-quoted YAML 1.1 scalar (JSON's form, other line breaks and unprintables as escapes)."""
    quoted = json.dumps(text, ensure_ascii=False)
    return _YAML_UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", quoted)
