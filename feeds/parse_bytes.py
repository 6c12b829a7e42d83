"""The bytes of a feed or a page -> its characters, by the encoding that is most likely true.

Order of trust: byte order mark, the declaration if the bytes decode by it, the HTTP charset, UTF-8, and Windows-1252
for the bytes that are left (RFC 7303 would put HTTP first; measured on real feeds the declaration is more often right).
"""

from __future__ import annotations

import codecs
import re

from feeds.errors import ParseError

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([A-Za-z0-9._:-]{1,40})""", re.I)
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""", re.I)
_META = re.compile(rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""", re.I)
_BELOW_LEADING = bytes(range(0xC2))
_SURROGATE = re.compile("[\udc80-\udcff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDER = {
    "ascii": "utf-8", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "euc_kr": "cp949", "iso8859-9": "cp1254", "tis-620": "cp874", "big5": "big5hkscs",
    "iso8859-11": "cp874",
}  # fmt: skip
"""Codecs read as the superset that publishers really use (WHATWG Encoding Standard, section 4.2)."""

_ALIASES = {
    "x-sjis": "cp932", "windows-874": "cp874", "dos-874": "cp874", "x-gbk": "gb18030", "x-euc-jp": "euc_jp",
    "x-x-big5": "big5hkscs", "x-cp1250": "cp1250", "x-cp1251": "cp1251", "x-cp1252": "cp1252", "utf8mb4": "utf-8",
    "unicode-1-1-utf-8": "utf-8", "x-mac-cyrillic": "mac-cyrillic", "x-mac-roman": "mac-roman", "logical": "iso8859-8",
}  # fmt: skip
"""Labels that publishers use and Python does not know (WHATWG Encoding Standard, section 4.2)."""

_KNOWN = re.compile(
    r"utf-8|utf-16(-[lb]e)?|utf-32(-[lb]e)?|cp(125\d|874|866|932|949|950|437|850|852|855|857)|iso8859-\d+"
    r"|koi8-[rtu]|mac-\w+"
    r"|gb18030|big5(hkscs)?|euc_j\w+|euc_kr|iso2022_jp\w*|shift_j\w+|johab|hz|tis-620|ptcp154"
)
"""Text encodings that are read; UTF-7 and Python's own codecs ("rot13", "idna", "unicode_escape") are not."""


def decoded(data: bytes, content_type: str = "") -> tuple[str, tuple[str, ...]]:
    """Return the characters of `data` and warnings (sentences) about its encoding.

    Raises:
        ParseError: the bytes are no text (NUL bytes that no wide encoding explains).
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), ()
    declared = _declared(data)
    charset = _CHARSET.search(content_type)
    named = [name for name in (declared, codec_of(charset[1]) if charset else "") if name]
    if named[:1] in (["cp1252"], ["cp1254"]) and not data.isascii() and _is_utf8(data):
        return data.decode(), ("The feed is UTF-8 although it declares another encoding.",)
    for name in [*named, "utf-8"]:
        try:
            text = data.decode(name)
        except UnicodeError:
            continue
        if "\x00" in text[:1000] and is_wide(data):
            continue
        return text, () if name in ("utf-8", declared) else (f"The feed's encoding was taken from HTTP: {name}.",)
    if is_wide(data):
        return _wide(data), ("The feed does not say that it is UTF-16.",)
    return _mended(data), ("Some bytes are not in the encoding that the feed declares.",)


def page_text(data: bytes, content_type: str = "") -> str:
    """Return the characters of a page or a text: byte order mark, HTTP, `<meta charset>`, UTF-8, then Windows-1252.

    The `<meta>` is looked for in the first 8,192 bytes (the HTML standard asks for 1,024; real pages miss that).

    Raises:
        ParseError: the bytes are binary.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    charset, meta = _CHARSET.search(content_type), _META.search(data[:8192])
    labels = [charset[1] if charset else "", meta[1].decode("ascii") if meta else "", "utf-8"]
    if b"\x00" in data[:8192]:
        return _wide(data)
    for name in filter(None, map(codec_of, labels)):
        try:
            return data.decode(name)
        except UnicodeError:
            continue
    return _mended(data)


def codec_of(label: str) -> str:
    """Return the Python codec for an encoding's label (the superset publishers mean), "" for one that is not read."""
    try:
        name = codecs.lookup(_ALIASES.get(label.lower(), label)).name
    except (LookupError, ValueError):
        return ""
    name = _WIDER.get(name, name)
    return name if _KNOWN.fullmatch(name) else ""


def is_wide(data: bytes) -> bool:
    """Say whether bytes without a mark are UTF-16: half of those of plain markup are NUL then; one alone is dirt."""
    head = data[:1000]
    return head.count(0) * 8 > len(head)


def _declared(data: bytes) -> str:
    match = _DECLARED.search(data[:1024])
    if not match:
        return ""
    name = codec_of(match[1].decode("ascii"))
    return "" if name.startswith(("utf-16", "utf-32")) else name


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _wide(data: bytes) -> str:
    """Decode UTF-16 without a byte order mark; which end comes first shows in where the NULs of "<" stand."""
    head = data[:1000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    name = "utf-16-be" if even > odd else "utf-16-le"
    text = data.decode(name, "replace")
    if _CONTROL.search(text, 0, 1000):
        raise ParseError("These bytes are binary, not text.", "Feeds, web pages and plain text are read.")
    return text


def _mended(data: bytes) -> str:
    """UTF-8 with foreign bytes: they are read as Windows-1252, or replaced where the rest is good UTF-8."""
    text = data.decode("utf-8", "surrogateescape")
    foreign = len(_SURROGATE.findall(text))
    leading = len(data.translate(None, _BELOW_LEADING))
    if leading > 2 * foreign:
        return re.sub("[\udc80-\udcff]+", "\ufffd", text)
    return _SURROGATE.sub(lambda m: bytes([ord(m[0]) - 0xDC00]).decode("cp1252", "replace"), text)
