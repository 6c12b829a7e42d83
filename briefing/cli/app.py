"""`briefing` without a command: open the app on the reader's database, or on the sample edition."""

from __future__ import annotations

import sys
from pathlib import Path

from briefing.config import database_path, load
from briefing.errors import UsageError


def open_app(*, db: str | None, sample: bool, theme: str | None) -> None:
    """Open the app. Before there is a feed or an item of one's own, it is the sample edition."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("The app needs a terminal.", "In a pipe or script use `briefing stories` or `briefing show`.")
    settings, _ = load(db=db)
    path = database_path(settings)
    if not sample and not _has_news(path):
        sample, db = True, None
    from briefing.tui.app import BriefingApp

    if sample:
        from briefing.sample import sample_path

        path = Path(db).expanduser() if db else sample_path()
    BriefingApp(path, sample=sample, theme=theme, settings=settings).run()


def _has_news(path: Path) -> bool:
    """Whether there is anything of the reader's own to show or to fetch; StoreError for a file that is no database."""
    if not path.exists():
        return False
    from briefing.store.connection import open_database
    from briefing.store.feeds import list_feeds
    from briefing.store.items import count_items

    con = open_database(path)
    try:
        return count_items(con) > 0 or bool(list_feeds(con))
    finally:
        con.close()
