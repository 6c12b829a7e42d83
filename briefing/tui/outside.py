"""What the app gives to other programs: addresses to a browser, briefs to a command that the reader typed."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress

from briefing.errors import BriefingError

SHOWN = 300
"""Characters of a command's output that are told where it has no terminal of its own."""


def browser_command(browser: Sequence[str], url: str) -> list[str]:
    """Return the command that opens `url`: %u stands for it, without one it comes last. No shell sees the address."""
    if any("%u" in part for part in browser):
        return [part.replace("%u", url) for part in browser]
    return [*browser, url]


def open_with(browser: Sequence[str], url: str) -> None:
    """Start the reader's browser, apart from the app: it draws nothing here and outlives it.

    Raises BriefingError when there is no such command.
    """
    try:
        subprocess.Popen(
            browser_command(browser, url),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise BriefingError(
            f"The browser {browser[0]!r} cannot be started: {error.strerror}.", "Mend `browser` in the configuration."
        ) from error


def run_in_terminal(command: str | Sequence[str], *, shell: bool = False, stdin: bytes | None = None) -> int:
    """Run a program that has the terminal, and return its exit code. Ctrl-C is the program's alone meanwhile.

    To be called while the app has stepped aside (`App.suspend`). Raises OSError when it cannot be started.
    """
    before = signal.signal(signal.SIGINT, lambda *_: None)  # unlike SIG_IGN, no program inherits it
    try:
        return subprocess.run(command, shell=shell, input=stdin, check=False).returncode
    finally:
        signal.signal(signal.SIGINT, before)


def pipe(text: str, command: str, *, ask: Callable[[str], str] = input) -> str:
    """Give `text` to a shell command that has the terminal while it runs; return what to tell the reader of it.

    To be called while the app has stepped aside (`App.suspend`).
    """
    try:
        words = f"{command}: {said(run_in_terminal(command, shell=True, stdin=text.encode()))}"
    except OSError as error:
        words = f"{command}: cannot be started: {error.strerror or error}."
    with suppress(EOFError, KeyboardInterrupt):
        ask(f"\n[briefing] {words} Enter goes back. ")
    return words


def pipe_silently(text: str, command: str) -> str:
    """Give `text` to a shell command without a terminal and return what it says."""
    try:
        run = subprocess.run(command, shell=True, input=text.encode(), capture_output=True, check=False)
    except OSError as error:
        return f"{command}: cannot be started: {error.strerror or error}."
    words = " ".join((run.stdout or run.stderr).decode("utf8", "replace").split())[:SHOWN]
    return f"{command}: {said(run.returncode)} {words}".rstrip()


def said(code: int) -> str:
    """Return a command's exit code in words."""
    if code == 127 and os.name == "posix":
        return "there is no such command."
    if code in (-signal.SIGINT, 128 + signal.SIGINT):
        return "stopped."
    return "done." if code == 0 else f"ended with code {code}."
