"""`briefing` without a command: open the app on the reader's database, or on the sample edition.

Here and not in `briefing.cli`, since the app's first frame need not wait for the command line's parser (20 ms of CPU).
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from briefing.config import Settings, data_folder, database_path, load
from briefing.errors import BriefingError


def main() -> None:
    """Open the app; an error is told on stderr and ends the program with its exit code."""
    try:
        open_app()
    except BriefingError as error:
        print(f"briefing: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)


def open_app(
    *, db: str | None = None, sample: bool = False, theme: str | None = None, plain: bool | None = None
) -> None:
    """Open the app. Before there is a feed or an item of one's own, it is the sample edition.

    With `plain` it is a conversation in lines; None takes that where the app cannot be drawn. Where stdin or stdout is
    no terminal, the edition is printed.

    Raises UsageError for a theme that there is not and for a configuration that is not right; StoreError for a file
    that is no database of ours.
    """
    gc.disable()  # what is made until the first frame stays: looking for garbage in it takes 40 ms; the app enables it
    settings, _ = load(db=db)
    path = database_path(settings)
    if not sample and not _has_news(path):
        sample, db = True, None
    if sample:
        from briefing.sample import sample_path

        path = Path(db).expanduser() if db else sample_path()
    piped = not (sys.stdin.isatty() and sys.stdout.isatty())
    if piped or plain or (plain is None and os.environ.get("TERM") == "dumb"):
        gc.enable()
        _read_plainly(path, sample, settings, piped=piped)
        return
    from briefing.tui.app import BriefingApp

    app = BriefingApp(path, sample=sample, theme=theme, settings=settings)
    app.crash_folder = data_folder()
    app.run()
    if code := app.return_code or (app.ended_by and 128 + app.ended_by):  # a shell counts signals from 128
        sys.exit(code)


def _read_plainly(path: Path, sample: bool, settings: Settings, *, piped: bool) -> None:
    """Print the edition, or talk in lines."""
    from briefing.plain.loop import Conversation
    from briefing.plain.texts import edition_lines
    from briefing.tui.data import Library

    library = Library(path, sample, settings=settings)
    try:
        if piped:
            edition = library.edition()
            more = "`briefing stories` lists all"
            print("\n".join(edition_lines(edition, library.now(), sample=sample, more=more)), flush=True)
        else:
            Conversation(library, ask=input, say=print, browse=_browse).run()
    except BrokenPipeError:  # the reader's pager or `head` has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _has_news(path: Path) -> bool:
    """Whether there is anything of the reader's own to show or to fetch; StoreError for a file that is no database."""
    if not path.exists():
        return False
    from briefing.store.connection import open_database
    from briefing.store.freshness import has_news

    con = open_database(path)
    try:
        return has_news(con)
    finally:
        con.close()


def _browse(url: str) -> None:
    """Open an address in the browser."""
    import webbrowser

    webbrowser.open(url)
