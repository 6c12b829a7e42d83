"""Widgets: given dataclasses, they post messages; they know no store and no feed."""
