"""Commands of the panels that look behind a story, of past editions, and of the search."""

from __future__ import annotations

from briefing.tui.keys.command import TYPING, Command

WHY = (
    Command("why.split", "x", "split", "Split off", "The item is a story of its own", ("why",), "Why"),
    Command("why.move", "m", "move", "Move item", "The item belongs to another story", ("why",), "Why"),
    Command("why.unite", "t", "unite", "Together", "This story and another one are one", ("why",), "Why"),
    Command("why.apart", "a", "apart", "Apart", "This story and another one never are one", ("why",), "Why"),
    Command(
        "why.prefer", "f", "prefer", "Prefer outlet", "Rank its outlet's stories higher, or no longer", ("why",), "Why"
    ),
    Command("why.mute", "M", "mute", "Mute outlet", "Let its outlet count no more, or again", ("why",), "Why"),
)
SEARCH = (
    Command("search.down", "down,ctrl+n", "results_down", "Next hit", "The next hit, or a line down", TYPING, "Search"),
    Command("search.up", "up,ctrl+p", "results_up", "Previous hit", "The hit before, or a line up", TYPING, "Search"),
    Command("search.page_down", "pagedown", "results_page_down", "Page of hits down", "A page down", TYPING, "Search"),
    Command("search.page_up", "pageup", "results_page_up", "Page of hits up", "A page up", TYPING, "Search"),
    Command(
        "search.choose", "enter", "choose", "Take", "Read the hit inside its story; take the choice", TYPING, "Search"
    ),
    Command("search.close", "escape", "close", "Close", "Close the search, the help, the settings", TYPING, "Search"),
)
COMMANDS = (*WHY, *SEARCH)
FOOTERS: dict[str, tuple[tuple[str, str], ...]] = {
    "why": (
        ("move.down move.up", "move"),
        ("move.choose", "read"),
        ("why.split", "split off"),
        ("why.move", "move to"),
        ("why.unite", "together"),
        ("why.apart", "apart"),
        ("why.prefer", "prefer"),
        ("change.undo", "undo"),
        ("move.back", "back"),
        ("app.help", "help"),
    ),
    "sentences": (
        ("move.down move.up", "move"),
        ("move.choose", "read source"),
        ("move.back", "back"),
        ("app.help", "help"),
    ),
    "editions": (
        ("move.down move.up", "move"),
        ("move.choose", "open"),
        ("move.back", "back"),
        ("app.help", "help"),
    ),
    "search": (("search.down search.up", "move"), ("search.choose", "open"), ("search.close", "close")),
    "page": (("search.down search.up", "scroll"), ("search.close", "close")),
    "settings": (
        ("search.down search.up", "scroll"),
        ("search.choose", "open in your editor"),
        ("search.close", "close"),
    ),
    "correct": (("search.down search.up", "move"), ("search.choose", "take"), ("search.close", "back")),
}
