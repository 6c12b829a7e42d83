"""A failing handler -> a word to the app, instead of the end of the screen or widget whose handler it is."""

from __future__ import annotations

from typing import Any

from textual.await_complete import AwaitComplete
from textual.events import Event, MouseDown
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
    """A screen that can be left once only: keys that wait for it when it goes would take away those below it.

    What is left while another screen lies over it goes once it is on top again: Textual would take away the other.
    """

    def _forward_event(self, event: Event) -> None:
        """Hand on an event; a button pressed on a widget that is just being taken away is nobody's.

        Textual 8.2 would look at the widget around it, and fail.
        """
        if isinstance(event, MouseDown):
            widget, _ = self.get_widget_and_offset_at(event.x, event.y)  # type: ignore[attr-defined]
            if widget is not None and widget is not self and widget.parent is None:
                return
        super()._forward_event(event)  # type: ignore[misc]

    _going: tuple[Any] | None = None

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave the screen, unless that has been done."""
        stack = list[object](self.app.screen_stack)
        if not any(screen is self for screen in stack):
            return AwaitComplete()
        if stack[-1] is not self:
            self._going = self._going or (result,)
            return AwaitComplete()
        left: AwaitComplete = super().dismiss(result)  # type: ignore[misc]
        return left

    def on_screen_resume(self) -> None:
        """Go, when that was said while another screen lay on top."""
        if self._going:
            self.dismiss(*self._going)
