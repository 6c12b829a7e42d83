"""Commands that move: rows, sentences, pages, ends."""

from __future__ import annotations

from briefing.tui.keys.command import KEPT, MOVING, Command

CHOSEN_FROM = tuple(pane for pane in KEPT if pane not in ("hiding", "history"))
"""Panes of the reader's own things in which Enter opens; in the two others it does what the foot bar says."""

COMMANDS = (
    Command(
        "move.down",
        "j,down",
        "down",
        "Down",
        "Next story in the list, next sentence in a brief",
        MOVING,
        "Move",
        counted=True,
    ),
    Command("move.up", "k,up", "up", "Up", "The story or the sentence before", MOVING, "Move", counted=True),
    Command(
        "move.read_on",
        "space",
        "read_on",
        "Read on",
        "A page down; at the end of a brief mark it read and show the next unread story",
        MOVING,
        "Move",
        counted=True,
    ),
    Command(
        "move.page_down", "pagedown,ctrl+f", "page_down", "Page down", "One page down", MOVING, "Move", counted=True
    ),
    Command("move.page_up", "b,pageup,ctrl+b", "page_up", "Page up", "One page up", MOVING, "Move", counted=True),
    Command(
        "move.half_down",
        "ctrl+d",
        "half_down",
        "Half a page down",
        "Half a page down",
        MOVING,
        "Move",
        counted=True,
    ),
    Command("move.half_up", "ctrl+u", "half_up", "Half a page up", "Half a page up", MOVING, "Move", counted=True),
    Command(
        "move.top", "g g,g,home", "top", "Top", "The first story, or the start of the text", MOVING, "Move", short="top"
    ),
    Command("move.bottom", "G,end", "bottom", "Bottom", "The last story, or the end of the text", MOVING, "Move"),
    Command(
        "move.choose",
        "enter,l,right",
        "choose",
        "Open",
        "What is selected: the source at that sentence, the name, the item, the edition, the answer",
        ("brief", "entity", "entities", "why", "sentences", "editions", "feeds", "log", "start", *CHOSEN_FROM),
        "Move",
    ),
    Command(
        "move.back",
        "h,left,escape",
        "back",
        "Back",
        "Back to the list, or to where one came from",
        tuple(pane for pane in MOVING if pane != "list"),
        "Move",
    ),
    Command("move.leave", "q", "leave", "Back, or quit", "Back one level; at the list, quit", MOVING, "Move"),
)
FOOTERS: dict[str, tuple[tuple[str, str], ...]] = {}
