"""`feeds.article`: pages and text files as items."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from feeds import article
from feeds.article import Sidecar, read_page, read_text
from feeds.errors import ParseError
from feeds.text import item_text

NOW = datetime(2026, 2, 18, 6, tzinfo=UTC)
MODIFIED = datetime(2026, 2, 1, tzinfo=UTC)
URL = "https://www.example.org/news/ports.html?utm_source=x"

SENTENCES = [
    "The port authority of the northern district said on Tuesday that it would close two of five terminals until June.",
    "Shipping companies had asked for more time, because no other port on the coast takes large vessels.",
    "The work is expected to cost 40 million euros, half of it paid by the region.",
    "“We have waited too long already,” the director told reporters, pointing to the cracks in the quay.",
]
PAGE = f"""<!doctype html><html lang="en-gb"><head><meta charset="utf-8">
<title>Ports to close for repairs | Example News</title>
<link rel="canonical" href="https://www.example.org/news/ports.html">
<meta property="og:site_name" content="Example News"><meta name="author" content="Ada Reed">
<meta property="og:title" content="Ports to close for repairs">
<meta property="article:published_time" content="2026-02-17T09:30:00+01:00"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Ports to close for repairs</h1>
<p>{SENTENCES[0]}</p><p>{SENTENCES[1]} <a href="/earlier">Earlier report</a>.</p>
<h2>What it costs</h2><p>{SENTENCES[2]}</p><blockquote><p>{SENTENCES[3]}</p></blockquote></article>
<aside><h3>Most read</h3><ul><li><a href="/1">Something else entirely</a></li></ul></aside>
<footer>© Example News 2026. All rights reserved.</footer><script>track()</script></body></html>"""


def test_a_page_becomes_an_item() -> None:
    item = read_page(PAGE.encode(), url=URL, now=NOW)
    assert (item.title, item.author, item.outlet) == ("Ports to close for repairs", "Ada Reed", "Example News")
    assert item.guid == item.url == "https://www.example.org/news/ports.html"
    assert item.published == datetime(2026, 2, 17, 8, 30, tzinfo=UTC)
    assert item.language == "en-GB"
    text = item_text(item).text
    assert all(sentence in text for sentence in SENTENCES)
    assert not any(word in text for word in ("Home", "Most read", "All rights", "track()"))
    assert "# What it costs" in text
    assert ("Earlier report", "https://www.example.org/earlier") in [
        (text[link.start : link.end], link.url) for link in item_text(item).links
    ]


def test_the_canonical_link_counts_on_its_own_host_only() -> None:
    elsewhere = PAGE.replace('href="https://www.example.org/news/ports.html"', 'href="https://other.example.net/x"')
    assert read_page(elsewhere.encode(), url=URL, now=NOW).url == URL
    assert read_page(elsewhere.encode(), now=NOW).url == "https://other.example.net/x"


@pytest.mark.parametrize(
    ("url", "canonical", "address"),
    [
        ("https://amp.example.org/x", "https://www.example.org/x", "https://www.example.org/x"),
        ("https://m.example.org/x?utm_source=y", "/x", "https://m.example.org/x"),
        ("https://www.example.org/x", "https://www.example.org/", "https://www.example.org/x"),
        ("https://www.example.org/", "https://www.example.org/", "https://www.example.org/"),
        ("https://www.example.org/x", "javascript:x", "https://www.example.org/x"),
    ],
)
def test_the_address_that_a_page_names_for_itself(url: str, canonical: str, address: str) -> None:
    page = PAGE.replace('href="https://www.example.org/news/ports.html"', f'href="{canonical}"')
    assert read_page(page.encode(), url=url, now=NOW).url == address


def test_no_date_and_no_outlet_is_guessed_from_what_only_looks_like_one() -> None:
    page = re.sub(r'<meta property="(?:article:published_time|og:site_name)".*?>', "", PAGE).replace("2026", "")
    page = page.replace('href="https://www.example.org/news/ports.html"', 'href="https://other.example.net/2024/x"')
    item = read_page(page.encode(), url="https://www.example.org/2025/x", now=NOW)
    assert (item.published, item.outlet) == (None, "example.org")


def test_the_title_does_not_stand_over_the_text_again() -> None:
    text = item_text(read_page(PAGE.encode(), url=URL, now=NOW)).text
    assert text.startswith(SENTENCES[0])


def test_an_answer_in_plain_text_is_an_article() -> None:
    item = read_page(b"A title\n\nWords < here.", url="https://example.org/a.txt", content_type="text/plain", now=NOW)
    assert (item.title, item.guid, item.outlet) == ("A title", "https://example.org/a.txt", "example.org")
    assert (item_text(item).text, item.published) == ("Words < here.", None)


def test_a_page_of_nothing_but_tags_is_read_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article, "MAX_TAGS", PAGE.count("<") + 20)
    text = item_text(read_page((PAGE + "<p>word" * 500).encode(), url=URL, now=NOW)).text
    assert SENTENCES[3] in text and text.count("word") < 40


def test_a_page_says_its_encoding_late_or_not_at_all() -> None:
    late = PAGE.replace('<meta charset="utf-8">', f"<!--{'x' * 2000}--><meta charset='windows-1251'>").replace(
        "Ada Reed", "Ада Рид"
    )
    assert read_page(late.encode("windows-1251", "replace"), url=URL, now=NOW).author == "Ада Рид"
    silent = PAGE.replace('<meta charset="utf-8">', "")
    assert SENTENCES[3] in item_text(read_page(silent.encode("cp1252"), url=URL, now=NOW)).text
    assert (
        SENTENCES[3]
        in item_text(read_page(silent.encode(), url=URL, content_type="text/html; charset=utf-8", now=NOW)).text
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "0 characters"),
        (b"%PDF-1.4", "a PDF"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WebP"),
        (b"PK\x03\x04x", "ZIP"),
        (b"MZ\x90\x00\x03", "a program"),
        (b"\x00\x01\x02" * 9, "binary"),
        (b"<html><title>Sign in</title><p>Welcome back</p><form><input type='password'></form></html>", "login page"),
        (b"<html><title>Log in - Example</title><main><p>Please log in to read on.</p></main></html>", "login page"),
        (b"<html><head><title>App</title></head><div id='root'></div><script src='app.js'></script></html>", "scripts"),
        (b"<html><body></body></html>", "no text"),
        (b"<html><title>Sign in</title><p>" + b"Terms of use apply. " * 50 + b"<input type=password>", "login page"),
        (b"<html><title>Just a moment...</title><h1>Checking your browser</h1><p>Wait.</p></html>", "bot check"),
        (b"<html><title>X</title><h1>We value your privacy</h1><p>Accept all cookies or manage them.</p>", "consent"),
        (b"<html><title>404 Not Found</title><h1>Not Found</h1><p>The URL was not found.</p></html>", "no such page"),
        (b"<html><p>You need to enable JavaScript to run this app.</p><script></script></html>", "scripts"),
        (b"<html><title>Home</title><ul>" + b"<li><a href='/1'>Headline of today</a></li>" * 40, "list of"),
        (b'{"a": 1}', "JSON"),
        (b"<rss version='2.0'><channel/></rss>", "a feed"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><text>x</text></svg>", "XML"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_said(data: bytes, words: str) -> None:
    with pytest.raises(ParseError, match=words) as error:
        read_page(data, url=URL, now=NOW)
    assert error.value.hint


def test_nothing_is_written_to_the_screen(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ParseError):
        read_page(b"<html><body><p></p></body></html>", url="https://www.example.org/", now=NOW)
    read_page(PAGE.encode(), url=URL, now=NOW)
    assert capfd.readouterr() == ("", "")


TEXT = "A title: with a colon.\n\nFirst paragraph,\nsecond line.\n\n\nLast  paragraph  \n"


def text_item(text: str, **said: object) -> tuple[str, str]:
    sidecar = Sidecar(**said) if said else None  # type: ignore[arg-type]
    item = read_text(text.encode(), name="a.txt", sidecar=sidecar, modified=MODIFIED)
    return item.title, item_text(item).text


def test_the_first_line_of_a_text_is_its_title() -> None:
    assert text_item(TEXT) == ("A title: with a colon.", "First paragraph,\nsecond line.\n\nLast  paragraph")
    assert text_item("Only a title") == ("Only a title", "")
    title, text = text_item("word " * 100 + "\n\nnext")
    assert title.endswith("…") and len(title) <= 120
    assert text == ("word " * 100).rstrip() + "\n\nnext"


def test_a_sidecars_title_leaves_other_first_lines_in_the_text() -> None:
    rest = "First paragraph,\nsecond line.\n\nLast  paragraph"
    assert text_item(TEXT, title="A title: with a colon.") == ("A title: with a colon.", rest)
    assert text_item(TEXT, title="Another") == ("Another", f"A title: with a colon.\n\n{rest}")


def test_what_a_sidecar_says_wins() -> None:
    bare = read_text(TEXT.encode(), name="a.txt", sidecar=None, modified=MODIFIED)
    assert (bare.published, bare.outlet, bare.url, bare.guid, bare.is_html) == (MODIFIED, "", "", "file:a.txt", False)
    said = Sidecar(outlet="Seed\x1b article", published=NOW, url="javascript:x")
    item = read_text(TEXT.encode(), name="a.txt", sidecar=said, modified=MODIFIED)
    assert (item.published, item.outlet, item.url) == (NOW, "Seed article", "")


def test_a_text_keeps_its_own_characters() -> None:
    body = "“Curly” — dash – 5 < 6 &amp; <b>not markup</b> \u00a0x … ½"
    assert text_item(f"Title\n\n{body}")[1] == body
    assert text_item("Title\r\n\r\na\x1b[31mb\u202e\tc\r\n") == ("Title", "a[31mb    c")
    assert read_text("Título\nñ".encode("latin-1"), name="a", sidecar=None, modified=MODIFIED).title == "Título"


@pytest.mark.parametrize("data", [b"", b" \n ", b"\x1b\x07", b"\x00\x01" * 9, b"%PDF-1", b"\x7fELF"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ParseError):
        read_text(data, name="a.txt", sidecar=None, modified=MODIFIED)
