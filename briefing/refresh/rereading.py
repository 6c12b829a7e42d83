"""Items that wait to be read -> their readings, made in a process of its own: the app's keys never wait for the tagger.

A thread of the app would hold up its drawing: measured while 1,504 items were read again, a key took 102 ms (95th
percentile) to be seen with a thread, 11 ms without. As a program: python -m briefing.refresh.rereading DATABASE TIME.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import FrameType

from briefing.errors import BriefingError
from briefing.refresh.child import GRACE_S, POLL_S, stand_back


def reread_in_child(database: Path, *, now: datetime, should_stop: Callable[[], bool]) -> None:
    """Read what waits, newest first, and bring the stories up to date; return at the end.

    Once `should_stop` says True the child is asked to stop, and killed when it does not: the database is whole in any
    case, and the next reading goes on. When this program ends first, so does the child.

    Raises:
        BriefingError: the process could not be started, or failed; in the words that it gave.
    """
    with tempfile.TemporaryFile() as words:
        try:
            child = subprocess.Popen(
                [sys.executable, "-m", "briefing.refresh.rereading", str(database), now.isoformat()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=words,
                start_new_session=True,
            )
        except OSError as error:
            raise BriefingError(f"The reading could not be started: {error.strerror}.", "Try again.") from error
        with child:
            stand_back(child.pid)
            stopped = _wait(child, should_stop)
        if child.returncode and not stopped:
            words.seek(0)
            said = words.read().decode("utf8", errors="replace").strip().split("\n")[-1][:300]
            raise BriefingError(said or "The reading ended too early.", "What was read stays; the next start goes on.")


def _wait(child: subprocess.Popen[bytes], should_stop: Callable[[], bool]) -> bool:
    """Wait for the child's end; return whether it was asked to stop."""
    while True:
        with suppress(subprocess.TimeoutExpired):
            child.wait(POLL_S)
            return False
        if should_stop():
            child.send_signal(signal.SIGTERM)
            try:
                child.wait(GRACE_S)
            except subprocess.TimeoutExpired:
                child.kill()
            return True


def main(database: str, now: str) -> int:
    """Read what waits in the database; return the exit code. Ends early when asked to, or when its parent is gone."""
    from briefing.ingest import process
    from briefing.store.connection import open_database

    parent, asked = os.getppid(), False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        asked = True

    signal.signal(signal.SIGTERM, stop)
    try:
        con = open_database(Path(database), create=False)
        try:
            process(con, now=datetime.fromisoformat(now), should_stop=lambda: asked or os.getppid() != parent)
        finally:
            con.close()
    except BriefingError as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
