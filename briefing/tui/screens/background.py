"""Work that must not hold up the screen: it runs in threads, its results come back here, its failures become words."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from textual.screen import Screen
from textual.worker import Worker

from briefing.errors import BusyError
from briefing.tui.guarded import GuardedScreen

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp

T = TypeVar("T")

PATIENCE_S = 60.0
"""How long a change waits for other programs, in seconds; each try waits some seconds of its own."""


class BackgroundScreen(GuardedScreen, Screen[None]):
    """A screen that asks for things in the background."""

    app: BriefingApp

    def __init__(self) -> None:
        super().__init__()
        self._writing = asyncio.Lock()

    def ask(
        self,
        group: str,
        work: Callable[[], T],
        then: Callable[[T], Any],
        *,
        ordered: bool = False,
        patient: bool = False,
        failed: Callable[[], Any] | None = None,
    ) -> None:
        """Run `work` in a thread and give its result to `then` here; a failure is shown in words, then `failed` called.

        A later piece of work takes the place of an earlier one of its group; with `ordered` all run, one after the
        other in the order of asking, so that what is written keeps the order of the keys. `patient` work is done again
        while another program holds the database, so that no key is lost: it must be of a kind that may be done twice.
        """

        async def job() -> None:
            done = False
            with self.app.failures_shown():
                if ordered:
                    async with self._writing:
                        result = await (self._patiently(work) if patient else asyncio.to_thread(work))
                else:
                    result = await asyncio.to_thread(work)
                then(result)
                done = True
            if failed and not done:
                failed()

        _: Worker[None] = self.run_worker(job, group=group, exclusive=not ordered, exit_on_error=False)

    async def _patiently(self, work: Callable[[], T]) -> T:
        """Run work in a thread, again and again while the database is busy; give up after `PATIENCE_S`."""
        began = monotonic()
        while True:
            try:
                return await asyncio.to_thread(work)
            except BusyError:
                if monotonic() - began > PATIENCE_S:
                    raise
                self.app.tell("Another program is writing to the database; what you did waits for it.")
