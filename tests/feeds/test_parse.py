"""`feeds.parse`: RSS, RDF and Atom as publishers write them."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from feeds.model import Enclosure, Item, ParsedFeed
from feeds.text import item_text
from tests.feeds.feed_samples import FULL_RSS, entry, feed, item, rss


def test_rss_in_full() -> None:
    parsed = feed(FULL_RSS)
    assert parsed == ParsedFeed(
        title="News & more",
        site_url="https://site.example.org/",
        description="All of it",
        language="en-GB",
        icon="https://site.example.org/logo.png",
        hub="https://hub.example.org/",
        ttl_minutes=15,
        items=(
            Item(
                guid="id-1",
                title="Ministers & markets",
                url="https://site.example.org/1?x=1&y=2",
                summary="<p>Short</p>",
                content="<p>Long <b>text</b></p>",
                author="Ada Reed, Ben Low",
                published=datetime(2026, 2, 17, 9, tzinfo=UTC),
                categories=("World", "Trade"),
                enclosures=(Enclosure("https://site.example.org/a.mp3", "audio/mpeg", 123),),
                image="https://img.example.org/p.jpg",
                comments_url="https://site.example.org/1#comments",
                language="en-GB",
            ),
        ),
    )


def test_atom_in_full() -> None:
    parsed = feed(
        """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://site.example.org/b/">
        <title type="html">Blatt &amp;amp; Co</title><subtitle>Unter</subtitle><link href="../"/><logo>l.png</logo>
        <link rel="hub" href="https://hub.example.org/"/>
        <entry xml:lang="fr"><id>tag:example.org,2026:1</id>
        <title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">5 &lt; <b>6</b></div></title>
        <link rel="self" href="self.xml"/><link rel="alternate" type="application/json" href="e.json"/>
        <link href="e.html"/>
        <link rel="enclosure" href="e.ogg" type="audio/ogg" length="x"/>
        <author><name>Ada Reed</name><email>a@example.org</email></author><author><name>Ben Low</name></author>
        <published>2026-02-17T10:00:00Z</published><updated>2026-02-17T11:00:00Z</updated>
        <category term="w" label="World"/>
        <summary type="text">1 &lt; 2</summary>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
        <p>See <a href="x.html">this</a> &amp; that</p></div></content>
        </entry></feed>"""
    )
    assert (parsed.title, parsed.description, parsed.site_url) == ("Blatt & Co", "Unter", "https://site.example.org/")
    assert (parsed.icon, parsed.hub, parsed.language) == (
        "https://site.example.org/l.png",
        "https://hub.example.org/",
        "de",
    )
    (found,) = parsed.items
    assert (found.guid, found.title, found.language) == ("tag:example.org,2026:1", "5 < 6", "fr")
    assert found.url == "https://site.example.org/b/e.html"
    assert found.author == "Ada Reed, Ben Low"
    assert (found.published, found.updated) == (
        datetime(2026, 2, 17, 10, tzinfo=UTC),
        datetime(2026, 2, 17, 11, tzinfo=UTC),
    )
    assert found.categories == ("World",)
    assert found.enclosures == (Enclosure("https://site.example.org/b/e.ogg", "audio/ogg", None),)
    plain = item_text(found)
    assert plain.text == "See this & that"
    assert [link.url for link in plain.links] == ["https://site.example.org/b/x.html"]


@pytest.mark.parametrize(
    "data",
    [
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>T</title><link>https://s.example.org/</link></channel>
        <item rdf:about="https://s.example.org/1"><title>One</title><link>https://s.example.org/1</link><dc:date>2026-02-17</dc:date></item></rdf:RDF>""",
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
        <channel><title>T</title></channel><item><title>One</title><link>https://s.example.org/1</link></item></rdf:RDF>""",
        """<rss version="0.91"><channel><title>T</title><item><title>One</title><link>https://s.example.org/1</link></item></channel></rss>""",
        """<rss version="2.0" xmlns="http://backend.userland.com/rss2"><channel><title>T</title>
        <item><title>One</title><guid>https://s.example.org/1</guid></item></channel></rss>""",
        """<x:rss version="2.0" xmlns:x="urn:anything"><x:channel><x:title>T</x:title>
        <x:item><x:title>One</x:title><x:link>https://s.example.org/1</x:link></x:item></x:channel></x:rss>""",
        """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>T</title><entry>
        <title mode="escaped" type="text/html">&lt;b&gt;One</title>
        <link rel="alternate" type="text/html" href="https://s.example.org/1"/><issued>2026-02-17T00:00:00Z</issued></entry></feed>""",
        """<atom:feed xmlns:atom="http://www.w3.org/2005/Atom"><atom:title>T</atom:title><atom:entry><atom:title>One</atom:title>
        <atom:link href="https://s.example.org/1"/></atom:entry></atom:feed>""",
        """<RSS version="2.0"><CHANNEL><TITLE>T</TITLE><ITEM><TITLE>One</TITLE><LINK>https://s.example.org/1</LINK></ITEM></CHANNEL></RSS>""",
        """<rss><channel><title>T</title></channel><item><title>One</title><link>https://s.example.org/1</link></item></rss>""",
    ],
)
def test_dialects(data: str) -> None:
    parsed = feed(data)
    assert parsed.title == "T"
    assert [(found.title, found.url, found.guid) for found in parsed.items] == [
        ("One", "https://s.example.org/1", "https://s.example.org/1")
    ]


@pytest.mark.parametrize(
    ("inside", "guid", "url"),
    [
        ("<guid>https://s.example.org/p</guid>", "https://s.example.org/p", "https://s.example.org/p"),
        ("<guid isPermaLink='false'>https://s.example.org/p</guid>", "https://s.example.org/p", ""),
        ("<guid> a\n b </guid><link>/l</link>", "a b", "https://site.example.org/l"),
        ("<guid/><link>/l</link>", "https://site.example.org/l", "https://site.example.org/l"),
        ("<link/><atom:link href='/alt'/>", "https://site.example.org/alt", "https://site.example.org/alt"),
        (
            "<link>javascript:x</link><guid>https://s.example.org/p</guid>",
            "https://s.example.org/p",
            "https://s.example.org/p",
        ),
        (
            "<guid>g</guid><link>http://feedproxy.google.com/~r/x</link><feedburner:origLink>https://s.example.org/o</feedburner:origLink>",
            "g",
            "https://s.example.org/o",
        ),
        ("<link>www.example.net/x</link>", "https://www.example.net/x", "https://www.example.net/x"),
        ("<guid>g</guid><link>/l?a=1&amp;amp;b=2</link>", "g", "https://site.example.org/l?a=1&b=2"),
        (
            "<link xml:base='https://b.example.org/'>x</link>",
            "https://b.example.org/x",
            "https://b.example.org/x",
        ),
    ],
)
def test_guid_and_link(inside: str, guid: str, url: str) -> None:
    found = item(inside)
    assert (found.guid, found.url) == (guid, url)


def test_without_guid_and_link_the_words_identify_an_item() -> None:
    first, second = feed(rss("<item><title>a</title></item><item><title>b</title></item>")).items
    assert first.guid.startswith("sha256:") and first.guid != second.guid
    assert item("<title>a</title>").guid == first.guid
    assert len(item(f"<guid>{'x' * 5000}</guid>").guid) < 100


def test_shared_guids_become_unique_and_stable_and_repeats_are_left_out() -> None:
    same = "<item><guid isPermaLink='false'>g</guid><link>/{}</link><title>{}</title></item>"
    items = "".join(same.format(*parts) for parts in (("1", "a"), ("2", "b"), ("1", "a"), ("2", "c"), ("2", "d")))
    site = "https://site.example.org"
    assert [(found.guid, found.title) for found in feed(rss(items)).items] == [
        ("g", "a"),
        (f"g|{site}/2", "b"),
        (f"g|{site}/2|2", "c"),
        (f"g|{site}/2|3", "d"),
    ]


@pytest.mark.parametrize(
    ("inside", "base", "url"),
    [
        ('<link href="x"/>', "", "https://feeds.example.org/news/x"),
        ('<link href="x"/>', 'xml:base="https://b.example.org/d/"', "https://b.example.org/d/x"),
        ('<link href="x"/>', 'xml:base="/d/"', "https://feeds.example.org/d/x"),
        ('<link href="x"/>', 'xml:base="javascript:x"', "https://feeds.example.org/news/x"),
    ],
)
def test_relative_links_of_atom(inside: str, base: str, url: str) -> None:
    assert entry(inside, base).url == url


@pytest.mark.parametrize(
    ("link", "href", "address"),
    [
        ("https://site.example.org/a/b", "c.html", "https://site.example.org/a/c.html"),
        ("https://site.example.org/a/b", "/c.html", "https://site.example.org/c.html"),
        ("https://other.example.net/story", "/c.html", "https://site.example.org/c.html"),
        ("", "c.html?x=1&amp;y=2", "https://site.example.org/c.html?x=1&y=2"),
    ],
)
def test_relative_links_in_texts(link: str, href: str, address: str) -> None:
    found = item(f"<link>{link}</link><description><![CDATA[<a href='{href}'>x</a>]]></description>")
    assert [link.url for link in item_text(found).links] == [address]


@pytest.mark.parametrize(
    ("inside", "summary", "content"),
    [
        ("<description>s</description><media:description>c</media:description>", "s", ""),
        (
            "<media:description>c</media:description><description>s</description><itunes:summary>i</itunes:summary>",
            "s",
            "",
        ),
        ("<media:group><media:description>c</media:description></media:group>", "", ""),
        ("<itunes:summary>only</itunes:summary>", "only", ""),
        ("<description/><content:encoded>c</content:encoded><itunes:summary>i</itunes:summary>", "", "c"),
        ("<description>in <b>line</b> markup &amp;amp; more</description>", "in <b>line</b> markup &amp; more", ""),
        (
            "<yt:videoId>v</yt:videoId><media:group><media:description>A &lt; B\n\nhttps://x.example.org</media:description></media:group>",
            "<p>A &lt; B</p><p>https://x.example.org</p>",
            "",
        ),
    ],
)
def test_captions_and_podcast_summaries_never_replace_the_text(inside: str, summary: str, content: str) -> None:
    found = item(inside)
    assert (found.summary, found.content) == (summary, content)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<content>1 &lt; 2\n\nnext</content>", "1 < 2\n\nnext"),
        ('<content type="html">&lt;p&gt;1 &amp;lt; 2</content>', "1 < 2"),
        (
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">1 &lt; 2 &amp;amp;</div></content>',
            "1 < 2 &amp;",
        ),
        ('<content type="text/html" src="https://x.example.org/"/><summary>s</summary>', "s"),
        ('<content type="image/png">aGVsbG8=</content>', ""),
        ('<content mode="base64">aGVsbG8=</content>', ""),
        ("<content>&lt;p&gt;HTML as text&lt;/p&gt;</content>", "HTML as text"),
    ],
)
def test_text_constructs_of_atom(content: str, text: str) -> None:
    assert item_text(entry(content)).text == text


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("<author>Ada Reed</author>", "Ada Reed"),
        ("<author>ada@example.org (Ada Reed)</author>", "Ada Reed"),
        ("<author>Ada Reed &lt;ada@example.org&gt;</author>", "Ada Reed"),
        ("<author>ada@example.org</author>", ""),
        ("<dc:creator>By Ada Reed</dc:creator>", "Ada Reed"),
        ("<dc:creator>&lt;a href='x'&gt;Ada&lt;/a&gt;\n Reed</dc:creator><author>Ada Reed</author>", "Ada Reed"),
        ("<dc:creator>Byron</dc:creator>", "Byron"),
        (f"<author>{'@' * 3000} {' ' * 3000}x</author>", "@" * 199 + "…"),
    ],
)
def test_bylines(author: str, name: str) -> None:
    assert item(author).author == name


def test_names_count_however_their_namespace_is_written() -> None:
    data = rss("<item><dc:creator>Ada Reed</dc:creator></item>")
    data = data.replace("http://purl.org/dc/elements/1.1/", "https://PURL.org/dc/elements/1.1")
    assert feed(data).items[0].author == "Ada Reed"


def test_an_item_without_a_title_is_called_by_its_first_words() -> None:
    found = item(f"<description>&lt;h2&gt;First line&lt;/h2&gt; {'word ' * 100}</description>")
    assert found.title == "First line"
    assert len(item(f"<description>{'word ' * 100}</description>").title) <= 120
    assert item("<guid>g</guid>").title == ""


@pytest.mark.parametrize(
    ("inside", "published"),
    [
        ("<pubDate>Mon, 01 Jan 0001 00:00:00 +0000</pubDate>", None),
        ("<pubDate>Tue, 18 Feb 2036 04:00:00 GMT</pubDate>", None),
        ("<dc:date>2026-02-17</dc:date>", datetime(2026, 2, 17, tzinfo=UTC)),
        (
            "<pubDate>nonsense</pubDate><atom:updated>2026-02-16T00:00:00Z</atom:updated>",
            datetime(2026, 2, 16, tzinfo=UTC),
        ),
    ],
)
def test_impossible_dates_are_no_dates(inside: str, published: datetime | None) -> None:
    assert item(inside).published == published


@pytest.mark.parametrize(
    ("channel", "minutes"),
    [
        ("<ttl>60</ttl>", 60),
        ("<ttl> 60 </ttl>", 60),
        ("<ttl>0</ttl>", None),
        ("<ttl>-5</ttl>", None),
        ("<ttl>99999999999</ttl>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", 60),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 720),
        ("<sy:updatePeriod>sometimes</sy:updatePeriod>", None),
    ],
)
def test_the_publishers_wish_between_polls(channel: str, minutes: int | None) -> None:
    assert feed(rss("", channel)).ttl_minutes == minutes


def test_the_newest_items_are_kept_in_the_feeds_order() -> None:
    items = "".join(f"<item><guid>{n}</guid><pubDate>{n:02d} Jan 2026</pubDate></item>" for n in (3, 9, 1, 7, 5))
    assert [found.guid for found in feed(rss(items + "<item><guid>undated</guid></item>"), max_items=3).items] == [
        "9",
        "7",
        "5",
    ]
    entries = [{"id": str(n), "date_published": f"2026-01-0{n}"} for n in (3, 9, 1)]
    assert [found.guid for found in feed(json.dumps({"items": entries}), max_items=2).items] == ["3", "9"]
    broken = rss(items).replace("<channel>", "<channel>&nbsp;")
    assert [found.guid for found in feed(broken, max_items=2).items] == ["9", "7"]


def test_an_item_without_any_words_is_called_by_its_address() -> None:
    assert item("<link>https://site.example.org/2026/photo</link>").title == "site.example.org/2026/photo"
    assert item('<enclosure url="/a/b.mp3" type="audio/mpeg"/>').title == "site.example.org/a/b.mp3"


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ('<title type="text">use &lt;b&gt; in HTML</title>', "use <b> in HTML"),
        ("<title>5 &lt; 6 &lt;br&gt; &amp;amp;</title>", "5 < 6 <br> &"),
        ('<title type="text">&lt;i&gt;Nature&lt;/i&gt; on stars</title>', "Nature on stars"),
        ('<title type="html">use &lt;b&gt;bold&lt;/b&gt; &amp;lt;b&amp;gt;</title>', "use bold <b>"),
    ],
)
def test_titles_of_atom_by_their_type(title: str, words: str) -> None:
    assert entry(title).title == words
