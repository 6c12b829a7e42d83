"""What can go wrong between a feed's URL and its items.

    FeedError
     +-- FetchError    no usable answer came over the network
     +-- ParseError    the bytes are no feed (or no article) that can be read

Each error is worth showing: `message` says what failed and why, `hint` what to do next.
"""

from __future__ import annotations


class FeedError(Exception):
    """A feed or page that could not be read; `str()` gives message and hint as one line of plain text."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class FetchError(FeedError):
    """No usable answer: network, TLS, HTTP status, a body that is too large or too slow.

    `status` is the HTTP status when there was one; `retry_after_s` what the server asked for, in seconds.
    `unreached` is the host to which no connection, or no encrypted one, could be made, where it may exist.
    `offline` says that no name could be looked up or no way leads out: it may be this machine that has no network.
    `asked` is False for a feed that was not asked for, because its host had asked for quiet just before.
    """

    def __init__(
        self,
        message: str,
        hint: str = "",
        *,
        status: int | None = None,
        retry_after_s: int | None = None,
        unreached: str = "",
        asked: bool = True,
        offline: bool = False,
    ) -> None:
        super().__init__(message, hint)
        self.status = status
        self.retry_after_s = retry_after_s
        self.unreached = unreached
        self.asked = asked
        self.offline = offline


class ParseError(FeedError):
    """The bytes came, but they are no feed or article."""
