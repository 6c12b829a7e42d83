"""An older or empty database -> the present schema. A released migration is never edited; the next one is added."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from briefing.store import schema_first, schema_second

migrations = Migrations("briefing")


def migrate(con: sqlite3.Connection, *, before: str | None = None) -> None:
    """Apply the migrations that the database lacks, up to the one named `before`; inside the caller's transaction."""
    migrations.apply(Database(con), stop_before=before)


@migrations()
def m001_first_schema(db: Database) -> None:
    """Make every table. Times are ISO 8601 UTC text; lists and maps are JSON; "" means "not known"."""
    for statement in schema_first.STATEMENTS:
        db.execute(statement)


@migrations()
def m002_second_schema(db: Database) -> None:
    """Add what the reader says beyond marks: see schema_second."""
    for statement in schema_second.STATEMENTS:
        db.execute(statement)
