"""Commands on feeds: how they are, adding them, the first run."""

from __future__ import annotations

from briefing.tui.keys.command import EDITION, FINDING, Command

FEEDS = (
    Command("feeds.open", "F,g f", "feeds", "Feeds", "How they are; pause, rename, unsubscribe", EDITION, "Feeds"),
    Command("feeds.add", "a", "add_feed", "Add feeds", "Subscribe by an address", (*EDITION, "feeds"), "Feeds"),
    Command("feeds.site", "o", "choose", "Open site", "Open its site in the browser", ("feeds",), "Feeds"),
    Command("feeds.pause", "p", "pause", "Pause", "Fetch it no more, or again", ("feeds",), "Feeds"),
    Command("feeds.rename", "r", "rename", "Rename feed", "Give it another title", ("feeds",), "Feeds"),
    Command("feeds.folder", "f", "folder", "Folder", "Move it to a folder", ("feeds",), "Feeds"),
    Command("feeds.outlet", "t", "outlet", "Outlet", "Say who publishes it", ("feeds",), "Feeds"),
    Command("feeds.full_text", "w", "full_text", "Full texts", "Fetch those of new items, or not", ("feeds",), "Feeds"),
    Command("feeds.remove", "x", "unsubscribe", "Unsubscribe", "Fetch and list it no more", ("feeds",), "Feeds"),
    Command("feeds.next_error", "e", "next_error", "Next trouble", "The next feed in trouble", ("feeds",), "Feeds"),
    Command("feeds.previous_error", "E", "prev_error", "Previous trouble", "The one before", ("feeds",), "Feeds"),
    Command("feeds.subscribe", "enter", "choose", "Subscribe", "Subscribe to the selected", FINDING, "Feeds"),
    Command("feeds.address", "a", "address", "Another address", "Look at another address", ("found",), "Feeds"),
)
START = (
    Command("start.packs", "1", "packs", "Starter packs", "Subscribe to feeds by subject", ("start",), "First run"),
    Command("start.import", "2", "import", "Import", "Take over an OPML or newsboat file", ("start",), "First run"),
    Command("start.address", "3", "address", "Paste an address", "Of a feed or of a site", ("start",), "First run"),
    Command("start.report", "enter", "choose", "Go on", "Leave the report of an import", ("imported",), "First run"),
    Command("start.stay", "4", "back", "Stay with sample", "Add feeds later", ("start",), "First run"),
)
COMMANDS = (*FEEDS, *START)
FOOTERS: dict[str, tuple[tuple[str, str], ...]] = {
    "feeds": (
        ("move.down move.up", "move"),
        ("feeds.add", "add"),
        ("feeds.pause", "pause"),
        ("feeds.rename", "rename"),
        ("feeds.folder", "folder"),
        ("feeds.outlet", "outlet"),
        ("feeds.full_text", "full texts"),
        ("feeds.remove", "unsubscribe"),
        ("feeds.next_error", "next trouble"),
        ("change.undo", "undo"),
        ("move.back", "back"),
        ("app.help", "help"),
    ),
    "found": (
        ("move.down move.up", "move"),
        ("feeds.subscribe", "subscribe"),
        ("feeds.address", "another address"),
        ("change.undo", "undo"),
        ("move.back", "back"),
        ("app.help", "help"),
    ),
    "packs": (
        ("move.down move.up", "move"),
        ("feeds.subscribe", "subscribe"),
        ("change.undo", "undo"),
        ("move.back", "go on"),
        ("app.help", "help"),
    ),
    "imported": (("move.down move.up", "move"), ("start.report", "go on"), ("app.help", "help")),
    "start": (("move.down move.up", "move"), ("move.choose", "choose"), ("start.stay", "stay"), ("app.help", "help")),
}
