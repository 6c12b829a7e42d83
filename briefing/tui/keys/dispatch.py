"""Keys pressed -> commands run: the one place where the app listens to keys."""

from __future__ import annotations

from functools import cache
from typing import Any

from textual import events
from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.errors import NoWidget
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from briefing.tui.keys.command import Command
from briefing.tui.keys.footers import continuations_for
from briefing.tui.keys.keymap import DEFAULT, Keymap
from briefing.tui.keys.labels import key_label
from briefing.tui.keys.sequences import Sequences, Step
from briefing.tui.widgets.foot_bar import FootBar

RIGHT = 3
"""The right button, which goes back as Esc does: whoever has only a mouse can leave everything."""
CANCEL = ("Esc", "cancel", "")
TIMES = ("", "times the next key", "")
"""Rows of the foot bar while keys are waited for."""


def pane_of(screen: Screen[Any]) -> str:
    """Return the pane of `screen` that has the keys; "" for a screen that is not in the table of commands."""
    return str(getattr(screen, "pane", "") or getattr(screen, "PANE", ""))


@cache
def _edited_with(kind: type[Widget]) -> frozenset[str] | None:
    """Return the keys of a kind of box to type in, without those of the scrolling widgets it is made of; else None.

    A box is what may consume keys. That is asked of the class, since importing Textual's boxes takes 10 ms of CPU that
    the first frame need not spend.
    """
    typing = next(cls for cls in kind.__mro__ if "check_consume_key" in cls.__dict__)
    if typing is DOMNode:
        return None
    boxes = [cls for cls in kind.__mro__ if issubclass(cls, typing)]
    bindings = [one for cls in boxes for one in Binding.make_bindings(cls.__dict__.get("BINDINGS", ()))]
    return frozenset(binding.key for binding in bindings)


class KeyedApp(App[Any]):
    """An app whose keys are those of `keymap`.

    Bindings of Textual's are not used for commands: they cannot tell the two panes of one screen apart, know no
    sequences, and a keymap over them drops clashing keys without a word. What the table does not know goes on to
    Textual, and so does everything that is typed into a box.
    """

    keymap: Keymap = DEFAULT

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sequences = Sequences()
        self._waiting: Timer | None = None
        self._telling: list[FootBar] = []
        """The bars that show what has been typed so far."""
        self.typed_lines: list[str] = []
        """What was typed into the command line, the newest last."""

    @property
    def deciding(self) -> bool:
        """Whether a key waits for another one, and acts by itself soon if none comes."""
        return self._waiting is not None

    async def on_event(self, event: events.Event) -> None:
        """Take keys that are commands; hand on everything else."""
        if isinstance(event, events.Key) and not event.is_forwarded and await self._take(event):
            self.app_focus = True
            return
        if isinstance(event, events.MouseDown | events.MouseUp) and event.button == RIGHT and not event.is_forwarded:
            if isinstance(event, events.MouseUp):
                self.simulate_key("escape")
            return
        if isinstance(event, events.MouseDown) and self._sequences.waiting and not self._on_foot_bar(event):
            await self.on_foot_bar_clicked()
        await super().on_event(event)

    def _on_foot_bar(self, event: events.MouseDown) -> bool:
        """Return whether the mouse is on the keys; where the window has just become smaller it may be on nothing."""
        try:
            under, _ = self.get_widget_at(event.screen_x, event.screen_y)
        except NoWidget:
            return False
        return isinstance(under, FootBar)

    async def on_foot_bar_clicked(self) -> None:
        """Forget what was typed: the mouse has said what is wanted."""
        self._sequences.drop()
        await self._follow(Step("nothing"))

    async def _take(self, event: events.Key) -> bool:
        """Do what the key says; return whether it says anything here."""
        pane = pane_of(self.screen)
        if not pane or self._typing(event):
            self._sequences.drop()
            return False
        typed = self._sequences.typed
        step = self._sequences.feed(event.key, self.keymap.table(pane))
        await self._follow(step)
        if step.kind == "dropped" and event.key != "escape":
            self.tell(f"{typed}{key_label(event.key)} does nothing here.")
        return await self._take(event) if step.again else step.kind != "nothing"

    def _typing(self, event: events.Key) -> bool:
        """Return whether a box to type in wants the key."""
        box = self.focused
        keys = _edited_with(type(box)) if box is not None else None
        return (
            box is not None
            and keys is not None
            and (event.key in keys or box.check_consume_key(event.key, event.character))
        )

    async def _follow(self, step: Step) -> None:
        """Do what a step says, or wait for the next key and show what it can be."""
        if self._waiting:
            self._waiting.stop()
            self._waiting = None
        self._show_waiting()
        if step.kind == "wait" and step.wait_s is not None:
            self._waiting = self.set_timer(step.wait_s, self.decide)
        if step.kind == "run" and step.command:
            await self.run_command(step.command, count=step.count, number=step.number)

    async def decide(self) -> None:
        """No further key has come: what was typed acts by itself; what could have followed stays to be read a while."""
        self._waiting = None
        shown = [(bar, bar.waiting) for bar in self._telling]
        await self._follow(self._sequences.expire())
        self._telling = [bar for bar, _ in shown]
        for bar, waiting in shown:
            bar.show_waiting(waiting, leave=True)

    def _show_waiting(self) -> None:
        """Show what has been typed so far in the foot bar, and what can follow."""
        for bar in self._telling:
            bar.show_waiting(())
        self._telling.clear()
        typed = self._sequences
        if typed.waiting:
            self._telling = list(self.screen.query(FootBar))
            rows = continuations_for(typed.keys, pane_of(self.screen), self.keymap) if typed.keys else [TIMES]
            for bar in self._telling:
                bar.show_waiting((typed.typed, *rows, CANCEL))

    async def run_command(self, command: Command, *, count: int = 1, number: int = 0) -> None:
        """Do a command on the screen that is shown, `count` times; a numbered one with its number."""
        if command.macro:
            await self.run_macro(command.macro)
            return
        action = f"{command.action}({number})" if command.numbered else command.action
        for _ in range(count):
            await self.run_action(action, self if command.everywhere else self.screen)

    async def run_macro(self, names: tuple[str, ...]) -> None:
        """Do the commands of a macro, one after the other."""
        raise NotImplementedError

    def tell(self, words: str) -> None:
        """Say something in the foot bar, or where there is none yet above it."""
        bars = list(self.screen.query(FootBar))
        for bar in bars:
            bar.say(words)
        if not bars:
            self.notify(words, markup=False, timeout=4)

    def action_command_line(self, line: str = "") -> None:
        """Ask for a command by its name; `line` is typed already."""
        from briefing.tui.screens.command_line import CommandLine

        self.push_screen(CommandLine(line))
