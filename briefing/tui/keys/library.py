"""Commands on what the reader keeps and changes: selecting, tags, notes, saved stories, hiding, undoing."""

from __future__ import annotations

from briefing.tui.keys.command import EDITION, FINDING, NAMES, Command

SHELVES = ("saved", "tagged")
"""Panes that list stories apart from the edition."""
CHANGING = (*EDITION, *NAMES, *SHELVES, "tags", "hidden", "history", "why", "feeds", *FINDING)
"""Panes in which something can be changed, and so undone."""

CHANGES = (
    Command("change.undo", "u", "undo", "Undo", "Undo the last change, also one of yesterday", CHANGING, "Changes"),
    Command("change.redo", "U,ctrl+r", "redo", "Redo", "Do again what was last undone", CHANGING, "Changes"),
    Command(
        "change.list",
        "g u",
        "history",
        "Changes",
        "What can be undone and done again",
        EDITION,
        "Changes",
        short="changes",
    ),
    Command(
        "change.to", "enter,l,right", "choose", "Undo to here", "All changes down to this one", ("history",), "Changes"
    ),
)
SELECTING = (
    Command(
        "select.story", "v", "select", "Select", "Select the story, or no longer, and go on", ("list",), "Selecting"
    ),
    Command(
        "select.to_here", "ampersand", "select_to", "Select to here", "All from the last one", ("list",), "Selecting"
    ),
    Command("select.all", "asterisk", "select_all", "Select all", "Every story shown, or none", ("list",), "Selecting"),
    Command("select.invert", "", "select_invert", "Invert selection", "The others instead", ("list",), "Selecting"),
    Command("read.above", "", "read_above", "Mark above read", "Every story above this one", EDITION, "Selecting"),
    Command("read.below", "", "read_below", "Mark below read", "Every story below this one", EDITION, "Selecting"),
    Command("read.older", "", "read_older", "Mark older read", "Stories silent for so long", EDITION, "Selecting"),
)
OWN = (
    Command("own.tag", "t", "tag", "Tags", "Tag the story, or those selected", (*EDITION, *SHELVES), "Yours"),
    Command(
        "own.note", "i", "note", "Note", "Write a note on the story, in your editor", (*EDITION, *SHELVES), "Yours"
    ),
    Command("own.hide", "X", "hide_like", "Hide", "Hide stories like this one, by a rule", EDITION, "Yours"),
    Command(
        "own.saved",
        "g s",
        "saved",
        "Saved stories",
        "What you saved, the newest first",
        EDITION,
        "Yours",
        short="saved",
    ),
    Command(
        "own.tags", "g t", "tags", "All tags", "Your tags, and the stories of each", EDITION, "Yours", short="tags"
    ),
    Command(
        "own.hidden",
        "g h",
        "hidden",
        "Hidden stories",
        "Your rules, and what they hide",
        EDITION,
        "Yours",
        short="hidden",
    ),
    Command("own.save", "s", "save", "Save", "Keep the story, or let it go again", SHELVES, "Yours"),
    Command("own.filter", "slash", "filter", "Filter", "Only stories with some words", SHELVES, "Yours"),
    Command("own.rename_tag", "r", "rename", "Rename tag", "Give the tag another name", ("tags",), "Yours"),
    Command("own.delete_tag", "x", "delete", "Delete tag", "Take it off every story", ("tags",), "Yours"),
)
HIDING = (
    Command("hide.for_ever", "enter,l,right", "choose", "Hide", "Hide stories with it", ("hiding",), "Hiding"),
    Command(
        "hide.for_a_week", "w", "week", "Hide for a week", "Hide stories with it for a week", ("hiding",), "Hiding"
    ),
    Command("hide.show", "s", "show_again", "Show again", "Show this story for good", ("hidden",), "Hiding"),
    Command("hide.pause", "p", "pause", "Pause", "Let the rule rest, or count again", ("hidden",), "Hiding"),
    Command("hide.remove", "x", "remove", "Remove rule", "What it hides is back", ("hidden",), "Hiding"),
    Command("hide.words", "r", "words", "Change words", "Hide by other words", ("hidden",), "Hiding"),
    Command("hide.texts", "f", "texts", "In texts too", "Look into texts, or into titles only", ("hidden",), "Hiding"),
    Command("hide.until", "e", "until", "How long", "For ever, or for so long", ("hidden",), "Hiding"),
    Command("hide.add", "a", "add", "New rule", "Hide stories with some words", ("hidden",), "Hiding"),
)
COMMANDS = (*CHANGES, *SELECTING, *OWN, *HIDING)
_SHELF = (
    ("move.down move.up", "move"),
    ("move.choose", "open"),
    ("own.filter", "filter"),
    ("own.save", "save"),
    ("own.tag", "tags"),
    ("own.note", "note"),
    ("change.undo", "undo"),
    ("move.back", "back"),
    ("app.help", "help"),
)
FOOTERS: dict[str, tuple[tuple[str, str], ...]] = {
    "saved": _SHELF,
    "tagged": _SHELF,
    "tags": (
        ("move.down move.up", "move"),
        ("move.choose", "stories"),
        ("own.rename_tag", "rename"),
        ("own.delete_tag", "delete"),
        ("change.undo", "undo"),
        ("move.back", "back"),
        ("app.help", "help"),
    ),
    "hiding": (
        ("move.down move.up", "move"),
        ("hide.for_ever", "hide"),
        ("hide.for_a_week", "for a week"),
        ("move.back", "back"),
        ("app.help", "help"),
    ),
    "hidden": (
        ("move.down move.up", "move"),
        ("move.choose", "open"),
        ("hide.show", "show again"),
        ("hide.add", "new rule"),
        ("hide.pause", "pause"),
        ("hide.remove", "remove"),
        ("hide.words", "words"),
        ("hide.until", "how long"),
        ("change.undo", "undo"),
        ("move.back", "back"),
        ("app.help", "help"),
    ),
    "history": (
        ("move.down move.up", "move"),
        ("change.to", "undo to here"),
        ("change.undo", "undo one"),
        ("change.redo", "redo one"),
        ("move.back", "back"),
        ("app.help", "help"),
    ),
}
