"""The edition's screen: a hint, in a line of its own, the first time that something appears; one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from briefing.tui.keys.labels import keys_label
from briefing.tui.screens.edition_panes import EditionPanes

if TYPE_CHECKING:
    import sqlite3

    from briefing.model import Brief
    from briefing.tui.data import Library

HINT_S = 20.0
"""How long a hint stays, in seconds: it is read when the eye is free for it."""
BETWEEN_S = 45.0
"""Least seconds from one hint to the next: a hint is no lesson."""
SAMPLE_HINT = ("Sample edition, works offline.   ", "view.begin", " your own news: packs, import, an address")
"""What stands in the line while the sample is shown, as in `HINTS`; 76 cells, which is what 80 columns have."""
HINTS = {
    "new": ("● stands for what came since you read a story: ", "story.next_new", " goes from one to the next."),
    "sources": ("A number reads that source, at the very sentence: ", "brief.source", "."),
    "names": ("Names lead somewhere: ", "name.next", " goes to the next one, Enter tells all about it."),
    "more": ("An edition ends; smaller and older stories come with ", "view.more", "."),
}
"""What appears -> words, a command's id in whose place its key is shown, words."""


class EditionHints(EditionPanes):
    """The panes, with hints for who sees something for the first time."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._given: set[str] | None = None
        """Hints that were given; None while that is unknown, and when the reader wants none."""
        self._hinted = -BETWEEN_S
        self._hint_timer: Timer | None = None
        self.hint = ""
        """The hint that is shown, "" for none."""

    def on_mount(self) -> None:
        """Say what a sample is."""
        if self.library.sample:
            self._show_hint()

    def learn_hints(self) -> None:
        """Read which hints were given."""
        self.ask("hints", lambda: self.library.use(_load), self._learned)

    def _learned(self, kept: dict[str, Any] | None) -> None:
        self._given = None if kept is None or kept["off"] else set(kept["given"])
        if self.library.sample:  # what it is comes first
            self._hinted = monotonic() - BETWEEN_S + HINT_S
        self._look_for_hint()

    def show_brief(self, story_id: int, brief: Brief | None) -> None:
        """Show a brief, and what is to be known of it."""
        super().show_brief(story_id, brief)
        self._look_for_hint()

    def _look_for_hint(self) -> None:
        if self._given is None or monotonic() - self._hinted < BETWEEN_S:
            return
        for name in self._to_see():
            if name not in self._given:
                self._give(name)
                return

    def _to_see(self) -> Iterator[str]:
        """Yield what can be seen now that there is a hint for, the most useful first."""
        brief = self.brief if self.brief_view.display else None
        if brief and len(brief.sources) > 1:
            yield "sources"
        if brief and brief.new:
            yield "new"
        if brief and brief.who:
            yield "names"
        if self.edition and self.edition.more:
            yield "more"

    def _give(self, name: str) -> None:
        assert self._given is not None
        self._given.add(name)
        self._hinted, self.hint = monotonic(), name
        self._keep_hints(off=False)
        self._show_hint()
        if self._hint_timer:
            self._hint_timer.stop()
        self._hint_timer = self.set_timer(HINT_S, self._take_back)

    def _take_back(self) -> None:
        self.hint = ""
        self._show_hint()

    def _show_hint(self) -> None:
        line = self.query_one("#hint", Static)
        line.update(self._hint_words() if self.hint else self._words(*SAMPLE_HINT))
        self.fit_panes()

    def _hint_words(self) -> Content:
        """Return the hint that is shown, and how to have no more of them."""
        off = keys_label(self.app.keymap.by_id["view.hints"])
        return Content.assemble(("Hint: ", "$ink"), self._words(*HINTS[self.hint]), (f"   {off} ", "$ink"), "no more")

    def _words(self, before: str, command_id: str, after: str) -> Content:
        """Return words with the reader's own keys between them."""
        keys = keys_label(self.app.keymap.by_id[command_id])
        return Content.assemble((before, "$quiet"), (keys, "bold $ink"), (after, "$quiet"))

    def action_toggle_hints(self) -> None:
        """Give no more hints, or give them again from the first one on."""
        off = self._given is not None
        self._given = None if off else set()
        self._keep_hints(off=off)
        self._take_back()
        self.foot_bar.say("No more hints.   view.hints brings them back" if off else "Hints are given again.")
        self._hinted = -BETWEEN_S
        self._look_for_hint()

    def _keep_hints(self, *, off: bool) -> None:
        kept = {"off": off, "given": sorted(self._given or ())}
        self.ask("hints kept", lambda: self.library.use(lambda con: _save(con, kept)), lambda _: None, ordered=True)


def _load(con: sqlite3.Connection) -> dict[str, Any]:
    from briefing.store.meta import load_meta

    return load_meta(con, "hints") or {"off": False, "given": []}


def _save(con: sqlite3.Connection, kept: dict[str, Any]) -> None:
    from briefing.store.meta import save_meta

    save_meta(con, "hints", kept)
