"""Opening a database: what is ours is brought up to date, everything else is refused and stays as it is."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.errors import StoreError
from briefing.store.connection import APPLICATION_ID, SCHEMA_VERSION, atomic, check_integrity, open_database
from briefing.store.feeds import list_feeds
from briefing.store.items import count_items, get_item
from briefing.store.migrations import migrate


def _pragma(path: Path, name: str) -> int:
    con = sqlite3.connect(path)
    value = int(con.execute(f"PRAGMA {name}").fetchone()[0])
    con.close()
    return value


def test_a_new_file_gets_the_schema_and_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "some" / "new folder" / "briefing.db"
    con = open_database(path)
    assert count_items(con) == 0
    assert con.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert con.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert check_integrity(con) == []
    con.close()
    assert _pragma(path, "user_version") == SCHEMA_VERSION
    assert _pragma(path, "application_id") == APPLICATION_ID


def test_a_file_of_the_first_schema_is_brought_up_to_date_with_what_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    con = sqlite3.connect(path, isolation_level=None)
    migrate(con, before="m002_second_schema")
    con.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    con.execute("PRAGMA user_version = 1")
    con.execute("INSERT INTO feeds (url, added) VALUES ('https://daily.example.org/rss', '2025-07-16T00:00:00Z')")
    con.close()
    con = open_database(path)
    assert [feed.url for feed in list_feeds(con)] == ["https://daily.example.org/rss"]
    fresh = open_database(tmp_path / "new.db")
    names = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
    assert con.execute(names).fetchall() == fresh.execute(names).fetchall()
    con.close()
    fresh.close()
    assert _pragma(path, "user_version") == SCHEMA_VERSION


def test_an_empty_file_is_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    open_database(path).close()
    assert _pragma(path, "user_version") == SCHEMA_VERSION


def test_opening_a_present_file_does_not_load_sqlite_utils(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    open_database(path).close()
    code = (
        "import sys; from pathlib import Path; from briefing.store.connection import open_database;"
        "open_database(Path(sys.argv[1])).close(); print('sqlite_utils' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "False"


def _newer(path: Path) -> None:
    open_database(path).close()
    con = sqlite3.connect(path)
    con.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    con.close()


def _of_another_program(path: Path) -> None:
    con = sqlite3.connect(path)
    con.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT)")
    con.close()


def _text(path: Path) -> None:
    path.write_text("# My notes\n" * 40)


def _short_text(path: Path) -> None:
    path.write_text("hello")


def _garbage_with_a_header(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + bytes(range(256)) * 40)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_newer, "made by a newer version of briefing"),
        (_of_another_program, "of another program"),
        (_text, "not a database"),
        (_short_text, "not a database"),
        (_garbage_with_a_header, "The database"),
    ],
)
def test_what_is_not_ours_is_refused_and_left_as_it_is(
    tmp_path: Path, make: Callable[[Path], None], words: str
) -> None:
    path = tmp_path / "other.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=words) as caught:
        open_database(path)
    assert caught.value.hint
    assert path.read_bytes() == before


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        open_database(tmp_path)


def test_a_missing_file_is_not_made_when_it_should_be_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no database"):
        open_database(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot be made"):
        open_database(tmp_path / "file" / "briefing.db")


def test_read_only_file_and_folder(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    open_database(path).close()
    path.chmod(0o444)
    with pytest.raises(StoreError, match="read-only"):
        open_database(path)
    path.chmod(0o644)
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(StoreError, match="folder is read-only"):
            open_database(path)
    finally:
        tmp_path.chmod(0o755)


def test_a_locked_new_database(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="in use by another program"):
        open_database(path, wait_s=0.05)
    other.execute("ROLLBACK")
    other.close()
    open_database(path).close()


def test_writing_while_another_program_writes(path: Path, con: sqlite3.Connection) -> None:
    other = open_database(path, wait_s=0.05)
    with atomic(con):
        with pytest.raises(StoreError, match="in use by another program"), atomic(other):
            pass
        assert count_items(other) == 0  # reading goes on
    with atomic(other):
        pass
    other.close()


def test_a_failed_transaction_leaves_nothing(con: sqlite3.Connection) -> None:
    with pytest.raises(ZeroDivisionError), atomic(con):
        con.execute("INSERT INTO meta(key, value) VALUES ('a', '1')")
        with atomic(con):  # part of the outer one
            con.execute("INSERT INTO meta(key, value) VALUES ('b', '1')")
        _ = 1 / 0
    assert con.execute("SELECT COUNT(*) FROM meta").fetchone() == (0,)
    assert not con.in_transaction


def test_a_damaged_file_is_said_to_be_damaged(path: Path) -> None:
    con = open_database(path)
    with atomic(con):
        con.execute("INSERT INTO feeds(url, added) VALUES ('https://a.example.org', '')")
    con.close()
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)  # every page but the header
    path.write_bytes(data)
    with pytest.raises(StoreError, match="is damaged"):
        get_item(open_database(path), 1)


def test_two_programs_that_make_the_database_at_once(tmp_path: Path) -> None:
    path, errors = tmp_path / "briefing.db", []

    def make() -> None:
        try:
            open_database(path).close()
        except StoreError as error:
            errors.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    con = open_database(path)
    assert check_integrity(con) == []
    assert con.execute("SELECT COUNT(*) FROM _sqlite_migrations").fetchone() == (SCHEMA_VERSION,)
    con.close()


def test_integrity_names_a_wrong_index(con: sqlite3.Connection, put: Callable[..., object], item: Callable) -> None:
    put(item("a", "Chips"))
    con.execute("UPDATE items SET title = 'Behind the back of the index'")
    assert check_integrity(con) != []
