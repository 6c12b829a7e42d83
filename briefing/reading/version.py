"""The number of the reading rules, and the name of the engine that they begin with; loaded without the rules."""

from __future__ import annotations

READING_VERSION = 2
"""Stored with every reading; raised whenever rules or model change what is read, so that items are read again."""
BUILT_IN = "newsner"
"""The project's own tagger, the default engine."""
