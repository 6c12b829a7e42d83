"""Addresses -> what was found there (title, pace, last date) -> subscriptions, each by Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from briefing.tui.data import Library
from briefing.tui.feeds import Feeds
from briefing.tui.layout.row_lines import Row, lay_out_rows
from briefing.tui.screens.prompting import PromptPanel

if TYPE_CHECKING:
    from briefing.ingest.adding import Preview
    from briefing.ingest.outcome import Outcome

ASK = "Type or paste an address: of a feed, of a site, or several with blanks between.\nEnter looks what is there."
ALREADY = "{} is subscribed already."


class AddScreen(PromptPanel):
    """The dialog. `changed` says whether anything was subscribed to; each Enter goes on to the next that is not yet."""

    PANE = "found"
    TITLE_WORDS = "Add feeds"

    def __init__(self, library: Library, *, today: date, address: str = "") -> None:
        super().__init__(library, today=today)
        self.address = address
        self.feeds = Feeds(library)
        self.found: list[Preview | str] = []
        """What was found, and below it the addresses of what else its page offers."""
        self.subscribed: set[str] = set()
        self.changed = False

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
        """Look what is at the addresses."""
        urls = words.split()
        if urls:
            self.show_words(f"Looking at {', '.join(urls)} …")
            self.ask("look", lambda: [self.feeds.look_up(url) for url in urls], self._add_found)

    def _add_found(self, found: Sequence[Preview]) -> None:
        first = len(self.found)
        for one in found:
            self.found.append(one)
            self.found += [other.url for other in one.others]
        self._show(first)

    def _show(self, selected: int) -> None:
        now = self.library.now()

        from briefing.tui.layout.feed_lines import found_row

        def row(one: Preview | str) -> Row:
            if isinstance(one, str):
                return Row(one, "subscribed" if one in self.subscribed else "also there · Enter subscribes")
            return found_row(one, now, one.url in self.subscribed)

        rows = [row(one) for one in self.found]
        self.show(lambda width: lay_out_rows(rows, width), selected)

    def action_choose(self) -> None:
        """Subscribe to the selected feed."""
        if not 0 <= self.number < len(self.found):
            return
        at = self.number
        one = self.found[at]
        if self._has(one):
            self.foot.say(ALREADY.format(one if isinstance(one, str) else one.title or one.url))
        elif isinstance(one, str):
            self.ask("subscribe", lambda: self._subscribe(self.feeds.look_up(one)), self._done(one, at))
        elif one.error:
            self.foot.say("Nothing to subscribe to was found there.")
        else:
            self.ask("subscribe", lambda: self._subscribe(one), self._done(one.url, at))

    def _has(self, one: Preview | str) -> bool:
        """Whether it is subscribed, by what is known of it."""
        return one in self.subscribed if isinstance(one, str) else bool(one.known) or one.url in self.subscribed

    def _subscribe(self, found: Preview) -> tuple[Outcome, bool]:
        """Subscribe, in a worker thread; also return whether it was subscribed before."""
        return self.feeds.subscribe(found), bool(found.known)

    def _done(self, url: str, at: int) -> Callable[[tuple[Outcome, bool]], None]:
        def done(answer: tuple[Outcome, bool]) -> None:
            outcome, before = answer
            if outcome.error:
                self.app.show_error(str(outcome.error))
                return
            self.changed |= not before
            self.subscribed.add(url)
            name = outcome.title or outcome.source
            words = ALREADY.format(name) if before else f"Subscribed: {name}, {outcome.new:,} new."
            self.foot.say(" ".join([words, *outcome.warnings[:1], "  Esc goes back"]))
            self._show(self._next(at))

        return done

    def _next(self, at: int) -> int:
        """Return the next one below that can be subscribed to and is not yet; `at` where there is none."""
        for number, one in enumerate(self.found[at + 1 :], at + 1):
            if not self._has(one) and (isinstance(one, str) or not one.error):
                return number
        return at
