"""The hostile set past parsing: what is stored, found, exported and kept from one fetch to the next.

`CHECKS` has a test for each line of EXPECT.tsv that speaks of these; the lines that the app must meet are in
`tests/test_hostile_app.py`, which also checks that no line is forgotten.
"""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from markdown_it import MarkdownIt

from briefing.cli import cli
from briefing.editor import brief_of
from briefing.export.files import write_notes
from briefing.export.markdown import render_brief
from briefing.ingest import add_feed_url, ingest_sources, process
from briefing.query import parse_query
from briefing.store.connection import check_integrity, open_database
from briefing.store.feeds import list_feeds
from briefing.store.items import count_items, earlier_titles, get_item, items_of_story
from briefing.store.marks import mark_items_read
from briefing.store.search import search_items
from briefing.store.stories import list_stories
from tests.feeds.server import LOCAL, Server, ok
from tests.hostile_set import FOLDER, NOW, answer, fetch, load

LATER = NOW + timedelta(hours=1)
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

Con = sqlite3.Connection


@pytest.fixture
def con(tmp_path: Path) -> Iterator[Con]:
    con = open_database(tmp_path / "briefing.db")
    yield con
    con.close()


def titles(con: Con) -> list[str]:
    return [row[0] for row in con.execute("SELECT title FROM items ORDER BY seq DESC")]


def notes(con: Con, folder: Path) -> list[Path]:
    """Export every story and return the files."""
    briefs = [brief_of(con, story.id, now=NOW) for story in list_stories(con)]
    return [one.path for one in write_notes(folder, [render_brief(brief) for brief in briefs if brief])]


def stored(name: str, con: Con, folder: Path) -> None:
    """Fetch and process a case, then look for control characters in all that is stored, found and exported."""
    fetch(con, name)
    process(con, now=NOW)
    columns = con.execute("SELECT guid || title || author || url || text || outlet || links FROM items").fetchall()
    headlines = [story.headline for story in list_stories(con)]
    texts = [path.name + path.read_text(encoding="utf-8") for path in notes(con, folder)]
    hits = [hit.title + hit.snippet for hit in search_items(con, parse_query("newer:99999d"))]
    assert columns and headlines and texts and hits
    assert not any(CONTROL.search(text) for text in [row[0] for row in columns] + headlines + texts + hits)


def index_counts(name: str, con: Con, folder: Path) -> None:
    stored(name, con, folder)
    assert con.execute("SELECT COUNT(*) FROM items_fts_docsize").fetchone() == (count_items(con),) == (1,)
    assert fetch(con, name, now=LATER).new == 0
    assert [hit.title for hit in search_items(con, parse_query("nul"))] == ["nul in title"]


def cut_off(name: str, con: Con, folder: Path) -> None:
    whole = load(name).partition(b"</item>")[0] + b"</item>"
    more = b"<item><title>second</title><guid>kept</guid><description>D</description></item></channel></rss>"
    assert answer(con, "cut", whole + more).new == 2
    outcome = answer(con, "cut", load(name), now=LATER)
    assert (outcome.error, outcome.new, sorted(titles(con))) == (None, 0, ["first", "second"])
    assert any("cut off" in warning for warning in outcome.warnings)


def file_names(name: str, con: Con, folder: Path) -> None:
    fetch(con, name)
    process(con, now=NOW)
    target, outside = folder / "notes", folder / "outside"
    target.mkdir()
    outside.write_text("mine")
    (target / "2026-02-18 etc-passwd.md").symlink_to(outside)
    paths = notes(con, target)
    assert len(paths) == len(set(paths)) == len(list_stories(con)) > 5
    for path in paths:
        assert path.parent == target and path.resolve().parent == target.resolve()
        assert len(path.name.encode()) <= 255 and path.name[0] not in "-."
    assert outside.read_text() == "mine"
    assert {path.name for path in folder.iterdir()} == {"briefing.db", "briefing.db-shm", "briefing.db-wal"} | {
        "notes", "outside",
    }  # fmt: skip


def markdown(name: str, con: Con, folder: Path) -> None:
    fetch(con, name)
    process(con, now=NOW)
    (item,) = items_of_story(con, list_stories(con)[0].id)
    (path,) = notes(con, folder / "notes")
    text = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    tokens = [child for token in MarkdownIt().parse(text) for child in [token, *(token.children or ())]]
    assert not {"html_block", "html_inline", "image"} & {token.type for token in tokens}
    addresses = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
    assert addresses and all(address.startswith(("http://", "https://", "#")) for address in addresses)
    shown = "".join(token.content for token in tokens if token.type == "text")
    assert item.title.replace(" ", "") in shown.replace(" ", "")
    assert yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])["title"] == item.title


def no_tables(name: str, con: Con, folder: Path) -> None:
    stored(name, con, folder)
    assert any(title.startswith("=HYPERLINK") for title in titles(con))
    says = CliRunner().invoke(cli, ["export", "--help"]).output
    assert "JSON" in says or "json" in says
    assert not re.search("csv|tsv", says, re.I), "there is no export that a spreadsheet would calculate"


def queries(name: str, con: Con, folder: Path) -> None:
    fetch(con, name)
    process(con, now=NOW)
    typed = ['"', "AND", "NEAR(", "*", "a*b", "col:x", "-x", "^", "(", '""', "{a b}:c", "\x00", "(" * 10_000]
    for query in [*typed, "; DROP TABLE items;--", "title:", "U.S. C++ it's #1 a.b"]:
        assert isinstance(search_items(con, parse_query(query)), list)
    assert (count_items(con), check_integrity(con)) == (1, [])


def literal(name: str, con: Con, folder: Path) -> None:
    stored(name, con, folder)
    assert titles(con) == ["'); DROP TABLE items;--"]
    assert len(search_items(con, parse_query("DROP TABLE"))) == 1
    assert check_integrity(con) == []


def dates(name: str, con: Con, folder: Path) -> None:
    assert fetch(con, name).new == 18 == count_items(con)
    process(con, now=NOW)
    for published, fetched in con.execute("SELECT published, fetched FROM items"):
        assert datetime(1990, 1, 1).isoformat() < published <= fetched
    assert sum(len(items_of_story(con, story.id)) for story in list_stories(con)) == 18, "and all are shown"
    undated = con.execute("SELECT COUNT(*) FROM items WHERE guid IN ('d0', 'd1', 'd2') AND published = fetched")
    assert undated.fetchone() == (3,)
    answer(con, "sure", feed_of(("now", "Dated a minute later")), now=NOW + timedelta(minutes=1))
    assert titles(con)[0] == "Dated a minute later", "nothing is pinned above what came later"


def undated(name: str, con: Con, folder: Path) -> None:
    order = ["n0", "n1", "n2", "n3", "n4"]
    fetch(con, name)
    assert titles(con) == order
    assert con.execute("SELECT COUNT(*) FROM items WHERE published = fetched").fetchone() == (5,)
    outcome = answer(con, "d02-no-dates", load(name) + b"<!-- again -->", now=LATER)
    assert (outcome.new, outcome.changed, titles(con)) == (0, 0, order)


def shared_guid(name: str, con: Con, folder: Path) -> None:
    assert fetch(con, name).new == 3
    assert sorted(titles(con)) == ["one", "three", "two"]
    assert answer(con, "i01-dup-guid-same-feed", load(name) + b" ", now=LATER).new == 0


def two_feeds(name: str, con: Con, folder: Path) -> None:
    assert (fetch(con, "i02_dup_guid_feed_a.xml").new, fetch(con, "i03_dup_guid_feed_b.xml").new) == (1, 1)
    assert sorted(titles(con)) == ["A story", "B story"]
    assert con.execute("SELECT COUNT(DISTINCT guid), COUNT(DISTINCT feed) FROM items").fetchone() == (1, 2)


def guid_flood(name: str, con: Con, folder: Path) -> None:
    assert fetch(con, "i04_guid_flood_1.xml", feed="flood").new == 100
    process(con, now=NOW)
    ids = [row[0] for row in con.execute("SELECT id FROM items ORDER BY id")]
    mark_items_read(con, ids[:40], True, now=NOW)
    outcome = fetch(con, "i05_guid_flood_2.xml", feed="flood", now=LATER)
    assert (outcome.new, outcome.changed, count_items(con)) == (0, 0, 100)
    process(con, now=LATER)
    assert [row[0] for row in con.execute("SELECT item FROM marks WHERE read = 1 ORDER BY item")] == ids[:40]
    assert con.execute("SELECT COUNT(*) FROM items WHERE guid LIKE 'run2-%'").fetchone() == (100,)


def tracking(name: str, con: Con, folder: Path) -> None:
    assert fetch(con, name).error is None
    process(con, now=NOW)
    (story,) = list_stories(con)
    assert len({item.url.partition("?")[0].replace("www.", "") for item in items_of_story(con, story.id)}) == 1


def edited(name: str, con: Con, folder: Path) -> None:
    assert fetch(con, "i09_item_edit_1.xml", feed="edits").new == 1
    process(con, now=NOW)
    mark_items_read(con, [1], True, now=NOW)
    outcome = fetch(con, "i10_item_edit_2.xml", feed="edits", now=LATER)
    process(con, now=LATER)
    item = get_item(con, 1)
    assert item is not None
    assert (outcome.new, outcome.changed, count_items(con), item.title, item.read) == (0, 1, 1, "Talks collapse", True)
    assert earlier_titles(con, 1) == [("Talks begin", LATER)]
    assert [story.headline for story in list_stories(con)] == ["Talks collapse"]
    assert len(search_items(con, parse_query("collapse"))) == 1 and not search_items(con, parse_query("begin"))


def capped(name: str, con: Con, folder: Path) -> None:
    assert fetch(con, name).new == count_items(con) == 1000


def long_text(name: str, con: Con, folder: Path) -> None:
    fetch(con, name)
    process(con, now=NOW)
    (size,) = con.execute("SELECT LENGTH(CAST(text AS BLOB)) FROM items").fetchone()
    assert 100_000 < size <= 200_000
    (word,) = con.execute("SELECT SUBSTR(text, 1, INSTR(text, ' ') - 1) FROM items").fetchone()
    (hit,) = search_items(con, parse_query(word))
    assert 0 < len(hit.snippet) < 500


def empty_feed(name: str, con: Con, folder: Path) -> None:
    answer(con, "quiet", feed_of(("a", "Kept")))
    outcome = answer(con, "quiet", load(name), now=LATER)
    assert (outcome.error, outcome.new, titles(con)) == (None, 0, ["Kept"])
    (feed,) = list_feeds(con)
    assert (feed.errors, feed.error, feed.last_status) == (0, "", 200)


def captions(name: str, con: Con, folder: Path) -> None:
    stored(name, con, folder)
    assert sorted(row[0] for row in con.execute("SELECT text FROM items")) == ["REAL summary", "REAL summary 2"]


def page_for_feed(name: str, con: Con, folder: Path) -> None:
    answer(con, "page", feed_of(("a", "Kept")))
    outcome = answer(con, "page", load(name), now=LATER)
    assert "login page, not a feed" in str(outcome.error)
    (feed,) = list_feeds(con)
    assert (titles(con), feed.errors) == (["Kept"], 1)
    with Server(lambda asked: ok(load(name), content_type="text/html")) as server:
        add_feed_url(con, server.url("/"), now=NOW, allow_private=LOCAL)
        asked = [one.target for one in server.asked]
    assert asked[0] == "/" and len(asked) > 1, "the feeds that the page offers are tried"


def nothing_stored(name: str, con: Con, folder: Path) -> None:
    outcome = fetch(con, name)
    (by_file,) = ingest_sources(con, [str(FOLDER / name)], now=NOW)
    assert outcome.error is not None and by_file.error is not None
    assert count_items(con) == 0


def subscriptions(name: str, con: Con, folder: Path) -> None:
    environ = {"BRIEFING_DB": str(folder / "own.db"), "BRIEFING_CONFIG": str(folder / "none.toml")}
    result = CliRunner(env=environ).invoke(cli, ["import", str(FOLDER / name)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert re.search(r"file:\S+ was left out", result.stderr)
    assert re.search(r"169\.254\.\S+ was left out: it lies in a private network", result.stderr)
    with_own = open_database(folder / "own.db")
    assert all(feed.url.startswith(("http://", "https://")) for feed in list_feeds(with_own))
    assert not any("169.254." in feed.url for feed in list_feeds(with_own))
    with_own.close()


def article(name: str, con: Con, folder: Path) -> None:
    (outcome,) = ingest_sources(con, [str(FOLDER / name)], now=NOW)
    assert (outcome.new, outcome.error) == (1, None)
    item = get_item(con, 1)
    assert item is not None and not CONTROL.search(item.title + item.text)


def binary(name: str, con: Con, folder: Path) -> None:
    (outcome,) = ingest_sources(con, [str(FOLDER / name)], now=NOW)
    assert "not text" in str(outcome.error)
    assert (count_items(con), list_feeds(con)) == (0, [])


CHECKS: dict[str, Callable[[str, Con, Path], None]] = {
    "t07_rss_c1_csi_osc.xml": stored,
    "t09_rss_html_entity_esc.xml": stored,
    "t10_rss_raw_esc_illformed.xml": stored,
    "t18_nul_json.json": index_counts,
    "x11_truncated.xml": cut_off,
    "e01_title_path.xml": file_names,
    "e03_markdown.xml": markdown,
    "e04_csv_formula.xml": no_tables,
    "s01_fts_syntax.xml": queries,
    "s02_sql_title.xml": literal,
    "d01_dates.xml": dates,
    "d02_no_dates.xml": undated,
    "i01_dup_guid_same_feed.xml": shared_guid,
    "i02_dup_guid_feed_a.xml": two_feeds,
    "i03_dup_guid_feed_b.xml": two_feeds,
    "i04_guid_flood_1.xml": guid_flood,
    "i05_guid_flood_2.xml": guid_flood,
    "i07_link_tracking.xml": tracking,
    "i09_item_edit_1.xml": edited,
    "i10_item_edit_2.xml": edited,
    "i12_100k_items.xml.gz": capped,
    "i13_huge_item.xml.gz": long_text,
    "i14_empty_feed.xml": empty_feed,
    "i15_media_description_trap.xml": captions,
    "i19_html_not_feed.html": page_for_feed,
    "i21_json_deep.json": nothing_stored,
    "i23_opml_bomb.opml": subscriptions,
    "a01_article.txt": article,
    "a02_article_latin1.html": article,
    "a04_article_binary.html": binary,
}


@pytest.mark.parametrize("name", CHECKS)
def test_expectation(name: str, con: Con, tmp_path: Path) -> None:
    CHECKS[name](name, con, tmp_path)


def feed_of(*items: tuple[str, str]) -> bytes:
    """Return a feed of items (guid, title), without dates."""
    rows = "".join(
        f"<item><guid>{guid}</guid><title>{title}</title><description>On {title}.</description></item>"
        for guid, title in items
    )
    return f'<rss version="2.0"><channel><title>Harbor Wire</title>{rows}</channel></rss>'.encode()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from Linux's /proc")
def test_the_whole_set_is_stored_in_little_memory(tmp_path: Path) -> None:
    code = (
        "import pathlib, sys, time\n"
        "from briefing.store.connection import open_database\n"
        "from tests.hostile_set import store_everything\n"
        "con = open_database(pathlib.Path(sys.argv[1]))\n"
        "print(sum(outcome.new for outcome in store_everything(con)), 'items')\n"
        "print(f'{time.process_time():.2f} s of CPU')\n"
        "print(pathlib.Path('/proc/self/status').read_text())\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "briefing.db")],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    peak = re.search(r"VmHWM:\s*(\d+) kB", run.stdout)
    assert run.stdout.startswith("1305 items")
    assert peak and int(peak[1]) < 250_000, run.stdout
