"""The first run's one question: starter packs, a file of subscriptions, an address, or the sample for now."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.tui.data import Library
from briefing.tui.feeds import Feeds, own_library
from briefing.tui.layout.row_lines import Row, lay_out_rows
from briefing.tui.screens.changing import ChangingPanel
from briefing.tui.screens.prompting import PromptPanel
from briefing.tui.widgets.story_rows import count

if TYPE_CHECKING:
    from briefing.ingest.importing import Imported
    from feeds.packs import Pack

QUESTION = "What would you like to read?"


class FirstRunScreen(PromptPanel):
    """The question, over the sample edition. `changed` says whether there are feeds now."""

    PANE = "start"
    TITLE_WORDS = "Welcome"

    def __init__(self, library: Library, *, today: date) -> None:
        own = own_library(library)
        super().__init__(own, today=today)
        self.feeds = Feeds(own)
        self.changed = False
        self.newsboat = ""

    def on_mount(self) -> None:
        """Ask."""
        from briefing.ingest.importing import find_newsboat_urls

        self.newsboat = str(find_newsboat_urls(os.environ, Path.home()) or "")
        there = f"newsboat's are at {self.newsboat}" if self.newsboat else "OPML, or newsboat's urls file"
        rows = [
            Row("1  Starter packs", "feeds from outlets that write about the same things"),
            Row("2  Import subscriptions", there),
            Row("3  Paste an address", "of a feed, or of any site that offers one"),
            Row("4  Stay with the sample", "it works offline; Esc does the same, F and a are there at any time"),
        ]
        self.show(lambda width: lay_out_rows(rows, width, title=QUESTION))

    def action_choose(self) -> None:
        """Take the selected answer."""
        (self.action_packs, self.action_import, self.action_address, self.action_back)[max(0, self.number)]()

    def action_packs(self) -> None:
        """Show the starter packs."""
        screen = PacksScreen(self.library, today=self.today)
        self.app.push_screen(screen, lambda _: self._back_from(screen.taken))

    def action_import(self) -> None:
        """Ask for a file."""
        self.prompt("File:", self.newsboat, self._import)

    def _import(self, name: str) -> None:
        if name:
            self.ask(
                "import", lambda: self.feeds.import_file(name), lambda said: self._imported(said, name), ordered=True
            )

    def _imported(self, result: tuple[Sequence[Imported], tuple[str, ...]], name: str) -> None:
        from briefing.tui.screens.imported import ImportedScreen

        done, problems = result
        screen = ImportedScreen(self.library, done, problems, name, today=self.today)
        self.app.push_screen(screen, lambda _: self._back_from(bool(done)))

    def action_address(self) -> None:
        """Ask for an address."""
        from briefing.tui.screens.add import AddScreen

        screen = AddScreen(self.library, today=self.today)
        self.app.push_screen(screen, lambda _: self._back_from(screen.changed))

    def _back_from(self, changed: bool) -> None:
        self.changed |= changed
        if changed:
            self.dismiss()


class PacksScreen(ChangingPanel):
    """The starter packs; Enter subscribes to one, and can be undone."""

    PANE = "packs"
    TITLE_WORDS = "Starter packs"

    def __init__(self, library: Library, *, today: date) -> None:
        super().__init__(library, today=today)
        self.feeds = Feeds(library)
        self.packs: Sequence[Pack] = ()
        self.before: Mapping[str, str] | None = None
        self.taken = False
        """Whether other feeds are subscribed to than before: what was undone is not taken."""

    def on_mount(self) -> None:
        """Read the packs."""
        self.load()

    def load(self) -> None:
        """Read the packs, and which of their feeds are subscribed to."""
        from feeds.packs import list_packs

        self.ask("packs", lambda: (list_packs(), self.feeds.subscribed()), lambda read: self._show(*read))

    def _show(self, packs: Sequence[Pack], subscribed: Mapping[str, str]) -> None:
        from briefing.tui.layout.feed_lines import pack_row

        selected, self.packs = max(0, self.number), packs
        self.before = subscribed if self.before is None else self.before
        self.taken = subscribed != self.before
        rows = [pack_row(pack, subscribed) for pack in packs]
        self.show(lambda width: lay_out_rows(rows, width), selected)

    def action_choose(self) -> None:
        """Subscribe to the selected pack."""
        if not 0 <= self.number < len(self.packs):
            return
        pack = self.packs[self.number]

        def done(imported: Sequence[Imported]) -> None:
            self.changed = True
            new = sum(one.added for one in imported)
            self.foot.say(f"{pack.title}: {count(new, 'feed')} added. Esc goes on.   change.undo undo")
            self.load()

        self.ask("take", lambda: self.feeds.take_over(pack.subscriptions), done, ordered=True)
