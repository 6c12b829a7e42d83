"""The stored news -> who is in it: rising and most mentioned entities, and whom the reader has marked."""

from __future__ import annotations

from briefing.model import EntityRow
from briefing.tui.layout.entity_lines import lay_out_overview
from briefing.tui.names import Names, Overview
from briefing.tui.screens.names_screen import NamesScreen
from briefing.tui.widgets.item_bar import Reached


class EntitiesScreen(NamesScreen):
    """The overview; Enter opens the page of the chosen row, following and muting work on it too."""

    PANE = "entities"

    def __init__(self, names: Names) -> None:
        super().__init__(names)
        self.overview = Overview((), ())
        self.bar.reached = Reached("Names")

    def load(self) -> None:
        """Read who is in the news and show it."""
        self.ask("page", self.names.overview, self._show)

    def _show(self, overview: Overview) -> None:
        self.overview = overview
        self.view.show(lambda width: lay_out_overview(overview, width), choose=True)

    def rows(self) -> list[EntityRow]:
        """Return the entities of the rows, in the order of the page."""
        overview = self.overview
        risen = [one.entity for one in overview.rising]
        return [*risen, *overview.most, *overview.followed, *overview.muted, *overview.hidden]

    @property
    def entity(self) -> EntityRow | None:
        """The entity of the chosen row."""
        rows = self.rows()
        return rows[self.view.stop] if 0 <= self.view.stop < len(rows) else None
