"""Addresses -> what was found there (title, pace, last date) -> subscriptions, each by Enter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from briefing.tui.data import Library
from briefing.tui.feeds import Feeds
from briefing.tui.layout.row_lines import Row, lay_out_rows
from briefing.tui.screens.changing import ChangingPanel
from feeds.discover import FoundFeed
from feeds.net_url import mask

if TYPE_CHECKING:
    from briefing.ingest.adding import Preview
    from briefing.ingest.outcome import Outcome

ASK = "Type or paste an address: of a feed, of a site, or several with blanks between.\nEnter looks what is there."
ALREADY = "{} is subscribed already."


class AddScreen(ChangingPanel):
    """The dialog. Each Enter subscribes and goes on to the next that is not subscribed yet."""

    PANE = "found"
    TITLE_WORDS = "Add feeds"

    def __init__(self, library: Library, *, today: date, address: str = "") -> None:
        super().__init__(library, today=today)
        self.address = address
        self.feeds = Feeds(library)
        self.found: list[Preview | FoundFeed] = []
        """What was found, and below it what else its page offers, which was not looked at."""
        self.subscribed: Mapping[str, str] = {}
        """The titles of the feeds that are subscribed to, by the address that identifies them."""

    def on_mount(self) -> None:
        """Ask for an address, or look at the one that there is."""
        self.show_words(ASK)
        if self.address:
            self.look_up(self.address)
        else:
            self.call_after_refresh(self.action_address)

    def action_address(self) -> None:
        """Ask for an address, or several."""
        self.prompt("Address:", "", self.look_up)

    def look_up(self, words: str) -> None:
        """Look what is at the addresses, one after the other, and show each as it is found."""
        urls = words.split()
        if not urls:
            return
        first, rest = urls[0], " ".join(urls[1:])
        if self.found:
            self.foot.say(f"Looking at {mask(first)} …")
        else:
            self.show_words(f"Looking at {mask(first)} …")

        def come(answer: tuple[Preview, Mapping[str, str]]) -> None:
            preview, self.subscribed = answer
            selected = self.number if self.found else 0
            self.found += [preview, *preview.others]
            self.foot.say("")
            self._show(selected)
            self.look_up(rest)

        self.ask("look", lambda: (self.feeds.look_up(first), self.feeds.subscribed()), come)

    def load(self) -> None:
        """Read again what is subscribed to, and keep the place."""

        def read(subscribed: Mapping[str, str]) -> None:
            self.subscribed = subscribed
            self._show(max(0, self.number))

        if self.found:
            self.ask("read", self.feeds.subscribed, read)

    def _show(self, selected: int) -> None:
        from briefing.tui.layout.feed_lines import found_row, other_row

        now = self.library.now()

        def row(one: Preview | FoundFeed) -> Row:
            known = bool(self._known(one))
            return other_row(one, known) if isinstance(one, FoundFeed) else found_row(one, now, known)

        rows = [row(one) for one in self.found]
        self.show(lambda width: lay_out_rows(rows, width), selected)

    def action_choose(self) -> None:
        """Subscribe to the selected feed."""
        if not 0 <= self.number < len(self.found):
            return
        at = self.number
        one = self.found[at]
        if title := self._known(one):
            self.foot.say(ALREADY.format(title))
        elif isinstance(one, FoundFeed):
            url = one.url
            self.foot.say(f"Looking at {mask(url)} …")
            self.ask("subscribe", lambda: self._subscribe(self.feeds.look_up(url)), lambda done: self._done(done, at))
        elif one.error:
            self.foot.say("Nothing to subscribe to was found there.")
        else:
            self.ask("subscribe", lambda: self._subscribe(one), lambda done: self._done(done, at))

    def _known(self, one: Preview | FoundFeed) -> str:
        """Return the title under which a feed is subscribed to, "" when it is not."""
        from feeds.urls import canonical_url

        return self.subscribed.get(canonical_url(one.url), "") if one.url else ""

    def _subscribe(self, found: Preview) -> tuple[Outcome, bool, Mapping[str, str]]:
        """Subscribe, in a worker thread; also return whether it was before, and what is subscribed to now."""
        return self.feeds.subscribe(found), bool(found.known), self.feeds.subscribed()

    def _done(self, answer: tuple[Outcome, bool, Mapping[str, str]], at: int) -> None:
        outcome, before, self.subscribed = answer
        if outcome.error:
            self.foot.say("")
            self.app.show_error(str(outcome.error))
            return
        self.changed |= not before
        name = outcome.title or outcome.source
        words = ALREADY.format(name) if before else f"Subscribed: {name}, {outcome.new:,} new."
        undo = "" if before else "   change.undo undo"
        self.foot.say(" ".join([words, *outcome.warnings[:1], "Esc goes back."]) + undo)
        self._show(self._next(at))

    def _next(self, at: int) -> int:
        """Return the next one below that can be subscribed to and is not yet; `at` where there is none."""
        for number, one in enumerate(self.found[at + 1 :], at + 1):
            if not self._known(one) and (isinstance(one, FoundFeed) or not one.error):
                return number
        return at
