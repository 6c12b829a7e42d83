"""What schema 2 adds to schema 1. Unreleased: edited in place until it is."""

from __future__ import annotations

STATEMENTS = (
    # Whether the full text of this feed's new items is fetched from their pages.
    "ALTER TABLE feeds ADD COLUMN full_text INTEGER NOT NULL DEFAULT 0",
)
"""In the order in which they run."""
