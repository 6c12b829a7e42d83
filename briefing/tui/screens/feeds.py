"""The feeds and how they are, a table with the selected one in full below it: pause, rename, move, unsubscribe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from briefing.tui.data import Library
from briefing.tui.feeds import Feeds
from briefing.tui.keys.labels import with_keys
from briefing.tui.layout.page import EMPTY
from briefing.tui.screens.changing import ChangingPanel
from briefing.tui.widgets.detail import Detail
from briefing.tui.widgets.item_bar import Reached
from briefing.tui.widgets.story_rows import count
from feeds.net_url import mask

if TYPE_CHECKING:
    from briefing.ingest.health import Health

DETAIL_LINES = 5
"""Lines of what is known of the selected feed, its name included."""
NO_FEEDS = "No feeds yet.\nPress {feeds.add} to add one: an address, or several."


class FeedsScreen(ChangingPanel):
    """Every feed."""

    PANE = "feeds"
    TITLE_WORDS = "Feeds"

    def __init__(self, library: Library, *, today: date) -> None:
        super().__init__(library, today=today)
        self.feeds = Feeds(library)
        self.rows: Sequence[Health] = ()
        self.detail = Detail(DETAIL_LINES)

    def compose(self) -> ComposeResult:
        """Yield the panel, with what is known of the selected feed below the list."""
        for widget in super().compose():
            yield widget
            if widget is self.choices:
                yield self.detail

    def on_mount(self) -> None:
        """Read how the feeds are."""
        self.watch(self.choices, "stop", self._tell_selected, init=False)
        self.load()

    def _tell_selected(self) -> None:
        """Show all of the selected feed."""
        from briefing.tui.layout.feed_table import lay_out_feed

        one = self.feed
        self.detail.display = one is not None
        self.detail.show(lambda width: lay_out_feed(one, width) if one else EMPTY)

    def load(self) -> None:
        """Read how the feeds are, and keep the place."""
        self.ask("feeds", self.feeds.health, self._show)

    def _show(self, rows: Sequence[Health]) -> None:
        from briefing.tui.layout.feed_table import lay_out_feeds

        selected, self.rows = max(0, self.number), rows
        failing = sum(one.failing for one in rows)
        trouble = with_keys(f", {failing:,} in trouble: {{feeds.next_error}}", self.app.keymap) if failing else ""
        self.bar.reached = Reached(self.TITLE_WORDS, right=f"{count(len(rows), 'feed')}{trouble}")
        now = self.library.now()
        if rows:
            self.show(lambda width: lay_out_feeds(rows, width, now), selected)
        else:
            self.show_words(NO_FEEDS)
        self._tell_selected()

    @property
    def feed(self) -> Health | None:
        """The selected feed."""
        return self.rows[self.number] if 0 <= self.number < len(self.rows) else None

    # -- one feed --------------------------------------------------------------------------------------

    def action_choose(self) -> None:
        """Open the feed's site in the browser."""
        if one := self.feed:
            from feeds.urls import safe_url

            if url := safe_url(one.feed.site_url or one.feed.url):
                self.app.open_url(url)
            else:
                self.foot.say("This feed has no web address.")

    def action_pause(self) -> None:
        """Pause the feed, or resume it."""
        if one := self.feed:
            if one.feed.status not in ("active", "paused", "gone"):
                self.foot.say("This feed is read from a file; it is never fetched.")
            elif one.feed.status == "active":
                self._change("Paused.", status="paused")
            else:
                self._change("Resumed.", status="active")

    def action_rename(self) -> None:
        """Give the feed another title."""
        if one := self.feed:
            self.prompt("Title:", one.feed.title, lambda words: self._change("Renamed.", title=words))

    def action_folder(self) -> None:
        """Move the feed to a folder."""
        if one := self.feed:
            self.prompt("Folder:", one.feed.folder, lambda words: self._change("Moved.", folder=words))

    def action_outlet(self) -> None:
        """Say who publishes the feed."""
        if one := self.feed:
            self.prompt(
                "Outlet:",
                one.feed.outlet,
                lambda words: self._change("Changed.", outlet=words) if words else self.action_end_prompt(),
            )

    def action_full_text(self) -> None:
        """Fetch the full texts of the feed's new items at each refresh, or no longer."""
        if one := self.feed:
            if one.feed.status == "local":
                self.foot.say("This feed is read from a file; its items have no pages to fetch.")
            elif one.feed.full_text:
                self._change("Full texts are fetched no longer.", full_text=False)
            else:
                self._change("The full texts of its new items will be fetched.", full_text=True)

    def _change(self, word: str, *, full_text: bool | None = None, **changes: str) -> None:
        if one := self.feed:
            feed_id = one.feed.id
            self.write(lambda: self.feeds.change(feed_id, full_text=full_text, **changes), word)

    def action_unsubscribe(self) -> None:
        """Unsubscribe; what the feed has brought stays."""
        if one := self.feed:
            feed_id = one.feed.id
            self.write(lambda: self.feeds.remove(feed_id), f"Unsubscribed from {one.feed.title or mask(one.feed.url)}.")

    # -- all of them -----------------------------------------------------------------------------------

    def action_next_error(self) -> None:
        """Go to the next feed in trouble."""
        self._to_trouble(1)

    def action_prev_error(self) -> None:
        """Go to the feed in trouble before this one."""
        self._to_trouble(-1)

    def _to_trouble(self, step: int) -> None:
        size = len(self.rows)
        for n in range(1, size + 1):
            at = (self.number + step * n) % size
            if self.rows[at].failing:
                self.choices.choose(at)
                if stop := self.choices.stop_at(at):
                    self.choices.reveal(stop.first, stop.last)
                return
        self.foot.say("No feed is in trouble.")

    def action_add_feed(self) -> None:
        """Add a feed by its address."""
        from briefing.tui.screens.add import AddScreen

        screen = AddScreen(self.library, today=self.today)

        def back(_: None) -> None:
            self.changed |= screen.changed
            self.load()

        self.app.push_screen(screen, back)
