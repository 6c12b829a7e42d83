"""Small feeds for the parser's tests, and `parse_feed` with a fixed clock and address."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from feeds.model import Item, ParsedFeed
from feeds.parse import parse_feed

NOW = datetime(2026, 2, 18, 6, tzinfo=UTC)
URL = "https://feeds.example.org/news/all.xml"
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
    'xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


def feed(data: str | bytes, **options: Any) -> ParsedFeed:
    return parse_feed(data.encode() if isinstance(data, str) else data, url=URL, now=NOW, **options)


def rss(item: str = "", channel: str = "<title>T</title><link>https://site.example.org/</link>") -> str:
    return f'<rss version="2.0" {SPACES}><channel>{channel}{item}</channel></rss>'


def atom(entry: str, attributes: str = "") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>T</title>{entry}</feed>'


def item(inside: str) -> Item:
    (found,) = feed(rss(f"<item>{inside}</item>")).items
    return found


def entry(inside: str, attributes: str = "") -> Item:
    (found,) = feed(atom(f"<entry>{inside}</entry>", attributes)).items
    return found


FULL_RSS = rss(
    """<item>
      <title>Ministers &amp;amp; <![CDATA[<em>markets</em>]]></title>
      <link> https://site.example.org/1?x=1&amp;y=2 </link>
      <guid isPermaLink="false">id-1</guid>
      <pubDate>Tue, 17 Feb 2026 10:00:00 +0100</pubDate>
      <dc:creator>Ada Reed</dc:creator><author>ben@example.org (Ben Low)</author>
      <category>World</category><category domain="x">Trade</category><dc:subject>World</dc:subject>
      <description>&lt;p&gt;Short&lt;/p&gt;</description>
      <content:encoded><![CDATA[<p>Long <b>text</b></p>]]></content:encoded>
      <enclosure url="/a.mp3" type="audio/mpeg" length="123"/>
      <media:content url="https://img.example.org/p.jpg" medium="image">
        <media:description>Caption</media:description></media:content>
      <comments>https://site.example.org/1#comments</comments>
    </item>""",
    """<title>News &amp;amp; more</title><link>https://site.example.org/</link><description>All of it</description>
    <language>en_gb</language><ttl>15</ttl><image><url>/logo.png</url><title>i</title></image>
    <atom:link rel="hub" href="https://hub.example.org/"/><atom:link rel="self" href="https://feeds.example.org/news/all.xml"/>""",
)
