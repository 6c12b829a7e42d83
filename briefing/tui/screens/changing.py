"""A panel that changes things: writes behind the screen, says what was done, undoes and redoes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from briefing.tui.data import Library
from briefing.tui.marks import Marks
from briefing.tui.screens.prompting import PromptPanel


class ChangingPanel(PromptPanel):
    """A panel on the reader's own things. `changed` says whether the edition is to be read again."""

    def __init__(self, library: Library, *, today: date) -> None:
        super().__init__(library, today=today)
        self.marks = Marks(library)
        self.changed = False

    def load(self) -> None:
        """Read what is shown again, and keep the place."""
        raise NotImplementedError

    def write(self, work: Callable[[], object], word: str) -> None:
        """Make a change, say so, and show how things are then; it can be undone."""

        def done(_: object) -> None:
            self.changed = True
            self.foot.say(f"{word}   change.undo undo")
            self.load()

        self.ask("write", work, done, ordered=True)

    def action_undo(self) -> None:
        """Undo the last change."""
        self._turn_back(self.library.undo, "Undone", "Nothing to undo.")

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self._turn_back(self.library.redo, "Done again", "Nothing to do again.")

    def _turn_back(self, work: Callable[[], str | None], word: str, nothing: str) -> None:
        def told(what: str | None) -> None:
            self.changed |= bool(what)
            self.foot.say(f"{word}: {what}" if what else nothing)
            self.load()

        self.ask("write", work, told, ordered=True)
