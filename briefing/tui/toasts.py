"""Notifications that cannot stop the app: Textual's go into a timer with the time that they have left, also below 0."""

from __future__ import annotations

from textual.notifications import Notification

LEAST_S = 0.01
"""Least time that a notice has left for its timer, in seconds."""


class Notice(Notification):
    """A notification that always has a moment left, however late it comes to the screen.

    Between the look whether it has expired and the start of its timer it may expire: the app was busy, an editor had
    the terminal, the machine slept. A timer with a negative interval then counts for ever without giving way to
    anything else, and no key is heard again (`Timer._run` of Textual 8.2; a mend there makes this class superfluous).
    """

    @property
    def time_left(self) -> float:
        """The time until it goes, in seconds, more than 0."""
        return max(LEAST_S, super().time_left)

    @property
    def has_expired(self) -> bool:
        """Whether its time is over."""
        return super().time_left <= 0
