"""Commands that work everywhere."""

from __future__ import annotations

from briefing.tui.keys.command import Command

EVERYWHERE = ("app",)

COMMANDS = (
    Command("app.help", "question_mark,f1", "help", "Help", "Every command and its keys", EVERYWHERE, "App"),
    Command("app.palette", "ctrl+p", "command_palette", "Commands", "Find a command by its name", EVERYWHERE, "App"),
    Command("app.type", "colon", "command_line", "Command line", "Type a command; Tab completes", EVERYWHERE, "App"),
    Command(
        "app.settings",
        "g c",
        "settings",
        "Settings",
        "What is set, and where; Enter opens the configuration in your editor",
        EVERYWHERE,
        "App",
        short="settings",
    ),
    Command("app.theme", "T", "toggle_theme", "Light or dark", "Change between paper and night", EVERYWHERE, "App"),
    Command(
        "app.suspend", "ctrl+z", "suspend_process", "Suspend", "Back to the shell; fg comes back", EVERYWHERE, "App"
    ),
    Command("app.redraw", "ctrl+l", "redraw", "Redraw", "Draw the whole screen again", EVERYWHERE, "App"),
    Command("app.quit", "Q,ctrl+q", "quit", "Quit", "Quit now, from anywhere", EVERYWHERE, "App"),
)
FOOTERS: dict[str, tuple[tuple[str, str], ...]] = {}
