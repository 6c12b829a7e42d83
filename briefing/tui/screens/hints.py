"""Letters at links -> the link whose letters are typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import events
from textual.screen import ModalScreen

from briefing.tui.guarded import GuardedScreen

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Letters of hints, those under the resting fingers first."""


class HintScreen(GuardedScreen, ModalScreen[str | None]):
    """Waits, unseen, for the letters of a link; its result is the link's address, None for any other key."""

    def __init__(self, links: Mapping[str, str]) -> None:
        super().__init__()
        self.links = links
        self.typed = ""

    def on_key(self, event: events.Key) -> None:
        """Take a letter."""
        event.stop()
        event.prevent_default()
        self.typed += (event.character or "").lower()
        going_on = [letters for letters in self.links if letters.startswith(self.typed)]
        if not event.character or not going_on:
            self.dismiss(None)
        elif self.typed in self.links:
            self.dismiss(self.links[self.typed])

    def on_click(self) -> None:
        """Leave the links alone."""
        self.dismiss(None)


def hints_for(urls: Sequence[str]) -> dict[str, str]:
    """Return letters for each address: one where that is enough, else two, so that none begins another."""
    if len(urls) <= len(LETTERS):
        return dict(zip(urls, LETTERS, strict=False))
    pairs = (first + second for first in LETTERS for second in LETTERS)
    return dict(zip(urls, pairs, strict=False))
