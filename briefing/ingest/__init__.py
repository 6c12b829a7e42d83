"""Sources and due feeds -> stored items -> readings, stories, headlines, ranks: the only room that knows the order."""

from __future__ import annotations

from briefing.ingest.adding import add_feed_url
from briefing.ingest.outcome import Outcome
from briefing.ingest.refreshing import refresh
from briefing.ingest.sources import ingest_sources
from briefing.ingest.steps import process, settle

__all__ = ["Outcome", "add_feed_url", "ingest_sources", "process", "refresh", "settle"]
