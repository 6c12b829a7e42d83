"""A failing handler -> a word to the app, instead of the end of the screen or widget whose handler it is."""

from __future__ import annotations

from typing import Any

from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.message_pump import MessagePump


class Guarded(MessagePump):
    """A screen or widget whose handlers may fail: Textual would stop listening to it for good."""

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            self.app._handle_exception(error)


class GuardedScreen(Guarded):
    """A screen that can be left once only: keys that wait for it when it goes would take away those below it."""

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave the screen, unless that has been done."""
        if not any(screen is self for screen in list[object](self.app.screen_stack)):
            return AwaitComplete()
        left: AwaitComplete = super().dismiss(result)  # type: ignore[misc]
        return left
