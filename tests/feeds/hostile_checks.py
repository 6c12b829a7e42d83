"""Loading the hostile set, and what each of its cases is checked for (see `test_hostile`)."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feeds.errors import ParseError
from feeds.files import read_local
from feeds.model import Item, ParsedFeed
from feeds.parse import parse_feed
from feeds.text import item_text
from feeds.urls import canonical_url, display_host

FOLDER = Path(__file__).parent.parent / "data" / "hostile"
NOW = datetime(2026, 2, 18, 6, tzinfo=UTC)


def load(name: str) -> bytes:
    data = (FOLDER / name).read_bytes()
    return gzip.decompress(data) if name.endswith(".gz") else data


def parsed(name: str, **options: object) -> ParsedFeed:
    return parse_feed(load(name), url="https://feed.test/f.xml", now=NOW, **options)  # type: ignore[arg-type]


def only(name: str, **options: object) -> Item:
    (item,) = parsed(name, **options).items
    return item


def shown(feed: ParsedFeed) -> list[str]:
    """Every string of a feed that a person may see."""
    strings = [feed.title, feed.description, feed.site_url, feed.language, feed.icon, feed.hub]
    for item in feed.items:
        strings += [item.guid, item.title, item.url, item.author, item.comments_url, item.image, item.language]
        strings += [*item.categories, *(e.url + e.mime for e in item.enclosures), item_text(item).text]
    return strings


def title_is(title: str) -> Callable[[str], None]:
    def check(name: str) -> None:
        assert only(name).title == title

    return check


def link_is(link: str) -> Callable[[str], None]:
    def check(name: str) -> None:
        item = only(name)
        assert item.title.startswith("link case"), "the item is shown"
        assert item.url == link
        assert not link or link.startswith(("http://", "https://"))

    return check


def refused(words: str) -> Callable[[str], None]:
    def check(name: str) -> None:
        with pytest.raises(ParseError, match=words):
            parsed(name)

    return check


def flagged(title: str, warning: str) -> Callable[[str], None]:
    def check(name: str) -> None:
        feed = parsed(name)
        assert [item.title for item in feed.items] == [title]
        assert any(warning in sentence for sentence in feed.warnings)

    return check


def nul(name: str) -> None:
    item = only(name)
    assert (item.guid, item.title, item.url, item_text(item).text) == (
        "ab",
        "nul in title",
        "https://example.test/x",
        "xy",
    )
    assert only(name).guid == item.guid


def entity_escape(name: str) -> None:
    item = only(name)
    assert item.title == "[31mred"
    assert item_text(item).text == "]8;;https://evil.testx]8;;"


def bidi(name: str) -> None:
    item = only(name)
    assert item.title == "Report fdp.exe x"
    assert item.url == "https://example.test/%E2%80%AEgpj.exe"
    assert display_host(item.url) == "example.test"


def zero_width(name: str) -> None:
    hidden, plain = parsed(name).items
    assert hidden.title == plain.title == "Apple"


def no_growth(name: str) -> None:
    feed = parsed(name)
    assert sum(map(len, shown(feed))) < 2_000
    assert "lollol" not in "".join(shown(feed))


def no_file(name: str) -> None:
    text = "".join(shown(parsed(name)))
    assert "root:" not in text and "/bin/" not in text


def no_network(name: str) -> None:
    code = (
        "import socket, sys, datetime\n"
        "def refuse(*a, **k): raise SystemExit('network')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from feeds.parse import parse_feed\n"
        "feed = parse_feed(open(sys.argv[1], 'rb').read(), now=datetime.datetime.now(datetime.UTC))\n"
        "print(len(feed.items))"
    )
    run = subprocess.run([sys.executable, "-c", code, str(FOLDER / name)], capture_output=True, text=True, check=False)
    assert (run.stdout.strip(), run.returncode) == ("1", 0), run.stderr


def dtd(name: str) -> None:
    no_network(name)
    assert only(name).title == "café &unknown;"


def deep(name: str) -> None:
    item = only(name)
    assert item.title == "t"
    assert len(item.summary) < 2_000, "markup is kept to a depth of 100"
    assert item_text(item).text == ""


def wrong_encoding(name: str) -> None:
    item = only(name)
    assert item.title == "café – “q”"
    assert "\ufffd" not in item.title


def http_conflict(name: str) -> None:
    assert only(name, content_type="text/xml; charset=utf-8").title == "Привет"
    assert only(name).title == "Привет"


def arabic(name: str) -> None:
    title = only(name).title
    assert "[عاجل]" in title and "2026" in title


def deceptive_host(name: str) -> None:
    link_is("http://evil.test/")(name)
    assert display_host(only(name).url) == "evil.test"


def lookalike_host(name: str) -> None:
    link_is("http://xn--exmple-4nf.test/")(name)
    assert display_host(only(name).url) == "xn--exmple-4nf.test"


def shouted_link(name: str) -> None:
    link_is("https://example.test:443/Upper")(name)
    assert canonical_url(only(name).url) == "https://example.test/Upper"


def markdown(name: str) -> None:
    assert all(link.url.startswith(("http://", "https://")) for link in item_text(only(name)).links)


def dates(name: str) -> None:
    items = parsed(name).items
    assert len(items) == 18, "all items are kept"
    dates = {item.guid: item.published for item in items}
    for guid in ("d0", "d1", "d2", "d3", "d4", "d7", "d8", "d9", "d14"):
        assert dates[guid] is None, guid
    assert dates["d5"] == datetime(2026, 2, 18, 9, tzinfo=UTC) or dates["d5"] is None
    assert all(
        date is None or (date.year >= 1990 and date.timestamp() < NOW.timestamp() + 86_401) for date in dates.values()
    )


def no_dates(name: str) -> None:
    feed = parsed(name)
    assert [item.title for item in feed.items] == ["n0", "n1", "n2", "n3", "n4"]
    assert all(item.published is None for item in feed.items)
    assert [item.guid for item in parsed(name).items] == [item.guid for item in feed.items]


def shared_guid(name: str) -> None:
    items = parsed(name).items
    assert [item.title for item in items] == ["one", "two", "three"]
    assert [item.guid for item in items] == ["same", "same|https://example.test/2", "same|https://example.test/3"]


def flood(name: str) -> None:
    items = parsed(name).items
    assert len({item.guid for item in items}) == 100
    other = parsed("i04_guid_flood_1.xml").items
    assert [item.url for item in items] == [item.url for item in other]


def tracking(name: str) -> None:
    assert {canonical_url(item.url) for item in parsed(name).items} == {"https://example.test/s?id=7"}


def edit(name: str) -> None:
    before, after = only("i09_item_edit_1.xml"), only("i10_item_edit_2.xml")
    assert before.guid == after.guid
    assert (before.title, after.title) == ("Talks begin", "Talks collapse")


def many_items(name: str) -> None:
    items = parsed(name, max_items=1000).items
    assert len(items) == len({item.guid for item in items}) == 1000


def huge_item(name: str) -> None:
    item = only(name)
    assert len(item.content) + len(item.summary) <= 2_000_000
    assert 100_000 < len(item_text(item).text.encode()) <= 200_000


def empty_feed(name: str) -> None:
    feed = parsed(name)
    assert (feed.title, feed.items, feed.warnings) == ("Hostile", (), ())


def captions(name: str) -> None:
    items = parsed(name).items
    assert [item.summary for item in items] == ["REAL summary", "REAL summary 2"]
    assert [item_text(item).text for item in items] == ["REAL summary", "REAL summary 2"]


def html_titles(name: str) -> None:
    assert [item.title for item in parsed(name).items] == ["Bold & AT&T <tag>", "5 < 6 & 7 > 3"]


def no_links(name: str) -> None:
    text = item_text(only(name))
    assert (text.text, text.links) == ("ab", ())


def text_article(name: str) -> None:
    item = read_local(FOLDER / name, now=NOW)
    assert isinstance(item, Item)
    assert (item.title, item_text(item).text) == ("Plain [31mtext[0m", "no final newline")


def latin1_article(name: str) -> None:
    item = read_local(FOLDER / name, now=NOW)
    assert isinstance(item, Item)
    assert (item.title, item_text(item).text) == ("café [bold]", "naïve")


def binary_article(name: str) -> None:
    with pytest.raises(ParseError, match="binary"):
        read_local(FOLDER / name, now=NOW)
