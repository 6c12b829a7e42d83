"""The seeds that are shipped with the program -> the sample edition: a database of its own, and its clock.

It is made by the same code as any other database, once, and again when seeds or rules have changed. The reader's
database is never touched: what stands at the path and is no sample is refused.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path

from briefing.errors import StoreError
from briefing.store.connection import open_database
from briefing.store.items import count_items
from briefing.store.meta import load_meta, save_meta
from briefing.store.times import to_text, to_time

_META = "sample"

_FAR_FUTURE = datetime(2100, 1, 1, tzinfo=UTC)
"""Clock for reading the seeds' dates, whatever the machine's clock says: no seed is from the future."""


def sample_path() -> Path:
    """Return where the sample edition's database stands: in the user's cache folder, since it can be made again."""
    from platformdirs import user_cache_path

    return user_cache_path("briefing", appauthor=False) / "sample.db"


def open_sample(path: Path) -> tuple[sqlite3.Connection, datetime]:
    """Open the sample edition at `path`, made first where it is missing or out of date; return it with its clock.

    The clock is the time of its newest item, so that ages read naturally. Marks are kept in it until it is made again;
    what was said of names is taken over.

    Raises:
        StoreError: something else than a sample edition stands at `path`, or it cannot be written.
    """
    if not path.exists():
        _build(path)
    con = open_database(path)
    try:
        stamp = load_meta(con, _META)
        if stamp is None:
            raise StoreError(
                f"{path} is not the sample edition.", "Name another file with --db, or leave --sample out."
            )
        if stamp["seeds"] != _signature():
            con.close()
            _build(path)
            con = open_database(path)
            stamp = load_meta(con, _META)
    except BaseException:
        con.close()
        raise
    return con, to_time(stamp["clock"])


def _build(path: Path) -> None:
    """Make the sample edition beside its place and put it there when it is whole; two programs may do so at once."""
    from briefing.ingest import ingest_sources

    sources = _seed_files()
    clock = _newest(sources)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with closing(open_database(draft)) as con:
            for outcome in ingest_sources(con, [str(source) for source in sources], now=clock):
                if outcome.error:
                    raise outcome.error
            assert count_items(con), "the seeds hold items"
            _carry(con, path, clock)
            save_meta(con, _META, {"seeds": _signature(), "clock": to_text(clock)})
        os.replace(draft, path)
        for suffix in ("-wal", "-shm"):  # of the sample that stood here; they would not fit the new file
            with suppress(FileNotFoundError):
                os.unlink(f"{path}{suffix}")
    finally:
        for suffix in ("", "-wal", "-shm"):
            with suppress(OSError):
                os.unlink(f"{draft}{suffix}")


def _carry(con: sqlite3.Connection, old: Path, clock: datetime) -> None:
    """Take over what the reader said of names in the sample that stood here; a broken one has nothing to say."""
    from briefing.ingest import process
    from briefing.store.carrying import carry_names

    with suppress(StoreError):
        if old.exists() and carry_names(con, old):
            process(con, now=clock)


def _seed_files() -> list[Path]:
    """Return the sample feeds and the seed article, in a fixed order."""
    seeds = Path(str(files("seeds")))
    feeds = sorted(path for path in (seeds / "feeds").iterdir() if path.suffix in (".xml", ".rdf", ".json", ".rss"))
    return [*feeds, seeds / "article.txt"]


def _newest(sources: list[Path]) -> datetime:
    """Return the newest time of publication in the sample feeds."""
    from feeds.files import read_local
    from feeds.model import ParsedFeed

    parsed = [read_local(source, now=_FAR_FUTURE) for source in sources]
    items = [item for feed in parsed if isinstance(feed, ParsedFeed) for item in feed.items]
    return max(item.published for item in items if item.published)


@cache
def _signature() -> str:
    """Return a digest of the seeds and of the code that makes a database of them; once per process.

    The code itself, because importing the rules for their version number would take twenty times as long as reading
    them (5 ms), and because a change of the grouping should show in the sample too.
    """
    digest = blake2b(digest_size=12)
    rules = [*Path(str(files("feeds"))).glob("*.py")]
    for room in ("reading", "stories", "store", "ingest"):
        rules += (Path(str(files("briefing"))) / room).glob("*.py")
    for path in [*sorted(rules), *_seed_files(), _seed_files()[-1].with_suffix(".toml")]:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
