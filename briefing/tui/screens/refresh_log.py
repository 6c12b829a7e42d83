"""What became of each feed in the last refresh, failures first; and how the refreshes before went."""

from __future__ import annotations

from briefing.tui.layout.moment import full
from briefing.tui.layout.refresh_lines import fetch_row, refresh_facts, refresh_row
from briefing.tui.layout.row_lines import lay_out_rows
from briefing.tui.refresh_log import Log, load_log
from briefing.tui.screens.panel import Panel
from briefing.tui.widgets.item_bar import Reached

NOTHING = "No refresh was logged yet.\n{view.refresh} in the list fetches the feeds that are due."
AGAIN_S = 1.0
"""Seconds between two looks while a refresh is running."""


class RefreshLogScreen(Panel):
    """The log. Of one refresh every feed is shown; Enter on another refresh opens that."""

    PANE = "log"
    TITLE_WORDS = "Last refresh"

    def on_mount(self) -> None:
        """Read the log."""
        self.log_shown = Log((), None, (), False)
        self.load()

    def load(self, refresh: int = 0) -> None:
        """Read the log with that refresh open, or the newest."""
        self.ask("log", lambda: load_log(self.library, refresh), self._show)

    def _show(self, log: Log) -> None:
        before, self.log_shown = self.log_shown, log
        if log.opened is None:
            self.show_words(NOTHING)
            return
        newest = log.opened.id == log.refreshes[0].id
        same = before.opened is not None and before.opened.id == log.opened.id
        running = log.running and newest
        self.bar.reached = Reached(self.TITLE_WORDS if newest else "Earlier refresh")
        rows = [fetch_row(one) for one in log.fetches]
        rows += [refresh_row(one, self.today) for one in log.refreshes if one.id != log.opened.id]
        title = f"{full(log.opened.began, self.today)} · {refresh_facts(log.opened, running=running)}"
        self.show(lambda width: lay_out_rows(rows, width, title=title), max(0, self.number) if same else 0)
        if running:
            self.set_timer(AGAIN_S, self.load)

    def action_choose(self) -> None:
        """Open the selected refresh; of a feed say where more is to be done with it."""
        log = self.log_shown
        if log.opened is None or self.number < 0:
            return
        if self.number < len(log.fetches):
            self.foot.say("A feed is changed in the list of feeds.   feeds.open from the edition")
            return
        others = [one for one in log.refreshes if one.id != log.opened.id]
        self.load(others[self.number - len(log.fetches)].id)

    def action_back(self) -> None:
        """From an earlier refresh to the last one; else go back to where one came from."""
        log = self.log_shown
        if log.opened and log.opened.id != log.refreshes[0].id:
            self.load()
        else:
            self.dismiss()
