"""A story's note -> the reader's editor, with the app out of the way; without one, a box to write in."""

from __future__ import annotations

import os
import shlex
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from briefing.errors import BriefingError
from briefing.tui.guarded import GuardedScreen
from briefing.tui.outside import run_in_terminal
from briefing.tui.widgets.foot_bar import FootBar

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp
    from briefing.tui.marks import Marks
    from briefing.tui.screens.background import BackgroundScreen

MOST_BYTES = 200_000
"""Bytes of the edited file that are read: ten times the longest note, so that a file read by mistake is refused."""


def edit_note(screen: BackgroundScreen, marks: Marks, story_id: int, keep: Callable[[str], None]) -> None:
    """Let the reader write a note on a story; `keep` gets the text, unless it stayed as it was."""

    def take(before: str, text: str | None) -> None:
        if text is not None and text.strip() != before.strip():
            keep(text)

    def show(before: str) -> None:
        command = editor_command(os.environ)
        if command:
            try:
                with screen.app.failures_shown():
                    take(before, in_editor(screen.app, command, before))
                return
            except SuspendNotSupported:
                pass  # a web terminal, or Windows: the box works everywhere
        screen.app.push_screen(NoteDialog(before), lambda text: take(before, text))

    screen.ask("note", lambda: marks.note(story_id), show)


def editor_command(environ: Mapping[str, str]) -> list[str]:
    """Return the reader's editor as a program and its arguments: VISUAL, else EDITOR; empty when none is named."""
    named = environ.get("VISUAL") or environ.get("EDITOR") or ""
    try:
        return shlex.split(named)
    except ValueError as error:
        raise BriefingError(f"The editor {named!r} cannot be started: {error}.", "Set VISUAL to a program.") from error


def in_editor(app: BriefingApp, command: Sequence[str], text: str) -> str:
    """Return what the reader made of a text in their editor; the file is private and is gone afterwards.

    Raises:
        BriefingError: the editor cannot be started, or ended with an error, or what it left cannot be read.
        SuspendNotSupported: this terminal cannot be handed over.
    """
    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        path = Path(folder) / "note.md"
        path.write_text(text + ("\n" if text else ""), encoding="utf8")
        with app.suspend():
            try:
                ended = run_in_terminal([*command, str(path)])
            except OSError as error:
                raise BriefingError(
                    f"The editor {command[0]!r} cannot be started: {error.strerror}.",
                    "Set VISUAL or EDITOR to a program; without them a box opens here.",
                ) from error
        if ended:
            raise BriefingError(f"The editor ended with code {ended}.", "The note is as it was before.")
        try:
            if path.stat().st_size > MOST_BYTES:
                raise BriefingError("What the editor left is too long for a note.", "The note is as it was before.")
            return path.read_text(encoding="utf8")
        except (OSError, UnicodeDecodeError) as error:
            raise BriefingError(
                f"What the editor left cannot be read: {error}.", "The note is as it was before."
            ) from error


class NoteDialog(GuardedScreen, ModalScreen[str]):
    """A box to write in. Leaving it keeps what is written, as every change it can be undone."""

    AUTO_FOCUS = "TextArea"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+s", "keep", "Keep", priority=True)]
    DEFAULT_CSS = """
    NoteDialog {
        align: center middle; background: $background 60%;
        & > Vertical { width: 76; max-width: 96%; height: 70%; background: $panel; padding: 1 2; }
        & TextArea, & TextArea:focus {
            height: 1fr; border: none; padding: 0; margin: 1 0; background: $background; color: $foreground;
        }
        & .text-area--cursor-line { background: $background; }
        & #what { color: $ink; text-style: bold; }
    }
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        """Yield the heading, the box and the key."""
        with Vertical():
            yield Static("Your note", id="what")
            area = TextArea(self.text, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
            area.cursor_location = area.document.end
            yield area
            yield FootBar.of(("Esc", "keeps it", "screen.keep"), "VISUAL or EDITOR name an editor of yours")

    def action_keep(self) -> None:
        """Keep what is written."""
        self.dismiss(self.query_one(TextArea).text)
