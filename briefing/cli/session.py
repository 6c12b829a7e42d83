"""What every command needs: the options `--db`, `--sample`, `--json`, the open database and its clock."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from briefing.config import Settings, database_path, load
from briefing.errors import UsageError


@dataclass(frozen=True, slots=True)
class Session:
    """An open database. `now` is the clock: the machine's, or in the sample edition the time of its newest item."""

    con: sqlite3.Connection
    now: datetime
    path: Path
    sample: bool
    settings: Settings

    def since(self, text: str | None) -> datetime | None:
        """Return the moment from which on stories count; without `text` two days ago, in the sample edition always."""
        return parse_since(text or ("all" if self.sample else "48h"), self.now)

    @property
    def prefix(self) -> str:
        """Return what keeps the ids of exported notes apart: "sample" or "story"."""
        return "sample" if self.sample else "story"


def with_session(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--db`, `--sample` and `--json`, and call it with `session` and `as_json`."""

    @click.option("--db", metavar="PATH", help="The database file (or BRIEFING_DB).")
    @click.option("--sample", is_flag=True, help="Use the sample edition's own database.")
    @click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")
    @click.pass_context
    @functools.wraps(command)
    def wrapped(ctx: click.Context, /, db: str | None, sample: bool, as_json: bool, **kwargs: Any) -> None:
        outer = ctx.obj or {}
        ctx.obj = {**outer, "db": db or outer.get("db"), "sample": sample or outer.get("sample", False)}
        with open_session(ctx.obj["db"], sample=ctx.obj["sample"]) as session:
            command(session=session, as_json=as_json, **kwargs)

    return wrapped


@contextmanager
def open_session(db: str | None, *, sample: bool) -> Iterator[Session]:
    """Open the reader's database, or the sample edition's own (at `db` when given)."""
    settings, _ = load(db=db)
    if sample:
        from briefing.sample import open_sample, sample_path

        path = Path(db).expanduser() if db else sample_path()
        con, now = open_sample(path)
    else:
        from briefing.store.connection import open_database
        from briefing.store.readings import use_engine

        path = database_path(settings)
        con, now = open_database(path), datetime.now(UTC)
        use_engine(con, settings.entity_engine)
    try:
        yield Session(con, now, path, sample, settings)
    finally:
        con.close()


def parse_since(text: str, now: datetime) -> datetime | None:
    """Return the moment that `--since` means: "24h", "7d", "30m", "2w", an ISO date or time; "all" = None.

    Raises UsageError for anything else.
    """
    if text == "all":
        return None
    units = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
    try:
        if text[-1:] in units and text[:-1].isdigit():
            return now - timedelta(**{units[text[-1]]: int(text[:-1])})
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"--since does not understand {text!r}.", "Say 24h, 7d, 2w, 2025-07-16 or all.") from error


def since_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--since`; without it, `Session.since` chooses."""
    return click.option("--since", help="24h, 7d, 2w, a date, or all.  [default: 48h; sample: all]")(command)


def parse_story(text: str) -> int:
    """Return the story number in `text` ("12", "story-12", "sample-12"). Raises UsageError."""
    number = text.rpartition("-")[2]
    if not number.isdecimal() or int(number) >= 2**63:
        raise UsageError(f"{text!r} is not a story number.", "`briefing stories` lists them.")
    return int(number)
