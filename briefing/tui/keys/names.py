"""Commands on names: in texts, on the page of a name, in the overview."""

from __future__ import annotations

from briefing.tui.keys.command import NAMES, READING, Command

COMMANDS = (
    Command(
        "name.next",
        "right_curly_bracket",
        "next_mention",
        "Next name",
        "Go to the next name in the text",
        READING,
        "Names",
        counted=True,
    ),
    Command(
        "name.previous",
        "left_curly_bracket",
        "prev_mention",
        "Previous name",
        "Go to the name before",
        READING,
        "Names",
        counted=True,
    ),
    Command(
        "name.highlight",
        "H",
        "highlight",
        "Highlight",
        "Change which kinds of names are coloured",
        (*READING, "legend"),
        "Names",
    ),
    Command(
        "name.legend",
        "g k",
        "legend",
        "Kinds and colours",
        "What each colour means; put single kinds on or off",
        ("app",),
        "Names",
        short="kinds",
    ),
    Command(
        "legend.choose",
        "enter,l,right,x",
        "choose",
        "On or off",
        "Colour the selected kind, or no longer",
        ("legend",),
        "Names",
    ),
    Command(
        "name.page",
        "E,g e",
        "entity",
        "Page of a name",
        "All about the chosen name; without one, who is named most and who is rising",
        ("list", "brief", "item"),
        "Names",
        short="names",
    ),
    Command("name.follow", "f", "follow", "Follow", "Rank stories with this name higher, or no longer", NAMES, "Names"),
    Command("name.mute", "M", "mute", "Mute", "Rank stories with this name last, or no longer", NAMES, "Names"),
    Command("name.rename", "r", "rename", "Rename", "Show this name in other words", ("entity",), "Names"),
    Command("name.retype", "t", "retype", "Change kind", "Say what kind of thing it is", ("entity",), "Names"),
    Command(
        "name.merge", "equals_sign", "merge", "Same as", "This is another name of somebody else", ("entity",), "Names"
    ),
    Command("name.split", "minus", "split", "Split off", "One of its names is somebody else's", ("entity",), "Names"),
    Command("name.hide", "x", "hide", "Hide", "This is no name: never colour or list it", ("entity",), "Names"),
)
FOOTERS: dict[str, tuple[tuple[str, str], ...]] = {
    "entity": (
        ("move.down move.up", "move"),
        ("move.choose", "open"),
        ("name.follow", "follow"),
        ("name.mute", "mute"),
        ("name.rename", "rename"),
        ("name.retype", "kind"),
        ("name.merge", "same as"),
        ("name.split", "split"),
        ("name.hide", "hide"),
        ("change.undo", "undo"),
        ("move.back", "back"),
        ("app.help", "help"),
    ),
    "legend": (
        ("move.down move.up", "move"),
        ("legend.choose", "on or off"),
        ("name.highlight", "next choice"),
        ("move.back", "back"),
    ),
    "entities": (
        ("move.down move.up", "move"),
        ("move.choose", "open"),
        ("name.follow", "follow"),
        ("name.mute", "mute"),
        ("change.undo", "undo"),
        ("move.back", "back"),
        ("app.help", "help"),
    ),
}
