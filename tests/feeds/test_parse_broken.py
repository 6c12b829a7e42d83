"""`feeds.parse` on what is no feed, on odd encodings, on broken feeds, and on any bytes at all."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.errors import ParseError
from feeds.text import item_text
from tests.feeds.feed_samples import FULL_RSS, atom, feed, rss

REFUSED = [
    (b"", "0 characters"),
    (b" \n\t", "0 characters"),
    (b"<!doctype html><html><body>x</body></html>", "web page"),
    (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "web page"),
    (b"%PDF-1.7 x", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\x1f\x8b\x08\x00", "gzip"),
    (b"\x00\x01\x02\x03" * 50, "binary"),
    (b"just words", "not a feed"),
    (b"<x/>", r"first element is <x>"),
    (b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>", "sitemap"),
    (b"<opml version='2.0'/>", "OPML"),
    (b'{"items": "x"}', "not a JSON Feed"),
    (b'["a"]', "not a JSON Feed"),
    (b'{"items": [', "not JSON"),
    (b'{"items": [' + b"9" * 5000 + b"]}", "not JSON"),
    (b'{"a":' * 100_000, "too deeply"),
    (b"<rss" + b"<" * 1_500_100, "too large"),
]


@pytest.mark.parametrize(("data", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_what_is_no_feed_is_said(data: bytes, words: str) -> None:
    with pytest.raises(ParseError, match=words) as error:
        feed(data)
    assert error.value.message.endswith(".")


ENCODED = [
    ("caf\u00e9 \u4e2d".encode(), "", "café 中"),
    ("café".encode("iso-8859-1"), "iso-8859-1", "café"),
    ("“quoted”".encode("cp1252"), "iso-8859-1", "“quoted”"),
    ("café 中".encode(), "iso-8859-1", "café 中"),
    ("Привет".encode("windows-1251"), "windows-1251", "Привет"),
    ("日本".encode("euc-jp"), "EUC-JP", "日本"),
    ("中國".encode("big5"), "Big5", "中國"),
    ("한국".encode("euc-kr"), "euc-kr", "한국"),
    ("café".encode(), "x-unknown", "café"),
    ("café “q”".encode("cp1252"), "", "café “q”"),
    ("中国的新闻".encode() + b"\xe4\xb8", "utf-8", "中国的新闻\ufffd"),
    (b"+ADw-b+AD4-", "utf-7", "+ADw-b+AD4-"),
    (b"rot", "rot13", "rot"),
    ("日本".encode("cp932"), "x-sjis", "日本"),
    ("ไทย".encode("cp874"), "windows-874", "ไทย"),
    ("café".encode(), "utf-16", "café"),
    ("日本".encode("iso2022_jp"), "iso-2022-jp", "日本"),
]


@pytest.mark.parametrize(("title", "declared", "text"), ENCODED, ids=[declared or "none" for _, declared, _ in ENCODED])
def test_encodings(title: bytes, declared: str, text: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else '<?xml version="1.0"?>'
    data = declaration.encode() + b"<rss><channel><item><title>" + title + b"</title></item></channel></rss>"
    assert feed(data).items[0].title == text


@pytest.mark.parametrize(
    ("declared", "http", "text"),
    [("windows-1251", "koi8-r", "Привет"), ("", "windows-1251", "Привет"), ("windows-1251", "utf-8", "Привет")],
)
def test_the_declaration_comes_before_the_header_and_that_before_a_guess(declared: str, http: str, text: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else '<?xml version="1.0"?>'
    data = f"{declaration}<rss><channel><item><title>{text}</title></item></channel></rss>".encode("windows-1251")
    assert feed(data, content_type=f"text/xml; charset={http}").items[0].title == text


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_and_byte_order_marks(codec: str) -> None:
    data = '<?xml version="1.0" encoding="utf-16"?><rss><channel><title>é中</title></channel></rss>'.encode(codec)
    assert feed(data).title == "é中"


def test_http_names_the_encoding_where_the_feed_does_not() -> None:
    data = "<rss><channel><title>Привет</title></channel></rss>".encode("koi8-r")
    assert feed(data, content_type="text/xml; charset=KOI8-R").title == "Привет"


@pytest.mark.parametrize(
    ("broken", "warning"),
    [
        ("<item><title>A&nbsp;&eacute;</title><link>https://s.example.org/1</link></item>", "not well-formed"),
        ("<item><title>A é</title><link>https://s.example.org/1</link><p>unclosed</item>", "not well-formed"),
        (
            "<item><title>A é</title><link>https://s.example.org/1</link><description>R&D \x0b</description></item>",
            "not well-formed",
        ),
        ("<item><title>A é</title><link>https://s.example.org/1</link></item><item><title>cut", "not well-formed"),
    ],
)
def test_broken_feeds_are_read_and_flagged(broken: str, warning: str) -> None:
    parsed = feed(rss(broken))
    assert parsed.items[0].title.replace("\xa0", " ") == "A é"
    assert parsed.items[0].url == "https://s.example.org/1"
    assert any(warning in sentence for sentence in parsed.warnings)


def test_a_feed_that_is_cut_off_loses_only_the_item_that_is_cut() -> None:
    data = rss("<item><title>a</title></item><item><title>b</title></item>")
    cut = data[: data.index("<title>b")]
    assert [found.title for found in feed(cut).items] == ["a"]
    whole = data[: data.index("</channel>")]
    assert [found.title for found in feed(whole).items] == ["a", "b"]
    assert feed(cut).warnings == feed(whole).warnings != ()


def test_captions_stay_out_of_broken_feeds_too() -> None:
    broken = rss(
        "<item><title>A&nbsp;</title><description>text</description><media:description>caption</media:description></item>"
    )
    assert [item_text(found).text for found in feed(broken).items] == ["text"]


@pytest.mark.parametrize(
    "data",
    [
        rss("<item><guid>g</guid><link>/1</link><description>&lt;a href='x'&gt;x&lt;/a&gt;</description></item>"),
        rss("<item><guid>urn:x:1</guid><title>t</title></item><item><title>u</title><link>/2</link></item>"),
        atom("<entry><id>1</id><link href='e'/><content type='html'>&lt;a href='x'&gt;x&lt;/a&gt;</content></entry>"),
        atom(
            "<entry><id>1</id><link href='e'/><content>a &lt; b</content></entry>",
            'xml:base="https://b.example.org/d/"',
        ),
        atom(
            "<entry><id>1</id><content type='xhtml'><p><a href='x'>y</a></p></content></entry>",
            'xml:base="https://b.example.org/d/"',
        ),
    ],
)
def test_a_feed_that_is_broken_for_a_day_keeps_its_guids_links_and_texts(data: str) -> None:
    whole = feed(data)
    broken = feed(data.replace("<title>T</title>", "<title>T</title><x>&nbsp;</x>", 1))
    assert broken.warnings and not whole.warnings
    for one, other in zip(whole.items, broken.items, strict=True):
        assert (one.guid, one.url, one.title, one.published) == (other.guid, other.url, other.title, other.published)
        assert item_text(one) == item_text(other)


def test_a_prefix_that_is_bound_to_nothing() -> None:
    data = rss("<item><title>One</title></item>").replace("<item", "<rss:item").replace("</item", "</rss:item")
    assert [found.title for found in feed(data).items] == ["One"]


def test_a_document_type_is_read_without_being_obeyed() -> None:
    data = '<!DOCTYPE rss [<!ENTITY x "grown">]>' + rss("<item><title>&x; &eacute;</title></item>")
    parsed = feed(data)
    assert "grown" not in parsed.items[0].title or len(parsed.items[0].title) < 20
    assert any("document type" in sentence for sentence in parsed.warnings)


JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "T",
        "items": [{"id": "1", "content_html": "<p>x</p>", "tags": ["a"]}],
    }
)
SEEDS = st.sampled_from(
    [
        FULL_RSS.encode(),
        atom("<entry><id>1</id><link href='/x'/><content type='html'>c</content></entry>").encode(),
        JSON_FEED.encode(),
    ]
)
NOISE = st.sampled_from(
    [
        b"\x00", b"\xff", b"\x1b", b"&", b"&#0;", b"&x;", b"<", b">", b"]]>", b"<![CDATA[", b"<!--", b"<!DOCTYPE x [",
        b'"', b"\xed\xa0\x80", b"<item>", b"</channel>", b"<a><b>", b"[", b"{", b"null", b"1e999", b'"\\ud800"',
        b"\xc3", b"xml:base='//['", b"<?xml encoding='idna'?>",
    ]
) | st.binary(max_size=6)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good feed with pieces cut out, doubled, or replaced by noise."""
    data = draw(SEEDS)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        data = data[:start] + draw(NOISE) + data[start if draw(st.booleans()) else end :]
    return data


@settings(max_examples=250, deadline=None)
@given(
    damaged() | st.binary(max_size=200),
    st.sampled_from(["", "text/xml; charset=utf-7", "application/json", "x; charset=\ud800"]),
)
def test_no_bytes_make_it_raise_anything_but_a_parse_error(data: bytes, content_type: str) -> None:
    try:
        parsed = feed(data, content_type=content_type, max_items=5)
    except ParseError as error:
        assert error.message
        return
    assert len({found.guid for found in parsed.items}) == len(parsed.items) <= 5
    for found in parsed.items:
        assert found.url == "" or found.url.startswith(("http://", "https://"))
        assert (
            found.title.isprintable() or "\u200d" in found.title or "\u200c" in found.title or not found.title.isascii()
        )
        item_text(found)


@pytest.mark.parametrize("dirt", [b"\x00", b"\x00\x00\x1b", b"\xfe\xff"])
def test_a_few_bytes_of_dirt_make_no_other_encoding(dirt: bytes) -> None:
    data = rss("<item><title>One</title></item>").encode()
    assert [found.title for found in feed(data.replace(b"<title>T", b"<title>" + dirt + b"T", 1)).items] == ["One"]
