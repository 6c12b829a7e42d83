"""What stands in the search box -> a plan that the full-text index can run, and what to highlight in the hits."""

from __future__ import annotations

from briefing.query.parse import parse_query
from briefing.query.plan import SearchPlan
from briefing.query.scripts import unspaced

__all__ = ["SearchPlan", "parse_query", "unspaced"]
