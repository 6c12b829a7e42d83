"""OPML and newsboat files: everything that can be taken over is, everything else is listed with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.ingest.importing import read_subscriptions
from feeds.errors import ParseError
from feeds.newsboat import split_line
from feeds.opml import ImportResult, Subscription, read_newsboat_urls, read_opml, write_opml

OPML = """<?xml version="1.0" encoding="{encoding}"?>
<opml version="2.0">
  <head><title>Mine</title></head>
  <body>
    <outline text="Top" xmlUrl="https://top.example.org/feed"/>
    <outline text="News">
      <outline text="Short" title="Längerer Titel" type="rss" category="/World/Europe, daily ,"
        xmlUrl="https://a.example.org/feed?x=1&amp;y=2"/>
      <outline title="World">
        <outline text="B" xmlURL="feed://b.example.org/rss"/>
      </outline>
      <outline text="After" xmlUrl="feed:https://c.example.org/"/>
    </outline>
    <outline text="Empty folder"/>
    <outline text="List" type="include" url="https://example.org/other.opml"/>
    <outline text="Twice" xmlUrl="https://top.example.org/feed"/>
    <outline text="File" xmlUrl="file:///etc/passwd"/>
    <outline text="Router" xmlUrl="http://192.168.1.1/feed"/>
    <outline text="Local" xmlUrl="http://me:secret@localhost:8080/feed"/>
  </body>
</opml>
"""

EXPECTED = (
    Subscription("https://top.example.org/feed", "Top"),
    Subscription("https://a.example.org/feed?x=1&y=2", "Längerer Titel", "News", ("World/Europe", "daily")),
    Subscription("http://b.example.org/rss", "B", "News/World"),
    Subscription("https://c.example.org/", "After", "News"),
)

PROBLEMS = (
    "Line 15: “List” was left out: it is no feed (include).",
    "Line 16: https://top.example.org/feed was left out: it already stands on line 5.",
    "Line 17: file:///etc/passwd was left out: it is no address of a feed (http:// or https://).",
    "Line 18: http://192.168.1.1/feed was left out: it lies in a private network.",
    "Line 19: http://***@localhost:8080/feed was left out: it lies in a private network.",
)


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16", "windows-1252"])
def test_folders_titles_tags_and_what_is_left_out(encoding: str) -> None:
    result = read_opml(OPML.format(encoding=encoding).encode(encoding))
    assert result.subscriptions == EXPECTED
    assert result.problems == PROBLEMS


A = "https://a.example.org/rss"


def opml(body: str, declared: str = "UTF-8") -> str:
    return f'<?xml version="1.0" encoding="{declared}"?>\n<opml version="2.0"><body>\n{body}\n</body></opml>'


ONE = '<outline text="{}" xmlUrl="https://a.example.org/rss"/>'


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (opml(ONE.format("Zürich")).encode("latin-1"), "Zürich"),
        (opml(ONE.format("Zürich"), "ISO-8859-1").encode(), "Zürich"),
        (opml(ONE.format("Новости"), "windows-1251").encode("cp1251"), "Новости"),
        (opml(ONE.format("新闻"), "gb2312").encode("gb2312"), "新闻"),
        (opml(ONE.format("ニュース"), "Shift_JIS").encode("shift_jis"), "ニュース"),
        (opml(ONE.format("Zürich"), "x-bogus").encode(), "Zürich"),
        (opml(ONE.format("Zürich")).encode("utf-8-sig"), "Zürich"),
        (opml(ONE.format("Zürich"), "UTF-16").encode("utf-16"), "Zürich"),
        (opml(ONE.format("Zürich"), "UTF-16").encode("utf-16-be"), "Zürich"),
        (opml(ONE.format("Zürich"), "UTF-16").encode(), "Zürich"),
        (opml(ONE.format("Caf&eacute; &mdash; R&D &amp; &copy &nonsense;")).encode(), "Café — R&D & &copy &nonsense;"),
        (opml(ONE.format("A&#x1b;[31m&#0;B\x01\0&#99999999;")).encode(), "A[31mB&#99999999;"),
        (b"\n\n  " + opml(ONE.format("A")).encode(), "A"),
        (b"Exported by hand\n" + opml(ONE.format("A")).encode(), "A"),
        (opml(ONE.format("A")).encode() + b"<!-- made by hand --> junk", "A"),
        (opml('<OUTLINE TITLE="A" XMLURL="https://a.example.org/rss"/>').encode(), "A"),
        (opml('<outline type="rss" text="A" url="https://a.example.org/rss"/>').encode(), "A"),
        (opml(ONE.format("A")).replace("<opml", '<opml xmlns="http://opml.org/spec2"').encode(), "A"),
    ],
)
def test_slips_of_other_programs_are_mended(data: bytes, title: str) -> None:
    result = read_subscriptions(data, name="file")
    assert [(one.url, one.title) for one in result.subscriptions] == [(A, title)]
    assert result.problems == ()


@pytest.mark.parametrize(
    ("outline", "why"),
    [
        ('<outline type="rss" text="A"/>', "“A” was left out: it names no address of a feed"),
        ('<outline type="rss" text="A" xmlUrl=" "/>', "“A” was left out: it names no address of a feed"),
        ('<outline text="A" htmlUrl="https://a.example.org/"/>', "only the page https://a.example.org/: add that"),
        ('<outline text="A" xmlUrl="https://a.example.org/' + "x" * 3000 + '"/>', "its address is far too long"),
    ],
)
def test_an_outline_without_a_feed_is_listed(outline: str, why: str) -> None:
    result = read_opml(opml(outline).encode())
    assert result.subscriptions == () and len(result.problems) == 1
    assert result.problems[0].startswith("Line 3: ") and why in result.problems[0]


def test_five_thousand_feeds_are_taken() -> None:
    body = "\n".join(f'<outline text="F{n}" xmlUrl="https://h{n}.example.org/rss"/>' for n in range(5000))
    result = read_opml(opml(body).encode())
    assert (len(result.subscriptions), result.problems, result.subscriptions[-1].line) == (5000, (), 5002)


def test_allowed_private_hosts_are_taken() -> None:
    result = read_opml(OPML.format(encoding="utf-8").encode(), allow_private=frozenset({"192.168.1.1", "localhost"}))
    assert [entry.title for entry in result.subscriptions[4:]] == ["Router", "Local"]


def one(attributes: str) -> ImportResult:
    return read_opml(f'<opml><body><outline xmlUrl="https://example.org/" {attributes}/></body></opml>'.encode())


@pytest.mark.parametrize(
    ("attributes", "title"),
    [
        ('text="a&#10;b"', "a b"),
        ('text="&lt;b&gt; [red]x"', "<b> [red]x"),
        ('text="a\u202eb"', "ab"),
        ('text="Q & A"', "Q & A"),
        ("", ""),
    ],
)
def test_titles_are_safe_and_keep_their_words(attributes: str, title: str) -> None:
    assert one(attributes).subscriptions[0].title == title


def test_a_file_that_breaks_off_gives_what_stood_before() -> None:
    whole = OPML.format(encoding="utf-8")
    result = read_opml(whole[: whole.index('<outline text="After"')].encode())
    assert result.subscriptions == EXPECTED[:3]
    assert result.problems == ("Line 12: the file breaks off here (no element found).",)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no OPML file"),
        (b"\x89PNG", "no OPML file"),
        (b"https://example.org/feed\n", "no OPML file"),
        (b'<!DOCTYPE o [<!ENTITY a "b">]><opml><body/></opml>', "declares XML entities"),
        (b'<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml>&x;</opml>', "declares XML entities"),
        (b"<opml>" + b" " * (10 * 2**20), "larger than 10 MB"),
    ],
)
def test_what_is_no_opml_is_refused_with_a_hint(data: bytes, words: str) -> None:
    with pytest.raises(ParseError) as caught:
        read_opml(data)
    assert words in caught.value.message and caught.value.hint


def test_a_feed_is_told_to_be_no_opml() -> None:
    with pytest.raises(ParseError, match="no OPML file"):
        read_opml(b'<rss version="2.0"><channel><title>x</title></channel></rss>')


def test_an_external_doctype_is_passed_over() -> None:
    data = b'<!DOCTYPE opml SYSTEM "http://192.0.2.1/x.dtd"><opml><body><outline xmlUrl="https://example.org/"/></body></opml>'
    assert read_opml(data).subscriptions == (Subscription("https://example.org/"),)


def test_a_bomb_of_folders_neither_breaks_nor_grows() -> None:
    depth = 20_000
    inner = '<outline text="in" xmlUrl="https://example.org/"/>'
    data = "<opml><body>" + "<outline text='d'>" * depth + inner + "</outline>" * depth + "</body></opml>"
    result = read_opml(data.encode())
    assert result.subscriptions == (Subscription("https://example.org/", "in", "/".join("d" * 8)),)


@pytest.mark.parametrize("name", ["i23_opml_bomb.opml"])
def test_the_hostile_file_gives_a_line_for_each_address(name: str) -> None:
    path = next(iter(sorted(Path(__file__).parent.parent.glob(f"data/**/{name}"))), None)
    if path is None:
        pytest.skip(f"{name} is not among the test data")
    result = read_opml(path.read_bytes())
    assert result.subscriptions == ()
    assert [problem.split()[2] for problem in result.problems] == [
        "file:///etc/passwd",
        "http://169.254.169.254/latest/meta-data/",
    ]


NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=12)
SUBSCRIPTIONS = st.lists(
    st.builds(
        Subscription,
        url=st.integers(0, 10**6).map(lambda n: f"https://example.org/{n}?a=1&b=2"),
        title=NAMES,
        folder=st.lists(NAMES.filter(lambda name: "/" not in name), max_size=3).map("/".join),
        tags=st.lists(NAMES.filter(lambda name: "," not in name and "/" not in name), max_size=3, unique=True).map(
            tuple
        ),
    ),
    max_size=8,
    unique_by=lambda entry: entry.url,
)


@settings(max_examples=25, deadline=None)
@given(SUBSCRIPTIONS)
def test_what_is_written_is_read_back(subscriptions: list[Subscription]) -> None:
    from feeds.text import clean_line

    clean = [
        Subscription(
            entry.url,
            clean_line(entry.title),
            "/".join(filter(None, (clean_line(name) for name in entry.folder.split("/")))),
            tuple(dict.fromkeys(filter(None, (clean_line(tag) for tag in entry.tags)))),
        )
        for entry in subscriptions
        if clean_line(entry.title)
    ]
    result = read_opml(write_opml(clean, title="Mine & <yours>").encode())
    assert sorted(result.subscriptions, key=lambda entry: entry.url) == sorted(clean, key=lambda entry: entry.url)
    assert result.problems == ()


def test_a_written_file_is_the_same_when_written_again() -> None:
    first = write_opml(EXPECTED, title="T")
    assert write_opml(read_opml(first.encode()).subscriptions, title="T") == first
    assert first.index("Top") < first.index("After") < first.index('"World"')


def test_controls_never_reach_the_file() -> None:
    text = write_opml([Subscription("https://example.org/", "a\x00\x1b]52;b\n")], title="\x07")
    assert "\x1b" not in text and "\x00" not in text and "\x07" not in text
    assert read_opml(text.encode()).subscriptions[0].title == "a]52;b"


URLS = r"""# my feeds
https://a.example.org/feed news "world wide" "~My \"Title\"" # a note
"https://b.example.org/feed" ! b
"query:Unread Articles:unread = \"yes\""
exec:~/bin/feed.sh tag
filter:~/bin/clean.sh:https://c.example.org/feed

file:///home/me/feed.xml
http://10.0.0.1/feed
https://a.example.org/feed
not-a-url
https://d.example.org/feed "unfinished tag
"""


def test_a_newsboat_file_is_taken_over_line_by_line() -> None:
    result = read_newsboat_urls(URLS)
    assert result.subscriptions == (
        Subscription("https://a.example.org/feed", 'My "Title"', "", ("news", "world wide")),
        Subscription("https://b.example.org/feed", "", "", ("b",)),
        Subscription("https://d.example.org/feed", "", "", ("unfinished tag",)),
    )
    lines = [int(problem.split()[1].rstrip(":")) for problem in result.problems]
    assert lines == [3, 4, 5, 6, 8, 9, 10, 11]
    assert "query: “Unread Articles”" in result.problems[1]
    assert "programs are never run" in result.problems[2] and "programs are never run" in result.problems[3]


@pytest.mark.parametrize("tag", ["!", "!hidden", '"! not shown"'])
def test_a_feed_that_was_hidden_is_said_to_be_so_no_longer(tag: str) -> None:
    result = read_newsboat_urls(f"https://a.example.org/feed {tag} news\r\n")
    assert result.subscriptions == (Subscription("https://a.example.org/feed", "", "", ("news",)),)
    assert result.problems == ("Line 1: the feed is no longer hidden; its items appear in stories.",)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a note\n", "\ufeff# mark\r\n"])
def test_an_empty_newsboat_file_is_fine(text: str) -> None:
    assert read_newsboat_urls(text) == ImportResult(())


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("a  b\tc", ["a", "b", "c"]),
        (r'"a b" "c\"d" "e\\f" "g\nh"', ["a b", 'c"d', "e\\f", "g\nh"]),
        ('a#b #c "d"', ["a#b"]),
        ('"a"b', ["a", "b"]),
        ('""', [""]),
        ('"open', ["open"]),
        ('"\\', ["\\"]),
    ],
)
def test_lines_are_split_as_newsboat_does(line: str, words: list[str]) -> None:
    assert split_line(line) == words
