"""Sources and due feeds -> stored items -> readings, stories, headlines, ranks: the only room that knows the order.

What other rooms need of it is named here, and imported when it is asked for: a refresh looks at no page of a site, and
one that brings nothing new groups and names nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.ingest.adding import add_feed_url
    from briefing.ingest.outcome import Outcome
    from briefing.ingest.refreshing import refresh
    from briefing.ingest.sources import ingest_sources
    from briefing.ingest.steps import process, settle

__all__ = ["Outcome", "add_feed_url", "ingest_sources", "process", "refresh", "settle"]

_HOMES = {
    "Outcome": "outcome",
    "add_feed_url": "adding",
    "ingest_sources": "sources",
    "process": "steps",
    "refresh": "refreshing",
    "settle": "steps",
}
"""Name -> the module of this folder that holds it."""


def __getattr__(name: str) -> Any:
    """Return one of the names above from its module (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
