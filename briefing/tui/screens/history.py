"""Every change that can be undone, newest first, and what was undone; Enter goes back to before the selected one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.tui.layout.moment import full
from briefing.tui.layout.row_lines import Row, lay_out_rows
from briefing.tui.screens.changing import ChangingPanel
from briefing.tui.widgets.item_bar import Reached
from briefing.tui.widgets.story_rows import count

if TYPE_CHECKING:
    from briefing.store.actions import Action

NO_CHANGES = "Nothing was changed yet.\n\nWhat you mark, save, tag, hide or correct\nstands here, and can be undone."
UNDONE, DONE = "Undone: Enter does again up to here", "Done: Enter undoes down to here"
SHOWN = 300
"""Changes shown, the newest: more than anybody goes back at once; the others stay, and come up as these go."""


class HistoryScreen(ChangingPanel):
    """The undo log."""

    PANE = "history"
    TITLE_WORDS = "Changes"

    def on_mount(self) -> None:
        """Read the log."""
        self.rows: Sequence[Action] = ()
        self._asked = 0
        self.load()

    def load(self) -> None:
        """Read the log, and keep the place."""
        self.ask("history", self.marks.history, self._show)

    def _show(self, rows: Sequence[Action]) -> None:
        from briefing.store.actions import LOG_SIZE

        first = self.number < 0
        selected, self.rows = max(0, self.number), rows[:SHOWN]
        undone = sum(row.undone for row in rows)
        parts = [count(len(rows) - undone, "change")] + ([f"{undone} undone"] if undone else [])
        self.bar.reached = Reached(self.TITLE_WORDS, right=f"{', '.join(parts)} · the last {LOG_SIZE:,} are kept")
        made = [
            Row(
                row.label[:1].upper() + row.label[1:],
                full(row.made, self.today),
                section=UNDONE if row.undone else DONE,
                quiet=row.undone,
            )
            for row in self.rows
        ]
        if made:
            start = min(undone, len(made) - 1) if first else selected
            self.show(lambda width: lay_out_rows(made, width), start)
        else:
            self.show_words(NO_CHANGES)

    def action_choose(self) -> None:
        """Undo down to the selected change, or do again up to it; more than one are asked for twice."""
        if not 0 <= self.number < len(self.rows):
            return
        row = self.rows[self.number]
        between = self.rows[self.number :] if row.undone else self.rows[: self.number + 1]
        number = sum(one.undone == row.undone for one in between)
        what = "done again" if row.undone else "undone"
        if number > 1 and self._asked != row.id:
            self._asked = row.id
            self.foot.say(f"{count(number, 'change')} will be {what}.   change.to once more")
            return
        self._asked = 0
        change = self.marks.redo_to if row.undone else self.marks.undo_to

        def told(done: int) -> None:
            self.changed = True
            self.foot.say(f"{count(done, 'change')} {what}.")
            self.load()

        self.ask("write", lambda: change(row.id), told, ordered=True)
