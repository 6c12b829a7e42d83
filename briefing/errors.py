"""Errors that are worth showing to a person.

    BriefingError      exit code 1
     +-- UsageError    exit code 2: wrong arguments or configuration
     +-- StoreError    exit code 1: the database cannot be opened, read or written
          +-- BusyError             another program is writing to it just now

`feeds.errors.FeedError` is the fourth kind; `cli` and `tui` show it the same way.
"""

from __future__ import annotations


class BriefingError(Exception):
    """An error worth showing: `message` says what failed and why, `hint` what to do next."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UsageError(BriefingError):
    """The arguments or the configuration are wrong."""

    exit_code = 2


class StoreError(BriefingError):
    """The database cannot be opened, read or written."""


class BusyError(StoreError):
    """Another program has been writing to the database for longer than one waits; the same may work soon."""
