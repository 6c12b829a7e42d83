"""A database's due feeds -> stored items and stories, in a process of its own, one at a time, told in events."""

from __future__ import annotations
