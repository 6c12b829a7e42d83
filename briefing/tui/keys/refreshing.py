"""Commands on the log of the last refreshes."""

from __future__ import annotations

from briefing.tui.keys.command import EDITION, Command

COMMANDS = (
    Command(
        "feeds.log",
        "g l",
        "refresh_log",
        "Last refresh",
        "What became of each feed in the last refreshes",
        EDITION,
        "Feeds",
        short="last refresh",
    ),
)
FOOTERS: dict[str, tuple[tuple[str, str], ...]] = {
    "log": (
        ("move.down move.up", "move"),
        ("move.choose", "open"),
        ("move.back", "back"),
        ("app.help", "help"),
    ),
}
