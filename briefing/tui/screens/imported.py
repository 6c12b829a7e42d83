"""What became of each line of an import: added, known already, not taken over and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.tui.data import Library
from briefing.tui.layout.row_lines import Row, lay_out_rows
from briefing.tui.screens.panel import Panel
from briefing.tui.widgets.item_bar import Reached
from feeds.net_url import mask

if TYPE_CHECKING:
    from briefing.ingest.importing import Imported


class ImportedScreen(Panel):
    """The report, troubles first; Enter or Esc goes on."""

    PANE = "imported"
    TITLE_WORDS = "Imported"

    def __init__(
        self, library: Library, done: Sequence[Imported], problems: Sequence[str], name: str, *, today: date
    ) -> None:
        super().__init__(library, today=today)
        self.done, self.problems, self.name_of_file = done, problems, name

    def on_mount(self) -> None:
        """Show the report."""
        new = sum(one.added for one in self.done)
        counts = [f"{new:,} added", f"{len(self.done) - new:,} known", f"{len(self.problems):,} left out"]
        self.bar.reached = Reached(f"{self.TITLE_WORDS}: {Path(self.name_of_file).name}", right=" · ".join(counts))
        rows = [Row(problem, section="Not taken over") for problem in self.problems]
        rows += [_row(one, "Added") for one in self.done if one.added]
        rows += [_row(one, "Known already") for one in self.done if not one.added]
        self.show(lambda width: lay_out_rows(rows, width))

    def action_choose(self) -> None:
        """Go on."""
        self.action_back()


def _row(one: Imported, section: str) -> Row:
    sub = one.subscription
    facts = [
        f"line {sub.line}" if sub.line else "",
        sub.folder,
        ", ".join(sub.tags),
        mask(sub.url) if sub.title else "",
    ]
    return Row(
        sub.title or mask(sub.url), " · ".join(fact for fact in facts if fact), section=section, quiet=not one.added
    )
