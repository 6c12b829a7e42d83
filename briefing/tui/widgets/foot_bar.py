"""The line at the bottom: the keys that matter in this pane, from the command table; or a word on what was done."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from briefing.tui.commands import footer_for

WORD_S = 4.0
"""How long a word on what was done stays, in seconds: long enough to read eight words."""
GAP = "   "
Part = tuple[Content, str]
"""A key with its label, and the action that a click runs."""


class FootBar(Widget):
    """Keys of `pane` ("list", "brief", "item", "search"), each clickable."""

    pane: reactive[str] = reactive("list")
    word: reactive[str] = reactive("")
    """What was just done; shown instead of the keys until its time is over."""

    def __init__(self, pane: str = "list", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.set_reactive(FootBar.pane, pane)
        self._timer: Timer | None = None

    def say(self, word: str) -> None:
        """Show a word on what was done for a few seconds."""
        self.word = word
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(WORD_S, self._hush)

    def _hush(self) -> None:
        self.word = ""

    def render(self) -> Content:
        """Return the keys that fit; the last one, help, always stays."""
        width = self.content_size.width
        if self.word:
            return self._said().truncate(width, ellipsis=True)
        return Content(GAP).join(part for part, _ in fitting(self._parts(), width))

    def _said(self) -> Content:
        """Return the word; what stands after a gap is a key and what it does."""
        words, gap, hint = self.word.partition(GAP)
        key, _, label = hint.partition(" ")
        return Content.assemble((words, "$foreground"), gap, (key, "bold $ink"), (f" {label}", "$quiet"))

    def _parts(self) -> list[Part]:
        return [
            (Content.assemble((keys, "bold $ink"), (f" {label}", "$quiet")), action)
            for keys, label, action in footer_for(self.pane)
        ]

    async def on_click(self, event: events.Click) -> None:
        """Do what is written under the mouse."""
        event.stop()
        offset = event.get_content_offset(self)
        if offset is None or self.word:
            return
        end = 0
        for part, action in fitting(self._parts(), self.content_size.width):
            if end <= offset.x < end + part.cell_length:
                await self.run_action(action)
                return
            end += part.cell_length + len(GAP)


def fitting(parts: list[Part], width: int) -> list[Part]:
    """Return as many of `parts` as fit `width` cells, with gaps; the last one is kept at the cost of those before."""
    *some, last = parts
    while some and sum(part.cell_length + len(GAP) for part, _ in some) + last[0].cell_length > width:
        some.pop()
    return [*some, last]
