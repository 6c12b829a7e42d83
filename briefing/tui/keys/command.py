"""What a command is, and the panes in which commands work.

A pane is what has the keys: "list" and "brief" are the two sides of the edition, every other one is a screen of its
own. A screen names its pane in the class attribute `PANE` (the edition, which has two, in the property `pane`); what is
in the pane "app" works everywhere. A command's action is the method `action_NAME` of the screen, or there of the app.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do.

    `keys` are Textual's key names with commas between; keys pressed one after the other have a blank between ("g g").
    `title` starts with a capital; `tooltip` says what happens; a `counted` command is done as often as the digits typed
    before its key say; `short` is what the foot bar calls it; a `macro` stands for other commands.
    """

    id: str
    keys: str
    action: str
    title: str
    tooltip: str
    where: tuple[str, ...]
    group: str
    counted: bool = False
    short: str = ""
    macro: tuple[str, ...] = ()

    @property
    def sequences(self) -> tuple[tuple[str, ...], ...]:
        """The ways to press it: each a key, or several one after the other; none for a command without keys."""
        return tuple(tuple(way.split()) for way in self.keys.split(",") if way.strip())

    @property
    def numbered(self) -> bool:
        """Whether its action takes the number of the key that was pressed."""
        return self.action in NUMBERED

    @property
    def everywhere(self) -> bool:
        """Whether it is the app's own and works on every screen."""
        return self.where == ("app",)


NUMBERED = ("source", "link")
"""Actions that take the number of the key that was pressed."""
EDITION = ("list", "brief")
NAMES = ("entity", "entities")
FINDING = ("found", "packs")
KEPT = ("saved", "tagged", "tags", "hidden", "hiding", "history")
PANELS = ("legend", "why", "editions", "sentences", "feeds", *FINDING, "imported", "log", "start", *KEPT)
READING = (*EDITION, "item", *NAMES)
MOVING = (*READING, *PANELS)
TYPING = ("search", "page")
"""Panes with a box to type in, and below it what is found: searches, the help, the settings."""
AT_ONCE = ("brief", "item", "start")
"""Panes in which a digit acts at once; in the others digits are a count, or wait for one."""

PANE_NAMES = {
    "app": "everywhere",
    "list": "the list",
    "brief": "a brief",
    "item": "an article",
    "entity": "the page of a name",
    "entities": "the names",
    "legend": "kinds and colours",
    "why": "why",
    "editions": "past editions",
    "sentences": "sentences",
    "search": "the search",
    "page": "help and settings",
    "feeds": "the feeds",
    "log": "the last refresh",
    "found": "adding feeds",
    "packs": "starter packs",
    "imported": "an import",
    "start": "the first run",
    "saved": "saved stories",
    "tagged": "the stories of a tag",
    "tags": "the tags",
    "hidden": "what is hidden",
    "hiding": "hiding stories",
    "history": "the changes",
}
"""Pane -> what it is called."""
