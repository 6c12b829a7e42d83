"""`feeds.text`: what is shown of titles and bodies."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.model import Item, PlainText
from feeds.text import MAX_TEXT_BYTES, capped, clean_line, clean_text, html_to_text, item_text, title_text
from feeds.text_html import decode_entities
from feeds.text_safe import safe_characters

BASE = "https://news.example.org/2026/02/story.html"


def text_of(html: str) -> str:
    return html_to_text(html, BASE).text


def links_of(html: str) -> list[tuple[str, str]]:
    plain = html_to_text(html, BASE)
    return [(plain.text[link.start : link.end], link.url) for link in plain.links]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("plain", "plain"),
        ("first\n\nsecond\nline", "first\n\nsecond line"),
        ("5 < 6 & 7 > 3, AT&T", "5 < 6 & 7 > 3, AT&T"),
        ("<p>One</p>\n<p>Two\nlines</p>", "One\n\nTwo lines"),
        ("<p>One<p>Two", "One\n\nTwo"),
        ("<div><div>Deep</div></div><div></div>text", "Deep\n\ntext"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("a<br><br>b<br> <br />c", "a\n\nb\n\nc"),
        ("<P>UPPER</P><BR>case", "UPPER\n\ncase"),
        ("<h2>Head</h2><p>text</p><h3> </h3>", "# Head\n\ntext"),
        ("<h1>Two<br>lines</h1>x", "# Two lines\n\nx"),
        ("<ul><li>a</li><li>b <b>c</b></li></ul>after", "• a\n• b c\n\nafter"),
        ("<ol><li><p>a</p></li><li><p>b</p></li></ol>", "1. a\n2. b"),
        ("before<ul><li>a<li>b</ul>", "before\n\n• a\n• b"),
        ("<ul><li></li><li>x</li></ul>", "• x"),
        ("<ul><li>x</li><li></li></ul><p>after</p>", "• x\n\nafter"),
        ("<p>Three:</p>\n<ol>\n <li>a</li>\n <li>b\n</ol>\n<p>c", "Three:\n\n1. a\n2. b\n\nc"),
        ("<OL START=1984><LI>a<LI>b</OL><ol><li>c</ol>", "1984. a\n1985. b\n1. c"),
        ("<ol start='9'><li>a<li value=20>b<li>c<li value='x'>d</ol>", "9. a\n20. b\n21. c\n22. d"),
        ("<ol start=-3 class=x><li>a</ol><ol start=999999999><li>b</ol>", "1. a\n1. b"),
        ("<ol reversed><li>a<li>b<ol><li>x</ol><li>c</ol>", "3. a\n2. b\n  1. x\n1. c"),
        ("<ol reversed start=2><li>a<li>b<li>c</ol>", "2. a\n1. b\n0. c"),
        ("<ol><li></li><li><img></li><li>x</li></ol>", "3. x"),
        ("<ul><li>a <ul> <li>b</li> <li>c</li> </ul> </li> <li>d</li></ul>e", "• a\n  • b\n  • c\n• d\n\ne"),
        ("<ol><li>a<ul><li>b<ol><li>c<li>d</ol></ul><li>e</ol>", "1. a\n  • b\n    1. c\n    2. d\n2. e"),
        ("<ul><li><ul><li>x</ul></ul><ul><li>y</ul>", "  • x\n• y"),
        ("<ul value=3><li value=3>a</ul></ul></ol><li>b<li value=4>c", "• a\n• b\n• c"),
        ("<blockquote><ol><li>a<li>b</ol></blockquote>c", "> 1. a\n> 2. b\n\nc"),
        ("<ol><li><pre>x = 1</pre><li>b</ol>", "1. x = 1\n2. b"),
        ("<ul>" * 8 + "<li>x" + "</ul>" * 8 + "<ul><li>y</ul>", " " * 10 + "• x\n• y"),
        ("<blockquote><p>a</p><p>b<br>c</p></blockquote>d", "> a\n\n> b\n> c\n\nd"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>c</blockquote>", "> a\n\n> b\n\nc"),
        ("<pre>def f(x):\n    return <b>x</b> &lt; 1\n\nf(2)</pre>", "    def f(x):\n        return x < 1\n\n    f(2)"),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td></td><td>2</td></tr></table>", "A | B\n1 | 2"),
        ("<table><tr><td>only</td></tr></table>", "only"),
        ("<dl><dt>Term</dt><dd>says</dd></dl>", "Term\nsays"),
        ("She said <q>yes</q>.", "She said “yes”."),
        ("H<sub>2</sub>O <em>is</em> <strong>wet</strong><wbr>ter", "H2O is wetter"),
        ("a <b> </b> c&nbsp;&nbsp;d", "a c d"),
        ("&lt;b&gt; stays, &amp;amp; is decoded once", "<b> stays, &amp; is decoded once"),
        ("&copy 2026 &unknown; &#8217;&#x2019;", "&copy 2026 &unknown; ’’"),
        ("&lt;p&gt;one&lt;/p&gt;&lt;p&gt;escaped twice", "one\n\nescaped twice"),
        ("<script>if (a<b) alert('</p>')</script>text<style>p{}</style>", "text"),
        ("text<script>never closed", "text"),
        ("<SCRIPT SRC=x></SCRIPT>ok<iframe src='x' /> and<noscript><img></noscript> more", "ok and more"),
        ("a<!-- <p>hidden</p> -->b<![CDATA[c]]>d<?php x ?>", "abcd"),
        ("<figure><img alt='x > y'><figcaption>A caption (Reuters)</figcaption></figure>Text", "Text"),
        ("<form><input><button>Subscribe</button></form>Text<nav><a href='/'>Home</a></nav>", "Text"),
        ("kept<footer>never closed", "kept never closed"),
        ("<p title='a > b' data-x=\"c>\">x</p>", "x"),
        ("<p title='a > b' data-caption=\"<b>c</b>\">x</p>", "x"),
        ('<a href="x>lost</a> more <p class="y">z</p>', "lost more\n\nz"),
        ("<table><thead><tr><th>Year<th>Ships</thead><tbody><tr><td>2024<td>31</table>", "Year | Ships\n2024 | 31"),
        ("<pre>one<br>two<BR/>three</pre>", "    one\n    two\n    three"),
        ("10<sup>6</sup> m<sup class='x'>-2</sup>, x<sup>a</sup>", "10⁶ m⁻², xa"),
        ("&notanentity; &hellip;", "&notanentity; …"),
        ('<p class="it\'s">x</p>', "x"),
        ("<custom-tag>x</custom-tag><o:p>y</o:p>", "xy"),
        ("cut <a href='http", "cut <a href='http"),
    ],
)
def test_html_to_text(html: str, text: str) -> None:
    assert text_of(html) == text


@pytest.mark.parametrize(
    "junk",
    [
        '<p>The post <a href="https://a.example.org/1">T</a> appeared first on <a href="https://b.example.org">Blog</a>.</p>',
        "<p>Der Beitrag Titel erschien zuerst auf Blatt.</p>",
        "<p>La entrada Titular se publicó primero en Diario.</p>",
        "<p>L’article Titre est apparu en premier sur Journal.</p>",
        '<p><a href="/x">Continue reading…</a></p>',
        "<p>Read the full story at Example News</p>",
        "<p>Seguir leyendo</p>",
        "<p>Share this:</p><ul><li>Facebook</li><li>X</li></ul>",
        "<p>Share | Tweet | Email</p>",
        '<div class="sharedaddy sd-sharing-enabled"><div>Share<div>deep</div></div></div>',
        '<div class="feedflare"><a href="http://feeds.example.org/~ff">tracker</a></div>',
        '<span class="screen-reader-text">opens in a new window</span>',
        '<p><a href="https://www.example.org/r/x">[link]</a> <a href="https://www.example.org/c">[comments]</a></p>',
        "<p>Subscribe to our weekly newsletter and never miss a story</p>",
        '<img src="https://track.example.org/p.gif" width="1" height="1">',
        ' <a href="/x">Continue reading <span class="meta-nav">&rarr;</span></a>',
        ' [<a href="/x">Read more</a>]',
        "<p>Share this:</p><ol><li>Facebook<ul><li>X</li></ul></li></ol>",
        "<ol><li>Continue reading</li></ol>",
        ' The post <a href="/1">The post office</a> appeared first on <a href="/">Blog</a>.',
    ],
)
def test_tails_and_share_bars_are_gone(junk: str) -> None:
    plain = html_to_text(f"<p>The news.{junk}</p>" if junk[0] == " " else f"<p>The news.</p>{junk}", BASE)
    assert plain == PlainText("The news.")


@pytest.mark.parametrize(
    "html",
    [
        "<p>The post office appeared calm.</p>",
        "<p>Read more</p>",
        "<p>Comments on the draft are due on Monday.</p><p>That is all.</p>",
        '<p class="shared-story">Shared words</p>',
        "<p>One.</p><p>Leaders share a common goal.</p>",
        '<p>He wrote. The post about <a href="/x">ports</a> appeared first on X.</p>',
        '<p>To learn how children <a href="/x">read more</a> books, they asked.</p>',
        '<p>The page was flooded with <a href="/x">comments</a>.</p>',
        "<p>The companies:</p><ul><li>Facebook</li><li>X</li></ul>",
    ],
)
def test_news_is_no_tail(html: str) -> None:
    assert re.sub("[\n•] ?", "", text_of(html)) == re.sub("<[^>]*>", "", html)


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ('<a href="/a?x=1&amp;y=2">one</a>', [("one", "https://news.example.org/a?x=1&y=2")]),
        ("<a href=next.html><b>two</b> words</a>", [("two words", "https://news.example.org/2026/02/next.html")]),
        ("<A HREF='HTTP://Other.Example.org/P'> spaced </A>", [("spaced", "http://other.example.org/P")]),
        ('<a href="//cdn.example.org/x">x</a>', [("x", "https://cdn.example.org/x")]),
        ('<a href="#top">top</a><a name="n">n</a><a href="">e</a>', []),
        ('<a href="/img"><img></a> text', []),
        ('<a href="javascript:x">a</a><a href="java\tscript:x">b</a><a href=" &#1;javascript:x">c</a>', []),
        ('<a href="mailto:a@b.example">m</a><a href="data:text/html,x">d</a><a href="file:///etc">f</a>', []),
        ("<a href='/1'>a<a href='/2'>b</a>", [("a", "https://news.example.org/1"), ("b", "https://news.example.org/2")]),
        ("<ul><li><a href='/1'>a</a><li><a href='/2'><p>b</p></a></ul>", [
            ("a", "https://news.example.org/1"), ("b", "https://news.example.org/2")]),
        ("<nav><a href='/0'>gone</a></nav><a href='/1'>kept</a>", [("kept", "https://news.example.org/1")]),
        ("<p><a href='/0'><img></a></p><p>x <a href='/1'>kept</a></p>", [("kept", "https://news.example.org/1")]),
        ("<h2><a href='/1'>Head</a></h2>", [("Head", "https://news.example.org/1")]),
    ],
)  # fmt: skip
def test_links(html: str, links: list[tuple[str, str]]) -> None:
    assert links_of(html) == links


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<b>Bold</b> &amp; AT&T &lt;tag&gt;", "Bold & AT&T <tag>"),
        ("5 < 6 & 7 > 3", "5 < 6 & 7 > 3"),
        ("a<br/>b", "a b"),
        ("The <tag> debate", "The <tag> debate"),
        ("if a<b and c>d", "if a<b and c>d"),
        ('<a href="x>y">q</a> <i class=k>r</i> <b data-x = "<">s</b>', "q r s"),
        ('<a href="x>broken</a>', "broken"),
        ("10<sup>6</sup> km<sup>2</sup>", "10⁶ km²"),
        ("x<script>alert(1)</script><!-- c -->y", "xy"),
        ('<a href="x">Link</a> <span class="k">k</span>', "Link k"),
        ("Tom &#038; Jerry&#8217;s", "Tom & Jerry’s"),
        ("  one \n two\u2028three\x85four\ttab ", "one two three four tab"),
        ("&#x1b;[31mred&#7;&#27;", "[31mred"),
        ("[/bold] [@click=app.quit]x", "[/bold] [@click=app.quit]x"),
    ],
)
def test_title_text(html: str, title: str) -> None:
    assert title_text(html) == title


def test_titles_are_cut_at_a_word() -> None:
    title = title_text("word " * 400)
    assert len(title) <= 500 and title.endswith("word…")
    assert len(title_text("x" * 10_000)) == 500
    assert len(clean_line("x" * 300, 200)) == 200


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("a\x1b[31mb\x07\x9b2Jc\x7f", "a[31mb2Jc"),
        ("\u202eevil\u202c \u2066x\u2069\u200e\u200f\u061c", "evil x"),
        ("A\u200bp\u200cp\u200dle\u2060\ufeff\u00ad\U000e0041\U000e0042", "Apple"),
        ("\ud800lone\udfff \ufffe\uffff\ufdd0", "lone "),
        ("e" + "\u0301" * 50, "e" + "\u0301" * 4),
        ("h\u20dd" + "\u20dd" * 30 + "x", "h" + "\u20dd" * 4 + "x"),
        (
            "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f",
            "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f",
        ),
        ("सन्\u200dयास क्\u200cष", "सन्\u200dयास क्\u200cष"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200dstart end\u200c a\u200d\u200db x\ufe0fy", "start end ab xy"),
        ("नमस्ते สวัสดี שָׁלוֹם Việt", "नमस्ते สวัสดี שָׁלוֹם Việt"),
    ],
)
def test_unsafe_characters_go_and_needed_ones_stay(dirty: str, clean: str) -> None:
    assert safe_characters(dirty) == clean


def test_references_cannot_bring_in_what_was_removed() -> None:
    assert text_of("<p>e" + "&#x301;" * 30 + "&#x202e;&#x1b;&#155;&zwj;x</p>") == "e" + "\u0301" * 4 + "›x"
    assert decode_entities("&amp;lt;&#0;&#xD800;") == "&lt;\ufffd\ufffd"


def test_clean_text_keeps_lines_and_parts_paragraphs_by_one_blank_line() -> None:
    assert clean_text("one\r\ntwo  \r\n\r\n \n\nthree\u2028four\x0c\tfive\n\n") == "one\ntwo\n\nthree\nfour\n    five"


@pytest.mark.parametrize(
    ("summary", "content", "text"),
    [
        ("short words", "<p>many more words than that</p>", "many more words than that"),
        ("a summary of five words", "<p>teaser</p>", "a summary of five words"),
        ("", "<p>c</p>", "c"),
        ("s", "", "s"),
        ("中文摘要很长很长", "<p>短</p>", "中文摘要很长很长"),
    ],
)
def test_item_text_is_the_fuller_of_the_two(summary: str, content: str, text: str) -> None:
    assert item_text(Item(guid="g", title="t", summary=summary, content=content)).text == text


@pytest.mark.parametrize(
    "piece",
    [
        '<div class="sharing">',
        "<script ",
        "<!--",
        '<a "',
        "<a \"'",
        "<nav>x",
        "<blockquote>",
        "<pre>",
        "<br> ",
        "&#x1b;",
        "<li>",
        "<ol reversed><li>x",
        "<ul><li> ",
        "</ol>",
        "<li value=7>",
        "\u0301",
    ],
)
def test_a_flood_of_one_piece_is_read_in_one_pass(piece: str) -> None:
    plain = html_to_text("<p>News.</p>" + piece * 60_000, BASE)  # hours, if any pass were quadratic
    assert plain.text.startswith("News.")


def test_lists_in_lists_without_end_stay_small() -> None:
    deep = html_to_text("<ol><li>word " * 10_000)
    assert deep.text.startswith("1. word\n  1. word\n    1. word") and len(deep.text) < 20 * 10_000
    assert max(map(len, deep.text.split("\n"))) == len("          1. word")


def test_nested_and_unclosed_share_bars() -> None:
    html = '<p>a</p><div class="sharing">x<div class="sharing">y</div>z</div><p>b</p><div class="sharing">never closed'
    assert text_of(html) == "a\n\nb\n\nnever closed"


def test_plain_items_are_not_read_as_html() -> None:
    item = Item(guid="g", title="t", content="1 <b>2</b> &amp;\r\n\r\n\r\nnext", is_html=False)
    assert item_text(item) == PlainText("1 <b>2</b> &amp;\n\nnext")


def test_text_is_capped_at_a_paragraph_and_loses_the_links_behind() -> None:
    html = "".join(f'<p>{"wörd " * 200}<a href="/{n}">link {n}</a></p>' for n in range(400))
    plain = item_text(Item(guid="g", title="t", url=BASE, content=html))
    assert MAX_TEXT_BYTES * 0.8 < len(plain.text.encode()) <= MAX_TEXT_BYTES
    assert re.search(r"link \d+$", plain.text)
    assert plain.links and plain.links[-1].end == len(plain.text)
    assert capped(PlainText("ä" * 10), 5).text == "ää"


FRAGMENTS = st.sampled_from(
    "<p> </p> <br> <b> </b> <div> </div> <ul> <li> </li> </ul> <h2> </h2> <blockquote> </blockquote> <pre> </pre> "
    "<table> <tr> <td> </td> </table> <a\xa0href='/x'> <a\xa0href=javascript:x> </a> <script> </script> <nav> </nav> "
    "<!-- --> <![CDATA[ ]]> <figcaption> </figcaption> < > & &amp; &#27; &#x9b; &nbsp; &lt;p&gt; &zwj; word 5 "
    "\x1b \x9b \x00 \x01 \x03 \x12 \u202e \u200d \u0301 \ud800 \U000e0041 é 中 ' \" "
    "<a\xa0href=\" <div\xa0class='sharedaddy'>".split(" ")
).map(lambda piece: piece.replace("\xa0", " "))
SOUP = st.lists(FRAGMENTS | st.text(max_size=8) | st.sampled_from([" ", "\n", "\n\n", "\t"]), max_size=40).map("".join)
NASTY = st.text(
    st.characters() | st.sampled_from("\x00\x1b\x85\x9b\u2028\u202e\u200b\u200d\u0301\ud800\ufe0f\U000e0041\n\r\t")
)


def assert_safe(text: str) -> None:
    for character in text:
        assert character == "\n" or unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp"), repr(character)
        assert character not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\u061c\ufeff"


@settings(max_examples=300, deadline=None)
@given(SOUP)
def test_html_of_any_kind_gives_safe_paragraphs_and_true_links(html: str) -> None:
    plain = html_to_text(html, BASE)
    assert_safe(plain.text)
    assert "\n\n\n" not in plain.text and plain.text == plain.text.strip("\n")
    assert not any(line.endswith(" ") for line in plain.text.split("\n"))
    ends = [0]
    for link in plain.links:
        assert ends[-1] <= link.start < link.end <= len(plain.text)
        assert plain.text[link.start : link.end].strip() and link.url.startswith(("http://", "https://"))
        ends.append(link.end)


@settings(max_examples=200, deadline=None)
@given(NASTY)
def test_no_text_function_returns_a_control_character(text: str) -> None:
    for clean in (clean_line(text), title_text(text)):
        assert_safe(clean)
        assert "\n" not in clean and clean == clean.strip() and len(clean) <= 500
    assert_safe(clean_text(text))
    assert_safe(html_to_text(text).text)
    assert clean_line(clean_line(text)) == clean_line(text)
