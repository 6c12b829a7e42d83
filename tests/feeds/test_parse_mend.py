"""`feeds.parse` on feeds with the slips that publishers' software makes: the same fields as without them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feeds.parse_loose import read_loose
from feeds.parse_mend import mended
from feeds.text import item_text
from tests.feeds.feed_samples import FULL_RSS, NOW, URL, atom, feed, rss

NESTED = atom(
    """<entry xml:base="sub/"><id>1</id><title>E</title><link href="page"/>
    <content type="html" xml:base="deeper/">&lt;a href="rel"&gt;r&lt;/a&gt; &lt;a href=/abs&gt;a&lt;/a&gt;</content>
    <link rel="enclosure" href="f.mp3" type="audio/mpeg" length="12"/></entry>
    <entry><id>2</id><title>F</title><link href="f" xml:base="https://c.example.org/z/"/>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml" xml:base="https://d.example.org/q/">
    <a href="r">r</a><p xml:base="pp/"><a href="r2">s</a></p><a href="r3">t</a></div></content></entry>""",
    'xml:base="https://b.example.org/top/"',
)


def test_every_xml_base_counts_for_what_is_below_it() -> None:
    one, other = feed(NESTED).items
    assert one.url == "https://b.example.org/top/sub/page"
    assert [link.url for link in item_text(one).links] == [
        "https://b.example.org/top/sub/deeper/rel",
        "https://b.example.org/abs",
    ]
    assert one.enclosures[0].url == "https://b.example.org/top/sub/f.mp3"
    assert other.url == "https://c.example.org/z/f"
    assert [link.url.removeprefix("https://d.example.org/") for link in item_text(other).links] == [
        "q/r",
        "q/pp/r2",
        "q/r3",
    ]


SLIPS = {
    "a document type": ("<rss", "<!DOCTYPE rss PUBLIC '-//x//' 'http://x.example.org/rss.dtd'><rss"),
    "its own entities": ("<rss", '<!DOCTYPE rss [<!ENTITY a "grown"><!ENTITY b "&a;&a;">]><rss'),
    "an entity of HTML's": ("<ttl>", "<rights>&copy; &nbsp; &hellip;</rights><ttl>"),
    "an entity of nobody's": ("<ttl>", "<rights>&nobody;</rights><ttl>"),
    "a bare ampersand": ("<ttl>", "<rights>A & B &c</rights><ttl>"),
    "an ampersand in an address": ("<ttl>", "<docs>https://x.example.org/?a=1&b=2</docs><ttl>"),
    "a bare <": ("<ttl>", "<rights>5 < 6 <3</rights><ttl>"),
    "a control character": ("<ttl>", "<rights>\x1b[31m\x00\x08</rights><ttl>"),
    "a reference to one": ("<ttl>", "<rights>&#27;&#x0;&#xffff;&#xd800;</rights><ttl>"),
    "a warning before it": ("<rss", "<br />\n<b>Warning</b>: x in /y.php on line 3<br />\n<?xml version='1.0'?><rss"),
    "a script behind it": ("</rss>", "</rss>\n<!-- 0.3 s --><script>count()</script>"),
    "a prefix bound to nothing": ("<ttl>", "<wfw:x a:b='1'>y</wfw:x><ttl>"),
}


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("data", [FULL_RSS, NESTED], ids=["rss", "atom"])
def test_a_slip_changes_no_field(data: str, slip: str) -> None:
    old, new = SLIPS[slip]
    if data is NESTED:
        old, new = (
            old.replace("rss", "feed").replace("<ttl>", "<entry "),
            new.replace("rss", "feed").replace("<ttl>", "<entry "),
        )
    whole, broken = feed(data), feed(data.replace(old, new, 1))
    assert broken.warnings and not whole.warnings
    assert replace(broken, warnings=()) == whole


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        ("caf&eacute; &mdash; &amp;amp;", "café — &"),
        ("&lol9; &xxe;", "&lol9; &xxe;"),
        ("AT&T &lt;b&gt; R&D;", "AT&T R&D;"),
        ("<![CDATA[a & b < c]]> &nbsp;d", "a & b < c d"),
        ("<!-- & < -->x & y", "x & y"),
        ("&#8217;&#27;&#x1b;&#xe9;", "’é"),
    ],
)
def test_words_of_a_mended_title(inside: str, title: str) -> None:
    broken = '<!DOCTYPE rss [<!ENTITY lol9 "x"><!ENTITY xxe SYSTEM "file:///etc/passwd">]>'
    assert feed(broken + rss(f"<item><title>{inside}</title></item>")).items[0].title == title


def test_well_known_prefixes_are_bound_to_what_they_stand_for() -> None:
    data = """<rss version="2.0"><channel><title>T</title><item><title>One</title><dc:creator>Ada Reed</dc:creator>
        <content:encoded>long text of it</content:encoded><media:description>caption</media:description></item>
        </channel></rss>"""
    (found,) = feed(data).items
    assert (found.author, found.content, found.summary) == ("Ada Reed", "long text of it", "")


@pytest.mark.parametrize(
    "piece", ["<!DOCTYPE[", "<!DOCTYPE x [<!ENTITY a '", "<![CDATA[", "<!--", "&", "&a;", "<x:", "<", "]>", "xmlns:a="]
)
def test_a_flood_of_one_piece_is_mended_in_one_pass(piece: str) -> None:
    flood = "<!DOCTYPE rss>" + piece * (200_000 // len(piece))
    assert len(mended(flood)) < 8 * len(flood)


def test_the_loose_reader_gives_the_same_fields_as_far_as_feedparser_lets_it() -> None:
    data = FULL_RSS.replace("<ttl>15</ttl>", "<sy:updatePeriod>hourly</sy:updatePeriod>")
    strict, loose = feed(data), read_loose(data, url=URL, now=NOW)
    (one,), (other,) = strict.items, loose.items
    assert replace(loose, items=()) == replace(strict, items=())
    assert replace(other, author=one.author, categories=one.categories) == one
    assert set(other.author.split(", ")) <= set(one.author.split(", "))


def test_the_loose_reader_keeps_each_entrys_base_apart() -> None:
    broken = NESTED.replace("<title>E</title>", "<title>E</title><br>")
    one, other = feed(broken).items
    assert (one.url, other.url) == ("https://b.example.org/top/sub/page", "https://b.example.org/top/f")
    only_last = atom(
        '<entry><id>1</id><link href="a"/><br></entry><entry xml:base="https://c.example.org/"><link href="b"/></entry>'
    )
    assert [found.url for found in feed(only_last).items] == [
        "https://feeds.example.org/news/a",
        "https://c.example.org/b",
    ]
