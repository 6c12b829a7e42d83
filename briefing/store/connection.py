"""A path -> an open database of ours, checked and up to date; SQLite's errors -> `StoreError`s for people.

Start-up pays for the standard library's sqlite3 only: the schema's number is compared here, and `migrations`
(with sqlite-utils) is imported when the file is behind.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from briefing.errors import BusyError, StoreError

SCHEMA_VERSION = 2
"""Number of the newest migration; the file's own number is in `PRAGMA user_version`."""

APPLICATION_ID = 0x62726965
""""brie" in ASCII, in the file's header (`PRAGMA application_id`): tells our files from other programs' databases."""

WAIT_S = 5.0
"""Seconds to wait for another program's write before saying that the database is busy."""

P = ParamSpec("P")
T = TypeVar("T")

_CAUSES = {
    5: ("is in use by another program", "Wait until its refresh or import has ended, then try again."),
    6: ("is in use by another program", "Wait until its refresh or import has ended, then try again."),
    8: ("cannot be written: it is read-only", "Give yourself write permission on the file and its folder."),
    10: ("cannot be read or written: the disk reports an error", "Check the disk, then copy the file elsewhere."),
    11: ("is damaged", "Restore it from a backup; nothing was changed."),
    13: ("cannot grow: the disk is full", "Free some space, then try again; what was stored before is safe."),
    14: ("cannot be opened", "Check that the file and its folder exist and may be read and written."),
    26: ("is not a database", "Choose another file with --db; this one was left as it is."),
}
"""What SQLite's primary result codes (https://www.sqlite.org/rescode.html) mean for the file, and what to do."""
_BUSY = (5, 6)
"""Those of them that pass: another program holds the file, or another connection of this one."""


def open_database(path: Path, *, create: bool = True, wait_s: float = WAIT_S) -> sqlite3.Connection:
    """Open the database at `path`, in autocommit mode, migrated to the present schema.

    A missing file is made, with its folder, unless `create` is False. The connection belongs to the calling thread.

    Raises:
        StoreError: the path is a folder, is not ours, was made by a newer version, is locked, read-only or damaged.
            The file is then as it was.
    """
    _check_place(path, create)
    con = None
    try:
        con = sqlite3.connect(path, timeout=wait_s, isolation_level=None, cached_statements=256)
        version = _version_of(con, path)
        con.execute("PRAGMA foreign_keys = ON")
        con.execute("PRAGMA synchronous = NORMAL")
        if version < SCHEMA_VERSION:
            _bring_up_to_date(con, path, wait_s)
    except sqlite3.Error as error:
        if con is not None:
            con.close()
        raise explained(error, path) from error
    except BaseException:
        if con is not None:
            con.close()
        raise
    return con


def _check_place(path: Path, create: bool) -> None:
    """Refuse what SQLite would answer with riddles: folders, missing files, places that cannot be written."""
    if path.is_dir():
        raise StoreError(f"{path} is a folder, not a database file.", "Name a file in it, for example with --db.")
    if not path.exists():
        if not create:
            raise StoreError(f"There is no database at {path}.", "Check the path given with --db or BRIEFING_DB.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"The folder {path.parent} for the database cannot be made: {error.strerror}.",
                "Choose another place with --db.",
            ) from error
    for place in (path, path.parent):
        if place.exists() and not _writable(place):
            raise StoreError(
                f"The database {path} cannot be written: {'its folder' if place != path else 'it'} is read-only.",
                "Give yourself write permission, or copy the file elsewhere and name it with --db.",
            )


def _writable(place: Path) -> bool:
    """Say whether we may write here. The mode counts for the superuser too: who took the bit away meant it."""
    return os.access(place, os.W_OK) and bool(place.stat().st_mode & 0o222)


def _version_of(con: sqlite3.Connection, path: Path) -> int:
    """Return the file's schema number, 0 for an empty file; refuse newer ones and other programs' databases."""
    version = int(con.execute("PRAGMA user_version").fetchone()[0])
    owner = int(con.execute("PRAGMA application_id").fetchone()[0])
    if owner != APPLICATION_ID and (version or con.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()):
        raise StoreError(
            f"{path} is a database of another program, not of briefing.",
            "Choose another file with --db; this one was left as it is.",
        )
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"The database {path} was made by a newer version of briefing "
            f"(schema {version}, this version knows {SCHEMA_VERSION}).",
            "Update briefing, or choose another file with --db; this one was left as it is.",
        )
    return version


def _bring_up_to_date(con: sqlite3.Connection, path: Path, wait_s: float) -> None:
    """Run the missing migrations in one transaction; a second program that comes meanwhile waits for the first."""
    _use_wal(con, wait_s)
    with atomic(con):
        if _version_of(con, path) == SCHEMA_VERSION:
            return
        from briefing.store.migrations import migrate  # sqlite-utils costs 55 ms: only when there is something to do

        migrate(con)
        con.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        con.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _use_wal(con: sqlite3.Connection, wait_s: float) -> None:
    """Switch the file to a write-ahead log, for good. SQLite does not wait for a lock here, so this does."""
    deadline = time.monotonic() + wait_s
    while True:
        try:
            con.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


@contextmanager
def atomic(con: sqlite3.Connection) -> Iterator[None]:
    """Do everything inside in one write transaction, or nothing of it; inside another one, be part of that.

    Raises:
        StoreError: the database is busy for longer than the connection waits, read-only, full or damaged.
    """
    if con.in_transaction:
        yield
        return
    try:
        con.execute("BEGIN IMMEDIATE")  # takes the write lock now: a read that turns into a write could not wait for it
        try:
            yield
            con.execute("COMMIT")
        except BaseException:
            if con.in_transaction:
                con.execute("ROLLBACK")
            raise
    except sqlite3.Error as error:
        raise explained(error, _file_of(con)) from error


def speaks_plainly(
    function: Callable[Concatenate[sqlite3.Connection, P], T],
) -> Callable[Concatenate[sqlite3.Connection, P], T]:
    """Wrap a function of the store so that it raises `StoreError` where SQLite fails on the file."""

    @wraps(function)
    def wrapped(con: sqlite3.Connection, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(con, *args, **kwargs)
        except sqlite3.Error as error:
            raise explained(error, _file_of(con)) from error

    return wrapped


def explained(error: sqlite3.Error, path: Path | str) -> Exception:
    """Return the `StoreError` for what befell the file; an error of our own SQL comes back as it is (it is a bug)."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the primary code; the upper bits say more than people need
    if code not in _CAUSES:
        return error
    cause, hint = _CAUSES[code]
    kind = BusyError if code in _BUSY else StoreError
    return kind(f"The database {path} {cause}.", hint)


def check_integrity(con: sqlite3.Connection) -> list[str]:
    """Return what is wrong with the file and its full-text index, in SQLite's words; [] when it is sound."""
    try:
        rows = [str(row[0]) for row in con.execute("PRAGMA integrity_check(20)")]
        problems = [row for row in rows if row != "ok"]
        problems += [f"row {row[1]} of {row[0]} has no {row[2]}" for row in con.execute("PRAGMA foreign_key_check")]
        # 1 compares the index with the texts too, which makes sense only when no text waits to be indexed.
        whole = con.execute("SELECT NOT EXISTS (SELECT 1 FROM pending WHERE step = 'index')").fetchone()[0]
        con.execute("INSERT INTO items_fts(items_fts, rank) VALUES ('integrity-check', ?)", (whole,))
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return problems


def _file_of(con: sqlite3.Connection) -> str:
    with suppress(sqlite3.Error):
        return str(con.execute("PRAGMA database_list").fetchone()[2])
    return "file"
