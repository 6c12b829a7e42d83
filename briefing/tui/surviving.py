"""An app that outlives its bugs: what nobody foresaw becomes words and a report, and a lost terminal ends it."""

from __future__ import annotations

import os
import select
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefing.errors import BriefingError
from briefing.tui.crash import place_of, write_crash
from briefing.tui.guarded import Guarded
from briefing.tui.keys.dispatch import KeyedApp
from feeds.errors import FeedError

CRASHES_BORNE = 20
"""Failures in one visit after which the app ends: something fails at every picture, and words no longer help."""
LOOK_S = 2.0
"""Seconds between two looks whether the terminal is still there."""
LAST_WAIT_S = 3.0
"""Seconds that an app without a terminal has for its last writes before it is ended."""


class SurvivingApp(Guarded, KeyedApp):
    """An app that shows what went wrong inside it, and goes on."""

    crash_folder: Path | None = None
    """Where reports are written; None writes none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._failures: dict[str, int] = {}
        self._on_screen = False

    def on_ready(self) -> None:
        """The first frame is there: from now on a failure need not end the app."""
        self._on_screen = True
        if not self.is_headless:
            self.set_interval(LOOK_S, self._look_for_terminal)

    # -- failures --------------------------------------------------------------------------------------

    def _handle_exception(self, error: Exception) -> None:
        """Take what nobody caught (Textual calls this, and would end the app with a traceback full of values)."""
        if self.is_headless:
            super()._handle_exception(error)  # tests are to see it
            return
        words = self.crashed(error)
        if self._on_screen and sum(self._failures.values()) < CRASHES_BORNE:
            self.show_error(words)
        else:
            self.exit(return_code=1, message=f"briefing had to stop. {words}")

    def crashed(self, error: Exception) -> str:
        """Report an exception, once for each place where it came from; return the words for it."""
        where = f"{type(error).__name__} in {place_of(error)}"
        self._failures[where] = self._failures.get(where, 0) + 1
        path = None
        if self._failures[where] == 1 and self.crash_folder:
            path = write_crash(self.crash_folder, error, now=datetime.now(UTC))
        told = f" What to report is in {path}: it holds nothing of your feeds." if path else ""
        return f"A mistake in the program: {where}. Nothing that was stored is lost.{told}"

    @contextmanager
    def failures_shown(self) -> Iterator[None]:
        """Show a failure of the block in words instead of ending the app."""
        try:
            yield
        except (BriefingError, FeedError) as error:
            self.show_error(str(error))
        except Exception as error:
            self.log.error(error)
            self.show_error(self.crashed(error))

    def show_error(self, words: str) -> None:
        """Show an error; words of feeds in it are no markup."""
        self.notify(words, severity="error", markup=False, timeout=10)

    # -- the terminal ----------------------------------------------------------------------------------

    def _look_for_terminal(self) -> None:
        """End the app when its terminal is gone: Textual would read from it, in vain, as fast as it can."""
        if terminal_gone(sys.__stdin__.fileno() if sys.__stdin__ else 0):
            late = threading.Timer(LAST_WAIT_S, os._exit, (1,))  # in case that something waits for the terminal
            late.daemon = True
            late.start()
            self.call_later(self.run_action, "quit")


def terminal_gone(fileno: int) -> bool:
    """Return whether the other end of a terminal has been closed, so that reading from it gives nothing for ever."""
    if not hasattr(select, "poll"):
        return False
    poll = select.poll()
    poll.register(fileno, 0)  # asks for nothing: hang-up and errors are told anyway
    return any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, event in poll.poll(0))
