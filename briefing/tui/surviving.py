"""An app that outlives its bugs: what nobody foresaw becomes words and a report, and a lost terminal ends it."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from textual.notifications import Notify, SeverityLevel

from briefing.errors import BriefingError
from briefing.tui.crash import failure_words, where
from briefing.tui.guarded import Guarded
from briefing.tui.keys.dispatch import KeyedApp
from briefing.tui.toasts import Notice
from feeds.errors import FeedError

CRASHES_BORNE = 20
"""Failures in one visit after which the app ends: something fails at every picture, and words no longer help."""
LOOK_S = 2.0
"""Seconds between two looks whether the terminal is still there."""
LAST_WAIT_S = 3.0
"""Seconds that an app without a terminal, or told to end, has for its last writes before it is ended."""
ENDING = ("SIGTERM", "SIGHUP", "SIGINT")
"""Signals that end the app as its quit key does: what was marked is written, the terminal is given back."""


class SurvivingApp(Guarded, KeyedApp):
    """An app that shows what went wrong inside it, and goes on."""

    crash_folder: Path | None = None
    """Where reports are written; None writes none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._failures: dict[str, int] = {}
        self._on_screen = False
        self.ended_by = 0
        """The signal that ended the app, 0 for none."""

    def on_load(self) -> None:
        """Listen to signals before the terminal is taken over: by default they would leave it as it is then."""
        if self.is_headless:
            return
        loop = asyncio.get_running_loop()
        for number in (getattr(signal, name, None) for name in ENDING):  # Windows has no SIGHUP
            if number:
                signal.signal(number, lambda by, _: loop.call_soon_threadsafe(self._end, by))

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
        place = where(error)
        self._failures[place] = self._failures.get(place, 0) + 1
        return failure_words(error, self.crash_folder if self._failures[place] == 1 else None)

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

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a notification, as Textual does, but one that cannot stop the app (see `toasts`). Thread-safe."""
        shown_s = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        self.post_message(Notify(Notice(message, title, severity, shown_s, markup=markup)))

    def show_error(self, words: str) -> None:
        """Show an error; words of feeds in it are no markup."""
        self.notify(words, severity="error", markup=False, timeout=10)

    # -- the terminal ----------------------------------------------------------------------------------

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Give the terminal to another program for the time of the block, and take it back however that ends.

        Textual 8.2 stays without a terminal when the block fails. Ctrl-C in it raises KeyboardInterrupt there, and
        does not end the app. Raises SuspendNotSupported.
        """
        failure: BaseException | None = None
        interrupt = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            with super().suspend():
                try:
                    yield
                except BaseException as error:
                    failure = error
        finally:
            signal.signal(signal.SIGINT, interrupt)
        if failure is not None:
            raise failure

    def _look_for_terminal(self) -> None:
        """End the app when its terminal is gone: Textual would read from it, in vain, as fast as it can."""
        if terminal_gone(sys.__stdin__.fileno() if sys.__stdin__ else 0):
            self._end(0)

    def _end(self, by: int) -> None:
        """Quit, by signal number `by` or since the terminal is gone; when something holds that up, end all the same."""
        self.ended_by = by
        late = threading.Timer(LAST_WAIT_S, self._end_now)
        late.daemon = True
        late.start()
        self.call_later(self.run_action, "app.quit")

    def _end_now(self) -> None:
        """Give the terminal back and end the program, whatever the app waits for."""
        gone = threading.Timer(1, os._exit, (1,))  # writing to a terminal that is gone may never end
        gone.daemon = True
        gone.start()
        if self._driver is not None:
            self._driver.stop_application_mode()
            self._driver.close()
        os._exit(128 + self.ended_by if self.ended_by else 1)


def terminal_gone(fileno: int) -> bool:
    """Return whether the other end of a terminal has been closed, so that reading from it gives nothing for ever."""
    if not hasattr(select, "poll"):
        return False
    poll = select.poll()
    poll.register(fileno, 0)  # asks for nothing: hang-up and errors are told anyway
    return any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, event in poll.poll(0))
