"""Commands of the article reader."""

from __future__ import annotations

from briefing.tui.keys.command import Command

COMMANDS = (
    Command("item.choose", "enter", "choose_name", "Open name", "The page of the chosen name", ("item",), "Item"),
    Command("item.link", "1,2,3,4,5,6,7,8,9", "link", "Open link 1 to 9", "Open that link", ("item",), "Item"),
    Command("item.find", "slash", "find", "Find", "Find words in this text", ("item",), "Item"),
    Command("item.find_next", "n", "find_next", "Next match", "Go to the next match", ("item",), "Item", counted=True),
    Command(
        "item.find_previous",
        "N",
        "find_previous",
        "Previous match",
        "Go to the match before",
        ("item",),
        "Item",
        counted=True,
    ),
    Command("item.next", "J", "next_item", "Next item", "The story's next item", ("item",), "Item"),
    Command("item.previous", "K", "prev_item", "Previous item", "The story's item before", ("item",), "Item"),
)
_READING = (
    ("move.down move.up", "scroll"),
    ("item.find", "find"),
    ("item.next item.previous", "item"),
    ("brief.browser", "browser"),
    ("brief.copy_link", "copy link"),
    ("move.back", "back"),
    ("app.help", "help"),
)
FOOTERS: dict[str, tuple[tuple[str, str], ...]] = {
    "item": _READING,
    "teaser": (("brief.fetch_texts", "full text"), *(row for row in _READING if row[0] != "brief.copy_link")),
}
