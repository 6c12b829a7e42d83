"""`feeds.files`: local files and standard input, by what they hold."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feeds.errors import ParseError
from feeds.files import MAX_FILE_BYTES, read_local, read_sidecar, read_stdin
from feeds.model import Item, ParsedFeed

NOW = datetime(2026, 2, 18, 6, tzinfo=UTC)
RSS = b"<rss><channel><title>T</title><item><title>One</title></item></channel></rss>"
HTML = b"<!doctype html><html><head><title>Page</title></head><body><article><p>Some words.</p></article></body></html>"


def write(folder: Path, data: bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "kind", "title"),
    [
        (RSS, ParsedFeed, "T"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>" + RSS, ParsedFeed, "T"),
        (RSS.decode().encode("utf-16"), ParsedFeed, "T"),
        (b'{"version": "https://jsonfeed.org/version/1", "title": "J", "items": []}', ParsedFeed, "J"),
        (HTML, Item, "Page"),
        (b"A title\n\nText.", Item, "A title"),
        (b"[Exclusive] A title\n\nText.", Item, "[Exclusive] A title"),
        (b"<3 is no markup\n\nText.", Item, "<3 is no markup"),
        ("Überschrift\n\nText".encode("cp1252"), Item, "Überschrift"),
    ],
)
def test_the_bytes_decide(tmp_path: Path, data: bytes, kind: type, title: str) -> None:
    for found in (read_local(write(tmp_path, data, "misleading.pdf"), now=NOW), read_stdin(data, now=NOW)):
        assert isinstance(found, kind)
        assert found.title == title  # type: ignore[attr-defined]


def test_one_bad_byte_makes_no_feed_binary(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(b"<rss><channel><title>T\x00</title><item><title>One</title></item></channel></rss>")
    parsed = read_local(path, now=NOW)
    assert isinstance(parsed, ParsedFeed) and (parsed.title, len(parsed.items)) == ("T", 1)


def test_a_text_is_published_when_its_file_was_last_changed(tmp_path: Path) -> None:
    path = write(tmp_path, b"Title\n\nText")
    moment = datetime(2025, 7, 16, 12, tzinfo=UTC)
    os.utime(path, (moment.timestamp(), moment.timestamp()))
    item = read_local(path, now=NOW)
    assert isinstance(item, Item) and item.published == moment
    os.utime(path, (NOW.timestamp() + 9e6, NOW.timestamp() + 9e6))
    item = read_local(path, now=NOW)
    assert isinstance(item, Item) and item.published == NOW
    item = read_stdin(b"Title\n\nText", now=NOW)
    assert isinstance(item, Item) and item.published == NOW


@pytest.mark.parametrize(
    ("published", "moment"),
    [
        ("2025-07-16", datetime(2025, 7, 16, tzinfo=UTC)),
        ("2025-07-16T08:30:00+02:00", datetime(2025, 7, 16, 6, 30, tzinfo=UTC)),
        ("2025-07-16T08:30:00", datetime(2025, 7, 16, 8, 30, tzinfo=UTC)),
        ('"16 July 2025"', datetime(2025, 7, 16, tzinfo=UTC)),
    ],
)
def test_sidecar(tmp_path: Path, published: str, moment: datetime) -> None:
    path = write(tmp_path, b"Title\n\nText")
    write(tmp_path, f'outlet = "Seed"\npublished = {published}\nurl = "https://s.example.org/1"\n'.encode(), "a.toml")
    item = read_local(path, now=NOW)
    assert isinstance(item, Item)
    assert (item.title, item.outlet, item.published, item.url) == ("Title", "Seed", moment, "https://s.example.org/1")


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        (b'titel = "x"\nauthor = "y"', "unknown keys: titel, author"),
        (b"title = ", "not TOML"),
        (b"title = 5", '"title" .* is not a string'),
        (b"published = 5", '"published" .* is no date'),
        (b'published = "soon"', '"published" .* is no date'),
        (b"published = 2099-01-01", '"published" .* is no date'),
        (b"\xff\xfe", "not TOML"),
    ],
)
def test_a_wrong_sidecar_is_an_error_that_names_it(tmp_path: Path, toml: bytes, words: str) -> None:
    path = write(tmp_path, b"Title\n\nText")
    sidecar = write(tmp_path, toml, "a.toml")
    with pytest.raises(ParseError, match=words) as error:
        read_local(path, now=NOW)
    assert "a.toml" in str(error.value) and error.value.hint
    with pytest.raises(ParseError):
        read_sidecar(sidecar, now=NOW)


def test_feeds_and_pages_have_no_sidecar(tmp_path: Path) -> None:
    write(tmp_path, b"anything = true", "a.toml")
    assert isinstance(read_local(write(tmp_path, RSS, "a.xml"), now=NOW), ParsedFeed)
    assert isinstance(read_local(write(tmp_path, HTML, "a.html"), now=NOW), Item)


def test_a_toml_file_is_not_its_own_sidecar(tmp_path: Path) -> None:
    item = read_local(write(tmp_path, b"anything = true", "a.toml"), now=NOW)
    assert isinstance(item, Item) and item.title == "anything = true"


def refusal(path: Path) -> ParseError:
    with pytest.raises(ParseError) as error:
        read_local(path, now=NOW)
    assert error.value.hint
    return error.value


def test_what_cannot_be_taken_in_is_said(tmp_path: Path) -> None:
    assert "is a directory" in refusal(tmp_path).message
    assert "There is no file" in refusal(tmp_path / "missing").message
    assert "0 characters" in refusal(write(tmp_path, b"")).message
    assert (
        '"a.png" was not taken in. This is a picture (PNG)'
        in refusal(write(tmp_path, b"\x89PNG\r\n\x1a\n", "a.png")).message
    )
    assert "[31m" in refusal(tmp_path / "\x1b[31mred").message
    assert "\x1b" not in refusal(tmp_path / "\x1b[31mred").message
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in refusal(tmp_path / "pipe").message


def test_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    assert "at most 50 MB" in refusal(path).message
    with pytest.raises(ParseError, match="at most 50 MB"):
        read_stdin(b"x" * (MAX_FILE_BYTES + 1), now=NOW)


def test_an_unreadable_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, b"x")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "Permission denied" in refusal(path).message
