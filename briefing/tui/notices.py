"""News of followed names -> a notice on the reader's desktop: through the terminal, or by a command of theirs.

Only words of ours and cleaned words of feeds leave here, and only as text: no shell, no escape sequence of a feed.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence

from briefing.errors import BriefingError
from briefing.tui.layout.visible import visible
from briefing.tui.layout.wrap import clip

TITLE = "briefing"
MOST_CHARS = 200
"""Longest text of a notice, in cells; desktops cut earlier."""
WAIT_S = 10
"""How long the command may take, in seconds: it shows something, it does not stay."""


def notice_text(news: Sequence[tuple[str, str]]) -> str:
    """Return what a notice says of (name, headline) pairs: the first one, and how many more; "" for none."""
    if not news:
        return ""
    name, headline = news[0]
    more = f" (and {len(news) - 1} more)" if len(news) > 1 else ""
    words = " ".join(visible(f"{name}: {headline}").split())
    return clip(words, MOST_CHARS - len(more)) + more


def through_terminal(text: str, write: Callable[[str], object]) -> None:
    """Send a notice by OSC 9, which terminals show or ignore (iTerm2, kitty, WezTerm, foot, Ghostty, Windows Terminal).

    The title goes first, so that no text can begin with a digit and a semicolon, which some read as a progress bar.
    """
    write(f"\x1b]9;{TITLE}: {text}\x07")


def by_command(command: Sequence[str], text: str) -> None:
    """Run the reader's command with title and text as its last arguments.

    Raises:
        BriefingError: it cannot be started, does not end, or ends with an error.
    """
    try:
        ended = subprocess.run(
            [*command, TITLE, text],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=WAIT_S,
            check=False,
        ).returncode
    except (OSError, subprocess.SubprocessError) as error:
        raise BriefingError(
            f"The notice could not be sent by {command[0]!r}: {error}.", "See notify_command in `briefing config`."
        ) from error
    if ended:
        raise BriefingError(
            f"{command[0]!r} ended with code {ended}: the notice was not shown.",
            "See notify_command in `briefing config`.",
        )
