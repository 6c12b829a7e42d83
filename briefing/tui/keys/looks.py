"""Commands on how the list is shown, and what leaves the app for other programs."""

from __future__ import annotations

from briefing.tui.keys.command import EDITION, Command

COMMANDS = (
    Command(
        "view.sort",
        "S,z s",
        "sort",
        "Sort",
        "Order the list: by rank, newest first, most outlets first",
        EDITION,
        "View",
    ),
    Command(
        "view.density",
        "z d",
        "density",
        "Density",
        "Give each story more room or less, or its first sentence",
        EDITION,
        "View",
    ),
    Command("brief.pipe", "vertical_line", "pipe", "Pipe", "Give the brief as Markdown to a command", EDITION, "Brief"),
    Command("view.hints", "z h", "toggle_hints", "Hints", "Give no more hints, or give them again", EDITION, "View"),
    Command(
        "item.hints",
        "semicolon",
        "hints",
        "Link hints",
        "A letter at each link; typing it opens the link",
        ("item",),
        "Item",
    ),
    Command(
        "item.picture", "I", "picture", "Picture", "Fetch the picture of this article and show it", ("item",), "Item"
    ),
)
FOOTERS: dict[str, tuple[tuple[str, str], ...]] = {}
