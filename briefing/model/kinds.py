"""The kinds of names and amounts, and where in an item they stand."""

from __future__ import annotations

from typing import Literal

Kind = Literal["person", "organisation", "place", "product", "event", "other", "money", "percent", "date"]
NAME_KINDS: tuple[Kind, ...] = ("person", "organisation", "place", "product", "event", "other")
"""Kinds that are entities; the other three are amounts and dates, which are highlighted but never linked."""

Field = Literal["title", "text"]
