"""The settings -> a page: what counts, where it comes from, what it is for; Enter opens the file in the editor."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported
from textual.content import Content
from textual.widgets import Input

from briefing.config import Effective, config_file
from briefing.errors import BriefingError, UsageError
from briefing.tui.layout.visible import visible
from briefing.tui.outside import run_in_terminal
from briefing.tui.screens.note import editor_command
from briefing.tui.screens.typed_page import TypedPage

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp

NAME_WIDTH = 20
"""Cells for a setting's name; the longest is "notify_command"."""
_INDENT = "\n" + " " * NAME_WIDTH
EDITORS = ("nano", "vim", "vi")
"""Editors that are looked for when neither VISUAL nor EDITOR names one, the easiest first."""
HEAD = "# Settings of briefing. A line counts when the # before it is gone. What you leave as it is stays unwritten.\n"


class SettingsScreen(TypedPage):
    """Every setting as it counts now."""

    app: BriefingApp
    FOOTER = "settings"
    PLACEHOLDER = "Type to search. Enter opens the file in your editor, Esc closes."

    def content(self, typed: str, width: int) -> Content:
        """Return the settings that match, below the file that they are in."""
        path = config_file(os.environ)
        try:
            rows = self.app.effective()
        except UsageError as error:
            return Content.styled(visible(str(error)), "$error")
        there = str(path) if path.exists() else f"{path} (not there yet: all is as it comes)"
        lines = textwrap.wrap(visible(there), max(20, width - NAME_WIDTH))
        head = Content.assemble(("File ".ljust(NAME_WIDTH), "bold $ink"), (_INDENT.join(lines), "$quiet"))
        found = matching(rows, typed)
        if not found:
            return Content.assemble(head, "\n\n", ("No setting matches.", "$quiet"))
        return Content("\n").join([head, Content(""), *(_row(row, width) for row in found)])

    def action_choose(self) -> None:
        """Open the file in the editor; what it says afterwards counts at once."""
        with self.app.failures_shown():
            if edit_settings(self.app, config_file(os.environ)):
                self.app.read_settings()
                self.app.notify("The settings count from now on.", markup=False, timeout=4)
        self.draw()
        self.query_one(Input).focus()


def matching(rows: Sequence[Effective], typed: str) -> list[Effective]:
    """Return the settings that hold every word that is typed in name, value, origin or purpose."""
    words = typed.lower().split()
    return [
        row for row in rows if all(word in f"{row.name} {row.value} {row.origin} {row.doc}".lower() for word in words)
    ]


def _row(row: Effective, width: int) -> Content:
    """Return a setting: name, value and origin, what it is for below them."""
    room, indent = max(20, width - NAME_WIDTH), _INDENT
    value = indent.join(textwrap.wrap(visible(json.dumps(row.value, ensure_ascii=False)), room))
    name, changed = visible(row.name), row.origin != "default"
    return Content.assemble(
        (name.ljust(NAME_WIDTH) if len(name) < NAME_WIDTH else name + indent, "$foreground"),
        (value, "bold $ink" if changed else "$foreground"),
        (f"{indent}from {visible(row.origin)}" if changed else "", "$foreground"),
        (indent + indent.join(textwrap.wrap(row.doc, room)), "$quiet"),
    )


# -- the file --------------------------------------------------------------------------------------


def template(rows: Sequence[Effective]) -> str:
    """Return a configuration that changes nothing: every setting in a comment, with its purpose."""
    lines = [HEAD]
    for row in rows:
        value = list(row.value) if isinstance(row.value, tuple) else row.value
        lines.append(f"\n# {row.doc}\n# {row.name} = {json.dumps(value, ensure_ascii=False)}\n")
    return "".join(line for line in lines if "# keys =" not in line and "# macros =" not in line) + TABLES


TABLES = """
# Keys, by the names that the command line (:) and the help show. "" takes a key away.
# [keys]
# "story.save" = ["s", "ctrl+s"]
# "view.zen" = "z z"

# Macros: a comma and this key do these commands.
# [macros]
# x = ["story.save", "story.read"]
"""


def edit_settings(app: BriefingApp, path: Path) -> bool:
    """Let the reader edit the configuration; return whether it is another one now.

    A file that is not there yet is offered as a template and written only when something in it was changed. Raises
    BriefingError when there is no editor, or when it fails.
    """
    if path.exists():
        before = path.read_bytes()
        _edit(app, path)
        return path.exists() and path.read_bytes() != before
    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        draft = Path(folder) / "config.toml"
        draft.write_text(template(app.effective()), encoding="utf8")
        before = draft.read_bytes()
        _edit(app, draft)
        if not draft.exists() or (after := draft.read_bytes()) == before:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(after)
        return True


def _edit(app: BriefingApp, path: Path) -> None:
    command = editor_command(os.environ) or [name for name in EDITORS if shutil.which(name)][:1]
    if not command:
        raise BriefingError("No editor was found.", f"Set VISUAL or EDITOR to one; the file is {path}.")
    try:
        with app.suspend():
            ended = run_in_terminal([*command, str(path)])
    except SuspendNotSupported as error:
        raise BriefingError(
            "This terminal cannot be handed to an editor.", f"Edit {path} and open the settings again."
        ) from error
    except OSError as error:
        raise BriefingError(
            f"The editor {command[0]!r} cannot be started: {error.strerror}.", "Set VISUAL or EDITOR to a program."
        ) from error
    if ended:
        raise BriefingError(f"The editor ended with code {ended}.", "The settings are as they were before.")
