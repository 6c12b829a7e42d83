"""The line at the bottom: the keys that matter in this pane, from the command table; or a word on what was done."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from briefing.tui.keys.footers import footer_for, qualified
from briefing.tui.keys.keymap import DEFAULT, Keymap
from briefing.tui.keys.labels import keys_labels, with_keys

WORD_S = 4.0
"""How long a word on what was done stays, in seconds: long enough to read eight words."""
GAP = "   "
MOST_LINES = 3
"""Lines that the bar takes, at most, to show what can follow a key; all of a prefix fits two at 80 cells."""
Part = tuple[Content, str]
"""A key with its label, and the action that a click runs."""
Row = tuple[str, str, str]
"""Keys, label, action."""


class FootBar(Widget):
    """Keys of `pane` ("list", "brief", "item", ...), each clickable."""

    pane: reactive[str] = reactive("list")
    word: reactive[str] = reactive("")
    """What was just done; shown instead of the keys until its time is over."""
    waiting: reactive[tuple[str | Row, ...]] = reactive((), init=False)
    """Keys that were typed so far, and rows of what can follow; shown instead of everything else."""

    held: reactive[tuple[str | Row, ...]] = reactive((), init=False)
    """Words and rows that stand in the place of the pane's keys: what can be done with the stories selected."""

    class Clicked(Message):
        """What is written was clicked, and done."""

    def __init__(self, pane: str = "list", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.set_reactive(FootBar.pane, pane)
        self._timer: Timer | None = None
        self._hinted = ""
        """The action of the command that the word names, "" for none."""

    @classmethod
    def of(cls, *rows: str | Row) -> FootBar:
        """Return a bar with these words and rows: the keys of a dialog, which are not in the table of commands."""
        bar = cls()
        bar.set_reactive(FootBar.held, rows)
        return bar

    @property
    def keymap(self) -> Keymap:
        """The reader's keys."""
        return getattr(self.app, "keymap", DEFAULT)

    def say(self, word: str) -> None:
        """Show a word on what was done for a few seconds.

        After a gap it may name a command and say what it does now: "Saved.   change.undo undo" shows as "u undo".
        """
        words, gap, hint = word.partition(GAP)
        name, _, label = hint.partition(" ")
        self._hinted = ""
        if command := self.keymap.by_id.get(name):
            word = f"{words}{gap}{keys_labels(command)[0]} {label}" if command.keys else words
            self._hinted = qualified(command)
        self.word = word
        self._hush_later()

    def advise(self, words: str) -> None:
        """Say our own words, with the reader's key in the place of each {command.id}."""
        self.say(with_keys(words, self.keymap))

    def show_waiting(self, waiting: tuple[str | Row, ...], *, leave: bool = False) -> None:
        """Show keys that were typed and what can follow, until the next call; with `leave` for a few seconds."""
        self.waiting = waiting[: -1 if leave else None]
        if leave:
            self._hush_later()

    def _hush_later(self) -> None:
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(WORD_S, self._hush)

    def _hush(self) -> None:
        self.word, self.waiting = "", ()

    def render(self) -> Content:
        """Return the keys that fit; the last one, help, always stays."""
        width = self.content_size.width
        if self.word and not self.waiting:
            return self._said().truncate(width, ellipsis=True)
        return Content("\n").join(Content(GAP).join(part for part, _ in line) for line in self._lines())

    def _said(self) -> Content:
        """Return the word; what stands after a gap is a key and what it does."""
        words, gap, hint = self.word.partition(GAP)
        key, _, label = hint.partition(" ")
        return Content.assemble((words, "$foreground"), gap, (key, "bold $ink"), (f" {label}", "$quiet"))

    def _fitting(self) -> list[Part]:
        """Return what is shown, as far as it fits."""
        if self.held and not self.waiting:
            parts = [
                (Content.styled(one, "$foreground"), "") if isinstance(one, str) else _part(one) for one in self.held
            ]
            return fitting(parts, self.content_size.width)
        if not self.waiting:
            return fitting([_part(row) for row in footer_for(self.pane, self.keymap)], self.content_size.width)
        return fitting(self._continuations(), self.content_size.width * MOST_LINES)

    def _continuations(self) -> list[Part]:
        """Return what was typed and what can follow."""
        rows = [_part(row) for row in self.waiting[1:] if isinstance(row, tuple)]
        return [(Content.styled(f"{self.waiting[0]} …", "bold $foreground"), ""), *rows]

    def _lines(self) -> list[list[Part]]:
        """Return what is shown, line by line: one, and more only for what can follow a key."""
        return folded(self._fitting(), self.content_size.width) if self.waiting else [self._fitting()]

    def watch_waiting(self) -> None:
        """Take the lines that are needed; what is above stays where it is."""
        self.styles.height = max(1, min(MOST_LINES, len(self._lines())))

    def on_resize(self) -> None:
        """Take the lines that are needed at another width."""
        self.watch_waiting()

    async def on_click(self, event: events.Click) -> None:
        """Do what is written under the mouse."""
        event.stop()
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if self.word and not self.waiting:
            await self._take_word(offset.x)
            return
        end = 0
        for part, action in self._lines()[min(offset.y, len(self._lines()) - 1)]:
            if end <= offset.x < end + part.cell_length:
                if action:
                    await self.run_action(action)
                self.post_message(self.Clicked())
                return
            end += part.cell_length + len(GAP)

    async def _take_word(self, x: int) -> None:
        """Do what the word names, when that is under the mouse; anywhere else the keys come back."""
        words = self.word.partition(GAP)[0]
        action = self._hinted if x >= cell_len(words + GAP) else ""
        self._hush()
        if action:
            await self.run_action(action)


def _part(row: Row) -> Part:
    keys, label, action = row
    return Content.assemble((keys, "bold $ink"), (f" {label}", "$quiet")), action


def fitting(parts: list[Part], width: int) -> list[Part]:
    """Return as many of `parts` as fit `width` cells, with gaps; the last one is kept at the cost of those before."""
    *some, last = parts
    while some and sum(part.cell_length + len(GAP) for part, _ in some) + last[0].cell_length > width:
        some.pop()
    return [*some, last]


def folded(parts: list[Part], width: int) -> list[list[Part]]:
    """Return `parts` in lines of at most `width` cells."""
    lines: list[list[Part]] = [[]]
    for part in parts:
        used = sum(one.cell_length + len(GAP) for one, _ in lines[-1])
        if lines[-1] and used + part[0].cell_length > width:
            lines.append([])
        lines[-1].append(part)
    return lines
