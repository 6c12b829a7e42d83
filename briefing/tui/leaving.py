"""The end of a visit: what is being typed is kept, what was marked is written, where one stopped is remembered."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp

WRITES_S = 8.0
"""How long quitting waits for what is still to be written, in seconds: more than one try of a busy database."""
NOT_WRITTEN = "What you did last was not kept: another program is writing to the database."


async def leave(app: BriefingApp) -> None:
    """End the app; what cannot be written in time is told on the terminal, and the exit code is 1."""
    for screen in app.screen_stack[:0:-1]:
        if keep := getattr(screen, "action_keep", None):  # a note
            keep()
    await _calls_done(app)
    app.edition_screen.remember()
    writes = [worker for worker in app.workers if worker.group == "write"]
    waiting = asyncio.ensure_future(app.workers.wait_for_complete(writes))
    _, late = await asyncio.wait([waiting], timeout=WRITES_S)
    if late:
        app.exit(return_code=1, message=NOT_WRITTEN)
    else:
        app.exit()


async def _calls_done(app: BriefingApp) -> None:
    """Wait until every screen has taken the answers that are on their way to it."""
    for screen in app.screen_stack:
        taken = asyncio.Event()
        screen.call_next(taken.set)
        with suppress(TimeoutError):
            await asyncio.wait_for(taken.wait(), 1)
