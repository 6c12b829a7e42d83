"""What stands in the search box -> a plan that the full-text index can run, and what to highlight in the hits."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from briefing.query.scripts import unspaced

if TYPE_CHECKING:
    from briefing.query.parse import parse_query
    from briefing.query.plan import SearchPlan

__all__ = ["SearchPlan", "parse_query", "unspaced"]


_HOMES = {"SearchPlan": "plan", "parse_query": "parse"}
"""Name -> the module of this folder that holds it."""


def __getattr__(name: str) -> Any:
    """Return what the search box needs (PEP 562); who stores an item needs `unspaced` alone."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
