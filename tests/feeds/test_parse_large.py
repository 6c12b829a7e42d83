"""`feeds.parse` on documents of very many items or elements: the newest are kept, memory and time stay bounded."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feeds import files, parse_json, parse_large, parse_xml
from feeds.errors import ParseError
from feeds.model import ParsedFeed
from tests.feeds.feed_samples import NOW, atom, feed, rss

FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def entry(number: int, dated: bool = True) -> str:
    day = FIRST + timedelta(hours=number)
    date = f"<updated>{day:%Y-%m-%dT%H:%M:%SZ}</updated>" if dated else ""
    return f"<entry><id>{number}</id><title>t{number}</title>{date}<content type='xhtml'><p>x</p></content></entry>"


def guids(parsed: ParsedFeed) -> list[str]:
    return [item.guid for item in parsed.items]


@pytest.fixture(params=["as a tree", "as a stream"])
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "as a stream":
        monkeypatch.setattr(parse_xml, "LARGE", 0)


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("make", [atom, lambda items: f"<?xml version='1.0'?>{atom(items)}"])
def test_the_newest_are_kept_wherever_they_stand(make: Callable[[str], str]) -> None:
    rows = [entry(n) for n in (3, 9, 1)] + [entry(20, dated=False)] + [entry(n) for n in (7, 8)]
    parsed = feed(make("".join(rows)), max_items=3)
    assert guids(parsed) == ["9", "7", "8"]
    assert parsed.warnings == ("The feed has 6 items; the newest 3 were taken in.",)
    assert guids(feed(make("".join(rows)), max_items=6)) == ["3", "9", "1", "20", "7", "8"]
    assert guids(feed(make("".join(rows)))) == ["3", "9", "1", "20", "7", "8"]
    assert not feed(make("".join(rows)), max_items=6).warnings


@pytest.mark.usefixtures("reader")
def test_a_cut_and_a_fault_are_the_same_as_in_a_small_document() -> None:
    whole = atom("".join(entry(n) for n in range(4)))
    cut = feed(whole[: whole.index("<id>3") + 4], max_items=2)
    assert (guids(cut), len(cut.warnings)) == (["1", "2"], 2)
    assert "cut off" in cut.warnings[0]
    assert guids(feed(whole.replace("<id>1", "<id>&nbsp;1"), max_items=2)) == ["2", "3"]
    assert guids(feed(whole.replace("</title>", "</tltle>", 1))) != []
    behind = feed(whole + "<script>count()</script>", max_items=2)
    assert guids(behind) == ["2", "3"] and "behind the feed's end" in behind.warnings[0]


def test_floods_of_elements_and_items_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse_xml, "LARGE", 0)
    monkeypatch.setattr(parse_large, "MAX_ELEMENTS", 500)
    with pytest.raises(ParseError, match="more than 500 elements in one place"):
        feed(rss(f"<item>{'<a/>' * 600}</item>"))
    with pytest.raises(ParseError, match="more than 500 elements"):
        feed(rss("<a/>" * 600))
    assert len(feed(rss("<item><a/><b/></item>" * 400)).items) == 1  # one item, again and again
    monkeypatch.setattr(parse_large, "MAX_ITEMS", 50)
    with pytest.raises(ParseError, match="more than 50 items") as error:
        feed(rss("<item/>" * 60), max_items=10)
    assert error.value.hint


def test_json_of_very_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    document = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": str(n)} for n in range(30)]})
    assert feed(document, max_items=20).warnings == ("The feed has 30 items; the newest 20 were taken in.",)
    monkeypatch.setattr(parse_json, "MAX_PARTS", 50)
    with pytest.raises(ParseError, match="more than 50 parts"):
        feed(document)


def test_a_local_feed_has_a_cap_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_ITEMS", 2)
    path = tmp_path / "archive.xml"
    path.write_text(atom("".join(entry(n) for n in range(5))))
    parsed = files.read_local(path, now=NOW)
    assert isinstance(parsed, ParsedFeed)
    assert guids(parsed) == ["3", "4"]
    assert parsed.warnings == ("The feed has 5 items; the newest 2 were taken in.",)
