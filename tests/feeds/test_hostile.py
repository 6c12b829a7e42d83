"""The hostile set (`tests/data/hostile`): every expectation that parsing, cleaning, dates, links and articles can meet.

`CHECKS` holds a test for each such line of EXPECT.tsv; `ELSEWHERE` names the lines, or the halves of lines, that other
parts of the program must meet, and who does. A line that is in neither fails the suite.
"""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from feeds.errors import ParseError
from feeds.urls import safe_url
from tests.feeds import hostile_checks as check
from tests.feeds.hostile_checks import FOLDER, flagged, link_is, parsed, refused, shown, title_is

UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")

CHECKS: dict[str, Callable[[str], None]] = {
    "t01_json_osc52_clipboard.json": title_is("Clip ]52;c;cm0gLXJmIH4K end"),
    "t02_json_osc8_retarget.json": title_is("News ]8;;https://evil.test/click]8;;"),
    "t03_json_title_report.json": title_is("a]2;pwn[21t"),
    "t04_json_decrqss_dcs.json": title_is(r'aP$q"p\b[6n[c'),
    "t06_json_bs_cr_overwrite.json": title_is("Safe headline EVIL"),
    "t07_rss_c1_csi_osc.xml": title_is("C1 2J and 52;c;eHg= end"),
    "t09_rss_html_entity_esc.xml": check.entity_escape,
    "t10_rss_raw_esc_illformed.xml": flagged("raw ]0;pwn [5m", "not well-formed"),
    "t11_rich_markup.xml": title_is(
        "[bold red]x[/] [link=file:///etc/passwd]y[/link] [/] [@click=app.quit]q[/] [00] [$primary]"
    ),
    "t13_bidi_override.xml": check.bidi,
    "t14_zero_width_tags.xml": check.zero_width,
    "t16_newlines_tabs_title.xml": title_is("line1 line2 line3 x y z"),
    "t18_nul_json.json": check.nul,
    "x01_billion_laughs.xml": check.no_growth,
    "x03_xxe_file.xml": check.no_file,
    "x04_xxe_http_param.xml": check.no_network,
    "x05_external_dtd.xml": check.dtd,
    "x07_deep_nesting.xml": check.deep,
    "x09_many_attrs.xml": title_is("t"),
    "x10_many_namespaces.xml": title_is("ok"),
    "x11_truncated.xml": flagged("first", "cut off"),
    "x12_leading_junk.xml": flagged("after junk", "before the feed's XML declaration"),
    "x21_comment_before_xmldecl.xml": flagged("café after comments", "before the feed's XML declaration"),
    "x14_wrong_encoding_decl.xml": check.wrong_encoding,
    "x15_gbk.xml": title_is("中美谈判 英伟达 H20 芯片"),
    "x16_shiftjis.xml": title_is("日本経済 表示 ～"),
    "x18_koi8r_http_conflict.xml": check.http_conflict,
    "x19_utf7.xml": title_is("+ADw-script+AD4-"),
    "x20_arabic_rtl.xml": check.arabic,
    "u01_link.xml": link_is(""),
    "u02_link.xml": link_is(""),
    "u04_link.xml": link_is("https://example.test/-oProxyCommand=x"),
    "u05_link.xml": link_is("https://example.test/--version"),
    "u06_link.xml": link_is(""),
    "u08_link.xml": link_is(""),
    "u09_link.xml": link_is("https://example.test/$(touch%20x);%60id%60%7C&&%22'"),
    "u10_link.xml": link_is(""),
    "u12_link.xml": link_is("https://evil.test/x"),
    "u13_link.xml": check.deceptive_host,
    "u14_link.xml": check.lookalike_host,
    "u16_link.xml": link_is(""),
    "u17_link.xml": link_is(""),
    "u18_link.xml": link_is("http://127.0.0.1:631/"),
    "u20_link.xml": link_is(""),
    "u21_link.xml": link_is("https://example.test/lead"),
    "u22_link.xml": check.shouted_link,
    "e03_markdown.xml": check.markdown,
    "s02_sql_title.xml": title_is("'); DROP TABLE items;--"),
    "d01_dates.xml": check.dates,
    "d02_no_dates.xml": check.no_dates,
    "i01_dup_guid_same_feed.xml": check.shared_guid,
    "i02_dup_guid_feed_a.xml": title_is("A story"),
    "i03_dup_guid_feed_b.xml": title_is("B story"),
    "i04_guid_flood_1.xml": check.flood,
    "i05_guid_flood_2.xml": check.flood,
    "i07_link_tracking.xml": check.tracking,
    "i09_item_edit_1.xml": check.edit,
    "i10_item_edit_2.xml": check.edit,
    "i12_100k_items.xml.gz": check.many_items,
    "i13_huge_item.xml.gz": check.huge_item,
    "i14_empty_feed.xml": check.empty_feed,
    "i15_media_description_trap.xml": check.captions,
    "i16_html_title.xml": check.html_titles,
    "i18_xss_attrs.xml": check.no_links,
    "i19_html_not_feed.html": refused("login page, not a feed"),
    "i21_json_deep.json": refused("nested too deeply"),
    "i23_opml_bomb.opml": refused("OPML"),
    "a01_article.txt": check.text_article,
    "a02_article_latin1.html": check.latin1_article,
    "a04_article_binary.html": check.binary_article,
}

ELSEWHERE = {
    "t01": "that no byte of it reaches the terminal: the app's own tests, with the whole set loaded",
    "t02": "no OSC 8 from feed text: the app's tests",
    "t03": "window title: the app's tests",
    "t04": "no query to the terminal: the app's tests",
    "t11": "no MarkupError in any widget: the app's tests",
    "t18": "row counts of the index: the store's tests",
    "x11": "nothing is deleted: the store's tests",
    "u": "one argument, no shell: the app's tests of opening a link",
    "e01": "file names: the export's tests",
    "e03": "Markdown: the export's tests",
    "e04": "there is no CSV export",
    "s01": "search: the query's and the store's tests",
    "s02": "tables: the store's tests",
    "d01": "order by first-seen: the store's tests",
    "i02": "the key is feed and guid: the store's tests",
    "i05": "matching by link after a flood: the store's tests",
    "i09": "an edit in place: the store's tests",
    "i19": "offering the feeds of a page: the discovery's tests",
    "i23": "import of OPML: the OPML tests",
    "http/": "replayed from a socket: the fetch tests",
}
"""What the checks here leave to others, by the beginning of the file's name."""


def expectations() -> list[str]:
    lines = (FOLDER / "EXPECT.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [line.partition("\t")[0] for line in lines]


def test_every_expectation_has_a_test_or_an_owner() -> None:
    unowned = [name for name in expectations() if name not in CHECKS and not name.startswith(tuple(ELSEWHERE))]
    assert unowned == []
    assert [name for name in CHECKS if name not in expectations()] == []


@pytest.mark.parametrize("name", CHECKS)
def test_expectation(name: str) -> None:
    CHECKS[name](name)


@pytest.mark.parametrize("name", [name for name in CHECKS if not name.startswith(("i12", "i13"))])
def test_nothing_unsafe_comes_out(name: str) -> None:
    try:
        feed = parsed(name)
    except ParseError as error:
        assert not UNSAFE.search(str(error))
        return
    for text in shown(feed):
        assert not UNSAFE.search(text), repr(text)
        assert not any(unicodedata.category(c) == "Cc" and c != "\n" for c in text)
    for item in feed.items:
        assert "\n" not in item.title + item.author + item.guid
        assert item.url == safe_url(item.url)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from Linux's /proc")
def test_memory_stays_below_250_megabytes() -> None:
    code = (
        "import sys, gzip, pathlib, datetime\n"
        "from feeds.parse import parse_feed\nfrom feeds.text import item_text\nfrom feeds.errors import ParseError\n"
        "for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):\n"
        "    data = path.read_bytes()\n"
        "    data = gzip.decompress(data) if path.suffix == '.gz' else data\n"
        "    try:\n"
        "        feed = parse_feed(data, now=datetime.datetime.now(datetime.UTC), max_items=1000)\n"
        "        [item_text(item) for item in feed.items]\n"
        "    except ParseError:\n        pass\n"
        "print(pathlib.Path('/proc/self/status').read_text())"
    )
    run = subprocess.run([sys.executable, "-c", code, str(FOLDER)], capture_output=True, text=True, check=True)
    peak = re.search(r"VmHWM:\s*(\d+) kB", run.stdout)
    assert peak and int(peak[1]) < 250_000
