"""The edition's screen: a refresh in a process of its own, started by hand or when feeds are due, told in the top bar.

What comes is announced; the list stays as it is until the reader asks.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message
from textual.timer import Timer

from briefing.tui.keys.labels import with_keys
from briefing.tui.layout.ending import first_refresh, no_stories
from briefing.tui.layout.moment import short
from briefing.tui.screens.edition_moves import EditionMoves
from briefing.tui.widgets.story_rows import count

if TYPE_CHECKING:
    from briefing.ingest import Outcome
    from briefing.model import Edition, StoryRow
    from briefing.refresh.events import Event
    from briefing.tui.data import Library

FIRST_LOOK_S = 2.0
"""Seconds after the start before the app looks for feeds that are due: the first picture comes first."""
TOLD_S = 0.25
"""Seconds between two changes of the count of feeds in the top bar: two hundred answers are not as many pictures."""
STEPS = {"text": "fetching full texts", "group": "grouping", "name": "choosing headlines", "read": "reading names"}
"""What the top bar says of what comes after the fetching."""
LOOK_S = 60.0
"""Seconds between two looks; a look is one small query."""


class EditionRefresh(EditionMoves):
    """The panes, with fetching."""

    @dataclass
    class Heard(Message):
        """An event of the refresh; None says that it is over."""

        event: Event | None

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._stop = threading.Event()
        self._fetching = self._by_hand = False
        self._step = ""
        self._of = self._feeds = self._ready = self._shown = self._items = 0
        self._failures: list[str] = []
        self._began: datetime | None = None
        self._look_at_once = False
        """Whether feeds were added to a database that is only being opened."""
        self._ticks: Timer | None = None
        """Shows how far a refresh has come while it runs."""

    def on_mount(self) -> None:
        """Say what has come since the last visit, and look for feeds that are due now and then."""
        if not self.library.sample:
            self.call_after_refresh(self._begin_visit)

    def _begin_visit(self) -> None:
        if self.edition is not None:
            self.ask("visit", self.library.last_visit, self._welcome)
        if self.library.settings.auto_refresh:
            self.set_timer(FIRST_LOOK_S, self._look)
            self.set_interval(LOOK_S, self._look)

    def _welcome(self, visit: tuple[datetime, int] | None) -> None:
        if visit and visit[1]:
            when = short(visit[0], self.today())
            self.foot_bar.say(f"{count(visit[1], 'story')} with news since your last visit ({when}).")

    def action_reload(self) -> None:
        """Show the edition as it stands now."""
        self._shown = self._ready
        self._tell_progress()
        self.reload()

    def show_edition(self, edition: Edition, *, settle: bool = True, further: Sequence[StoryRow] = ()) -> None:
        """Show an edition; one that was opened because feeds were added is fetched at once."""
        super().show_edition(edition, settle=settle, further=further)
        if self._look_at_once:
            self._look_at_once = False
            self._look()
        if not self.story_list.stories and not edition.hidden and not self.library.sample:
            self.ask("active", self.library.active_feeds, self._tell_waiting)

    def _tell_waiting(self, feeds: int) -> None:
        """Say in the place of stories that there are feeds, and what fetches them."""
        if feeds and not self._fetching and not self.story_list.stories:
            self.story_list.show([], no_stories(self.app.keymap, feeds), now=self.library.now())

    def on_click(self, event: events.Click) -> None:
        """Do what the bar on top asks for, and what the sample's line offers, at a click."""
        if event.widget is self.top_bar and self._ready > self._shown:
            self.action_reload()
        elif event.widget is self.query_one("#hint") and not self.hint and self.library.sample:
            self.action_begin()

    # -- starting and stopping -------------------------------------------------------------------------

    def _look(self) -> None:
        if not self._fetching and self.edition is not None:
            self.ask("due", self.library.feeds_due, lambda due: self._start(by_hand=False) if due else None)

    def action_refresh_feeds(self) -> None:
        """Fetch the feeds that are due."""
        if self.library.sample:
            self.foot_bar.advise(
                "The sample edition has no feeds to fetch. Add yours: {feeds.add}, or briefing add URL"
            )
        elif self._fetching:
            self.foot_bar.advise("A refresh is running. {view.stop} in the list stops it.")
        else:
            self._start(by_hand=True)

    def _start(self, *, by_hand: bool) -> None:
        if self._fetching:
            return
        self._fetching, self._by_hand = True, by_hand
        self._of = self._feeds = self._ready = self._shown = self._items = 0
        self._failures = []
        self._step = ""
        self._stop.clear()
        self._began = self.library.now()
        self._tell_progress()
        self._ticks = self.set_interval(TOLD_S, self._tell_progress)
        self.ask("refresh", self._refresh, self._refreshed)

    def action_stop_refresh(self) -> None:
        """Select nothing any more; else stop the refresh that is running: what was stored stays."""
        if self.picked:
            self.pick(())
            return
        self._stop.set()
        self._tell_progress()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command works: stopping only while there is something to stop."""
        if action == "stop_refresh":
            return (self._fetching or bool(self.picked)) and not self.reading
        return super().check_action(action, parameters)

    def on_unmount(self) -> None:
        """Let a running refresh end."""
        self._stop.set()

    # -- feeds -----------------------------------------------------------------------------------------

    def action_feeds(self) -> None:
        """Show how the feeds are."""
        from briefing.tui.screens.feeds import FeedsScreen

        screen = FeedsScreen(self.library, today=self.today())
        self.app.push_screen(screen, lambda _: self._feeds_changed(screen.changed))

    def action_refresh_log(self) -> None:
        """Show what became of each feed in the last refreshes."""
        from briefing.tui.screens.refresh_log import RefreshLogScreen

        self.app.push_screen(RefreshLogScreen(self.library, today=self.today()))

    def action_add_feed(self, address: str = "") -> None:
        """Subscribe by an address, asked for when it is ""; from the sample, into the reader's own database."""
        from briefing.tui.feeds import own_library
        from briefing.tui.screens.add import AddScreen

        own = own_library(self.library)
        screen = AddScreen(own, today=self.today(), address=address)
        self.app.push_screen(screen, lambda _: self._feeds_changed(screen.changed, own))

    def action_begin(self) -> None:
        """Ask what the reader would like to read: the way from the sample to news of one's own."""
        from briefing.tui.screens.first_run import FirstRunScreen

        screen = FirstRunScreen(self.library, today=self.today())
        self.app.push_screen(screen, lambda _: self._feeds_changed(screen.changed, screen.library))

    def _feeds_changed(self, changed: bool, library: Library | None = None) -> None:
        """Show what has changed; the sample gives way to the reader's own database."""
        if changed and library and library is not self.library:
            self._open_library(library)
        elif changed:
            self.reload(settle=False)
            self._look()

    def _open_library(self, library: Library) -> None:
        """Show another database in the place of this one."""
        self.app.library = self.library = library
        self.edition, self.hint = None, ""
        self.story_list.show([], "", now=library.now())
        self.story_list.opening = True
        self.fit_panes()
        self._look_at_once = True
        self.reload()
        self._begin_visit()

    # -- in between ------------------------------------------------------------------------------------

    def _refresh(self) -> Sequence[Outcome]:
        """Fetch, in a worker thread that listens to the process."""

        def hear(event: Event) -> None:
            if event["event"] == "feed":
                self._count(event)  # shown at the next tick
            else:
                self.post_message(self.Heard(event))

        try:
            return self.library.refresh(hear, self._stop.is_set)
        finally:
            self._fetching = False
            self.post_message(self.Heard(None))

    def _count(self, event: Event) -> None:
        """Count a feed that has answered (in the worker's thread: the app reads the sums when it tells of them)."""
        from feeds.net_url import mask

        self._feeds += 1
        self._items += event.get("new", 0)
        if event.get("error"):
            self._failures.append(event.get("title") or mask(event.get("source", "")))

    def on_edition_refresh_heard(self, message: Heard) -> None:
        """Show how far the refresh has come."""
        event = message.event
        if event is None:
            self._of = 0
            if self._ticks:
                self._ticks.stop()
        elif event["event"] == "start":
            self._of = event["feeds"]
        elif event["event"] == "step":
            self._step = STEPS.get(event["step"], "")
        elif event["event"] == "stories":
            self._ready = event["items"]
            self.unrecorded |= self._ready > 0
            if not self.story_list.stories:  # nothing that could move under the reader's eyes
                self.action_reload()
        self._tell_progress()

    def _tell_progress(self) -> None:
        """Say how many feeds have answered while they do, and how many items wait to be shown."""
        waiting = self._ready - self._shown
        words = [with_keys(f"● {waiting:,} new, press {{view.reload}}", self.app.keymap)] if waiting > 0 else []
        if self._fetching and self._stop.is_set():
            words.append("stopping …")
        elif self._fetching:
            fetched = f"fetched {self._feeds:,} of {count(self._of, 'feed')}" if self._of else "fetching …"
            words.append(self._step or fetched)
        self.news = " · ".join(words)
        if self._fetching and self.edition and not self.edition.hidden and not self.story_list.stories:
            self._tell_first()

    def _tell_first(self) -> None:
        """Tell in the place of stories how the first refresh goes: there is nothing yet that could be read."""
        words = first_refresh(self._feeds, self._of, self._items, self._step, self._failures, self.app.keymap)
        self.story_list.show([], words, now=self.library.now())

    # -- the end ---------------------------------------------------------------------------------------

    def _refreshed(self, outcomes: Sequence[Outcome]) -> None:
        """Say what came; of failures only to who asked, or of a feed that is gone: the list of feeds shows them all."""
        if self._ready and self._began:
            self.tell_followed(self._began)
        failed = [outcome for outcome in outcomes if outcome.error and (self._by_hand or outcome.retired)]
        if failed:
            words = f"{failed[0].title or failed[0].source}: {failed[0].error}"
            more = f" And {count(len(failed) - 1, 'feed')} more: {{feeds.open}} lists them." if len(failed) > 1 else ""
            more = with_keys(more, self.app.keymap)
            self.app.show_error(f"{words}{more}")
        if self._stop.is_set():
            self.foot_bar.say("Stopped. What was stored stays; the next refresh goes on.")
        if not self.story_list.stories:
            self.action_reload()
        if not self._ready and self._by_hand and not failed and not self._stop.is_set():
            self.foot_bar.say("Nothing new." if outcomes else "Nothing to fetch: no feed is due.")
